/// Small outlines that several figures share.
enum Shapes {
  /// An open arrow that points down.
  static func arrowDown(centerX x: Double, top: Double, width: Double, height: Double) -> Path {
    let (half, shaft, neck) = (width / 2, width * 0.3, top + height * 0.52)
    return .polygon([
      Point(x - shaft, top), Point(x + shaft, top), Point(x + shaft, neck), Point(x + half, neck),
      Point(x, top + height), Point(x - half, neck), Point(x - shaft, neck),
    ])
  }

  /// A stream that tapers to a rounded end; it may drift from `centerX` to `endX` on its way down.
  static func drop(centerX: Double, endX: Double? = nil, top: Double, length: Double, width: Double) -> Path {
    let end = endX ?? centerX
    let tip = max(1.2, width * 0.17)
    let line = (0...8).map { step -> (point: Point, half: Double) in
      let t = Double(step) / 8
      let ease = t * t * (3 - 2 * t)
      let half = width / 2 + (tip - width / 2) * (t < 0.85 ? ease : ease)
      return (Point(centerX + (end - centerX) * ease, top + (length - tip) * t), half)
    }
    return .ribbon(line, roundEnd: true)
  }

  /// A solid triangle with its tip at a point.
  static func arrowhead(tip: Point, direction: Point, size: Double) -> Path {
    let unit = direction * (1 / max(direction.length, 1e-6))
    let base = tip - unit * size
    let side = Point(-unit.y, unit.x) * (size * 0.55)
    return .polygon([tip, base + side, base - side])
  }

  /// A thread that leaves sideways, curls out by `bulge`, and ends pointing up.
  static func thread(from: Point, to: Point, bulge: Double) -> (line: Path, head: Path) {
    let out = max(from.x, to.x) + bulge
    let end = Point(to.x, to.y + 5)
    var line = Path()
    line.move(from)
    let turn = Point(out, from.y - min(22, (from.y - to.y) * 0.35))
    line.curve(Point(from.x + bulge * 0.6, from.y + 3), Point(out, from.y + 1), turn)
    line.curve(Point(out, turn.y - (turn.y - end.y) * 0.6), Point(to.x, end.y + (turn.y - end.y) * 0.35), end)
    return (line, arrowhead(tip: to, direction: Point(0, -1), size: 7))
  }

  /// A curve with a slope at each point that never overshoots (Fritsch and Carlson's monotone cubic).
  static func monotone(_ points: [Point]) -> Path {
    var path = Path()
    guard let first = points.first else { return path }
    path.move(first)
    path.monotone(through: points)
    return path
  }
}

extension Path {
  /// Goes on through points of rising x without overshooting any of them.
  mutating func monotone(through points: [Point]) {
    guard points.count > 1 else { return }
    let slopes = zip(points, points.dropFirst()).map { a, b in (b.y - a.y) / Swift.max(b.x - a.x, 1e-6) }
    var tangents = [slopes[0]]
    for i in 1..<points.count {
      guard i < slopes.count else {
        tangents.append(slopes[i - 1])
        continue
      }
      let (before, after) = (slopes[i - 1], slopes[i])
      if before * after <= 0 {
        tangents.append(0)
      } else {
        let (h0, h1) = (points[i].x - points[i - 1].x, points[i + 1].x - points[i].x)
        let mean = (before * h1 + after * h0) / Swift.max(h0 + h1, 1e-6)
        let bound = 3 * Swift.min(abs(before), abs(after))
        tangents.append(mean.clamped(-bound, bound))
      }
    }
    for i in 0..<slopes.count {
      let (a, b) = (points[i], points[i + 1])
      let third = (b.x - a.x) / 3
      curve(Point(a.x + third, a.y + tangents[i] * third), Point(b.x - third, b.y - tangents[i + 1] * third), b)
    }
  }
}
