/// Amounts of the few events that have one: a bit for each event, and the amounts in order.
package struct SparseAmounts: Sendable, Equatable {
  private var bits: [UInt64] = []
  /// How many amounts stand before each word of bits.
  private var before: [UInt32] = []
  /// Millionths of the currency.
  private var values: [Int64] = []

  /// No amounts at all: no source has them.
  package init() {}

  /// - Parameters:
  ///   - hasAmount: whether the event of that index has one.
  ///   - amount: the amount of an event that has one.
  @inline(__always)
  init(count: Int, where hasAmount: (Int) -> Bool, _ amount: (Int) -> Int64) {
    bits = [UInt64](repeating: 0, count: (count + 63) / 64)
    before = [UInt32](repeating: 0, count: bits.count)
    var values: [Int64] = []
    for word in bits.indices {
      before[word] = UInt32(values.count)
      var own: UInt64 = 0
      for event in (word * 64)..<min(count, word * 64 + 64) where hasAmount(event) {
        own |= 1 << UInt64(event & 63)
        values.append(amount(event))
      }
      bits[word] = own
    }
    self.values = values
  }

  /// True when no source has amounts.
  package var isEmpty: Bool { bits.isEmpty }

  /// An event's amount in millionths; `Int64.min` where there is none.
  package subscript(event: Int) -> Int64 {
    let word = bits[event >> 6]
    let bit = UInt64(1) << UInt64(event & 63)
    guard word & bit != 0 else { return .min }
    return values[Int(before[event >> 6]) + (word & (bit - 1)).nonzeroBitCount]
  }
}
