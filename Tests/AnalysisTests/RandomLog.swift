import Analysis
import Journeys
import JourneysTestSupport
import Reading
import Testing

/// A small generator of random numbers with a seed (SplitMix64), the same on every machine.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A shop with every kind of touchpoint.
let shopProject = """
  client: Shop
  stages: [discover, {id: consider, inactivity: 20d}, buy, use]
  touchpoints:
    - {id: ad, stage: discover}
    - {id: search, stage: discover}
    - {id: call, stage: consider, contact: direct}
    - {id: visit, stage: consider, contact: indirect}
    - {id: till, stage: buy, kind: purchase}
    - {id: web_shop, stage: buy, kind: purchase}
    - {id: help, stage: use, kind: service}
    - {id: delivered, stage: use, kind: service, ends-well: yes}
    - {id: friend, stage: discover, kind: referral}
    - {id: money_back, stage: use, kind: refund}
    - {id: leave, stage: use, kind: exit}
    - {id: mail, stage: discover, initiated-by: company}
    - {id: poll, stage: use, kind: survey}
  windows: {inactivity: 30d, conversion: 40d, repurchase: 90d}
  """

let shopTouchpoints = [
  "ad", "search", "call", "visit", "till", "web_shop", "help", "delivered", "friend", "money_back", "leave", "mail",
  "poll",
]

/// Random customers over 400 days; times fall on hours, so that some are tied.
func randomShop(customers: Int, seed: UInt64, most: Int = 12) -> [Row] {
  var random = Seeded(seed)
  var rows: [Row] = []
  for c in 0..<customers {
    var day = Double(Int.random(in: 0..<300, using: &random))
    for _ in 0..<Int.random(in: 1...most, using: &random) {
      let touchpoint = shopTouchpoints[min(12, Int.random(in: 0..<18, using: &random) % 13)]
      var row = Row("c\(c)", day, touchpoint)
      if Bool.random(using: &random) { row.channel = ["web", "phone", "branch"].randomElement(using: &random) }
      if touchpoint == "till" || touchpoint == "web_shop" || touchpoint == "money_back" {
        if Bool.random(using: &random) { row.order = "o\(c)-\(Int.random(in: 0..<3, using: &random))" }
        row.amount = Int64.random(in: 1...1000, using: &random) * 1_000_000
      }
      rows.append(row)
      let step = Int.random(in: 0..<100, using: &random)
      if step < 10 { continue }
      day +=
        step < 60
        ? Double(Int.random(in: 1..<200, using: &random)) / 24 : Double(Int.random(in: 1..<60, using: &random))
      if day >= 400 { break }
    }
  }
  return rows
}

func analysed(_ yaml: String, _ rows: [Row], threads: Int = 1) throws -> BehaviourResult {
  let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
  return try analyse(assembled(yaml, rows).log, blueprint, threads: threads, resamples: 60) { $0 / Micros.day }
}

/// The same beside customers' files that keep a column called `area`.
func analysed(_ yaml: String, _ rows: [Row], lists: [CustomerList]) throws -> BehaviourResult {
  let log = try assembled(yaml, rows, lists: lists, column: "area")
  return try analyse(log, Blueprint(yaml: yaml, file: "project.yml"), threads: 1, resamples: 60) { $0 / Micros.day }
}

/// Expects two analyses to be the same in all they say.
func expectSame(
  _ a: BehaviourResult, _ b: BehaviourResult, _ comment: Comment? = nil, at location: SourceLocation = #_sourceLocation
) {
  #expect(a.window == b.window, comment, sourceLocation: location)
  #expect(a.directlyFollows == b.directlyFollows, comment, sourceLocation: location)
  #expect(a.flow.events == b.flow.events, comment, sourceLocation: location)
  #expect(a.flow.customersAt == b.flow.customersAt, comment, sourceLocation: location)
  #expect(a.flow.starts == b.flow.starts, comment, sourceLocation: location)
  #expect(a.flow.ends == b.flow.ends, comment, sourceLocation: location)
  let top = (a.flow.variants.top(.max), b.flow.variants.top(.max))
  #expect(top.0.map(\.touchpoints) == top.1.map(\.touchpoints), comment, sourceLocation: location)
  #expect(top.0.map(\.count) == top.1.map(\.count), comment, sourceLocation: location)
  #expect(a.sieve == b.sieve, comment, sourceLocation: location)
  #expect(a.outreach == b.outreach, comment, sourceLocation: location)
  #expect(a.funnel == b.funnel, comment, sourceLocation: location)
  #expect(a.blindness == b.blindness, comment, sourceLocation: location)
  #expect(a.channels == b.channels, comment, sourceLocation: location)
  #expect(a.loop == b.loop, comment, sourceLocation: location)
  #expect(a.separation == b.separation, comment, sourceLocation: location)
  #expect(a.holes == b.holes, comment, sourceLocation: location)
  #expect(a.afterPurchase == b.afterPurchase, comment, sourceLocation: location)
  #expect(a.returns.tally == b.returns.tally, comment, sourceLocation: location)
}
