import Reading
import TestSupport
import Testing

@testable import Journeys

/// Columns of customers' files that a source keeps with `attributes:`.
@Suite struct CustomerAttributeTests {
  private static let events = """
    customer,time,touchpoint,device
    u,2026-01-01T10:00:00Z,ad,desk
    v,2026-01-01T11:00:00Z,ad,phone
    w,2026-01-01T12:00:00Z,ad,phone
    web-7,2026-01-01T13:00:00Z,ad,desk

    """

  /// The log of the events beside some files, each with its keys of the project file.
  private func loaded(_ lists: [(text: String, keys: String)], threads: Int = 1) throws -> LoadedLog {
    let folder = try TemporaryFolder()
    try folder.write("e.csv", Self.events)
    var yaml = "client: T\nsources:\n  - {file: e.csv, attributes: [device]}\n"
    for (place, list) in lists.enumerated() {
      try folder.write("l\(place).csv", list.text)
      yaml += "  - {file: l\(place).csv, \(list.keys)}\n"
    }
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    let sources = blueprint.sources.map { declaration in
      ResolvedSource(
        declaration: declaration,
        files: declaration.files.map { InputFile(path: folder.path($0), name: $0) })
    }
    return try load(blueprint, sources, threads: threads)
  }

  /// Of each customer in order of first rows, the values; "-" where there is none.
  private func values(_ log: JourneyLog) -> [[String]] {
    let own = log.catalog.attributes.filter(\.isOfCustomers)
    return log.parts.flatMap { part in
      (0..<part.customerCount).map { customer in
        own.indices.map { place in
          let code = part.customerAttributes[customer * own.count + place]
          return code == AttributeCode.none ? "-" : own[place].values[Int(code)].id
        }
      }
    }
  }

  private static let keys = "kind: customers, columns: {customer: id}, attributes: [area, age]"

  @Test("a customer has the value of its row, and none where nothing stands, or a word for nothing", arguments: [1, 2])
  func places(threads: Int) throws {
    let list = "id,area,age,secret\nw,south,30,x\nu,north,NULL,y\nx,east,90,z\n"
    let found = try loaded([(list, Self.keys)], threads: threads)
    #expect(found.log.catalog.attributes.map(\.name) == ["device", "area", "age"])
    #expect(found.log.catalog.attributes.map(\.isOfCustomers) == [false, true, true])
    // v and the browser are in no list.
    #expect(values(found.log) == [["north", "-"], ["-", "-"], ["south", "30"], ["-", "-"]])
    #expect(found.quality.idleKeys.isEmpty && found.quality.sources[1].issues.total == 0)
    #expect(found.log.parts[0].attributes.count == 4)
  }

  @Test("an id that a table leads to a customer has the customer's value")
  func identities() throws {
    let found = try loaded([
      ("id,area,age\nk1,north,30\n", Self.keys),
      ("web,crm\nweb-7,k1\n", "kind: identities, columns: {id: web, customer: crm}"),
    ])
    #expect(values(found.log).last == ["north", "30"])
  }

  @Test("the later row and file count, and every row that says something else is an issue with its number")
  func several() throws {
    let first = "id,area,age\nu,north,30\nu,south,30\nu,,31\nx,north,1\nx,south,2\n"
    let second = "id,area,age\nv,east,50\nu,west,31\n"
    let found = try loaded([(first, Self.keys), (second, Self.keys)])
    #expect(Array(values(found.log).prefix(2)) == [["west", "31"], ["east", "50"]])
    // Whoever has no events is in no journey.
    #expect(
      found.quality.sources[1].issues.samples == [
        Issue(kind: .anotherValue, row: 4, column: "age", value: "31"),
        Issue(kind: .anotherValue, row: 3, column: "area", value: "south"),
      ])
    #expect(
      found.quality.sources[2].issues.samples == [Issue(kind: .anotherValue, row: 3, column: "area", value: "west")])
    #expect(found.quality.sources[1].rowsRejected == 0)
  }

  @Test("two files that are linked to one customer are that customer's two rows")
  func linked() throws {
    let found = try loaded([
      ("id,area\nu,north\nk9,south\n", "kind: customers, columns: {customer: id}, attributes: [area]"),
      ("id,crm\nk9,u\n", "kind: identities, columns: {id: id, customer: crm}"),
    ])
    #expect(values(found.log).first == ["south"])
    #expect(found.quality.sources[1].issues.count(of: .anotherValue) == 1)
  }

  @Test("a column with a value for everybody, and one that events keep too, are named as having no effect")
  func idle() throws {
    let rows = (0..<1_001).map { "u\($0),n\($0),phone,north\n" }.joined()
    let found = try loaded([
      ("id,name,device,area\n" + rows, "kind: customers, columns: {customer: id}, attributes: [name, device, area]")
    ])
    #expect(found.log.catalog.attributes.map(\.name) == ["device", "area"])
    #expect(found.log.catalog.attributes.map(\.isOfCustomers) == [false, true])
    #expect(
      found.quality.idleKeys == [
        IdleKey(name: "sources.attributes (device)", lines: [4]),
        IdleKey(name: "sources.attributes (name)", lines: [4]),
      ])
  }

  @Test("a file that does not have the column is refused, with the columns it has")
  func missing() throws {
    #expect {
      try loaded([("id,area\nu,north\n", Self.keys)])
    } throws: { error in
      if case ReadingError.noColumn("l0.csv", "age", let columns)? = error as? ReadingError {
        columns == ["id", "area"]
      } else {
        false
      }
    }
  }

  @Test("a file that keeps no column leaves nothing in the log")
  func none() throws {
    let found = try loaded([("id,area,age\nu,north,30\n", "kind: customers, columns: {customer: id}")])
    #expect(found.log.parts.allSatisfy { $0.customerAttributes.isEmpty })
  }
}
