/// Amounts of the few events that have one: a bit for each event, and the amounts in order.
package struct SparseAmounts: Sendable, Equatable {
  private var bits: [UInt64] = []
  /// How many amounts stand before each word of bits.
  private var before: [UInt32] = []
  /// Millionths of the currency.
  private var values: [Int64] = []

  /// No amounts at all: no source has them.
  package init() {}

  /// - Parameter amounts: of every event in order; `Int64.min` where there is none.
  package init(_ amounts: some RandomAccessCollection<Int64>) {
    bits = [UInt64](repeating: 0, count: (amounts.count + 63) / 64)
    before = [UInt32](repeating: 0, count: bits.count)
    values.reserveCapacity(amounts.reduce(0) { $0 + ($1 == .min ? 0 : 1) })
    for (event, amount) in amounts.enumerated() {
      if event & 63 == 0 { before[event >> 6] = UInt32(values.count) }
      guard amount != .min else { continue }
      bits[event >> 6] |= 1 << UInt64(event & 63)
      values.append(amount)
    }
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
