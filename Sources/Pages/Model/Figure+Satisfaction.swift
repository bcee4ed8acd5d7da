import Wording

/// The touchpoints as links of one chain: the thinner a link, the more often it is a customer's lowest.
package struct ChainFigure: Sendable, Equatable {
  /// What a link is pointed out as.
  package enum Mark: String, Sendable { case none, weakest, contender, strength }
  /// One touchpoint.
  package struct Link: Sendable, Equatable {
    package var id: String
    package var name: RichText
    /// Index into `stages`.
    package var stage: Int
    /// Under the name: how many answers, or why there are none.
    package var note: RichText
    /// The score as printed, its value where it stands on the scale of colours (0…100); `nil`: not measured, the link is
    /// open and hatched.
    package var score: Datum?
    /// How often it is the lowest, 0…1; `nil`: unknown, drawn at middle thickness.
    package var lowest: Double?
    package var mark: Mark
    /// Over the link where it is pointed out; may be empty.
    package var label: RichText

    /// One link.
    package init(
      id: String, name: RichText, stage: Int, note: RichText, score: Datum?, lowest: Double? = nil, mark: Mark = .none,
      label: RichText = ""
    ) {
      self.id = id
      self.name = name
      self.stage = stage
      self.note = note
      self.score = score
      self.lowest = lowest
      self.mark = mark
      self.label = label
    }
  }
  package var stages: [FigureStage]
  package var links: [Link]
  /// What a link's thickness and its colour mean; empty: not said.
  package var thickness: RichText
  package var colour: RichText
}

/// Performance across, importance up, with an interval on both, and lines at the means. Stays left to right.
package struct QuadrantFigure: Sendable, Equatable {
  /// One touchpoint or item.
  package struct Item: Sendable, Equatable {
    package var id: String
    package var name: RichText
    /// Across, with its interval.
    package var performance: Datum
    package var performanceRange: ClosedRange<Double>?
    /// Up, with its interval.
    package var importance: Datum
    package var importanceRange: ClosedRange<Double>?
    /// Both intervals clear the lines on the side that says "improve first".
    package var isFirst: Bool
  }
  /// What the axes count.
  package var performanceTitle: RichText
  package var importanceTitle: RichText
  package var performanceTicks: [Datum]
  package var importanceTicks: [Datum]
  /// Where the lines stand.
  package var meanPerformance: Double
  package var meanImportance: Double
  /// The corners' names: low performance and high importance first, then clockwise.
  package var improveFirst: RichText
  package var keep: RichText
  package var moreThanNeeded: RichText
  package var lowPriority: RichText
  package var items: [Item]
}

/// How answers spread: low, middle and high shares on the two sides of one line.
package struct StackFigure: Sendable, Equatable {
  /// One question or touchpoint.
  package struct Row: Sendable, Equatable {
    package var id: String
    package var name: RichText
    /// Under the name: the metric and the number of answers.
    package var note: RichText
    /// Shares 0…1 of low, middle and high answers.
    package var low: Datum
    package var middle: Datum
    package var high: Datum
  }
  package var rows: [Row]
  package var lowLabel: RichText
  package var middleLabel: RichText
  package var highLabel: RichText
}

/// A small drawing per touchpoint: points with intervals over the waves. Time runs left to right in every language.
package struct WavesFigure: Sendable, Equatable {
  /// One measurement.
  package struct Wave: Sendable, Equatable {
    package var name: RichText
    package var value: Datum
    /// The interval on the panel's scale; `nil`: none drawn.
    package var range: ClosedRange<Double>?
    /// Wording, scale or mode differ from the wave before: no line joins them.
    package var breaksBefore: Bool = false
  }
  /// One small drawing.
  package struct Panel: Sendable, Equatable {
    package var id: String
    package var name: RichText
    /// Under the name: what changed, or that no change is shown.
    package var note: RichText
    package var waves: [Wave]
    /// Texts of this panel's own scale, one for each of the figure's ticks; empty: the figure's.
    package var ticks: [RichText] = []
    /// Whether it shows a score, whose dots have the colours of scores.
    package var isScore = true
  }
  /// Days with a name of their own, which all panels mark.
  package struct Mark: Sendable, Equatable {
    /// Days that are left out, other days of the calendar, or the day on which something happened.
    package enum Kind: String, Sendable { case excluded, named, fact }
    package var kind: Kind
    /// From where to where, counted in waves: 1.5 is the middle of the second one.
    package var span: ClosedRange<Double>
    /// Over the drawing, and before the name below.
    package var number: RichText
    package var name: RichText
  }
  package var panels: [Panel]
  /// The scale all of them share, with its texts.
  package var ticks: [Datum]
  /// What a broken line means; empty: not said.
  package var breakLabel: RichText
  /// In order of their days.
  package var marks: [Mark] = []
}

/// Which survey measures which touchpoint, and how well.
package struct CoverageFigure: Sendable, Equatable {
  /// How good a measurement is.
  package enum State: String, Sendable, CaseIterable { case none, thin, ok, stale }
  /// One measurement, or none.
  package struct Cell: Sendable, Equatable {
    package var state: State
    /// The state in words.
    package var word: RichText
    /// How many answers; may be empty.
    package var count: RichText
  }
  /// One touchpoint.
  package struct Row: Sendable, Equatable {
    package var id: String
    package var name: RichText
    /// Under the name: customers or department; may be empty.
    package var note: RichText
    /// One per column; `nil`: not asked this way, nothing is drawn.
    package var cells: [Cell?]
  }
  package var columns: [RichText]
  /// Under the columns' names: when the survey is asked.
  package var notes: [RichText]
  package var rows: [Row]
}
