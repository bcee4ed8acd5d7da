import Foundation
import TestSupport
import Testing

/// What the sample clients' reports say of the ten claims, of friends, costs, branches and opting out, against what was planted.
@Suite(.enabled(if: MasaProgram.path != nil, Comment(rawValue: MasaProgram.isMissing)))
struct SampleClaimTests {
  private func files(_ client: String) throws -> (report: JSONValue, truth: JSONValue) {
    (
      try Samples.output(client).report(),
      try JSONValue(file: Samples.project(client).appending(path: "truth.json"))
    )
  }

  @Test(
    "nine claims of ten have a verdict at the retailer, three of them do not hold, and none is told against the truth")
  func retailer() throws {
    let (report, truth) = try files("nof-home")
    let claims = report["claims"].list
    #expect(claims.map { $0["claim"].string } == truth["claims"].list.map { $0["claim"].string })
    for (claim, planted) in zip(claims, truth["claims"].list) where claim["verdict"].string != "cannotBeTold" {
      // JSONSerialization reads true as 1.
      let holds = planted["holds"] == .number(1)
      #expect(claim["verdict"].string == (holds ? "holds" : "doesNotHold"), "\(claim["claim"]): \(planted)")
      #expect(planted["holds"] != .null && claim["standsTogether"] == .number(1), "\(claim["claim"])")
    }
    func named(_ verdict: String) -> [String?] {
      claims.filter { $0["verdict"].string == verdict }.map { $0["claim"].string }
    }
    #expect(named("holds") == ["sieve", "entries", "beginning", "circle", "weakest-link", "ease"])
    #expect(named("doesNotHold") == ["one-experience", "club", "own-channel"])
    #expect(named("cannotBeTold") == ["awareness"])
  }

  @Test("numbers that the simulation counts itself lie within the ranges of their claims")
  func ranges() throws {
    let (report, truth) = try files("nof-home")
    let told = ["sieve", "beginning", "circle", "awareness", "own-channel"]
    for (claim, planted) in zip(report["claims"].list, truth["claims"].list) {
      guard let id = claim["claim"].string, told.contains(id) else { continue }
      let value = try #require(planted["thousandths"].double) / 1000
      let (low, high) = (try #require(claim["value"]["low"].double), try #require(claim["value"]["high"].double))
      #expect(low <= value && value <= high, "\(id): \(value), told \(low) to \(high)")
    }
  }

  @Test("at the clinic six claims and more cannot be told, and each says why")
  func clinic() throws {
    let untold = try files("bria-clinic").report["claims"].list.filter { $0["verdict"].string == "cannotBeTold" }
    #expect(untold.count >= 6)
    #expect(untold.allSatisfy { $0["obstacle"].string != nil })
  }

  @Test("friends are worth more, as many as were brought and bought")
  func friends() throws {
    let (report, truth) = try files("nof-home")
    let (own, planted) = (report["friends"], truth["friends"])
    #expect(own["verdict"].string == "more")
    #expect(own["brought"].int == planted["brought"].int)
    #expect(own["longestChain"] == planted["longestChain"])
    for (side, watched, bought) in [("brought", "watched", "bought"), ("others", "othersWatched", "othersBought")] {
      let customers = try #require(planted[watched].double)
      #expect(own["within"][side]["customers"].double == customers)
      let share = try #require(own["within"][side]["bought"]["value"].double)
      #expect(abs(share - (planted[bought].double ?? -1) / customers) < 1e-9, "\(side)")
    }
  }

  @Test("a first purchase costs what was paid, over the customers whose journey to it began in the channel")
  func costs() throws {
    let (report, truth) = try files("nof-home")
    // What the project file says a month, over eighteen of them.
    let paid = ["social": 19_000.0, "search": 9_500, "press": 14_000, "radio": 22_000].mapValues { $0 * 18 }
    let channels = report["costs"]["channels"].list
    #expect(Set(channels.compactMap { $0["channel"].string }) == Set(paid.keys))
    for own in channels {
      let channel = try #require(own["channel"].string)
      let customers = try #require(truth["firstPurchaseChannels"][channel].double)
      #expect(own["firstPurchases"].double == customers)
      let each = try #require(own["perFirstPurchase"]["value"].double)
      #expect(abs(each - (paid[channel] ?? 0) / customers) < 1e-6)
      #expect(own["verdict"].string == (["press", "radio"].contains(channel) ? "notYet" : "paidBack"), "\(channel)")
    }
  }

  @Test("the branch at which fewest stop is named, with those who stopped there")
  func branches() throws {
    let (report, truth) = try files("nof-home")
    let planted = truth["branches"].list
    func share(_ branch: JSONValue) -> Double { (branch["leaks"].double ?? 1) / (branch["visits"].double ?? 1) }
    let best = try #require(planted.min { share($0) < share($1) })
    let own = try #require(report["units"].list.first { $0["unit"].string == "branch" })
    #expect(own["best"] == best["name"])
    let stops = try #require(own["tables"].list.first { $0["subject"].string == "stops" })
    #expect(stops["best"] == best["name"])
    for unit in stops["units"].list {
      let branch = try #require(planted.first { $0["name"] == unit["name"] })
      #expect(unit["part"] == branch["leaks"], "\(unit["name"])")
    }
  }

  @Test("more ask for no more letters, and fewer come, after many")
  func pressure() throws {
    let (report, truth) = try files("nof-home")
    let own = try #require(report["touchpoints"].list.first { $0["id"].string == "unsubscribe" })
    #expect(own["customers"].int == truth["optedOut"].int)
    #expect(report["contactPressure"]["leaveMore"] == .number(1))
    #expect(report["contactPressure"]["comeLess"] == .number(1))
  }

  @Test("members feel more seen, which was planted")
  func attention() throws {
    let own = try #require(try files("nof-home").report["clubRatings"].list.first { $0["of"].string == "attention" })
    #expect(own["verdict"].string == "more")
  }

  @Test("half a year beside the same months a year earlier says what was planted to change")
  func twoPeriods() throws {
    let folder = try TemporaryFolder()
    let source = Samples.project("nof-home")
    for name in try FileManager.default.contentsOfDirectory(atPath: source.path) where name.hasSuffix(".csv") {
      try folder.copy(source.appending(path: name), to: name)
    }
    let project = try String(contentsOf: source.appending(path: "project.yml"), encoding: .utf8)
    let two = project.replacing("# period: ", with: "period: ").replacing("# compare: ", with: "compare: ")
    #expect(two != project)
    try folder.write("project.yml", two)
    let report = try Samples.build(folder.path).report()
    func change(_ subject: String, _ id: String) throws -> (difference: Double, isShown: Bool) {
      let figures = report["comparison"]["figures"].list
      let own = try #require(figures.first { $0["subject"].string == subject && $0["id"].string == id })
      return (try #require(own["difference"]["value"].double), (try #require(own["adjustedP"].double)) < 0.05)
    }
    // Advertising on the one network and search bring a smaller part; friends, site and app a larger one.
    for channel in ["social", "search"] {
      let own = try change("entries", channel)
      #expect(own.difference < 0 && own.isShown, "\(channel): \(own)")
    }
    for channel in ["word_of_mouth", "site", "app"] {
      let own = try change("entries", channel)
      #expect(own.difference > 0 && own.isShown, "\(channel): \(own)")
    }
    // Deliveries have become better with the year.
    let delivery = try change("score", "delivery transactional csat")
    #expect(delivery.difference > 0 && delivery.isShown, "\(delivery)")
  }
}
