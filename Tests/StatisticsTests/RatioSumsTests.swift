import Statistics
import Testing

/// Shares and means of things that several of one person have.
@Suite struct RatioSumsTests {
  /// Parts and wholes of six and of five persons.
  private static let now: [(Int64, Int64)] = [(1, 3), (0, 1), (2, 2), (1, 1), (0, 4), (3, 5)]
  private static let before: [(Int64, Int64)] = [(2, 3), (1, 1), (2, 4), (4, 4), (1, 2)]

  private func sums(_ persons: [(Int64, Int64)]) -> RatioSums {
    var sums = RatioSums()
    for person in persons { sums.add(part: person.0, whole: person.1) }
    return sums
  }

  @Test("the error is that of a ratio of sums over persons")
  func variance() throws {
    // By hand: 7 of 16; rests 1 − 3p, −p, 2 − 2p, 1 − p, −4p, 3 − 5p with p = .4375; their squares sum to 5.59375.
    let own = sums(Self.now)
    #expect(own.ratio == 0.4375)
    #expect(abs((own.variance ?? 0) - 5.59375 / 256) < 1e-12)
    #expect(abs((own.effectiveN ?? 0) - 0.24609375 * 256 / 5.59375) < 1e-9)
  }

  @Test("in which order and in how many parts persons are counted changes nothing")
  func merged() {
    var parts = sums(Array(Self.now.suffix(4)))
    parts.merge(sums(Array(Self.now.prefix(2))))
    #expect(parts == sums(Self.now))
  }

  @Test("where each has one thing the difference is Newcombe's, and p that of one common share")
  func newcombe() throws {
    // 56 of 70 less 48 of 80: (.052431, .333873) by statsmodels; p of the pooled z test .008045 by scipy.
    let found = try #require(
      RatioDifference(shareOf: RatioSums(part: 56, whole: 70), minus: RatioSums(part: 48, whole: 80)))
    #expect(abs(found.estimate.low - 0.052431) < 1e-6 && abs(found.estimate.high - 0.333873) < 1e-6)
    #expect(abs(found.pValue - 0.00804508) < 1e-6)
  }

  @Test("how likely a difference would have been found, and how many that takes, are those of two shares")
  func power() throws {
    // 100 of 1,000 twice; five points at 5 %: se .0134164, 3.7268 − 1.95996 → .96137 (scipy); 80 %: 566 in each.
    let found = try #require(
      RatioDifference(shareOf: RatioSums(part: 100, whole: 1_000), minus: RatioSums(part: 100, whole: 1_000)))
    #expect(abs(found.power(toFind: 0.05, below: 0.05) - 0.9613705) < 1e-6)
    #expect(found.needed(toFind: 0.05, below: 0.05, bases: (1_000, 1_000)) == 566)
  }
}
