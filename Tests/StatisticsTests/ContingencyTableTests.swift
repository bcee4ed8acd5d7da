import TestSupport
import Testing

@testable import Statistics

/// Tables of several groups and kinds, against scipy 1.17 (`chi2_contingency`, `ncx2`) and the formulas worked out in Python.
@Suite struct ContingencyTableTests {
  private static let worked = [[60, 90, 30, 20], [80, 40, 50, 30], [20, 30, 70, 30]]

  @Test("χ², its p, V and V corrected for bias are those of the worked example")
  func worked() throws {
    let table = try #require(ContingencyTable(Self.worked))
    #expect(abs(table.chiSquare - 86.434028) < 1e-6 && table.degrees == 6 && table.n == 550)
    #expect(abs(table.pValue / 1.6651763740027487e-16 - 1) < 1e-6)
    #expect(abs(table.cramersV - 0.280315) < 1e-6)
    #expect(abs(table.correctedV.value - 0.270886) < 1e-6)
    #expect(abs(table.correctedV.low - 0.2119058076) < 1e-7 && abs(table.correctedV.high - 0.3319550446) < 1e-7)
    let residuals = [
      [0.354846, 6.209807, -4.885291, -2.285643], [4.258153, -3.548461, -0.904684, 0.228564],
      [-4.982609, -2.874582, 6.253888, 2.221899],
    ]
    for (found, truth) in zip(table.adjustedResiduals.joined(), residuals.joined()) {
      #expect(abs(found - truth) < 1e-6)
    }
    // statsmodels' multinomial_proportions_confint.
    let row = goodman(Self.worked[0])
    let ranges = [(0.2261, 0.3860), (0.3650, 0.5381), (0.0976, 0.2236), (0.0585, 0.1657)]
    for (found, truth) in zip(row, ranges) {
      #expect(abs(found.low - truth.0) < 6e-5 && abs(found.high - truth.1) < 6e-5)
    }
  }

  @Test("the one table of the chain's memory: χ² of 36 without a correction for continuity")
  func tableOfMemory() throws {
    let table = try #require(ContingencyTable([[10, 40], [40, 10]]))
    #expect(abs(table.chiSquare - 36) < 1e-9 && table.degrees == 1)
  }

  @Test("shares below the non-central χ² are scipy's")
  func noncentral() {
    let truths: [(x: Double, degrees: Int, lambda: Double, below: Double)] = [
      (5, 6, 0, 0.45618688411667035), (5, 6, 3, 0.21624986119722203), (86.4, 6, 80, 0.5303673241025705),
      (0.1, 3, 50, 1.8073064984537796e-13), (1_200, 4, 1_100, 0.9237149247164471),
      (100_000, 10, 100_000, 0.49432313395964333),
    ]
    for truth in truths {
      let found = noncentralChiSquareBelow(truth.x, degrees: truth.degrees, lambda: truth.lambda)
      #expect(abs(found - truth.below) < 1e-8, "\(truth): \(found)")
    }
  }

  @Test("where few are expected, p is that of tables drawn with the same margins")
  func permuted() throws {
    let table = try #require(ContingencyTable([[3, 0, 4], [1, 5, 2], [6, 2, 1]]))
    #expect(abs(table.chiSquare - 11.15578231) < 1e-8 && table.leastExpected < 5)
    // Of 200,000 permutations in numpy .0204; χ² would say .025.
    #expect(abs(table.pValue - 0.0204) < 0.005 && table.pValue == table.permutedP)
    #expect(abs(table.chiSquare - 11.15578231) < 1e-8)
  }

  @Test("rows and columns of nobody change nothing, and a table of one group or one kind is none")
  func empty() throws {
    let table = try #require(
      ContingencyTable([[60, 90, 0, 30, 20], [80, 40, 0, 50, 30], [0, 0, 0, 0, 0], [20, 30, 0, 70, 30]]))
    #expect(abs(table.chiSquare - 86.434028) < 1e-6 && table.degrees == 6)
    #expect(abs(table.correctedV.value - 0.270886) < 1e-6)
    #expect(table.adjustedResiduals[2] == [0, 0, 0, 0, 0] && table.adjustedResiduals[0][2] == 0)
    #expect(ContingencyTable([[5, 6]]) == nil && ContingencyTable([[5], [6]]) == nil && ContingencyTable([]) == nil)
  }

  @Test("groups more alike than chance makes them are not said to be the same")
  func alike() throws {
    let table = try #require(ContingencyTable([[100, 100, 100], [100, 100, 100], [100, 100, 100]]))
    #expect(table.chiSquare == 0 && table.correctedV.value == 0 && table.correctedV.low == 0)
    // √(11.3700 / (900 × 2)), 11.3700 being the upper non-centrality of χ² = 4 of 4 degrees (scipy).
    #expect(abs(table.correctedV.high - 0.0794774) < 1e-4)
  }
}
