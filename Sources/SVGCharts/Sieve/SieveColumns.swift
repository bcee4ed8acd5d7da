import Pages
import Wording

/// What stands above the plate at one touchpoint, before it is known where the plate is.
struct SieveColumnTop: Sendable {
  var barHeight: Double
  var barWidth: Double
  var hasDisc: Bool
  var score: FittedText?
  /// The score's metric: under it in the bar, or over its disc.
  var mark: FittedText
  var name: FittedText
  var count: FittedText
  var started: FittedText
  var arrow: (width: Double, height: Double)?
  var height: Double

  /// Measures a touchpoint for a column `cell` wide.
  init(
    _ touchpoint: SieveFigure.Touchpoint, name: FittedText, cell: Double, figure: SieveFigure, fullBar: Double
  ) {
    let full = figure.fullHeight.isFinite ? max(figure.fullHeight, 1e-9) : 1
    if let customers = touchpoint.customers.drawn {
      barHeight = customers > 0 ? (customers / full * fullBar).clamped(3, fullBar) : 0
    } else {
      barHeight = touchpoint.customers.state == .hidden ? 34 : 0
    }
    barWidth = min(64, cell * 0.74)
    let scored = touchpoint.satisfaction?.drawn != nil
    var score: FittedText?
    if let satisfaction = touchpoint.satisfaction {
      score = TextFitting.fit(
        satisfaction.text, width: scored ? barWidth - 4 : cell - 8, lines: 1, sizes: [13, 12, 11, 10, 9], bold: scored)
    }
    self.score = score
    mark = TextFitting.fit(
      scored ? .figures(touchpoint.metric) : "", width: cell - 4, lines: 1, sizes: [10, 9, 8])
    hasDisc = score != nil && barHeight < (mark.lines.isEmpty ? 22 : 34)
    self.name = name
    count = TextFitting.fit(touchpoint.customers.text, width: cell - 4, lines: 1, sizes: [12.5, 11.5, 10.5, 9.5])
    let starts = touchpoint.started.drawn ?? 0
    let startedHidden = touchpoint.started.state == .hidden
    started = TextFitting.fit(
      starts > 0 || startedHidden ? touchpoint.started.text : "", width: cell - 4, lines: 1, sizes: [12, 11, 10, 9])
    if starts > 0 || startedHidden {
      let most = figure.touchpoints.compactMap(\.started.drawn).max() ?? 0
      let share = most > 0 ? (starts / most).squareRoot() : 0
      arrow = (min(cell * 0.62, 20 + 26 * share), 20 + 8 * share)
    }
    height = barHeight + 6 + (hasDisc ? 25 + mark.height : 0) + count.height + 2 + name.height
    if let arrow { height += 7 + arrow.height + 3 + started.height }
  }

  /// How high the column is with a bar as high as can be, in whatever type its number stands.
  func height(ofBar fullBar: Double) -> Double { fullBar + 6 + 18 + 2 + name.height }

  /// The column standing on the plate.
  func placed(
    _ touchpoint: SieveFigure.Touchpoint, x: Double, standingOn base: Double, streams: SieveStreams, title: String
  ) -> SieveLayout.Column {
    let bar = Box(x: x - barWidth / 2, y: base - barHeight, width: barWidth, height: barHeight)
    var y = bar.y - 5
    var disc: Point?
    var scoreTop = bar.y + 5
    var markTop = scoreTop + (score?.height ?? 0)
    if hasDisc, let score {
      disc = Point(x, y - 10)
      scoreTop = y - 10 - score.height / 2
      y -= 24 + mark.height
      markTop = y + 1
    }
    let countTop = y - count.height
    let nameTop = countTop - 2 - name.height
    var arrowBox: Box?
    var startedTop = nameTop
    if let arrow {
      let box = Box(x: x - arrow.width / 2, y: nameTop - 6 - arrow.height, width: arrow.width, height: arrow.height)
      arrowBox = box
      startedTop = box.y - 3 - started.height
    }
    let satisfaction = touchpoint.satisfaction?.drawn
    return SieveLayout.Column(
      id: touchpoint.id, title: title, x: x, bar: bar,
      step: satisfaction.map(Palette.scaleStep), isHidden: touchpoint.customers.state == .hidden, score: score,
      disc: disc, scoreTop: scoreTop, mark: mark, markTop: markTop, count: count, countTop: countTop, name: name,
      nameTop: nameTop, arrow: arrowBox,
      started: started, startedTop: startedTop, hole: streams.hole, streams: streams.streams, thread: streams.thread)
  }
}

/// What runs through one hole.
struct SieveStreams: Sendable {
  var hole: ClosedRange<Double>
  var streams: [SieveLayout.Stream]
  var thread: (from: Point, to: Point, bulge: Double, width: Double)?
}

private struct StreamPlan {
  var isPurchase: Bool
  var datum: Datum
  var width: Double
  var length: Double
  var number: FittedText
  var share: FittedText?
  /// Room it needs left and right of its tip, with its labels and its thread.
  var leftRoom = 0.0
  var rightRoom = 0.0
  var labelWidth: Double { max(number.width, share?.width ?? 0) }
}

