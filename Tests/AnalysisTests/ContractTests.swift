import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// Contracts: who renewed how often, who left, and the test of the forecast. Days are those of 1970, the last one is day 365.
@Suite struct ContractTests {
  private static let project = """
    client: T
    touchpoints: [{id: pay, kind: purchase}]
    windows: {inactivity: 30d, repurchase: 100d}
    observed-until: 1971-01-01

    """
  private static let monthly = project + "contract: monthly"

  private static func rows(_ customer: String, _ days: [Int]) -> [Row] {
    days.map { Row(customer, Double($0), "pay") }
  }

  @Test("renewals are counted up to a gap of one and a half periods; a payment soon after another renews nothing")
  func counted() throws {
    let rows =
      Self.rows("a", [0, 30, 60]) + Self.rows("b", (0...12).map { 30 * $0 }) + Self.rows("c", [330, 340, 360])
      + Self.rows("d", [0, 50, 80, 110])
    let tally = try analysed(Self.monthly, rows).returns.tally.contracts
    func found(_ counts: [Int]) -> [Int] { counts.indices.flatMap { [Int](repeating: $0, count: counts[$0]) } }
    #expect(found(tally.whole.left) == [0, 2])
    #expect(found(tally.whole.staying) == [1, 12])
    // Six periods before the end, on day 185: b had renewed six times, and is still there.
    #expect(tally.span == 6)
    #expect(found(tally.before.left) == [0, 2])
    #expect(found(tally.before.staying) == [6] && found(tally.kept) == [6])
  }

  /// Customers who all begin on day 0 and leave after so many renewals: by number of renewals, how many.
  private static func cohort(_ leavers: [Int], staying: Int) -> [Row] {
    let ages = leavers.enumerated().flatMap { [Int](repeating: $0, count: $1) } + [Int](repeating: 12, count: staying)
    return ages.enumerated().flatMap { i, renewals in rows("c\(i)", (0...renewals).map { 30 * $0 }) }
  }

  @Test("where those left are the more faithful ones the model beats the same rate as before, and foretells")
  func planted() throws {
    // Half leave with a chance of .4 at every renewal, half with one of .02.
    let leavers = [84, 52, 33, 21, 14, 10, 7, 5, 5, 4, 4, 4]
    let result = try #require(try analysed(Self.monthly, Self.cohort(leavers, staying: 157)).returns.contracts)
    #expect(abs(result.model - Double(result.kept)) < abs(result.sameRate - Double(result.kept)))
    let forecast = try #require(result.forecast)
    #expect(forecast.low <= forecast.value && forecast.value <= forecast.high && forecast.high <= Double(result.now))
    #expect(forecast.value - forecast.low >= result.error * forecast.value - 1e-9)
  }

  @Test("where many leave at once after the split the model is no closer, and nothing is foretold")
  func absent() throws {
    let leavers = [40, 25, 15, 10, 8, 6, 60, 60, 40, 30, 20, 10]
    let result = try #require(try analysed(Self.monthly, Self.cohort(leavers, staying: 76)).returns.contracts)
    #expect(abs(result.model - Double(result.kept)) >= abs(result.sameRate - Double(result.kept)))
    #expect(result.forecast == nil)
  }

  @Test("purchases bought one by one are no contracts, and contracts have no forecast of purchases")
  func without() throws {
    let rows = Self.cohort([84, 52, 33, 21, 14, 10, 7, 5, 5, 4, 4, 4], staying: 157)
    #expect(try analysed(Self.project, rows).returns.contracts == nil)
    #expect(try analysed(Self.monthly, rows).returns.forecast == nil)
  }
}
