import Analysis
import Cores
import Findings
import Foundation
import Journeys
import Pages
import Publishing

/// A last look at a report that is written and that nobody can see yet: what stands in its files is compared with what the
/// hiding gave out, and with what only the client may know.
///
/// It looks at files and not at what they were made of, so that it finds what a mistake in a page, a table or a phrase lets
/// through. What a person wrote into the project file is published as written: consultant's notes, approved quotations,
/// names, a telephone at the foot of the page.
struct Audit: Sendable {
  /// The ids of everybody in the data.
  var ids: KnownIDs
  /// What customers wrote in their own words.
  var verbatims: [String]
  /// Tables, as they are said to have been written, with the counts of people in them.
  var tables: [(path: String, table: Table)]
  /// The smallest count of people that may be shown; 0 or 1: every one.
  var fewest: Int
  /// The project file, and what else a person has named: files, workshops' decisions.
  var declared: Declared
  /// Names of the data that were published by rule, as touchpoints have; an id may be spelt like one.
  var names: [String]
  /// The program's own words.
  var templates: TemplateFolder
  var threads: Int

  /// What people wrote who knew that it may be published.
  struct Declared: Sendable {
    var project: String
    var others: [String]

    var texts: [String] { declaredTexts(yaml: project) + others }
  }

  /// Throws what it finds first, in the order of the files.
  ///
  /// - Parameter folder: where the site was written.
  func check(_ folder: URL, _ site: Site) throws {
    let paths = site.files.map(\.path)
    let workers = max(1, min(threads, paths.count))
    let read = onCores(workers) { worker in
      var beginnings = WordBeginnings()
      let files = stride(from: worker, to: paths.count, by: workers).map { place in
        Result { try look(at: paths[place], in: folder, &beginnings) }
      }
      return (files: files, beginnings: beginnings)
    }
    var seen: [Seen] = []
    for place in paths.indices {
      if let file = try read[place % workers].files[place / workers].get() { seen.append(file) }
    }
    let beginnings = read.dropFirst().reduce(into: read[0].beginnings) { $0.formUnion($1.beginnings) }
    let known = Lazily { self.declared.texts }
    for file in seen {
      if file.hasFewPeople { throw AuditError(file: file.path, finding: .count) }
      for contact in file.contacts where !known.contacts.contains(contact) {
        throw AuditError(file: file.path, finding: contact.kind == .email ? .email : .phone)
      }
    }
    try checkWords(seen, beginnings, known)
  }

  /// What was found in one file, and its words.
  private struct Seen: Sendable {
    var path: String
    var hasFewPeople: Bool
    var contacts: [Contact]
    /// 0 between texts.
    var words: [UInt64]
  }

  private func look(at path: String, in folder: URL, _ beginnings: inout WordBeginnings) throws -> Seen? {
    // A workbook holds the cells of the table's CSV, which is looked at.
    guard [".html", ".svg", ".csv", ".json"].contains(where: path.hasSuffix) || SearchIndex.isIndex(path) else {
      return nil
    }
    let bytes: [UInt8]
    do { bytes = [UInt8](try Data(contentsOf: folder.appending(path: path))) } catch {
      throw PublishingError.notRead(path, error)
    }
    let text = SeenText(path: path, bytes)
    var contacts: [Contact] = []
    text.forEach { text in
      if mayHoldContact(text) { contacts += Analysis.contacts(in: String(decoding: text, as: UTF8.self)) }
    }
    let counts = WrittenCounts(fewest: fewest)
    let hasFewPeople =
      path.hasSuffix(".json")
      ? counts.hasFew(json: bytes)
      : path.hasSuffix(".csv")
        ? tables.contains { $0.path == path && counts.hasFew(csv: bytes, $0.table) } : false
    return Seen(
      path: path, hasFewPeople: hasFewPeople, contacts: contacts, words: Self.words(of: text, &beginnings))
  }

