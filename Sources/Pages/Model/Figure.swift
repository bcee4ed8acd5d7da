import Findings
import Wording

/// Everything the report draws. To add a chart: a case here, and the switch in SVGCharts stops compiling.
package enum Figure: Sendable, Equatable {
  case sieve(SieveFigure)
  case funnel(FunnelFigure)
  case journeyMap(JourneyMapFigure)
  case flow(FlowFigure)
  case heatTable(HeatTableFigure)
  case bars(BarsFigure)
  case variants(VariantsFigure)
  case chain(ChainFigure)
  case quadrant(QuadrantFigure)
  case stack(StackFigure)
  case waves(WavesFigure)
  case coverage(CoverageFigure)
  case steps(StepsFigure)
  case phases(PhasesFigure)

  /// Scatter plots and time run left to right in every language.
  package var staysLeftToRight: Bool {
    switch self {
    case .quadrant, .waves, .steps: true
    case .sieve, .funnel, .journeyMap, .flow, .heatTable, .bars, .variants, .chain, .stack, .coverage, .phases: false
    }
  }
}

/// A stage as figures draw it, in stage order.
package struct FigureStage: Sendable, Equatable {
  package var id: String
  package var name: RichText
  /// Second line: "started here 15,347 · bought here 0", or the department.
  package var note: RichText
}

/// The sieve: touchpoints over a plate with holes, in stage order.
package struct SieveFigure: Sendable, Equatable {
  /// A bar and the streams out of it.
  package struct Touchpoint: Sendable, Equatable {
    package var id: String
    package var name: RichText
    /// Index into `stages`.
    package var stage: Int
    /// Customers who came through here; the bar's height.
    package var customers: Datum
    /// Customers whose first journey began here; the open arrow. Value 0 or `nil`: none drawn.
    package var started: Datum
    /// The score as printed, its value where it stands on the scale of colours (0…100); `nil`: not measured, the bar is
    /// hatched.
    package var satisfaction: Datum?
    /// Short mark of the score's metric, beside it; empty where the key names the metric of all.
    package var metric = ""
    /// Customers who bought here; the navy stream.
    package var bought: Datum
    /// Customers who stopped here and have not come back; the orange stream.
    package var leaked: Datum
    /// Leaks by touches here; under the leak's number.
    package var leakRate: Datum
    /// Customers who stopped here for a while and came back; the blue thread.
    package var returned: Datum
  }
  package var stages: [FigureStage]
  package var touchpoints: [Touchpoint]
  /// The arc over the top: "The cycle that feeds itself: every 100 purchases brought 21 more"; `nil`: no arc.
  package var loop: RichText?
  /// What the marks mean, in one line per mark (key, words): `start`, `height`, `colour`, `bought`, `leaked`, `returned`.
  package var key: [(mark: Mark, text: RichText)]
  /// What can be seen of a touchpoint.
  package enum Mark: String, Sendable { case start, height, colour, bought, leaked, returned }
  /// Customers at full height, so that a funnel beside it can use the same scale.
  package var fullHeight: Double
  /// A few words under a touchpoint, which lead to its card.
  package struct CallOut: Sendable, Equatable {
    /// Index into `touchpoints`.
    package var touchpoint: Int
    package var title: RichText
    package var text: RichText
  }
  /// The places to begin with; at most one for a touchpoint.
  package var callOuts: [CallOut] = []
  /// Customers of the widest stream, so that a sieve beside it can use the same scale; `nil`: the most there are.
  package var fullStream: Double?
  /// Drawn in half of a page, beside another of the same touchpoints: the plates of both are at one height.
  package var isHalf = false

  package static func == (a: SieveFigure, b: SieveFigure) -> Bool {
    a.stages == b.stages && a.touchpoints == b.touchpoints && a.loop == b.loop && a.fullHeight == b.fullHeight
      && a.key.map(\.mark) == b.key.map(\.mark) && a.key.map(\.text) == b.key.map(\.text)
      && a.callOuts == b.callOuts && a.fullStream == b.fullStream && a.isHalf == b.isHalf
  }
}

/// The funnel of the same customers: a bar per step, and the share that went on between them.
package struct FunnelFigure: Sendable, Equatable {
  /// A bar, and what leads to it.
  package struct Step: Sendable, Equatable {
    package var id: String
    package var name: RichText
    /// Customers who reached it in order.
    package var customers: Datum
    /// Share of the step before, between the two bars; undefined on the first.
    package var stepConversion: Datum
    /// All customers who touched this step at all, in order or not: drawn as an outline behind the bar.
    package var anyhow: Datum
  }
  package var steps: [Step]
  /// Labels of the two kinds of bar: filled (`customers`) and outlined (`anyhow`).
  package var filledLabel: RichText
  package var outlineLabel: RichText
  /// Customers at full height.
  package var fullHeight: Double
}

