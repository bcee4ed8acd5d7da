import Pages
import Wording

/// Every number of a scatter's drawing.
struct QuadrantLayout: Sendable, Equatable {
  /// A point with its intervals and its label.
  struct Item: Sendable, Equatable {
    var id: String
    var title: String
    var name: RichText
    var center: Point
    var across: ClosedRange<Double>?
    var up: ClosedRange<Double>?
    var isFirst: Bool
    var isDirectional: Bool
    var label: FittedText
    /// Where the label begins; `nil`: no room for one.
    var labelCorner: Point?
    /// From the point to a label that stands away from it.
    var leader: Point?
  }
  /// A corner's name.
  struct Corner: Sendable, Equatable {
    var text: FittedText
    var x: Double
    var top: Double
    var anchor: PlacedText.Anchor
    var isFirst: Bool
  }
  /// A line of a scale with its number.
  struct Tick: Sendable, Equatable {
    var at: Double
    var text: FittedText
  }
  var width: Double
  var height: Double
  var plot: Box
  var meanX: Double
  var meanY: Double
  var across: [Tick] = []
  var up: [Tick] = []
  var acrossTitle: FittedText
  var upTitle: FittedText
  var corners: [Corner] = []
  var items: [Item] = []
  var keyTexts: [(text: FittedText, x: Double, top: Double)] = []

  /// Two layouts are equal when all that can differ between them is.
  static func == (a: QuadrantLayout, b: QuadrantLayout) -> Bool {
    a.items == b.items && a.corners == b.corners && a.across == b.across && a.up == b.up && a.plot == b.plot
  }

  static let radius = 6.0
}

/// Puts a scatter in its place: scales, corners, points, then labels where they meet nothing.
func layOutQuadrant(_ figure: QuadrantFigure) -> QuadrantLayout {
  let width = 690.0
  let upTitle = TextFitting.fit(figure.importanceTitle, width: width - 20, lines: 2, sizes: [12.5, 11.5], bold: true)
  let acrossTitle = TextFitting.fit(
    figure.performanceTitle, width: width - 80, lines: 2, sizes: [12.5, 11.5], bold: true)
  let plot = Box(x: 58, y: upTitle.height + 14, width: width - 58 - 14, height: 430)
  let horizontal = Scale(figure.performanceTicks, figure.meanPerformance, from: plot.x, to: plot.maxX)
  let vertical = Scale(figure.importanceTicks, figure.meanImportance, from: plot.maxY, to: plot.y)
  var layout = QuadrantLayout(
    width: width, height: 0, plot: plot, meanX: horizontal.at(figure.meanPerformance),
    meanY: vertical.at(figure.meanImportance), acrossTitle: acrossTitle, upTitle: upTitle)
  layout.across = ticks(figure.performanceTicks, horizontal, spacing: 8, width: 60) { $0.width }
  layout.up = ticks(figure.importanceTicks, vertical, spacing: 4, width: 44) { $0.height }
  layout.placeCorners(figure)
  layout.placeItems(figure, horizontal, vertical)
  layout.placeLabels()
  var y = plot.maxY + 24 + acrossTitle.height + 6
  for index in layout.keyTexts.indices {
    layout.keyTexts[index].top = y
    y += layout.keyTexts[index].text.height + 3
  }
  layout.height = (y + 4).rounded(.up)
  return layout
}

/// A straight scale over its ticks.
private struct Scale {
  var low: Double
  var high: Double
  var from: Double
  var to: Double

  init(_ ticks: [Datum], _ mean: Double, from: Double, to: Double) {
    let values = ticks.compactMap { $0.drawn } + [mean].filter { $0.isFinite && abs($0) < 1e12 }
    low = values.min() ?? 0
    high = max(values.max() ?? 1, low + 1e-9)
    self.from = from
    self.to = to
  }
  func at(_ value: Double) -> Double { from + ((value - low) / (high - low)).clamped(0, 1) * (to - from) }
  func range(_ given: ClosedRange<Double>?) -> ClosedRange<Double>? {
    given.map { range in
      let (a, b) = (at(range.lowerBound), at(range.upperBound))
      return min(a, b)...max(a, b)
    }
  }
}

/// Ticks whose numbers do not meet.
private func ticks(
  _ data: [Datum], _ scale: Scale, spacing: Double, width: Double, extent: (FittedText) -> Double
) -> [QuadrantLayout.Tick] {
  var taken: [(Double, Double)] = []
  return data.compactMap { datum in
    guard let value = datum.drawn else { return nil }
    let at = scale.at(value)
    let text = TextFitting.fit(datum.text, width: width, lines: 1, sizes: [11.5, 10.5])
    let (low, high) = (at - extent(text) / 2, at + extent(text) / 2)
    if taken.contains(where: { low < $0.1 + spacing && high > $0.0 - spacing }) { return nil }
    taken.append((low, high))
    return .init(at: at, text: text)
  }
}

