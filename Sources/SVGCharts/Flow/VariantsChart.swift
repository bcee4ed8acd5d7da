import Pages
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
    /// The share as a length, beside its number.
    var bar: Double
  }
  var width: Double
  var height: Double
  var lines: [Line] = []
  var rules: [Double] = []
  var key: KeyLayout

  static let most = 12
  static let notch = 8.0
  /// Numbers stand before their chain, so that the eye has no empty way to go between them.
  static let countRight = 52.0
  static let shareRight = 108.0
  static let barLeft = 120.0
  static let longestBar = 84.0
  static let chainLeft = 224.0
}

/// Puts variants in their place: the numbers of a line, then its chain of chips.
func layOutVariants(_ figure: VariantsFigure) -> VariantsLayout {
  let width = 1160.0
  let available = width - VariantsLayout.chainLeft - 50
  let most = figure.lines.compactMap { $0.customers.drawn }.max() ?? 0
  var layout = VariantsLayout(
    width: width, height: 0, key: KeyLayout([], left: 0, right: 0, top: 0))
  var y = 4.0
  for line in figure.lines {
    let shown = line.touchpoints.prefix(VariantsLayout.most).compactMap { figure.touchpoints[at: $0] }
    let hidden = line.touchpoints.count - min(line.touchpoints.count, VariantsLayout.most)
    let padding = 14 + VariantsLayout.notch
    let widths = shown.map {
      TextFitting.fit($0.name, width: 170, lines: 1, sizes: [12.5], bold: false).width + padding
    }
    let limit = evenLimit(widths, total: available)
    var x = VariantsLayout.chainLeft
    var chips: [VariantsLayout.Chip] = []
    for (touchpoint, wanted) in zip(shown, widths) {
      let chip = min(wanted, limit)
      let text = TextFitting.fit(
        touchpoint.name, width: chip - padding + 1, lines: wanted > limit ? 2 : 1, sizes: [12.5, 11.5, 11])
      chips.append(
        .init(
          box: Box(x: x, y: y + 5, width: chip, height: 28), text: text, isPurchase: touchpoint.isPurchase,
          shade: Palette.stageStep(touchpoint.stage, of: figure.stages.count), isFirst: chips.isEmpty))
      x += chip + 1
    }
    layout.rules.append(y)
    layout.lines.append(
      .init(
        chips: chips,
        more: hidden > 0 ? TextFitting.fit(.figures("+\(hidden)"), width: 40, lines: 1, sizes: [13], bold: true) : nil,
        moreX: x + VariantsLayout.notch + 6, middle: y + 19,
        count: TextFitting.fit(line.customers.text, width: 52, lines: 1, sizes: [14, 12, 11, 10], bold: true),
        share: TextFitting.fit(line.share.text, width: 50, lines: 1, sizes: [12.5, 11, 10]),
        bar: most > 0 ? (line.customers.drawn ?? 0) / most * VariantsLayout.longestBar : 0))
    y += 38
  }
  layout.rules.append(y)
  let used = Set(
    figure.lines.flatMap(\.touchpoints).compactMap { figure.touchpoints[at: $0] }.filter { !$0.isPurchase }.map(\.stage)
  )
  layout.key = KeyLayout(
    figure.stages.indices.filter { used.contains($0) }.map {
      (.filled(.stageTint(Palette.stageStep($0, of: figure.stages.count))), figure.stages[$0].name)
    }, left: VariantsLayout.chainLeft, right: width - 2, top: y + 14)
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

/// A row of touchpoints for each way through, the most frequent on top.
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
    scene.text(
      line.count, x: VariantsLayout.countRight, top: line.middle - line.count.height / 2, .right,
      column: VariantsLayout.countRight)
    scene.text(
      line.share, x: VariantsLayout.shareRight, top: line.middle - line.share.height / 2, .right, ink: .muted,
      column: 50)
    if line.bar > 0 {
      scene.box(
        Box(x: VariantsLayout.barLeft, y: line.middle - 5, width: max(1.5, line.bar), height: 10),
        radius: min(1.5, line.bar / 2), .plate)
    }
  }
  scene.key(layout.key)
  return scene
}
