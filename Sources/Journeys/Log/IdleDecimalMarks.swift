import Reading

extension [SourceFile] {
  /// Marks of decimals declared of files whose format itself says what parts them, as a workbook's does.
  ///
  /// - Parameter quality: what was read from each file, by its place.
  func idleDecimalMarks(_ quality: [Int: SourceQuality]) -> [IdleKey] {
    var found: [IdleKey] = []
    for place in indices {
      let declaration = self[place].declaration
      guard declaration.decimals != .open, let line = declaration.decimalsLine, let format = quality[place]?.format,
        !format.isText, declaration.kind == .events || declaration.kind == .survey
      else { continue }
      let key = IdleKey(name: "sources.decimal-mark (format: \(format.rawValue))", lines: [line])
      if !found.contains(key) { found.append(key) }
    }
    return found
  }
}
