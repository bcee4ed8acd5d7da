import Foundation

/// A JSON value read for comparison; what is absent reads as `null`.
enum JSONValue: Sendable, Equatable {
  case null
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(_ bytes: some Sequence<UInt8>) throws {
    self.init(any: try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed))
  }

  init(file: URL) throws { try self.init(Data(contentsOf: file)) }

  private init(any: Any) {
    if let text = any as? String {
      self = .string(text)
    } else if let values = any as? [Any] {
      self = .array(values.map { JSONValue(any: $0) })
    } else if let members = any as? [String: Any] {
      self = .object(members.mapValues { JSONValue(any: $0) })
    } else if let number = any as? NSNumber {
      self = .number(number.doubleValue)
    } else {
      self = .null
    }
  }

  subscript(key: String) -> JSONValue {
    guard case .object(let members) = self else { return .null }
    return members[key] ?? .null
  }

  subscript(index: Int) -> JSONValue {
    guard case .array(let values) = self, values.indices.contains(index) else { return .null }
    return values[index]
  }

  /// Members of a list; empty for anything else.
  var list: [JSONValue] {
    guard case .array(let values) = self else { return [] }
    return values
  }

  var members: [String: JSONValue] {
    guard case .object(let members) = self else { return [:] }
    return members
  }

  var double: Double? {
    guard case .number(let value) = self else { return nil }
    return value
  }

  var int: Int? { double.flatMap { Int(exactly: $0) } }

  /// Whether it stands for a number that is kept back, with a range or without.
  var isHidden: Bool { string == "hidden" || self["hidden"] == .number(1) }

  /// The ends of a number: of one that is hidden its range, of one without a range anything; `nil` for what is no number.
  var ends: (low: Int, high: Int)? {
    if let int { return (int, int) }
    if let low = self["low"].int, let high = self["high"].int, isHidden { return (low, high) }
    return isHidden ? (1, 1 << 20) : nil
  }

  var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// Counts by name.
  var counts: [String: Int] { members.compactMapValues(\.int) }
}
