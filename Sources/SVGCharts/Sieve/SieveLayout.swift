import Pages
import Wording

/// Every number of a sieve's drawing.
struct SieveLayout: Sendable, Equatable {
  /// A stage's name and note.
  struct Heading: Sendable, Equatable {
    var midX: Double
    var name: FittedText
    var note: FittedText
  }
  /// What runs out under a hole, and its numbers.
  struct Stream: Sendable, Equatable {
    var isPurchase: Bool
    var isHidden: Bool
    /// Middle at the hole and at the tip.
    var topX: Double
    var tipX: Double
    var top: Double
    var length: Double
    var width: Double
    var number: FittedText
    var share: FittedText?
    var labelX: Double
    var labelTop: Double
    var tip: Double { top + length }
  }
  /// A touchpoint: what comes in, stands on the plate, and runs out.
  struct Column: Sendable, Equatable {
    var id: String
    var title: String
    var x: Double
    var bar: Box
    /// Step of the satisfaction scale; `nil`: hatched.
    var step: Int?
    /// Customers are hidden: the bar's height says nothing.
    var isHidden: Bool
    var score: FittedText?
    /// Middle of the disc that carries the score where the bar is too low for it.
    var disc: Point?
    var scoreTop: Double
    /// The score's metric, under it, or over its disc.
    var mark: FittedText
    var markTop: Double
    var count: FittedText
    var countTop: Double
    var name: FittedText
    var nameTop: Double
    var arrow: Box?
    var started: FittedText
    var startedTop: Double
    var hole: ClosedRange<Double>
    var streams: [Stream]
    /// Where the thread of those who returned leaves, where it ends, how far it curls out, how thick it is.
    var thread: (from: Point, to: Point, bulge: Double, width: Double)?

    static func == (a: Column, b: Column) -> Bool {
      a.id == b.id && a.bar == b.bar && a.streams == b.streams && a.hole == b.hole
    }
  }
  /// The arc over the top and its sentence.
  struct Loop: Sendable, Equatable {
    var text: FittedText
    var from: Double
    var to: Double
    var midX: Double
    var y: Double
    var end: Double
  }
  var width: Double
  var height: Double
  var headingTop: Double
  var headings: [Heading] = []
  var separators: [Double] = []
  var streamsBottom: Double
  var columns: [Column] = []
  var plate: Plate
  var loop: Loop?
  var callOuts: [CallOut] = []
  var key: KeyLayout

  /// The plate in profile: a shallow bowl, lowest in the middle.
  struct Plate: Sendable, Equatable {
    var left: Double
    var right: Double
    var base: Double
    var sag: Double
    /// How large the rims are.
    var rim = 1.0
    let half = 5.5
    func y(_ x: Double) -> Double {
      let u = (x - (left + right) / 2) / max(1, (right - left) / 2)
      return base + sag * (1 - u * u)
    }
    func slope(_ x: Double) -> Double {
      let halfWidth = max(1, (right - left) / 2)
      return -2 * sag * (x - (left + right) / 2) / (halfWidth * halfWidth)
    }
  }

  /// How large it is drawn.
  struct Size: Sendable {
    var width, margin: Double
    /// Height of a bar of `fullHeight` customers.
    var fullBar: Double
    var rim: Double
    var leastColumn: Double
    /// How long a stream of hardly anybody is, and by how much longer the widest.
    var stream: (least: Double, more: Double)

    /// Over a page; the funnel of the same customers has bars of the same height.
    static let page = Size(
      width: 1160, margin: 58, fullBar: 210, rim: 1, leastColumn: 46, stream: (42, 178))
    /// In half of a page, beside another.
    static let half = Size(
      width: 556, margin: 34, fullBar: 150, rim: 0.62, leastColumn: 40, stream: (28, 102))
  }
}

