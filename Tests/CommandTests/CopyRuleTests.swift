import Foundation
import TestSupport
import Testing

/// How text must behave on every page, whatever the client.
@Suite(.enabled(if: MasaProgram.path != nil, "\(MasaProgram.isMissing)"))
struct CopyRuleTests {
  /// The report of a log made here, in English and Hebrew.
  private func report(_ rows: String, _ settings: String) throws -> Output {
    let folder = try TemporaryFolder()
    try folder.write("in/events.csv", "customer,time,touchpoint\n" + rows)
    try folder.write("in/project.yml", "client: X\n\(settings)\nsources: [{file: events.csv}]\n")
    let outcome = try MasaProgram.run(
      ["report", folder.path("in"), "--language", "en", "--output", folder.path("out")])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    return try Output(folder.url.appending(path: "out"))
  }

  private func texts(_ output: Output) -> [(page: String, text: String)] {
    output.pages().map { ($0, output.text($0).replacing(/<[^>]*>/, with: "")) }
  }

  @Test("no label of a sample client's figure is cut off", arguments: Samples.clients)
  func labels(_ client: String) throws {
    let output = try Samples.output(client)
    let figures = output.paths.filter { $0.hasSuffix(".svg") }
    #expect(figures.count > 20)
    for path in figures {
      for text in try StrictSVG.texts(output.text(path)) {
        #expect(!text.contains("…"), "\(path): \(text)")
      }
    }
  }

  @Test("a length has one unit, a score one number of decimals, wherever they are said", arguments: Samples.clients)
  func onePrecision(_ client: String) throws {
    var lengths = 0
    for (page, text) in texts(try Samples.output(client)) {
      let plain = text.replacing(/[\u{2066}-\u{2069}]/, with: "")
      // Two days and more are days on every page: no hours, weeks or months beside them.
      for match in plain.matches(of: /([0-9][0-9.,]*) (hours|weeks|months|שעות|שבועות|חודשים)\b/) {
        let isShort = (Double(match.output.1.replacing(",", with: "")) ?? .infinity) < 48
        #expect(isShort && ["hours", "שעות"].contains(match.output.2), "\(page): \(match.output.0)")
      }
      lengths += plain.matches(of: /[0-9] (days|ימים)\b/).count
      // The NPS is a whole number of points.
      for match in plain.matches(of: /NPS[^0-9+−%]{0,40}[+−][0-9]+\.[0-9]/) {
        Issue.record("\(page): \(match.output)")
      }
    }
    #expect(lengths > 20)
  }

  @Test("no sentence counts nothing as if it were something", arguments: Samples.clients)
  func nothing(_ client: String) throws {
    for (page, text) in texts(try Samples.output(client)) {
      for fragment in ["0 rows were read", "only 0 of", "0 customers passed", "נקראו 0 ", "רק 0 מתוך", "מוסתר הופיעו"] {
        // 1,200 rows are not 0 rows.
        let isSaid = text.ranges(of: fragment).contains { range in
          range.lowerBound == text.startIndex || !text[text.index(before: range.lowerBound)].isNumber
        }
        #expect(!isSaid, "\(page): \(fragment)")
      }
    }
  }

  @Test("a log shorter than its window says that it is too early to tell, and not that nobody passed")
  func tooEarly() throws {
    // Five days of a funnel of thirty.
    let rows = (0..<60).map { i in
      "c\(i),2025-03-0\(i % 5 + 1) 09:00,ad\n" + (i % 2 == 0 ? "c\(i),2025-03-0\(i % 5 + 1) 10:00,buy\n" : "")
    }.joined()
    let output = try report(
      rows, "stages: [a, b]\ntouchpoints: [{id: ad, stage: a}, {id: buy, stage: b, kind: purchase}]")
    let english = texts(output).filter { $0.page.contains("/en/") }
    let pages = english.isEmpty ? texts(output) : english
    #expect(pages.contains { $0.text.lowercased().contains("too early to tell") })
    for (page, text) in pages {
      #expect(!text.contains("0 customers passed") && !text.contains("No customer passed"), "\(page)")
    }
  }

  @Test("a window that cannot be calibrated is not called too short a time, and a setting is named that gives one")
  func notCalibrated() throws {
    // A year of customers who each come once: no gap tells how long a silence is.
    let rows = (0..<200).map {
      "c\($0),2025-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1)-15 09:00,\($0 % 3 == 0 ? "buy" : "ad")\n"
    }
    .joined()
    let output = try report(
      rows, "stages: [a, b]\ntouchpoints: [{id: ad, stage: a}, {id: buy, stage: b, kind: purchase}]")
    let all = texts(output)
    #expect(all.contains { $0.text.contains("windows.inactivity") })
    for (page, text) in all { #expect(!text.contains("too short a time"), "\(page)") }
  }

  @Test("299 of 300 is not 100 %")
  func nearlyAll() throws {
    let rows =
      (0..<300).map { i in
        "c\(i),2025-01-\(i % 28 < 9 ? "0" : "")\(i % 28 + 1) 09:00,\(i == 0 ? "other" : "ad")\nc\(i),2025-01-\(i % 28 < 9 ? "0" : "")\(i % 28 + 1) 10:00,buy\n"
      }.joined() + "z,2025-12-01 10:00,ad\n"
    let output = try report(
      rows,
      "privacy: off\nwindows: {inactivity: 30d}\nstages: [a, b]\ntouchpoints: [{id: ad, stage: a}, {id: other, stage: b}, {id: buy, stage: b, kind: purchase}]"
    )
    let report = try output.report()
    #expect(report["blindness"]["outside"].int == 1 && report["purchases"].int == 300)
    let folder = output.files[output.place + "en/index.html"] == nil ? "" : "en/"
    let headline =
      output.page(folder + "index").firstMatch(of: /(?s)<h1[^>]*>(.*?)<\/h1>/).map {
        String($0.output.1).replacing(/<[^>]*>/, with: "")
      } ?? ""
    #expect(!headline.contains("100%") && headline.contains("over 99%"), "\(headline)")
  }
}
