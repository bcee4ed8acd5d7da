/// Streams in on one side, streams out on the other, stages between.
func drawSieve(_ layout: SieveLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for x in layout.separators {
    scene.line(Point(x, layout.headingTop), Point(x, layout.streamsBottom + 8), .grid)
  }
  if let loop = layout.loop { draw(loop, in: &scene) }
  for heading in layout.headings {
    let bottom = scene.text(heading.name, x: heading.midX, top: layout.headingTop)
    scene.text(heading.note, x: heading.midX, top: bottom + 2, ink: .muted)
  }
  draw(layout.plate, holes: layout.columns.map(\.hole), in: &scene)
  for column in layout.columns {
    scene.open(column.id, title: column.title)
    draw(column, in: &scene)
    scene.close()
  }
  for callOut in layout.callOuts { draw(callOut, in: &scene) }
  scene.key(layout.key)
  return scene
}

/// The arc of the cycle that feeds itself, from the last touchpoint back to the first, parted for its sentence.
private func draw(_ loop: SieveLayout.Loop, in scene: inout Scene) {
  let room = loop.text.width / 2 + 18
  func arm(from end: Double, to inner: Double, thick: Double) -> Path {
    let steps = 14
    let line = (0...steps).map { step -> (point: Point, half: Double) in
      let t = Double(step) / Double(steps)
      // Rises like a quarter of a flat ellipse, then runs level to the sentence.
      let rise = 1 - (1 - t) * (1 - t) * (1 - t) * (1 - t)
      return (Point(end + (inner - end) * t * t, loop.end + (loop.y - loop.end) * rise), thick * (0.55 + 0.45 * t))
    }
    return .ribbon(line, roundStart: true, roundEnd: true)
  }
  if loop.from - (loop.midX + room) > 20 {
    scene.path(arm(from: loop.from, to: loop.midX + room, thick: 2.6), .loop)
    scene.path(arm(from: loop.to, to: loop.midX - room, thick: 2.6), .loop)
    scene.path(
      Shapes.arrowhead(tip: Point(loop.to, loop.end + 8), direction: Point(-0.08, 1), size: 13), .purchase)
  }
  scene.text(loop.text, x: loop.midX, top: loop.y - loop.text.height / 2, ink: .purchase)
}

/// The plate with a gap at every hole; its ends sweep up into rims that taper to a rounded tip.
private func draw(_ plate: SieveLayout.Plate, holes: [ClosedRange<Double>], in scene: inout Scene) {
  typealias Line = [(point: Point, half: Double)]
  func rim(_ side: Double) -> Line {
    let x = side < 0 ? plate.left : plate.right
    let foot = Point(x, plate.y(x))
    let slope = plate.slope(x)
    let size = plate.rim
    let (p0, p1) = (Point(x + side * 37 * size, foot.y - 98 * size), Point(x + side * 29 * size, foot.y - 52 * size))
    let p2 = Point(x + side * 27 * size, foot.y + slope * side * 27 * size - size)
    let line = (0...14).map { step -> (point: Point, half: Double) in
      let t = Double(step) / 14
      let s = 1 - t
      let point = p0 * (s * s * s) + p1 * (3 * s * s * t) + p2 * (3 * s * t * t) + foot * (t * t * t)
      return (point, 1.5 + (plate.half - 1.5) * t * (2 - t))
    }
    return side < 0 ? line : line.reversed()
  }
  func flat(_ from: Double, _ to: Double) -> Line {
    let steps = max(2, Int((to - from) / 28))
    return (0...steps).map { step in
      let x = from + (to - from) * Double(step) / Double(steps)
      return (Point(x, plate.y(x)), plate.half)
    }
  }
  var start = plate.left
  var line = rim(-1)
  for hole in holes {
    let end = max(hole.lowerBound, start)
    if end - start > 2 || !line.isEmpty {
      line += flat(start, max(end, start + 1)).dropFirst(line.isEmpty ? 0 : 1)
      scene.path(.ribbon(line, roundStart: start == plate.left), .plate)
    }
    line = []
    start = hole.upperBound
  }
  let end = max(plate.right, start + 1)
  line += flat(start, end).dropFirst(line.isEmpty ? 0 : 1) + rim(1).dropFirst()
  scene.path(.ribbon(line, roundStart: holes.isEmpty, roundEnd: true), .plate)
}

private func draw(_ column: SieveLayout.Column, in scene: inout Scene) {
  let x = column.x
  if let arrow = column.arrow {
    scene.text(column.started, x: x, top: column.startedTop, ink: .muted)
    scene.path(Shapes.arrowDown(centerX: x, top: arrow.y, width: arrow.width, height: arrow.height), .openArrow)
  }
  scene.text(column.name, x: x, top: column.nameTop)
  scene.text(column.count, x: x, top: column.countTop, ink: .muted)
  let radius = min(2.5, column.bar.height / 2)
  if column.bar.height > 0 {
    if let step = column.step, !column.isHidden {
      scene.box(column.bar, radius: radius, .scale(step))
    } else {
      // Hidden: the height says nothing, so its edge is broken. Not measured: the height stands, only the colour is missing.
      scene.box(column.bar, radius: radius, column.isHidden ? .hatched : .unmeasured)
      if column.isHidden { scene.box(column.bar, radius: radius, .dashed) }
    }
  }
  if let score = column.score {
    if let step = column.step {
      if let disc = column.disc {
        scene.circle(disc, 11, .scale(step))
        scene.text(score, x: x, top: column.scoreTop, ink: .onScale(step))
        scene.text(column.mark, x: x, top: column.markTop, ink: .muted)
      } else {
        let ink: Ink = column.isHidden ? .ink : .onScale(step)
        scene.text(score, x: x, top: column.scoreTop, ink: ink, halo: column.isHidden)
        scene.text(column.mark, x: x, top: column.markTop, ink: ink, halo: column.isHidden)
      }
    } else {
      scene.text(score, x: x, top: column.scoreTop, ink: .muted, halo: true)
    }
  }
  if let thread = column.thread {
    let shape = Shapes.thread(from: thread.from, to: thread.to, bulge: thread.bulge)
    scene.stroke(shape.line, .thread, width: thread.width)
    scene.path(shape.head, .back)
  }
  for stream in column.streams {
    if stream.width > 0 {
      let drop = Shapes.drop(
        centerX: stream.topX, endX: stream.tipX, top: stream.top, length: stream.length, width: stream.width)
      scene.path(drop, stream.isHidden ? .hatched : stream.isPurchase ? .purchase : .leak)
    }
    let ink: Ink = stream.width == 0 || stream.isHidden ? .muted : stream.isPurchase ? .purchase : .leak
    let bottom = scene.text(stream.number, x: stream.labelX, top: stream.labelTop, ink: ink)
    if let share = stream.share { scene.text(share, x: stream.labelX, top: bottom, ink: .muted) }
  }
}
