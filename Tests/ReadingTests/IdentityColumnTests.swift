import Testing

@testable import Reading

/// Which columns of a table of who is who are linked.
@Suite struct IdentityColumnTests {
  private func columns(_ text: String, id: String? = nil, customer: String? = nil) throws -> [String]? {
    try withFile(Array(text.utf8)) { file in
      let found = identityColumns(try inspect(file, format: .csv), id: id, customer: customer)
      return found.map { [$0.id, $0.customer] }
    }
  }

  @Test("two columns are an id and whose it is, in this order")
  func two() throws {
    #expect(try columns("visitor,customer\nd1,10001\nd2,10002\nd3,10003\n") == ["visitor", "customer"])
    #expect(try columns("left,right\na1,b1\na2,b2\n") == ["left", "right"])
    #expect(try columns("left\na1\na2\n") == nil)
  }

  @Test("neither a date nor a running number is one of the two")
  func others() throws {
    #expect(
      try columns("מזהה מבקר,תאריך התחברות,מספר לקוח\nd1,01/01/2026,10001\nd2,02/01/2026,10002\nd3,03/01/2026,10003\n")
        == ["מזהה מבקר", "מספר לקוח"])
    #expect(
      try columns(
        "row,device_id,user_id,first_seen\n0,D1,u1,2026-01-01\n1,D2,u2,2026-01-01\n2,D3,u3,2026-01-02\n")
        == ["device_id", "user_id"])
    #expect(
      try columns("created,customer_id,user_id\n2026-01-01,10001,u1\n2026-01-02,10002,u2\n2026-01-03,10003,u3\n")
        == ["user_id", "customer_id"])
  }

  @Test("a device links to a customer before an address does")
  func addresses() throws {
    #expect(
      try columns("email,visitor,customer\nu1@x.org,d1,10001\nu2@x.org,d2,10002\nu3@x.org,d3,10003\n")
        == ["visitor", "customer"])
  }

  @Test("where no header says more than another the first two stay, and what the project says holds")
  func declared() throws {
    let plain = "left,right,third\na1,b1,c1\na2,b2,c2\na3,b3,c3\n"
    #expect(try columns(plain) == ["left", "right"])
    #expect(try columns(plain, id: "third", customer: "left") == ["third", "left"])
    let named = "email,visitor,customer\nu1@x.org,d1,10001\nu2@x.org,d2,10002\nu3@x.org,d3,10003\n"
    #expect(try columns(named, id: "email") == ["email", "customer"])
    #expect(try columns(named, customer: "visitor")?.last == "visitor")
  }
}
