import Reading

/// One file, or one sheet of it, and how it is declared.
typealias SourceFile = (file: InputFile, declaration: SourceDeclaration)

extension ResolvedSource {
  /// How many sheets of a workbook are looked at.
  package static let sheetsTried = 100

  /// The files of the source, a workbook once for each sheet whose rows are read.
  ///
  /// A sheet a month is one export: sheets under the header of the first, its letters large or small, are all read, unless the project names one.
  func sourceFiles() throws -> [SourceFile] {
    try files.flatMap { file -> [SourceFile] in
      guard declaration.sheet == nil, declaration.kind == .events || declaration.kind == .survey,
        declaration.sheets != nil || (declaration.kind == .events && beginsAsWorkbook(file))
      else { return [(file, declaration)] }
      guard let place = try? inspectSource(file, declaration).sheet else {
        guard declaration.sheets == nil else {
          throw LoadingError.noWorkbook(file: file.name, sheet: "all")
        }
        return [(file, declaration)]
      }
      let names: [String]
      var others: [String] = []
      switch declaration.sheets {
      case .named(let asked): names = asked
      case .all: names = place.sheets
      case nil: (names, others) = place.sheets.count > 1 ? try alike(file, place) : ([], [])
      }
      guard names.count > 1 || declaration.sheets != nil else {
        var own = declaration
        own.sheetsPassedOver = others
        return [(file, own)]
      }
      return names.compactMap { name in
        var own = declaration
        own.sheetsPassedOver = name == names.first ? others : []
        own.sheet = name
        own.sheets = nil
        // Of all sheets those without a table have nothing to say; one that is named is refused when it is read.
        if !declaration.columns.isEmpty || declaration.sheets == .all {
          let sheet = try? inspectSource(file, own)
          if declaration.sheets == .all, sheet == nil { return nil }
          if let sheet { own = own.spelt(as: sheet.columns) }
        }
        return (InputFile(path: file.path, name: file.name + " · " + name), own)
      }
    }
  }

  /// The sheets under the same header as the first table's, and the others that hold a log too.
  private func alike(_ file: InputFile, _ place: SheetPlace) throws -> (names: [String], others: [String]) {
    let columns = try inspectSource(file, declaration).ownColumns
    var (names, others): ([String], [String]) = ([], [])
    for name in place.sheets.prefix(Self.sheetsTried) {
      var own = declaration
      own.sheet = name
      if name == place.sheet {
        names.append(name)
        continue
      }
      let sheet = (try? inspectSource(file, own)).flatMap { sheet in
        try? eventInspection(file, own.spelt(as: sheet.columns))
      }
      if let sheet, isAlike(sheet.ownColumns, columns) {
        names.append(name)
      } else if let sheet, fileKind(sheet) == .log {
        others.append(name)
      }
    }
    // So many that nobody looked: they are named like those that are not read.
    return (names, others + place.sheets.dropFirst(Self.sheetsTried))
  }
}

extension ResolvedSource {
  /// Whether two sheets have the same header: without case, unless the project names columns that rows are left out by or
  /// made of, which must be found as they are written.
  private func isAlike(_ columns: [String], _ others: [String]) -> Bool {
    if columns == others { return true }
    guard declaration.made.isEmpty, declaration.filter.isEmpty, declaration.attributes.isEmpty else { return false }
    return haveSameNames(columns, others)
  }
}

/// Whether headers of two sheets name the same columns in the same order, however their letters are written.
package func haveSameNames(_ columns: [String], _ others: [String]) -> Bool {
  columns.count == others.count
    && zip(columns, others).allSatisfy { trimmed($0).lowercased() == trimmed($1).lowercased() }
}

extension SourceDeclaration {
  /// The same with declared columns as a sheet writes them, where only case tells them apart.
  fileprivate func spelt(as columns: [String]) -> SourceDeclaration {
    var result = self
    for (place, entry) in self.columns.enumerated() where !columns.contains(entry.column) {
      let fitting = columns.filter { $0.lowercased() == entry.column.lowercased() }
      if fitting.count == 1 { result.columns[place].column = fitting[0] }
    }
    return result
  }
}

extension [[SourceFile]] {
  /// Takes out files with the bytes of another of the same kind that is read the same way, and says which.
  mutating func withoutEqualFiles() -> [EqualFile] {
    var kept: [SourceFile] = []
    var equal: [EqualFile] = []
    // What only the other declaration keeps is kept all the same.
    var more: [(file: String, attributes: [String])] = []
    for place in indices {
      self[place] = self[place].filter { file, declaration in
        guard declaration.kind != .decisions,
          let same = kept.first(where: {
            $0.declaration.readsAlike(declaration) && $0.file.hasSameBytes(as: file)
          })
        else {
          kept.append((file, declaration))
          return true
        }
        equal.append(EqualFile(name: file.name, other: same.file.name))
        more.append((same.file.name, declaration.attributes))
        return false
      }
    }
    for (file, attributes) in more {
      for source in indices {
        for place in self[source].indices where self[source][place].file.name == file {
          let own = self[source][place].declaration.attributes
          self[source][place].declaration.attributes += attributes.filter { !own.contains($0) }
        }
      }
    }
    return equal
  }
}

extension SourceDeclaration {
  /// Whether a file would say the same by another declaration: what only one of the two says takes nothing away.
  fileprivate func readsAlike(_ other: SourceDeclaration) -> Bool {
    func text(_ columns: [(role: String, column: String)]) -> [String] {
      columns.map { $0.role + "\u{0}" + $0.column }.sorted()
    }
    return kind == other.kind && sheet == other.sheet && always == other.always && filter == other.filter
      && shape == other.shape && timezone == other.timezone && timeFormat == other.timeFormat
      && headerRow == other.headerRow && encoding == other.encoding
      && (columns.isEmpty || other.columns.isEmpty || text(columns) == text(other.columns))
  }
}
