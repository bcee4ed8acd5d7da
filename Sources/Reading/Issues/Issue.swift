/// Why a cell or a row could not be used as it is.
package enum IssueKind: String, CaseIterable, Sendable {
  /// A required cell is empty; the row is rejected.
  case missingValue
  /// A time that does not exist or cannot be understood.
  case unreadableTime
  /// A number that cannot be understood.
  case unreadableNumber
  /// A row with fewer or more cells than the header.
  case raggedRow
  /// A quotation mark that never ends; it is then taken as text.
  case unclosedQuote
  /// Bytes that are no text in the file's encoding; each is replaced by U+FFFD.
  case badEncoding
  /// A cell of a workbook whose formula ended in an error such as `#N/A`; it counts as empty.
  case formulaError
  /// A row of a survey export that is no answer: a preview, a test, a deleted one; it is left out, not rejected.
  case notAnAnswer
  /// A code that the file itself declares to be no answer; the cell reads as empty.
  case declaredMissing
  /// A record that is no JSON object; it is rejected.
  case badRecord
  /// A row of a history of fields about another field than the stage; it is left out, not rejected.
  case otherField
  /// A name of a touchpoint that the project and the data do not know.
  case unknownTouchpoint
  /// A row that goes on with the one above, as the further articles of an order do; it is left out, not rejected.
  case continuedRow
  /// The header again, where exports were put one behind the other; it is left out, not rejected.
  case repeatedHeader
  /// What a system writes where it does not know who it was stands for a customer; the row is rejected.
  case placeholder
  /// A number that a spreadsheet has rounded stands for a customer; the row is rejected.
  case roundedNumber
  /// A time more than ten years from every other of its file; the row is rejected.
  case farTime
  /// A date of a column in which a spreadsheet took days for months: it can be read, and is likely another.
  case swappedDayMonth
  /// A recommendation stored from 1 to 11 where 0 to 10 was asked; no answer of the question is used.
  case recommendationFromOne
  /// A rating that falls where the recommendation rises; it is used as it is.
  case againstRecommendation
  /// A NUL byte, which is passed over.
  case nulBytes
  /// A date of three numbers of two digits, of which nothing tells whether the year or the day stands first.
  case placeOfYear
  /// Digits that are a date with the day first or a Unix time.
  case dateOrUnix
  /// A time or number that a spreadsheet was made to keep as a text (`="…"`, an apostrophe); read as what stands there.
  case keptAsText
  /// Hebrew that a wrong code page has spoilt; it is used as it stands.
  case spoiltText
  /// A cell that holds several answers of a list; it counts as one answer of its own.
  case severalAnswers
  /// What stands for how far a decision is says neither planned nor done nor dropped; the row is kept without it.
  case unknownStatus
  /// A row says something else of a customer than a row before; the later one counts.
  case anotherValue
  /// A word in a column of ways of contact that names none; the row is kept, and says nothing of how contact was made.
  case unknownContact

  /// The place in the closed list, which orders every listing.
  var order: Int {
    switch self {
    case .missingValue: return 0
    case .unreadableTime: return 1
    case .unreadableNumber: return 2
    case .raggedRow: return 3
    case .unclosedQuote: return 4
    case .badEncoding: return 5
    case .formulaError: return 6
    case .notAnAnswer: return 7
    case .declaredMissing: return 8
    case .badRecord: return 9
    case .otherField: return 10
    case .unknownTouchpoint: return 11
    case .continuedRow: return 12
    case .repeatedHeader: return 13
    case .placeholder: return 14
    case .roundedNumber: return 15
    case .farTime: return 16
    case .swappedDayMonth: return 17
    case .recommendationFromOne: return 18
    case .againstRecommendation: return 19
    case .nulBytes: return 20
    case .placeOfYear: return 21
    case .dateOrUnix: return 22
    case .keptAsText: return 23
    case .spoiltText: return 24
    case .severalAnswers: return 25
    case .unknownStatus: return 26
    case .anotherValue: return 27
    case .unknownContact: return 28
    }
  }
}

