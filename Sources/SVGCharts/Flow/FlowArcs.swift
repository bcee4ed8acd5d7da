import Pages

/// A level over the top for each arc, so that arcs over the same place do not share one; short ones lie lowest.
func packLevels(_ arcs: [FlowLink], columns: [[Int]]) -> [Int] {
  var levels = [Int](repeating: 0, count: arcs.count)
  var taken: [[ClosedRange<Int>]] = []
  let spans = arcs.map { (flowColumn(of: $0.to, in: columns))...(flowColumn(of: $0.from, in: columns)) }
  for index in arcs.indices.sorted(by: { (spans[$0].count, $0) < (spans[$1].count, $1) }) {
    var level = 0
    while level < taken.count, taken[level].contains(where: { $0.overlaps(spans[index]) }) { level += 1 }
    if level == taken.count { taken.append([]) }
    taken[level].append(spans[index])
    levels[index] = level
  }
  return levels
}

/// Arcs to earlier stages and loops on a touchpoint, each in a lane of its own.
func placeArcs(
  _ arcs: [FlowLink], levels: [Int], links: [FlowLink], columns: [[Int]], byIndex: [Int: Int], top: Double,
  room: Double, in layout: inout FlowLayout
) {
  let most = max(arcs.first?.count ?? 1, 1e-9)
  let deepest = levels.max() ?? 0
  func thickness(_ count: Double) -> Double { 1.4 + 5.6 * (count / most).clamped(0, 1) }
  // The lower an arc runs over the top, the nearer to its boxes it goes up and down: so arcs nest rather than cross.
  let inwards = arcs.indices.sorted { (levels[$0], $0) < (levels[$1], $1) }
  func slots(_ node: (FlowLink) -> Int) -> [(slot: Int, port: Int)] {
    var inGutter = [Int](repeating: 0, count: columns.count)
    var inBox: [Int: Int] = [:]
    var slots = [(slot: Int, port: Int)](repeating: (0, 0), count: arcs.count)
    for index in inwards {
      let (box, gutter) = (node(arcs[index]), flowColumn(of: node(arcs[index]), in: columns))
      slots[index] = (inGutter[gutter], inBox[box, default: 0])
      inGutter[gutter] += 1
      inBox[box, default: 0] += 1
    }
    return slots
  }
  let (outs, ins) = (slots(\.from), slots(\.to))
  /// Lanes share what a gutter has room for, half of it for either side.
  func step(_ slots: [(slot: Int, port: Int)], _ index: Int) -> Double {
    let most = slots.reduce(0) { max($0, $1.slot) }
    return 12 + Double(slots[index].slot) * min(6.5, min(42, room / 2 - 14) / Double(max(1, most)))
  }
  func port(_ slot: (slot: Int, port: Int), _ box: Box) -> Double {
    // The nearest lane of a gutter enters lowest, so that the lanes beyond it need not cross it.
    let count = Double(slot.port)
    return box.y + max(6, min(26, box.height * 0.4) - count * 8)
  }
  for (index, arc) in arcs.enumerated() {
    guard let from = byIndex[arc.from].map({ layout.nodes[$0] }), let to = byIndex[arc.to].map({ layout.nodes[$0] })
    else { continue }
    layout.arcs.append(
      .init(
        from: Point(from.box.maxX, port(outs[index], from.box)), to: Point(to.box.x, port(ins[index], to.box)),
        outX: from.box.maxX + step(outs, index), inX: to.box.x - step(ins, index),
        y: top + Double(deepest - levels[index]) * 17, width: thickness(arc.count)))
  }
  for link in links where link.from == link.to {
    guard let node = byIndex[link.from].map({ layout.nodes[$0] }) else { continue }
    let share = link.count / max(links.first?.count ?? 1, 1e-9)
    layout.loops.append(.init(corner: Point(node.box.maxX, node.box.y), width: 1.3 + 2.7 * share))
  }
}

/// Bows between boxes of one stage, at their end side.
func placeBows(_ links: [FlowLink], byIndex: [Int: Int], in layout: inout FlowLayout) {
  let most = links.first?.count ?? 1
  for link in links where link.from != link.to {
    guard let from = byIndex[link.from].map({ layout.nodes[$0] }), let to = byIndex[link.to].map({ layout.nodes[$0] }),
      from.column == to.column
    else { continue }
    let down = to.box.y > from.box.y
    let a = Point(
      from.box.maxX, down ? from.box.maxY - min(10, from.box.height / 3) : from.box.y + min(10, from.box.height / 3))
    let b = Point(to.box.maxX, down ? to.box.y + min(10, to.box.height / 3) : to.box.maxY - min(10, to.box.height / 3))
    layout.bows.append(
      .init(
        from: a, to: b, bulge: min(40, 15 + abs(b.y - a.y) * 0.12) * (down ? 1 : 1.35),
        width: 1.3 + 6.7 * link.count / most))
  }
}
