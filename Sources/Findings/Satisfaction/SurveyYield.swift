import Analysis
import Statistics

/// What a recommendation comes to when everybody who may be asked is asked; hidden with the number of those.
package struct SurveyYield: Sendable, Equatable {
  /// Invitations to send in a quarter, and the answers to expect.
  package var invitations: Published<Int>
  package var answers: Published<Int>
  /// Half the range those answers give, as a share; undefined without any.
  package var margin: Published<Double>
  /// Quarters that together give the range planned for, and that give 30 answers; undefined: more than eight.
  package var quarters: Published<Int>
  package var quartersToShow: Published<Int>

  /// A range wider than this on each side says nothing a manager can use.
  package static let useful = 0.15
  private static let planned = 0.05
  private static let most = 8

  /// The yield of a quarter, from who comes by, who may be asked and who answers.
  init(_ advice: Analysis.SurveyProgramme.Recommendation, _ population: Published<Int>) {
    let isFree = advice.obstacle == nil
    // Everybody may be asked once; the quarantine binds where the same people come again.
    let askable = advice.obstacle == .quarantine ? advice.invitableShare : 1
    let invitations = isFree ? advice.invitationsNeeded : max(1, Int(Double(advice.population) * askable))
    let answers = isFree ? advice.completesNeeded : Int((Double(invitations) * advice.responseRate).rounded())
    let margin =
      isFree ? Self.planned : answers > 0 ? SampleSize.margin(answers: answers, population: advice.population) : nil
    let perQuarter = Double(advice.population) * askable * advice.responseRate
    let quarters = (1...Self.most).first { q in
      let needed = SampleSize.answers(population: advice.population * q, margin: Self.planned) ?? .max
      return perQuarter * Double(q) >= Double(needed)
    }
    let quartersToShow = (1...Self.most).first { perQuarter * Double($0) >= 30 }
    self.invitations = Hiding.number(invitations, with: population)
    self.answers = Hiding.number(answers, with: population)
    self.margin = Hiding.number(margin, with: population)
    self.quarters = Hiding.number(quarters, with: population)
    self.quartersToShow = Hiding.number(quartersToShow, with: population)
  }
}
