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
    for (cell, told) in zip(cells, told) { if let told { family.relate(cell, earlier: told) } }
    if let total { family.relate(all, earlier: total) }
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
    family.relate(cell, earlier: .hidden)
    family.relate(cell, earlier: .shown(1))
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
}
