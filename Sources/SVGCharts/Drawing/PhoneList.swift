import Pages
import Wording

/// What drawings for a telephone have in common: they are lists, as wide as its text.
enum PhoneList {
  /// So much is left of 390 between the margins, so that type stands in the size it says.
  static let width = 350.0

  /// A stage's name over its rows; returns where they begin.
  static func heading(_ name: RichText, at y: Double, in scene: inout Scene) -> Double {
    scene.line(Point(0, y), Point(width, y), .plateLine, width: 1.6)
    let text = TextFitting.fit(name, width: width - 4, lines: 2, sizes: [13, 12], bold: true)
    return scene.text(text, x: 0, top: y + 7, .left) + 7
  }

  /// An upright plate, open where something runs out.
  static func plate(x: Double, from top: Double, to bottom: Double, holes: [ClosedRange<Double>], in scene: inout Scene)
  {
    var start = top
    for hole in holes + [bottom...bottom] {
      if hole.lowerBound > start {
        scene.box(Box(x: x - 2, y: start, width: 4, height: hole.lowerBound - start), .plate)
      }
      start = hole.upperBound
    }
  }
}
