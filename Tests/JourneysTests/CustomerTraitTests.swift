import Reading
import TestSupport
import Testing

@testable import Journeys

/// Columns that tell apart who comes back: of `groups`, and the product.
@Suite struct CustomerTraitTests {
  private static let events = """
    customer,time,touchpoint,device,sku
    u,2026-01-01T10:00:00Z,ad,,
    u,2026-01-02T10:00:00Z,buy,phone,tea
    u,2026-01-03T10:00:00Z,buy,desk,oil
    v,2026-01-01T10:00:00Z,ad,desk,
    w,2026-01-01T10:00:00Z,buy,n/a,tea

    """
  private static let customers = "id,area,device\nu,far north,\nv,south,tablet\nx,south,\n"

  private func loaded(_ settings: String, product: Bool = true) throws -> LoadedLog {
    let folder = try TemporaryFolder()
    try folder.write("e.csv", Self.events)
    try folder.write("c.csv", Self.customers)
    let columns = product ? "columns: {customer: customer, time: time, touchpoint: touchpoint, product: sku}" : ""
    let yaml = """
      client: T
      touchpoints: [ad, {id: buy, kind: purchase}]
      \(settings)
      sources:
        - {file: e.csv, kind: events\(product ? ", " + columns : "")}
        - {file: c.csv, kind: customers, columns: {customer: id}}

      """
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    let sources = zip(blueprint.sources, ["e.csv", "c.csv"]).map { declaration, file in
      ResolvedSource(declaration: declaration, files: [InputFile(path: folder.path(file), name: file)])
    }
    return try load(blueprint, sources)
  }

  /// By trait, the values of all customers, sorted; "-" for none.
  private func values(_ log: JourneyLog) -> [[String]] {
    log.catalog.traits.indices.map { trait in
      log.parts.flatMap { part in
        part.traits[trait].map { $0 == AttributeCode.none ? "-" : log.catalog.traits[trait].values[Int($0)].id }
      }.sorted()
    }
  }

  @Test("the file of customers says who they are, and where it is silent their first event that has a value")
  func both() throws {
    let log = try loaded("groups: [area, device]").log
    #expect(log.catalog.traits.map(\.name) == ["area", "device"])
    #expect(log.catalog.traits.map { $0.values.map(\.id) } == [["far north", "south"], ["desk", "phone", "tablet"]])
    #expect(values(log) == [["-", "far north", "south"], ["-", "phone", "tablet"]])
  }

  @Test("the branch that customers call their own tells them apart like a column of groups, once")
  func homeBranch() throws {
    for groups in ["", "groups: [area]"] {
      let yaml = """
        client: T
        \(groups)
        sources:
          - {file: e.csv}
          - {file: c.csv, kind: customers, columns: {customer: id, branch: area}}
        """
      #expect(try Blueprint(yaml: yaml, file: "project.yml").groups == ["area"])
    }
    // A branch of events is where each of them was, and no customer's own.
    let events = "client: T\nsources: [{file: e.csv, columns: {branch: area}}]"
    #expect(try Blueprint(yaml: events, file: "project.yml").groups.isEmpty)
  }

  @Test("the product is kept where the project names it, and what separates buyers does not look at it")
  func product() throws {
    let attributes = try loaded("").log.catalog.attributes
    #expect(attributes.map(\.name) == ["sku"] && attributes[0].isProduct && !attributes[0].isKept)
    #expect(attributes[0].values.map(\.id) == ["oil", "tea"])
    #expect(try loaded("", product: false).log.catalog.attributes.isEmpty)
  }

  @Test("without groups and product nothing is noted")
  func none() throws {
    let log = try loaded("", product: false).log
    #expect(log.catalog.traits.isEmpty && log.parts.allSatisfy { $0.traits.isEmpty })
  }
}
