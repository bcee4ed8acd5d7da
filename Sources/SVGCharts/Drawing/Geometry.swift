/// A point of a figure, in units of its view box; y grows downwards.
package struct Point: Sendable, Equatable {
  /// Distance from the left.
  package var x: Double
  package var y: Double
  /// A point at a place.
  package init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
  /// The sum by coordinates.
  static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  /// The difference by coordinates.
  static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  /// The point scaled from the origin.
  static func * (a: Point, k: Double) -> Point { Point(a.x * k, a.y * k) }
  /// Distance from the origin.
  var length: Double { (x * x + y * y).squareRoot() }
}

/// A rectangle by its corner and size.
package struct Box: Sendable, Equatable {
  /// The top left corner, and the size.
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double
  /// Its right edge.
  package var maxX: Double { x + width }
  /// Its bottom edge.
  package var maxY: Double { y + height }
  /// Middle across.
  package var midX: Double { x + width / 2 }
  /// Middle down.
  package var midY: Double { y + height / 2 }

  /// Whether two boxes share more than an edge.
  package func overlaps(_ other: Box, slack: Double = 0.01) -> Bool {
    x + slack < other.maxX && other.x + slack < maxX && y + slack < other.maxY && other.y + slack < maxY
  }
  /// The rectangle with a margin all around.
  func grown(by d: Double) -> Box { Box(x: x - d, y: y - d, width: width + 2 * d, height: height + 2 * d) }
}

/// An outline of straight lines and cubic curves.
package struct Path: Sendable, Equatable {
  /// One movement of the pen.
  package enum Command: Sendable, Equatable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }
  /// The pen's movements in order.
  package var commands: [Command] = []
  /// An empty outline.
  package init() {}

  /// Lifts the pen to a point.
  mutating func move(_ p: Point) { commands.append(.move(p)) }
  /// Draws a straight line to a point.
  mutating func line(_ p: Point) { commands.append(.line(p)) }
  /// Draws a cubic curve to a point.
  mutating func curve(_ a: Point, _ b: Point, _ p: Point) { commands.append(.curve(a, b, p)) }
  /// Closes the outline.
  mutating func close() { commands.append(.close) }

  /// A closed outline of straight lines.
  static func polygon(_ points: [Point]) -> Path {
    var path = Path.polyline(points)
    path.close()
    return path
  }

  /// An open line through points.
  static func polyline(_ points: [Point]) -> Path {
    var path = Path()
    for (index, point) in points.enumerated() { index == 0 ? path.move(point) : path.line(point) }
    return path
  }

  /// Goes on through the points by Catmull-Rom curves.
  mutating func smooth(through points: [Point]) {
    guard points.count > 1 else { return }
    for i in 0..<(points.count - 1) {
      let before = points[max(0, i - 1)]
      let after = points[min(points.count - 1, i + 2)]
      let (a, b) = (points[i], points[i + 1])
      curve(a + (b - before) * (1.0 / 6), b - (after - a) * (1.0 / 6), b)
    }
  }

  /// A band along a line, whose half-width changes from point to point; `roundStart` and `roundEnd` close it with a half circle.
  static func ribbon(_ line: [(point: Point, half: Double)], roundStart: Bool = false, roundEnd: Bool = false) -> Path {
    guard line.count > 1, let first = line.first, let last = line.last else { return Path() }
    var left: [Point] = []
    var right: [Point] = []
    for i in line.indices {
      let d = line[min(i + 1, line.count - 1)].point - line[max(i - 1, 0)].point
      let length = max(d.length, 1e-6)
      let normal = Point(-d.y / length, d.x / length)
      left.append(line[i].point + normal * line[i].half)
      right.append(line[i].point - normal * line[i].half)
    }
    var path = Path()
    path.move(left[0])
    path.smooth(through: left)
    if roundEnd {
      path.cap(
        from: left[left.count - 1], to: right[right.count - 1], last.point - line[line.count - 2].point, last.half)
    } else {
      path.line(right[right.count - 1])
    }
    path.smooth(through: right.reversed())
    if roundStart { path.cap(from: right[0], to: left[0], first.point - line[1].point, first.half) }
    path.close()
    return path
  }

  private mutating func cap(from: Point, to: Point, _ direction: Point, _ half: Double) {
    let out = direction * (half * 4 / 3 / max(direction.length, 1e-6))
    curve(from + out, to + out, to)
  }

  /// The same outline with every point moved.
  func mapped(_ move: (Point) -> Point) -> Path {
    var path = Path()
    path.commands = commands.map {
      switch $0 {
      case .move(let p): .move(move(p))
      case .line(let p): .line(move(p))
      case .curve(let a, let b, let p): .curve(move(a), move(b), move(p))
      case .close: .close
      }
    }
    return path
  }
}

extension Double {
  /// Held between two bounds; what is not a number becomes the lower one.
  func clamped(_ low: Double, _ high: Double) -> Double {
    isNaN ? low : Swift.min(Swift.max(self, low), Swift.max(low, high))
  }
}
