/// Stages side by side, their touchpoints below each other.
func drawJourneyMap(_ layout: JourneyMapLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  let firstTop = layout.lanes.first?.top ?? layout.height
  for x in layout.separators { scene.line(Point(x, firstTop), Point(x, layout.height - 4), .grid) }
  for chevron in layout.chevrons { draw(chevron, in: &scene) }
  for lane in layout.lanes {
    scene.open(lane.id, title: "")
    scene.line(Point(0, lane.top), Point(layout.plotRight, lane.top), .grid, width: 1.2)
    switch lane.content {
    case .circles(let circles): for circle in circles { draw(circle, in: &scene) }
    case .bars(let paint, let bars): for bar in bars { draw(bar, paint, in: &scene) }
    case .curve(let curve): draw(curve, in: &scene)
    case .notMeasured(let box, let text):
      scene.box(box, radius: 2, .hatched)
      let chip = Box(
        x: box.midX - text.width / 2 - 12, y: box.midY - text.height / 2 - 3, width: text.width + 24,
        height: text.height + 6)
      scene.box(chip, radius: 2, .paper)
      scene.text(text, x: box.midX, top: box.midY - text.height / 2, ink: .muted)
    case .evidence(let marks): for mark in marks { draw(mark, in: &scene) }
    case .cards(let cards): for card in cards { draw(card, laneTop: lane.top, in: &scene) }
    }
    scene.close()
  }
  drawTitles(layout, in: &scene)
  return scene
}

/// The lanes' titles on paper of their own, last: the page's script keeps them in sight while a wide map scrolls under them.
private func drawTitles(_ layout: JourneyMapLayout, in scene: inout Scene) {
  scene.open(Scene.pinned, title: "")
  scene.box(Box(x: 0, y: 0, width: layout.titleRight - 33, height: layout.height), .paper)
  scene.text(layout.stagesTitle, x: 2, top: 30 - layout.stagesTitle.height / 2, .left)
  for lane in layout.lanes {
    scene.line(Point(0, lane.top), Point(layout.titleRight - 33, lane.top), .grid, width: 1.2)
    let bottom = scene.text(lane.title, x: 2, top: lane.top + 12, .left)
    let next = scene.text(lane.subtitle, x: 2, top: bottom + 2, .left, ink: .muted)
    if let common = lane.common { scene.text(common, x: 2, top: next + 3, .left) }
  }
  scene.close()
}

private func draw(_ chevron: JourneyMapLayout.Chevron, in scene: inout Scene) {
  let (b, notch) = (chevron.box, 13.0)
  scene.path(
    .polygon([
      Point(b.x, b.y), Point(b.maxX - notch, b.y), Point(b.maxX, b.midY), Point(b.maxX - notch, b.maxY),
      Point(b.x, b.maxY), Point(b.x + notch, b.midY),
    ]), .stage(chevron.shade))
  let height = chevron.name.height + (chevron.note.lines.isEmpty ? 0 : chevron.note.height + 1)
  let bottom = scene.text(chevron.name, x: b.midX, top: b.midY - height / 2, ink: .onStage)
  scene.text(chevron.note, x: b.midX, top: bottom + 1, ink: .onStage)
}

private func draw(_ circle: JourneyMapLayout.Circle, in scene: inout Scene) {
  scene.open(circle.id, title: circle.title)
  if circle.radius > 0 {
    scene.circle(
      circle.center, circle.radius, circle.isPlanned ? .dashed : circle.isHidden ? .hatched : .stageTint(circle.shade))
  }
  scene.text(circle.number, x: circle.center.x, top: circle.numberTop)
  scene.text(circle.name, x: circle.center.x, top: circle.nameTop)
  scene.text(circle.note, x: circle.center.x, top: circle.noteTop, ink: .muted)
  scene.close()
}

private func draw(_ bar: JourneyMapLayout.Bar, _ paint: Paint, in scene: inout Scene) {
  if bar.box.height > 0 { scene.box(bar.box, bar.isHidden ? .hatched : paint) }
  scene.text(bar.number, x: bar.box.midX, top: bar.numberTop, ink: bar.ink)
}

