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
    /// Of those who have been gone for long: why.
    case leaving
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
    /// I feel that I belong, 1 to 5.
    case belonging
    /// I am seen, 1 to 5.
    case attention
    /// I matter to them, 1 to 5.
    case importance
    /// Why did you leave: one of a list.
    case reason
  }

  /// The file's name.
  package var file: String
  package var kind: Kind
  /// What it asks.
  package var questions: [Question]
  /// Touchpoints after which it is sent; empty for a relational survey, and what stands for leaving where that is asked about.
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
  /// Days after its first question in which a customer is not asked about another journey; 0: asked every time.
  package var leavesAloneDays: Int
  /// Whether the file names those who were invited and did not answer.
  package var listsInvitations: Bool
  /// The most answers for every thousand customers; 0 is no limit.
  package var answersPerThousandCustomers: Int
}

/// Why customers say that they left.
package struct LeavingReasons: Sendable, Equatable {
  /// As the client's survey writes them, with how often those say so whom nothing bad happened.
  package var reasons: Shares
  /// The reason of those whose worst was bad, by touchpoint: the place among the reasons.
  package var afterBad: Shares
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
