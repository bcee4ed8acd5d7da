import Testing

@testable import Reading

/// Rows as they wait in memory come back as they were read.
struct PackedRowTests {
  private let request = KeyedRequest(key: "id", time: "when", label: "what", group: "via", amount: "sum", zone: .utc)

  @Test("times and kinds that find no room in a row come back as they were, beside those that do")
  func wideRows() {
    // 1 January 1990, the last microsecond that fits, those beside them, and the farthest there are.
    let edge: Int64 = 631_152_000_000_000
    let times = [
      edge, edge - 1, edge + (1 << 51) - 1, edge + (1 << 51), 0, -1, 1_700_000_000_123_456, 1 << 61, -(1 << 61),
    ]
    // Twice as many kinds as a row can name, in an order in which each comes back after all others.
    let labels = (0..<1000).map { "label \($0)" }
    let groups = (0..<9).map { "group \($0)" }
    var rows: (time: [Int64], label: [UInt32], group: [UInt32], amount: [Int64]) = ([], [], [], [])
    for i in 0..<27_000 {
      rows.time.append(times[i / 7 % times.count])
      rows.label.append(UInt32(i % 1000))
      rows.group.append(i % 10 == 9 ? .max : UInt32(i / 1000 % 9))
      rows.amount.append(i % 3 == 0 ? Int64(i) : .min)
    }
    let keyed = KeyedRows(
      inMemory: request, key: DictionaryColumn(codes: [UInt32](repeating: 0, count: 27_000), values: ["a"]),
      time: rows.time, label: DictionaryColumn(codes: rows.label, values: labels),
      group: DictionaryColumn(codes: rows.group, values: groups), amount: rows.amount, sequence: nil, order: nil,
      lifecycle: nil, referrer: nil, times: nil)
    var next = 0
    var wide = 0
    keyed.forEachStretch(0) { stretch in
      for i in 0..<stretch.count {
        let row = stretch.row(i)
        if stretch.rows[i].kind == PackedRow.wide { wide += 1 }
        guard row.time == rows.time[next], row.label == rows.label[next],
          row.group == (rows.group[next] == .max ? KeyedRow.none : rows.group[next]),
          row.hasAmount == (rows.amount[next] != .min),
          !row.hasAmount || stretch.amounts?[i] == rows.amount[next]
        else {
          Issue.record("row \(next) came back as another")
          return
        }
        next += 1
      }
    }
    #expect(next == 27_000)
    #expect(wide > 9000 && wide < 27_000)
  }

  @Test("a row takes twenty-four bytes")
  func size() { #expect(MemoryLayout<PackedRow>.stride == 24) }
}
