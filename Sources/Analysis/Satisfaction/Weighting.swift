import Journeys
import Statistics

extension SurveyAnswers {
  /// The same with weights for every survey that declares known margins, and what the weights cost.
  ///
  /// Rows inside and outside the report's period are weighted apart, so that both meet the margins. A row without a value
  /// in some margin, or with one that has no target, keeps the weight 1; where weights are refused, all do.
  ///
  /// - Parameter isCounted: by survey and row, whether it is on no day left out; empty where none is.
  func weighted(_ isInPeriod: [[Bool]], _ isCounted: [[Bool]]) -> (
    answers: SurveyAnswers, weightings: [SurveyWeighting?]
  ) {
    var answers = self
    let weightings = surveys.indices.map { s -> SurveyWeighting? in
      let survey = surveys[s]
      guard survey.weighting.isEmpty else { return answers.rake(s, isInPeriod[s], isCounted[s]) }
      guard !survey.weights.isEmpty else { return nil }
      var sums = WeightSums()
      for row in survey.weights.indices where survey.isAnswered[row] && isInPeriod[s][row] {
        sums.add(Double(survey.weights[row]) / 1_000_000)
      }
      return SurveyWeighting(
        columns: [], n: sums.count, withoutValue: 0, effectiveN: sums.effectiveN, designEffect: sums.designEffect,
        trimmed: 0, largestDifference: nil, refusal: nil)
    }
    return (answers, weightings)
  }

  private mutating func rake(_ s: Int, _ isInPeriod: [Bool], _ isCounted: [Bool]) -> SurveyWeighting {
    let survey = surveys[s]
    let margins = survey.weighting
    var result = SurveyWeighting(
      columns: margins.map(\.column), n: 0, withoutValue: 0, effectiveN: nil, designEffect: nil, trimmed: 0,
      largestDifference: nil, refusal: nil)
    var categories: [[Int]] = []
    for margin in margins {
      guard let column = rows(margin.column, of: s) else {
        result.refusal = .noColumn(margin.column)
        return result
      }
      let place = column.values.map { value in margin.targets.firstIndex { $0.value == value } ?? -1 }
      categories.append(column.codes.map { $0 < 0 ? -1 : place[Int($0)] })
    }
    var weights = [Int64](repeating: 1_000_000, count: survey.rowCount)
    // A target of 0 says nobody is there: those who are all the same stand for themselves.
    func hasValues(_ row: Int) -> Bool {
      margins.indices.allSatisfy { categories[$0][row] >= 0 && margins[$0].targets[categories[$0][row]].people > 0 }
    }
    for inside in [true, false] {
      let answered = survey.isAnswered.indices.filter {
        survey.isAnswered[$0] && isInPeriod[$0] == inside && (isCounted.isEmpty || isCounted[$0])
      }
      let used = answered.filter(hasValues)
      if inside {
        result.n = used.count
        result.withoutValue = answered.count - used.count
      }
      guard !used.isEmpty else { continue }
      let own = margins.indices.map { m in used.map { categories[m][$0] } }
      do {
        let raking = try Raking(categories: own, targets: margins.map { $0.targets.map(\.people) })
        for (row, weight) in zip(used, raking.weights) { weights[row] = Int64((weight * 1_000_000).rounded()) }
        if inside {
          result.effectiveN = raking.effectiveN
          result.designEffect = raking.designEffect
          result.trimmed = raking.trimmed
          result.largestDifference = Self.largestDifference(own, margins)
        }
      } catch {
        // Outside the period equal weights are the lesser evil; inside, the refusal is said.
        guard inside else { continue }
        result.refusal = SurveyWeighting.Refusal(error, margins)
        return result
      }
    }
    surveys[s].weights = result.n > 0 ? weights : []
    return result
  }

  /// How far those who answered differ from everybody in the value they differ in most.
  private static func largestDifference(_ categories: [[Int]], _ margins: [WeightingMargin]) -> Double? {
    var largest: Double?
    for (m, margin) in margins.enumerated() {
      let people = margin.targets.reduce(0) { $0 + $1.people }
      var counts = [Int](repeating: 0, count: margin.targets.count)
      for c in categories[m] { counts[c] += 1 }
      for (c, target) in margin.targets.enumerated() {
        let share = Double(counts[c]) / Double(categories[m].count)
        guard let d = standardisedDifference(respondents: share, everybody: target.people / people) else { continue }
        largest = max(largest ?? 0, d)
      }
    }
    return largest
  }
}

/// How one survey's answers were weighted, and what that costs.
package struct SurveyWeighting: Sendable, Equatable {
  /// Why answers count alike although margins are declared.
  package enum Refusal: Sendable, Equatable {
    /// Neither the answers nor any customers' file have the column.
    case noColumn(String)
    /// Nobody of that value answered, so no weight can stand for them.
    case emptyCell(column: String, value: String)
    /// The weights would widen variances more than three times.
    case tooUneven(designEffect: Double)
    /// No weights meet all margins at once.
    case notReached

    init(_ failure: Raking.Failure, _ margins: [WeightingMargin]) {
      switch failure {
      case .emptyCell(let m, let c): self = .emptyCell(column: margins[m].column, value: margins[m].targets[c].value)
      case .tooUneven(let effect): self = .tooUneven(designEffect: effect)
      case .mismatched, .notReached: self = .notReached
      }
    }
  }

  /// Columns whose margins are met; empty where the file has weights of its own.
  package var columns: [String]
  /// Answer sheets that were weighted.
  package var n: Int
  /// Answer sheets without a value that has a target: they count once.
  package var withoutValue: Int
  /// What the weighted sheets are worth in equal ones, and n over that (Kish).
  package var effectiveN: Double?
  package var designEffect: Double?
  /// Weights held at a fifth or five times their median.
  package var trimmed: Int
  /// Between those who answered and everybody, in the value where it is largest: |p − q| / √(q (1 − q)); above .1 is worth a warning.
  package var largestDifference: Double?
  package var refusal: Refusal?
}
