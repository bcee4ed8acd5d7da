import Statistics

/// Who of each group stopped, of those whose last journey is decided: groups of a column against each other by Pearson's test,
/// corrected with all others of the page; which of them is off is asked only where they differ, corrected for the groups (Holm).
package struct GroupStops: Sendable, Equatable {
  /// Customers of one group.
  package struct Row: Sendable, Equatable {
    package var stopped, decided: Int
    /// Whether more or fewer than of the other groups; `nil` where that is not shown.
    package var isMore: Bool?
  }

  /// In the order of the groups.
  package var rows: [Row]
  /// `nil` where there are not two groups, everybody or nobody stopped, and where groups are chosen by how journeys end.
  package var table: ContingencyTable?
  /// Whether groups are personas that are chosen by how journeys end: that they differ in it is no finding.
  package var isChosen: Bool
  /// The test's p, corrected for the tables tried; 1 without a test.
  package var adjustedP = 1.0

  /// Whether groups are shown to differ.
  package var differs: Bool { table != nil && adjustedP < 0.05 }

  init(_ rows: [Row], isChosen: Bool) {
    (self.rows, self.isChosen) = (rows, isChosen)
    table = isChosen ? nil : ContingencyTable(rows.map { [$0.stopped, $0.decided - $0.stopped] })
  }

  /// Takes what the number of tables makes of the test, and asks which groups are off where it shows a difference.
  mutating func mark(_ corrected: Double) {
    adjustedP = corrected
    guard differs, let table else { return }
    for (place, isMore) in table.rowsApart.enumerated() { rows[place].isMore = isMore }
  }
}

extension ContingencyTable {
  /// By row of a table of two columns that is shown to differ, whether more or fewer than of the other rows are in the first
  /// one; `nil` where that is not shown. Corrected for the rows (Holm).
  var rowsApart: [Bool?] {
    // Of two columns the residuals are each other's: one of them says all. So it is with two rows.
    let residuals = adjustedResiduals.map { $0[0] }
    let tests = residuals.map(normalTwoSided)
    let corrected = rowTotals.count { $0 > 0 } == 2 ? tests : holm(tests)
    return zip(residuals, corrected).map { z, p in p < 0.05 ? z > 0 : nil }
  }
}
