import Pages
import Wording

/// How thick the metal of a chain's links is: thinner where a link is the more likely to be the weakest.
struct ChainThickness {
  static let thickest = 15.0
  private static let thinnest = 3.2
  private let most: Double

  init(_ figure: ChainFigure) {
    most = max(0.3, figure.links.compactMap { $0.lowest.flatMap { $0.isFinite ? $0 : nil } }.max() ?? 0)
  }

  subscript(link: ChainFigure.Link) -> Double {
    let seldom = link.lowest.map { $0.isFinite ? 1 - ($0 / most).clamped(0, 1) : 0.5 } ?? 0.5
    return Self.thinnest + (Self.thickest - Self.thinnest) * seldom
  }
}

/// A link of a chain in its place, with its score.
struct ChainShape: Sendable, Equatable {
  var box: Box
  /// Thickness of its metal.
  var thickness: Double
  /// Step of the satisfaction scale; `nil`: not measured or hidden, and then it is open and hatched.
  var step: Int?
  var score: FittedText
  var isDirectional: Bool

  init(_ link: ChainFigure.Link, box: Box, thickness: Double) {
    self.box = box
    self.thickness = thickness
    let drawn = link.score?.drawn
    step = drawn.map(Palette.scaleStep)
    score = TextFitting.fit(
      drawn == nil ? "" : link.score?.text ?? "", width: box.width - 44, lines: 1, sizes: [17, 15, 13, 11, 9],
      bold: true)
    isDirectional = link.score?.state == .directional
  }

  /// What is said over a link that is pointed out is in this ink.
  static func ink(_ mark: ChainFigure.Mark) -> Ink {
    switch mark {
    case .strength: .back
    case .none: .ink
    case .weakest, .contender: .leak
    }
  }

  /// The metal alone: what hangs in it comes over it.
  func draw(in scene: inout Scene) {
    if let step {
      scene.path(.link(box, thickness: thickness), .scale(step))
    } else {
      scene.path(openLink(box), .unmeasured)
    }
  }

  /// What the link is pointed out as, and its score.
  func mark(_ mark: ChainFigure.Mark, crackAt x: Double, in scene: inout Scene) {
    switch step == nil ? .none : mark {
    case .weakest:
      crack(at: x, in: &scene)
      scene.stroke(.stadium(box.grown(by: 8)), .ring, width: 2.2)
    case .contender: scene.stroke(.stadium(box.grown(by: 8)), .ringDashed, width: 2)
    case .strength, .none: break
    }
    scene.text(
      score, x: box.midX, top: box.midY - score.height / 2, ink: isDirectional ? .muted : .ink, halo: true)
  }

  /// A link seen from its edge, between two touchpoints; open where one of them is not measured.
  static func joint(_ box: Box, isOpen: Bool, in scene: inout Scene) {
    let radius = min(box.width, box.height) / 2
    scene.box(box.grown(by: 2), radius: radius + 2, .paper)
    scene.box(box, radius: radius, isOpen ? .dashed : .plate)
    guard !isOpen else { return }
    let shine =
      box.width > box.height
      ? Box(x: box.x + 6, y: box.y + 3, width: box.width - 12, height: 1.4)
      : Box(x: box.x + 3, y: box.y + 6, width: 1.4, height: box.height - 12)
    scene.box(shine, radius: 0.7, .paper)
  }

  /// A break through the lower arm: a jagged gap, and short lines that spring from it.
  private func crack(at x: Double, in scene: inout Scene) {
    let low = box.maxY
    let (top, bottom) = (low - max(thickness, 6) - 5, low + 5)
    let h = (bottom - top) / 3
    let left = [Point(x - 1, top), Point(x - 6, top + h), Point(x, top + 2 * h), Point(x - 5, bottom)]
    let right = left.map { Point($0.x + 6.5, $0.y) }
    scene.path(.polygon(left + right.reversed()), .paper)
    scene.stroke(.polyline(left), .ring, width: 1.8)
    scene.stroke(.polyline(right), .ring, width: 1.8)
  }
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
