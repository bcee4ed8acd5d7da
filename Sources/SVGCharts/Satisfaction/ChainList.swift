import Pages
import Wording

/// The chain where only a telephone's width is left: it hangs down, link under link, with the words beside each.
func drawChainList(_ figure: ChainFigure) -> Scene {
  var scene = Scene(width: PhoneList.width)
  let thickness = ChainThickness(figure)
  var rows: [(link: ChainFigure.Link, shape: ChainShape)] = []
  var y = 0.0
  var stage: Int?
  for link in figure.links {
    if link.stage != stage, let name = figure.stages[at: link.stage]?.name, !name.isEmpty {
      let text = TextFitting.fit(name, width: ChainList.words, lines: 2, sizes: [12, 11])
      y = scene.text(text, x: ChainList.text, top: y + 4, .left, ink: .muted) + 4
      scene.line(Point(ChainList.text, y), Point(PhoneList.width, y), .grid, width: 1.4)
      stage = link.stage
    }
    let isMarked = link.mark != .none && link.score?.drawn != nil
    let name = TextFitting.fit(link.name, width: ChainList.words, lines: 3, sizes: [14, 13], bold: true)
    let note = TextFitting.fit(link.note, width: ChainList.words, lines: 2, sizes: [12, 11])
    let label = TextFitting.fit(
      isMarked ? link.label : "", width: ChainList.words, lines: 2, sizes: [12, 11], bold: true)
    let labelHeight = label.lines.isEmpty ? 0 : label.height + 2
    let height = max(68, name.height + note.height + labelHeight + 16)
    let middle = y + height / 2
    var top = middle - (name.height + note.height + labelHeight + 2) / 2
    if labelHeight > 0 {
      top = scene.text(label, x: ChainList.text, top: top, .left, ink: ChainShape.ink(link.mark)) + 2
    }
    // Several that nobody is asked about hang in one link, which is nobody's card.
    if link.score != nil { scene.link(link.id) }
    top = scene.text(name, x: ChainList.text, top: top, .left) + 2
    if link.score != nil { scene.endLink() }
    scene.text(note, x: ChainList.text, top: top, .left, ink: .muted)
    let box = Box(x: 10, y: middle - 24, width: 76, height: 48)
    rows.append((link, ChainShape(link, box: box, thickness: thickness[link])))
    y += height
  }
  for (link, shape) in rows {
    scene.open(link.id, title: link.name.plain + ": " + (link.score?.text ?? link.note).plain)
    shape.draw(in: &scene)
    scene.close()
  }
  for (upper, lower) in zip(rows, rows.dropFirst()) {
    let isOpen = upper.shape.step == nil || lower.shape.step == nil
    let top = upper.shape.box.maxY - 9
    let box = Box(x: upper.shape.box.midX - 5, y: top, width: 10, height: lower.shape.box.y + 9 - top)
    ChainShape.joint(box, isOpen: isOpen, in: &scene)
  }
  for (link, shape) in rows { shape.mark(link.mark, crackAt: shape.box.maxX - 18, in: &scene) }
  let key = KeyLayout(
    [(.links, figure.thickness), (.scale, figure.colour)], left: 0, right: PhoneList.width, top: y + 12)
  scene.key(key)
  scene.height = (key.bottom + 6).rounded(.up)
  return scene
}

private enum ChainList {
  /// Where the words beside the links begin, and how wide they are.
  static let text = 108.0
  static let words = PhoneList.width - text
}
