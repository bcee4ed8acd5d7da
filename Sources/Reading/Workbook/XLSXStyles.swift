/// Follows the part of styles: what the numbers of each style mean.
final class StylesMarkup: XLSXMarkup {
  /// By the place of the style, which is what a cell names.
  private(set) var kinds: [XLSXNumberKind] = []
  private var codes: [Int: XLSXNumberKind] = [:]
  /// Styles that name a format before it is known are looked up at the end.
  private var formats: [Int] = []
  private let root: UInt8 = 1
  private let formatList: UInt8 = 2
  private let styleList: UInt8 = 3

  override func open(_ element: XLSXName, _ attributes: XLSXAttributes, in parent: UInt8) -> UInt8 {
    switch parent {
    case Self.document: return root
    case root:
      if element == name("numFmts") { return formatList }
      return element == name("cellXfs") ? styleList : Self.other
    case formatList:
      if element == name("numFmt"), let id = attributes.number(name("numFmtId")),
        let code = attributes.text(name("formatCode"))
      {
        codes[id] = XLSXNumberKind(code: code)
      }
      return Self.other
    default:
      if element == name("xf") { formats.append(attributes.number(name("numFmtId")) ?? 0) }
      return Self.other
    }
  }

  override func close(_ place: UInt8) {
    guard place == root else { return }
    kinds = formats.map { codes[$0] ?? XLSXNumberKind(builtIn: $0) }
  }
}
