/// A JSON value whose keys keep their order.
package enum JSON: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByFloatLiteral
{
  case null
  case bool(Bool)
  case integer(Int64)
  /// Unrounded; what is not finite is written as `null`.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])
  /// A figure with its range, as an object of its own.
  case estimate(value: Double, low: Double, high: Double, n: Int)

  /// A key with its value.
  package struct Member: Sendable, Equatable {
    package var key: String
    package var value: JSON

    package init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(nilLiteral: ()) { self = .null }

  /// A whole number.
  package static func integer(_ value: Int) -> JSON { .integer(Int64(value)) }
  /// A number from its millionths: whole ones of any size to the last digit.
  package static func number(millionths: Int128) -> JSON {
    let (units, rest) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
    if rest == 0, let whole = Int64(exactly: units) { return .integer(whole) }
    return .number(Double(millionths) / 1_000_000)
  }
  /// A number, or `null` where there is none.
  package static func number(_ value: Double?) -> JSON { value.map { .number($0) } ?? .null }
  /// A whole number, or `null` where there is none.
  package static func integer(_ value: Int?) -> JSON { value.map { .integer(Int64($0)) } ?? .null }
  /// An object from pairs, in their order.
  package static func object(_ pairs: KeyValuePairs<String, JSON>) -> JSON {
    .object(pairs.map { Member($0.key, $0.value) })
  }
}

extension JSON {
  /// Whether it stands on one line with its neighbours.
  var isPlain: Bool {
    switch self {
    case .null, .bool, .integer, .number, .string: true
    case .array(let values): values.isEmpty
    case .object(let members): members.isEmpty
    case .estimate: false
    }
  }
}
