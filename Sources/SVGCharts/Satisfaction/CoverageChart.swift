import Pages
import Wording

/// Every number of a coverage matrix' drawing.
struct CoverageLayout: Sendable, Equatable {
  /// One field.
  struct Cell: Sendable, Equatable {
    var box: Box
    var state: CoverageFigure.State
    var word: FittedText
    var count: FittedText
  }
  /// One touchpoint.
  struct Row: Sendable, Equatable {
    var id: String
    var title: String
    var name: FittedText
    var note: FittedText
    var nameTop: Double
    var rule: Double
    var cells: [Cell]
  }
  var width: Double
  var height: Double
  var heads: [(name: FittedText, note: FittedText, x: Double, top: Double)] = []
  var rows: [Row] = []
  var end: Double

  /// Two layouts are equal when all that can differ between them is.
  static func == (a: CoverageLayout, b: CoverageLayout) -> Bool { a.rows == b.rows && a.height == b.height }
}

/// Puts a coverage matrix in its place.
func layOutCoverage(_ figure: CoverageFigure) -> CoverageLayout {
  let nameWidth = 210.0
  let columns = max(1, figure.columns.count)
  let cell = columns > 4 ? 120.0 : 156
  let width = nameWidth + Double(columns) * cell + 4
  var layout = CoverageLayout(width: width, height: 0, end: 0)
  let names = figure.columns.map { TextFitting.fit($0, width: cell - 10, lines: 2, sizes: [13, 12], bold: true) }
  let notes = figure.columns.indices.map {
    TextFitting.fit(figure.notes[at: $0] ?? "", width: cell - 10, lines: 2, sizes: [11.5, 11])
  }
  let nameHeight = names.reduce(0) { max($0, $1.height) }
  let noteHeight = notes.reduce(0) { max($0, $1.height) }
  for (index, (name, note)) in zip(names, notes).enumerated() {
    layout.heads.append((name, note, nameWidth + (Double(index) + 0.5) * cell, 4 + nameHeight - name.height))
  }
  var y = 4 + nameHeight + 2 + noteHeight + 9
  for row in figure.rows {
    let name = TextFitting.fit(row.name, width: nameWidth - 16, lines: 2, sizes: [13, 12], bold: true)
    let note = TextFitting.fit(row.note, width: nameWidth - 16, lines: 1, sizes: [11.5, 11])
    let text = name.height + (note.lines.isEmpty ? 0 : note.height)
    let height = max(44, text + 14)
    var cells: [CoverageLayout.Cell] = []
    for (index, given) in row.cells.prefix(columns).enumerated() {
      guard let given else { continue }
      cells.append(
        .init(
          box: Box(x: nameWidth + Double(index) * cell + 2, y: y + 3, width: cell - 4, height: height - 6),
          state: given.state, word: TextFitting.fit(given.word, width: cell - 34, lines: 1, sizes: [12.5, 11.5, 10.5]),
          count: TextFitting.fit(given.count, width: cell - 34, lines: 1, sizes: [12.5, 11.5, 10.5], bold: true)))
    }
    layout.rows.append(
      .init(
        id: row.id, title: row.name.plain, name: name, note: note, nameTop: y + (height - text) / 2, rule: y,
        cells: cells))
    y += height
  }
  layout.end = y
  layout.height = (y + 6).rounded(.up)
  return layout
}

/// Draws a coverage matrix: the state is a shade, a mark and a word, never a colour alone.
func drawCoverage(_ layout: CoverageLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for head in layout.heads {
    let below = scene.text(head.name, x: head.x, top: head.top)
    scene.text(head.note, x: head.x, top: below + 2, ink: .muted)
  }
  for row in layout.rows {
    scene.open(row.id, title: row.title)
    scene.line(Point(0, row.rule), Point(layout.width, row.rule), .grid)
    let below = scene.text(row.name, x: 2, top: row.nameTop, .left)
    scene.text(row.note, x: 2, top: below, .left, ink: .muted)
    for cell in row.cells { draw(cell, in: &scene) }
    scene.close()
  }
  scene.line(Point(0, layout.end), Point(layout.width, layout.end), .grid)
  return scene
}

private func draw(_ cell: CoverageLayout.Cell, in scene: inout Scene) {
  let b = cell.box
  let (r, c) = (5.5, Point(b.x + 15, b.midY))
  switch cell.state {
  case .none: scene.box(b, radius: 1.5, .hatched)
  case .thin:
    scene.box(b, radius: 1.5, .tintNeutral)
    scene.circle(c, r, .openArrow)
    var half = Path()
    half.move(Point(c.x, c.y - r))
    half.curve(Point(c.x + r * 4 / 3, c.y - r), Point(c.x + r * 4 / 3, c.y + r), Point(c.x, c.y + r))
    half.close()
    scene.path(half, .plate)
  case .ok:
    scene.box(b, radius: 1.5, .tintGood)
    scene.circle(c, r, .plate)
  case .stale:
    scene.box(b, radius: 1.5, .tintNeutral)
    scene.circle(c, r, .dashed)
    scene.stroke(.polyline([Point(c.x, c.y - 3), c, Point(c.x + 2.6, c.y + 1.6)]), .plateLine, width: 1.2)
  }
  let middle = cell.state == .none ? b.midX : b.midX + 9
  let height = cell.word.height + (cell.count.lines.isEmpty ? 0 : cell.count.height)
  var y = b.midY - height / 2
  if !cell.count.lines.isEmpty { y = scene.text(cell.count, x: middle, top: y, halo: cell.state == .none) }
  scene.text(cell.word, x: middle, top: y, ink: cell.state == .none ? .ink : .muted, halo: cell.state == .none)
}
