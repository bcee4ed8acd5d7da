import Foundation
import TestSupport
import Testing

/// `masa init`: from raw exports to a project file that runs at once.
struct InitTests {
  private let shop = """
    customer,time,event,channel,total
    c1,01/09/2025 10:00,Website,web,
    c1,02/09/2025 10:00,Newsletter,mail,
    c1,13/09/2025 10:00,Order placed,shop,349.50
    c1,14/09/2025 10:00,Delivered,home,
    c2,01/09/2025 10:00,Website,web,
    c2,03/09/2025 10:00,order-placed,shop,10.00

    """

  /// Drafts, and gives the project file's text.
  private func drafted(_ folder: TemporaryFolder, _ files: [String], _ more: [String] = []) throws -> String {
    let outcome = try MasaProgram.run(
      ["init"] + files.map { folder.path($0) } + ["--output", folder.path("project.yml")] + more)
    guard outcome.exit == 0, outcome.errors.isEmpty else { throw Failure(message: "\(outcome)") }
    return try folder.text("project.yml")
  }

  @Test("roles, time format, kinds and stages are guessed, marked, and run")
  func draft() throws {
    let folder = try TemporaryFolder()
    try folder.write("shop.csv", shop)
    let text = try drafted(folder, ["shop.csv"])
    for line in [
      "customer: customer  # guessed: by the column's name", "touchpoint: event  # guessed", "amount: total  # guessed",
      "time-format: dmy  # guessed: by the dates themselves", "timezone: UTC  # guessed",
      "{id: Order placed, stage: buy, kind: purchase}", "initiated-by: company}  # 1 interaction, 1 customer",
      "{id: Delivered, stage: after, ends-well: yes}", "like Order placed: if they are one touchpoint, aliases there",
    ] {
      #expect(text.contains(line), "\(line) is not in\n\(text)")
    }
    let output = try Samples.build(folder.path)
    // Every client may have a shop.csv: what tells one from another is the folder.
    #expect(output.place.hasPrefix(folder.url.lastPathComponent + "/"))
    #expect(try output.report()["events"].int == 6)
  }

