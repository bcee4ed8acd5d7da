import Testing

@testable import Statistics

/// Fertility, Agriculture, Examination, Education, Catholic, Infant mortality of R's `swiss`, first 20 rows.
private let swiss: [[Double]] = [
  [80.2, 17.0, 15, 12, 9.96, 22.2], [83.1, 45.1, 6, 9, 84.84, 22.2], [92.5, 39.7, 5, 5, 93.40, 20.2],
  [85.8, 36.5, 12, 7, 33.77, 20.3], [76.9, 43.5, 17, 15, 5.16, 20.6], [76.1, 35.3, 9, 7, 90.57, 26.6],
  [83.8, 70.2, 16, 7, 92.85, 23.6], [92.4, 67.8, 14, 8, 97.16, 24.9], [82.4, 53.3, 12, 7, 97.67, 21.0],
  [82.9, 45.2, 16, 13, 91.38, 24.4], [87.1, 64.5, 14, 6, 98.61, 24.5], [64.1, 62.0, 21, 12, 8.52, 16.5],
  [66.9, 67.5, 14, 7, 2.27, 19.1], [68.9, 60.7, 19, 12, 4.43, 22.7], [61.7, 69.3, 22, 5, 2.82, 18.7],
  [68.3, 72.6, 18, 2, 24.20, 21.2], [71.7, 34.0, 17, 8, 3.30, 20.0], [55.7, 19.4, 26, 28, 12.11, 20.2],
  [54.3, 15.2, 31, 20, 2.15, 10.8], [65.1, 73.0, 19, 9, 2.84, 20.0],
]

private func products(_ rows: [[Double]], groups: Int = 1) -> [CrossProducts] {
  var result = [CrossProducts](repeating: CrossProducts(variables: rows[0].count), count: groups)
  for (i, row) in rows.enumerated() { result[i % groups].add(row) }
  return result
}

/// Numbers of methods.md section 5.
@Suite struct DriverTests {
  @Test("R² of R's swiss divides over its drivers as pingouin says, and by Johnson's weights as worked")
  func swissShares() throws {
    let rows = swiss.map { Array($0[1...]) + [$0[0]] }
    let analysis = try #require(DriverAnalysis(groups: products(rows)))
    #expect(near(analysis.rSquared, 0.784453))
    #expect(near(analysis.drivers.compactMap(\.share), [0.012607, 0.279023, 0.088440, 0.264339, 0.140044]))
    #expect(near(analysis.drivers.compactMap(\.relativeWeight), [0.010805, 0.262218, 0.092625, 0.272639, 0.146166]))
    #expect(near(analysis.drivers.compactMap(\.share).reduce(0, +), analysis.rSquared, within: 1e-12))
    #expect(analysis.drivers.allSatisfy { $0.importance == nil })
  }

  @Test("shares over all sub-models are the average of gains over all orders of entry")
  func slowVersion() throws {
    // Three drivers, six orders, R² of each prefix by least squares.
    let rows = swiss.map { [$0[2], $0[3], $0[5], $0[0]] }
    let data = products(rows)[0]
    func rSquared(_ kept: [Int]) throws -> Double {
      kept.isEmpty ? 0 : try #require(LinearFit(data.keeping(kept + [3]))).rSquared
    }
    var gains = [0.0, 0.0, 0.0]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      for i in 0..<3 {
        let before = try rSquared(Array(order[..<i]))
        gains[order[i]] += (try rSquared(Array(order[...i])) - before) / 6
      }
    }
    var importance = try #require(RelativeImportance(drivers: 3))
    #expect(near(importance.shares(data.correlations), gains, within: 1e-12))
  }

  @Test("the same customers drawn in groups give intervals around the shares, the same ones every time")
  func bootstrap() throws {
    let rows = (0..<600).map { i -> [Double] in
      let a = Double((i * 7919) % 11)
      let b = Double((i * 104_729) % 11)
      let c = Double((i * 1_299_709) % 11)
      return [a, b, c, a + 0.5 * b + Double((i * 15_485_863) % 7)]
    }
    let groups = products(rows, groups: 64)
    let analysis = try #require(DriverAnalysis(groups: groups, resamples: 200))
    for driver in analysis.drivers {
      let importance = try #require(driver.importance)
      #expect(importance.low <= importance.value && importance.value <= importance.high)
      #expect(driver.inTopThree == 1)
    }
    let first = try #require(analysis.drivers[0].importance)
    let second = try #require(analysis.drivers[1].importance)
    #expect(first.low > second.high)
    #expect(analysis == DriverAnalysis(groups: groups, resamples: 200))
  }

  @Test("a driver that follows from others is found and left out")
  func collinear() {
    let rows = swiss.map { [$0[1], $0[2], $0[1] + $0[2], 5, $0[0]] }
    let data = products(rows)[0]
    #expect(LinearFit(data) == nil)
    let (kept, dropped) = withoutCollinear(data)
    #expect(kept.count == 2 && dropped.contains(3) && dropped.count == 2)
    #expect(LinearFit(data.keeping(kept + [4])) != nil)
  }
}
