/// A column that is made of others before rows are read.
package struct MadeColumn: Sendable, Equatable {
  /// How its cells come about.
  package enum Kind: Sendable, Equatable {
    /// The first part that names somebody: `[user_id, anonymous_id]`.
    case firstFilled
    /// The parts that are filled, with a mark between them.
    case joined
    /// A day and a time of day.
    case moment
  }

  /// What it is made for.
  package var role: ColumnRole
  /// The columns it is made of, in order.
  package var parts: [String]
  /// The name it has among the columns.
  package var name: String
  /// Why it is made; `nil` where the project says so.
  package var reason: RoleReason
  /// What bare numbers of a moment's times of day are, where the column tells.
  var clockDigits: ClockDigits?

  /// A column for a role; how it is made follows from the role.
  package init(role: ColumnRole, parts: [String], reason: RoleReason) {
    self.role = role
    self.parts = parts
    self.reason = reason
    name = parts.joined(separator: Self.mark(role))
  }

  /// How the cells come about.
  package var kind: Kind {
    switch role {
    case .customer, .amount, .referrer, .order, .sequence, .lifecycle: .firstFilled
    case .time: .moment
    case .touchpoint, .channel, .product, .offer, .contact: .joined
    }
  }

  /// What stands between the parts in the column's name, and in the cells of joined ones.
  private static func mark(_ role: ColumnRole) -> String {
    switch role {
    case .customer, .amount, .referrer, .order, .sequence, .lifecycle: " | "
    case .time: " + "
    case .touchpoint, .channel, .product, .offer, .contact: joint
    }
  }

  /// What stands between joined texts.
  static let joint = " · "

  /// The cell made of the parts' cells, each without white space around it; empty when nothing fills it.
  func cell(_ parts: [String]) -> String {
    switch kind {
    case .firstFilled: parts.first { !$0.isEmpty && (role != .customer || CustomerID($0).name != nil) } ?? ""
    case .joined: parts.filter { !$0.isEmpty }.joined(separator: Self.joint)
    case .moment: moment(parts[0], parts.count > 1 ? parts[1] : "")
    }
  }

  /// Stands before a customer's id that comes from a later column: a control character, which is no part of any id.
  static let deviceMark: UInt8 = 1

  /// The same, with a mark before an id that does not come from the first column.
  func markedCell(_ parts: [String]) -> String {
    let text = cell(parts)
    guard role == .customer, !text.isEmpty, let first = parts.first, first != text else { return text }
    return String(UnicodeScalar(Self.deviceMark)) + text
  }

  /// A day with a time of day behind it; a day that has one already keeps it.
  private func moment(_ day: String, _ clock: String) -> String {
    guard !day.isEmpty, !clock.isEmpty else { return day }
    var date = day[...]
    // Spreadsheets and databases write midnight behind a day alone.
    if let gap = day.dropFirst(5).firstIndex(where: { $0 == " " || $0 == "T" }) {
      guard ClockText(String(day[day.index(after: gap)...]))?.text.hasPrefix("00:00:00") == true else { return day }
      date = day[..<gap]
    }
    // What is no time of day makes the moment unreadable, which is counted.
    return date + " " + (ClockText(clock, isBare: true, digits: clockDigits)?.text ?? clock)
  }
}

/// Whether an id stands for nobody: what systems write where they do not know who it was.
func namesNobody(_ id: String) -> Bool { CustomerID(id).name == nil }
