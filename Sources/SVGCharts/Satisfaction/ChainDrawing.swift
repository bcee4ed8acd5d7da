import Pages

/// A link for each touchpoint in the order of the journey, drawn as its score says.
func drawChain(_ layout: ChainLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for stage in layout.stages {
    scene.text(stage.name, x: (stage.left + stage.right) / 2, top: stage.top, ink: .muted)
    scene.line(Point(stage.left, stage.rule), Point(stage.right, stage.rule), .grid, width: 1.4)
  }
  for link in layout.links {
    scene.open(link.id, title: link.title)
    if let step = link.step {
      scene.path(.link(link.box, thickness: link.thickness), .scale(step))
    } else {
      scene.path(openLink(link.box), .unmeasured)
    }
    scene.close()
  }
  for joint in layout.joints {
    scene.box(joint.box.grown(by: 2), radius: joint.box.height / 2 + 2, .paper)
    if joint.isOpen {
      scene.box(joint.box, radius: joint.box.height / 2, .dashed)
    } else {
      scene.box(joint.box, radius: joint.box.height / 2, .plate)
      let shine = Box(x: joint.box.x + 6, y: joint.box.y + 3, width: joint.box.width - 12, height: 1.4)
      scene.box(shine, radius: 0.7, .paper)
    }
  }
  for link in layout.links {
    switch link.mark {
    case .weakest:
      crack(link, in: &scene)
      scene.stroke(.stadium(link.box.grown(by: 8)), .ring, width: 2.2)
    case .contender: scene.stroke(.stadium(link.box.grown(by: 8)), .ringDashed, width: 2)
    case .strength, .none: break
    }
    let x = link.box.midX
    let ink: Ink = link.mark == .strength ? .back : link.mark == .none ? .ink : .leak
    scene.text(link.label, x: x, top: link.labelTop, ink: ink)
    scene.text(
      link.score, x: x, top: link.box.midY - link.score.height / 2, ink: link.isDirectional ? .muted : .ink, halo: true)
    let below = scene.text(link.name, x: x, top: link.nameTop)
    scene.text(link.note, x: x, top: below + 2, ink: .muted)
  }
  scene.key(layout.key)
  return scene
}

/// A break through the lower arm of a link: a jagged gap, and short lines that spring from it.
private func crack(_ link: ChainLayout.Link, in scene: inout Scene) {
  let (x, low) = (link.box.midX + 3, link.box.maxY)
  let (top, bottom) = (low - max(link.thickness, 6) - 5, low + 5)
  let h = (bottom - top) / 3
  let left = [Point(x - 1, top), Point(x - 6, top + h), Point(x, top + 2 * h), Point(x - 5, bottom)]
  let right = left.map { Point($0.x + 6.5, $0.y) }
  scene.path(.polygon(left + right.reversed()), .paper)
  scene.stroke(.polyline(left), .ring, width: 1.8)
  scene.stroke(.polyline(right), .ring, width: 1.8)
}

/// The outline of a link that was never closed: its upper arm has a gap.
private func openLink(_ box: Box) -> Path {
  let half = 4.5
  let inner = Box(x: box.x + half, y: box.y + half, width: box.width - 2 * half, height: box.height - 2 * half)
  let r = min(inner.height, inner.width) / 2
  let gap = max(7, (inner.width - 2 * r) * 0.32)
  var line: [(point: Point, half: Double)] = [(Point(inner.midX + gap, inner.y), half)]
  func turn(_ centerX: Double, from start: Double) {
    // Two quarters of a circle, sampled from the curves that draw them.
    let k = 0.5523
    let ends: [(Point, Point, Point, Point)] =
      start > 0
      ? [
        (
          Point(centerX, inner.y), Point(centerX + k * r, inner.y), Point(centerX + r, inner.midY - k * r),
          Point(centerX + r, inner.midY)
        ),
        (
          Point(centerX + r, inner.midY), Point(centerX + r, inner.midY + k * r), Point(centerX + k * r, inner.maxY),
          Point(centerX, inner.maxY)
        ),
      ]
      : [
        (
          Point(centerX, inner.maxY), Point(centerX - k * r, inner.maxY), Point(centerX - r, inner.midY + k * r),
          Point(centerX - r, inner.midY)
        ),
        (
          Point(centerX - r, inner.midY), Point(centerX - r, inner.midY - k * r), Point(centerX - k * r, inner.y),
          Point(centerX, inner.y)
        ),
      ]
    for (a, b, c, d) in ends {
      for step in 0...5 {
        let t = Double(step) / 5
        let s = 1 - t
        let p = a * (s * s * s) + b * (3 * s * s * t) + c * (3 * s * t * t) + d * (t * t * t)
        if let last = line.last, (last.point - p).length < 0.5 { continue }
        line.append((p, half))
      }
    }
  }
  turn(inner.maxX - r, from: 1)
  turn(inner.x + r, from: -1)
  line.append((Point(inner.midX - gap, inner.y), half))
  return .ribbon(line, roundStart: true, roundEnd: true)
}

extension Path {
  /// A box with half circles for ends, as an outline.
  static func stadium(_ box: Box) -> Path {
    var path = Path()
    path.addStadium(box, isReversed: false)
    return path
  }

  /// A link of a chain, seen from the front: a stadium with a hole.
  static func link(_ box: Box, thickness: Double) -> Path {
    var path = Path.stadium(box)
    let t = min(thickness, box.height / 2 - 1)
    path.addStadium(
      Box(x: box.x + t, y: box.y + t, width: box.width - 2 * t, height: box.height - 2 * t), isReversed: true)
    return path
  }

  /// Adds a stadium, one way round or the other: what is inside both is not filled.
  private mutating func addStadium(_ box: Box, isReversed: Bool) {
    let r = min(box.width, box.height) / 2
    let k = r * 0.5523
    let (a, b) = (box.x + r, box.maxX - r)
    let points = [
      Point(b, box.y), Point(b + k, box.y), Point(box.maxX, box.midY - k), Point(box.maxX, box.midY),
      Point(box.maxX, box.midY + k), Point(b + k, box.maxY), Point(b, box.maxY), Point(a, box.maxY),
      Point(a - k, box.maxY), Point(box.x, box.midY + k), Point(box.x, box.midY), Point(box.x, box.midY - k),
      Point(a - k, box.y), Point(a, box.y),
    ]
    let p = isReversed ? points.reversed() : points
    move(p[0])
    curve(p[1], p[2], p[3])
    curve(p[4], p[5], p[6])
    line(p[7])
    curve(p[8], p[9], p[10])
    curve(p[11], p[12], p[13])
    close()
  }
}