private func draw(_ curve: ExperienceCurve, in scene: inout Scene) {
  for line in curve.grid {
    scene.line(Point(curve.left, line.y), Point(curve.right, line.y), .grid)
    scene.text(line.text, x: curve.left - 8, top: line.y - line.text.height / 2, .right, ink: .muted)
  }
  for gap in curve.gaps {
    scene.box(gap.box, radius: 2, .hatched)
    let chip = Box(
      x: gap.box.midX - gap.text.width / 2 - 4, y: gap.box.midY - gap.text.height / 2 - 3,
      width: gap.text.width + 8, height: gap.text.height + 6)
    scene.box(chip, radius: 2, .paper)
    scene.text(gap.text, x: gap.box.midX, top: gap.box.midY - gap.text.height / 2, ink: .muted)
  }
  drawLine(curve.earlier, in: &scene)
  for piece in curve.pieces {
    let dots = curve.dots[piece]
    if dots.count > 1 {
      let lower = dots.map { Point($0.center.x, $0.low) }
      let upper = dots.map { Point($0.center.x, $0.high) }
      var band = Path()
      band.move(upper[0])
      band.monotone(through: upper)
      band.line(lower[lower.count - 1])
      var back = Path()
      back.monotone(through: lower)
      band.appendReversed(back, from: lower[0])
      band.close()
      scene.path(band, .band)
      scene.stroke(Shapes.monotone(dots.map(\.center)), .curve, width: 2.4)
    } else if let dot = dots.first, dot.low - dot.high > 1 {
      scene.box(Box(x: dot.center.x - 5, y: dot.high, width: 10, height: dot.low - dot.high), radius: 5, .band)
    }
  }
  for dot in curve.dots {
    scene.circle(dot.center, 8, .scale(dot.step))
  }
  if let weakest = curve.weakest { scene.stroke(.circle(weakest, 14), .ring, width: 2.2) }
  for dot in curve.dots {
    if let metric = dot.metric { scene.text(metric, x: dot.center.x, top: dot.metricTop, ink: .muted, halo: true) }
    scene.text(dot.number, x: dot.center.x, top: dot.numberTop, ink: dot.isDirectional ? .muted : .ink, halo: true)
  }
  drawWords(curve.earlier, in: &scene)
  if let label = curve.label { scene.text(label, x: curve.labelX, top: curve.labelTop, ink: .leak, halo: true) }
}

private func draw(_ mark: JourneyMapLayout.Evidence, in scene: inout Scene) {
  let (c, r) = (mark.center, 6.5)
  switch mark.grade {
  case .measured: scene.circle(c, r, .plate)
  case .thin:
    scene.circle(c, r, .openArrow)
    var half = Path()
    half.move(Point(c.x, c.y - r))
    let k = r * 4 / 3
    half.curve(Point(c.x + k, c.y - r), Point(c.x + k, c.y + r), Point(c.x, c.y + r))
    half.close()
    scene.path(half, .plate)
  case .assumed: scene.circle(c, r, .dashed)
  case .contradicted:
    scene.circle(c, r, .openArrow)
    let d = r * 0.62
    scene.line(Point(c.x - d, c.y - d), Point(c.x + d, c.y + d), .ring, width: 2)
    scene.line(Point(c.x - d, c.y + d), Point(c.x + d, c.y - d), .ring, width: 2)
  case .none: scene.circle(c, r, .hatched)
  }
  scene.text(mark.text, x: c.x, top: mark.textTop, ink: .muted)
}

/// A slip with a few words: a rule at its start says good or bad, and so does the shape on it.
private func draw(_ card: JourneyMapLayout.Card, laneTop: Double, in scene: inout Scene) {
  if let card = card.card { scene.link(card) }
  let b = card.box
  let (tint, rule): (Paint, Paint) =
    switch card.good {
    case .some(true): (.tintGood, .goodLine)
    case .some(false): (.tintBad, .badLine)
    case .none: (.tintNeutral, .plate)
    }
  scene.box(b, tint)
  scene.box(Box(x: b.x, y: b.y, width: 3, height: b.height), rule)
  if let good = card.good {
    let (x, y) = (b.x + 10.5, b.midY)
    let up = good ? -1.0 : 1
    scene.path(.polygon([Point(x - 4, y - up * 3.2), Point(x + 4, y - up * 3.2), Point(x, y + up * 3.8)]), rule)
  }
  let over = card.over.clamped(b.x + 8, b.maxX - 8)
  scene.path(.polygon([Point(over - 5, b.y), Point(over, b.y - 5), Point(over + 5, b.y)]), tint)
  let x = b.x + (card.good == nil ? 3 : 15)
  scene.text(card.text, x: (x + b.maxX) / 2, top: b.midY - card.text.height / 2)
  if card.card != nil { scene.endLink() }
}

extension Path {
  /// A circle as an outline, which can be drawn as a line of a width.
  static func circle(_ c: Point, _ r: Double) -> Path {
    let k = r * 0.5523
    var path = Path()
    path.move(Point(c.x + r, c.y))
    path.curve(Point(c.x + r, c.y + k), Point(c.x + k, c.y + r), Point(c.x, c.y + r))
    path.curve(Point(c.x - k, c.y + r), Point(c.x - r, c.y + k), Point(c.x - r, c.y))
    path.curve(Point(c.x - r, c.y - k), Point(c.x - k, c.y - r), Point(c.x, c.y - r))
    path.curve(Point(c.x + k, c.y - r), Point(c.x + r, c.y - k), Point(c.x + r, c.y))
    path.close()
    return path
  }

  /// Goes back along curves that began at `start`; the pen stands at their end.
  mutating func appendReversed(_ other: Path, from start: Point) {
    var ends = [start]
    for command in other.commands {
      if case .curve(_, _, let p) = command { ends.append(p) }
    }
    for (index, command) in other.commands.enumerated().reversed() {
      if case .curve(let a, let b, _) = command { curve(b, a, ends[index]) }
    }
  }
}
