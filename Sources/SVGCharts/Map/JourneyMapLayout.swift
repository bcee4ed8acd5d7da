import Pages
import Wording

/// Every number of a journey map's drawing.
struct JourneyMapLayout: Sendable, Equatable {
  /// A stage.
  struct Chevron: Sendable, Equatable {
    var box: Box
    var name: FittedText
    var note: FittedText
    var shade: Int
  }
  /// A touchpoint's circle, with its name and channel under it.
  struct Circle: Sendable, Equatable {
    var id: String
    var title: String
    var center: Point
    var radius: Double
    var isHidden: Bool
    var isPlanned: Bool
    var shade: Int
    var number: FittedText
    var numberTop: Double
    var name: FittedText
    var nameTop: Double
    var note: FittedText
    var noteTop: Double
  }
  /// A bar that hangs from the top of its lane.
  struct Bar: Sendable, Equatable {
    var box: Box
    var isHidden: Bool
    var number: FittedText
    var numberTop: Double
    var ink: Ink
  }
  /// A mark of how well founded a touchpoint's score is.
  struct Evidence: Sendable, Equatable {
    var grade: JourneyMapFigure.Evidence
    var center: Point
    var text: FittedText
    var textTop: Double
  }
  /// A slip with a few words.
  struct Card: Sendable, Equatable {
    var box: Box
    /// Middle of the touchpoint it speaks of; the card itself may have been shifted.
    var over: Double
    var text: FittedText
    var good: Bool?
    /// The touchpoint whose own card it leads to; `nil`: it leads nowhere.
    var card: String?
  }
  /// What a lane shows.
  enum Content: Sendable, Equatable {
    case circles([Circle])
    case bars(Paint, [Bar])
    case curve(ExperienceCurve)
    case notMeasured(Box, FittedText)
    case evidence([Evidence])
    case cards([Card])
  }
  /// A lane between its top and its bottom, titles at its start.
  struct Lane: Sendable, Equatable {
    var id: String
    var top: Double
    var bottom: Double
    var title: FittedText
    var subtitle: FittedText
    /// What all marks of the lane say, said once.
    var common: FittedText?
    var content: Content
  }
  var width: Double
  var height: Double
  /// Titles end here, columns begin.
  var titleRight: Double
  var plotRight: Double
  var stagesTitle: FittedText
  var chevrons: [Chevron] = []
  var separators: [Double] = []
  var lanes: [Lane] = []
}

/// Puts a journey map in its place, reading from the left.
func layOutJourneyMap(_ figure: JourneyMapFigure) -> JourneyMapLayout {
  let titleWidth = 138.0
  let left = titleWidth + 34
  let minimum = minimumColumn(figure)
  let columns = StageColumns(
    fitting: figure.touchpoints.map(\.stage), left: left, margin: 6, wish: minimum.wish, least: minimum.least,
    maximum: 300, minimumStage: 96)
  let right = max(1154, columns.right)
  var layout = JourneyMapLayout(
    width: (right + 6).rounded(.up), height: 0, titleRight: left, plotRight: right,
    stagesTitle: TextFitting.fit(figure.stagesTitle, width: titleWidth, lines: 2, sizes: [15, 13], bold: true))
  let height = 56.0
  for group in columns.groups {
    let stage = figure.stages[at: group.stage]
    let inner = group.width - 34
    let name = TextFitting.fit(stage?.name ?? "", width: inner, lines: 1, sizes: [17, 15, 13, 12, 11], bold: true)
    let note = TextFitting.fit(stage?.note ?? "", width: inner, lines: 1, sizes: [12, 11])
    layout.chevrons.append(
      .init(
        box: Box(x: group.left, y: 2, width: group.width - 3, height: height), name: name, note: note,
        shade: Palette.stageStep(group.stage, of: figure.stages.count)))
  }
  layout.separators = columns.groups.dropFirst().map { $0.left - 1.5 }
  var y = 2 + height + 10
  for lane in figure.lanes {
    let title = TextFitting.fit(lane.title, width: titleWidth, lines: 2, sizes: [14, 13], bold: true)
    let subtitle = TextFitting.fit(lane.subtitle, width: titleWidth, lines: 3, sizes: [11.5])
    let frame = LaneFrame(
      figure: figure, columns: columns, top: y, left: left, right: right)
    let (content, bottom) = frame.layOut(lane)
    var common: FittedText?
    if case .evidence(let marks) = lane.content, let words = LaneFrame.common(marks) {
      common = TextFitting.fit(words, width: titleWidth, lines: 2, sizes: [11.5], bold: true)
    }
    let titles = 12 + title.height + 2 + subtitle.height + (common.map { $0.height + 3 } ?? 0) + 10
    let end = max(bottom, y + titles)
    layout.lanes.append(
      .init(
        id: lane.id, top: y, bottom: end, title: title, subtitle: subtitle, common: common, content: content))
    y = end
  }
  layout.height = (y + 4).rounded(.up)
  return layout
}

/// No column may be too narrow for the numbers in it, nor for a word of usual length.
private func minimumColumn(_ figure: JourneyMapFigure) -> (wish: Double, least: Double) {
  var widest = 0.0
  for lane in figure.lanes {
    switch lane.content {
    case .circles(let data), .bars(_, let data):
      for datum in data {
        widest = max(widest, TextFitting.fit(datum.text, width: 130, lines: 1, sizes: [10.5], bold: true).width)
      }
    case .curve, .notMeasured, .evidence, .cards: break
    }
  }
  let word = figure.touchpoints.reduce(0) { max($0, TextFitting.widestWord($1.name, size: 10, bold: true)) }
  let least = max(46, widest + 6)
  return (max(62, least, min(word + 9, 84)), max(least, min(word + 4, 54)))
}