  private static func words(of text: SeenText, _ beginnings: inout WordBeginnings) -> [UInt64] {
    text.bytes.withUnsafeBufferPointer { bytes in
      var words: [UInt64] = []
      words.reserveCapacity(bytes.count / 4)
      var hashes = WordHashes(bytes)
      while let hash = hashes.next() {
        // The end of a text that ended already says nothing more.
        if hash == 0, words.last == 0 { continue }
        words.append(hash)
        if hash != 0 { beginnings.insert(hashes.word) }
      }
      return words
    }
  }

  // MARK: Ids and verbatims

  private func checkWords(_ seen: [Seen], _ beginnings: WordBeginnings, _ known: Lazily) throws {
    let groups = ids.groups + 1
    let workers = max(1, min(threads, groups))
    // Of a large site only so many words in a row are kept as somebody asks for; of a small one all is sooner done.
    let isLarge = seen.reduce(0) { $0 + $1.words.count } > 400_000
    let lengths =
      !isLarge
      ? ~0
      : onCores(workers) { worker in
        var bits = 0
        for group in stride(from: worker, to: groups, by: workers) {
          forEach(in: group, beginnings) { text, _ in bits |= 1 << Words.beginning(text).count }
        }
        return bits
      }.reduce(0, |)
    let runs = WordRuns(seen.map(\.words), lengths: lengths)
    let suspects = onCores(workers) { worker in
      var found: [Suspect] = []
      for group in stride(from: worker, to: groups, by: workers) {
        forEach(in: group, beginnings) { text, finding in
          let beginning = Words.beginning(text)
          if beginning.count > 0, runs.contains(beginning.hash) { found.append(Suspect(finding, Words(text).all)) }
        }
      }
      return found
    }.flatMap { $0 }
    guard !suspects.isEmpty else { return }
    let own = try known.words(names + ownWords())
    let leaks = Set(suspects).filter { !own.holds($0.words) }
    for file in seen {
      let here = leaks.filter { file.words.holds($0.words) }.map(\.finding)
      if let finding = AuditError.Finding.allCases.first(where: here.contains) {
        throw AuditError(file: file.path, finding: finding)
      }
    }
  }

  /// An id or an answer that begins with words that were published.
  private struct Suspect: Hashable, Sendable {
    var finding: AuditError.Finding
    var words: [UInt64]

    init(_ finding: AuditError.Finding, _ words: [UInt64]) {
      self.finding = finding
      self.words = words
    }
  }

  /// Ids that tell somebody from somebody, and answers long enough to be somebody's own, of those that may begin with a
  /// word that was published.
  private func forEach(
    in group: Int, _ beginnings: WordBeginnings, _ body: (UnsafeBufferPointer<UInt8>, AuditError.Finding) -> Void
  ) {
    guard group < ids.groups else {
      for var text in verbatims {
        text.withUTF8 {
          if beginnings.mayBegin($0), Words.count($0).letters >= Self.ownLetters { body($0, .verbatim) }
        }
      }
      return
    }
    ids.forEach(in: group, beginningWith: beginnings) { text in
      if Words.tells(text, digits: Self.ownDigits) { body(text, .id) }
    }
  }

  /// So many letters are an answer in somebody's own words.
  private static let ownLetters = 20
  /// So many digits are a number that somebody has: fewer are counts and years.
  private static let ownDigits = 7

  /// Phrases and templates: what the program says itself is nobody's id.
  private func ownWords() throws -> [String] {
    try ["languages", "pages", "partials"].flatMap { name -> [String] in
      let folder = templates.url.appending(path: name)
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted().map
      {
        String(decoding: try Data(contentsOf: folder.appending(path: $0)), as: UTF8.self)
      }
    }
  }

  /// What may be published as written, taken apart only where something was found.
  private final class Lazily {
    private let make: () -> [String]
    private lazy var texts = make()
    /// Telephones and addresses that were declared.
    lazy var contacts = Set(texts.flatMap { Analysis.contacts(in: $0) })

    init(_ make: @escaping () -> [String]) { self.make = make }

    func words(_ more: [String]) -> [UInt64] {
      SeenText(texts + more).bytes.withUnsafeBufferPointer { Array(WordHashes($0)) }
    }
  }
}
