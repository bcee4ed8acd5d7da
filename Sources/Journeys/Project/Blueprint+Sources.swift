import Basics
import Reading
import Yams

extension Blueprint {
  mutating func decodeSources(_ map: YAMLMap) throws(ProjectFileError) {
    for item in try map["sources"]?.list("sources", most: Self.mostThings) ?? [] {
      if item.isScalar {
        var source = SourceDeclaration(files: [try item.id("sources")])
        source.isFromProject = true
        sources.append(source)
        continue
      }
      let entries = try item.map(
        "sources",
        allowed: [
          "file", "kind", "format", "sheet", "sheets", "type", "columns", "attributes", "time-format", "timezone",
          "reject-above", "questions", "shape", "channel", "weighting", "touchpoint", "filter", "header-row",
          "encoding",
          "tests", "wave", "decimal-mark",
        ])
      var files: [String] = []
      let named = try entries.required("file").listOrOne("sources.file", most: Self.mostThings)
      for file in named { files.append(try file.id("sources.file")) }
      var source = SourceDeclaration(files: files)
      source.isFromProject = true
      if let cursor = entries["kind"] {
        source.kind = try cursor.choice("sources.kind", SourceDeclaration.Kind.self)
        source.isKindDeclared = true
      }
      try decodeFormat(entries, &source)
      try decodeColumns(entries, &source)
      source.columnsLine = entries["columns"]?.node.mark?.line
      source.attributesLine = entries["attributes"]?.node.mark?.line
      for attribute in entries["attributes"]?.listOrOne() ?? [] {
        let name = try attribute.id("sources.attributes")
        if !source.attributes.contains(name) { source.attributes.append(name) }
      }
      if let cursor = entries["shape"] {
        source.shape = try cursor.choice("sources.shape", TableShape.Declared.self)
      }
      try decodeSurvey(entries, &source)
      if let cursor = entries["filter"] { source.filter = try filterEntries(cursor, "sources.filter") }
      if let cursor = entries["tests"] {
        source.keepsTests = try cursor.choice("sources.tests", Tests.self) == .keep
      }
      if let cursor = entries["reject-above"] { source.rejectAbove = try cursor.share("sources.reject-above") }
      sources.append(source)
    }
  }

  private enum Tests: String, CaseIterable { case keep, drop }

  /// How the bytes of a source are to be understood.
  private func decodeFormat(_ entries: YAMLMap, _ source: inout SourceDeclaration) throws(ProjectFileError) {
    if let cursor = entries["format"] {
      let text = try cursor.string("sources.format")
      let known = ["auto"] + InputFormat.allCases.map(\.rawValue)
      guard known.contains(text) else { throw cursor.unknown("sources.format", text, known) }
      source.format = text == "auto" ? nil : text
    }
    source.sheet = try entries["sheet"]?.id("sources.sheet")
    if let cursor = entries["sheets"] {
      guard source.sheet == nil else {
        throw cursor.fail(Sentence("error.project.sheet-and-sheets"))
      }
      if cursor.isScalar, try cursor.string("sources.sheets") == "all" {
        source.sheets = .all
      } else {
        var names: [String] = []
        for name in cursor.listOrOne() { names.append(try name.id("sources.sheets")) }
        source.sheets = .named(names)
      }
    }
    if let cursor = entries["header-row"] { source.headerRow = try cursor.int("sources.header-row", in: 1...1000) }
    if let cursor = entries["encoding"] {
      let name = try cursor.string("sources.encoding")
      guard let encoding = TextEncoding(declared: name) else {
        throw cursor.unknown("sources.encoding", name, TextEncoding.declarable)
      }
      source.encoding = encoding
    }
    if let cursor = entries["decimal-mark"] {
      source.decimals = try cursor.choice("sources.decimal-mark", DecimalMark.self)
      source.decimalsLine = cursor.node.mark?.line
    }
    if let cursor = entries["timezone"] {
      let name = try cursor.string("sources.timezone")
      guard TimeZoneTable(identifier: name) != nil else {
        throw cursor.noZone("sources.timezone", name)
      }
      source.timezone = name
    }
    if let cursor = entries["time-format"] {
      let text = try cursor.string("sources.time-format")
      guard TimeFormat(declared: text) != nil else {
        let known = ["auto", "iso", "dmy", "mdy", "unix", "unix-ms", "unix-us", "excel", "excel-swapped"]
        throw cursor.fail(
          Sentence("error.project.unknown-time-format", ["value": .name(clipped(text)), "known": .codes(known)]))
      }
      source.timeFormat = text
    }
  }

  /// Which column has which role; a list of columns makes one of them.
  private func decodeColumns(_ entries: YAMLMap, _ source: inout SourceDeclaration) throws(ProjectFileError) {
    if let cursor = entries["touchpoint"] { try decodeAlways(cursor, &source) }
    guard let columns = entries["columns"] else { return }
    var allowed: [String]
    switch source.kind {
    case .events: allowed = ColumnRole.allCases.map(\.rawValue)
    case .identities: allowed = ["id", "customer"]
    case .survey: allowed = SurveyRole.allCases.map(\.rawValue)
    case .customers: allowed = []
    case .decisions: allowed = DecisionRole.allCases.map(\.rawValue)
    }
    if source.kind == .events || source.kind == .survey { allowed += PlaceRole.allCases.map(\.rawValue) }
    for (role, column) in try columns.map("sources.columns", allowed: allowed).entries {
      let what = "sources.columns." + role
      if case .mapping = column.node, role == "touchpoint", source.kind == .events {
        try decodeAlways(column, &source)
        continue
      }
      guard case .sequence = column.node else {
        source.columns.append((role, try column.id(what)))
        continue
      }
      var parts: [String] = []
      for part in try column.list(what) { parts.append(try part.id(what)) }
      guard let known = ColumnRole(rawValue: role), [.customer, .time, .touchpoint].contains(known),
        source.kind == .events || source.kind == .survey
      else {
        throw column.fail(Sentence("error.project.one-column", ["what": .key(what)]))
      }
      guard parts.count >= 1, Set(parts).count == parts.count else {
        throw column.fail(Sentence("error.project.different-columns", ["what": .key(what)]))
      }
      guard known != .time || parts.count <= 2 else {
        throw column.fail(Sentence("error.project.day-and-hour", ["what": .key(what)]))
      }
      if parts.count == 1 {
        source.columns.append((role, parts[0]))
        continue
      }
      // What the project says needs no reason.
      let made = MadeColumn(role: known, parts: parts, reason: .name)
      source.made.append(made)
      source.columns.append((role, made.name))
    }
  }

  /// `touchpoint: {always: Delivery}`.
  private func decodeAlways(_ cursor: YAMLCursor, _ source: inout SourceDeclaration) throws(ProjectFileError) {
    guard source.kind == .events else { throw cursor.fail(Sentence("error.project.events-only")) }
    let entries = try cursor.map("sources.touchpoint", allowed: ["always"])
    source.always = try entries.required("always").id("sources.touchpoint.always")
  }
}
