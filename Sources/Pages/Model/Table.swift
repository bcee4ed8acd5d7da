import Wording

/// A table under a figure, or on its own: finished texts, cell by cell.
package struct Table: Sendable, Equatable {
  /// A heading and what stands below it.
  package struct Column: Sendable, Equatable {
    /// What the cells hold, which decides their alignment.
    package enum Kind: String, Sendable, Equatable { case name, number, text }
    package var title: RichText
    package var kind: Kind
    package init(_ title: RichText, _ kind: Kind) {
      self.title = title
      self.kind = kind
    }
  }
  /// One cell for each column.
  package struct Row: Sendable, Equatable {
    package var cells: [Datum]
    /// A sum or a group's row, set apart.
    package var isTotal: Bool
    package init(_ cells: [Datum], isTotal: Bool = false) {
      self.cells = cells
      self.isTotal = isTotal
    }
  }
  /// Stable across runs and languages; file name of the table's CSV, and its address in the page.
  package var id: String
  package var caption: RichText
  package var columns: [Column]
  package var rows: [Row]
  /// Whether it is to be filled in: it is a file for spreadsheets too, and no number of it is sorted or drawn.
  package var isSheet = false
}
