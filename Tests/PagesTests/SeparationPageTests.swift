import Pages
import Pipeline
import TestSupport
import Testing

/// What *Where they stop* says of what separates buyers from those who left.
struct SeparationPageTests {
  /// Two hundred see an ad and one thing more; those on the phone and those who complain buy less, if anything does.
  ///
  /// - Parameter list: keys of a customers' file, where there is one.
  private func page(
    _ language: String, separates: Bool, phone: String = "phone", list: String? = nil
  ) throws -> String {
    let folder = try TemporaryFolder()
    var events = "customer,time,touchpoint,device\n"
    for i in 0..<200 {
      let bought = i % 2 == 0
      // Of a hundred buyers eighty are on the desk; of a hundred others thirty, or eighty where nothing separates.
      let place = i / 2
      let device = place < (bought || !separates ? 80 : 30) ? "desk" : phone
      let second = place % 10 < (bought || !separates ? 2 : 7) ? "complaint" : "price"
      events += "c\(i),2025-01-01 10:00,ad,\(device)\nc\(i),2025-01-02 10:00,\(second),\(device)\n"
      if bought { events += "c\(i),2025-01-03 10:00,buy,\(phone)\n" }
    }
    try folder.write("events.csv", events)
    let people = (0..<200).map { "c\($0),\($0 / 2 < ($0 % 2 == 0 ? 70 : 20) ? "north" : "south")\n" }
    try folder.write("people.csv", "customer,area\n" + people.joined())
    let more = list.map { ", {file: people.csv, kind: customers, \($0)}" } ?? ""
    try folder.write(
      "project.yml",
      """
      client: T
      languages: [\(language)]
      windows: {inactivity: 7d}
      observed-until: 2025-06-30
      touchpoints: [ad, price, complaint, {id: buy, kind: purchase}]
      \(list == nil ? "" : "groups: [{by: area, name: {en: Region, he: אזור}}]")
      sources: [{file: events.csv, attributes: [device]}\(more)]

      """)
    let made = try MadeReport(
      try ProjectFiles(argument: folder.path("project.yml")),
      templates: TemplateFolder(at: Repository.root.appending(path: "site-templates").path), threads: 1)
    return try #require(made.editions.first?.pages.first { $0.id == .funnelAndSieve }).saidInFull
  }

  @Test("touchpoints and attributes that separate are told with shares, odds ratio and range, and never as a cause")
  func english() throws {
    let page = try page("en", separates: true)
    // (20½ × 30½) / (80½ × 70½) = .110, range .058 to .210.
    #expect(
      page.contains(
        "Of the journeys with complaint among their first 2 touches, 22% ended in a purchase; of the others, 73% (odds ratio 0.11, 0.06 to 0.21)."
      ), "\(page)")
    #expect(
      page.contains("Journeys differ by device in the share that ended in a purchase: desk 73% and phone 22%."),
      "\(page)")
    #expect(page.contains("What goes with purchases need not be what brings them about."))
    #expect(page.contains("| device: desk | 80 | 30 | 73% | 20 | 70 | 22% |"), "\(page)")
    #expect(page.contains("| fewer purchases") && page.contains("| more purchases"))
    #expect(page.contains("(separates) How much each goes with purchases"), "\(page)")
  }

  @Test("what a list says of customers is told beside, and the page says whose it is", arguments: ["en", "he"])
  func ofCustomers(_ language: String) throws {
    let page = try page(language, separates: true, list: "attributes: [area]")
    // Of a hundred buyers seventy are from the north, of a hundred others twenty.
    let words = [
      "en": [
        "| Region: north | 70 | 20 | 78% | 30 | 80 | 27% |",
        "Journeys differ by Region in the share that ended in a purchase: south 27% and north 78%.",
        "An attribute is that of the first touch, or of the customer where it comes from a list of customers.",
      ],
      "he": [
        "שיעור המסעות שהסתיימו ברכישה שונה לפי אזור",
        "תכונה היא זו של המגע הראשון, או של הלקוח כשהיא באה מרשימת לקוחות.",
      ],
    ]
    for sentence in words[language] ?? [] { #expect(page.contains(sentence), "\(page)") }
  }

  @Test("the same in Hebrew")
  func hebrew() throws {
    let page = try page("he", separates: true)
    #expect(page.contains("מהמסעות שאחד משני המגעים הראשונים בהם היה complaint"), "\(page)")
    #expect(page.contains("שיעור המסעות שהסתיימו ברכישה שונה לפי device"), "\(page)")
    #expect(page.contains("מה שקשור לרכישות אינו בהכרח מה שמביא אותן."), "\(page)")
  }

  @Test("a value that reads like somebody's number is not named, however many have it")
  func personal() throws {
    let page = try page("en", separates: true, phone: "054-123-4567")
    #expect(!page.contains("054-123-4567") && page.contains("| device: Value 1 | 20 | 70 |"), "\(page)")
  }

  @Test("where nothing separates the page says that no difference is shown")
  func nothing() throws {
    let page = try page("en", separates: false)
    // The complaint, the price and the device.
    #expect(
      page.contains(
        "Of 3 touchpoints and attributes compared, none goes with purchases more than chance may bring about: no difference is shown."
      ), "\(page)")
  }
}