/// Puts a sieve in its place, reading from the left.
func layOutSieve(_ figure: SieveFigure) -> SieveLayout {
  let size: SieveLayout.Size = figure.isHalf ? .half : .page
  let margin = size.margin
  let columns = layOutColumns(figure, size)
  let width = max(size.width, (columns.right + margin - 1e-6).rounded(.up))
  let cell = columns.columnWidth

  var loop: SieveLayout.Loop?
  var headingTop = 8.0
  if let words = figure.loop, !words.isEmpty, let first = columns.centers.first, let last = columns.centers.last {
    let span = max(last - first, 240)
    let midX = ((first + last) / 2).clamped(120, width - 120)
    let text = TextFitting.fit(words, width: max(180, span - 150), lines: 3, sizes: [14, 13, 12], bold: true)
    let y = max(18, text.height / 2 + 6)
    loop = .init(text: text, from: midX + span / 2, to: midX - span / 2, midX: midX, y: y, end: y + 32)
    headingTop = y + max(40, text.height / 2 + 8)
  }

  let headings = columns.groups.map { group in
    SieveLayout.Heading(
      midX: group.midX,
      name: TextFitting.fit(
        figure.stages[at: group.stage]?.name ?? "", width: group.width - 12, lines: 2, sizes: [17, 15, 13, 12],
        bold: true),
      note: TextFitting.fit(
        figure.stages[at: group.stage]?.note ?? "", width: group.width - 12, lines: 3, sizes: [12, 11, 10.5]))
  }
  let headingHeight = headings.reduce(0) { max($0, $1.name.height + 2 + $1.note.height) }
  let barsTop = headingTop + headingHeight + 18

  var plate = SieveLayout.Plate(
    left: (columns.centers.first ?? width / 2 - 120) - cell / 2 - 6,
    right: (columns.centers.last ?? width / 2 + 120) + cell / 2 + 6, base: 0,
    sag: min(36, (columns.right - columns.left) * 0.05), rim: size.rim)
  if plate.right - plate.left < 160 {
    (plate.left, plate.right) = ((plate.left + plate.right) / 2 - 80, (plate.left + plate.right) / 2 + 80)
  }
  let names = TextFitting.fitRow(
    figure.touchpoints.map(\.name), width: cell - 6, lines: 4, sizes: [13, 12, 11, 10], bold: true)
  let tops = zip(figure.touchpoints, names).map {
    SieveColumnTop($0, name: $1, cell: cell, figure: figure, fullBar: size.fullBar)
  }
  plate.base = barsTop + 104
  for (top, x) in zip(tops, columns.centers) {
    // Beside another, every column has room for the highest bar of either.
    let height = figure.isHalf ? top.height(ofBar: size.fullBar) : top.height
    plate.base = max(plate.base, barsTop + height - (plate.y(x) - plate.base) + plate.half + 5)
  }

  let most =
    figure.fullStream ?? figure.touchpoints.flatMap { [$0.bought.drawn, $0.leaked.drawn] }.compactMap { $0 }.max() ?? 0
  let thickest = streamScale(figure, most: most, cell: cell)
  var placed: [SieveLayout.Column] = []
  for ((touchpoint, top), x) in zip(zip(figure.touchpoints, tops), columns.centers) {
    let streams = layOutStreams(
      touchpoint, x: x, cell: cell, plate: plate, most: most, thickest: thickest, length: size.stream)
    placed.append(
      top.placed(
        touchpoint, x: x, standingOn: plate.y(x) - plate.half - 5, streams: streams, title: title(touchpoint, figure)))
  }
  // Beside another, there is room below for the longest stream of either.
  let longest = figure.isHalf && most > 0 ? size.stream.least + size.stream.more + 30 : 30
  let streamsBottom = placed.flatMap(\.streams).reduce(plate.base + plate.sag + longest) { bottom, stream in
    max(bottom, stream.tip, stream.labelTop + stream.number.height + (stream.share?.height ?? 0))
  }
  let callOuts = SieveLayout.callOuts(figure, over: placed, top: streamsBottom, room: 8...(width - 8))
  let key = KeyLayout(
    figure.key.map { (symbol(of: $0.mark), $0.text) }, left: min(margin, 40), right: width - min(margin, 40),
    top: (callOuts.map(\.bottom).max() ?? streamsBottom) + 26)
  return SieveLayout(
    width: width, height: (max(key.bottom, streamsBottom) + 12).rounded(.up), headingTop: headingTop,
    headings: headings, separators: columns.groups.dropFirst().map(\.left), streamsBottom: streamsBottom,
    columns: placed, plate: plate, loop: loop, callOuts: callOuts, key: key)
}

