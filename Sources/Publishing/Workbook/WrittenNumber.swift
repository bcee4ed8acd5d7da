import Pages

/// A cell's number and the form in which the page shows it, as spreadsheets say it (ECMA-376, `numFmt`).
struct WrittenNumber: Equatable {
  /// As it stands in the file: a decimal point, and a share as a part of one.
  var value: String
  var format: String

  /// `nil` where the cell is no number alone: a range, a number with a unit in words, a hidden one.
  ///
  /// The number is the cell's own where rounding it gives what is shown, else what is shown.
  init?(_ cell: Datum, _ column: Table.Column) {
    guard column.kind == .number, cell.state == .shown || cell.state == .directional else { return nil }
    let shown = TableCSV.plain(cell.text.plain)
    var rest = Substring(shown)
    func strip(_ signs: [String]) -> String? {
      guard let sign = signs.first(where: { rest.hasPrefix($0) }) else { return nil }
      rest = rest.dropFirst(sign.count)
      return sign
    }
    let sign = strip(["+", "-", "\u{2212}"])
    let before = strip(Self.currencies)
    let digits = rest.prefix { "0123456789,.".contains($0) }
    rest = rest.dropFirst(digits.count)
    while rest.first == " " { rest = rest.dropFirst() }
    let after = strip(Self.currencies + ["%"])
    let plain = digits.filter { $0 != "," }
    guard rest.isEmpty, digits.first?.isNumber == true, let magnitude = Double(plain) else { return nil }
    let decimals = plain.firstIndex(of: ".").map { plain.distance(from: $0, to: plain.endIndex) - 1 } ?? 0
    let isShare = after == "%"
    let written = (sign == "-" || sign == "\u{2212}" ? -magnitude : magnitude) / (isShare ? 100 : 1)
    // Half of the last digit that is shown, and a little for what a Double cannot hold.
    let half = (0..<decimals).reduce(0.5) { half, _ in half / 10 } / (isShare ? 100 : 1)
    let value = cell.value.flatMap { abs($0 - written) <= half * 1.0001 && $0.isFinite ? $0 : nil } ?? written
    self.value = "\(value)"
    if self.value.hasSuffix(".0") { self.value.removeLast(2) }
    var form = digits.contains(",") || (decimals == 0 && !isShare) ? "#,##0" : "0"
    if decimals > 0 { form += "." + String(repeating: "0", count: decimals) }
    form = (before.map { "\"\($0)\"" } ?? "") + form + (isShare ? "%" : after.map { " \"\($0)\"" } ?? "")
    format = sign == "+" ? "+\(form);-\(form);\(form)" : form
  }

  private static let currencies = ["₪", "$", "€", "£"]
}
