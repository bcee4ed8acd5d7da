import Pages
import Wording

/// Every number of a chain's drawing.
struct ChainLayout: Sendable, Equatable {
  /// A touchpoint's link in its place.
  struct Link: Sendable, Equatable {
    var id: String
    var title: String
    var shape: ChainShape
    var name: FittedText
    var note: FittedText
    var nameTop: Double
    var mark: ChainFigure.Mark
    var label: FittedText
    var labelTop: Double
  }
  /// A link seen from its edge, between two touchpoints.
  struct Joint: Sendable, Equatable {
    var box: Box
    /// One of its neighbours is not measured.
    var isOpen: Bool
  }
  /// A stage over its links.
  struct Stage: Sendable, Equatable {
    var name: FittedText
    var top: Double
    var left: Double
    var right: Double
    var rule: Double
  }
  var width: Double
  var height: Double
  var links: [Link] = []
  var joints: [Joint] = []
  var stages: [Stage] = []
  var key: KeyLayout

  static let linkHeight = 60.0
}

/// Hangs up a chain: as many links in a row as can be read, and as many rows as that takes.
func layOutChain(_ figure: ChainFigure) -> ChainLayout {
  let margin = 14.0
  let count = figure.links.count
  let rows = max(1, (count + 10) / 11)
  let perRow = max(1, (count + rows - 1) / rows)
  let cell = ((ChartStyle.page - 2 * margin) / Double(perRow)).clamped(94, 160)
  // Narrow, or as wide as the page: a width between would be enlarged, and its type with it.
  let needed = max(480, Double(perRow) * cell + 2 * margin)
  let width = needed < 690 ? needed : ChartStyle.page
  var layout = ChainLayout(width: width.rounded(.up), height: 0, key: KeyLayout([], left: 0, right: 0, top: 0))
  let left = margin
  let thickness = ChainThickness(figure)
  var y = 4.0
  for row in 0..<rows {
    let range = (row * perRow)..<min(count, (row + 1) * perRow)
    guard !range.isEmpty else { break }
    let links = Array(figure.links[range])
    y = layout.placeStages(of: links, figure.stages, left: left, cell: cell, top: y)
    let labels = links.map {
      TextFitting.fit(
        $0.mark == .none || $0.score?.drawn == nil ? "" : $0.label, width: cell - 6, lines: 3, sizes: [12, 11.5, 11],
        bold: true)
    }
    let labelHeight = labels.reduce(0) { max($0, $1.height) }
    let hasRing = links.contains { ($0.mark == .weakest || $0.mark == .contender) && $0.score?.drawn != nil }
    let top = y + (labelHeight > 0 ? labelHeight + 6 : 0) + (hasRing ? 9 : 3)
    let names = TextFitting.fitRow(links.map(\.name), width: cell - 8, lines: 4, sizes: [13, 12, 11, 10], bold: true)
    let nameTop = top + ChainLayout.linkHeight + (hasRing ? 15 : 9)
    var bottom = nameTop
    for (index, link) in links.enumerated() {
      let score = link.score?.drawn
      let box = Box(
        x: left + (Double(index) + 0.5) * cell - (cell - 20) / 2, y: top, width: cell - 20,
        height: ChainLayout.linkHeight)
      let note = TextFitting.fit(link.note, width: cell - 8, lines: 3, sizes: [11.5, 11, 10])
      layout.links.append(
        .init(
          id: link.id, title: link.name.plain + ": " + (link.score?.text ?? link.note).plain,
          shape: ChainShape(link, box: box, thickness: thickness[link]), name: names[index], note: note,
          nameTop: nameTop,
          mark: score == nil ? .none : link.mark, label: labels[index],
          labelTop: top - (hasRing ? 9 : 3) - 3 - labels[index].height))
      bottom = max(bottom, nameTop + names[index].height + 2 + note.height)
      layout.join(links, index, isRowStart: index == 0, isFirst: row == 0, box: box, cell: cell)
      if index == links.count - 1, range.upperBound < count {
        layout.joints.append(.init(box: jointBox(at: box.maxX + 10, box, half: true), isOpen: score == nil))
      }
    }
    y = bottom + 20
  }
  layout.key = KeyLayout(
    [(.links, figure.thickness), (.scale, figure.colour)], left: margin, right: width - margin, top: y - 2)
  layout.height = (max(layout.key.bottom, y - 12) + 6).rounded(.up)
  return layout
}

/// A link from its edge around the middle between two; `half` of it at the end of a row.
private func jointBox(at x: Double, _ link: Box, half: Bool) -> Box {
  let reach = 10 + ChainThickness.thickest + 5
  return Box(x: x - reach, y: link.midY - 6, width: half ? reach : 2 * reach, height: 12)
}

extension ChainLayout {
  /// The joint before a link: whole between two of a row, half at the start of a further row.
  fileprivate mutating func join(
    _ links: [ChainFigure.Link], _ index: Int, isRowStart: Bool, isFirst: Bool, box: Box, cell: Double
  ) {
    let isOpen = links[index].score?.drawn == nil
    if isRowStart {
      guard !isFirst else { return }
      var half = jointBox(at: box.x - 10, box, half: true)
      half.x += half.width
      joints.append(.init(box: half, isOpen: isOpen))
    } else {
      let open = isOpen || links[index - 1].score?.drawn == nil
      joints.append(.init(box: jointBox(at: box.x - 10, box, half: false), isOpen: open))
    }
  }

  /// Names of the stages over their links; returns where the links may begin.
  fileprivate mutating func placeStages(
    of links: [ChainFigure.Link], _ all: [FigureStage], left: Double, cell: Double, top: Double
  ) -> Double {
    var runs: [(stage: Int, range: Range<Int>)] = []
    for (index, link) in links.enumerated() {
      if let last = runs.last, last.stage == link.stage {
        runs[runs.count - 1].range = last.range.lowerBound..<(index + 1)
      } else {
        runs.append((link.stage, index..<(index + 1)))
      }
    }
    let names = runs.map {
      TextFitting.fit(
        all[at: $0.stage]?.name ?? "", width: Double($0.range.count) * cell - 12, lines: 2, sizes: [12.5, 11.5, 11])
    }
    let height = names.reduce(0) { max($0, $1.height) }
    guard height > 0 else { return top }
    for (run, name) in zip(runs, names) {
      stages.append(
        .init(
          name: name, top: top + height - name.height, left: left + Double(run.range.lowerBound) * cell + 6,
          right: left + Double(run.range.upperBound) * cell - 6, rule: top + height + 5))
    }
    return top + height + 14
  }
}
