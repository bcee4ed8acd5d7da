import Pages
import Wording

/// Every number of a heat table's drawing.
struct HeatTableLayout: Sendable, Equatable {
  /// A shaded field and its number.
  struct Cell: Sendable, Equatable {
    var box: Box
    var step: Int?
    var isHidden: Bool
    var isOutlined: Bool
    var text: FittedText
  }
  /// A name of a row, of a column, or of all of them.
  struct Title: Sendable, Equatable {
    var text: FittedText
    var x: Double
    var top: Double
    var anchor: PlacedText.Anchor
    var ink: Ink
  }
  var width: Double
  var height: Double
  var cells: [Cell] = []
  var titles: [Title] = []
  var rules: [Double] = []
}

/// Puts a heat table in its place.
func layOutHeatTable(_ figure: HeatTableFigure) -> HeatTableLayout {
  let margin = 4.0
  let names = figure.rows.map { TextFitting.fit($0, width: 170, lines: 2, sizes: [13, 12], bold: true) }
  let rowsTitle = TextFitting.fit(figure.rowsTitle, width: 170, lines: 2, sizes: [12])
  let nameWidth = max(names.reduce(0) { max($0, $1.width) }, rowsTitle.width, 60) + 16
  let count = Double(max(1, figure.columns.count))
  let widestNumber = figure.cells.joined().reduce(0) {
    max($0, TextFitting.fit($1.text, width: 110, lines: 1, sizes: [11]).width)
  }
  let cell = ((1160 - nameWidth - 2 * margin) / count).clamped(max(54, widestNumber + 10), 112)
  let width = max(560, nameWidth + cell * count + 2 * margin)
  let left = margin + nameWidth
  var layout = HeatTableLayout(width: width.rounded(.up), height: 0)
  let columnsTitle = TextFitting.fit(figure.columnsTitle, width: width - left - margin, lines: 1, sizes: [12])
  layout.titles.append(.init(text: columnsTitle, x: left + 2, top: 4, anchor: .left, ink: .muted))
  let heads = figure.columns.map { TextFitting.fit($0, width: cell - 8, lines: 3, sizes: [13, 12, 11], bold: true) }
  let headTop = 4 + columnsTitle.height + 8
  let headHeight = max(heads.reduce(0) { max($0, $1.height) }, 14)
  for (index, head) in heads.enumerated() {
    layout.titles.append(
      .init(
        text: head, x: left + (Double(index) + 0.5) * cell, top: headTop + headHeight - head.height, anchor: .middle,
        ink: .ink))
  }
  layout.titles.append(
    .init(text: rowsTitle, x: margin, top: headTop + headHeight - rowsTitle.height, anchor: .left, ink: .muted))
  var y = headTop + headHeight + 8
  for (row, name) in names.enumerated() {
    let height = max(36, name.height + 12)
    layout.rules.append(y)
    layout.titles.append(
      .init(text: name, x: margin, top: y + (height - name.height) / 2, anchor: .left, ink: .ink))
    for column in figure.columns.indices {
      guard let datum = figure.cells[at: row]?[at: column] else { continue }
      let shade = figure.shades[at: row]?[at: column] ?? nil
      let isHidden = datum.state == .hidden
      layout.cells.append(
        .init(
          box: Box(x: left + Double(column) * cell + 1.5, y: y + 1.5, width: cell - 3, height: height - 3),
          step: isHidden ? nil : shade.map(Palette.heatStep), isHidden: isHidden,
          isOutlined: (figure.outlined[at: row] ?? nil) == column,
          text: TextFitting.fit(datum.text, width: cell - 8, lines: 1, sizes: [13, 12, 11, 10])))
    }
    y += height
  }
  layout.rules.append(y)
  layout.height = (y + 6).rounded(.up)
  return layout
}

/// Cells coloured by their value, their numbers in them.
func drawHeatTable(_ layout: HeatTableLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for y in layout.rules { scene.line(Point(0, y), Point(layout.width, y), .grid) }
  for title in layout.titles { scene.text(title.text, x: title.x, top: title.top, title.anchor, ink: title.ink) }
  for cell in layout.cells {
    if cell.isHidden {
      scene.box(cell.box, radius: 1.5, .hatched)
    } else if let step = cell.step {
      scene.box(cell.box, radius: 1.5, .heat(step))
    }
    let ink: Ink = cell.isHidden ? .muted : cell.step.map { .onHeat($0) } ?? .muted
    scene.text(
      cell.text, x: cell.box.midX, top: cell.box.midY - cell.text.height / 2, ink: ink, halo: cell.isHidden)
  }
  for cell in layout.cells where cell.isOutlined {
    scene.stroke(
      .polygon([
        Point(cell.box.x, cell.box.y), Point(cell.box.maxX, cell.box.y), Point(cell.box.maxX, cell.box.maxY),
        Point(cell.box.x, cell.box.maxY),
      ]), .focus, width: 2)
  }
  return scene
}
