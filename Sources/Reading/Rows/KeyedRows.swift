import Glibc

/// Which columns of a file hold what an event is made of.
package struct KeyedRequest: Sendable {
  /// Header names; the first three are required in every row.
  package var key: String
  package var time: String
  package var label: String
  package var group: String?
  package var amount: String?
  package var sequence: String?
  package var order: String?
  package var lifecycle: String?
  package var referrer: String?
  /// Further columns that are kept, each once.
  package var attributes: [String] = []
  /// Of those that are only asked for numbers, the spans that are asked for, in millionths: the least and the greatest number of
  /// one after the other.
  package var bounds: [String: [Int64]] = [:]
  /// Of the kept columns the one that says how contact was made, and whether a cell of it says so; other words are issues.
  package var contact: (column: String, isKnown: @Sendable (String) -> Bool)?
  package var timeFormat: TimeFormat
  package var zone: TimeZoneTable
  package var limits: ReadingLimits
  package var threads: Int
  /// Says whose an id is.
  package var ids = IDResolver.cleaning

  package init(
    key: String, time: String, label: String, group: String? = nil, amount: String? = nil, sequence: String? = nil,
    order: String? = nil, lifecycle: String? = nil, referrer: String? = nil, timeFormat: TimeFormat = .auto,
    zone: TimeZoneTable, limits: ReadingLimits = ReadingLimits(), threads: Int = 1
  ) {
    self.key = key
    self.time = time
    self.label = label
    self.group = group
    self.amount = amount
    self.sequence = sequence
    self.order = order
    self.lifecycle = lifecycle
    self.referrer = referrer
    self.timeFormat = timeFormat
    self.zone = zone
    self.limits = limits
    self.threads = threads
  }

  /// The columns in the order in which a row's cells are handed over.
  var columns: [ColumnRequest] {
    var columns = [
      ColumnRequest(name: key, kind: .dictionary, required: true),
      ColumnRequest(name: time, kind: .time(timeFormat), required: true),
      ColumnRequest(name: label, kind: .dictionary, required: true),
    ]
    for name in [group, order, lifecycle, referrer] {
      if let name { columns.append(ColumnRequest(name: name, kind: .dictionary, required: false)) }
    }
    if let amount { columns.append(ColumnRequest(name: amount, kind: .decimal, required: false)) }
    if let sequence { columns.append(ColumnRequest(name: sequence, kind: .integer, required: false)) }
    columns += attributes.map { ColumnRequest(name: $0, kind: .dictionary, required: false) }
    return columns
  }

  /// The same for a table whose rows of nobody are kept apart and not rejected.
  var columnsWithNobody: [ColumnRequest] {
    var columns = columns
    columns[0].required = false
    return columns
  }
}

