import Pages
import Wording

/// Every number of a drawing of distributions.
struct StackLayout: Sendable, Equatable {
  /// One part of a row.
  struct Part: Sendable, Equatable {
    var box: Box
    /// Step of the satisfaction scale.
    var step: Int
    var text: FittedText?
    /// Where a number stands that its part is too narrow for: beside the row.
    var outside: Double?
  }
  /// One bar and its name.
  struct Row: Sendable, Equatable {
    var id: String
    var title: String
    var name: FittedText
    var note: FittedText
    var nameTop: Double
    var middle: Double
    var parts: [Part]
    /// What is said where nothing is drawn.
    var instead: FittedText?
    var isHidden: Bool
  }
  var width: Double
  var height: Double
  var center: Double
  var plotLeft: Double
  var top: Double
  var bottom: Double
  var rows: [Row] = []
  var heads: [(text: FittedText, x: Double, anchor: PlacedText.Anchor, step: Int)] = []

  /// Two layouts are equal when all that can differ between them is.
  static func == (a: StackLayout, b: StackLayout) -> Bool { a.rows == b.rows && a.height == b.height }

  static let steps = [2, 10, 18]
  /// Room at both ends for numbers whose part is too narrow.
  static let aside = 26.0
}

/// Puts distributions in their place: the middle answers astride one line, the low before it, the high after it.
func layOutStack(_ figure: StackFigure) -> StackLayout {
  let width = 690.0
  let plotLeft = 190.0
  let room = width - plotLeft - 6 - 2 * StackLayout.aside
  func shares(_ row: StackFigure.Row) -> [Double]? {
    let given = [row.low, row.middle, row.high].map { $0.drawn.map { $0.clamped(0, 1) } }
    guard !given.contains(where: { $0 == nil }) else { return nil }
    let values = given.compactMap { $0 }
    let sum = values.reduce(0, +)
    return sum > 0 ? values.map { $0 / max(sum, 1) } : nil
  }
  let all = figure.rows.map(shares)
  let before = all.compactMap { $0.map { $0[0] + $0[1] / 2 } }.max() ?? 0.5
  let after = all.compactMap { $0.map { $0[2] + $0[1] / 2 } }.max() ?? 0.5
  let unit = room / max(before + after, 0.2)
  let center = plotLeft + StackLayout.aside + before * unit
  var layout = StackLayout(
    width: width, height: 0, center: center, plotLeft: plotLeft, top: 0, bottom: 0)
  let heads = [figure.lowLabel, figure.middleLabel, figure.highLabel].map {
    TextFitting.fit($0, width: (room - 70) / 3, lines: 2, sizes: [12, 11], bold: true)
  }
  let headHeight = heads.reduce(0) { max($0, $1.height) }
  // The three words stand apart whatever the shares are: at both ends and, if it can be, over the line.
  let middleX = center.clamped(
    plotLeft + heads[0].width + 40 + heads[1].width / 2, width - 6 - heads[2].width - 40 - heads[1].width / 2)
  layout.heads = [
    (heads[0], plotLeft, .left, StackLayout.steps[0]), (heads[1], middleX, .middle, StackLayout.steps[1]),
    (heads[2], width - 6, .right, StackLayout.steps[2]),
  ]
  var y = headHeight + 14
  layout.top = y - 4
  for (row, shares) in zip(figure.rows, all) {
    let name = TextFitting.fit(row.name, width: plotLeft - 16, lines: 2, sizes: [13, 12], bold: true)
    let note = TextFitting.fit(row.note, width: plotLeft - 16, lines: 2, sizes: [11.5, 11])
    let height = max(38, name.height + (note.lines.isEmpty ? 0 : note.height) + 10)
    let middle = y + height / 2
    var parts: [StackLayout.Part] = []
    if let shares {
      var x = center - (shares[0] + shares[1] / 2) * unit
      for (index, datum) in [row.low, row.middle, row.high].enumerated() where shares[index] > 0 {
        let box = Box(x: x, y: middle - 12, width: shares[index] * unit, height: 24)
        let text = TextFitting.fit(datum.text, width: box.width - 6, lines: 1, sizes: [12.5, 11.5, 10.5], bold: true)
        let outer = TextFitting.fit(datum.text, width: 40, lines: 1, sizes: [11.5, 10.5], bold: true)
        let outside = index == 0 ? box.x - outer.width / 2 - 5 : box.maxX + outer.width / 2 + 5
        let isFree = index != 1 && outside - outer.width / 2 > plotLeft && outside + outer.width / 2 < width
        let fits = text.full == nil
        parts.append(
          .init(
            box: box, step: StackLayout.steps[index], text: fits ? text : isFree ? outer : nil,
            outside: fits || !isFree ? nil : outside))
        x += box.width
      }
    }
    let isHidden = [row.low, row.middle, row.high].contains { $0.state == .hidden }
    let said = [row.low, row.middle, row.high].first { $0.drawn == nil }?.text ?? ""
    layout.rows.append(
      .init(
        id: row.id,
        title: row.name.plain + ": " + [row.low, row.middle, row.high].map(\.text.plain).joined(separator: " · "),
        name: name, note: note, nameTop: middle - (name.height + (note.lines.isEmpty ? 0 : note.height)) / 2,
        middle: middle, parts: parts,
        instead: shares == nil ? TextFitting.fit(said, width: room - 70, lines: 2, sizes: [12, 11]) : nil,
        isHidden: isHidden))
    y += height
  }
  layout.bottom = y
  layout.height = (y + 6).rounded(.up)
  return layout
}

/// Draws distributions.
func drawStack(_ layout: StackLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for head in layout.heads where !head.text.lines.isEmpty {
    let (w, h) = (head.text.width, head.text.height)
    let left =
      switch head.anchor {
      case .left: head.x
      case .middle: head.x - (w + 18) / 2
      case .right: head.x - w - 18
      }
    scene.box(Box(x: left, y: 4 + h / 2 - 6, width: 12, height: 12), radius: 1.5, .scale(head.step))
    scene.text(head.text, x: left + 18, top: 4, .left, ink: .muted)
  }
  // Behind the bars: no line goes through a number.
  scene.line(Point(layout.center, layout.top), Point(layout.center, layout.bottom), .plateLine, width: 0.8)
  for row in layout.rows {
    scene.open(row.id, title: row.title)
    let noteTop = scene.text(row.name, x: 2, top: row.nameTop, .left)
    scene.text(row.note, x: 2, top: noteTop, .left, ink: .muted)
    for part in row.parts {
      scene.box(part.box, part.box.width > 2 ? .scale(part.step) : .plate)
      if let text = part.text {
        scene.text(
          text, x: part.outside ?? part.box.midX, top: row.middle - text.height / 2,
          ink: part.outside == nil ? .onScale(part.step) : .ink)
      }
    }
    if let instead = row.instead {
      if row.isHidden {
        scene.box(Box(x: layout.plotLeft, y: row.middle - 12, width: 52, height: 24), radius: 2, .hatched)
      }
      scene.text(
        instead, x: layout.plotLeft + (row.isHidden ? 62 : 4), top: row.middle - instead.height / 2, .left, ink: .muted)
    }
    scene.close()
  }
  return scene
}
