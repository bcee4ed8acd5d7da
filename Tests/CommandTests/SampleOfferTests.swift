import TestSupport
import Testing

/// What the sample retailer's report says of offers, the club and captive customers, against what was planted.
@Suite(.enabled(if: MasaProgram.path != nil, Comment(rawValue: MasaProgram.isMissing)))
struct SampleOfferTests {
  private func files() throws -> (report: JSONValue, truth: JSONValue) {
    (
      try Samples.output("nof-home").report(),
      try JSONValue(file: Samples.project("nof-home").appending(path: "truth.json"))
    )
  }

  @Test("the range of what an offer brought holds what it brought, and whom it reached is counted")
  func offers() throws {
    let (report, truth) = try files()
    var told = 0
    for offer in truth["offers"].list {
      let own = try #require(report["contacts"]["offers"].list.first { $0["id"] == offer["id"] })
      let customers = try #require(offer["customers"].double)
      #expect(own["reached"].double == customers)
      let difference = own["afterContact"]["difference"]
      guard let low = difference["low"].double, let high = difference["high"].double else { continue }
      told += 1
      let brought = try #require(offer["brought"].double) / customers
      #expect(low <= brought && brought <= high, "\(offer["id"]): \(brought), told \(low) to \(high)")
    }
    #expect(told > 1)
  }

  @Test("members set out again as readily as others, and the club is not credited")
  func club() throws {
    let (report, _) = try files()
    #expect(report["club"]["verdict"].string != "helps")
    let matched = report["club"]["matched"]["difference"]
    let (low, high) = (try #require(matched["low"].double), try #require(matched["high"].double))
    #expect(low <= 0 && 0 <= high, "\(low) to \(high)")
  }

  @Test("captive customers stand apart, as many as there are")
  func captive() throws {
    let (report, truth) = try files()
    for (key, told) in [("buyers", "customers"), ("repeatBuyers", "cameBack")] {
      let own = report["captive"]["captive"][told]
      let all = try #require(truth["captive"][key].int)
      #expect(own.int == all || own["low"].int.map { $0 <= all } == true && own["high"].int.map { all <= $0 } == true)
    }
  }
}
