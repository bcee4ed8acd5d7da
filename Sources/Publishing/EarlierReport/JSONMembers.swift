import Basics
import Findings
import Foundation

/// A value of a file that anybody may have written: what is absent or of another kind is nothing.
struct JSONMembers {
  private let value: Any?

  init(_ value: Any?) { self.value = value }

  subscript(key: String) -> JSONMembers { JSONMembers((value as? [String: Any])?[key]) }
  /// The member of an object in the object of a member.
  subscript(key: String, inner: String) -> JSONMembers { self[key][inner] }

  var list: [JSONMembers] { (value as? [Any])?.map { JSONMembers($0) } ?? [] }
  var isList: Bool { value is [Any] }
  var isObject: Bool { value is [String: Any] }
  var text: String? { value as? String }
  var isTrue: Bool { (value as? NSNumber)?.boolValue ?? false }
  var number: Double? { (value as? NSNumber).map(\.doubleValue).flatMap { $0.isFinite ? $0 : nil } }
  var date: CivilDate? { text.flatMap { CivilDate($0) } }
  /// Of its object the keys, in the order of their bytes.
  var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }

  /// A whole number that counts something.
  var count: Int? { number.flatMap { (0...1e15).contains($0) ? Int(exactly: $0) : nil } }

  /// A count as the report tells it.
  var toldCount: EarlierReport.Told<Int>? {
    if let count { return .shown(count) }
    if let low = self["low"].count, let high = self["high"].count, self["hidden"].isTrue, low <= high {
      return .within(low, high)
    }
    return isHidden ? .hidden : nil
  }

  /// Money as the report tells it, in units of the currency.
  var toldMoney: EarlierReport.Told<Double>? {
    if let number, abs(number) < 1e15 { return .shown(number) }
    return isHidden ? .hidden : nil
  }

  /// A share with its range and its base.
  var toldShare: EarlierReport.Told<Estimate>? {
    if let value = self["value"].number, let low = self["low"].number, let high = self["high"].number,
      let n = self["n"].count, (0...1).contains(value), (0...1).contains(low), (low...1).contains(high), n > 0
    {
      return .shown(Estimate(value: value, low: low, high: high, n: n))
    }
    return isHidden ? .hidden : nil
  }

  private var isHidden: Bool { text == "hidden" || self["hidden"].isTrue }
}
