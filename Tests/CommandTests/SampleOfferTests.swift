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

  @Test("the offer that makes customers buy is found, and no other is said to")
  func strongOffer() throws {
    let (report, truth) = try files()
    func share(_ offer: JSONValue) -> Double { (offer["brought"].double ?? 0) / (offer["customers"].double ?? 1) }
    let strong = truth["offers"].list.filter { share($0) > 0.05 }.map { $0["id"] }
    #expect(strong == [.string("BACK20")])
    let told = report["contacts"]["offers"].list.filter { $0["afterContact"]["verdict"].string == "more" }
    #expect(told.map { $0["id"] } == strong)
  }

  @Test("members, of whom twice as many come back, set out again no more readily, and the club is said not to help")
  func club() throws {
    let (report, truth) = try files()
    let planted = try #require(truth["claims"].list.first { $0["claim"].string == "club" })
    #expect(try #require(planted["thousandths"].double) <= 0)
    #expect(report["club"]["verdict"].string == "doesNot")
    #expect(try #require(report["club"]["raw"]["difference"]["low"].double) > 0.2)
    #expect(try #require(report["club"]["matched"]["difference"]["high"].double) < 0.03)
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
