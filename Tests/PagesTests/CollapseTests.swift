import Pages
import Pipeline
import TestSupport
import Testing

/// `collapse` on the page of paths.
struct CollapseTests {
  /// Twenty go from the ad to the shop, ten look at the ad twice or three times before.
  private func page(_ key: String) throws -> String {
    let folder = try TemporaryFolder()
    var events = "customer,time,touchpoint\n"
    for i in 0..<30 {
      let looks = i < 20 ? 1 : i < 25 ? 2 : 3
      for look in 0..<looks { events += "c\(i),2025-01-0\(1 + look) 10:00,ad\n" }
      events += "c\(i),2025-01-09 10:00,shop\n"
    }
    try folder.write("events.csv", events)
    try folder.write("project.yml", "client: T\nlanguages: [en]\n\(key)sources: [{file: events.csv}]\n")
    let made = try MadeReport(
      try ProjectFiles(argument: folder.path("project.yml")),
      templates: TemplateFolder(at: Repository.root.appending(path: "site-templates").path), threads: 1)
    let edition = try #require(made.editions.first)
    return try #require(edition.pages.first { $0.id == .paths }).saidInFull
  }

  @Test("touches in a row are told as one unless the project says otherwise", arguments: ["", "collapse: adjacent\n"])
  func adjacent(_ key: String) throws {
    let page = try page(key)
    #expect(page.contains("| ad → shop | 30 | 100%"), "\(page)")
    #expect(!page.contains("ad → ad"), "\(page)")
    #expect(page.contains("Touches of one touchpoint in a row are told as one."))
    // The moves from the ad to itself are counted as ever: five, and ten.
    #expect(page.contains("| ad | ad | 15 |"), "\(page)")
  }

  @Test("collapse: none tells every touch")
  func none() throws {
    let page = try page("collapse: none\n")
    #expect(page.contains("| ad → shop | 20 | 67%"), "\(page)")
    #expect(page.contains("| ad → ad → shop | 5 | 17%") && page.contains("| ad → ad → ad → shop | 5 | 17%"), "\(page)")
    #expect(!page.contains("told as one"))
  }
}
