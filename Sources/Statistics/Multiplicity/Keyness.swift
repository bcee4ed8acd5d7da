import Foundation

/// How much more typical a word is of one group of documents than of another: log odds with an informative Dirichlet prior
/// (Monroe, Colaresi & Quinn 2008).
package struct Keyness: Sendable, Equatable {
  /// δ: difference of log odds, above 0 where it is typical of the first group.
  package let delta: Double
  /// ζ = δ / √(1 / (yᵢ + α) + 1 / (yⱼ + α)).
  package let zeta: Double

  /// How likely a ζ as far from 0 is by chance.
  package var pValue: Double { normalTwoSided(zeta) }

  /// Keyness of each word.
  ///
  /// - Parameters:
  ///   - counts: by word, how many documents of either group hold it, and of the background.
  ///   - priorTotal: α₀, shared out by the background; `nil` takes the background's counts as they are.
  package static func of(_ counts: [(first: Int, second: Int, background: Int)], priorTotal: Double?) -> [Keyness] {
    let first = Double(counts.reduce(0) { $0 + $1.first })
    let second = Double(counts.reduce(0) { $0 + $1.second })
    let background = Double(counts.reduce(0) { $0 + $1.background })
    let alpha0 = priorTotal ?? background
    return counts.map { word in
      let alpha = background > 0 ? alpha0 * Double(word.background) / background : alpha0 / Double(counts.count)
      let y = Double(word.first) + alpha
      let x = Double(word.second) + alpha
      let (restY, restX) = (first + alpha0 - y, second + alpha0 - x)
      guard y > 0, x > 0, restY > 0, restX > 0 else { return Keyness(delta: 0, zeta: 0) }
      let delta = log(y / restY) - log(x / restX)
      return Keyness(delta: delta, zeta: delta / (1 / y + 1 / x).squareRoot())
    }
  }
}