/// The usable rows of one source, by partition of their keys and in the file's order within each.
package final class KeyedRows: @unchecked Sendable {
  /// What one worker read: its rows and the texts its codes stand for.
  struct Part {
    var store: RowStore
    var labels: [String]
    var groups: [String]
    var orders: [String]
    var lifecycles: [String]
    /// Place of each of the worker's long ids among all of them.
    var longPlaces: [Int]
    var nameless: [NamelessRow] = []
    /// The texts of each column that is kept.
    var attributes: [[String]] = []
  }

  let parts: [Part]
  /// The file in order: which part read it from and up to which of its stretches, one behind the other.
  private let runs: [Run]
  package let partitions: Int
  package let rowCount: Int
  package let hasAmounts: Bool
  package let hasExtras: Bool
  package let hasOrders: Bool
  package let hasSequence: Bool
  package let hasLifecycles: Bool
  package let hasReferrers: Bool
  /// Ids of more than fifteen bytes, by place.
  package let longKeys: [String]

  package let rowsRead: Int
  /// Ids that stand in a column of devices, in rows that have none of a person's.
  package internal(set) var deviceKeys: [RowKey] = []
  /// By place in the tables of who is who, whether an id of the file is there.
  package internal(set) var used: [Bool] = []
  /// Who brought whom as the rows name it, in no order.
  package internal(set) var referrals: [Referral] = []
  /// Rows that the project's filter left out; they are among the rows read.
  package internal(set) var rowsFiltered = 0
  /// What was guessed of the amounts' decimals; `nil` where something tells.
  package internal(set) var decimalGuess: DecimalGuess?
  package internal(set) var issues: IssueLog
  /// How the text was found to be encoded; `nil` where it is as the inspection says.
  package internal(set) var encoding: TextEncoding?
  /// Rejected rows by label, by UTF-8 bytes.
  package let rejectedBy: [(value: String, rows: Int)]
  package let times: TimeReport?
  package let contentHash: UInt32

  /// Stretches that one worker read one after the other lie side by side.
  private struct Run {
    var part: Int
    var first: Int
    var last: Int
  }

  private static func runs(_ stretches: [(part: Int, index: Int)]) -> [Run] {
    var runs: [Run] = []
    for (part, index) in stretches {
      if let last = runs.indices.last, runs[last].part == part, runs[last].last == index - 1 {
        runs[last].last = index
      } else {
        runs.append(Run(part: part, first: index, last: index))
      }
    }
    return runs
  }

  /// - Parameter stretches: the file in order: which part read a stretch, and which of its stretches it is.
  init(
    parts: [Part], stretches: [(part: Int, index: Int)], longKeys: [String], request: KeyedRequest, rowsRead: Int,
    issues: IssueLog, rejectedBy: [(value: String, rows: Int)], times: TimeReport?, contentHash: UInt32
  ) {
    self.parts = parts
    runs = Self.runs(stretches)
    self.longKeys = longKeys
    partitions = parts.first?.store.partitions ?? 1
    rowCount = parts.reduce(0) { sum, part in (0..<part.store.partitions).reduce(sum) { $0 + part.store.counts[$1] } }
    hasAmounts = request.amount != nil
    hasOrders = request.order != nil
    hasSequence = request.sequence != nil
    hasLifecycles = request.lifecycle != nil
    hasReferrers = request.referrer != nil
    hasExtras = request.order != nil || request.sequence != nil || request.lifecycle != nil
    self.rowsRead = rowsRead
    self.issues = issues
    self.rejectedBy = rejectedBy
    self.times = times
    self.contentHash = contentHash
  }

  /// Texts of label codes, by worker; likewise for the others.
  package var labels: [[String]] { parts.map(\.labels) }
  package var groups: [[String]] { parts.map(\.groups) }
  package var orders: [[String]] { parts.map(\.orders) }
  package var lifecycles: [[String]] { parts.map(\.lifecycles) }
  /// By worker and attribute, in the order they were asked for; more than `AttributeCode.mostValues` are not all of them.
  package var attributes: [[[String]]] { parts.map(\.attributes) }

  /// A stretch of rows that lie side by side, with amounts and extras where the source has them.
  package struct Stretch {
    package var worker: Int
    package var rows: UnsafePointer<PackedRow>
    /// At the place of each row that `hasAmount`; what stands at the others' means nothing.
    package var amounts: UnsafePointer<Int64>?
    package var extras: UnsafePointer<RowExtra>?
    /// Codes of the worker, by attribute.
    package var attributes: [UnsafePointer<UInt16>]
    package var count: Int
    /// Place among `longKeys` of each of the worker's long ids.
    package var longPlaces: [Int]
    /// The worker's kinds by place.
    fileprivate let kinds: UnsafePointer<RowKind>
    /// Where the partition's wide rows stand, block by block.
    fileprivate let wideBlocks: [UnsafeMutablePointer<WideRow>]

    /// A row as it was read.
    @inline(__always)
    package func row(_ i: Int) -> KeyedRow {
      let row = rows[i]
      guard row.kind == PackedRow.wide else {
        return KeyedRow(key: row.key, time: row.time, kind: kinds[row.kind], hasAmount: row.hasAmount)
      }
      let perBlock = BlockLists<WideRow>.perBlock
      let own = wideBlocks[row.widePlace / perBlock][row.widePlace & (perBlock - 1)]
      return KeyedRow(key: row.key, time: own.time, kind: own.kind, hasAmount: row.hasAmount)
    }
  }

  /// What rows of a worker say besides who and when; a row names the place.
  package var kinds: [[RowKind]] {
    parts.map { Array(UnsafeBufferPointer(start: $0.store.kinds.kinds, count: $0.store.kinds.count)) }
  }

  /// Hands over a partition's rows in the file's order; codes and places of long ids are the worker's own.
  package func forEachStretch(_ partition: Int, _ body: (Stretch) -> Void) {
    forEachStretch(partition, withAmounts: true, body)
  }

  @inline(__always)
  private func forEachStretch(_ partition: Int, withAmounts: Bool, _ body: (Stretch) -> Void) {
    // Amounts stand apart, one for each row that has one; here each row gets its own again.
    let amounts = UnsafeMutablePointer<Int64>.allocate(capacity: BlockLists<PackedRow>.perBlock)
    defer { amounts.deallocate() }
    for run in runs {
      let store = parts[run.part].store
      let wideBlocks = store.wideBlocks(partition)
      let from = run.first == 0 ? 0 : store.marks[run.first - 1][partition]
      var at = from
      var nextAmount = run.first == 0 ? 0 : store.amountMarks[run.first - 1][partition]
      store.rows.forEachStretch(partition, from..<store.marks[run.last][partition]) { base, count in
        if withAmounts, let own = store.amounts {
          nextAmount = own.spread(partition, from: nextAmount, over: base, count, into: amounts)
        }
        body(
          Stretch(
            worker: run.part, rows: base, amounts: store.amounts == nil || !withAmounts ? nil : UnsafePointer(amounts),
            extras: store.extras?.pointer(partition, at),
            attributes: store.attributes.map { $0.pointer(partition, at) }, count: count,
            longPlaces: parts[run.part].longPlaces,
            kinds: store.kinds.kinds, wideBlocks: wideBlocks))
        at += count
      }
    }
  }

  /// By worker and by label, how many rows there are, and how many of them have an amount.
  package func paidRows() -> [[(rows: Int, paid: Int)]] {
    // By kind, with and without an amount: a row costs one count.
    let kinds = parts.map { Int($0.store.kinds.count) }
    var counts = kinds.map { [Int](repeating: 0, count: 2 * $0) }
    var result = parts.map { [(rows: Int, paid: Int)](repeating: (0, 0), count: $0.labels.count) }
    for partition in 0..<partitions {
      forEachStretch(partition, withAmounts: false) { stretch in
        counts[stretch.worker].withUnsafeMutableBufferPointer { counts in
          for i in 0..<stretch.count {
            let row = stretch.rows[i]
            guard row.kind == PackedRow.wide else {
              counts[2 &* row.kind &+ (row.hasAmount ? 1 : 0)] &+= 1
              continue
            }
            let label = Int(stretch.row(i).label)
            result[stretch.worker][label].rows += 1
            if row.hasAmount { result[stretch.worker][label].paid += 1 }
          }
        }
      }
    }
    for (worker, part) in parts.enumerated() {
      for kind in 0..<kinds[worker] {
        let label = Int(part.store.kinds.kinds[kind].label)
        let (bare, paid) = (counts[worker][2 * kind], counts[worker][2 * kind + 1])
        guard bare + paid > 0 else { continue }
        result[worker][label].rows += bare + paid
        result[worker][label].paid += paid
      }
    }
    return result
  }

  /// Whether some amount is below nothing.
  package var hasNegativeAmounts: Bool { parts.contains { $0.store.hasNegativeAmounts } }

  /// Rows of nobody, by worker; their codes are the worker's own.
  package var nameless: [[NamelessRow]] { parts.map(\.nameless) }

  /// How many rows a partition holds.
  package func count(in partition: Int) -> Int { parts.reduce(0) { $0 + $1.store.counts[partition] } }

  /// Gives up a partition's rows: memory in whole pages, for other use as long as these rows live.
  package func reclaim(_ partition: Int) -> [UnsafeMutableRawBufferPointer] {
    parts.flatMap { $0.store.reclaim(partition) }
  }
}

extension BlockLists<Int64> {
  /// Gives each row that has an amount the next one; returns the place of the next amount.
  fileprivate func spread(
    _ partition: Int, from first: Int, over rows: UnsafePointer<PackedRow>, _ count: Int,
    into target: UnsafeMutablePointer<Int64>
  ) -> Int {
    var next = first
    var block: UnsafePointer<Int64>?
    for i in 0..<count where rows[i].hasAmount {
      let place = next & (Self.perBlock - 1)
      if block == nil || place == 0 { block = pointer(partition, next) - place }
      target[i] = block.unsafelyUnwrapped[place]
      next &+= 1
    }
    return next
  }
}

/// How many partitions suit so many rows: each should fit a core's cache.
package func partitionCount(rows: Int) -> Int {
  var count = 1
  while count < 512, rows / count > 24_000 { count *= 2 }
  return count
}