extension QuadrantLayout {
  fileprivate mutating func placeCorners(_ figure: QuadrantFigure) {
    func corner(_ words: RichText, left: Bool, top: Bool, isFirst: Bool) {
      let room = left ? meanX - plot.x : plot.maxX - meanX
      let depth = top ? meanY - plot.y : plot.maxY - meanY
      guard room > 60, depth > 30 else { return }
      let text = TextFitting.fit(words, width: min(170, room - 14), lines: 2, sizes: [12.5, 11.5, 11], bold: true)
      guard text.height + 8 < depth else { return }
      corners.append(
        .init(
          text: text, x: left ? plot.x + 7 : plot.maxX - 7, top: top ? plot.y + 5 : plot.maxY - 5 - text.height,
          anchor: left ? .left : .right, isFirst: isFirst))
    }
    corner(figure.improveFirst, left: true, top: true, isFirst: true)
    corner(figure.keep, left: false, top: true, isFirst: false)
    corner(figure.moreThanNeeded, left: false, top: false, isFirst: false)
    corner(figure.lowPriority, left: true, top: false, isFirst: false)
  }

  fileprivate mutating func placeItems(_ figure: QuadrantFigure, _ horizontal: Scale, _ vertical: Scale) {
    for item in figure.items {
      guard let x = item.performance.drawn, let y = item.importance.drawn else { continue }
      items.append(
        .init(
          id: item.id,
          title: item.name.plain + ": " + item.performance.text.plain + ", " + item.importance.text.plain,
          name: item.name, center: Point(horizontal.at(x), vertical.at(y)),
          across: horizontal.range(item.performanceRange),
          up: vertical.range(item.importanceRange), isFirst: item.isFirst,
          isDirectional: item.performance.state == .directional || item.importance.state == .directional,
          label: TextFitting.fit(item.name, width: 130, lines: 2, sizes: [12.5, 11.5], bold: item.isFirst),
          labelCorner: nil, leader: nil))
    }
  }

  /// Labels where they meet neither points, labels nor corners, and cross as few whiskers as can be; what finds no room
  /// at all gets a number, and its name under the drawing.
  fileprivate mutating func placeLabels() {
    var taken = corners.map { corner in
      Box(
        x: corner.anchor == .left ? corner.x : corner.x - corner.text.width, y: corner.top, width: corner.text.width,
        height: corner.text.height
      ).grown(by: 3)
    }
    let r = Self.radius + 1
    taken += items.map { Box(x: $0.center.x - r, y: $0.center.y - r, width: 2 * r, height: 2 * r) }
    var lines = [
      Box(x: meanX - 1, y: plot.y, width: 2, height: plot.height),
      Box(x: plot.x, y: meanY - 1, width: plot.width, height: 2),
    ]
    for item in items {
      if let range = item.across {
        lines.append(
          Box(x: range.lowerBound, y: item.center.y - 1, width: range.upperBound - range.lowerBound, height: 2))
      }
      if let range = item.up {
        lines.append(
          Box(x: item.center.x - 1, y: range.lowerBound, width: 2, height: range.upperBound - range.lowerBound))
      }
    }
    let order = items.indices.sorted { (items[$0].isFirst ? 0 : 1, $0) < (items[$1].isFirst ? 0 : 1, $1) }
    for index in order {
      let item = items[index]
      guard !item.label.lines.isEmpty else { continue }
      if let place = place(item.label, at: item.center, taken, lines) {
        items[index].labelCorner = Point(place.box.x, place.box.y)
        items[index].leader = place.isAway ? Self.nearest(place.box, item.center) : nil
        taken.append(place.box)
        continue
      }
      let number = keyTexts.count + 1
      let entry = TextFitting.fit(
        RichText([.figures("\(number)"), .text("  ")]) + item.name, width: width - 80, lines: 1,
        sizes: [12])
      keyTexts.append((entry, plot.x, 0))
      let short = TextFitting.fit(.figures("\(number)"), width: 30, lines: 1, sizes: [11.5], bold: true)
      items[index].label = short
      if let place = place(short, at: item.center, taken, lines) {
        items[index].labelCorner = Point(place.box.x, place.box.y)
        items[index].leader = place.isAway ? Self.nearest(place.box, item.center) : nil
        taken.append(place.box)
      }
    }
  }

  private func place(
    _ text: FittedText, at center: Point, _ taken: [Box], _ lines: [Box]
  ) -> (box: Box, isAway: Bool)? {
    var best: (box: Box, isAway: Bool, cost: Double)?
    let (w, h) = (text.width, text.height)
    for (round, d) in [9.0, 16, 30, 46].enumerated() {
      let k = d * 0.75
      let places: [(Double, Double)] = [
        (d, -h / 2), (-d - w, -h / 2), (k, -h - k + 2), (-k - w, -h - k + 2), (k, k - 2), (-k - w, k - 2),
        (-w / 2, -h - d), (-w / 2, d),
      ]
      for (order, offset) in places.enumerated() {
        let box = Box(x: center.x + offset.0, y: center.y + offset.1, width: w, height: h)
        guard box.x >= plot.x + 2, box.maxX <= plot.maxX - 2, box.y >= plot.y + 2, box.maxY <= plot.maxY - 2,
          !taken.contains(where: { $0.overlaps(box) })
        else { continue }
        let crossed = lines.count { $0.overlaps(box.grown(by: -1)) }
        let cost = Double(crossed) * 3 + Double(round) * 2 + Double(order) * 0.1
        if best.map({ cost < $0.cost }) ?? true { best = (box, round > 1, cost) }
      }
    }
    return best.map { ($0.box, $0.isAway) }
  }

  /// The point of a label's edge that is nearest to its dot.
  private static func nearest(_ box: Box, _ p: Point) -> Point {
    Point(p.x.clamped(box.x, box.maxX), p.y.clamped(box.y, box.maxY))
  }
}
