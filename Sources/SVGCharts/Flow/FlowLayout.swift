import Pages
import Wording

/// Every number of a flow's drawing.
struct FlowLayout: Sendable, Equatable {
  /// A touchpoint's box.
  struct Node: Sendable, Equatable {
    var id: String
    var title: String
    /// Index into the figure's nodes.
    var index: Int
    var column: Int
    var volume: Double
    var box: Box
    var shade: Int
    var isHidden: Bool
    var name: FittedText
    var count: FittedText
  }
  /// A forward edge: a band from one box's end to another's start.
  struct Ribbon: Sendable, Equatable {
    var from: Point
    var to: Point
    var half: Double
  }
  /// An edge to an earlier stage: up, over the top, and down.
  struct Arc: Sendable, Equatable {
    var from: Point
    var to: Point
    var outX: Double
    var inX: Double
    var y: Double
    var width: Double
  }
  /// An edge between two boxes of one stage: a bow at their end side.
  struct Bow: Sendable, Equatable {
    var from: Point
    var to: Point
    var bulge: Double
    var width: Double
  }
  /// An edge from a touchpoint to itself, at its corner.
  struct Loop: Sendable, Equatable {
    var corner: Point
    var width: Double
  }
  /// The number of an edge.
  struct Label: Sendable, Equatable {
    var text: FittedText
    var x: Double
    var top: Double
    var isBack: Bool
  }
  /// A stage's name over its column.
  struct Heading: Sendable, Equatable {
    var x: Double
    var name: FittedText
    var note: FittedText
  }
  var width: Double
  var height: Double
  var headings: [Heading] = []
  var nodes: [Node] = []
  var ribbons: [Ribbon] = []
  var arcs: [Arc] = []
  var bows: [Bow] = []
  var loops: [Loop] = []
  var labels: [Label] = []
  var key: KeyLayout

  static let mostNodes = 40
  static let mostEdges = 60
  /// More arcs over the top than this cannot be told apart; the table has them all.
  static let mostArcs = 12
  static let boxWidth = 116.0
}

/// An edge between two chosen nodes.
struct FlowLink: Sendable {
  var from: Int
  var to: Int
  var count: Double
  var text: RichText
}

/// Puts a flow in its place, in named steps: choose, columns, order, sizes, top arcs, ribbons, labels.
func layOutFlow(_ figure: FlowFigure) -> FlowLayout {
  let chosen = chooseNodes(figure)
  var columns = columnsByStage(figure, chosen: chosen)
  let links = chooseLinks(figure, chosen: chosen, columns: columns)
  order(&columns, links: links, figure: figure)

  let boxWidth = FlowLayout.boxWidth
  let gaps = Double(max(1, columns.count - 1))
  // Arcs and bows of the outer columns run in the margins.
  let margin = 62.0
  func pitch(_ width: Double) -> Double { min(360, (width - 2 * margin - boxWidth) / gaps) }
  let pitch =
    max(boxWidth + 92, pitch(1160)) <= pitch(StageColumns.widest)
    ? max(boxWidth + 92, pitch(1160)) : max(boxWidth + 66, pitch(StageColumns.widest))
  let width = max(1160, 2 * margin + boxWidth + pitch * Double(max(0, columns.count - 1))).rounded(.up)
  let left = (width - boxWidth - pitch * Double(max(0, columns.count - 1))) / 2

  var layout = FlowLayout(width: width, height: 0, key: KeyLayout([], left: 0, right: 0, top: 0))
  var headingHeight = 0.0
  for (column, members) in columns.enumerated() {
    let stage = members.first.flatMap { figure.nodes[at: $0] }.flatMap { figure.stages[at: $0.stage] }
    let x = left + Double(column) * pitch + boxWidth / 2
    let room = min(pitch - 16, 2 * (min(x, width - x) - 4))
    let name = TextFitting.fit(stage?.name ?? "", width: room, lines: 2, sizes: [16, 14, 13], bold: true)
    let note = TextFitting.fit(stage?.note ?? "", width: room, lines: 2, sizes: [12, 11])
    layout.headings.append(.init(x: x, name: name, note: note))
    headingHeight = max(headingHeight, name.height + note.height + 2)
  }

  let arcs = links.filter { link in
    flowColumn(of: link.to, in: columns) < flowColumn(of: link.from, in: columns)
  }
  let levels = packLevels(arcs, columns: columns)
  let arcsHeight = arcs.isEmpty ? 0 : Double((levels.max() ?? 0) + 1) * 17 + 14
  let top = 8 + headingHeight + 10 + arcsHeight + 12

  let bottom = placeNodes(columns, figure: figure, left: left, pitch: pitch, top: top, in: &layout)
  let byIndex = Dictionary(uniqueKeysWithValues: layout.nodes.enumerated().map { ($0.element.index, $0.offset) })
  let most = layout.nodes.map(\.volume).max() ?? 0
  let scale = most > 0 ? flowHeight / most : 0
  placeRibbons(links, columns: columns, byIndex: byIndex, scale: scale, in: &layout)
  placeArcs(
    arcs, levels: levels, links: links, columns: columns, byIndex: byIndex, top: 8 + headingHeight + 16,
    room: pitch - boxWidth, in: &layout)
  placeBows(links, byIndex: byIndex, in: &layout)
  placeLabels(links, arcs: arcs, byIndex: byIndex, columns: columns, pitch: pitch, in: &layout)

  layout.key = KeyLayout(
    [(.ribbon, figure.forwardLabel), (.arc, figure.backLabel)], left: left, right: width - left, top: bottom + 22)
  layout.height = (max(layout.key.bottom, bottom) + 10).rounded(.up)
  return layout
}

