import Reading
import TestSupport
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

  @Test("a table read by its columns says what the same rows say one by one", arguments: [false, true])
  func columns(_ hasPhones: Bool) throws {
    let ids = [
      "10367", " 0501234567", "=\"1001\"", "1001.0", "1001", "(not set)", "", "Dana@Example.com", "dana@example.com",
      "אורח", "דנה כהן", "9.7254E+11", "+972-50-123-4567", "a1b2c3d4-e5f6-7890-aaaa-123456789012", "d1", "D1",
      "0010367",
      "123456789012345", "1234567890123456", "\u{200F}d1", "e\u{301}1", "\u{E9}1",
    ]
    var pairs: [(id: String, customer: String)] = []
    for (place, id) in ids.enumerated() {
      for step in [1, 5, 5] { pairs.append((id, ids[(place * 3 + step) % ids.count])) }
    }
    var slow = IdentityTable(hasPhones: hasPhones)
    slow.beginTable()
    for pair in pairs { slow.add(id: pair.id, customer: pair.customer) }
    let folder = try TemporaryFolder()
    func cell(_ text: String) -> String {
      "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
    let text = "device,user\n" + pairs.map { cell($0.id) + "," + cell($0.customer) + "\n" }.joined()
    let inspection = try inspect(InputFile(path: try folder.write("ids.csv", text)), format: nil)
    let request = ReadRequest(
      columns: ["device", "user"].map { ColumnRequest(name: $0, kind: .ids) }, zone: .utc)
    let table = try read(inspection, request)
    guard case .ids(let devices) = table.columns[0], case .ids(let users) = table.columns[1] else {
      Issue.record("no columns of ids")
      return
    }
    var fast = IdentityTable(hasPhones: hasPhones)
    let unlinked = fast.addTable(devices, customers: users)
    #expect(unlinked == pairs.count { CustomerID($0.id).name == nil || CustomerID($0.customer).name == nil })
    let (who, expected) = (fast.resolved(), slow.resolved())
    #expect(ids.map(who.customer) == ids.map(expected.customer))
    #expect(who.refused == expected.refused)
    #expect(who.linkedIDs == expected.linkedIDs)
    #expect(Set(who.linkedNames) == Set(expected.linkedNames))
    #expect(who.idsOfTable.map { Set($0).count } == expected.idsOfTable.map { Set($0).count })
  }

  @Test("of customers that are one, the first in the order of bytes gives the name, short ids and long ones alike")
  func firstName() {
    for names in [
      ["b12", "b1"], ["b123456789", "b12345678"], ["zz", "z1234567890123456"], ["é", "ea"], ["c8", "c70"],
    ] {
      var table = IdentityTable()
      for name in names { table.add(id: "device", customer: name) }
      let first = names.min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      #expect(table.resolved().customer("device") == first)
    }
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
