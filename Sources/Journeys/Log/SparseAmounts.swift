/// Amounts of the few events that have one: a bit for each event, and the amounts in order.
package struct SparseAmounts: Sendable, Equatable {
  private var hasAmounts = false
  private var bits: [UInt64] = []
  /// How many amounts stand before each word of bits.
  private var before: [UInt32] = []
  /// Millionths of the currency.
  private var values: [Int64] = []

  /// No amounts at all: no source has them.
  package init() {}

  /// None yet, of a source that has some.
  init(hasAmounts: Bool) { self.hasAmounts = hasAmounts }

  /// Sets an event's amount; places must come in ascending order.
  mutating func set(_ amount: Int64, at place: Int) {
    let word = place >> 6
    while bits.count <= word {
      bits.append(0)
      before.append(UInt32(truncatingIfNeeded: values.count))
    }
    bits[word] |= 1 << UInt64(place & 63)
    values.append(amount)
  }

  /// True when no source has amounts.
  package var isEmpty: Bool { !hasAmounts }

  /// An event's amount in millionths; `Int64.min` where there is none.
  package subscript(event: Int) -> Int64 {
    guard event >> 6 < bits.count else { return .min }
    let word = bits[event >> 6]
    let bit = UInt64(1) << UInt64(event & 63)
    guard word & bit != 0 else { return .min }
    return values[Int(before[event >> 6]) + (word & (bit - 1)).nonzeroBitCount]
  }
}