/// Height of the most visited touchpoint's box.
private let flowHeight = 150.0

/// The largest nodes, in the figure's order.
func chooseNodes(_ figure: FlowFigure) -> [Int] {
  let ranked = figure.nodes.indices.sorted { a, b in
    let (left, right) = (figure.nodes[a].volume.drawn ?? -1, figure.nodes[b].volume.drawn ?? -1)
    return left != right ? left > right : figure.nodes[a].id < figure.nodes[b].id
  }
  return ranked.prefix(FlowLayout.mostNodes).sorted()
}

/// The largest edges between them; hidden counts are in the table only.
private func chooseLinks(_ figure: FlowFigure, chosen: [Int], columns: [[Int]]) -> [FlowLink] {
  let kept = Set(chosen)
  let links = figure.edges.compactMap { edge -> FlowLink? in
    guard let count = edge.count.drawn, count > 0, kept.contains(edge.from), kept.contains(edge.to) else { return nil }
    return FlowLink(from: edge.from, to: edge.to, count: count, text: edge.count.text)
  }
  let ranked = links.sorted { a, b in a.count != b.count ? a.count > b.count : (a.from, a.to) < (b.from, b.to) }
  var arcs = 0
  let told = ranked.prefix(FlowLayout.mostEdges).filter { link in
    guard flowColumn(of: link.to, in: columns) < flowColumn(of: link.from, in: columns) else { return true }
    arcs += 1
    return arcs <= FlowLayout.mostArcs
  }
  return told
}

private func columnsByStage(_ figure: FlowFigure, chosen: [Int]) -> [[Int]] {
  let stages = Set(chosen.map { figure.nodes[$0].stage }).sorted()
  return stages.map { stage in chosen.filter { figure.nodes[$0].stage == stage } }
}

/// The column a node stands in.
func flowColumn(of node: Int, in columns: [[Int]]) -> Int { columns.firstIndex { $0.contains(node) } ?? 0 }

