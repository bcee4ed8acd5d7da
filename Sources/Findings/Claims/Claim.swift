import Statistics

/// One of the ten claims about customers, held against a client's data.
package struct Claim: Sendable {
  /// What is claimed.
  package enum Subject: String, Sendable, CaseIterable {
    /// Buying is a sieve and no funnel.
    case sieve
    /// People come in through many points, and through more than before.
    case entries
    /// A purchase is a beginning.
    case beginning
    /// The circle feeds itself.
    case circle
    /// Awareness grows.
    case awareness
    /// The experience is one across departments.
    case oneExperience = "one-experience"
    /// The weakest link decides.
    case weakestLink = "weakest-link"
    /// Simple and quick brings people back.
    case ease
    /// The club changes something.
    case club
    /// Every group has its channel.
    case ownChannel = "own-channel"

    /// Its place among the ten, from 1.
    package var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
  }

  /// What the data say of it.
  package enum Verdict: String, Sendable, CaseIterable {
    case holds, doesNotHold, cannotBeTold
  }

  /// Why it cannot be told.
  package enum Obstacle: String, Sendable, CaseIterable {
    /// Nothing in the data is a purchase.
    case noPurchase
    /// The project file does not declare what it is about: the funnel's steps, who joined when, who is who.
    case notDeclared
    /// Nobody was asked, or nothing was recorded of it.
    case notMeasured
    /// It was watched for less than a year.
    case tooShort
    /// Of too few people.
    case tooFew
    /// What is known of it is hidden.
    case hidden
    /// The range reaches over a bound.
    case undecided
  }

  /// From where on it holds, and up to where it does not; in the number's own unit.
  package struct Bounds: Sendable, Equatable {
    package var holds, fails: Double
    /// Whether it holds below its bound and fails above the other.
    package var isLess: Bool { fails > holds }
  }

  package var subject: Subject
  package var bounds: Bounds
  package var verdict = Verdict.cannotBeTold
  /// `nil` where there is a verdict.
  package var obstacle: Obstacle?
  /// What was measured; undefined where nothing was.
  package var number = Published<Estimate>.undefined
  /// How the number of entry points changes a year; undefined for other claims.
  package var perYear = Published<Estimate>.undefined
  /// How likely a number as far beyond a bound is where the truth lies at it; `nil` where nothing was tested.
  package var pValue: Double?
  /// The same corrected for all claims that were tested (Holm).
  package var adjustedP: Double?
  /// As many times the cases it would take to decide, the number staying what it is; `nil` where that is no way.
  package var timesTheCases: Double?
  /// For the claim about the weakest link, the test it rests on.
  package var chain: ChainResult?
  /// For the claim about ease, whether it rests on what customers said (CES) rather than on touches and changes of channel.
  package var isRated = false

  /// Whether there is a verdict that stands when all claims are looked at together.
  package var standsTogether: Bool { verdict != .cannotBeTold && (adjustedP ?? 1) < 0.05 }

  init(_ subject: Subject, holds: Double, fails: Double) {
    self.subject = subject
    bounds = Bounds(holds: holds, fails: fails)
  }

  /// Nothing can be said, and that is why.
  mutating func cannot(_ obstacle: Obstacle) { self.obstacle = obstacle }

  /// Takes the verdict from a number and its range; of fewer cases than `fewest` none.
  mutating func judge(_ number: Published<Estimate>, fewest: Int = 0, otherwise: Obstacle = .tooFew) {
    self.number = number
    guard let estimate = number.shown else { return cannot(number.isHidden ? .hidden : otherwise) }
    guard estimate.n >= fewest else { return cannot(.tooFew) }
    let test = test(estimate)
    pValue = test.pValue
    switch test.side {
    case .above: verdict = .holds
    case .below: verdict = .doesNotHold
    case .neither:
      cannot(.undecided)
      let (own, upper, lower) = turned(estimate)
      timesTheCases = IntervalTest.casesNeeded(own, above: upper, below: lower)
    }
  }

  private func test(_ estimate: Estimate) -> IntervalTest {
    let (own, upper, lower) = turned(estimate)
    return IntervalTest(own, above: upper, below: lower)
  }

  /// A claim that holds below its bound is one of the opposite number.
  private func turned(_ estimate: Estimate) -> (Estimate, above: Double, below: Double) {
    guard bounds.isLess else { return (estimate, bounds.holds, bounds.fails) }
    let own = Estimate(value: -estimate.value, low: -estimate.high, high: -estimate.low, n: estimate.n)
    return (own, -bounds.holds, -bounds.fails)
  }
}