/// One cell or row that could not be used.
package struct Issue: Sendable, Equatable {
  /// Why it could not be used.
  package var kind: IssueKind
  /// The record number, the header being 1; in XES the number of the event.
  package var row: UInt32
  /// The column's name; empty when the whole row is meant.
  package var column: String
  /// The cell's text, at most sixty characters of it.
  package var value: String

  /// An issue whose value is clipped here.
  package init(kind: IssueKind, row: UInt32, column: String, value: String) {
    self.kind = kind
    self.row = row
    self.column = column
    self.value = clipped(value)
  }
}

/// All issues of a file: counted by kind and column, with the first few of each.
package struct IssueLog: Sendable, Equatable {
  /// How often one kind of issue occurred in one column.
  package struct Entry: Sendable, Equatable {
    /// The kind that is counted.
    package var kind: IssueKind
    /// The column's name; empty for whole rows.
    package var column: String
    /// The number of all issues, kept as samples or not.
    package var count: Int
    /// The first ones in row order, at most `IssueLog.samplesKept`.
    package var samples: [Issue]
  }

  /// How many samples are kept for each kind and column.
  package static let samplesKept = 20

  /// Ordered by kind, then by the column name's bytes.
  package private(set) var entries: [Entry] = []
  /// Rows left out because a required cell was missing or unreadable.
  package var rejectedRows = 0

  /// A log without issues.
  package init() {}

  /// The number of issues of all kinds.
  package var total: Int { entries.reduce(0) { $0 + $1.count } }

  /// The number of issues of a kind, in one column or in all.
  package func count(of kind: IssueKind, column: String? = nil) -> Int {
    entries.reduce(0) { $0 + ($1.kind == kind && (column == nil || $1.column == column) ? $1.count : 0) }
  }

  /// Every kept sample, in the order of the entries.
  package var samples: [Issue] { entries.flatMap(\.samples) }

  /// Counts an issue.
  package mutating func add(_ issue: Issue) {
    insert(Entry(kind: issue.kind, column: issue.column, count: 1, samples: [issue]))
  }

  /// Adds issues already counted.
  mutating func add(_ entry: Entry) { insert(entry) }

  /// Adds another log's counts; samples stay the first ones by row.
  package mutating func merge(_ other: IssueLog) {
    for entry in other.entries { insert(entry) }
    rejectedRows += other.rejectedRows
  }

  /// The same log with row numbers moved on, for a stretch of a file read apart.
  func shifted(by rows: Int) -> IssueLog {
    var log = self
    for index in log.entries.indices {
      for sample in log.entries[index].samples.indices {
        log.entries[index].samples[sample].row = UInt32(
          clamping: Int(log.entries[index].samples[sample].row) + rows)
      }
    }
    return log
  }

  private mutating func insert(_ entry: Entry) {
    let place = entries.firstIndex { !precedes($0, entry) } ?? entries.endIndex
    guard place < entries.endIndex, entries[place].kind == entry.kind, entries[place].column == entry.column else {
      entries.insert(entry, at: place)
      return
    }
    entries[place].count += entry.count
    let kept = entries[place].samples
    if kept.count == Self.samplesKept, let last = kept.last, let first = entry.samples.first, first.row >= last.row {
      return
    }
    let both = (kept + entry.samples).enumerated().sorted {
      $0.element.row != $1.element.row ? $0.element.row < $1.element.row : $0.offset < $1.offset
    }
    entries[place].samples = both.prefix(Self.samplesKept).map(\.element)
  }

  private func precedes(_ a: Entry, _ b: Entry) -> Bool {
    a.kind != b.kind
      ? a.kind.order < b.kind.order : a.column.utf8.lexicographicallyPrecedes(b.column.utf8)
  }
}
