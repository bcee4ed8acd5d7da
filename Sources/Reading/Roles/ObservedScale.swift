/// The scale that a question's answers show, where nothing tells it.
struct ObservedScale {
  /// The lowest point.
  let low: Int
  /// The highest point.
  let high: Int
  /// Whether it is an unusual one, of no other points than those that were used: the questions beside it may know better.
  let isOfUsedPoints: Bool

  /// Of how many answers the points that were used are the scale.
  private static let many = 100
  /// Of how many answers a gap, or an often used nought, is no chance.
  private static let some = 30

  /// The scale of a column's numbers; `nil` where no usual scale holds them.
  ///
  /// - Parameters:
  ///   - tops: what answers say they are out of.
  ///   - isEffort: whether it is usually asked in seven points.
  init?(_ all: [Double], outOf tops: Set<Double>, isEffort: Bool) {
    // From -2 to 2, as far on either side.
    if let low = all.min(), let high = all.max(), low < 0, low == -high, high <= 5, Set(all).count > 3 {
      (self.low, self.high, isOfUsedPoints) = (Int(low), Int(high), false)
      return
    }
    var numbers = Self.withoutCodes(all)
    if tops.isEmpty { numbers = Self.withoutCodeBeyondGap(numbers) }
    guard let high = (numbers + tops).max(), let low = numbers.min(), low >= 0 else { return nil }
    if tops.isEmpty, let used = Self.usedPoints(numbers) {
      (self.low, self.high, isOfUsedPoints) = (used.lowerBound, used.upperBound, true)
      return
    }
    isOfUsedPoints = false
    if tops == [5] && high == 5 {
      (self.low, self.high) = (1, 5)
      // Effort is asked in seven points unless many answers never go beyond five.
    } else if high <= 5, !isEffort || numbers.count >= 20 {
      (self.low, self.high) = (1, 5)
    } else if high <= 7 {
      (self.low, self.high) = (1, 7)
    } else if high <= 10 {
      (self.low, self.high) = (low < 1 ? 0 : 1, 10)
    } else if high <= 100, !Self.areCodes(numbers) {
      (self.low, self.high) = (0, 100)
    } else {
      return nil
    }
  }

  /// What files hold for no answer, far from every point of a scale.
  private static let farCodes: Set<Double> = [
    66, 77, 88, 96, 97, 98, 99, 666, 777, 888, 997, 998, 999, 9997, 9998, 9999, -1, -2, -7, -8, -9, -77, -88, -97, -98,
    -99, -999,
  ]

  /// The numbers that are points of a scale of ten at most, without codes that stand far from them.
  private static func withoutCodes(_ numbers: [Double]) -> [Double] {
    let near = numbers.filter { $0 >= 0 && $0 <= 10 }
    let far = numbers.filter { $0 < 0 || $0 > 10 }
    return near.count >= 2 * far.count && far.allSatisfy(farCodes.contains) ? near : numbers
  }

  /// Numbers without an 8 or a 9 beyond a gap: `1, 2, 3, 4, 5, 9`.
  ///
  /// A scale of ten of which every point up to five is used, and then but the eighth or the ninth, is one in five.
  private static func withoutCodeBeyondGap(_ numbers: [Double]) -> [Double] {
    let points = Set(numbers)
    guard let low = points.min(), low == 0 || low == 1 else { return numbers }
    var top = low
    while points.contains(top + 1) { top += 1 }
    let beyond = points.filter { $0 > top }
    let own = numbers.filter { $0 <= top }
    // Halves are no codes, and stand in no gap.
    guard !beyond.isEmpty, beyond.isSubset(of: [8, 9]), beyond.allSatisfy({ $0 >= top + 2 }),
      own.allSatisfy({ $0 == $0.rounded() }), own.count >= 2 * (numbers.count - own.count)
    else { return numbers }
    switch top {
    case 3, 4, 6, 7: return own.count >= many ? own : numbers
    case 5: return own.count >= some ? own : numbers
    default: return numbers
    }
  }

  /// The points that were used, where they are a scale of their own: 1..3, 1..4, 1..6 and 0..4.
  ///
  /// Few answers leave out the ends of wider scales; many use every point, the ends more than by chance.
  private static func usedPoints(_ numbers: [Double]) -> ClosedRange<Int>? {
    guard numbers.count >= some, numbers.allSatisfy({ $0 == $0.rounded() && $0 >= 0 && $0 <= 6 }) else { return nil }
    var counts = [Int](repeating: 0, count: 7)
    for number in numbers { counts[Int(number)] += 1 }
    let used = counts.indices.filter { counts[$0] > 0 }
    guard let low = used.first, let high = used.last, used.count == high - low + 1 else { return nil }
    func isWellUsed(_ point: Int) -> Bool { counts[point] * 20 >= numbers.count && counts[point] >= 3 }
    switch (low, high) {
    case (0, 4): break
    case (1, 3), (1, 4), (1, 6): guard numbers.count >= many else { return nil }
    default: return nil
    }
    return isWellUsed(low) && isWellUsed(high) ? low...high : nil
  }

  /// Whether numbers are codes of choices, 11 to 15, rather than percents: few neighbours, far from both ends.
  private static func areCodes(_ numbers: [Double]) -> Bool {
    guard numbers.count >= some, let low = numbers.min(), let high = numbers.max() else { return false }
    let different = Set(numbers)
    return low > 10 && high < 100 && high - low < 10 && different.count >= 3
      && Double(different.count) == high - low + 1
  }
}

/// Questions whose scale is but the points that were used, on the scale of those of the file that ask alike.
///
/// Where nobody gave a question a five, the five of the question beside it tells that there was one.
func onScalesOfSiblings(_ questions: [QuestionColumn]) -> [QuestionColumn] {
  questions.map { question in
    guard question.isOfUsedPoints, let low = question.low, let high = question.high else { return question }
    let tops = questions.compactMap { other -> Int? in
      guard other.metric == question.metric, !other.isWorded, other.low == 1, let top = other.high else { return nil }
      return (3...7).contains(top) && top != high ? top : nil
    }
    // A six among fives is a code, and a four among fives or sevens a question without the best mark.
    guard let top = tops.filter({ $0 > high }).min() ?? tops.filter({ high == 6 && $0 == 5 }).max() else {
      return question
    }
    var result = question
    (result.low, result.high, result.isOfUsedPoints) = (1, top, false)
    if low == 0, !result.likelyMissing.contains("0") { result.likelyMissing.insert("0", at: 0) }
    if high > top { result.likelyMissing.append(String(high)) }
    return result
  }
}
