/// Hides small counts of people, and as many others as it takes that no published sum gives them back.
///
/// Cells are counts; a relation says that its parts add up to its total (all of them cells, or published elsewhere).
struct Suppression: Sendable {
  /// A count with what is known of it in one word: where touchpoints are many, cells are millions.
  private struct Cell {
    private var bits: Int

    init(_ value: Int, worth: Int, isPublished: Bool, isHidden: Bool) {
      bits = value << 4 | (worth & 3) << 2 | (isPublished ? 2 : 0) | (isHidden ? 1 : 0)
    }

    var value: Int { bits >> 4 }
    /// What covers others is hidden only after all that is less wanted; 0 is hidden first.
    var worth: Int { bits >> 2 & 3 }
    /// Also published elsewhere: hiding it here would hide nothing.
    var isPublished: Bool { bits & 2 != 0 }
    var isHidden: Bool { bits & 1 != 0 }
    /// Whether hiding it would cover another.
    var isOpen: Bool { bits & 3 == 0 && value > 0 }

    mutating func hide() { bits |= 1 }
  }

  private var cells: [Cell] = []
  private var relations: [[Int]] = []
  private let threshold: Int

  /// - Parameter threshold: smallest count that may be shown; 0 or 1 hides nothing.
  init(threshold: Int) { self.threshold = threshold }

  /// Makes room for so many more cells.
  mutating func reserve(_ count: Int) { cells.reserveCapacity(cells.count + count) }

  /// Whether anything is ever hidden: where everything is shown, nobody asks what follows from what.
  var hides: Bool { threshold > 1 }

  /// Adds a cell and returns its index.
  ///
  /// - Parameters:
  ///   - isPublished: the count stands elsewhere too, so it may be hidden for being small but not to cover another.
  ///   - worth: 0 to 3; what covers another is chosen among the cells of least worth first, and among these the
  ///     smallest.
  mutating func add(_ value: Int, isPublished: Bool = false, worth: Int = 0) -> Int {
    cells.append(Cell(value, worth: worth, isPublished: isPublished, isHidden: value > 0 && value < threshold))
    return cells.count - 1
  }

  /// Hides a cell to cover another, rather than the one that settling would choose; nothing with a threshold of 0 or 1.
  mutating func hide(_ cell: Int) {
    if hides, cells[cell].value > 0 { cells[cell].hide() }
  }

  /// States that the parts add up to the total.
  mutating func relate(parts: @autoclosure () -> [Int], total: Int) {
    if hides { relations.append(parts() + [total]) }
  }

  /// Hides cells until every relation with a hidden cell has at least two, together holding at least the threshold,
  /// and no hidden cell follows from all relations at once.
  mutating func settle() {
    guard hides else { return }
    repeat { closeRelations() } while coverDetermined()
  }

  /// Whether a cell is not to be shown, once settled.
  func isHidden(_ cell: Int) -> Bool { cells[cell].isHidden }

  /// The count in a cell, hidden or not.
  func value(_ cell: Int) -> Int { cells[cell].value }

  private mutating func closeRelations() {
    var changed = true
    while changed {
      changed = false
      for relation in relations {
        let hidden = relation.filter { cells[$0].isHidden }
        guard let total = relation.last, !hidden.isEmpty else { continue }
        let parts = hidden.filter { $0 != total }
        // What a reader can work out: the sum of the hidden parts, when the total is shown.
        let residual = parts.reduce(0) { $0 + cells[$1].value }
        let isSafe = cells[total].isHidden ? !parts.isEmpty : parts.count >= 2 && residual >= threshold
        if isSafe { continue }
        let open = relation.dropLast().filter { cells[$0].isOpen }
        if let next = open.min(by: isHiddenBefore) {
          cells[next].hide()
          changed = true
        } else if !cells[total].isHidden, !cells[total].isPublished, residual > 0 {
          cells[total].hide()
          changed = true
        }
      }
    }
  }

  /// Finds hidden cells that have one solution only, and hides one of the shown cells that pin each of them.
  private mutating func coverDetermined() -> Bool {
    let hidden = cells.indices.filter { cells[$0].isHidden }
    let involved = relations.filter { relation in relation.contains { cells[$0].isHidden } }
    let covers = cells.indices.filter { cells[$0].isOpen }
    // Work grows with the square of the sums; beyond this only each sum by itself is held to the rule.
    guard !hidden.isEmpty, involved.count * involved.count * (hidden.count + covers.count) <= 400_000_000 else {
      return false
    }
    var column = [Int](repeating: -1, count: cells.count)
    for (c, cell) in (hidden + covers).enumerated() { column[cell] = c }
    // Row-reduce over a large prime field: exact, and a row left with one hidden cell pins it. The shown cells that are
    // left in that row are those that pin it; hiding one of them sets it free.
    var rows: [[UInt64]] = []
    for relation in involved {
      var row = [UInt64](repeating: 0, count: hidden.count + covers.count)
      for (i, cell) in relation.enumerated() where column[cell] >= 0 {
        let c = column[cell]
        row[c] = Self.modulo.add(row[c], i == relation.count - 1 ? Self.modulo.p - 1 : 1)
      }
      rows.append(row)
    }
    Self.modulo.reduce(&rows, pivots: hidden.count)
    var hasHidden = false
    for row in rows where row[..<hidden.count].count(where: { $0 != 0 }) == 1 {
      let pinning = covers.indices.filter { row[hidden.count + $0] != 0 }.map { covers[$0] }
      // One that was just hidden for another row sets this one free too.
      guard !pinning.contains(where: { cells[$0].isHidden }), let next = pinning.min(by: isHiddenBefore) else {
        continue
      }
      cells[next].hide()
      hasHidden = true
    }
    return hasHidden
  }

  private func isHiddenBefore(_ a: Int, _ b: Int) -> Bool {
    (cells[a].worth, cells[a].value, a) < (cells[b].worth, cells[b].value, b)
  }

  private static let modulo = PrimeField()
}
