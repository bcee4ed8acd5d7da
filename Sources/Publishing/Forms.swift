/// In which forms a report is handed over besides its folder of pages; each holds what the pages hold and nothing else.
package struct Forms: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// One HTML file with every page in every language.
  package static let singleFile = Forms(rawValue: 1)
  /// A PDF of every page, for each language.
  package static let pdf = Forms(rawValue: 2)
  /// A workbook of every table, for each language.
  package static let workbook = Forms(rawValue: 4)
}