  @Test("comments are Hebrew where the data are, or where asked for")
  func hebrew() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "לקוח,מועד,פעולה\n1,2025-01-01,ביקור באתר\n1,2025-01-02,רכישה\n2,2025-01-02,דיוור\n")
    let text = try drafted(folder, ["a.csv"])
    #expect(text.contains("לפי שם העמודה"))
    #expect(text.contains("timezone: Asia/Jerusalem"))
    #expect(text.contains("{id: רכישה, stage: buy, kind: purchase}"))
    #expect(
      text.contains("{id: דיוור, stage: consider, initiated-by: company}")
        || text.contains("{id: דיוור, stage: discover, initiated-by: company}"))
    #expect(try drafted(folder, ["a.csv"], ["--language", "en", "--force"]).contains("by the column's name"))
  }

  @Test("any name survives the project file, and the report is the same with it and without")
  func hostileNames() throws {
    let names = [
      "\"quoted\"", "it's", "a: b", "# hash", "a #b", "- dash", "-", "yes", "no", "null", "~", "1", "1e3", "2025-01-01",
      "{flow}", "[list]", "a, b", "&a", "*star", "!tag", "|", ">", "%d", "@at", "`t", "multi\nline", "tab\tin", "b\\s",
      "שלום: עולם", "- רשימה", "😀", "r\u{200F}l", "n\u{A0}b", "l\u{2028}s", "? q", ": c", "key:", "...", "---", "=",
      "<<",
      "true", "purchase \"x\" #1", String(repeating: "long ", count: 300) + "end",
    ]
    let folder = try TemporaryFolder()
    var csv = "customer,time,touchpoint\n"
    for customer in 1...6 {
      for (index, name) in names.enumerated() {
        csv += "c\(customer),2025-01-\(10 + index % 18) 10:\(10 + index),\"\(name.replacing("\"", with: "\"\""))\"\n"
      }
    }
    try folder.write("hostile \"file\": #1.csv", csv)
    _ = try drafted(folder, ["hostile \"file\": #1.csv"])
    let with = try Samples.build(folder.path).report()
    let without = try Samples.build(folder.path("hostile \"file\": #1.csv")).report()
    let counts: (JSONValue) -> [String] = { report in
      report["touchpoints"].list.map { "\($0["id"].string ?? "?") \($0["events"].int ?? -1)" }.sorted()
    }
    #expect(counts(with) == counts(without))
    #expect(counts(with).count == names.count)
  }

  @Test("a project file is never overwritten by itself, and nothing is left behind by a refusal")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("shop.csv", shop)
    try folder.write("project.yml", "mine")
    let kept = try MasaProgram.run(["init", file, "--output", folder.path("project.yml")])
    #expect(kept.exit == 2)
    #expect(kept.errors.contains("--force"))
    #expect(try folder.text("project.yml") == "mine")
    try folder.write("bad.csv", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10])
    let bad = try MasaProgram.run(["init", folder.path("bad.csv"), "--output", folder.path("new.yml")])
    #expect(bad.exit == 2)
    #expect(bad.errorLines.count == 1)
    #expect(folder.names() == ["bad.csv", "project.yml", "shop.csv"])
    let elsewhere = try TemporaryFolder()
    let outside = try MasaProgram.run(["init", file, "--output", elsewhere.path("project.yml")])
    #expect(outside.exit == 2)
    #expect(outside.errors.contains("lies outside"))
    #expect(try MasaProgram.run(["init", "-"]).exit == 2)
  }

  @Test("a file that is not clear is written down with its question, and the file can be answered")
  func unclear() throws {
    let folder = try TemporaryFolder()
    try folder.write("nof/shop.csv", shop)
    try folder.write("nof/bad.csv", "a,b\n1,2\n")
    let outcome = try MasaProgram.run(["init", folder.path("nof")])
    #expect(outcome.exit == 0)
    #expect(outcome.output.contains("bad.csv stands commented out in the file. Who is the customer?"))
    let text = try folder.text("nof/project.yml")
    #expect(text.contains("client: {id: nof, ") && text.contains("  # - file: bad.csv"))
    #expect(try Samples.build(folder.path("nof")).report()["events"].int == 6)
    // Alone it is written down as well.
    let alone = try MasaProgram.run([
      "init", folder.path("nof/bad.csv"), "--force", "--output", folder.path("nof/b.yml"),
    ])
    #expect(alone.exit == 0 && alone.output.contains("Nothing can be read yet"))
    #expect(try folder.text("nof/b.yml").contains("# sources:"))
  }

  @Test("without a path the project file lies beside the exports")
  func place() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/2025/a.csv", shop)
    // Equal files would be read once, and that is said.
    try folder.write("in/2026/b.csv", shop.replacing("2025", with: "2026"))
    let outcome = try MasaProgram.run(["init", folder.path("in/2025/a.csv"), folder.path("in/2026/b.csv")])
    #expect(outcome.exit == 0)
    #expect(
      try folder.text("in/project.yml").contains("file: 2025/a.csv")
        || folder.text("in/project.yml").contains("file: \"2025/a.csv\""))
    #expect(try Samples.build(folder.path("in")).report()["events"].int == 12)
  }

  @Test("customers, identities and surveys are told from events by their columns")
  func kinds() throws {
    let folder = try TemporaryFolder()
    let sample = Samples.project("nof-home")
    let names = ["customers.csv", "events.csv", "identities.csv", "survey-momentary.csv", "survey-relational.csv"]
    for name in names { try folder.copy(sample.appending(path: name), to: name) }
    let text = try drafted(folder, names, ["--language", "en"])
    func kind(_ name: String) -> String? {
      text.components(separatedBy: "  - file: ").first { $0.hasPrefix(name) }?.split(separator: "\n").dropFirst().first
        .map { $0.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    }
    #expect(names.map(kind) == ["customers", "events", "identities", "survey", "survey"])
    #expect(text.contains("- {column: nps, metric: nps}"))
    #expect(text.contains("type: momentary"))
    for id in ["buy_site", "buy_branch", "buy_app", "buy_phone"] {
      #expect(text.contains("id: \(id), name: {he: Buy"))
    }
    #expect(text.components(separatedBy: "kind: purchase}").count == 5)
    _ = try Samples.build(folder.path)
  }

  @Test(
    "real exports give a report untouched",
    .enabled(if: Repository.sharedData != nil, "the shared data are not here"),
    arguments: [
      ("clickstream/ecom.csv.gz", 31106), ("xes/receipt.csv", 8577), ("xes/bupar_patients.csv", 2721),
      ("transactions/CDNOW_sample.txt", 6919),
    ])
  func real(_ file: String, events: Int) throws {
    let shared = try #require(Repository.sharedData)
    let folder = try TemporaryFolder()
    let name = String(file.split(separator: "/").last ?? "")
    try folder.copy(shared.appending(path: file), to: name)
    _ = try drafted(folder, [name])
    // Where few stop early, the number of rows may stand within a range.
    let ends = try #require(try Samples.build(folder.path).report()["events"].ends)
    #expect(ends.low <= events && events <= ends.high)
  }

  @Test(
    "a survey alone: a report without a project file says what to do, a draft names the questions and runs",
    .enabled(if: Repository.sharedData != nil, "the shared data are not here"))
  func survey() throws {
    let shared = try #require(Repository.sharedData)
    let folder = try TemporaryFolder()
    let name = "2017_SFO_Customer_Survey.csv"
    try folder.copy(shared.appending(path: "survey/sfo/" + name), to: name)
    let outcome = try MasaProgram.run(["report", folder.path(name), "--output", folder.path("out")])
    #expect(outcome.exit == 2)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("looks like a survey") && outcome.errors.contains("masa init"))
    let text = try drafted(folder, [name])
    for line in [
      "period: 2017-01-01..2017-12-31  # guessed", "kind: survey", "weight: WEIGHT", "language: LANG",
      "- {column: Q7ART, metric: csat, scale: 1..5, missing: [0, 6, Blank], touchpoint: Q7ART}",
      "- {column: Q7ALL, metric: csat, scale: 1..5, missing: [0, 6, Blank], of: overall}",
      "- {column: Q9RESTROOM, metric: csat, scale: 1..5", "- {column: NETPRO, metric: nps, missing: [11]}",
    ] {
      #expect(text.contains(line), "\(line) is not in\n\(text)")
    }
    // Neither what people came for nor how old they are is a rating.
    for column in ["Q2PURP1", "Q19AGE", "Q3GETTO1"] { #expect(!text.contains("{column: \(column)")) }
    let output = try Samples.build(folder.path)
    #expect(output.place == folder.url.lastPathComponent + "/2017-01_2017-12/")
    #expect(try output.report()["events"].int == 0)
    let check = try MasaProgram.run(["check", folder.path("project.yml"), "--language", "en"])
    #expect(check.exit == 0)
    #expect(check.output.contains("2017_SFO_Customer_Survey.csv: 2,831 rows"))
  }

  @Test("a Google form in Hebrew is drafted with its questions and runs by itself")
  func googleForm() throws {
    let folder = try TemporaryFolder()
    var csv = "חותמת זמן,מספר לקוח,באיזו מידה סביר שתמליצו עלינו לחברים?,עד כמה הייתם מרוצים מהשיעור?,מה אפשר לשפר?\n"
    for day in 10...29 { csv += "2026/06/\(day) 9:05:12 לפנה״צ GMT+3,\(1000 + day),\(day % 11),\(1 + day % 5),המתנה\n" }
    try folder.write("טופס.csv", csv)
    let text = try drafted(folder, ["טופס.csv"])
    for line in [
      "customer: מספר לקוח", "time: חותמת זמן", "{column: \"באיזו מידה סביר שתמליצו עלינו לחברים?\", metric: nps}",
      "{column: \"עד כמה הייתם מרוצים מהשיעור?\", metric: csat, scale: 1..5}",
      "{column: \"מה אפשר לשפר?\", metric: text}", "timezone: Asia/Jerusalem",
    ] {
      #expect(text.contains(line), "\(line) is not in\n\(text)")
    }
    #expect(try Samples.build(folder.path).place.hasSuffix("/2026-06-10_2026-06-29/"))
  }

  @Test("a survey whose columns tell nothing ends in one question")
  func unnamedQuestions() throws {
    let folder = try TemporaryFolder()
    try folder.write("answers.csv", "when,a,b\n2026-06-01,1,x\n2026-06-02,2,y\n")
    try folder.write("project.yml", "client: X\nsources: [{file: answers.csv, kind: survey}]\n")
    let report = ["report", folder.path, "--output", folder.path("out"), "--language", "en"]
    let outcome = try MasaProgram.run(report)
    #expect(outcome.exit == 2 && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("answers.csv: no question was recognised"))
    try folder.write("answers.csv", "a,nps\nx,9\ny,10\n")
    let without = try MasaProgram.run(report)
    #expect(without.exit == 2 && without.errors.contains("no column says when the survey was answered"))
  }

  @Test(
    "on a terminal five questions are asked, and an empty line keeps the guess",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "no program gives the test a terminal"))
  func questions() throws {
    let folder = try TemporaryFolder()
    try folder.write("shop.csv", shop)
    let masa = try #require(MasaProgram.path)
    let terminal = Process()
    terminal.executableURL = URL(filePath: "/usr/bin/script")
    let command = "'\(masa)' init '\(folder.path("shop.csv"))' --output '\(folder.path("project.yml"))'"
    terminal.arguments = ["-qec", command, "/dev/null"]
    let (typed, shown) = (Pipe(), Pipe())
    terminal.standardInput = typed
    terminal.standardOutput = shown
    try terminal.run()
    // The touchpoints by volume: Website, Delivered, Newsletter, Order placed, order-placed.
    typed.fileHandleForWriting.write(Data("\n\n4,5\n\nnonsense\n-\n".utf8))
    try typed.fileHandleForWriting.close()
    let output = String(decoding: shown.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    terminal.waitUntilExit()
    let asked = [
      "1. shop.csv: interactions (events)", "What is each file?",
      "Who is the customer? For example 2=NAME [1=customer]",
      "What is a purchase? [4,5]", "What does the company initiate? [3]", "After what is silence a success? [2]",
    ]
    // In the order of what a wrong answer costs.
    let places = asked.map { output.range(of: $0)?.lowerBound }
    #expect(
      places.compactMap { $0 }.count == asked.count && places.compactMap { $0 } == places.compactMap { $0 }.sorted(),
      "\(output)")
    let text = try folder.text("project.yml")
    #expect(text.contains("{id: order-placed, stage: buy, kind: purchase}"))
    #expect(text.contains("id: Newsletter") && text.contains("initiated-by: company"))
    #expect(!text.contains("ends-well"))
  }

  @Test("a list of transactions is all purchases, and a column of words is asked about")
  func everyRow() throws {
    let folder = try TemporaryFolder()
    let sales = try folder.write(
      "sales.csv", "customer,date,total\n1,2025-01-01,5.00\n1,2025-02-01,6.00\n2,2025-02-01,7.00\n")
    let report = try Samples.build(sales, ["--templates", Repository.root.appending(path: "site-templates").path])
    #expect(try report.report()["touchpoints"].list.map { $0["id"].string } == ["purchase"])
    #expect(report.page("data-quality").contains("every row: purchase"))
    let pages = (0..<150).map { "c\($0 % 7),2025-01-01 10:00,/page/\($0)/x\n" }.joined()
    let asked = try MasaProgram.run([
      "report", try folder.write("log.csv", "customer,time,url\n" + pages), "--output", folder.path("out"),
    ])
    #expect(asked.exit == 2)
    #expect(asked.errors.contains("no column found for the touchpoint; columns found: customer, time, url"))
  }

  @Test("the same exports give the same bytes")
  func deterministic() throws {
    let folder = try TemporaryFolder()
    try folder.copy(Samples.project("nof-home").appending(path: "events.csv"), to: "events.csv")
    let one = try drafted(folder, ["events.csv"], ["--threads", "1"])
    #expect(try drafted(folder, ["events.csv"], ["--threads", "4", "--force"]) == one)
  }
}
