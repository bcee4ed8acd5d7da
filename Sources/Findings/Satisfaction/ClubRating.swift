import Analysis
import Journeys
import Statistics

/// One question about what a club is to give: what members say, and others.
package struct ClubRating: Sendable {
  /// What may be said of members beside others.
  package enum Verdict: String, Sendable, CaseIterable {
    case more, less, cannotBeTold
  }

  /// `nil` where nobody of the side answered.
  package var members, others: Score?
  /// Members less others in the score's own unit; undefined with fewer than 30 answers of either.
  package var difference: Published<Estimate>
  /// Corrected for all such questions.
  package var adjustedP: Published<Double>
  package var verdict: Verdict

  init(_ club: Analysis.ClubScores, _ cells: RatingCells, _ question: String) {
    func score(_ id: String) -> Score? {
      club.values.first { $0.id == id }.map {
        cells.score($0.score, .questionPart(question, RatingCells.club, $0.id))
      }
    }
    let (members, others) = (score(ClubAnswers.member), score(ClubAnswers.other))
    let answers = Published.sum([members?.n ?? .zero, others?.n ?? .zero])
    difference = Hiding.number(club.difference, with: answers)
    adjustedP = Hiding.number(club.difference.map { _ in club.adjustedP }, with: answers)
    verdict =
      switch difference.shown {
      case let e? where club.adjustedP < 0.05 && e.low > 0: .more
      case let e? where club.adjustedP < 0.05 && e.high < 0: .less
      default: .cannotBeTold
      }
    (self.members, self.others) = (members, others)
  }
}
