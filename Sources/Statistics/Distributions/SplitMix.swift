/// A deterministic stream of random numbers (SplitMix64; Steele, Lea & Flood 2014) for resampling.
package struct SplitMix: Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A whole number from 0 up to, not including, `bound`; 0 when the bound is not positive.
  package mutating func below(_ bound: Int) -> Int {
    guard bound > 0 else { return 0 }
    return Int(bits().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// How often each of `count` things is drawn in `count` draws with replacement.
  package mutating func resample(_ times: inout [Int]) {
    for i in times.indices { times[i] = 0 }
    for _ in times.indices { times[below(times.count)] += 1 }
  }
}

/// Type 7 quantile (R's and numpy's default) of numbers in ascending order; `nil` of none.
package func quantile(ofSorted sorted: [Double], _ q: Double) -> Double? {
  guard let last = sorted.last else { return nil }
  let position = q * Double(sorted.count - 1)
  let lower = Int(position)
  guard lower + 1 < sorted.count else { return last }
  return sorted[lower] + (position - Double(lower)) * (sorted[lower + 1] - sorted[lower])
}
