/// How much a low and a high rating of a touchpoint go with the overall rating (Brandt 1987): ordinary least squares on
/// one dummy for the bottom box and one for the top box of each.
package struct PenaltyReward: Sendable, Equatable {
  /// What kind of touchpoint the asymmetry makes it.
  package enum Kind: Sendable, Equatable {
    /// Missed when bad, not noticed when good.
    case basic
    /// As much one way as the other.
    case performance
    /// Not missed when bad, noticed when good.
    case exciter
    /// A sign is the wrong way round.
    case unclear
  }

  /// What is known of one touchpoint.
  package struct Touchpoint: Sendable, Equatable {
    /// What a low rating goes with, as a loss.
    package var penalty: Double
    /// What a high rating goes with, as a gain.
    package var reward: Double
    /// (reward − penalty) / (reward + penalty): −1 all penalty, 1 all reward; `nil` where neither shows.
    package var asymmetry: Double?
    /// What it is called.
    package var kind: Kind
    /// Penalty and reward together.
    package var range: Double { penalty + reward }
  }

  /// In the order given.
  package let touchpoints: [Touchpoint]
  /// Share of the overall rating's variance that all of them go with.
  package let rSquared: Double
  /// Answers used.
  package let n: Int

  /// Beyond this asymmetry a touchpoint is called basic or an exciter.
  package static let cut = 0.2

  /// - Parameter data: for each touchpoint a 0/1 of "low" and one of "high", in this order, and last the overall rating.
  ///
  /// `nil` where a dummy follows from the others or never varies.
  package init?(_ data: CrossProducts) {
    guard data.variables % 2 == 1, let fit = LinearFit(data) else { return nil }
    rSquared = fit.rSquared
    n = data.rows
    touchpoints = stride(from: 0, to: data.variables - 1, by: 2).map { i in
      let (penalty, reward) = (-fit.coefficients[i], fit.coefficients[i + 1])
      let (p, r) = (abs(penalty), abs(reward))
      let asymmetry = p + r > 0 ? (r - p) / (r + p) : nil
      let kind: Kind
      if penalty < 0 || reward < 0 {
        kind = .unclear
      } else if let asymmetry {
        kind = asymmetry <= -Self.cut ? .basic : asymmetry >= Self.cut ? .exciter : .performance
      } else {
        kind = .unclear
      }
      return Touchpoint(penalty: p, reward: r, asymmetry: asymmetry, kind: kind)
    }
  }
}
