import Foundation
import TestSupport
import Testing

/// Whole reports on public data against the numbers of independent tools.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data folder is not beside this checkout"))
struct TruthTests {
  /// A data set with the few lines that let it be read as its truth was computed.
  struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var truth: String
    var settings: String
    var columns: String?
    var testDescription: String { file }
  }

  static let cases = [
    Case(file: "running-example.xes", truth: "running-example", settings: ""),
    Case(file: "running-example.csv", truth: "running-example", settings: ""),
    Case(file: "receipt.csv", truth: "receipt", settings: ""),
    Case(file: "roadtraffic100traces.xes", truth: "roadtraffic100traces", settings: ""),
    Case(
      file: "bupar_patients.csv", truth: "bupar_patients.complete", settings: "lifecycle: complete",
      columns: "{customer: patient, time: time, touchpoint: handling, lifecycle: registration_type}"),
  ]

  @Test("events, customers, variants, directly-follows and times are those of pm4py", arguments: cases)
  func processMining(_ example: Case) throws {
    let shared = try #require(Repository.sharedData).appending(path: "xes")
    let truth = try JSONValue(file: shared.appending(path: example.truth + ".truth.json"))
    let columns = example.columns.map { ", columns: \($0)" } ?? ""
    let report = try Samples.build(
      project: "client: Truth\nprivacy: off\n\(example.settings)\nsources: [{file: \(example.file)\(columns)}]\n",
      files: [example.file: shared.appending(path: example.file)]
    ).report()

    #expect(report["events"].int == truth["events"].int)
    #expect(report["customers"].int == truth["cases"].int)
    #expect(report["variants"].int == truth["variants"].int)
    let touchpoints = report["touchpoints"].list
    #expect(counts(touchpoints, "events") == truth["activity_event_counts"].counts)
    #expect(counts(touchpoints, "customers") == truth["activity_case_counts"].counts)
    #expect(counts(touchpoints, "starts") == truth["start_activities"].counts)
    #expect(counts(touchpoints, "ends") == truth["end_activities"].counts)
    expectSameEdges(report, truth["dfg"])
    expectSameVariants(report, truth["top_variants"].list.map { ($0["sequence"], $0["count"].int) })
    let share =
      (truth["zero_gap_adjacent_pairs"].double ?? -1) / Double((truth["events"].int ?? 0) - (truth["cases"].int ?? 0))
    if example.columns == nil { #expect(abs((report["rows"]["tiedShare"].double ?? -1) - share) < 1e-12) }
  }

  private func counts(_ touchpoints: [JSONValue], _ key: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for touchpoint in touchpoints where touchpoint[key].int != 0 {
      counts[touchpoint["id"].string ?? ""] = touchpoint[key].int ?? -1
    }
    return counts
  }

  private func expectSameEdges(_ report: JSONValue, _ truth: JSONValue) {
    let found = report["directlyFollows"].list
    #expect(found.count == truth.list.count)
    var edges: [[String?]: JSONValue] = [:]
    for edge in found { edges[[edge["from"].string, edge["to"].string]] = edge }
    for edge in truth.list {
      let own = edges[[edge["source"].string, edge["target"].string]] ?? .null
      #expect(own["count"].int == edge["count"].int, "\(edge)")
      for (mine, theirs) in [("meanSeconds", "mean_seconds"), ("medianSeconds", "median_seconds")] {
        guard let expected = edge[theirs].double else { continue }
        // The truth's tool sums doubles; a millionth of a second is the resolution of both.
        #expect(abs((own[mine].double ?? -1) - expected) < max(2e-6, expected * 1e-9), "\(mine) of \(edge)")
      }
    }
  }

  private func expectSameVariants(_ report: JSONValue, _ truth: [(sequence: JSONValue, count: Int?)]) {
    let found = report["topVariants"].list
    #expect(found.prefix(truth.count).map { $0["count"].int } == truth.map(\.count))
    let lowest = found.last?["count"].int ?? 0
    for variant in truth where (variant.count ?? 0) > lowest || found.count == report["variants"].int {
      let own = found.filter { $0["touchpoints"] == variant.sequence }
      #expect(own.map { $0["count"].int } == [variant.count], "\(variant.sequence)")
    }
  }

  // MARK: A shop's clicks

  static let steps = "[product_view, add_to_cart, cart, shipping_details, payment_details, purchase]"

  @Test("the shop's funnels, variants and transitions are retentioneering's", arguments: ["session", "user"])
  func shop(_ unit: String) throws {
    let shared = try #require(Repository.sharedData).appending(path: "clickstream")
    let truth = try JSONValue(file: shared.appending(path: "ecom.truth.json"))
    let report = try Self.shop(unit).report()
    let steps = try #require(truth["funnel_steps"].list.map(\.string) as? [String])
    #expect(report["funnel"]["steps"].list.map(\.string) == steps)
    #expect(report["funnel"]["windowSeconds"] == .null)
    let customers = report["funnel"]["customers"]
    #expect(customers["ordered"].list.map(\.int) == steps.map { truth["ordered_funnel_\(unit)_id"][$0].int })
    #expect(customers["touched"].list.map(\.int) == steps.map { truth["open_funnel_\(unit)_id"][$0].int })
    #expect(report["customers"].int == truth["paths_\(unit)_id"].int)
    #expect(report["events"].int == truth["events"].int)
    let level = truth["\(unit)_level"]
    #expect(report["variants"].int == level["variants"].int)
    expectSameVariants(report, level["top_variants"].list.map { ($0[0], $0[1].int) })
    expectSameEdges(report, level["dfg"])
    #expect(counts(report["touchpoints"].list, "starts") == level["start"].counts)
    #expect(counts(report["touchpoints"].list, "ends") == level["end"].counts)
    #expect(counts(report["touchpoints"].list, "events") == truth["event_counts"].counts)
  }

  @Test("the report says in both languages that the drawn funnel misses 455 of 470 purchases")
  func blindness() throws {
    let output = try Self.shop("session")
    let report = try output.report()
    #expect(report["purchases"].int == 470)
    #expect(report["blindness"]["purchases"].int == 470)
    #expect(report["blindness"]["outside"].int == 455)
    #expect(report["blindness"]["reasons"].counts.values.reduce(0, +) == 455)
    for (language, page) in [("he", "index"), ("en", "en/index")] {
      let said = report["findings"].list.compactMap { $0["text"][language].string }
      let sentence = try #require(said.first { $0.contains("455") && $0.contains("470") })
      #expect(sentence.contains("97%"))
      #expect(output.page(page).contains("455"))
      #expect(report["findings"][0]["text"][language].string?.contains("97%") == true)
    }
  }

  private static let sessions = Result { try build("session") }
  private static let users = Result { try build("user") }

  private static func shop(_ unit: String) throws -> Output { try (unit == "session" ? sessions : users).get() }

  private static func build(_ unit: String) throws -> Output {
    guard let shared = Repository.sharedData else { throw Failure(message: Repository.sharedDataMissing) }
    return try Samples.build(
      project: """
        client: Shop
        privacy: off
        touchpoints: [{id: purchase, kind: purchase}]
        funnel: {steps: \(steps), window: none}
        sources:
          - file: ecom.csv.gz
            columns: {customer: \(unit)_id, time: timestamp, touchpoint: event, channel: platform}

        """, files: ["ecom.csv.gz": shared.appending(path: "clickstream/ecom.csv.gz")])
  }
}