/// The columns under their stages: over a page or a window, or in half of a page, where a stage is as wide as its longest word.
private func layOutColumns(_ figure: SieveFigure, _ size: SieveLayout.Size) -> StageColumns {
  let (stages, room) = (figure.touchpoints.map(\.stage), size.width - 2 * size.margin)
  guard figure.isHalf else {
    let minimum = minimumColumn(figure, least: size.leastColumn)
    return StageColumns(
      fitting: stages, left: size.margin, margin: size.margin, wish: minimum.wish, least: minimum.least, maximum: 230,
      minimumStage: stageWidth(figure.stages, available: room))
  }
  let word = Set(stages).reduce(0) {
    max($0, TextFitting.widestWord(figure.stages[at: $1]?.name ?? "", size: 12, bold: true))
  }
  return StageColumns(
    stages: stages, left: size.margin, available: room, minimum: max(size.leastColumn, numberWidth(figure.fullHeight)),
    maximum: 110, minimumStage: min(word + 8, room / Double(max(1, Set(stages).count))))
}

/// About how wide the highest number of either sieve is, in bold type of ten with room on both sides: the same for both.
private func numberWidth(_ most: Double) -> Double {
  var (digits, rest) = (1, most)
  while rest >= 10, digits < 15 { (digits, rest) = (digits + 1, rest / 10) }
  return Double(digits) * 5.9 + Double((digits - 1) / 3) * 3 + 6
}

/// A touchpoint's numbers in words, which show on hovering: its name, then the key's words with their numbers.
private func title(_ touchpoint: SieveFigure.Touchpoint, _ figure: SieveFigure) -> String {
  var parts = [touchpoint.name.plain + ": " + touchpoint.customers.text.plain]
  for entry in figure.key {
    let datum: Datum? =
      switch entry.mark {
      case .start: touchpoint.started
      case .bought: touchpoint.bought
      case .leaked: touchpoint.leaked
      case .returned: touchpoint.returned
      case .height, .colour: nil
      }
    guard let datum, (datum.drawn ?? 0) > 0 else { continue }
    let isShareShown = entry.mark == .leaked && touchpoint.leakRate.value != nil
    let share = isShareShown ? " (" + touchpoint.leakRate.text.plain + ")" : ""
    parts.append(entry.text.plain + " " + datum.text.plain + share)
  }
  return parts.joined(separator: " · ")
}

private func symbol(of mark: SieveFigure.Mark) -> KeyItem.Symbol {
  switch mark {
  case .start: .arrow
  case .height: .bars
  case .colour: .scale
  case .bought: .bought
  case .leaked: .leaked
  case .returned: .returned
  }
}

/// No column may be too narrow for the numbers in it, nor for a word of usual length.
private func minimumColumn(_ figure: SieveFigure, least: Double) -> (wish: Double, least: Double) {
  let numbers = figure.touchpoints.flatMap { [$0.customers, $0.started, $0.bought, $0.leaked, $0.leakRate] }
  let widest = numbers.reduce(0) {
    max($0, TextFitting.fit($1.text, width: 120, lines: 1, sizes: [10], bold: true).width)
  }
  let word = figure.touchpoints.reduce(0) { max($0, TextFitting.widestWord($1.name, size: 10, bold: true)) }
  let least = max(least, widest + 6)
  return (max(least, min(word + 9, 78)), max(least, min(word + 4, 52)))
}

/// The width of the widest stream, so that no column's two streams are wider than the column allows.
private func streamScale(_ figure: SieveFigure, most: Double, cell: Double) -> Double {
  guard most > 0 else { return 0 }
  let widestPair = figure.touchpoints.reduce(0) { max($0, ($1.bought.drawn ?? 0) + ($1.leaked.drawn ?? 0)) }
  return min(44, cell * 0.5 * most / max(widestPair, most))
}
