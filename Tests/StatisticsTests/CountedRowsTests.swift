import Testing

@testable import Statistics

@Suite struct CountedRowsTests {
  @Test("equal rows are counted together and stand in order of their values")
  func counting() {
    var rows = CountedRows(variables: 2)
    rows.add([3, 1], events: 1)
    rows.add([1, 2], events: 0)
    rows.add([3, 1], trials: 4, events: 2)
    rows.add([1, 1], trials: 0, events: 0)
    rows.add([-0.0, 5], events: 1)
    rows.add([0, 5], events: 0)
    rows.add([1], events: 1)
    #expect(rows.count == 8 && rows.events == 4)
    #expect(rows.patterns.map(\.values) == [[0, 5], [1, 2], [3, 1]])
    #expect(rows.patterns.map(\.n) == [2, 1, 5] && rows.patterns.map(\.events) == [1, 0, 3])
    let first = rows.keeping([1])
    #expect(first.patterns.map(\.values) == [[1], [2], [5]] && first.patterns.map(\.n) == [5, 1, 2])
    #expect(rows.varies(0) && rows.varies(1))
  }

  @Test("thousands of different rows are told apart")
  func many() {
    var rows = CountedRows(variables: 2)
    for i in 0..<30_000 { rows.add([Double(i % 100), Double(i % 97)], events: i % 2) }
    // 100 and 97 have no common factor: 9,700 different rows, each three times, and 900 a fourth time.
    #expect(rows.patterns.count == 9700 && rows.patterns.count { $0.n == 4 } == 900)
    #expect(!rows.keeping([0]).patterns.contains { $0.n != 300 })
  }
}
