import Statistics
import Testing

@testable import Findings
@testable import Journeys

/// What is ranked as an opportunity, and in which order.
struct OpportunityTests {
  private let hiding = Hiding(threshold: 5)

  private static func touchpoint(_ id: String, department: Int? = nil, contact: ContactMode = .none)
    -> Catalog.Touchpoint
  {
    Catalog.Touchpoint(
      id: id, name: LocalizedText(id), stage: 0, department: department, channel: Catalog.noChannel, kind: .touch,
      contact: contact, isCompanyInitiated: false, endsWell: false, isDeclared: true)
  }

  private static let catalog = Catalog(
    stages: [Catalog.Stage(id: "all", name: LocalizedText("All"), isDeclared: true)],
    touchpoints: [
      touchpoint("site", department: 0), touchpoint("call", contact: .direct), touchpoint("shop"), touchpoint("ad"),
      touchpoint("chat"),
    ], channels: [], departments: [NamedThing(id: "web", name: LocalizedText("Web"))])

  private func range(_ low: Double, _ high: Double) -> PriceRange {
    PriceRange(value: (low + high) / 2, low: low, high: high, atMost: high, likely: high)
  }

  /// - Parameter money: `nil`: hidden, as where one customer bought most.
  private func gain(
    _ code: Int, _ purchases: (Double, Double), money: (Double, Double)? = nil, kind: OpportunityKind = .leakBefore
  ) -> Gain {
    Gain(
      kind: kind, code: code, lost: hiding.count(40), customers: hiding.count(100),
      purchases: hiding.number(range(purchases.0, purchases.1), of: 100),
      money: money.map { hiding.number(range($0.0, $0.1), of: 100) } ?? .hidden)
  }

  private func opportunities(
    _ gains: [Gain], hasMemory: Bool = false, notes: [Note] = [], decisions: [Decision] = [],
    costs: [CostDeclaration] = []
  ) -> Opportunities {
    Opportunities(gains, hasMemory: hasMemory, Self.catalog, notes, [], decisions, costs: costs)
  }

  private func decision(_ row: Int, _ touchpoint: String, _ kind: OpportunityKind?) -> Decision {
    Decision(file: "sheet.csv", row: row, touchpoint: touchpoint, kind: kind, decision: "Do it")
  }

  @Test("by the lower end in money; what has none comes behind, by purchases")
  func order() {
    let found = opportunities([
      gain(0, (9, 20)), gain(1, (2, 90), money: (100, 9000)), gain(2, (5, 9), money: (400, 700)), gain(3, (11, 12)),
    ])
    #expect(found.ranked.map(\.code) == [2, 1, 3, 0])
  }

  @Test("what reaches nothing, or may not be told, is not ranked; alike by the ids' bytes")
  func nothing() {
    var hidden = gain(4, (8, 9))
    hidden.purchases = .hidden
    #expect(opportunities([gain(0, (0, 50)), gain(1, (-3, 50)), hidden]).ranked.isEmpty)
    #expect(opportunities([gain(2, (4, 6)), gain(1, (4, 6)), gain(3, (4, 6))]).ranked.map(\.code) == [3, 1, 2])
  }

  @Test("the third place is the best of another kind where the first three are of one")
  func kinds() {
    let leaks = [gain(0, (9, 10)), gain(1, (8, 10)), gain(2, (7, 10)), gain(3, (6, 10))]
    #expect(opportunities(leaks).first.map(\.code) == [0, 1, 2])
    let waiting = gain(4, (1, 2), kind: .waiting)
    #expect(opportunities(leaks + [waiting]).first.map(\.code) == [0, 1, 4])
    #expect(opportunities([leaks[0], waiting]).first.map(\.code) == [0, 4])
  }

  @Test("a range is narrow up to four times its lower end, and doubtful where the next step depends on the last")
  func certainty() {
    let gains = [gain(0, (10, 40)), gain(1, (9, 41)), gain(2, (8, 9), kind: .leakAfter)]
    #expect(opportunities(gains).ranked.map(\.certainty) == [.firm, .wide, .firm])
    // The memory is that of the chain, from which only leaks before the purchase are priced.
    #expect(opportunities(gains, hasMemory: true).ranked.map(\.certainty) == [.doubtful, .doubtful, .firm])
  }

  @Test(
    "the consultant's note goes before a quotation; without either, contacts are listened to and the rest gone through")
  func firstLook() {
    let quote = Note(place: .touchpoint("site"), text: LocalizedText("I waited"), isQuote: true, source: nil)
    let note = Note(place: .touchpoint("site"), text: LocalizedText("Count calls"), isQuote: false, source: nil)
    let gains = [gain(0, (9, 10)), gain(1, (8, 10)), gain(2, (7, 10))]
    #expect(opportunities(gains, notes: [quote, note]).ranked.map(\.firstLook) == [.note(note), .listen, .goThrough])
    #expect(opportunities(gains, notes: [quote]).ranked[0].firstLook == .note(quote))
    #expect(opportunities(gains).ranked.map(\.department) == [0, nil, nil])
  }

  @Test("a decision stands beside the opportunity it names, or beside all of its touchpoint; none is lost")
  func decisions() {
    let all = [
      decision(2, "site", .leakBefore), decision(3, "site", nil), decision(4, "call", .waiting),
      decision(5, "chat", .leakBefore),
    ]
    let found = opportunities([gain(0, (9, 10)), gain(1, (8, 10))], decisions: all)
    #expect(found.ranked.map { $0.decisions.map(\.row) } == [[2, 3], []])
    #expect(found.otherDecisions.map(\.row) == [4, 5])
  }

  @Test("a cost is worth it after so many months; a number in the sheet goes before the project file's")
  func payback() {
    func cost(_ id: String, _ kind: OpportunityKind?, _ value: Double) -> CostDeclaration {
      CostDeclaration(
        subject: .opportunity(touchpoint: id, kind: kind), cost: Cost(value: value, payment: .once),
        place: ProjectPlace(line: 1, column: 1))
    }
    func millions(_ low: Double, _ high: Double) -> (Double, Double) { (low * 1e6, high * 1e6) }
    var sheet = decision(2, "call", .leakBefore)
    sheet.cost = "₪1,200"
    var words = decision(3, "shop", .leakBefore)
    words.cost = "not much"
    let gains = [
      gain(0, (9, 10), money: millions(6_000, 24_000)), gain(1, (8, 10), money: millions(2_400, 4_800)),
      gain(2, (7, 10), money: millions(1, 2)), gain(3, (6, 7)),
    ]
    let found = opportunities(
      gains, decisions: [sheet, words],
      costs: [cost("site", nil, 12_000), cost("site", .waiting, 1), cost("call", nil, 9), cost("ad", nil, 5)])
    #expect(found.ranked.map(\.code) == [0, 1, 2, 3])
    #expect(found.ranked.map(\.cost) == [12_000, 1_200, nil, 5])
    // A gain of 6,000 to 24,000 a year.
    let months = found.ranked.map { $0.payback.shown.map { [$0.low, $0.high] } }
    #expect(months[0] == [6, 24] && months[1] == [3, 6] && months[2] == nil)
    #expect(found.ranked[3].payback.isHidden)
  }
}
