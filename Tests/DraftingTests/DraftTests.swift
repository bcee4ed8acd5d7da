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

  private func looked(_ folder: TemporaryFolder, _ names: [String], language: Language? = nil) throws -> ProjectDraft {
    let files = names.map { InputFile(path: folder.path($0), name: $0) }
    return try ProjectDraft(
      files, names: names, client: "nof", words: Language.all.map { try TestWords.wording($0) }, language: language,
      progress: { _ in }
    ) { "\($0)" }
  }

  private func draft(_ folder: TemporaryFolder, _ names: [String], language: Language? = nil) throws -> ProjectDraft {
    var draft = try looked(folder, names, language: language)
    try draft.readEvents(threads: 1) { _ in }
    return draft
  }

  @Test("what a touchpoint is follows from its name and its amounts, where it stands from the journeys")
  func guesses() throws {
    let folder = try TemporaryFolder()
    try folder.write("shop.csv", shop)
    let draft = try draft(folder, ["shop.csv"])
    #expect(draft.client == "nof")
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

  @Test("an empty line keeps the guess, a minus means none, nonsense is asked again")
  func asking() throws {
    let folder = try TemporaryFolder()
    try folder.write("shop.csv", shop)
    var draft = try draft(folder, ["shop.csv"])
    let terminal = Terminal(["4", "", "nonsense", "-"])
    draft.askTouchpoints(terminal.conversation)
    #expect(terminal.typed.isEmpty)
    #expect(terminal.shown.contains("What is a purchase? [4,5] 4\n"))
    #expect(terminal.shown.contains("What does the company initiate? [3] \n"))
    #expect(terminal.shown.contains("nonsense\nnumbers from 1 to 5, Enter or a minus\n"))
    #expect(draft.touchpoints.filter { $0.kind == .purchase }.map(\.id) == ["Order placed"])
    #expect(draft.touchpoints.filter(\.isCompanyInitiated).map(\.id) == ["Newsletter"])
    #expect(draft.touchpoints.filter(\.endsWell).isEmpty)
  }

  /// Tickets of nobody: the ticket, the agent and the hours name no customer.
  private func tickets(_ header: String = "Ticket ID,Opened,Issue Type,Agent Assigned,Response Time (hours)") -> String
  {
    header + "\n"
      + (0..<40).map { row in
        "T\(row),2025-01-\(10 + row % 19) 10:00,\(["Login", "Billing"][row % 2]),\(["Dana", "Uri"][row % 2]),\(row % 7)\n"
      }.joined()
  }

  @Test("a file that is not clear stands commented out with its question, and the others are drafted")
  func unclear() throws {
    let folder = try TemporaryFolder()
    try folder.write("shop.csv", shop)
    try folder.write("tickets.csv", tickets())
    try folder.write("scan.pdf", "%PDF-1.4\n\0")
    let draft = try draft(folder, ["tickets.csv", "shop.csv", "scan.pdf"])
    let text = draft.yaml
    #expect(try Blueprint(yaml: text, file: "project.yml").sources.map(\.files) == [["shop.csv"]])
    #expect(draft.touchpoints.count == 5)
    for line in [
      "  # Who is the customer? No column surely says it. Columns: Ticket ID, Opened, Issue Type, Agent Assigned, "
        + "Response Time (hours)",
      "  # - file: tickets.csv", "  #     customer: NAME", "  # It cannot be read: ", "  # - file: scan.pdf",
    ] {
      #expect(text.contains(line), "\(line) is not in\n\(text)")
    }
    // With the answer written and the signs taken away the source is there.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex(of: "  # - file: tickets.csv"))
    let answered = lines.enumerated().map { place, line in
      (first..<first + 6).contains(place) ? "  " + line.dropFirst(4).replacing("NAME", with: "Ticket ID") : String(line)
    }
    let sources = try Blueprint(yaml: answered.joined(separator: "\n"), file: "project.yml").sources
    #expect(sources.map(\.files) == [["tickets.csv"], ["shop.csv"]])
    #expect(sources.first?.columns.first { $0.role == "customer" }?.column == "Ticket ID")
    let said = draft.closing("project.yml").map { draft.w($0).plain }
    #expect(said.contains { $0.hasPrefix("tickets.csv stands commented out in the file. Who is the customer?") })
    #expect(said.contains { $0.hasPrefix("scan.pdf stands commented out") })
  }

  @Test("a project file is written even when nothing in it can be read yet")
  func nothingClear() throws {
    let folder = try TemporaryFolder()
    try folder.write("tickets.csv", tickets())
    let draft = try draft(folder, ["tickets.csv"])
    #expect(draft.yaml.contains("# sources:\n  # Who is the customer?"))
    #expect(try Blueprint(yaml: draft.yaml, file: "project.yml").sources.isEmpty)
    #expect(draft.w(draft.closing("project.yml")[0]).plain.hasPrefix("Nothing can be read yet"))
  }

  @Test("a file whose times nobody can read does not keep the others from being read")
  func unreadableTimes() throws {
    let folder = try TemporaryFolder()
    try folder.write("shop.csv", shop)
    try folder.write("calls.csv", shop.replacing("/09/2025", with: " of the ninth").replacing("time", with: "date"))
    let draft = try draft(folder, ["calls.csv", "shop.csv"])
    #expect(draft.events == 6)
    #expect(draft.yaml.contains("  # It cannot be read: ") && draft.yaml.contains("  # - file: calls.csv"))
  }

  @Test("totals of an hour are no source, and say so")
  func totals() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<48).map { "2025-01-0\(1 + $0 / 24),\($0 % 24),\($0 * 7),\($0 * 5)\n" }
    try folder.write("hours.csv", "date,hour,sessions,users\n" + rows.joined())
    try folder.write("shop.csv", shop)
    let text = try draft(folder, ["hours.csv", "shop.csv"]).yaml
    #expect(text.contains("  # These are totals by hour") && text.contains("  # - file: hours.csv"))
  }

  @Test("what each file is and who the customer is are asked first, and the answers stand in the file")
  func askingFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("shop.csv", shop)
    try folder.write("tickets.csv", tickets())
    try folder.write("people.csv", "customer,name,city\nc1,Noa,Haifa\nc2,Dan,Lod\n")
    var draft = try looked(folder, ["shop.csv", "tickets.csv", "people.csv"])
    // The list of customers is left out; who the customer is in the shop is said; of the tickets it is asked.
    let terminal = Terminal(["9=survey", "3=-", "1=nobody", "1=Customer", "1"])
    draft.askFiles(terminal.conversation)
    try draft.readEvents(threads: 1) { _ in }
    #expect(terminal.typed.isEmpty)
    for line in [
      "  2. tickets.csv: not clear: which column is the customer?\n",
      "  3. people.csv: one row for each customer (customers)\n",
      "9=survey\nas 3=survey: a number from 1 to 3, and one of events, customers, identities, survey, decisions or a minus\n",
      "Who is the customer? For example 2=NAME [1=customer] 1=nobody\nas 2=NAME, or 2=NAME+NAME",
      "tickets.csv: which column is the customer? 1 Ticket ID, 2 Opened, 3 Issue Type",
    ] {
      #expect(terminal.shown.contains(line), "\(line) is not in\n\(terminal.shown)")
    }
    #expect(draft.sources.map(\.isUsed) == [true, true, false])
    let sources = try Blueprint(yaml: draft.yaml, file: "project.yml").sources
    #expect(sources.map { $0.columns.first { $0.role == "customer" }?.column } == ["customer", "Ticket ID"])
    #expect(draft.yaml.contains("  # left out, as answered\n  # - file: people.csv"))
    // What was answered is no guess.
    #expect(draft.yaml.contains("      customer: Ticket ID\n"))
  }

  @Test("of two columns that would do, the draft asks which, and names the other where nobody is there to ask")
  func doubt() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<40).map {
      "c\($0 % 9),2025-01-\(10 + $0 % 19),2025-02-\(10 + $0 % 19),\(["Visit", "Call"][$0 % 2])\n"
    }
    try folder.write("visits.csv", "Customer ID,Start Date,End Date,Activity\n" + rows.joined())
    let line = "time: Start Date  # guessed: by the column's name and content; or End Date?"
    #expect(try draft(folder, ["visits.csv"]).yaml.contains(line))
    var asked = try looked(folder, ["visits.csv"])
    let terminal = Terminal(["", "", "2"])
    asked.askFiles(terminal.conversation)
    #expect(terminal.shown.contains("visits.csv: which column is the date? 1 Start Date, 2 End Date [1] 2\n"))
    try asked.readEvents(threads: 1) { _ in }
    #expect(asked.yaml.contains("      time: End Date\n"))
  }

  @Test("a workbook with a sheet a month is read whole, behind a summary too")
  func sheets() throws {
    let folder = try TemporaryFolder()
    func month(_ month: Int) -> String {
      inlineRow("Customer ID", "Date", "Activity")
        + (1...9).map { inlineRow("c\($0)", "2025-0\(month)-1\($0) 10:00", ["Visit", "Call"][$0 % 2]) }.joined()
    }
    let months = (1...3).map { (name: "Month \($0)", state: "visible", rows: month($0)) }
    try folder.write("whole.xlsx", TestWorkbook(sheets: months).bytes())
    let whole = try draft(folder, ["whole.xlsx"])
    #expect(whole.events == 27)
    #expect(whole.yaml.contains("    sheets: all  # guessed: 3 sheets under one header"))
    let summary = (name: "Summary", state: "visible", rows: inlineRow("Month", "Total") + inlineRow("1", "9"))
    try folder.write("behind.xlsx", TestWorkbook(sheets: [summary] + months).bytes())
    let behind = try draft(folder, ["behind.xlsx"])
    #expect(behind.events == 27)
    #expect(behind.yaml.contains("    sheets: [Month 1, Month 2, Month 3]  # guessed"))
  }

  @Test("a project file lies in the nearest folder that holds all exports, and names them from there")
  func place() throws {
    let folder = try TemporaryFolder()
    let files = try ["nof/2025/a.csv", "nof/2026/b.csv"].map { try folder.write($0, shop) }
    let place = try DraftPlace(DraftFiles(files), output: nil)
    #expect(place.path == folder.path("nof/project.yml"))
    #expect(place.names == ["2025/a.csv", "2026/b.csv"])
    #expect(place.client == "nof")
    #expect(throws: DraftingError.outside(file: files[1], folder: folder.path("nof/2025"))) {
      try DraftPlace(DraftFiles(files), output: folder.path("nof/2025/project.yml"))
    }
    // By another name the report would take the file for an export.
    #expect(throws: DraftingError.notYAML(path: folder.path("nof/drafted"))) {
      try DraftPlace(DraftFiles(files), output: folder.path("nof/drafted"))
    }
    // Nothing is written over a folder, and none is made.
    for output in [folder.path("nof"), folder.path("nof/drafts") + "/"] {
      #expect(throws: DraftingError.folder(path: output)) { try DraftPlace(DraftFiles(files), output: output) }
    }
  }

  @Test("a folder stands for its files of data, and gives the client its name")
  func folder() throws {
    let folder = try TemporaryFolder()
    for name in [
      "b.csv", "a.xlsx", "c.CSV.GZ", "README", "notes.md", "project.yml", ".hidden.csv", "~$a.xlsx", "truth/t.csv",
    ] {
      try folder.write("nof home/" + name, shop)
    }
    let files = try DraftFiles([folder.path("nof home")])
    #expect(files.paths == ["a.xlsx", "b.csv", "c.CSV.GZ"].map { folder.path("nof home/" + $0) })
    let place = try DraftPlace(files, output: nil)
    #expect(place.path == folder.path("nof home/project.yml"))
    #expect(place.names == ["a.xlsx", "b.csv", "c.CSV.GZ"])
    #expect(place.client == "nof home")
    // Every client's exports may lie in a folder of this name.
    try folder.write("bria/exports/a.csv", shop)
    #expect(try DraftPlace(DraftFiles([folder.path("bria/exports/a.csv")]), output: nil).client == "bria")
    try folder.write("empty/README", "none")
    #expect(throws: DraftingError.noFiles(folder: folder.path("empty"))) { try DraftFiles([folder.path("empty")]) }
  }
}