/// The streams of one touchpoint: purchases first, then those who did not go on, with room for every number.
func layOutStreams(
  _ touchpoint: SieveFigure.Touchpoint, x: Double, cell: Double, plate: SieveLayout.Plate, most: Double,
  thickest: Double, length: (least: Double, more: Double)
) -> SieveStreams {
  let curl = (touchpoint.returned.drawn ?? 0) > 0 && (touchpoint.leaked.drawn ?? 0) > 0 ? min(11, cell * 0.15) : 0
  var plans: [StreamPlan] = []
  func plan(_ datum: Datum, isPurchase: Bool, size: Double, width: Double) -> StreamPlan? {
    if isPurchase, datum.state != .hidden, (datum.drawn ?? 0) == 0 { return nil }
    // Where nobody could have gone on, as at a purchase, there is no leak to speak of: no number rather than a zero.
    if !isPurchase, touchpoint.leakRate.state == .undefined, datum.state != .hidden, (datum.drawn ?? 0) == 0 {
      return nil
    }
    let value = datum.drawn ?? 0
    let share = most > 0 ? value / most : 0
    let number = TextFitting.fit(datum.text, width: width, lines: 1, sizes: [size, 10, 9], bold: true)
    let below =
      isPurchase ? nil : TextFitting.fit(touchpoint.leakRate.text, width: width, lines: 1, sizes: [size - 1, 9])
    var plan = StreamPlan(
      isPurchase: isPurchase, datum: datum,
      width: value > 0 ? max(3, share * thickest) : datum.state == .hidden ? 9 : 0,
      length: value > 0 ? length.least + length.more * share.squareRoot() : datum.state == .hidden ? 44 : 16,
      number: number, share: below.flatMap { $0.lines.isEmpty ? nil : $0 })
    plan.leftRoom = max(plan.labelWidth, plan.width) / 2
    plan.rightRoom = max(plan.labelWidth / 2, plan.width / 2 + (isPurchase ? 0 : curl))
    return plan
  }
  let gap = 7.0
  var fits = false
  for size in [12.5, 11.5, 10.5] where !fits {
    plans = [
      plan(touchpoint.bought, isPurchase: true, size: size, width: cell - 4),
      plan(touchpoint.leaked, isPurchase: false, size: size, width: cell - 4),
    ].compactMap { $0 }
    face(&plans)
    let total = plans.reduce(0) { $0 + $1.leftRoom + $1.rightRoom } + (plans.count > 1 ? gap : 0)
    fits = total <= cell - 6
  }
  if !fits {
    plans = [
      plan(touchpoint.bought, isPurchase: true, size: 11.5, width: cell - 4),
      plan(touchpoint.leaked, isPurchase: false, size: 11.5, width: cell - 4),
    ].compactMap { $0 }
    face(&plans)
  }
  // At the hole the streams stand side by side; below they part as far as their numbers need.
  let together = plans.reduce(0) { $0 + $1.width } + (plans.filter { $0.width > 0 }.count > 1 ? 4 : 0)
  var topX = x - together / 2
  let rooms = plans.reduce(0) { $0 + $1.leftRoom + $1.rightRoom } + (plans.count > 1 ? gap : 0)
  var tipX = x - rooms / 2
  let top = plate.y(x) - plate.half - 1
  let longest = plans.reduce(0) { max($0, $1.length) }
  var stacked = top + longest + 4
  var streams: [SieveLayout.Stream] = []
  for plan in plans {
    let middle = topX + plan.width / 2
    topX += plan.width + 4
    var tip = middle
    if fits {
      tip = tipX + plan.leftRoom
      tipX = tip + plan.rightRoom + gap
      if plans.count == 1 { tip = x }
    }
    var stream = SieveLayout.Stream(
      isPurchase: plan.isPurchase, isHidden: plan.datum.state == .hidden, topX: middle, tipX: tip, top: top,
      length: plan.length, width: plan.width, number: plan.number, share: plan.share, labelX: fits ? tip : x,
      labelTop: top + plan.length + 4)
    if !fits {
      stream.labelTop = stacked
      stacked += plan.number.height + (plan.share?.height ?? 0) + 1
    }
    streams.append(stream)
  }
  var result = SieveStreams(
    hole: (x - max(6, together / 2 + 3.5))...(x + max(6, together / 2 + 3.5)), streams: streams, thread: nil)
  if curl > 0, let leak = streams.first(where: { !$0.isPurchase }), let returned = touchpoint.returned.drawn {
    let share = (returned / max(touchpoint.leaked.drawn ?? returned, 1e-9)).clamped(0, 1)
    let right = max(leak.tipX, leak.topX + leak.width * 0.35) + curl * 0.5
    let to = Point(max(right, leak.topX + leak.width / 2 + 4), top + plate.half * 2 + 5)
    result.thread = (Point(leak.tipX + max(1.2, leak.width * 0.18), leak.tip - 7), to, curl * 0.5, 1.3 + 1.5 * share)
  }
  return result
}

/// Two streams of different length: beside the shorter one's label runs only the longer one's slim end.
private func face(_ plans: inout [StreamPlan]) {
  guard plans.count == 2 else { return }
  let shorter = plans[0].length < plans[1].length ? 0 : 1
  let longer = 1 - shorter
  let label = plans[shorter].number.height + (plans[shorter].share?.height ?? 0) + 8
  guard plans[longer].length - plans[shorter].length >= label else { return }
  // How far down the longer stream the shorter one's label begins, and how wide it still is there.
  let t = ((plans[shorter].length + 4) / plans[longer].length).clamped(0, 1)
  let half = plans[longer].width / 2 * (1 - 0.8 * t * t * (3 - 2 * t))
  let room = max(half + 2, 3)
  let other = plans[shorter].leftRoom + plans[shorter].rightRoom
  // The longer one's own label reaches under the shorter one's, but not beyond it.
  guard plans[longer].labelWidth / 2 - room <= other else { return }
  if longer == 0 { plans[0].rightRoom = room } else { plans[1].leftRoom = room }
}
