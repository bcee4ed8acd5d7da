/// Counts issues by column position, without a search by name for each.
struct IssueCollector {
  private let names: [String]
  private var counts: [Int]
  private var samples: [[Issue]]
  /// How many issues there are.
  private(set) var total = 0

  /// Issues of these columns; those of whole rows go to the position after the last.
  init(columns: [String]) {
    names = columns + [""]
    counts = Array(repeating: 0, count: names.count * IssueKind.allCases.count)
    samples = Array(repeating: [], count: counts.count)
  }

  /// The position that stands for the whole row.
  var wholeRow: Int { names.count - 1 }

  /// Counts an issue and keeps the first ones as samples.
  @inline(never)
  mutating func add(_ kind: IssueKind, column: Int, row: UInt32, _ p: Bytes, _ count: Int) {
    let place = column * IssueKind.allCases.count + kind.order
    counts[place] += 1
    total += 1
    guard samples[place].count < IssueLog.samplesKept else { return }
    // Sixty characters never need more bytes than this, and a cut character is repaired.
    let text = String(decoding: UnsafeBufferPointer(start: p, count: min(count, 400)), as: UTF8.self)
    samples[place].append(Issue(kind: kind, row: row, column: names[column], value: text))
  }

  /// The log of everything counted.
  func log(rejectedRows: Int) -> IssueLog {
    var log = IssueLog()
    for (column, name) in names.enumerated() {
      for kind in IssueKind.allCases {
        let place = column * IssueKind.allCases.count + kind.order
        guard counts[place] > 0 else { continue }
        log.add(IssueLog.Entry(kind: kind, column: name, count: counts[place], samples: samples[place]))
      }
    }
    log.rejectedRows = rejectedRows
    return log
  }
}
