import Journeys
import Statistics

/// How many people stand behind the answers of a figure that pools several questions of one sheet: its range counts them,
/// and not their answers (clusters by respondent, linearised).
struct PeopleAmongAnswers {
  /// One person's answers: Σw, Σwx and Σwx² of the figure's own ±1 or 0, and Σwx of the answer itself.
  private struct Person {
    var weight = 0.0
    var figure = 0.0
    var squares = 0.0
    var answer = 0.0
  }
  private var people: [Int: Person] = [:]

  /// - Parameter includes: whether an answer of a row belongs to the figure.
  init(_ refs: [QuestionRef], _ table: RatingTable, _ includes: (QuestionRef, AnswerColumn, Int) -> Bool) {
    for ref in refs {
      let (column, survey) = (table.column(ref), table.survey(ref))
      let metric = table.measure(ref).metric
      let top = topBox(metric, table.question(ref).scale)
      column.forEach { row, score in
        guard includes(ref, column, row) else { return }
        // A sheet without an id is a person of its own.
        let respondent = Int(survey.respondents[row])
        let key = respondent >= 0 ? respondent : -1 - (row * table.answers.surveys.count + ref.survey)
        let weight = column.weights.isEmpty ? 1 : column.weights[row]
        let figure = score >= top ? 1.0 : metric == .nps && score <= 6 ? -1 : 0
        people[key, default: Person()].weight += weight
        people[key, default: Person()].figure += weight * figure
        people[key, default: Person()].squares += weight * figure * figure
        people[key, default: Person()].answer += weight * Double(score)
      }
    }
  }

  /// The score with ranges that count people; the score as it is where nobody answered twice.
  func counting(_ score: Score, _ measure: Measure) -> Score {
    let m = Double(people.count)
    guard people.count > 1, people.count < score.n, let value = score.value else { return score }
    // Summed in the order of keys, so that the same answers give the same digits.
    let own = people.sorted { $0.key < $1.key }.map(\.value)
    let all = own.reduce(0.0) { $0 + $1.weight }
    guard all > 0 else { return score }
    func variance(_ mean: Double, _ part: (Person) -> Double) -> Double {
      own.reduce(0.0) { sum, person in
        let distance = part(person) - mean * person.weight
        return sum + distance * distance
      } / (all * all)
    }
    var counted = score
    let unit = measure.metric == .nps ? value.value / 100 : value.value
    let spread = variance(unit, \.figure)
    let figures = own.reduce(0.0) { $0 + $1.figure } / all
    // ±1 and 0: the mean of the squares is the share of either.
    let either = own.reduce(0.0) { $0 + $1.squares } / all
    let single = either - figures * figures
    let worth = spread > 0 ? min(Double(score.n), max(1, single / spread)) : m
    counted.nEffective = min(score.nEffective, worth)
    counted.value = value.asIf(worth: worth, isScore: measure.metric == .nps, shareOfEither: either)
    if let mean = score.mean {
      let deviation = (variance(mean.value, \.answer) * m / (m - 1)).squareRoot()
      let half = studentQuantile(0.975, degrees: m - 1) * deviation
      let width = Double(measure.scale.count - 1)
      counted.mean = Estimate(value: mean.value, low: mean.value - half, high: mean.value + half, n: mean.n)
      counted.index = score.index.map {
        Estimate(
          value: $0.value, low: max(0, $0.value - 100 * half / width), high: min(100, $0.value + 100 * half / width),
          n: $0.n)
      }
    }
    return counted
  }
}

extension Estimate {
  /// The same figure with the range of so many equal answers.
  fileprivate func asIf(worth: Double, isScore: Bool, shareOfEither: Double) -> Estimate {
    guard isScore else { return wilson(share: value, effectiveN: worth, n: n) ?? self }
    let difference = value / 100
    let promoters = (shareOfEither + difference) / 2
    return netPromoterScore(promoters: promoters, detractors: promoters - difference, effectiveN: worth, n: n) ?? self
  }
}
