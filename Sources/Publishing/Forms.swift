/// In which forms a report is handed over besides its folder of pages; each holds what the pages hold and nothing else.
package struct Forms: OptionSet, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// One HTML file with every page in every language.
  package static let singleFile = Forms(rawValue: 1)
}
