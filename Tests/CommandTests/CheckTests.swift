import Foundation
import TestSupport
import Testing

/// `masa check`: what could not be used, where, and what would be right.
struct CheckTests {
  private let events = """
    customer,time,touchpoint,amount
    c1,2025-01-01 10:00,Site visit,12.50
    c1,2025-01-02 10:00,Site visit,3
    c1,soon,Site visit,
    ,2025-01-02 10:00,Site visit,
    c2,2025-01-02 10:00,site-visit,
    c2,2025-01-03 10:00,פגישת יעוץ,many
    c2,2025-01-04 10:00,פגישת יעוץ,
    c3,2025-01-04 10:00,פגישת ייעוץ,
    c3,2025-01-05 10:00,Newsletter,
    c3,2025-01-06 10:00,Newsleter,
    c3,2025-01-07 10:00,page 1,
    c3,2025-01-08 10:00,page 2,

    """

  @Test("every issue has a count, a file, a row, a value and what would be right")
  func issues() throws {
    let folder = try TemporaryFolder()
    try folder.write("visits.csv", events)
    let outcome = try MasaProgram.run(["check", folder.path("visits.csv"), "--language", "en"])
    // Two of twelve rows are rejected, which is more than one in a hundred.
    #expect(outcome.exit == 1)
    for line in [
      "visits.csv: 12 rows, 2 rejected (above reject-above)",
      "1 × a required value is missing, the row is rejected in column \"customer\"",
      "visits.csv, row 5: empty", "1 × a time that cannot be read in column \"time\"", "visits.csv, row 4: \"soon\"",
      "visits.csv, row 7: \"many\"", "right: as 1234.50 or 1,234.50",
    ] {
      #expect(outcome.output.contains(line), "\(line) is not in\n\(outcome.output)")
    }
    #expect(folder.names() == ["visits.csv"])
  }

  @Test("nearly equal names are suggested as aliases, and names that differ in a number are not")
  func aliases() throws {
    let folder = try TemporaryFolder()
    try folder.write("visits.csv", events)
    let output = try MasaProgram.run(["check", folder.path("visits.csv"), "--language", "en"]).output
    let lines = output.split(separator: "\n").filter { $0.contains("≈") }
    #expect(lines.count == 3)
    #expect(output.contains("spaces, punctuation or case: - {id: Site visit, aliases: [site-visit]}"))
    #expect(output.contains("full and defective spelling: - {id: פגישת יעוץ, aliases: [פגישת ייעוץ]}"))
    #expect(
      output.contains("one letter: - {id: Newsleter, aliases: [Newsletter]}")
        || output.contains("one letter: - {id: Newsletter, aliases: [Newsleter]}"))
    #expect(!output.contains("page 1 (1) ≈"))
  }

  @Test("good data end with 0, in the project's first language, with the share of known customers")
  func good() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "visits.csv", "customer,time,touchpoint\nc1,2025-01-01,a\nc2,2025-01-02,b\nc3,2025-01-02,b\nx,2025-01-02,b\n")
    try folder.write("customers.csv", "customer\nc1\nc2\nc3\n")
    try folder.write(
      "project.yml",
      "client: x\nlanguages: [he]\nsources:\n  - visits.csv\n  - {file: customers.csv, kind: customers}\n")
    let outcome = try MasaProgram.run(["check", folder.path])
    #expect(outcome.exit == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.contains("לא נמצאו ליקויים"))
    #expect(outcome.output.contains("75.0% (3 / 4)"))
    #expect(folder.names() == ["customers.csv", "project.yml", "visits.csv"])
  }

  @Test(
    "unusable input ends with 2 and one sentence",
    arguments: [
      ("a,b\n1,2\n", "no column found"),
      (
        "customer,when,what\n1,31st of March,ad\n1,1st of April,buy\n",
        "column \"when\" looks like the time, but its values cannot be read (\"31st of March\", \"1st of April\")"
      ),
      ("", "the file is empty"),
    ])
  func unusable(_ text: String, message: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try MasaProgram.run(["check", try folder.write("x.csv", text)])
    #expect(outcome.exit == 2)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test("telephones meet under one spelling only where the project asks for it")
  func phones() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "visits.csv",
      "customer,time,touchpoint\n054-1234567,2025-01-01,a\n541234567,2025-01-02,b\n+972541234567,2025-01-03,b\n")
    try folder.write("customers.csv", "phone\n054\u{2011}123\u{2011}4567\n")
    let project =
      "client: x\nsources:\n  - visits.csv\n  - {file: customers.csv, kind: customers, columns: {customer: phone}}\n"
    try folder.write("project.yml", project)
    let off = try MasaProgram.run(["check", folder.path, "--language", "en"]).output
    #expect(off.contains("0.0% (0 / 3)"))
    try folder.write("project.yml", "identity: {phones: yes}\n" + project)
    let on = try MasaProgram.run(["check", folder.path, "--language", "en"]).output
    #expect(on.contains("100.0% (3 / 3)"))
    try folder.write("project.yml", "identity: {phone: yes}\n" + project)
    #expect(try MasaProgram.run(["check", folder.path]).errors.contains("did you mean \"phones\"?"))
  }

  @Test("a deal's stages by column are events, declared or not")
  func wide() throws {
    let folder = try TemporaryFolder()
    try folder.write("deals.csv", "deal,lead,won\n1,2025-01-03,2025-01-09\n2,2025-01-04,2025-01-10\n3,2025-01-04,\n")
    try folder.write(
      "project.yml",
      "client: x\nprivacy: off\nsources:\n  - {file: deals.csv, shape: wide, columns: {customer: deal}}\n")
    let report = try Samples.build(folder.path).report()
    #expect(report["events"].int == 5)
    #expect(report["touchpoints"].list.map { $0["id"].string ?? "" }.sorted() == ["lead", "won"])
    try folder.write("project.yml", "client: x\nsources:\n  - {file: deals.csv, shape: broad}\n")
    #expect(try MasaProgram.run(["check", folder.path]).exit == 2)
  }
}
