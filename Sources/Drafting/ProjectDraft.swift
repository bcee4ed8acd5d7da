import Journeys
import Reading
import Wording

/// A project file in the making: what raw exports tell about a client, and what of it was guessed.
package struct ProjectDraft {
  /// An export and what it seems to be.
  package struct Source {
    /// The name written into the project file.
    var name: String
    package var kind: SourceDeclaration.Kind
    package var inspection: Inspection
    /// Roles that are columns of the file itself.
    var guesses: [RoleGuess]
    var shape: TableShape.Declared
    /// The sheet, where a workbook has several.
    var sheet: String?
    /// What reading it told about its times.
    var time: TimeReport?
    var rowsRead = 0
    var rowsRejected = 0
  }

  /// A touchpoint as it will be declared.
  package struct Touchpoint {
    var id: String
    var name: LocalizedText
    var events: Int
    var customers: Int
    /// Median place in journeys, in permille.
    var position: Int
    package var kind: TouchpointKind
    var isCompanyInitiated: Bool
    var endsWell: Bool
    /// Share of its events that carry an amount above nothing.
    var paidShare: Double
    var stage = 0
  }

  /// A part of the journey that is proposed; its names stand under its id in the phrase files.
  struct Stage {
    var id: String
  }

  /// A channel and how many events it has.
  struct Channel {
    var id: String
    var events: Int
  }

  /// How many touchpoints are written; rarer ones are added by the report itself.
  static let touchpointsWritten = 60
  /// How many sheets of a workbook are looked at.
  static let sheetsTried = 30
  /// How many channels are written.
  static let channelsWritten = 30

  /// Whether somebody said what the three questions ask.
  var isAnswered = false
  var client: String
  /// The words of comments and questions.
  package private(set) var w: Wording
  /// The words of every language, in which touchpoints and stages are named.
  let words: [Wording]
  var timezone = "UTC"
  /// Whether some time has no zone of its own, so that the zone matters.
  var needsZone = true
  package var sources: [Source]
  package var touchpoints: [Touchpoint] = []
  var touchpointsLeftOut = 0
  var channels: [Channel] = []
  var stages: [Stage] = []
  var events = 0
  var customers = 0
}

extension ProjectDraft {
  /// Looks at the files and reads those that hold events.
  ///
  /// - Parameters:
  ///   - names: the names of the files as the project file will give them.
  ///   - folder: the name of the project file's folder.
  ///   - words: the words of every language.
  ///   - language: the language of the comments; `nil` for the one the data are in.
  package init(
    _ files: [InputFile], names: [String], folder: String, words: [Wording], language: Language?, threads: Int,
    progress: (String) -> Void
  ) throws {
    sources = []
    for (file, name) in zip(files, names) {
      progress(file.name)
      sources.append(try Self.source(file, name))
    }
    try Self.settleKinds(&sources)
    let events = sources.first { $0.kind == .events } ?? sources.first { $0.kind == .survey }
    client = events.map { Self.clientName($0.name, folder: folder) } ?? "client"
    let isHebrew = sources.contains { source in
      (source.inspection.columns + source.inspection.samples.flatMap { $0.prefix(20) }).contains {
        $0.unicodeScalars.contains { (0x5D0...0x5EA).contains($0.value) }
      }
    }
    let own = language ?? (isHebrew ? .hebrew : .english)
    guard let w = words.first(where: { $0.language == own }) else { throw DraftingError.noWords(own) }
    self.w = w
    self.words = words
    if isHebrew || own == .hebrew { timezone = "Asia/Jerusalem" }
    guard sources.contains(where: { $0.kind == .events }) else {
      guard sources.contains(where: { $0.kind == .survey }) else {
        throw DraftingError.noEvents(file: sources.first?.name ?? "")
      }
      return
    }
    try readEvents(files, threads: threads, progress: progress)
  }

  /// The file's name, or its folder's where every client's export is called so.
  private static func clientName(_ name: String, folder: String) -> String {
    let own = stem(name)
    let usual = ["events", "event", "export", "data", "log", "visits", "interactions", "אירועים", "נתונים"]
    guard usual.contains(own.lowercased()) else { return own }
    let parent = name.split(separator: "/").dropLast().last.map(String.init) ?? folder
    return parent.isEmpty || parent == "/" ? own : parent
  }

  private static func stem(_ name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return last.split(separator: ".").first.map(String.init) ?? last
  }

  private static func source(_ file: InputFile, _ name: String) throws -> Source {
    var declaration = SourceDeclaration(files: [file.path])
    var inspection = try eventInspection(file, declaration)
    if let place = inspection.sheet, place.sheets.count > 1 {
      // The first sheet with a table may be a summary: the first whose columns say enough is the one.
      let places = [place.sheet] + place.sheets.prefix(Self.sheetsTried).filter { $0 != place.sheet }
      for sheet in places {
        declaration.sheet = sheet
        guard let other = try? eventInspection(file, declaration), Self.saysEnough(other) else { continue }
        inspection = other
        break
      }
    }
    let all = guessRoles(inspection)
    var shape = TableShape.Declared.auto
    var own = all
    switch inspection.shape {
    case .long: break
    case .everyRow(_, let original): own = all.filter { original.columns.contains($0.column) }
    case .wide(_, let original):
      shape = .wide
      own = all.filter { original.columns.contains($0.column) }
    case .history: shape = .history
    case .answers: break
    }
    return Source(
      name: name, kind: .events, inspection: inspection, guesses: own, shape: shape,
      sheet: inspection.sheet.flatMap { $0.sheets.count > 1 ? $0.sheet : nil })
  }

  private static func saysEnough(_ inspection: Inspection) -> Bool {
    let roles = guessRoles(inspection).map(\.role)
    return looksLikeSurvey(inspection) || [.customer, .time, .touchpoint].allSatisfy { roles.contains($0) }
  }

  /// Tells surveys, lists of customers and identity tables from logs of events.
  private static func settleKinds(_ sources: inout [Source]) throws {
    for index in sources.indices {
      switch fileKind(sources[index].inspection) {
      case .survey:
        sources[index].kind = .survey
        // The columns as they are, without what a log of events would need beside them.
        var declaration = SourceDeclaration(files: [sources[index].inspection.file.path])
        declaration.sheet = sources[index].sheet
        sources[index].inspection = try inspectSource(sources[index].inspection.file, declaration).withAnswersBeside()
      case .identities: sources[index].kind = .identities
      case .customers: sources[index].kind = .customers
      case .decisions: sources[index].kind = .decisions
      case .log, .totals, .unclear: continue
      }
    }
  }
}

extension Inspection {
  /// Whether the file has no column that says what a row is.
  var isEveryRow: Bool {
    if case .everyRow = shape { return true }
    return false
  }
}
