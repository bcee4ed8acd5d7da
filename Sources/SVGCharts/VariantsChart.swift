import ReportModel
import Wording

/// Every number of a drawing of variants.
struct VariantsLayout: Sendable, Equatable {
  /// A touchpoint in a chain.
  struct Chip: Sendable, Equatable {
    var box: Box
    var text: FittedText
    var isPurchase: Bool
    var shade: Int
    /// The first chip of a line has a straight back, the others fit into the one before.
    var isFirst: Bool
  }
  /// A chain and its numbers.
  struct Line: Sendable, Equatable {
    var chips: [Chip]
    var more: FittedText?
    var moreX: Double
    var middle: Double
    var count: FittedText
    var share: FittedText
  }
  var width: Double
  var height: Double
  var numbersLeft: Double
  var lines: [Line] = []
  var rules: [Double] = []
  var key: KeyLayout

  static let most = 12
  static let notch = 8.0
}

/// Puts variants in their place: a chain of chips per line, its numbers at the end.
func layOutVariants(_ figure: VariantsFigure) -> VariantsLayout {
  let width = 1160.0
  let numbersLeft = width - 128
  let available = numbersLeft - 24 - 44
  var layout = VariantsLayout(
    width: width, height: 0, numbersLeft: numbersLeft, key: KeyLayout([], left: 0, right: 0, top: 0))
  var y = 4.0
  for line in figure.lines {
    let shown = line.touchpoints.prefix(VariantsLayout.most).compactMap { figure.touchpoints[at: $0] }
    let hidden = line.touchpoints.count - min(line.touchpoints.count, VariantsLayout.most)
    let padding = 14 + VariantsLayout.notch
    let widths = shown.map {
      TextFitting.fit($0.name, width: 170, lines: 1, sizes: [12.5], bold: false).width + padding
    }
    let limit = evenLimit(widths, total: available)
    var x = 2.0
    var chips: [VariantsLayout.Chip] = []
    for (touchpoint, wanted) in zip(shown, widths) {
      let chip = min(wanted, limit)
      let text = TextFitting.fit(
        touchpoint.name, width: chip - padding + 1, lines: wanted > limit ? 2 : 1, sizes: [12.5, 11.5, 11])
      chips.append(
        .init(
          box: Box(x: x, y: y + 8, width: chip, height: 30), text: text, isPurchase: touchpoint.isPurchase,
          shade: Palette.stageStep(touchpoint.stage, of: figure.stages.count), isFirst: chips.isEmpty))
      x += chip + 1
    }
    layout.rules.append(y)
    layout.lines.append(
      .init(
        chips: chips,
        more: hidden > 0 ? TextFitting.fit(.figures("+\(hidden)"), width: 40, lines: 1, sizes: [13], bold: true) : nil,
        moreX: x + VariantsLayout.notch + 6, middle: y + 23,
        count: TextFitting.fit(line.customers.text, width: 70, lines: 1, sizes: [14, 12, 11, 10], bold: true),
        share: TextFitting.fit(line.share.text, width: 50, lines: 1, sizes: [12.5, 11, 10])))
    y += 46
  }
  layout.rules.append(y)
  let used = Set(
    figure.lines.flatMap(\.touchpoints).compactMap { figure.touchpoints[at: $0] }.filter { !$0.isPurchase }.map(\.stage)
  )
  layout.key = KeyLayout(
    figure.stages.indices.filter { used.contains($0) }.map {
      (.filled(.stageTint(Palette.stageStep($0, of: figure.stages.count))), figure.stages[$0].name)
    }, left: 2, right: width - 2, top: y + 14)
  layout.height = (max(layout.key.bottom, y) + 8).rounded(.up)
  return layout
}

/// The greatest width at which chips that are cut to it fit into `total`.
private func evenLimit(_ widths: [Double], total: Double) -> Double {
  var rest = total - Double(widths.count)
  for (index, width) in widths.sorted().enumerated() {
    let share = rest / Double(widths.count - index)
    if width > share { return max(share, 30) }
    rest -= width
  }
  return .infinity
}

/// Draws variants.
func drawVariants(_ layout: VariantsLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for y in layout.rules { scene.line(Point(0, y), Point(layout.width, y), .grid) }
  for line in layout.lines {
    for chip in line.chips {
      let (b, n) = (chip.box, VariantsLayout.notch)
      var points = [
        Point(b.x, b.y), Point(b.maxX, b.y), Point(b.maxX + n, b.midY), Point(b.maxX, b.maxY), Point(b.x, b.maxY),
      ]
      if !chip.isFirst { points.append(Point(b.x + n, b.midY)) }
      scene.path(.polygon(points), chip.isPurchase ? .purchase : .stageTint(chip.shade))
      let middle = b.midX + (chip.isFirst ? 1 : n / 2)
      scene.text(chip.text, x: middle, top: b.midY - chip.text.height / 2, ink: chip.isPurchase ? .onDark : .ink)
    }
    if let more = line.more { scene.text(more, x: line.moreX, top: line.middle - more.height / 2, .left, ink: .muted) }
    scene.text(line.count, x: layout.numbersLeft + 72, top: line.middle - line.count.height / 2, .right, column: 72)
    scene.text(
      line.share, x: layout.width - 2, top: line.middle - line.share.height / 2, .right, ink: .muted, column: 50)
  }
  scene.key(layout.key)
  return scene
}
