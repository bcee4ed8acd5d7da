import Basics

/// One survey an invented client runs.
package struct SurveyPlan: Sendable, Equatable {
  /// The three kinds of survey.
  package enum Kind: String, Sendable, Equatable {
    /// About the whole relationship, now and then.
    case relational
    /// After one purchase or one department's work.
    case transactional
    /// Right after an interaction.
    case momentary
  }

  /// A question of a survey, which is also its column's name.
  package enum Question: String, Sendable, Equatable {
    /// Would you recommend us, 0 to 10.
    case nps
    /// How satisfied are you, 1 to 5.
    case csat
    /// It was easy, 1 to 7.
    case ces
    /// Everyone told me the same, 1 to 5.
    case consistency
  }

  /// The file's name.
  package var file: String
  package var kind: Kind
  /// What it asks.
  package var questions: [Question]
  /// Touchpoints after which it is sent; empty for a relational survey.
  package var at: [String]
  /// First and last days of each wave; none means all the time.
  package var waves: [[CivilDate]]
  /// Invited in a thousand.
  package var invitedPermille: Int
  /// Answers from a thousand invited.
  package var answeredPermille: Int
  /// Answers in a thousand with words.
  package var textPermille: Int
  /// Minutes from the event, or from the invitation, to the answer.
  package var delayMinutes: [Band]
  /// Whether the file names those who were invited and did not answer.
  package var listsInvitations: Bool
  /// The most answers for every thousand customers; 0 is no limit.
  package var answersPerThousandCustomers: Int
}

/// What people write about one touchpoint, or about the whole.
package struct Voice: Sendable, Equatable {
  /// The touchpoint, or `nil` for the whole relationship.
  package var at: String?
  /// Words of the dissatisfied; `{n}` stands for a number from 10 to 50.
  package var low: [String]
  /// Words of the satisfied.
  package var high: [String]
}