/// Orders each column by the mean place of its neighbours, there and back twice; ties by volume, then by id.
private func order(_ columns: inout [[Int]], links: [FlowLink], figure: FlowFigure) {
  func isBefore(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (figure.nodes[a].volume.drawn ?? 0, figure.nodes[b].volume.drawn ?? 0)
    return x != y ? x > y : figure.nodes[a].id < figure.nodes[b].id
  }
  for index in columns.indices { columns[index].sort(by: isBefore) }
  var place = [Double](repeating: 0, count: figure.nodes.count)
  func note(_ column: [Int]) {
    for (position, node) in column.enumerated() { place[node] = (Double(position) + 0.5) / Double(column.count) }
  }
  columns.forEach(note)
  for sweep in 0..<4 {
    var sums = [Double](repeating: 0, count: figure.nodes.count)
    var weights = sums
    let indices = sweep % 2 == 0 ? Array(columns.indices) : columns.indices.reversed()
    for index in indices {
      for node in columns[index] { (sums[node], weights[node]) = (0, 0) }
      for link in links where link.from != link.to {
        for (node, other) in [(link.from, link.to), (link.to, link.from)] where columns[index].contains(node) {
          sums[node] += place[other] * link.count
          weights[node] += link.count
        }
      }
      columns[index].sort { a, b in
        let x = weights[a] > 0 ? sums[a] / weights[a] : place[a]
        let y = weights[b] > 0 ? sums[b] / weights[b] : place[b]
        return abs(x - y) > 1e-9 ? x < y : isBefore(a, b)
      }
      note(columns[index])
    }
  }
}

private func placeNodes(
  _ columns: [[Int]], figure: FlowFigure, left: Double, pitch: Double, top: Double, in layout: inout FlowLayout
) -> Double {
  let most = figure.nodes.compactMap(\.volume.drawn).max() ?? 0
  let gap = 20.0
  var stacks: [[FlowLayout.Node]] = []
  for (column, members) in columns.enumerated() {
    stacks.append(
      members.map { index in
        let node = figure.nodes[index]
        let name = TextFitting.fit(
          node.name, width: FlowLayout.boxWidth - 12, lines: 3, sizes: [13, 12, 11], bold: true)
        let count = TextFitting.fit(node.volume.text, width: FlowLayout.boxWidth - 12, lines: 1, sizes: [12, 11, 10])
        let height = max(name.height + count.height + 9, most > 0 ? (node.volume.drawn ?? 0) / most * flowHeight : 0)
        return FlowLayout.Node(
          id: node.id, title: node.name.plain + ": " + node.volume.text.plain, index: index, column: column,
          volume: node.volume.drawn ?? 0,
          box: Box(x: left + Double(column) * pitch, y: 0, width: FlowLayout.boxWidth, height: height),
          shade: Palette.stageStep(node.stage, of: figure.stages.count), isHidden: node.volume.state == .hidden,
          name: name, count: count)
      })
  }
  let heights = stacks.map { $0.reduce(0) { $0 + $1.box.height } + gap * Double(max(0, $0.count - 1)) }
  let tallest = heights.max() ?? 0
  for (stack, height) in zip(stacks, heights) {
    // Columns share the height: what is left is spread between boxes, within reason.
    let spare = stack.count > 1 ? min(46, (tallest - height) / Double(stack.count - 1)) : 0
    var y = top + (tallest - height - spare * Double(max(0, stack.count - 1))) / 2
    for var node in stack {
      node.box.y = y
      y += node.box.height + gap + spare
      layout.nodes.append(node)
    }
  }
  return top + tallest
}

