/// Numbers of a column, told apart only as far as anybody asks: those between the same two bounds are one.
///
/// Money has a value of its own in nearly every row, and whoever asks who spent more than so much needs two.
struct NumberClasses: Sendable {
  /// Where a class begins, ascending, in millionths; what lies before the first is a class too.
  private let edges: [Int64]
  /// By class, a number of it that stands for all.
  let texts: [String]

  /// - Parameter bounds: the least and the greatest number, both included, of one span after the other.
  init(bounds: [Int64]) {
    var edges: Set<Int64> = []
    for (place, bound) in bounds.enumerated() {
      if place % 2 == 0, bound > .min { edges.insert(bound) }
      if place % 2 == 1, bound < .max { edges.insert(bound + 1) }
    }
    self.edges = edges.sorted()
    let first = self.edges.first.map { $0 - 1 } ?? 0
    texts = ([first] + self.edges).map(Self.text)
  }

  /// The class of a number; ``AttributeCode/none`` of what is none.
  @inline(__always)
  func code(_ millionths: Int64) -> UInt16 {
    guard millionths != NumberParser.missing else { return AttributeCode.none }
    var code = 0
    while code < edges.count, edges[code] <= millionths { code += 1 }
    return UInt16(truncatingIfNeeded: code)
  }

  /// A column whose values are told apart no further.
  func applied(to column: DictionaryColumn) -> DictionaryColumn {
    let classes = column.values.map { value in millionths(written: value).map(code) }
    let codes = column.codes.map { code -> UInt32 in
      guard code != DictionaryColumn.none, let own = classes[Int(code)] else { return DictionaryColumn.none }
      return UInt32(own)
    }
    return DictionaryColumn(codes: codes, values: texts)
  }

  /// With all six decimals or none: three could be thousands.
  private static func text(_ millionths: Int64) -> String {
    let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let sign = millionths < 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    let digits = String(rest)
    return "\(sign)\(whole)." + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

extension KeyedRequest {
  /// By attribute, how far its numbers are told apart; `nil` where each value counts.
  var numberClasses: [NumberClasses?] { attributes.map { bounds[$0].map { NumberClasses(bounds: $0) } } }
}
