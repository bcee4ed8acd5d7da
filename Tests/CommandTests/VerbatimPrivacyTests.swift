import Foundation
import TestSupport
import Testing

/// What customers write of themselves stays out of every file.
struct VerbatimPrivacyTests {
  /// Each as written in an answer, and the digits or letters that would give it away.
  private static let secrets: [(written: String, digits: String)] = [
    ("050\u{2011}731\u{2011}9468", "0507319468"), ("+972 54 861 9375", "972548619375"), ("372918466", "372918466"),
    ("4539 1488 0343 6467", "4539148803436467"), ("dana.zilberman@kesher-mail.example", "zilberman"),
    ("IL62 0108 0000 0009 9999 999", "0108000000099999999"), ("87519362044", "87519362044"),
    ("٠٥٢٩٦١٨٤٧٣", "0529618473"),
  ]

  private func project(_ privacy: String) -> String {
    """
    client: Quiet
    languages: [he, en]
    privacy: \(privacy)
    touchpoints:
      - {id: call, department: care, name: {he: מוקד, en: Call}}
      - {id: shop, kind: purchase, name: {he: חנות, en: Shop}}
    notes:
      - {quote: {he: "חזרו אליי ל 050\u{2011}731\u{2011}9468 או dana.zilberman@kesher-mail.example", en: "my card 4539 1488 0343 6467 and ID 372918466"}, at: touchpoint/call}
    sources:
      - {file: events.csv, columns: {customer: id, time: t, touchpoint: a}}
      - file: answers.csv
        kind: survey
        type: momentary
        columns: {customer: id, time: t, touchpoint: where}
        questions: [{column: q, metric: csat}, {column: why, metric: text}]

    """
  }

  /// Forty customers with low scores and forty with high ones; every secret is in many texts of either side.
  private func folder(_ privacy: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    var events = "id,t,a\n"
    var answers = "id,t,where,q,why\n"
    for i in 0..<120 {
      let day = 1 + i % 28
      let secret = Self.secrets[i % Self.secrets.count].written
      let text = i < 40 ? "המתנה ארוכה, פנו אליי \(secret) היום" : "נציג אדיב. תודה \(secret)!"
      events += "c\(i),2025-03-\(day < 10 ? "0" : "")\(day) 10:00,call\nc\(i),2025-04-02 10:00,shop\n"
      answers += "c\(i),2025-03-\(day < 10 ? "0" : "")\(day) 11:00,call,\(i < 40 ? 1 : 5),\"\(text)\"\n"
    }
    // Numbers in the column of scores, and one among the names of touchpoints: cells that could not be used.
    answers += "c3,2025-03-01 12:00,call,0507319468,\n"
    try folder.write("events.csv", events)
    try folder.write("answers.csv", answers)
    try folder.write("project.yml", project(privacy))
    return folder
  }

  @Test(
    "no number or address that customers wrote is in any file, digits in other scripts and behind other dashes included",
    arguments: ["{behaviour: 5, ratings: 10, quotes: on}", "{quotes: off}", "off"])
  func secretsStayOut(_ privacy: String) throws {
    let folder = try folder(privacy)
    let output = try Samples.build(folder.path)
    for path in output.paths where !path.contains("/assets/") && !path.hasPrefix("assets/") {
      let text = output.text(path)
      // Dashes and spaces may have been taken out or put in: the digits alone are looked for as well.
      let digits = String(text.unicodeScalars.filter { $0.properties.numericType == .decimal }.map { Character($0) })
      for secret in Self.secrets {
        #expect(!text.contains(secret.written), "\(path): \(secret.written)")
        #expect(!text.contains(secret.digits), "\(path): \(secret.digits)")
        guard secret.digits.allSatisfy(\.isNumber) else { continue }
        #expect(!digits.contains(secret.digits), "\(path): the digits of \(secret.written)")
        // Seven of them in a row are as good as all.
        for start in 0...(secret.digits.count - 7) {
          let part = String(secret.digits.dropFirst(start).prefix(7))
          // Round runs stand in sizes and coordinates too.
          guard Set(part).count > 4 else { continue }
          #expect(!text.contains(part), "\(path): \(part)")
        }
      }
      #expect(!text.contains("kesher-mail"), "\(path)")
    }
    // The words around them are there: it was the numbers that went, and the quotation stayed.
    #expect(output.paths.contains { $0.hasSuffix(".html") && output.text($0).contains("המתנה") })
    let hasQuote = output.paths.contains { $0.hasSuffix(".html") && output.text($0).contains("חזרו אליי ל […]") }
    #expect(hasQuote == (privacy != "{quotes: off}"))
  }

  @Test("a word that nine customers wrote is not shown, and one of ten is")
  func tenCustomers() throws {
    for (customers, isShown) in [(9, false), (10, true)] {
      let folder = try TemporaryFolder()
      var answers = "id,t,where,q,why\n"
      for i in 0..<60 {
        // The nine write it twice each: eighteen texts are still nine customers.
        let words = i < customers ? "גמגום" : i < 30 ? "איטי" : "אדיב"
        for hour in 10...11 { answers += "c\(i),2025-03-0\(1 + i % 9) \(hour):00,call,\(i < 30 ? 1 : 5),\(words)\n" }
      }
      try folder.write("answers.csv", answers)
      try folder.write("events.csv", "id,t,a\n" + (0..<60).map { "c\($0),2025-03-01 09:00,call\n" }.joined())
      try folder.write(
        "project.yml",
        """
        client: Few
        sources:
          - {file: events.csv, columns: {customer: id, time: t, touchpoint: a}}
          - file: answers.csv
            kind: survey
            type: momentary
            columns: {customer: id, time: t, touchpoint: where}
            questions: [{column: q, metric: csat}, {column: why, metric: text}]

        """)
      let output = try Samples.build(folder.path)
      let found = output.paths.contains { output.text($0).contains("גמגום") }
      #expect(found == isShown, "\(customers)")
    }
  }
}
