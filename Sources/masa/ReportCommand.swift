import Analysis
import ArgumentParser
import Cores
import Findings
import Foundation
import HTMLPages
import Journeys
import Pages
import Publishing
import Reading
import Wording

/// `masa report`: builds the site of one client and period.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Build the site from a project file, a folder with project.yml, or one export.",
    discussion: """
      Writes OUTPUT/<client>/<period>/index.html and OUTPUT/index.html, which lists all clients and periods. \
      A run that fails or is interrupted leaves the previous report untouched.
      """)

  @ArgumentParser.Argument(
    help: ArgumentHelp(
      "A project file, its folder, or an export (CSV, TSV, Excel workbook, XES, JSON Lines, also .gz; - reads standard input).",
      valueName: "project-or-file"), completion: .file())
  var project: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder of all reports.", valueName: "dir"), completion: .directory)
  var output = "output"

  @Option(
    help: ArgumentHelp("The folder site-templates, when it is not beside the program.", valueName: "dir"),
    completion: .directory)
  var templates: String?

  @Option(help: ArgumentHelp("How many cores to use (default: all).", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads must be 1 to 1024") }
  }

  func run() throws {
    do {
      let isAboveLimit = try build()
      if isAboveLimit { throw ExitCode(1) }
    } catch let code as ExitCode {
      throw code
    } catch {
      throw refusal("\(error)")
    }
  }

  /// Reads, analyses, writes and publishes; true when more rows were rejected than the project allows.
  private func build() throws -> Bool {
    let progress = Progress()
    defer { progress.clear() }
    let folder = try TemplateFolder(templates)
    let files = try ProjectFiles(argument: project)
    let blueprint = files.blueprint.scrubbingQuotes()
    let cores = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let loaded = try load(blueprint, files.sources, threads: cores) { progress.show("reading \($0)") }
    try loaded.requirePeriod(blueprint)
    progress.show("analysing \(loaded.log.eventCount) events")
    let zone = loaded.zone
    let dayOf: @Sendable (Int64) -> Int64 = { micros in
      let local = zone.localMicros(utcMicros: micros)
      return local >= 0 ? local / Micros.day : (local - Micros.day + 1) / Micros.day
    }
    let analysis = try analyse(
      loaded.log, blueprint, threads: cores, dayOf: dayOf)
    let satisfaction = analyseSatisfaction(
      loaded.answers, log: loaded.log, blueprint: blueprint, analysis: loaded.log.eventCount > 0 ? analysis : nil,
      dayOf: dayOf)
    let report = Report(
      analysis, loaded.log, blueprint, loaded.quality, satisfaction: satisfaction, decisions: loaded.decisions
    ) {
      CivilDate(daysSince1970: Int(dayOf($0)))
    }
    progress.show("writing")
    let languages = blueprint.languages.compactMap { Language(rawValue: $0) }
    // Each language on a core of its own: they have nothing to tell each other.
    let made = onCores(min(cores, languages.count)) { worker in
      stride(from: worker, to: languages.count, by: min(cores, languages.count)).map { place in
        Result { try edition(languages[place], report, folder) }
      }
    }
    let editions = try languages.indices.map { try made[$0 % made.count][$0 / made.count].get() }
    let interface = editions.enumerated().map { (language: languages[$0.offset], words: $0.element.words) }
    let siteTemplates = try SiteTemplates(folder: folder.url)
    let site = try Site(
      editions: editions, templates: siteTemplates, report: ReportJSON.bytes(report, editions), threads: cores)
    let outputFolder = URL(filePath: output, directoryHint: .isDirectory)
    let place = outputFolder.appending(path: folderName(blueprint.client.id)).appending(
      path: periodFolder(report.firstDay, report.lastDay))
    try SiteFolder(place).publish(site)
    try OutputFolder(outputFolder).writePortal(templates: siteTemplates, words: interface)
    progress.clear()
    if let first = editions.first?.pages.first {
      print(printable(first.headline.plain))
    }
    print(place.appending(path: "index.html").path(percentEncoded: false))
    for source in loaded.quality.eventSources where !source.guesses.isEmpty {
      let guesses = source.guesses.map { "\($0.role.rawValue) = \($0.column)" }.joined(separator: ", ")
      print("\(source.name): columns guessed: \(printable(guesses))")
    }
    for survey in loaded.quality.surveys where !survey.guessedQuestions.isEmpty {
      let guesses = survey.guessedQuestions.map { "\($0.metric.rawValue) = \(clipped($0.column))" }
        .joined(separator: ", ")
      print("\(survey.name): questions guessed: \(printable(guesses))")
    }
    let above = loaded.quality.sources.filter(\.isAboveLimit)
    for source in above {
      FileHandle.standardError.write(
        Data(
          "masa: \(printable(source.name)): \(source.rowsRejected) of \(source.rowsRead) rows rejected, more than reject-above allows; see the data-quality page\n"
            .utf8))
    }
    return !above.isEmpty
  }
}

/// Everything of a report in one language.
private func edition(_ language: Language, _ report: Report, _ folder: TemplateFolder) throws -> Edition {
  let blueprint = report.blueprint
  let phrases = try folder.phrases(language)
  var vocabulary: [String: String] = [:]
  for entry in blueprint.vocabulary where entry.language == language.code { vocabulary[entry.key] = entry.word }
  let missing = phrases.missingForms(in: vocabulary)
  guard missing.isEmpty else { throw VocabularyError(language: language, missing: missing) }
  let wording = Wording(language: language, phrases: phrases, currency: blueprint.currency, vocabulary: vocabulary)
  let builder = PageBuilder(report, wording)
  return Edition(frame: builder.frame(), words: InterfaceWords(wording), pages: builder.pages())
}

/// Text from a file as a terminal may show it: control characters and direction marks become spaces.
func printable(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0..<32, 127..<160, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: " "
        default: scalar
        }
      }))
}

/// A word the project replaces without all of its forms.
struct VocabularyError: Error, CustomStringConvertible {
  var language: Language
  var missing: [String]
  var description: String {
    "vocabulary (\(language.code)): give also " + missing.joined(separator: ", ")
      + ", as {one: …, many: …, definite: …, gender: m}"
  }
}

/// A client's id as a folder's name: letters, digits, dots, dashes; anything else adds a fingerprint, so that two ids
/// never share a folder.
func folderName(_ id: String) -> String {
  var name: [UInt8] = []
  var isPlain = true
  for byte in id.utf8.prefix(60) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      name.append(byte)
    case UInt8(ascii: "."), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      name.append(byte)
      if name.count == 1, byte == UInt8(ascii: ".") { isPlain = false }
    default:
      isPlain = false
      if name.last != UInt8(ascii: "-") { name.append(UInt8(ascii: "-")) }
    }
  }
  if id.utf8.count > 60 { isPlain = false }
  if name.first == UInt8(ascii: ".") { name[0] = UInt8(ascii: "-") }
  if isPlain, !name.isEmpty { return String(decoding: name, as: UTF8.self) }
  var hash: UInt32 = 2_166_136_261
  for byte in id.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  let digits = String(hash, radix: 16)
  return String(decoding: name, as: UTF8.self) + "-" + String(repeating: "0", count: 8 - digits.count) + digits
}

/// `2025-01_2026-06` for whole months, else both dates in full.
func periodFolder(_ first: CivilDate, _ last: CivilDate) -> String {
  let next = CivilDate(daysSince1970: last.daysSince1970 + 1)
  if first.day == 1, next.day == 1 { return first.iso.prefix(7) + "_" + last.iso.prefix(7) }
  return first.iso + "_" + last.iso
}