/// Stages across, lanes down, a column for every touchpoint.
package struct JourneyMapFigure: Sendable, Equatable {
  /// A column of the map.
  package struct Touchpoint: Sendable, Equatable {
    package var id: String
    package var name: RichText
    package var stage: Int
    /// Under the name: the channel; may be empty.
    package var note: RichText
    /// In the blueprint only: nobody has touched it yet.
    package var isPlanned = false
  }
  /// What a bar or mark stands for, which decides its colour.
  package enum Tone: String, Sendable { case leak, purchase, back, structure }
  /// How well founded a touchpoint's score is.
  package enum Evidence: String, Sendable { case measured, thin, assumed, contradicted, none }
  /// A touchpoint's score, where there is one.
  package struct CurvePoint: Sendable, Equatable {
    /// The score as printed; its value, low and high are heights on 0…100.
    package var score: Datum
    package var low: Double
    package var high: Double
    /// Short mark of the metric: NPS, CSAT.
    package var metric: String
    /// Starts a new line: wording, scale or survey type differ from the point before.
    package var breaksBefore: Bool
    /// Where the printed score stands on the scale of colours, 0…100; `nil`: where its height is.
    package var shade: Double?
    /// The score of the other period as printed, its value a height; `nil`: none is compared.
    package var before: Datum?
  }
  /// What a lane shows of each touchpoint.
  package enum Content: Sendable, Equatable {
    /// A circle per touchpoint (area: the value), with the touchpoint's name and note under it. Always the first lane.
    case circles([Datum])
    /// Hanging bars.
    case bars(Tone, [Datum])
    /// Experience curve; `nil` where not measured, `weakest` is ringed and labelled.
    case curve([CurvePoint?], weakest: Int?, weakestLabel: RichText, notMeasured: RichText)
    /// The lane exists but nothing was measured: hatched across its whole width, with these words.
    case notMeasured(RichText)
    /// How well founded: a mark and a few words per touchpoint.
    case evidence([(grade: Evidence, text: RichText)])
    /// Cards with a few words, each over one touchpoint; the consultant's notes, quotes or opportunities.
    case cards([(touchpoint: Int, text: RichText, good: Bool?)])

    package static func == (a: Content, b: Content) -> Bool { String(describing: a) == String(describing: b) }
  }
  /// A row of the map, from edge to edge.
  package struct Lane: Sendable, Equatable {
    package var id: String
    package var title: RichText
    package var subtitle: RichText
    package var content: Content
    /// Whether each card leads to its touchpoint's card on the page of touchpoints.
    package var leadsToCards = false
    /// The number drawn largest, so that a part of the map beside it can use the same scale; `nil`: the largest there is.
    package var most: Double?
  }
  /// Title of the row of stage chevrons.
  package var stagesTitle: RichText
  package var stages: [FigureStage]
  package var touchpoints: [Touchpoint]
  package var lanes: [Lane]
  /// What the two curves are of, where there are two.
  package struct Periods: Sendable, Equatable {
    package var now: RichText
    package var before: RichText
  }
  /// `nil`: there is one curve at most.
  package var periods: Periods?
}

/// Touchpoints in stage columns, ribbons between them; edges to an earlier stage go over the top as arcs.
package struct FlowFigure: Sendable, Equatable {
  /// A touchpoint as a box in its stage's column.
  package struct Node: Sendable, Equatable {
    package var id: String
    package var name: RichText
    package var stage: Int
    package var volume: Datum
  }
  /// Customers who went from one to the other.
  package struct Edge: Sendable, Equatable {
    /// Indices into `nodes`; `from` may equal `to`.
    package var from: Int
    package var to: Int
    package var count: Datum
  }
  package var stages: [FigureStage]
  package var nodes: [Node]
  /// By count, largest first.
  package var edges: [Edge]
  package var forwardLabel: RichText
  package var backLabel: RichText
}

/// A matrix of counts whose cells are shaded by their share of the row.
package struct HeatTableFigure: Sendable, Equatable {
  package var rowsTitle: RichText
  package var columnsTitle: RichText
  package var rows: [RichText]
  package var columns: [RichText]
  /// `cells[row][column]`
  package var cells: [[Datum]]
  /// Shade 0…1 of each cell; `nil` leaves it blank.
  package var shades: [[Double?]]
  /// Cells on this diagonal are outlined (started and bought in the same channel): column index per row, or `nil`.
  package var outlined: [Int?]
}

/// Horizontal bars or dots with intervals, named at the start side.
package struct BarsFigure: Sendable, Equatable {
  /// A name and how far it reaches.
  package struct Bar: Sendable, Equatable {
    package var id: String
    package var name: RichText
    /// Under the name.
    package var note: RichText
    package var value: Datum
    /// Interval on the value's scale; `nil`: none drawn.
    package var low: Double?
    package var high: Double?
    package var tone: JourneyMapFigure.Tone = .structure
    /// Where the number stands on the scale of colours, 0…100, by which a dot is coloured instead.
    package var satisfaction: Double?
    /// What the value should come to, on its scale; `nil`: nobody set a target.
    package var target: Double?
  }
  /// How values are drawn.
  package enum Style: String, Sendable { case bars, dots }
  package var style: Style
  package var bars: [Bar]
  /// The scale's end, in the values' unit.
  package var maximum: Double
  /// Ticks with their texts.
  package var ticks: [Datum]
}

/// The most frequent variants: one line each, a chip per touchpoint coloured by stage, and its count.
package struct VariantsFigure: Sendable, Equatable {
  /// A way through, and how many went it.
  package struct Line: Sendable, Equatable {
    /// Indices into `touchpoints`; at most 12 are drawn, the rest is said as "+3".
    package var touchpoints: [Int]
    package var customers: Datum
    package var share: Datum
  }
  /// What a chip shows.
  package struct Touchpoint: Sendable, Equatable {
    package var name: RichText
    package var stage: Int
    /// Purchases are navy whatever their stage.
    package var isPurchase: Bool
  }
  package var stages: [FigureStage]
  package var touchpoints: [Touchpoint]
  package var lines: [Line]
}
