import Statistics

/// A number about people as the report may say it: shown, hidden (perhaps with a range that is safe to print), or undefined.
///
/// Only the hiding can make a shown one out of a count of people: nothing outside this file can. So a number that nobody has
/// hidden does not compile in a page or a file.
public struct Published<Value: Sendable & Equatable>: Sendable, Equatable {
  @usableFromInline
  enum Content: Sendable, Equatable {
    case shown(Value)
    case hidden
    case within(Value, Value)
    case undefined
  }

  @usableFromInline let content: Content

  fileprivate init(_ content: Content) { self.content = content }

  /// Counted, and of so few people that it is not said.
  package static var hidden: Published { Published(.hidden) }
  /// Nothing was counted that it could be a share, a mean or a median of.
  package static var undefined: Published { Published(.undefined) }

  /// The number; `nil` when hidden or undefined.
  @inlinable public var shown: Value? {
    switch content {
    case .shown(let value): value
    case .hidden, .within, .undefined: nil
    }
  }

  /// Whether it is kept back.
  @inlinable public var isHidden: Bool {
    switch content {
    case .hidden, .within: true
    case .shown, .undefined: false
    }
  }

  /// What may be said in place of a hidden number; `nil` when it is not hidden, or nothing may be said.
  @inlinable public var range: (low: Value, high: Value)? {
    switch content {
    case .within(let low, let high): (low, high)
    case .shown, .hidden, .undefined: nil
    }
  }

  /// The same number in another form, as shown or hidden as this one.
  package func map<Other>(_ form: (Value) -> Other) -> Published<Other> {
    switch content {
    case .shown(let value): Published<Other>(.shown(form(value)))
    case .hidden: .hidden
    case .within(let low, let high): Published<Other>(.within(form(low), form(high)))
    case .undefined: .undefined
    }
  }
}

extension Published where Value == Int {
  /// Whether it is shown and nobody was counted.
  @inlinable public var isZero: Bool { shown == 0 }

  /// The least and the most it may be by what is said of it; `nil` where nothing is.
  package var ends: (low: Int, high: Int)? { shown.map { ($0, $0) } ?? range }

  /// A count of nobody.
  package static var zero: Published { Published(.shown(0)) }

  /// Counts together: hidden as soon as one of them is, within the sums of the ends where all of them have a range.
  package static func sum(_ parts: [Published]) -> Published {
    var (low, high, isHidden) = (0, 0, false)
    for part in parts {
      if let n = part.shown {
        (low, high) = (low + n, high + n)
      } else if let range = part.range {
        (low, high, isHidden) = (low + range.low, high + range.high, true)
      } else {
        return .hidden
      }
    }
    return isHidden ? Published(.within(low, high)) : Published(.shown(low))
  }

  /// The same and so many more, which everybody may know.
  package func adding(_ more: Int) -> Published {
    switch content {
    case .shown(let value): Published(.shown(value + more))
    case .within(let low, let high): Published(.within(max(0, low + more), max(0, high + more)))
    case .hidden, .undefined: self
    }
  }
}

/// Decides what may be said of numbers about people. With `Suppression`, the one place that compares a count with a
/// threshold.
struct Hiding: Sendable {
  /// The smallest count that is shown; 0 or 1 hides nothing.
  let threshold: Int

  /// Whether anything is ever hidden.
  var hides: Bool { threshold > 1 }

  /// Whether so many people are too few to be spoken of. Nobody is not few.
  func hides(_ people: Int) -> Bool { people > 0 && people < threshold }

  /// A count of people, or of what they did.
  func count(_ n: Int) -> Published<Int> { hides(n) ? .hidden : Published(.shown(n)) }

  /// The same; undefined where nothing could be counted.
  func count(_ n: Int?) -> Published<Int> { n.map { count($0) } ?? .undefined }

  /// A part of a count that is published too: hidden with it, and where the others of the whole are few.
  func count(_ n: Int, within whole: Published<Int>) -> Published<Int> {
    guard let whole = whole.shown else { return whole.isHidden ? .hidden : count(n) }
    return hides(abs(whole - n)) ? .hidden : count(n)
  }

  /// A number that rests on so many people.
  func number<Value>(_ value: Value?, of people: Int) -> Published<Value> {
    guard let value else { return .undefined }
    return hides(people) ? .hidden : Published(.shown(value))
  }

  /// A share, hidden when its part or what is left of the whole is a small group.
  func share(_ part: Int, of whole: Int) -> Published<Estimate> {
    guard let estimate = wilson(part, of: whole) else { return .undefined }
    if hides(part) { return .hidden }
    if whole - part > 0, whole - part < threshold, whole < threshold { return .hidden }
    return Published(.shown(estimate))
  }

  /// A number that is hidden with another and shown with it.
  static func number<Value, Other>(_ value: Value?, with other: Published<Other>) -> Published<Value> {
    if other.isHidden { return .hidden }
    return value.map { Published(.shown($0)) } ?? .undefined
  }
}

/// Numbers of an earlier report: they are known to whoever has it, and yet nothing small is said again that it should not have
/// said.
extension Hiding {
  /// A count as it was told.
  func earlier(_ told: EarlierReport.Told<Int>) -> Published<Int> {
    switch told {
    case .shown(let n): count(n)
    case .within(let low, let high): Published(.within(low, high))
    case .hidden: .hidden
    }
  }

  /// A share as it was told.
  func earlier(_ told: EarlierReport.Told<Estimate>) -> Published<Estimate> {
    guard case .shown(let own) = told else { return .hidden }
    let part = Int((own.value * Double(own.n)).rounded())
    return share(part, of: own.n).map { Estimate(value: own.value, low: own.low, high: own.high, n: $0.n) }
  }
}

extension Suppression {
  /// A cell as it may be shown.
  subscript(cell: Int) -> Published<Int> {
    if let range = range(cell) { return Published(.within(range.low, range.high)) }
    return isHidden(cell) ? .hidden : Published(.shown(value(cell)))
  }

  /// A share of two cells, which is shown when both are: with its base it says them.
  func share(_ part: Int, of whole: Int) -> Published<Estimate> {
    if isHidden(part) || isHidden(whole) { return .hidden }
    return wilson(value(part), of: value(whole)).map { Published(.shown($0)) } ?? .undefined
  }
}
