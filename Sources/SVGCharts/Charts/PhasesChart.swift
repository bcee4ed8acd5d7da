import Pages
import Wording

/// Every number of the strip before, at and after a purchase.
struct PhasesLayout: Sendable, Equatable {
  /// A text and where it begins.
  struct Placed: Sendable, Equatable {
    var text: FittedText
    var x: Double
    var top: Double
    var isMuted = false
  }
  /// One phase from top to bottom.
  struct Column: Sendable, Equatable {
    var id: String
    var title: String
    var head: Box
    var shade: Int
    var name: FittedText
    /// The whole scale, and what of it is filled; `nil` where no share is shown.
    var scale: Box
    var bar: Box?
    var isHidden: Bool
    /// The mark of the lowest score, and its step of the scale; `nil`: not measured.
    var mark: Box
    var step: Int?
    var texts: [Placed]
  }
  var width: Double
  var height: Double
  var columns: [Column]
}

/// Puts the three phases beside each other, what belongs together at one height.
func layOutPhases(_ figure: PhasesFigure) -> PhasesLayout {
  let (gap, edge) = (14.0, 2.0)
  let count = max(1, figure.phases.count)
  let width = 476.0
  let column = (width - 2 * edge - gap * Double(count - 1)) / Double(count)
  let most = figure.phases.compactMap(\.stopped.drawn).max() ?? 0
  func fit(_ text: RichText, _ sizes: [Double], width: Double, lines: Int = 3, bold: Bool = false) -> FittedText {
    TextFitting.fit(text, width: width, lines: lines, sizes: sizes, bold: bold)
  }
  func label(_ text: RichText) -> FittedText { fit(text, [12, 11], width: column, lines: 2) }
  let labels = [figure.stoppedLabel, figure.lowestLabel, figure.effortLabel, figure.timeLabel].map(label)
  let phases = figure.phases
  let names = phases.map { fit($0.name, [14, 13, 12], width: column - 30, lines: 2, bold: true) }
  let shares = phases.map { fit($0.stopped.text, [19, 17, 15], width: column, lines: 1, bold: true) }
  let ranges = phases.map { fit($0.range, [12, 11], width: column, lines: 1) }
  let scores = phases.map { fit($0.score?.text ?? RichText(), [17, 15], width: column - 20, lines: 1, bold: true) }
  let lowest = phases.map { fit($0.lowest, [13, 12, 11], width: $0.score == nil ? column - 20 : column) }
  let efforts = phases.map { fit($0.effort, [13, 12, 11], width: column) }
  let times = phases.map { fit($0.time, [13, 12, 11], width: column) }
  func tallest(_ texts: [FittedText]) -> Double { texts.reduce(0) { max($0, $1.lines.isEmpty ? 0 : $1.height) } }

  let headHeight = tallest(names) + 14
  let stoppedTop = headHeight + 12
  let shareTop = stoppedTop + labels[0].height + 1
  let barTop = shareTop + tallest(shares) + 4
  let rangeTop = barTop + 12
  let lowestTop = rangeTop + tallest(ranges) + 12
  let scoreTop = lowestTop + labels[1].height + 2
  let scoreHeight = max(14, tallest(scores))
  let nameTop = scoreTop + scoreHeight + 1
  let lowestBottom = zip(phases, lowest).reduce(nameTop) { bottom, one in
    max(bottom, (one.0.score == nil ? scoreTop : nameTop) + one.1.height)
  }
  let effortTop = lowestBottom + 12
  let hasEffort = efforts.contains { !$0.lines.isEmpty }
  let timeTop = hasEffort ? effortTop + labels[2].height + 1 + tallest(efforts) + 12 : effortTop
  let hasTime = times.contains { !$0.lines.isEmpty }
  let bottom = hasTime ? timeTop + labels[3].height + 1 + tallest(times) : timeTop - 12

  let columns = phases.indices.map { index -> PhasesLayout.Column in
    let phase = phases[index]
    let x = edge + Double(index) * (column + gap)
    var texts = [
      PhasesLayout.Placed(text: labels[0], x: x, top: stoppedTop, isMuted: true),
      .init(text: shares[index], x: x, top: shareTop),
      .init(text: ranges[index], x: x, top: rangeTop, isMuted: true),
      .init(text: labels[1], x: x, top: lowestTop, isMuted: true),
    ]
    if phase.score == nil {
      texts.append(.init(text: lowest[index], x: x + 20, top: scoreTop, isMuted: true))
    } else {
      texts.append(.init(text: scores[index], x: x + 20, top: scoreTop + (scoreHeight - scores[index].height) / 2))
      texts.append(.init(text: lowest[index], x: x, top: nameTop))
    }
    for (label, own, top) in [(labels[2], efforts[index], effortTop), (labels[3], times[index], timeTop)]
    where !own.lines.isEmpty {
      texts.append(.init(text: label, x: x, top: top, isMuted: true))
      texts.append(.init(text: own, x: x, top: top + label.height + 1))
    }
    let scale = Box(x: x, y: barTop, width: column, height: 9)
    let share = phase.stopped.drawn.map { most > 0 ? ($0 / most).clamped(0, 1) : 0 }
    return PhasesLayout.Column(
      id: phase.id,
      title: [phase.name, phase.stopped.text, phase.lowest, phase.effort, phase.time].map(\.plain).filter {
        !$0.isEmpty
      }
      .joined(separator: " · "),
      head: Box(x: x, y: 0, width: column + (index == count - 1 ? 0 : gap - 4), height: headHeight),
      shade: Palette.stageStep(index, of: count), name: names[index], scale: scale,
      bar: share.map { Box(x: x, y: barTop, width: max(1.5, column * $0), height: 9) },
      isHidden: phase.stopped.state == .hidden,
      mark: Box(x: x, y: scoreTop + (scoreHeight - 13) / 2, width: 13, height: 13),
      step: phase.score.map { Palette.scaleStep($0.value ?? 0) }, texts: texts.filter { !$0.text.lines.isEmpty })
  }
  return PhasesLayout(width: width, height: (bottom + 4).rounded(.up), columns: columns)
}

/// Draws the strip.
func drawPhases(_ layout: PhasesLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for (index, column) in layout.columns.enumerated() {
    let (b, notch) = (column.head, 11.0)
    let isLast = index == layout.columns.count - 1
    scene.open(column.id, title: column.title)
    scene.path(
      .polygon([
        Point(b.x, b.y), Point(b.maxX - (isLast ? 0 : notch), b.y), Point(b.maxX, isLast ? b.y : b.midY),
        Point(b.maxX - (isLast ? 0 : notch), b.maxY), Point(b.x, b.maxY), Point(b.x + (index == 0 ? 0 : notch), b.midY),
      ]), .stage(column.shade))
    scene.text(column.name, x: b.midX, top: b.midY - column.name.height / 2, ink: .onStage)
    if column.isHidden {
      scene.box(column.scale, .hatched)
    } else if let bar = column.bar {
      scene.box(column.scale, .tintNeutral)
      scene.box(bar, .leak)
    }
    if let step = column.step {
      scene.box(column.mark, radius: 2, .scale(step))
    } else {
      scene.box(column.mark, radius: 2, .hatched)
    }
    for placed in column.texts {
      scene.text(placed.text, x: placed.x, top: placed.top, .left, ink: placed.isMuted ? .muted : .ink)
    }
    scene.close()
  }
  return scene
}
