import Testing

@testable import Findings

/// What may be said of counts of which an earlier report has told: its reader has both.
struct EarlierReportHidingTests {
  /// Four counts and their total, as an earlier report told them.
  private func settled(
    _ values: [Int], _ told: [EarlierReport.Told<Int>?], total: EarlierReport.Told<Int>? = nil
  ) -> (family: Suppression, cells: [Int], total: Int) {
    var family = Suppression(threshold: 5)
    let cells = values.map { family.add($0) }
    let all = family.add(values.reduce(0, +), worth: 3)
    family.relate(parts: cells, total: all)
    for (cell, told) in zip(cells, told) { if let told { family.relate(cell, earlier: told, grows: true) } }
    if let total { family.relate(all, earlier: total, grows: true) }
    family.settle()
    return (family, cells, all)
  }

  @Test("equal counts, and counts that grew by many, are shown as they would be alone")
  func shown() {
    let (family, cells, total) = settled(
      [30, 40, 50, 60], [.shown(30), .shown(40), .shown(20), nil], total: .shown(90))
    #expect(cells.map { family[$0].shown } == [30, 40, 50, 60] && family[total].shown == 180)
  }

  @Test("a count that grew or fell by few is hidden, and another with it", arguments: [27, 33])
  func few(_ before: Int) throws {
    let (family, cells, total) = settled([30, 40, 50, 60], [.shown(before), nil, nil, nil])
    let range = try #require(family[cells[0]].range)
    #expect(range.low <= 30 && 30 <= range.high && range.high - range.low >= 5)
    #expect(cells.count { family[$0].isHidden } == 2 && family[total].shown == 180)
  }

  @Test("a count that the earlier report shows as it is covers no other")
  func known() {
    // Alone 6 would cover the 3; its reader has known it before, so another does.
    let alone = settled([3, 6, 50, 60], [nil, nil, nil, nil])
    #expect(alone.family[alone.cells[1]].isHidden)
    let (family, cells, _) = settled([3, 6, 50, 60], [nil, .shown(6), nil, nil])
    #expect(family[cells[0]].isHidden && family[cells[1]].shown == 6)
    #expect(family[cells[2]].isHidden != family[cells[3]].isHidden)
  }

  @Test("a hidden count stays hidden while it may be the same, and its range holds the earlier one")
  func stays() throws {
    let (family, cells, _) = settled([30, 40, 50, 60], [.within(27, 32), nil, nil, nil])
    let range = try #require(family[cells[0]].range)
    #expect(range.low <= 27 && range.high >= 32)
    let free = settled([30, 40, 50, 60], [.within(1, 6), nil, nil, nil])
    #expect(free.family[free.cells[0]].shown == 30, "another number by far: it tells nothing of the few of then")
    let near = settled([30, 40, 50, 60], [.within(20, 25), nil, nil, nil])
    #expect(near.family[near.cells[0]].isHidden, "near enough to tell something with its neighbours")
    let unknown = settled([30, 40, 50, 60], [.hidden, nil, nil, nil])
    #expect(unknown.family[unknown.cells[0]].isHidden)
  }

  @Test("without privacy nothing is hidden, whatever the earlier report shows or hides")
  func off() {
    var family = Suppression(threshold: 0)
    let cell = family.add(3)
    family.relate(cell, earlier: .hidden, grows: true)
    family.relate(cell, earlier: .shown(1), grows: true)
    family.settle()
    #expect(family[cell].shown == 3)
  }

  @Test("a small number that an earlier report wrote without privacy is not written again")
  func openly() {
    let hiding = Hiding(threshold: 5)
    #expect(
      hiding.earlier(EarlierReport.Told.shown(3)).isHidden && hiding.earlier(EarlierReport.Told.shown(30)).shown == 30)
    #expect(hiding.earlier(EarlierReport.Told<Int>.within(1, 6)).range?.high == 6)
  }

  /// Two parts of ten, of which the report says 1 to 8 and 2 to 9.
  @Test(
    "what was shown of one part, and can only have become more, tells the other; less of it tells nothing",
    arguments: [
      (6, true, [0, 1]), (6, false, []), (4, true, []), (5, true, [0, 1]),
    ])
  func twoReports(_ then: Int, _ grows: Bool, _ told: [Int]) {
    var reader = TwoReports(
      [(1, 8), (2, 9), (10, 10)], [[0, 1, 2]],
      [TwoReports.Pair(cell: 1, then: (then, then), grows: grows, isHiddenThen: false)])
    #expect(reader.told(threshold: 5) { $0 < 2 } == told)
  }

  @Test("where two reports together would tell a part, another count is hidden until they do not")
  func together() {
    // Of 3, 9 and 40 the first is hidden and one covers it. The earlier report showed 8 of the second.
    let (family, cells, total) = settled([3, 9, 40], [nil, .shown(8), nil], total: .shown(50))
    #expect(family.isHidden(cells[0]))
    let ends = (cells + [total]).map { cell -> TwoReports.Ends in
      if let range = family.range(cell) { return range }
      return family.isHidden(cell) ? (1, 1 << 40) : (family.value(cell), family.value(cell))
    }
    var known = TwoReports(
      ends, [[0, 1, 2, 3]],
      [
        TwoReports.Pair(cell: 1, then: (8, 8), grows: true, isHiddenThen: false),
        TwoReports.Pair(cell: 3, then: (50, 50), grows: true, isHiddenThen: false),
      ])
    #expect(known.told(threshold: 5) { family.isHidden((cells + [total])[$0]) }.isEmpty)
  }
}
