import Findings
import Wording

/// One number as the report shows it: its text in the report's language, and its value for drawing.
///
/// Tiles, sentences, figures and tables all take their numbers from here, so that one number has one text.
package struct Datum: Sendable, Equatable {
  /// Whether there is a number, and how far it carries.
  package enum State: String, Sendable, Equatable {
    case shown
    /// Few cases: shown, but not ranked.
    case directional
    /// Undefined: nothing was counted that it could be a share or a median of. The text is "—".
    case undefined
    /// Counted, but of so few people that it stays hidden.
    case hidden
  }

  /// For drawing only; `nil` when undefined or hidden. Shares are 0…1.
  package var value: Double?
  package var text: RichText
  package var state: State
  /// The touchpoint whose card this names; `nil`: it leads nowhere.
  package var card: String?
  /// The count of people that it is, as the hiding gave it out; `nil` where it counts nobody. What was written of it is held
  /// against this before a report is published.
  package var people: Published<Int>?

  package init(value: Double?, text: RichText, state: State = .shown, card: String? = nil) {
    self.value = value
    self.text = text
    self.state = state
    self.card = card
  }
}
