/// A deterministic stream of random numbers (SplitMix64), one per customer, so that no customer depends on another's draws.
struct RandomStream: Sendable {
  private var state: UInt64

  /// The stream of one purpose and one number under a run's seed.
  init(seed: UInt64, purpose: UInt64, number: UInt64) {
    var mixed = seed
    for word in [purpose, number] {
      mixed = RandomStream.scramble(mixed &+ 0x9E37_79B9_7F4A_7C15 &+ word &* 0xD1B5_4A32_D192_ED03)
    }
    state = mixed
  }

  private static func scramble(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The next 64 bits.
  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return RandomStream.scramble(state)
  }

  /// A whole number from 0 up to, not including, `bound`; 0 when the bound is not positive.
  mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(bits().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A whole number in a closed range.
  mutating func within(_ least: Int, _ most: Int) -> Int { least + below(most - least + 1) }

  /// True `permille` times in a thousand.
  mutating func happens(_ permille: Int) -> Bool { below(1000) < permille }

  /// An index drawn by weight, or 0 when every weight is 0.
  mutating func index(of weights: [Int]) -> Int {
    var left = below(weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return 0
  }

  /// A number from one of several bands: first the band by weight, then evenly inside it.
  mutating func draw(_ bands: [Band]) -> Int {
    guard !bands.isEmpty else { return 0 }
    let band = bands[index(of: bands.map(\.weight))]
    return within(band.least, band.most)
  }
}
