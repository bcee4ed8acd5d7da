import Pages
import Wording

/// Columns of equal width under stages, which are at least as wide as their headings need.
struct StageColumns: Sendable, Equatable {
  /// The columns of one stage.
  struct Group: Sendable, Equatable {
    /// Index of the stage; may lie outside the figure's list.
    var stage: Int
    var columns: Range<Int>
    var left: Double
    var right: Double
    var midX: Double { (left + right) / 2 }
    var width: Double { right - left }
  }
  var groups: [Group] = []
  /// Middle of every column.
  var centers: [Double] = []
  /// Width a column may use.
  var columnWidth: Double
  var left: Double
  var right: Double

  /// The width up to which a figure is laid out rather than made to scroll: shrunk into a window of 1440, type of 10 is
  /// still read.
  static let widest = 1390.0

  /// Columns that fit a page's text, else a window, else as wide as they wish to be.
  ///
  /// `wish` lets every word of usual length stand whole; down to `least` names are broken tighter rather than scrolled to.
  init(
    fitting stages: [Int], left: Double, margin: Double, wish: Double, least: Double, maximum: Double,
    minimumStage: Double
  ) {
    func columns(_ width: Double, _ minimum: Double) -> StageColumns {
      StageColumns(
        stages: stages, left: left, available: width - left - margin, minimum: minimum, maximum: maximum,
        minimumStage: minimumStage)
    }
    self = columns(1160, wish)
    for (width, minimum) in [(1160, wish * 0.93), (Self.widest, wish), (Self.widest, least)] {
      if right + margin <= 1160.5 { return }
      let tighter = columns(width, max(least, minimum))
      if tighter.right + margin <= width + 0.5 {
        self = tighter
        return
      }
    }
  }

  /// Spreads columns over `available`, or over more where a column would be narrower than `minimum`.
  init(
    stages: [Int], left: Double, available: Double, minimum: Double, maximum: Double, minimumStage: Double
  ) {
    var ranges: [(stage: Int, range: Range<Int>)] = []
    for (index, stage) in stages.enumerated() {
      if let last = ranges.last, last.stage == stage {
        ranges[ranges.count - 1].range = last.range.lowerBound..<(index + 1)
      } else {
        ranges.append((stage, index..<(index + 1)))
      }
    }
    // Stages that need more than their columns' share take it from the others, until none does.
    var width = stages.isEmpty ? maximum : available / Double(stages.count)
    for _ in ranges {
      let share = width
      let narrow = ranges.filter { Double($0.range.count) * share < minimumStage }
      let free = stages.count - narrow.reduce(0) { $0 + $1.range.count }
      guard free > 0 else { break }
      width = (available - Double(narrow.count) * minimumStage) / Double(free)
    }
    let cell = width.clamped(minimum, maximum)
    columnWidth = cell
    let widths = ranges.map { max(Double($0.range.count) * cell, minimumStage) }
    let total = widths.reduce(0, +)
    var x = left + max(0, (available - total) / 2)
    self.left = x
    for (range, width) in zip(ranges, widths) {
      groups.append(Group(stage: range.stage, columns: range.range, left: x, right: x + width))
      let pitch = width / Double(range.range.count)
      for index in 0..<range.range.count { centers.append(x + (Double(index) + 0.5) * pitch) }
      x += width
    }
    right = x
  }
}

extension Datum {
  /// What is drawn: a value that is shown, finite and not negative.
  var drawn: Double? {
    guard let value, value.isFinite, value >= 0, state != .hidden, state != .undefined else { return nil }
    return value
  }
}

extension Array {
  /// The element at an index, or `nil` outside.
  subscript(at index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

/// The least width of a stage: its note on one line, as long as all stages find room.
func stageWidth(_ stages: [FigureStage], available: Double) -> Double {
  let widest = stages.reduce(0) { max($0, TextFitting.fit($1.note, width: 170, lines: 1, sizes: [11]).width + 14) }
  return widest.clamped(96, min(170, 0.8 * available / Double(max(1, stages.count))))
}
