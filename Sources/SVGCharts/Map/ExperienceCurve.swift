import Pages
import Wording

/// The experience curve in its place: points, band, pieces of line, gaps, and labels that do not meet.
struct ExperienceCurve: Sendable, Equatable {
  /// A measured touchpoint: its score, the ends of its interval, and its labels.
  struct Dot: Sendable, Equatable {
    var center: Point
    var low: Double
    var high: Double
    var step: Int
    var number: FittedText
    var numberTop: Double
    var metric: FittedText?
    var metricTop: Double
    var isDirectional: Bool
  }
  /// A touchpoint without a score: hatched, with words.
  struct Gap: Sendable, Equatable {
    var box: Box
    var text: FittedText
  }
  var dots: [Dot] = []
  /// The other period's curve.
  var earlier = EarlierCurve()
  /// Pieces of the line, as ranges of `dots`.
  var pieces: [Range<Int>] = []
  var gaps: [Gap] = []
  var weakest: Point?
  var label: FittedText?
  var labelX = 0.0
  var labelTop = 0.0
  var grid: [(y: Double, text: FittedText)] = []
  var left: Double
  var right: Double
  var bottom: Double

  /// Two curves are equal when all that can differ between them is.
  static func == (a: ExperienceCurve, b: ExperienceCurve) -> Bool {
    a.dots == b.dots && a.earlier == b.earlier && a.pieces == b.pieces && a.gaps == b.gaps && a.labelX == b.labelX
      && a.labelTop == b.labelTop
  }

  /// Lays out points over the columns, from `top` down.
  init(
    points: [JourneyMapFigure.CurvePoint?], weakest index: Int?, label words: RichText, notMeasured: RichText,
    columns: StageColumns, top: Double, left: Double, right: Double, periods: JourneyMapFigure.Periods? = nil
  ) {
    self.left = left
    self.right = right
    bottom = top
    let cell = columns.columnWidth
    let (high, span) = (top + (periods == nil ? 36 : 58), 188.0)
    func y(_ score: Double) -> Double { high + (1 - score.clamped(0, 100) / 100) * span }
    for value in [0, 25, 50, 75, 100] {
      grid.append((y(Double(value)), TextFitting.fit(.figures("\(value)"), width: 30, lines: 1, sizes: [11])))
    }
    let metrics = Set(points.compactMap { $0?.metric })
    var lastMetric: String?
    var start = 0
    var obstacles: [Box] = []
    func endPiece() {
      if dots.count > start { pieces.append(start..<dots.count) }
      start = dots.count
      earlier.endPiece()
    }
    if let periods { earlier.key = EarlierCurve.Key(periods, left: left, top: top + 6) }
    for (column, x) in columns.centers.enumerated() {
      guard let point = points[at: column] ?? nil, let score = point.score.drawn else {
        endPiece()
        let given = (points[at: column] ?? nil)?.score.text
        let text = TextFitting.fit(given ?? notMeasured, width: cell - 14, lines: 3, sizes: [11.5, 10.5, 10])
        gaps.append(.init(box: Box(x: x - cell / 2 + 3, y: y(72), width: cell - 6, height: y(28) - y(72)), text: text))
        continue
      }
      if point.breaksBefore { endPiece() }
      let center = Point(x, y(score))
      let number = TextFitting.fit(point.score.text, width: cell - 6, lines: 1, sizes: [13, 12, 11, 10], bold: true)
      let isWeakest = column == index
      let numberTop = center.y - (isWeakest ? 17 : 10) - number.height
      var metric: FittedText?
      if metrics.count > 1, point.metric != lastMetric {
        metric = TextFitting.fit(.figures(point.metric), width: cell - 6, lines: 1, sizes: [10.5, 10])
      }
      lastMetric = point.metric
      let low = point.low.isFinite ? y(min(point.low, score)) : center.y
      let top = point.high.isFinite ? y(max(point.high, score)) : center.y
      dots.append(
        .init(
          center: center, low: low, high: top, step: Palette.scaleStep(point.shade ?? score), number: number,
          numberTop: numberTop,
          metric: metric, metricTop: numberTop - (metric?.height ?? 0), isDirectional: point.score.state == .directional
        ))
      if let height = point.before?.drawn {
        obstacles.append(
          earlier.add(
            Point(x, y(height)), point.before?.text ?? "", beside: center, isWeakest: column == index, cell: cell))
      } else {
        earlier.endPiece()
      }
      obstacles.append(Box(x: x - 8, y: center.y - 8, width: 16, height: 16))
      obstacles.append(
        Box(
          x: x - cell / 2, y: numberTop - (metric?.height ?? 0), width: cell,
          height: number.height + (metric?.height ?? 0)))
      if isWeakest { weakest = center }
    }
    endPiece()
    bottom = y(0) + (periods == nil ? 16 : 24)
    if let weakest, !words.isEmpty { placeLabel(words, at: weakest, cell: cell, among: obstacles + gaps.map(\.box)) }
  }

  /// Under the ring, as wide as it may be without meeting a number, a dot or a gap.
  private mutating func placeLabel(_ words: RichText, at ring: Point, cell: Double, among obstacles: [Box]) {
    for width in [cell * 2.2, cell * 1.5, cell - 4] {
      let text = TextFitting.fit(
        words, width: max(width, cell - 4), lines: width < cell ? 6 : 3, sizes: [12.5, 11.5], bold: true)
      let x = ring.x.clamped(left + text.width / 2, right - text.width / 2)
      label = text
      (labelX, labelTop) = (x, ring.y + 19)
      let box = Box(x: x - text.width / 2 - 3, y: labelTop, width: text.width + 6, height: text.height)
      let isFree = !obstacles.contains { $0.overlaps(box) && !($0.midX == ring.x) }
      if isFree && text.full == nil { break }
    }
    if let label { bottom = max(bottom, labelTop + label.height + 10) }
  }
}
