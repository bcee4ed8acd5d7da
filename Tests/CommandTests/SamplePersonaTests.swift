import TestSupport
import Testing

/// The personas of the sample retailer, against its files as pandas counts them: by a column, by behaviour, by both.
@Suite(.enabled(if: MasaProgram.path != nil, Comment(rawValue: MasaProgram.isMissing)))
struct SamplePersonaTests {
  private func files() throws -> (report: JSONValue, truth: JSONValue) {
    (
      try Samples.output("nof-home").report(),
      try JSONValue(file: Samples.project("nof-home").appending(path: "truth.json"))
    )
  }

  @Test("who moves house, who bought twice, and who is 55 and over and came by press or radio")
  func members() throws {
    let (report, truth) = try files()
    let found = report["personas"].list
    #expect(found.compactMap { $0["id"].string } == ["movers", "returning", "mature"])
    #expect(found.compactMap { $0["customers"].int } == [1824, 1833, 292])
    // Some of those who bought on two days gave one of the two back.
    #expect(1833 <= truth["repeatBuyers"].int ?? 0)
    #expect(found[0]["share"]["n"].int == truth["customers"].int)
    let pairs = report["personaOverlap"]["pairs"].list
    #expect(pairs.compactMap { $0["customers"].int } == [441, 21, 66] && report["personaOverlap"]["none"].int == 4573)
  }

  @Test("the simulator sends who moves house to the search engine; what a persona is chosen by is no finding")
  func planted() throws {
    let (report, _) = try files()
    let movers = try #require(report["groupJourneys"].list.first { $0["by"].string == "movers" })
    let places = movers["cameIn"]["places"].list.map(\.string)
    let marks = movers["cameIn"]["marks"].list.filter { $0["group"].int == 0 && $0["isMore"] == .number(1) }
    #expect(marks.contains { places[$0["place"].int ?? 0] == "google_search" })
    // What it is chosen by is no finding.
    let mature = try #require(report["groupJourneys"].list.first { $0["by"].string == "mature" })
    #expect(mature["cameIn"]["verdict"].string == "chosen" && mature["cameIn"]["marks"].list.isEmpty)
    let returning = try #require(report["groupPages"].list.first { $0["by"].string == "returning" })
    // All of them bought twice and more.
    #expect((returning["worth"]["purchases"]["value"].double ?? 0) >= 2)
    #expect(report["groupPages"].list.count == 15)
  }

  @Test("the map leads to each group's own and back, in the same language and the other, to the same place")
  func links() throws {
    let output = try Samples.output("nof-home")
    for (folder, other) in [("", "en/"), ("en/", "../")] {
      let map = output.page(folder + "journey-map")
      #expect(map.contains("href=\"groups-persona~3dmovers.html#map\"") && map.contains("id=\"persona-movers\""))
      let own = output.page(folder + "groups-persona~3dmovers")
      #expect(own.contains("href=\"journey-map.html#map\"") && own.contains("<strong aria-current=\"page\">"))
      #expect(own.contains("href=\"\(other)groups-persona~3dmovers.html"))
      #expect(own.contains("id=\"map\"") && own.contains("id=\"sieve\"") && own.contains("id=\"worth\""))
      // Every address that it leads to is a page.
      for match in own.matches(of: /href="([^"#:]+\.html)/) {
        let path = match.1.replacing("../", with: "")
        #expect(
          output.page((match.1.hasPrefix("../") || match.1.hasPrefix("en/") ? "" : folder) + path.dropLast(5)) != "")
      }
    }
    #expect(output.page("groups").contains("href=\"groups-area~3d"))
  }
}
