import Testing

@testable import Statistics

/// Tables of two groups, against scipy 1.17 (`fisher_exact`, `chi2_contingency` without correction) and, for odds ratios, the
/// formula worked out in Python.
@Suite struct FourfoldTableTests {
  private struct Truth: Sendable {
    var table: [Int]
    var fisher: Double
    var chiSquare: Double
    var odds: [Double]
  }

  private static let truths = [
    Truth(
      table: [3, 1, 1, 3], fisher: 0.4857142857, chiSquare: 0.1572992071,
      odds: [5.444444444, 0.3640691103, 81.41853969]),
    Truth(
      table: [126, 1169, 344, 1966], fisher: 8.758038669e-06, chiSquare: 1.004564696e-05,
      odds: [0.6174403734, 0.4973781454, 0.766484451]),
    Truth(
      table: [277, 1613, 193, 1522], fisher: 0.002510096514, chiSquare: 0.002445775359,
      odds: [1.353226051, 1.111848273, 1.647005971]),
    Truth(
      table: [0, 12, 9, 40], fisher: 0.183611583, chiSquare: 0.1078424454,
      odds: [0.1705263158, 0.00925555285, 3.141813876]),
    Truth(
      table: [5, 0, 60, 70], fisher: 0.02382429017, chiSquare: 0.01804560963,
      odds: [12.81818182, 0.6945440967, 236.5663835]),
    Truth(
      table: [10, 490, 3, 997], fisher: 0.00157681778, chiSquare: 0.0008124555734,
      odds: [6.100917431, 1.811044922, 20.55233034]),
    Truth(
      table: [2, 200, 1, 900], fisher: 0.08807446966, chiSquare: 0.0301384048,
      odds: [7.485453034, 0.9830861678, 56.99602839]),
  ]

  @Test("odds ratios, Fisher's and Pearson's tests are scipy's and the formula's", arguments: truths)
  private func agreement(_ truth: Truth) throws {
    let table = FourfoldTable(a: truth.table[0], b: truth.table[1], c: truth.table[2], d: truth.table[3])
    #expect(abs(table.fisher / truth.fisher - 1) < 1e-8)
    let pearson = try #require(Homogeneity([(table.a, table.b), (table.c, table.d)]))
    #expect(abs(pearson.pValue / truth.chiSquare - 1) < 1e-8)
    let odds = try #require(table.oddsRatio)
    for (found, expected) in zip([odds.value, odds.low, odds.high], truth.odds) {
      #expect(abs(found / expected - 1) < 1e-8)
    }
    #expect(odds.n == truth.table.reduce(0, +))
  }

  @Test("the exact test stands where a count of less than five is expected, else Pearson's")
  func rule() {
    let small = FourfoldTable(a: 2, b: 200, c: 1, d: 900)
    #expect(small.pValue == small.fisher)
    let large = FourfoldTable(a: 277, b: 1613, c: 193, d: 1522)
    #expect(abs(large.pValue - 0.002445775359) < 1e-11)
  }

  @Test("a shop's three platforms differ with χ² 20.012 on two degrees, p 4.5e-5")
  func platforms() throws {
    let test = try #require(Homogeneity([(126, 1169), (277, 1613), (67, 353)]))
    #expect(abs(test.statistic - 20.01203198) < 1e-8)
    #expect(test.degrees == 2)
    #expect(abs(test.pValue / 4.512762417e-05 - 1) < 1e-8)
  }

  @Test("without a second kind or a second group there is nothing to compare")
  func nothing() {
    #expect(FourfoldTable(a: 0, b: 0, c: 3, d: 4).oddsRatio == nil)
    #expect(FourfoldTable(a: 3, b: 0, c: 4, d: 0).oddsRatio == nil)
    #expect(FourfoldTable(a: 3, b: 0, c: 4, d: 0).fisher == 1)
    #expect(Homogeneity([(3, 4), (0, 0)]) == nil)
    #expect(Homogeneity([(3, 0), (4, 0)]) == nil)
  }
}
