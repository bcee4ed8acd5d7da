import Foundation

@testable import Reading

/// The file that every input is written to; it has no name any more.
private let spool: CInt = {
  var template = Array(FileManager.default.temporaryDirectory.appending(path: "masa-XXXXXX").path.utf8CString)
  let file = mkstemp(&template)
  if file < 0 { broken("a temporary file can be made") }
  unlink(template)
  return file
}()

/// One input as a file: looked at, read into a table in several ways, and read into partitions by customer.
struct FileAttack {
  private let file: InputFile
  private let format: InputFormat?

  /// Writes the input to the file.
  init(_ input: [UInt8], _ format: InputFormat?) {
    guard ftruncate(spool, 0) == 0, pwrite(spool, input, input.count, 0) == input.count else {
      broken("the temporary file takes the input")
    }
    file = InputFile(path: "/proc/self/fd/\(spool)", name: "input")
    self.format = format
  }

  /// Limits of a file's usual kind, but for what would only take long.
  private static let usual: ReadingLimits = {
    var limits = ReadingLimits()
    limits.inflatedBytes = 1 << 20
    limits.sheetBytes = 1 << 20
    limits.workbookTextBytes = 1 << 20
    limits.workbookPartBytes = 1 << 20
    limits.columns = 4000
    // Large buffers cost more time than what is read into them.
    limits.chunkBytes = 1 << 14
    return limits
  }()

  /// Limits that small files run into.
  private static let tight: ReadingLimits = {
    var limits = usual
    limits.fieldBytes = 48
    limits.recordBytes = 160
    limits.columns = 12
    limits.inflatedBytes = 1 << 14
    limits.inflateRatio = 4
    limits.inflateRatioFrom = 1 << 10
    limits.distinctBytes = 400
    limits.xmlDepth = 6
    limits.zipEntries = 8
    limits.sheetBytes = 2000
    limits.workbookTextBytes = 500
    limits.workbookPartBytes = 2000
    limits.jsonDepth = 3
    limits.chunkBytes = 64
    return limits
  }()

  /// Reads the file in every way; a `ReadingError` is a good answer.
  func run() {
    run(Self.usual)
    run(Self.tight)
  }

  private func run(_ limits: ReadingLimits) {
    guard let inspection = try? inspect(file, format: format, limits: limits) else { return }
    let columns = inspection.columns.count
    guard inspection.samples.count == columns, Set(inspection.columns).count == columns,
      Set(inspection.samples.map(\.count)).count <= 1
    else { broken("an inspection has a name of its own and equally many samples for every column") }
    let guesses = guessRoles(inspection)
    _ = unreadableTimeColumn(inspection)
    _ = looksLikeSurvey(inspection)
    _ = wordColumns(inspection, besides: guesses.map(\.column))
    readTables(inspection, limits)
    readKeys(inspection, guesses, limits)
    for shape in [TableShape.Declared.auto, .wide] {
      let reshaped = inspection.reshaped(shape)
      guard reshaped.isReshaped else { continue }
      _ = table(reshaped, limits) { _ in .dictionary }
      readKeys(reshaped, guessRoles(reshaped), limits)
    }
  }

  private func readTables(_ inspection: Inspection, _ limits: ReadingLimits) {
    let texts = table(inspection, limits) { _ in .dictionary }
    let kinds: [ColumnKind] = [
      .time(.auto), .decimal, .integer, .dictionary, .ids, .time(.dmy), .time(.unix), .time(.excel),
      .time(.pattern("dd/MM/yy HH:mm")),
    ]
    _ = table(inspection, limits) { kinds[$0 % kinds.count] }
    _ = table(inspection, limits) { kinds[($0 + 1) % kinds.count] }
    // How much is read at a time is a matter of speed alone, but for cells whose quotation marks alone pass a limit.
    var other = limits
    other.chunkBytes = limits.chunkBytes == 64 ? 4096 : 37
    let again = table(inspection, other) { _ in .dictionary }
    guard let texts, let again else { return }
    if texts.columns != again.columns || texts.issues != again.issues || texts.rowNumbers != again.rowNumbers {
      broken("a table does not depend on how much is read at a time")
    }
  }

  private func table(_ inspection: Inspection, _ limits: ReadingLimits, _ kind: (Int) -> ColumnKind) -> Table? {
    let columns = inspection.columns.enumerated().map { ColumnRequest(name: $1, kind: kind($0)) }
    guard let table = try? read(inspection, ReadRequest(columns: columns, zone: zone, limits: limits)) else {
      return nil
    }
    for column in table.columns {
      let count =
        switch column {
        case .dictionary(let texts): texts.codes.count
        case .ids(let ids): ids.codes.count
        case .time(let values), .decimal(let values), .integer(let values): values.count
        }
      guard count == table.rowCount, table.rowNumbers.count == count else {
        broken("every column of a table has its number of rows")
      }
    }
    return table
  }

  private func readKeys(_ inspection: Inspection, _ guesses: [RoleGuess], _ limits: ReadingLimits) {
    let columns = inspection.columns
    func column(_ role: ColumnRole, _ place: Int) -> String {
      guesses.first { $0.role == role }?.column ?? columns[place % columns.count]
    }
    guard !columns.isEmpty else { return }
    var request = KeyedRequest(
      key: column(.customer, 0), time: column(.time, 1), label: column(.touchpoint, 2), group: column(.channel, 3),
      amount: column(.amount, 4), sequence: column(.sequence, 5), order: column(.order, 6),
      lifecycle: column(.lifecycle, 7), referrer: column(.referrer, 8), zone: zone, limits: limits)
    let whole = keyed(inspection, request, partitions: 2)
    request.limits.chunkBytes = 29
    request.threads = 2
    let parts = keyed(inspection, request, partitions: 2)
    guard let whole, let parts else { return }
    if whole != parts { broken("events do not depend on stretches and threads") }
  }

  /// What was read, in a form that two readings can be compared in; `nil` for a file that was refused.
  private func keyed(_ inspection: Inspection, _ request: KeyedRequest, partitions: Int) -> KeyedSummary? {
    (try? readKeyed(inspection, request, partitions: partitions)).map { KeyedSummary($0) }
  }
}

/// The rows of a reading, whichever worker read them.
private struct KeyedSummary: Equatable {
  private var rows: [String] = []
  private var issues: IssueLog
  private var rowsRead: Int

  init(_ keyed: KeyedRows) {
    issues = keyed.issues
    rowsRead = keyed.rowsRead
    for partition in 0..<keyed.partitions {
      keyed.forEachStretch(partition) { stretch in
        for i in 0..<stretch.count {
          let row = stretch.row(i)
          let group = row.group == KeyedRow.none ? "" : keyed.groups[stretch.worker][Int(row.group)]
          let amount = row.hasAmount ? stretch.amounts.map { String($0[i]) } ?? "" : ""
          let sequence = stretch.extras.map { String($0[i].sequence) } ?? ""
          let key = row.key.isLong ? keyed.longKeys[stretch.longPlaces[row.key.place]] : "\(row.key)"
          rows.append(
            "\(partition) \(key) \(row.time) \(keyed.labels[stretch.worker][Int(row.label)]) \(group) \(amount) "
              + "\(sequence) \(row.isReferred)")
        }
      }
    }
  }
}
