import Journeys
import Testing

@testable import Analysis
@testable import Findings

/// Reasons of those who left, and which of them are not told.
@Suite struct ExitHidingTests {
  private let hiding = Hiding(threshold: 5)

  private func finding(_ counts: [(String, Int, Int)], inactive: Int = 200) -> ExitFindings? {
    ExitFindings(
      ExitReasons(
        column: "why", wording: nil,
        options: counts.map { ExitReasons.Option(label: $0.0, customers: $0.1, answers: $0.2) },
        answers: counts.reduce(0) { $0 + $1.2 }),
      inactive: hiding.count(inactive), hiding)
  }

  @Test("reasons are told with intervals that hold all of them at once, beside the share that answered")
  func told() throws {
    // The worked row of methods.md, section 7.
    let found = try #require(finding([("a", 90, 90), ("b", 60, 60), ("c", 30, 30), ("d", 20, 20)], inactive: 400))
    #expect(found.answered.shown?.value == 0.5)
    let a = try #require(found.reasons.first?.share.shown)
    #expect(abs(a.low - 0.3650) < 5e-5 && abs(a.high - 0.5381) < 5e-5)
  }

  @Test("an answer of few stands with others, and so does one that only few others gave besides")
  func pooled() throws {
    let found = try #require(finding([("price", 40, 40), ("moved", 20, 22), ("rude", 3, 9)]))
    #expect(found.reasons.map(\.label) == ["price", nil])
    #expect(found.reasons.map(\.customers.shown) == [40, 23])
  }

  @Test("too few who answered, or too few who did not, are not spoken of; and what all gave is not told")
  func silent() {
    #expect(finding([("price", 3, 3)]) == nil)
    #expect(finding([("price", 100, 100), ("moved", 98, 98)]) == nil)
    #expect(finding([("price", 40, 40)])?.reasons.isEmpty == true)
    // Of 72 answers 70 are inactive customers': the other two are people too.
    #expect(finding([("price", 40, 42), ("moved", 30, 30)]) == nil)
  }
}
