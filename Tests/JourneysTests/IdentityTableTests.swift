import Reading
import Testing

@testable import Journeys

/// Who is who, by chains of tables.
struct IdentityTableTests {
  @Test("device, user and customer are one through two tables, whichever is read first", arguments: [true, false])
  func chain(_ devicesFirst: Bool) {
    var table = IdentityTable()
    let steps: [() -> Void] = [
      {
        table.beginTable()
        table.add(id: "d1", customer: "u1")
        table.add(id: "d2", customer: "u1")
      },
      {
        table.beginTable()
        table.add(id: "u1", customer: "c1")
      },
    ]
    for step in devicesFirst ? steps : steps.reversed() { step() }
    let who = table.resolved()
    #expect(["d1", "d2", "u1", "c1"].map(who.customer) == ["c1", "c1", "c1", "c1"])
    #expect(who.customer("d3") == "d3")
    #expect(who.customer("(not set)") == nil)
    #expect(who.idsOfTable.map(\.count) == (devicesFirst ? [2, 1] : [1, 2]))
  }

  @Test("ids compare cleaned in tables as in the data")
  func cleaned() {
    var table = IdentityTable()
    table.add(id: "=\"1001\"", customer: "Dana@Example.com")
    let who = table.resolved()
    #expect(who.customer("1001.0") == "dana@example.com")
    #expect(who.customer("\u{200E}1001") == "dana@example.com")
  }

  @Test("an id linked to more than twenty known customers says nothing of any of them")
  func kiosk() {
    var table = IdentityTable()
    for n in 1...21 { table.add(id: "kiosk", customer: "c\(n)") }
    for n in 1...20 { table.add(id: "family", customer: "f\(n)") }
    let who = table.resolved()
    #expect(who.refused == 21)
    #expect(who.customer("kiosk") == "kiosk")
    #expect(who.customer("c1") == "c1")
    #expect(who.customer("f7") == who.customer("family"))
  }

  @Test("links through different ids never make more than twenty known customers one")
  func longChain() {
    var table = IdentityTable()
    for n in 1...30 {
      table.add(id: "d\(n)", customer: "c\(n)")
      table.add(id: "d\(n)", customer: "c\(n + 1)")
    }
    let who = table.resolved()
    let names = Set((1...31).map { who.customer("c\($0)") })
    #expect(who.refused >= 1)
    #expect(names.count == 2)
  }

  @Test("the customer of a list gives the name, and telephones are compared in one spelling")
  func names() {
    var table = IdentityTable(hasPhones: true)
    table.add(id: "+972-54-1234567", customer: "200001")
    table.add(customer: "200001")
    let who = table.resolved()
    #expect(who.customer("0541234567") == "200001")
    #expect(who.customer("541234567") == "200001")
  }

  @Test("leading zeros go only where asked, and never a number of nothing else")
  func zeros() {
    var table = IdentityTable(ignoresZeros: true)
    table.add(id: "0007", customer: "c")
    #expect(table.resolved().customer("7") == "c")
    #expect(withoutLeadingZeros("000") == "000")
    #expect(withoutLeadingZeros("0a1") == "0a1")
  }
}
