import TestSupport
import Testing

/// Pages of groups: small ones, hostile names, and personas that are nobody.
@Suite(.enabled(if: MasaProgram.path != nil, Comment(rawValue: MasaProgram.isMissing)))
struct GroupPageTests {
  private func output(_ project: String, _ files: [String: String]) throws -> Output {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write("in/" + name, text) }
    try folder.write("in/project.yml", project)
    let outcome = try MasaProgram.run(
      ["report", folder.path("in"), "--output", folder.path("out"), "--language", "en"])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    return try Output(folder.url.appending(path: "out"))
  }

  private static let head = "client: X\nlanguages: [en]\ntouchpoints: [{id: buy, kind: purchase}]\n"

  @Test("a group of whom most is hidden says so in place of a drawing")
  func mostlyHidden() throws {
    var events = "customer,time,touchpoint,seg\n"
    for i in 0..<140 {
      // Of the small group four stand at each of the places, of the others many.
      let isSmall = i < 36
      events += "c\(i),2025-01-02 10:00,p\(i % 9),\(isSmall ? "few" : "many")\n"
      if !isSmall { events += "c\(i),2025-01-03 10:00,p\((i + 4) % 9),many\n" }
    }
    let made = try output(
      Self.head + "groups: [seg]\nsources: [{file: events.csv, columns: {customer: customer}}]\n",
      ["events.csv": events])
    let few = made.page("groups-seg~3dfew")
    #expect(few.contains("There is no drawing") && !few.contains("id=\"sieve\""))
    // Of two groups the other follows from everybody, and is hidden with it.
    #expect(made.page("groups-seg~3dmany").contains("There is no drawing"))
    #expect(!few.contains("<td>4</td>"))
  }

  @Test("values that are no file names, and two that would be one, have pages of their own; nobody's persona is said")
  func names() throws {
    var events = "customer,time,touchpoint,seg\n"
    let names = ["../../etc", "<b>&\u{301}", "a.", "שרון"]
    for i in 0..<200 { events += "c\(i),2025-01-02 10:00,p\(i % 2),\(names[i % 4])\nc\(i),2025-01-04 10:00,buy,\n" }
    let made = try output(
      Self.head + "groups: [seg]\npersonas: [{id: none, where: {touches: \"> 99\"}}]\n"
        + "sources: [{file: events.csv, columns: {customer: customer}}]\n", ["events.csv": events])
    let pages = made.pages().filter { $0.contains("groups-") }
    #expect(pages.count == 4 && !pages.contains { $0.contains("../") })
    #expect(!made.pages().contains { made.text($0).contains("<b>&") })
    #expect(made.page("groups").contains("Nobody fits the rule of"))
    #expect(try made.report()["groupPages"].list.count == 4)
  }
}
