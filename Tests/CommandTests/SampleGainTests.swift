import Foundation
import TestSupport
import Testing

/// What a sample client's report says can be gained, against what the simulation knows would have been.
struct SampleGainTests {
  @Test(
    "what would have been bought, had half of those who stop gone on, lies within the printed range",
    arguments: Samples.clients)
  func leaks(_ client: String) throws {
    let report = try Samples.output(client).report()
    let truth = try JSONValue(file: Samples.project(client).appending(path: "truth.json"))
    let days = try #require(
      Self.days(truth["from"].string, truth["to"].string), "the truth says from when to when it was simulated")
    var (within, all) = (0, 0)
    for own in report["opportunities"].list where own["kind"].string == "leakBefore" {
      let place = try #require(truth["touchpoints"].list.first { $0["id"] == own["touchpoint"] })
      let would = try #require(place["wouldBuy"].double, "masa simulate has to be run again: data/\(client)/README.md")
      guard let low = own["purchases"]["low"].double, let high = own["purchases"]["high"].double else { continue }
      all += 1
      let gain = own["perYear"] == .number(1) ? would * 365 / days : would
      if low <= gain, gain <= high { within += 1 }
    }
    // One of twenty may lie outside by chance alone.
    #expect(within >= all - max(1, all / 10), "\(within) of \(all)")
    if client == "nof-home" { #expect(all > 3) }
  }

  private static func days(_ from: String?, _ to: String?) -> Double? {
    func day(_ text: String?) -> Date? { text.flatMap { try? Date($0 + "T00:00:00Z", strategy: .iso8601) } }
    guard let first = day(from), let last = day(to) else { return nil }
    return last.timeIntervalSince(first) / 86_400 + 1
  }
}
