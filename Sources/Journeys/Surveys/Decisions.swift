import Basics
import Reading

/// What a workshop decided about a touchpoint: a row of its sheet, filled in.
package struct Decision: Sendable, Equatable {
  /// The sheet's file, and the row in it.
  package var file: String
  package var row: Int
  /// Id of a touchpoint of the catalog.
  package var touchpoint: String
  /// Which opportunity there it is about, where the sheet says so; `nil`: the touchpoint as a whole.
  package var kind: OpportunityKind?
  /// Who sees to it.
  package var owner: String?
  package var due: CivilDate?
  /// What it takes, in the workshop's own words.
  package var effort: String?
  /// What it costs, in the workshop's own words.
  package var cost: String?
  package var decision: String?
  /// How far it is; `nil`: the sheet does not say.
  package var status: DecisionStatus?
  /// The day it was done.
  package var doneOn: CivilDate?
}

/// What can be gained at a touchpoint, by what is lost there now.
package enum OpportunityKind: String, CaseIterable, Sendable {
  /// Customers stop there before they have bought.
  case leakBefore
  /// Buyers stop there and do not buy again.
  case leakAfter
  /// Those for whom it went badly come back less than those for whom it went well.
  case experience
  /// Customers wait for an answer.
  case waiting
}

/// The name of an opportunity in sheets and files: `touchpoint/kind`.
package struct OpportunityID: Sendable, Hashable {
  package var touchpoint: String
  package var kind: OpportunityKind

  package init(touchpoint: String, kind: OpportunityKind) {
    self.touchpoint = touchpoint
    self.kind = kind
  }

  /// The id that was written; `nil` where its end is no kind. A touchpoint's own id may hold strokes.
  package init?(_ text: String) {
    guard let stroke = text.lastIndex(of: "/"),
      let kind = OpportunityKind(rawValue: String(text[text.index(after: stroke)...]))
    else { return nil }
    self.init(touchpoint: String(text[..<stroke]), kind: kind)
  }

  package var text: String { touchpoint + "/" + kind.rawValue }
}

/// How far what was decided is.
package enum DecisionStatus: String, CaseIterable, Sendable {
  case planned, done, dropped

  /// Words that mean it in a sheet; compared without case, spaces and punctuation.
  private var names: [String] {
    switch self {
    case .planned:
      ["planned", "plan", "to do", "open", "in progress", "מתוכנן", "מתוכננת", "בתכנון", "בתהליך", "בביצוע", "פתוח"]
    case .done: ["done", "completed", "finished", "closed", "בוצע", "בוצעה", "הושלם", "הושלמה", "נעשה", "נעשתה"]
    case .dropped: ["dropped", "cancelled", "canceled", "rejected", "בוטל", "בוטלה", "ירד מהפרק", "ירדה מהפרק"]
    }
  }

  /// The status that a cell names; `nil` where it is none of the words.
  init?(written text: String) {
    let plain = simplifiedHeader(text)
    guard let found = Self.allCases.first(where: { $0.names.contains { simplifiedHeader($0) == plain } }) else {
      return nil
    }
    self = found
  }
}

/// What a column of a sheet of decisions holds.
package enum DecisionRole: String, CaseIterable, Sendable {
  /// `touchpoint/kind`, as the report writes it.
  case id
  case touchpoint, owner, due, effort, cost, decision, status
  case doneOn = "done-on"

  /// Whether its cells are dates.
  var isDate: Bool { self == .due || self == .doneOn }

  /// Headers that mean this role, the surest first; compared without case, spaces and punctuation.
  var names: [String] {
    switch self {
    case .id: ["id", "opportunity", "opportunity id", "מזהה", "מזהה ההזדמנות"]
    case .touchpoint:
      [
        "touchpoint", "touchpoint id", "touchpoint name", "נקודת מגע", "נקודת המגע", "מזהה נקודת מגע", "שם נקודת המגע",
        "hole", "leak", "חור", "נקודת דליפה", "place", "מקום", "המקום",
      ]
    case .owner:
      [
        "owner", "responsible", "assigned to", "assignee", "אחראי/ת", "אחראי", "אחראית", "אחראים", "באחריות",
        "בעל/ת אחריות",
      ]
    case .due:
      [
        "due", "due date", "due by", "deadline", "by when", "target date", "לביצוע עד", "תאריך לביצוע", "מועד לביצוע",
        "תאריך יעד",
        "מועד יעד", "עד מתי", "לוח זמנים",
      ]
    case .effort: ["effort", "מאמץ", "היקף המאמץ"]
    case .cost: ["cost", "costs", "עלות", "עלויות"]
    case .status: ["status", "state", "סטטוס", "מצב"]
    case .doneOn: ["done on", "done", "completed on", "בוצע בתאריך", "תאריך ביצוע", "בוצע ביום", "מועד הביצוע"]
    case .decision: ["decision", "decided", "what was decided", "action", "החלטה", "ההחלטה", "מה הוחלט", "פעולה"]
    }
  }
}
