import ArgumentParser
import Drafting
import Foundation
import Pipeline
import Wording

extension Language: ExpressibleByArgument {
  /// A language of the list by its code.
  package init?(argument: String) { self.init(code: argument) }

  /// What help and refusals name.
  package static var allValueStrings: [String] { all.map(\.code) }
}

/// The words before a project is read. Most runs never need them, and a phrase file costs as much to read as fifty thousand
/// events.
private final class FirstWords {
  let language: Language
  private let templates: TemplateFolder
  lazy var wording: Wording = {
    do { return try templates.wording(language) } catch {
      // Without phrases there is one thing to say, and it stands with the error.
      Main.complain(RichText("\(error)").marked(for: .leftToRight))
      exit(2)
    }
  }()

  init(_ templates: TemplateFolder, _ language: Language) {
    self.templates = templates
    self.language = language
  }
}

/// What the program says on the terminal: English until a project is read, then its first language; `--language` chooses.
struct Speaker {
  /// Where the phrases are, and the pages' templates.
  let templates: TemplateFolder
  /// The words in force, once the program has turned to a project's.
  private var words: Wording?
  private let start: FirstWords
  let isChosen: Bool
  /// What files are called in messages.
  private var typed = TypedNames()

  /// Speaks from the options that stand among a command line's words, before they are parsed.
  init(arguments: [String]) throws {
    func value(_ option: String) -> String? {
      arguments.firstIndex(of: option).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
    }
    try self.init(value("--templates"), value("--language").flatMap { Language(code: $0) })
  }

  private init(_ path: String?, _ language: Language?) throws {
    templates =
      if let path { try TemplateFolder(at: path) } else {
        try TemplateFolder(of: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath())
      }
    start = FirstWords(templates, language ?? .fallback)
    isChosen = language != nil
  }

  /// The words in force.
  var w: Wording { words ?? start.wording }

  private var language: Language { words?.language ?? start.language }

  /// Goes on in a project's own language and words, unless one was asked for.
  mutating func turn(to project: ProjectFiles) throws {
    typed = TypedNames(project)
    guard project.isDeclared else { return }
    words = try words(for: project)
    prepareForShortage()
  }

  /// Makes ready what is said when the memory that a limit allows is used up.
  private func prepareForShortage() {
    if Shortage.isPossible { Shortage.prepare("masa: " + text(Sentence("error.memory")) + "\n") }
  }

  /// Goes on in these words.
  mutating func turn(to words: Wording) { self.words = words }

  /// Calls files what they were called on the command line.
  mutating func turn(to names: TypedNames) { typed = names }

  /// The words for what is said about a project, declared or not.
  func words(for project: ProjectFiles) throws -> Wording {
    let own = project.blueprint.languages.first.flatMap { Language(code: $0) }
    return try templates.wording(isChosen ? language : own ?? language, project.blueprint)
  }

  /// A sentence as a terminal may show it.
  func text(_ sentence: Sentence) -> String { text(w(sentence)) }

  /// A text as a terminal may show it.
  func text(_ text: RichText) -> String { text.marked(for: w.language.direction) }

  /// Writes one message to standard error.
  func complain(_ sentence: Sentence) { Main.complain(text(sentence)) }

  /// Writes why the run ends to standard error, and gives the exit code of unusable input or settings.
  func refusal(_ error: any Error) -> ExitCode {
    Main.complain(
      sentence(for: error).map { text(typed.naming($0)) } ?? RichText("\(error)").marked(for: w.language.direction))
    return ExitCode(2)
  }

  /// Does a command's work; whatever a user can get wrong ends with one message and exit code 2.
  static func speaking(_ options: SpeakingOptions, _ work: (inout Speaker) throws -> Void) throws {
    var speaker: Speaker
    do { speaker = try Speaker(options.templates, options.language) } catch {
      // Without phrases there is one thing to say, and it stands with the error.
      Main.complain(RichText("\(error)").marked(for: .leftToRight))
      throw ExitCode(2)
    }
    speaker.prepareForShortage()
    do { try work(&speaker) } catch let code as ExitCode { throw code } catch { throw speaker.refusal(error) }
  }
}
