import Testing

@testable import Statistics

/// Numbers printed by scipy 1.17.1 with all their digits.
@Suite struct DistributionTests {
  private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-12 * max(1, abs(b)) }

  @Test(
    "the logarithm of gamma and its derivatives are scipy's",
    arguments: [
      (0.1, 2.252712651734206, -10.423754940411076, 101.43329915079275),
      (0.5, 0.5723649429247, -1.9635100260214235, 4.93480220054468),
      (1, 0, -0.5772156649015329, 1.6449340668482266),
      (2.5, 0.2846828704729192, 0.7031566406452432, 0.4903577561002349),
      (14.9, 24.924132002217277, 2.667428976216042, 0.06941658320709582),
      (100, 359.1342053695754, 4.600161852738088, 0.010050166663333573),
      (5e5, 6061176.046459176, 13.122362377403995, 2.000002000001333e-06),
    ])
  func gamma(x: Double, log: Double, first: Double, second: Double) {
    #expect(close(logGamma(x), log))
    #expect(close(digamma(x), first))
    #expect(close(trigamma(x), second))
  }

  @Test(
    "the incomplete beta function is scipy's, for small and for very large parameters",
    arguments: [
      (2, 3, 0.4, 0.5248), (0.3, 20, 0.001, 0.3412735008711047), (58.5, 17.5, 0.8, 0.7245201227511024),
      (39000, 11000, 0.782, 0.8599124613815219), (0.5, 0.5, 0.1, 0.20483276469913345),
      (5000, 5, 0.9995, 0.8909607676695014),
    ])
  func beta(a: Double, b: Double, x: Double, expected: Double) {
    #expect(abs(incompleteBeta(a, b, x) - expected) < 1e-11)
    #expect(abs(incompleteBetaComplement(a, b, x) - (1 - expected)) < 1e-11)
  }

  @Test("normal quantiles go back to the shares they came from, far out as well")
  func normal() {
    #expect(close(normalQuantile(1e-10), -6.361340902404056))
    #expect(close(normalQuantile(0.001), -3.090232306167813))
    #expect(close(normalQuantile(0.3), -0.5244005127080409))
    #expect(close(normalQuantile(0.975), z95))
    #expect(close(normalTwoSided(z95), 0.05))
    #expect(normalQuantile(0) == -.infinity && normalQuantile(1) == .infinity)
  }

  @Test("Student's quantiles and tails are scipy's")
  func student() {
    #expect(close(studentQuantile(0.975, degrees: 1), 12.706204736174694))
    #expect(close(studentQuantile(0.975, degrees: 4), 2.7764451051977934))
    #expect(close(studentQuantile(0.025, degrees: 99), -1.9842169515864174))
    #expect(close(studentQuantile(0.6, degrees: 2.5), 0.2814595127485477))
    #expect(close(studentQuantile(0.9995, degrees: 29), 3.6594050194663748))
    #expect(close(studentTwoSided(2.1, degrees: 7), 0.07387119621292265))
    #expect(close(studentTwoSided(-0.3, degrees: 3), 0.783763292039919))
    #expect(close(studentTwoSided(12, degrees: 2), 0.00687293367715846))
  }

  @Test("chi-square, F and beta are scipy's")
  func others() {
    #expect(close(chiSquareAbove(3.84, degrees: 1), 0.05004352124870519))
    #expect(close(chiSquareAbove(20, degrees: 10), 0.029252688076961124))
    #expect(close(chiSquareAbove(0.5, degrees: 3), 0.9188914116546758))
    #expect(abs(chiSquareAbove(100, degrees: 4) / 9.836624224615988e-21 - 1) < 1e-12)
    #expect(close(fisherAbove(14.948403, 3, 18), 3.937626014503704e-05))
    #expect(close(fisherAbove(1.2, 5, 200), 0.3105375524064478))
    #expect(close(fisherQuantile(0.975, 3, 18), 3.953863364948968))
    #expect(close(fisherQuantile(0.025, 3, 18), 0.07044241495633016))
    #expect(close(betaQuantile(0.025, 58.5, 17.5), 0.6694269310103644))
    #expect(abs(betaQuantile(1e-12, 2, 3) / 4.082484015750327e-07 - 1) < 1e-9)
    #expect(close(betaQuantile(0.5, 0.3, 20), 0.003714385011909298))
  }
}
