import Foundation
import Reading
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys
@testable import Statistics

private let isHere = Repository.sharedData != nil

private func truth(_ path: String) throws -> [String: Any] {
  let folder = try #require(Repository.sharedData)
  let object = try JSONSerialization.jsonObject(with: try Data(contentsOf: folder.appending(path: path)))
  return try #require(object as? [String: Any])
}

/// A public file through reading, assembly and analysis, as a user would have it.
private func run(
  _ path: String, _ columns: String, _ more: String = "", source: String = ""
) throws -> (BehaviourResult, Catalog) {
  let folder = try #require(Repository.sharedData)
  let yaml = "client: T\nties: row-order\nsources: [{file: x, columns: {\(columns)}\(source)}]\n" + more
  let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
  let file = InputFile(path: folder.appending(path: path).path, name: path)
  let loaded = try load(blueprint, [ResolvedSource(declaration: blueprint.sources[0], files: [file])])
  let result = try analyse(loaded.log, blueprint, threads: 2) { $0 / Micros.day }
  return (result, loaded.log.catalog)
}

/// Numbers of pm4py and retentioneering beside the public files.
@Suite(.enabled(if: isHere, "the shared data folder is not beside this checkout"))
struct TruthTests {
  @Test(
    "events, starts, ends, directly-follows with their times, and variants equal pm4py's",
    arguments: [
      ("xes/running-example.xes", "xes/running-example.truth.json", ""),
      ("xes/roadtraffic100traces.xes", "xes/roadtraffic100traces.truth.json", ""),
      (
        "xes/receipt.csv", "xes/receipt.truth.json",
        "customer: \"case:concept:name\", time: \"time:timestamp\", touchpoint: \"concept:name\""
      ),
      (
        "xes/bupar_patients.csv", "xes/bupar_patients.complete.truth.json",
        "customer: patient, time: time, touchpoint: handling, lifecycle: registration_type"
      ),
    ])
  func processMining(path: String, truthPath: String, columns: String) throws {
    let expected = try truth(truthPath)
    let (result, catalog) = try run(path, columns)
    let ids = catalog.touchpoints.map(\.id)
    func counts(_ key: String) throws -> [String: Int] { try #require(expected[key] as? [String: Int]) }
    func found(_ counts: [Int]) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: zip(ids, counts).filter { $0.1 > 0 })
    }
    #expect(result.flow.customers == expected["cases"] as? Int)
    #expect(result.flow.events.reduce(0, +) == expected["events"] as? Int)
    #expect(result.flow.variants.count == expected["variants"] as? Int)
    #expect(result.flow.variants.singletons == expected["singleton_variants"] as? Int)
    #expect(try found(result.flow.events) == counts("activity_event_counts"))
    #expect(try found(result.flow.customersAt) == counts("activity_case_counts"))
    #expect(try found(result.flow.starts) == counts("start_activities"))
    #expect(try found(result.flow.ends) == counts("end_activities"))
    let edges = try #require(expected["dfg"] as? [[String: Any]])
    #expect(result.directlyFollows.edges.count == edges.count)
    for edge in edges {
      let from = try #require(ids.firstIndex(of: edge["source"] as? String ?? ""))
      let to = try #require(ids.firstIndex(of: edge["target"] as? String ?? ""))
      let own = try #require(result.directlyFollows.edges.first { $0.from == from && $0.to == to })
      #expect(own.count == edge["count"] as? Int)
      for (a, b) in [(own.meanSeconds, edge["mean_seconds"]), (own.medianSeconds, edge["median_seconds"])] {
        let b = try #require(b as? Double)
        #expect(abs(a - b) <= 1e-5 * max(1, abs(b)))
      }
    }
    let top = result.flow.variants.top(.max)
    for variant in try #require(expected["top_variants"] as? [[String: Any]]) {
      let sequence = variant["sequence"] as? [String]
      #expect(top.first { $0.touchpoints.map { ids[Int($0)] } == sequence }?.count == variant["count"] as? Int)
    }
  }

  @Test(
    "the shop's funnel equals retentioneering's by session and by user; the strict path finds 15 of 470 purchases",
    arguments: ["session_id", "user_id"])
  func shopFunnel(unit: String) throws {
    let expected = try truth("clickstream/ecom.truth.json")
    let steps = try #require(expected["funnel_steps"] as? [String])
    let (result, _) = try run(
      "clickstream/ecom.csv.gz", "customer: \(unit), time: timestamp, touchpoint: event",
      "touchpoints: [{id: purchase, kind: purchase}]\nwindows: {conversion: none}\nfunnel: {steps: ["
        + steps.joined(separator: ", ") + "]}")
    let ordered = try #require(expected["ordered_funnel_" + unit] as? [String: Int])
    let open = try #require(expected["open_funnel_" + unit] as? [String: Int])
    #expect(result.funnel.customers.ordered == steps.map { ordered[$0] ?? -1 })
    #expect(result.funnel.customers.touched == steps.map { open[$0] ?? -1 })
    #expect(result.loop.buyers == open["purchase"])
    #expect(result.purchases == 470)
    if unit == "session_id" { #expect(result.blindness?.outside == 470 - 15) }
  }

  /// The same in Python: weeks of customers with an event, and of purchases for each customer at the payment.
  @Test("at the shop the fall of payments and the rush on support from 19 May to 8 June stand out by themselves")
  func shopOutage() throws {
    let (result, catalog) = try run(
      "clickstream/ecom.csv.gz", "customer: user_id, time: timestamp, touchpoint: event",
      "touchpoints: [{id: purchase, kind: purchase}]\n")
    func change(_ subject: (Int) -> Change.Subject, _ id: String) throws -> Change {
      let code = try #require(catalog.touchpoints.firstIndex { $0.id == id })
      return try #require(result.overTime.changes.first { $0.subject == subject(code) }, "\(id)")
    }
    // Sundays 19 May and 9 June 2024.
    let weeks: Range<Int64> = 19862..<19883
    let payments = try change({ .purchasesAfter($0) }, "payment_details")
    #expect(payments.form == .spell && payments.days == weeks && !payments.isRise)
    let support = try change({ .touchpoint($0) }, "support_chat")
    #expect(support.form == .spell && support.days == weeks && support.isRise)
    #expect(try change({ .touchpoint($0) }, "payment_error").days == weeks)
  }

  /// Sessions by platform in pandas: the first event of each, the last event where that is no purchase, and the day of the week
  /// of the first purchase, from Sunday on.
  @Test(
    "groups by platform: where sessions come in and stop, and on which day the first purchase is, are those of pandas")
  func shopGroups() throws {
    let (result, catalog) = try run(
      "clickstream/ecom.csv.gz", "customer: session_id, time: timestamp, touchpoint: event",
      "touchpoints: [{id: purchase, kind: purchase}]\nobserved-until: 2024-07-31\nwindows: {inactivity: 7d}\ngroups: [platform]\n"
    )
    func code(_ id: String) -> UInt32 { UInt32(catalog.touchpoints.firstIndex { $0.id == id } ?? -1) }
    let journeys = try #require(result.groups.journeys.first)
    let named = journeys.groups.compactMap(\.value)
    #expect(named.map { catalog.traits[0].values[$0].id } == ["desktop", "mobile", "tablet"])
    #expect(journeys.groups.map(\.customers) == [1890, 1295, 420] && journeys.rest == 0)
    #expect(named.map { result.groupWays.decided(0, value: $0, named: named) } == [1890, 1295, 420])
    func counts(_ look: GroupComparison.Look, _ id: String) -> [Int]? {
      look.places.firstIndex(of: code(id)).map { place in look.counts.dropLast().map { $0[place] } }
    }
    // Not lost are those whose last event is a purchase: 1,783, 1,248 and 387 are.
    #expect(journeys.second.outside.dropLast() == [107, 47, 33])
    #expect(counts(journeys.second, "product_view") == [393, 280, 80])
    #expect(counts(journeys.second, "catalog") == [346, 259, 81])
    #expect(counts(journeys.first, "home") == [589, 418, 141])
    let purchases = try #require(result.groups.purchases.first)
    #expect(purchases.groups.map(\.customers) == [277, 126, 67])
    let days = [[35, 37, 49, 45, 42, 30, 39], [15, 16, 13, 17, 17, 25, 23], [10, 8, 12, 8, 6, 14, 9]]
    for (group, own) in days.enumerated() {
      for (place, day) in purchases.second.places.enumerated() where day != nil {
        #expect(purchases.second.counts[group][place] == own[Int(day ?? 0)])
      }
    }
    #expect(purchases.second.places.count == 7 && !purchases.second.differs)
    #expect(abs(try #require(purchases.second.table).chiSquare - 14.043090757737355) < 1e-9)
  }

  /// By platform and event in pandas: sessions with it, its events, those right before a purchase, those that end a session, all
  /// other ones, and sessions that begin with it; and purchases by session with the error of their mean.
  @Test("the sieve of each platform is that of pandas on its rows, and so is what a session is worth")
  func shopSieves() throws {
    let (result, catalog) = try run(
      "clickstream/ecom.csv.gz", "customer: session_id, time: timestamp, touchpoint: event",
      "touchpoints: [{id: purchase, kind: purchase}]\nobserved-until: 2024-07-31\nwindows: {inactivity: 7d}\n"
        + "groups: [platform]\npersonas: [{id: small, where: {platform: [mobile, tablet]}}]\n")
    let tally = result.groupSieves
    func place(_ value: String) throws -> Int {
      let code = try #require(catalog.traits[0].values.firstIndex { $0.id == value })
      return try #require(tally.plan.place(0, code))
    }
    func counts(_ place: Int, _ id: String) throws -> [Int] {
      let row = tally.sieves[place].rows[try #require(catalog.touchpoints.firstIndex { $0.id == id })]
      return [
        row.customers, row.inflow, row.purchase, row.leak, row.on + row.back + row.lateral + row.repeats, row.cameIn,
      ]
    }
    let (mobile, tablet) = (try place("mobile"), try place("tablet"))
    let expected = [
      ("product_view", [1029, 2554, 15, 280, 2259, 175], [345, 792, 6, 80, 706, 52]),
      ("cart", [348, 432, 22, 40, 370, 6], [127, 146, 9, 14, 123, 3]),
      ("payment_details", [177, 199, 29, 52, 118, 0], [85, 90, 17, 13, 60, 0]),
      ("home", [777, 1020, 0, 88, 932, 418], [240, 303, 1, 29, 273, 141]),
      ("support_chat", [89, 103, 0, 15, 88, 1], [21, 22, 0, 2, 20, 0]),
    ]
    let persona = try #require(tally.plan.place(1, 0))
    for (id, ofMobile, ofTablet) in expected {
      #expect(try counts(mobile, id) == ofMobile && counts(tablet, id) == ofTablet, "\(id)")
      // The persona is both.
      #expect(try counts(persona, id) == zip(ofMobile, ofTablet).map(+), "\(id)")
    }
    for (place, mean, error) in [
      (mobile, 0.0972972972972973, 0.008235460253537587), (tablet, 0.1595238095238095, 0.017866966307821024),
    ] {
      let own = tally.worth[place].purchases
      #expect(abs(try #require(own.ratio) - mean) < 1e-12)
      #expect(abs(try #require(own.variance).squareRoot() - error) < 1e-12)
    }
  }

  /// By channel and step in pandas: cases with it, its events, those that end a case, and cases that begin with it.
  @Test("the rows of each channel of the receipt log are those of pandas")
  func receiptChannels() throws {
    let (result, catalog) = try run(
      "xes/receipt.csv",
      "customer: \"case:concept:name\", time: \"time:timestamp\", touchpoint: \"concept:name\"",
      "groups: [\"case:channel\"]\ntouchpoints: ["
        + [
          "Confirmation of", "T02 Check confirmation of", "T03 Adjust confirmation of",
          "T04 Determine confirmation of", "T05 Print and send confirmation of",
        ]
        .map { "{id: \($0) receipt, kind: touch}" }.joined(separator: ", ") + "]\n")
    let tally = result.groupSieves
    let values = catalog.traits[0].values.map(\.id)
    // Of 21 by e-mail and one intern there are too few.
    #expect(tally.plan.groups.map { values[$0.value] } == ["Internet", "Desk", "Post"])
    let expected: [(String, String, [Int])] = [
      ("Internet", "Confirmation of receipt", [1250, 1250, 100, 1250]),
      ("Internet", "T02 Check confirmation of receipt", [1148, 1193, 8, 0]),
      ("Internet", "T10 Determine necessity to stop indication", [1116, 1116, 744, 0]),
      ("Desk", "T06 Determine necessity of stop advice", [97, 119, 0, 0]),
      ("Desk", "T10 Determine necessity to stop indication", [97, 97, 50, 0]),
      ("Post", "T02 Check confirmation of receipt", [50, 51, 0, 0]),
      ("Post", "Confirmation of receipt", [53, 53, 3, 53]),
    ]
    for (channel, step, counts) in expected {
      let value = try #require(values.firstIndex(of: channel))
      let place = try #require(tally.plan.place(0, value))
      let row = tally.sieves[place].rows[try #require(catalog.touchpoints.firstIndex { $0.id == step })]
      #expect([row.customers, row.inflow, row.end, row.cameIn] == counts, "\(channel), \(step)")
    }
  }

  /// First sessions' outcomes cut and tested in Python with scipy 1.17: with seven days of silence, all of July without a
  /// session, and a touch for every event before the purchase.
  @Test("buyers of the shop are separated by platform: .097 of mobile, .147 of desktop sessions buy, p 4.5e-5")
  func shopPlatforms() throws {
    let (result, catalog) = try run(
      "clickstream/ecom.csv.gz", "customer: session_id, time: timestamp, touchpoint: event",
      "touchpoints: [{id: purchase, kind: purchase}]\nobserved-until: 2024-07-31\nwindows: {inactivity: 7d}\n",
      source: ", attributes: [platform]")
    let separation = try #require(result.separation)
    #expect(separation.decided == Separation.Split(bought: 470, left: 3135))
    let platform = try #require(separation.attributes.first)
    let values = catalog.attributes[platform.place].values.map(\.id)
    #expect(platform.levels.map { values[$0.value] } == ["desktop", "mobile", "tablet"])
    let expected = [(277, 1613), (126, 1169), (67, 353)].map { Separation.Split(bought: $0.0, left: $0.1) }
    #expect(platform.levels.map(\.with) == expected)
    let test = try #require(Homogeneity(platform.levels.map { ($0.with.bought, $0.with.left) }))
    #expect(abs(test.pValue / 4.512762417e-05 - 1) < 1e-8)
    // Seven touches are the median of buyers' sessions; those who left have as many or more.
    #expect(separation.touches == 7 && separation.compared == Separation.Split(bought: 289, left: 1681))
    for (id, bought, left) in [("cart", 151, 222), ("shipping_details", 121, 118), ("catalog", 223, 1473)] {
      let own = separation.touchpoints.first { catalog.touchpoints[$0.code].id == id }
      #expect(own?.with == Separation.Split(bought: bought, left: left), "\(id)")
    }
  }
}
