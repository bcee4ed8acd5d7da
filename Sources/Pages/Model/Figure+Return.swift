import Wording

/// Shares that rise in steps over time, with their bands, and below them how many were still watched. Time runs left to right
/// in every language.
package struct StepsFigure: Sendable, Equatable {
  /// What a curve's colour says.
  package enum Tone: String, Sendable { case low, middle, high, only }
  /// One group.
  package struct Curve: Sendable, Equatable {
    package var id: String
    /// Beside the curve's end; empty where there is one curve only.
    package var name: RichText
    package var tone: Tone
    /// Where the curve steps, in the order of time, from the share at the beginning on.
    package var steps: [Step]
    /// One for each of the figure's marks of time: how many were still watched and without the event.
    package var atRisk: [Datum]
  }
  /// A share from a time on, until the next step.
  package struct Step: Sendable, Equatable {
    /// In the unit of the marks of time.
    package var time: Double
    package var share: Datum
    /// `nil`: nothing is known of how sure it is.
    package var range: ClosedRange<Double>?
  }
  package var curves: [Curve]
  /// Marks of time with their texts, from the beginning to the end of the scale.
  package var times: [Datum]
  /// The scale of shares, with its texts.
  package var ticks: [Datum]
  /// Over the numbers below: of whom they are.
  package var atRiskTitle: RichText
}

/// Before, at and after a purchase, side by side: how many stop, what is rated lowest, what it takes and how long.
package struct PhasesFigure: Sendable, Equatable {
  /// One of the three.
  package struct Phase: Sendable, Equatable {
    package var id: String
    package var name: RichText
    /// Share of touches after which nothing came; the bar.
    package var stopped: Datum
    /// Its range, in a caption; empty where nothing is shown.
    package var range: RichText
    /// The lowest score as printed, its value where it stands on the scale of colours (0…100); `nil`: not measured.
    package var score: Datum?
    /// Where the lowest score was given, or that nothing was measured.
    package var lowest: RichText
    /// What it takes, and how long; empty where nothing is known.
    package var effort: RichText
    package var time: RichText
  }
  /// In the order of the journey.
  package var phases: [Phase]
  /// Heads of what stands below each other in every phase.
  package var stoppedLabel: RichText
  package var lowestLabel: RichText
  package var effortLabel: RichText
  package var timeLabel: RichText
}
