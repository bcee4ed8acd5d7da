import Testing

@testable import Statistics

/// The eight touchpoints of methods.md 4.7: Web, Store, Return, Call, Delivery, Chat, App, Bill.
private let eight = [(180, 220), (40, 50), (9, 15), (150, 210), (66, 80), (2, 5), (300, 360), (85, 120)]
  .map { (part: $0.0, whole: $0.1) }

@Suite struct WeakestLinkTests {
  @Test("normal shrinkage of the worked means")
  func normal() throws {
    let s = try #require(NormalShrinkage([(72, 2), (65, 4), (58, 6), (70, 1.5), (61, 3)]))
    #expect(near(s.q, 14.0969, within: 5e-5))
    #expect(near(s.variance, 17.2136, within: 1e-4))
    #expect(near(s.mean, 66.6314, within: 5e-5))
    #expect(near(s.inconsistency, 0.716, within: 5e-4))
    #expect(near(s.posteriors.map(\.mean), [70.988, 65.786, 63.839, 69.611, 62.933], within: 5e-4))
    #expect(NormalShrinkage([(72, 2)]) == nil && NormalShrinkage([(72, 2), (70, 0)]) == nil)
  }

  @Test("beta-binomial shrinkage of the worked shares")
  func shares() throws {
    let s = try #require(BetaBinomialShrinkage(eight))
    #expect(near(s.a, 58.5036, within: 5e-4))
    #expect(near(s.b, 17.5115, within: 5e-4))
    #expect(near(s.mean, 0.769632, within: 1e-6) && near(s.strength, 76.015, within: 1e-3))
    #expect(s.showsDifferences)
    #expect(near(BetaBinomialShrinkage.strengthByMoments(eight, mean: 832.0 / 1060), 44.450, within: 5e-4))
    #expect(
      near(
        s.posteriors.map(\.mean), [0.8057, 0.7817, 0.7417, 0.7290, 0.7980, 0.7468, 0.8222, 0.7321], within: 5e-5))
  }

  @Test("a shrunken share lies between its own and the common one")
  func between() throws {
    let s = try #require(BetaBinomialShrinkage(eight))
    for (c, posterior) in zip(eight, s.posteriors) {
      let raw = Double(c.part) / Double(c.whole)
      #expect(min(raw, s.mean) <= posterior.mean && posterior.mean <= max(raw, s.mean))
    }
  }

  @Test("shares that chance alone explains are held to be one")
  func equalShares() throws {
    let s = try #require(BetaBinomialShrinkage([(77, 100), (78, 100), (76, 100), (154, 200)]))
    #expect(!s.showsDifferences)
    #expect(near(s.strength, 1e4, within: 1e-6))
    let all = try #require(BetaBinomialShrinkage([(30, 30), (40, 40)]))
    #expect(!all.showsDifferences && all.mean > 0.99)
    #expect(BetaBinomialShrinkage([(3, 4)]) == nil && BetaBinomialShrinkage([(3, 4), (0, 0)]) == nil)
  }

  @Test("the probability of being the weakest is the worked one, and the rule prints contenders")
  func worked() throws {
    let link = try #require(WeakestLink(shares: eight))
    let expected = [0.0006, 0.0335, 0.2343, 0.2625, 0.0080, 0.2106, 0.0000, 0.2506]
    #expect(near(link.probabilities, expected, within: 6e-5))
    #expect(abs(link.probabilities.reduce(0, +) - 1) < 1e-10)
    #expect(link.verdict == .contenders([3, 7, 2, 5]))
    let sum = [3, 7, 2, 5].reduce(0.0) { $0 + link.probabilities[$1] }
    #expect(near(sum, 0.958, within: 5e-4))
    // The app's .8222 is the highest shrunken share.
    #expect(link.strongest == 6)
  }

  @Test("with flat priors the touchpoint of five answers would be called the weakest")
  func flat() throws {
    let flat = eight.map { Posterior.beta(Double($0.part) + 1, Double($0.whole - $0.part) + 1) }
    let p = try #require(probabilityOfLowest(flat))
    #expect(near(p[5], 0.761, within: 5e-4))
    #expect(abs(p.reduce(0, +) - 1) < 1e-10)
  }

  @Test("probabilities sum to 1 for tiny, huge and lopsided answers")
  func sums() throws {
    let cases: [[Posterior]] = [
      [.beta(39_000, 11_000), .beta(39_100, 10_900), .beta(4, 2)], [.beta(0.2, 3), .beta(0.3, 0.4), .beta(50, 0.1)],
      [.beta(1, 1), .beta(1, 1)], [.beta(900_000, 100_000), .beta(899_000, 101_000)],
      (0..<40).map { .beta(70 + Double($0), 20 + Double($0 % 7)) }, [.beta(10, 90), .beta(90, 10)],
      [.normal(mean: 70, deviation: 0.01), .normal(mean: 70.5, deviation: 8), .normal(mean: 10, deviation: 30)],
    ]
    for posteriors in cases {
      let p = try #require(probabilityOfLowest(posteriors))
      #expect(abs(p.reduce(0, +) - 1) < 1e-10, "\(p.reduce(0, +) - 1)")
    }
  }

  @Test("two normal posteriors are told apart as their difference is")
  func twoNormals() throws {
    let p = try #require(probabilityOfLowest([.normal(mean: 70, deviation: 3), .normal(mean: 75, deviation: 4)]))
    // The difference is normal with mean 5 and deviation 5.
    #expect(near(p[0], 0.841344746068543, within: 1e-12))
    let same = try #require(probabilityOfLowest([.normal(mean: 70, deviation: 0), .normal(mean: 70, deviation: 0)]))
    #expect(same == [0.5, 0.5])
    #expect(probabilityOfLowest([.normal(mean: 1, deviation: 1), .beta(1, 1)]) == nil)
  }

  @Test("the order in which touchpoints are given changes nothing")
  func order() throws {
    let a = try #require(WeakestLink(shares: eight))
    let b = try #require(WeakestLink(shares: Array(eight.reversed())))
    #expect(near(a.probabilities, Array(b.probabilities.reversed()), within: 1e-9))
    #expect(b.verdict == .contenders([4, 0, 5, 2]))
  }

  @Test("a touchpoint far below the others is named")
  func named() throws {
    let link = try #require(WeakestLink(shares: [(170, 200), (168, 200), (90, 200), (172, 200)]))
    #expect(link.verdict == .named(2) && link.furtherAnswers == nil)
    let means = try #require(WeakestLink(means: [(80, 20, 150), (82, 18, 90), (55, 25, 60), (79, 20, 200)]))
    #expect(means.verdict == .named(2))
  }

  @Test("further answers settle what is nearly settled, and no number is promised where the rates are too close")
  func further() throws {
    let near = try #require(WeakestLink(shares: [(170, 200), (150, 200), (160, 220), (172, 200), (180, 200)]))
    guard case .contenders(let contenders) = near.verdict else {
      Issue.record("expected contenders, found \(near.verdict)")
      return
    }
    #expect(Set(contenders) == [1, 2])
    let more = try #require(near.furtherAnswers)
    #expect(more > 100 && more < 10_000)
    let same = try #require(WeakestLink(shares: [(190, 200), (140, 200), (140, 200), (188, 200)]))
    #expect(same.verdict == .contenders([1, 2]) && same.furtherAnswers == nil)
  }

  @Test("where every share is none or all, the lowest is named and the probabilities sum to 1")
  func extremes() throws {
    let link = try #require(WeakestLink(shares: [(40, 40), (0, 40)]))
    #expect(link.verdict == .named(1))
    #expect(abs(link.probabilities.reduce(0, +) - 1) < 1e-10 && link.probabilities[1] > 0.9999)
    let three = try #require(WeakestLink(shares: [(40, 40), (0, 40), (0, 40)]))
    #expect(three.verdict == .contenders([1, 2]))
    #expect(near(three.probabilities[1], 0.5, within: 1e-6))
    // Five perfect answers among perfect ones: half an answer either way keeps it from certainty.
    let shrunken = try #require(BetaBinomialShrinkage([(0, 40), (40, 40), (5, 5)]))
    #expect(shrunken.a >= 0.5 && shrunken.b >= 0.5)
  }

  @Test("probabilities sum to 1 for random counts, none and all among them")
  func randomCounts() throws {
    var stream = SplitMix(seed: 5)
    for round in 0..<150 {
      let counts = (0..<(2 + stream.below(9))).map { _ -> (part: Int, whole: Int) in
        let whole = [1, 5, 40, 1000, 60_000][stream.below(5)]
        return ([0, whole, stream.below(whole + 1), whole - min(whole, 1)][stream.below(4)], whole)
      }
      let shrunken = try #require(BetaBinomialShrinkage(counts))
      let p = try #require(probabilityOfLowest(shrunken.posteriors))
      #expect(abs(p.reduce(0, +) - 1) < 1e-10 && p.allSatisfy { $0 >= 0 && $0 <= 1 }, "round \(round): \(counts)")
      // The integrals are that near by themselves, before their sum is made whole.
      let sum = try #require(integralsOfLowest(shrunken.posteriors)).reduce(0, +)
      #expect(abs(sum - 1) < 1e-10, "round \(round): \(counts): \(sum - 1)")
    }
  }

  @Test("distributions that pile up at 0 and 1 are integrated as far as they reach")
  func tiny() throws {
    let p = try #require(probabilityOfLowest([.beta(0.001, 40), .beta(40, 0.001)]))
    #expect(abs(p.reduce(0, +) - 1) < 1e-10 && p[0] > 0.999)
    let sum = try #require(integralsOfLowest([.beta(0.001, 40), .beta(40, 0.001)])).reduce(0, +)
    #expect(abs(sum - 1) < 1e-10)
    // Two of one kind are equally likely the lower.
    let same = try #require(probabilityOfLowest([.beta(0.01, 1), .beta(0.01, 1)]))
    #expect(near(same, [0.5, 0.5], within: 1e-9))
  }
}