private func placeRibbons(
  _ links: [FlowLink], columns: [[Int]], byIndex: [Int: Int], scale: Double, in layout: inout FlowLayout
) {
  struct Forward { var from: Int, to: Int, width: Double }
  let forward = links.compactMap { link -> Forward? in
    guard let from = byIndex[link.from], let to = byIndex[link.to], layout.nodes[from].column < layout.nodes[to].column
    else { return nil }
    return Forward(from: from, to: to, width: max(1.2, link.count * scale))
  }
  var outs = [Double](repeating: 0, count: layout.nodes.count)
  var ins = outs
  for link in forward {
    outs[link.from] += link.width
    ins[link.to] += link.width
  }
  // Where more goes through than a box is high (customers come back), its ribbons share the box.
  func shrink(_ sum: Double, _ node: Int) -> Double { min(1, (layout.nodes[node].box.height - 4) / max(sum, 1e-9)) }
  let squeeze = forward.reduce(1.0) { min($0, shrink(outs[$1.from], $1.from), shrink(ins[$1.to], $1.to)) }
  var fromY = [Double](repeating: 0, count: forward.count)
  var toY = fromY
  for (node, placed) in layout.nodes.enumerated() {
    var y = placed.box.midY - outs[node] * squeeze / 2
    for index in forward.indices.filter({ forward[$0].from == node }).sorted(by: { a, b in
      let (p, q) = (layout.nodes[forward[a].to].box, layout.nodes[forward[b].to].box)
      return p.midY != q.midY ? p.midY < q.midY : p.x > q.x
    }) {
      fromY[index] = y + forward[index].width * squeeze / 2
      y += forward[index].width * squeeze
    }
    y = placed.box.midY - ins[node] * squeeze / 2
    for index in forward.indices.filter({ forward[$0].to == node }).sorted(by: { a, b in
      let (p, q) = (layout.nodes[forward[a].from].box, layout.nodes[forward[b].from].box)
      return p.midY != q.midY ? p.midY < q.midY : p.x < q.x
    }) {
      toY[index] = y + forward[index].width * squeeze / 2
      y += forward[index].width * squeeze
    }
  }
  for (index, link) in forward.enumerated() {
    layout.ribbons.append(
      .init(
        from: Point(layout.nodes[link.from].box.maxX, fromY[index]), to: Point(layout.nodes[link.to].box.x, toY[index]),
        half: max(0.5, link.width * squeeze / 2)))
  }
}

/// Numbers for the largest edges, where they meet no box and no other text.
private func placeLabels(
  _ links: [FlowLink], arcs: [FlowLink], byIndex: [Int: Int], columns: [[Int]], pitch: Double,
  in layout: inout FlowLayout
) {
  var taken = layout.nodes.map { $0.box.grown(by: 3) }
  for loop in layout.loops { taken.append(Box(x: loop.corner.x - 4, y: loop.corner.y - 14, width: 22, height: 22)) }
  let forward = links.filter { link in
    guard let from = byIndex[link.from], let to = byIndex[link.to] else { return false }
    return layout.nodes[from].column < layout.nodes[to].column
  }
  for (link, ribbon) in zip(forward, layout.ribbons).prefix(12) {
    let text = TextFitting.fit(link.text, width: 80, lines: 1, sizes: [12])
    let gap = pitch - FlowLayout.boxWidth
    for share in [0.5, 0.4, 0.6, 0.3, 0.7] {
      let x = ribbon.from.x + gap * share
      let t = parameter(at: x, ribbon)
      let y = ribbon.from.y + (ribbon.to.y - ribbon.from.y) * t * t * (3 - 2 * t)
      let box = Box(x: x - text.width / 2 - 3, y: y - text.height / 2, width: text.width + 6, height: text.height)
      if taken.contains(where: { $0.overlaps(box.grown(by: 5)) }) { continue }
      taken.append(box)
      layout.labels.append(.init(text: text, x: x, top: box.y, isBack: false))
      break
    }
  }
  for (link, arc) in zip(arcs, layout.arcs) {
    let text = TextFitting.fit(link.text, width: 80, lines: 1, sizes: [11.5])
    for share in [0.5, 0.35, 0.65, 0.2, 0.8] {
      let x = arc.inX + (arc.outX - arc.inX) * share
      let box = Box(x: x - text.width / 2 - 3, y: arc.y - text.height / 2, width: text.width + 6, height: text.height)
      if box.width > arc.outX - arc.inX - 20 || taken.contains(where: { $0.overlaps(box) }) { continue }
      taken.append(box)
      layout.labels.append(.init(text: text, x: x, top: box.y, isBack: true))
      break
    }
  }
}

/// Where on a ribbon's curve a given x lies; the drawing's control points make x linear enough to say so.
private func parameter(at x: Double, _ ribbon: FlowLayout.Ribbon) -> Double {
  let target = (x - ribbon.from.x) / max(ribbon.to.x - ribbon.from.x, 1e-6)
  var (low, high) = (0.0, 1.0)
  for _ in 0..<24 {
    let t = (low + high) / 2
    let at = 1.5 * t * (1 - t) + t * t * t
    if at < target { low = t } else { high = t }
  }
  return (low + high) / 2
}
