import Basics
import Reading

/// Customers who fit a rule: an entry of `personas:`.
package struct Persona: Sendable, Equatable {
  package var id: String
  package var name: LocalizedText
  /// All of them must fit.
  package var conditions: [PersonaCondition]
  /// Where the entry stands.
  package var place: ProjectPlace

  /// More than these no project has.
  package static let most = 12
}

/// One entry of `where`: a column of customers or events, or what customers did, and what it must be.
package struct PersonaCondition: Sendable, Equatable {
  /// What is asked of a value.
  package enum Test: Sendable, Equatable {
    /// One of the texts, in which `*` stands for anything.
    case texts([String])
    /// A cell that says yes, or no.
    case says(Bool)
    case number(NumberSpan)
  }

  /// The key, as the project file writes it.
  package var subject: String
  package var test: Test
  /// Where the key's value stands.
  package var place: ProjectPlace

  /// What it is asked of if no file has a column of that name; `nil`: of nothing else.
  package var behaviour: PersonaBehaviour? { PersonaBehaviour(rawValue: subject) }

  /// Whether a cell fits; an empty one does where a no is asked for.
  package func fits(_ cell: String) -> Bool {
    switch test {
    case .texts(let texts): texts.contains { matches($0, cell) }
    case .says(let isYes): ClubReading.meansMember(cell) == isYes
    case .number(let span): millionths(written: cell).map(span.contains) ?? false
    }
  }
}

/// What customers did in the report's period, as `personas.where` names it.
package enum PersonaBehaviour: String, Sendable, CaseIterable {
  /// How many purchases that stand, and what was paid for them in units of the currency.
  case purchases, amount
  /// How many touches of the customer's own.
  case touches
  /// A channel of any touch, and of the first one.
  case channels
  case cameInChannel = "came-in-channel"
  /// The touchpoint of the first touch, and of any.
  case cameIn = "came-in"
  case touchpoints

  /// Whether it is a number, and not a name.
  var isNumber: Bool {
    switch self {
    case .purchases, .amount, .touches: true
    case .channels, .cameInChannel, .cameIn, .touchpoints: false
    }
  }
}

/// Numbers from one to another, in millionths, both ends included.
package struct NumberSpan: Sendable, Equatable {
  package var low = Int64.min
  package var high = Int64.max

  /// Whether a number lies among them.
  package func contains(_ value: Int64) -> Bool { low <= value && value <= high }

  /// `>= 3`, `> 3`, `<= 3`, `< 3`, `= 3` or `2..5`; `nil` for any other text.
  init?(_ text: String) {
    func number(_ text: Substring) -> Int64? {
      guard let value = Double(String(text.trimmingBlanks)), abs(value) <= 9e12 else { return nil }
      return Int64((value * 1_000_000).rounded())
    }
    if let dots = text.firstRange(of: "..") {
      guard let first = number(text[..<dots.lowerBound]), let last = number(text[dots.upperBound...]), first <= last
      else { return nil }
      (low, high) = (first, last)
      return
    }
    // The longer sign first: it begins with the shorter one.
    guard let sign = [">=", "<=", ">", "<", "="].first(where: text.hasPrefix),
      let value = number(text.dropFirst(sign.count))
    else { return nil }
    switch sign {
    case ">=": low = value
    case "<=": high = value
    case ">": low = value + 1
    case "<": high = value - 1
    default: (low, high) = (value, value)
    }
  }

  init(_ value: Int64) { (low, high) = (value, value) }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    let head = drop { $0 == " " }
    return head.prefix(head.count - head.reversed().prefix { $0 == " " }.count)
  }
}
