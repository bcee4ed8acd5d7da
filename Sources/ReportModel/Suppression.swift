/// Hides small counts of people, and as many others as it takes that no published sum gives them back.
///
/// Cells are counts; a relation says that its parts add up to its total (all of them cells, or published elsewhere).
package struct Suppression: Sendable {
  package private(set) var values: [Int] = []
  package private(set) var isHidden: [Bool] = []
  private var relations: [[Int]] = []
  /// Cells that are also published elsewhere: hiding one here would hide nothing.
  private var isPublished: [Bool] = []
  /// Cells that are hidden to cover others only after all that are less wanted; 0 is hidden first.
  private var worth: [Int] = []
  private let threshold: Int

  /// - Parameter threshold: smallest count that may be shown; 0 or 1 hides nothing.
  package init(threshold: Int) { self.threshold = threshold }

  /// Adds a cell and returns its index.
  ///
  /// - Parameters:
  ///   - isPublished: the count stands elsewhere too, so it may be hidden for being small but not to cover another.
  ///   - worth: what covers another is chosen among the cells of least worth first, and among these the smallest.
  package mutating func add(_ value: Int, isPublished: Bool = false, worth: Int = 0) -> Int {
    values.append(value)
    self.worth.append(worth)
    self.isPublished.append(isPublished)
    isHidden.append(value > 0 && value < threshold)
    return values.count - 1
  }

  /// Hides a cell to cover another, rather than the one that settling would choose; nothing with a threshold of 0 or 1.
  package mutating func hide(_ cell: Int) {
    if threshold > 1, values[cell] > 0 { isHidden[cell] = true }
  }

  /// States that the parts add up to the total.
  package mutating func relate(parts: [Int], total: Int) {
    // Where everything is shown, nobody asks what follows from what.
    if threshold > 1 { relations.append(parts + [total]) }
  }

  /// Hides cells until every relation with a hidden cell has at least two, together holding at least the threshold,
  /// and no hidden cell follows from all relations at once.
  package mutating func settle() {
    guard threshold > 1 else { return }
    repeat { closeRelations() } while coverDetermined()
  }

  package subscript(cell: Int) -> Shown { isHidden[cell] ? .hidden : .count(values[cell]) }

  private mutating func closeRelations() {
    var changed = true
    while changed {
      changed = false
      for relation in relations {
        let hidden = relation.filter { isHidden[$0] }
        guard let total = relation.last, !hidden.isEmpty else { continue }
        let parts = hidden.filter { $0 != total }
        // What a reader can work out: the sum of the hidden parts, when the total is shown.
        let residual = parts.reduce(0) { $0 + values[$1] }
        let isSafe = isHidden[total] ? !parts.isEmpty : parts.count >= 2 && residual >= threshold
        if isSafe { continue }
        let open = relation.dropLast().filter { !isHidden[$0] && !isPublished[$0] && values[$0] > 0 }
        if let next = open.min(by: isHiddenBefore) {
          isHidden[next] = true
          changed = true
        } else if !isHidden[total], !isPublished[total], residual > 0 {
          isHidden[total] = true
          changed = true
        }
      }
    }
  }

  /// Finds hidden cells that have one solution only, and hides one of the shown cells that pin each of them.
  private mutating func coverDetermined() -> Bool {
    let hidden = isHidden.indices.filter { isHidden[$0] }
    let involved = relations.filter { relation in relation.contains { isHidden[$0] } }
    let covers = isHidden.indices.filter { !isHidden[$0] && !isPublished[$0] && values[$0] > 0 }
    // Work grows with the square of the sums; beyond this only each sum by itself is held to the rule.
    guard !hidden.isEmpty, involved.count * involved.count * (hidden.count + covers.count) <= 400_000_000 else {
      return false
    }
    var column = [Int](repeating: -1, count: values.count)
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
      guard !pinning.contains(where: { isHidden[$0] }), let next = pinning.min(by: isHiddenBefore) else { continue }
      isHidden[next] = true
      hasHidden = true
    }
    return hasHidden
  }

  private func isHiddenBefore(_ a: Int, _ b: Int) -> Bool {
    (worth[a], values[a], a) < (worth[b], values[b], b)
  }

  private static let modulo = PrimeField()
}

/// A count of people or of what they did, as it may be shown.
package enum Shown: Sendable, Equatable {
  case count(Int)
  case hidden

  package var value: Int? {
    switch self {
    case .count(let n): n
    case .hidden: nil
    }
  }
}

/// Arithmetic modulo 2⁶¹ − 1, for exact row reduction.
struct PrimeField: Sendable {
  let p: UInt64 = (1 << 61) - 1

  func add(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let s = a + b
    return s >= p ? s - p : s
  }

  func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
    // 2⁶¹ is 1 here: the upper part is added to the lower.
    let product = a.multipliedFullWidth(by: b)
    return add(product.low & p, product.high << 3 | product.low >> 61)
  }

  func inverse(_ a: UInt64) -> UInt64 {
    var result: UInt64 = 1
    var base = a
    var exponent = p - 2
    while exponent > 0 {
      if exponent & 1 == 1 { result = multiply(result, base) }
      base = multiply(base, base)
      exponent >>= 1
    }
    return result
  }

  /// Reduced row echelon form of the first columns, in place; the others go along.
  func reduce(_ rows: inout [[UInt64]], pivots: Int) {
    guard let width = rows.first?.count else { return }
    var pivot = 0
    for column in 0..<pivots where pivot < rows.count {
      guard let found = (pivot..<rows.count).first(where: { rows[$0][column] != 0 }) else { continue }
      rows.swapAt(pivot, found)
      let scale = inverse(rows[pivot][column])
      for c in column..<width { rows[pivot][c] = multiply(rows[pivot][c], scale) }
      for r in rows.indices where r != pivot && rows[r][column] != 0 {
        let factor = p - rows[r][column]
        for c in column..<width where rows[pivot][c] != 0 {
          rows[r][c] = add(rows[r][c], multiply(rows[pivot][c], factor))
        }
      }
      pivot += 1
    }
  }
}
