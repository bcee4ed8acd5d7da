/// What the two sides are called where answers are told apart by whether their customer is in the club.
package enum ClubAnswers {
  package static let member = "member"
  package static let other = "other"
}

extension SurveyAnswers {
  /// Of each row of a survey whether its customer was in the club on the day of the answer; nothing where no list says it.
  ///
  /// Of whom nobody knows since when, and in an answer without a date, a member is a member.
  package func members(
    _ club: ClubMembers, _ log: JourneyLog, of survey: Int, dayOf: (Int64) -> Int64
  ) -> Attribute {
    let survey = surveys[survey]
    let codes = survey.respondents.indices.map { row -> Int32 in
      let respondent = survey.respondents[row]
      guard respondent >= 0, let place = places[Int(respondent)] else { return -1 }
      switch club.joined[log.parts[Int(place.part)].firstCustomer + Int(place.customer)] {
      case ClubMembers.unknown: return -1
      case ClubMembers.never: return 1
      case ClubMembers.undated: return 0
      case let day: return survey.times[row] == .min || Int64(day) <= dayOf(survey.times[row]) ? 0 : 1
      }
    }
    return Attribute(name: "", values: [ClubAnswers.member, ClubAnswers.other], codes: codes)
  }
}
