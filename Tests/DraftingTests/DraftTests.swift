import Foundation
import Journeys
import Reading
import TestSupport
import Testing
import Wording

@testable import Drafting

/// A project file drafted in process from raw exports.
struct DraftTests {
  private let shop = """
    customer,time,event,channel,total
    c1,01/09/2025 10:00,Website,web,
    c1,02/09/2025 10:00,Newsletter,mail,
    c1,13/09/2025 10:00,Order placed,shop,349.50
    c1,14/09/2025 10:00,Delivered,home,
    c2,01/09/2025 10:00,Website,web,
    c2,03/09/2025 10:00,order-placed,shop,10.00

    """

  private func draft(_ folder: TemporaryFolder, _ names: [String], language: Language? = nil) throws -> ProjectDraft {
    let files = names.map { InputFile(path: folder.path($0), name: $0) }
    return try ProjectDraft(
      files, names: names, folder: "in", words: Language.all.map { try TestWords.wording($0) }, language: language,
      threads: 1
    ) { _ in }
  }

  @Test("what a touchpoint is follows from its name and its amounts, where it stands from the journeys")
  func guesses() throws {
    let folder = try TemporaryFolder()
    try folder.write("shop.csv", shop)
    let draft = try draft(folder, ["shop.csv"])
    #expect(draft.client == "shop")
    #expect(draft.events == 6 && draft.customers == 2)
    #expect(draft.touchpoints.map(\.id) == ["Website", "Delivered", "Newsletter", "Order placed", "order-placed"])
    #expect(draft.touchpoints.map(\.events) == [2, 1, 1, 1, 1])
    #expect(draft.touchpoints.filter { $0.kind == .purchase }.map(\.id) == ["Order placed", "order-placed"])
    #expect(draft.touchpoints.filter(\.isCompanyInitiated).map(\.id) == ["Newsletter"])
    #expect(draft.touchpoints.filter(\.endsWell).map(\.id) == ["Delivered"])
    #expect(draft.w.language == .english && draft.timezone == "UTC")
  }

  @Test("a draft reads back as a project of its source and touchpoints", arguments: Language.all)
  func readsBack(_ language: Language) throws {
    let folder = try TemporaryFolder()
    try folder.write("shop.csv", shop)
    let text = try draft(folder, ["shop.csv"], language: language).yaml
    let blueprint = try Blueprint(yaml: text, file: "project.yml")
    #expect(blueprint.languages.first == language.code)
    #expect(blueprint.sources.map(\.files) == [["shop.csv"]])
    #expect(blueprint.touchpoints.count == 5)
    #expect(blueprint.touchpoints.filter { $0.kind == .purchase }.map(\.id) == ["Order placed", "order-placed"])
  }

  @Test("three questions are asked; an empty line keeps the guess, a minus means none, nonsense is asked again")
  func asking() throws {
    let folder = try TemporaryFolder()
    try folder.write("shop.csv", shop)
    var draft = try draft(folder, ["shop.csv"])
    var typed = ["4", "", "nonsense", "-"]
    var shown: [String] = []
    draft.ask(read: { typed.isEmpty ? nil : typed.removeFirst() }) { shown.append($0.plain) }
    #expect(typed.isEmpty)
    #expect(shown.contains { $0.hasSuffix("[4,5]") } && shown.contains { $0.hasSuffix("[3]") })
    #expect(draft.touchpoints.filter { $0.kind == .purchase }.map(\.id) == ["Order placed"])
    #expect(draft.touchpoints.filter(\.isCompanyInitiated).map(\.id) == ["Newsletter"])
    #expect(draft.touchpoints.filter(\.endsWell).isEmpty)
  }

  @Test("a project file lies in the nearest folder that holds all exports, and names them from there")
  func place() throws {
    let folder = try TemporaryFolder()
    let files = try ["in/2025/a.csv", "in/2026/b.csv"].map { try folder.write($0, shop) }
    let place = try DraftPlace(files, output: nil)
    #expect(place.path == folder.path("in/project.yml"))
    #expect(place.names == ["2025/a.csv", "2026/b.csv"])
    #expect(place.folderName == "in")
    #expect(throws: DraftingError.outside(file: files[1], folder: folder.path("in/2025"))) {
      try DraftPlace(files, output: folder.path("in/2025/project.yml"))
    }
  }
}
