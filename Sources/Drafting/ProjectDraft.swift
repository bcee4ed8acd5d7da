import Journeys
import Reading
import Wording

/// A project file in the making: what raw exports tell about a client, and what of it was guessed.
package struct ProjectDraft {
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
  /// How many channels are written.
  static let channelsWritten = 30

  /// Whether somebody said which touchpoints are purchases, the company's, and a good end.
  var isAnswered = false
  var client: String
  /// The words of comments and questions.
  package private(set) var w: Wording
  /// The words of every language, in which touchpoints and stages are named.
  let words: [Wording]
  var timezone = "UTC"
  /// Whether some time has no zone of its own, so that the zone matters.
  var needsZone = true
  /// The exports that could be looked at, in the order in which they were named.
  package var sources: [DraftSource]
  /// The others, and why.
  private(set) var unreadable: [(name: String, why: String)] = []
  package var touchpoints: [Touchpoint] = []
  var touchpointsLeftOut = 0
  var channels: [Channel] = []
  /// Values of columns of places that look like one place, as three spellings of a branch do.
  var places: [AlikeValues] = []
  var stages: [Stage] = []
  var events = 0
  var customers = 0
  /// Says what is wrong with a file that cannot be read.
  let explain: (any Error) -> String
}

extension ProjectDraft {
  /// Looks at the beginning of the files; ``readEvents(threads:progress:)`` reads them.
  ///
  /// - Parameters:
  ///   - names: the names of the files as the project file will give them.
  ///   - client: what the client is called until somebody writes it.
  ///   - words: the words of every language.
  ///   - language: the language of the comments; `nil` for the one the data are in.
  ///   - explain: what to say of an error.
  package init(
    _ files: [InputFile], names: [String], client: String, words: [Wording], language: Language?,
    progress: (String) -> Void, explain: @escaping (any Error) -> String
  ) throws {
    self.client = client
    self.words = words
    self.explain = explain
    sources = []
    var first: (any Error)?
    for (file, name) in zip(files, names) {
      progress(file.name)
      do { sources.append(try DraftSource(file, name)) } catch {
        first = first ?? error
        unreadable.append((name, explain(error)))
      }
    }
    if sources.isEmpty, let first { throw first }
    let isHebrew = sources.contains { source in
      (source.inspection.columns + source.inspection.samples.flatMap { $0.prefix(20) }).contains {
        $0.unicodeScalars.contains { (0x5D0...0x5EA).contains($0.value) }
      }
    }
    let own = language ?? (isHebrew ? .hebrew : .english)
    guard let w = words.first(where: { $0.language == own }) else { throw DraftingError.noWords(own) }
    self.w = w
    if isHebrew || own == .hebrew { timezone = "Asia/Jerusalem" }
  }
}

extension Inspection {
  /// Whether the file has no column that says what a row is.
  var isEveryRow: Bool {
    if case .everyRow = shape { return true }
    return false
  }
}
