/// What a reader who holds two reports of the same counts works out of hidden ones: bounds carried through the sums of both, and
/// through what was done between them, an end given up where supposing it leads to a contradiction.
///
/// The earlier counts obey the same sums, but what they are is known here only as far as the earlier report tells. Counts stand
/// in three stretches of as many: as they are now, as they were then, and what came since.
struct TwoReports {
  typealias Ends = (low: Int, high: Int)

  /// A count in both reports.
  struct Pair {
    var cell: Int
    /// What the earlier report tells of it.
    var then: Ends
    /// Whether it can only have become more.
    var grows: Bool
    var isHiddenThen: Bool
  }

  private var ends: [Ends]
  private var sums: [[Moves.Term]] = []
  private var sumsOf: [[Int32]]
  private let pairs: [Pair]
  private let count: Int
  /// Steps at most, of all that is supposed.
  private var effort = 4_000_000
  /// What bounds were before something was supposed.
  private var trail: [(node: Int, ends: Ends)] = []
  private var isWaiting: [Bool] = []

  /// - Parameters:
  ///   - now: what the report says of each count.
  ///   - relations: parts, and behind them their total.
  init(_ now: [Ends], _ relations: [[Int]], _ pairs: [Pair]) {
    count = now.count
    self.pairs = pairs
    ends = now + [Ends](repeating: (0, Moves.unbounded), count: count * 2)
    sumsOf = [[Int32]](repeating: [], count: count * 3)
    for pair in pairs { ends[count + pair.cell] = pair.then }
    let growing = Set(pairs.filter(\.grows).map(\.cell))
    for relation in relations {
      let terms = relation.enumerated().map { Moves.Term(node: Int32($1), sign: $0 == relation.count - 1 ? -1 : 1) }
      add(terms)
      add(terms.map { Moves.Term(node: $0.node + Int32(count), sign: $0.sign) })
      guard relation.allSatisfy(growing.contains) else { continue }
      add(terms.map { Moves.Term(node: $0.node + Int32(2 * count), sign: $0.sign) })
    }
    for pair in pairs where pair.grows {
      let cell = Int32(pair.cell)
      let (then, since) = (cell + Int32(count), cell + Int32(2 * count))
      add([Moves.Term(node: then, sign: 1), Moves.Term(node: since, sign: 1), Moves.Term(node: cell, sign: -1)])
    }
  }

  private mutating func add(_ terms: [Moves.Term]) {
    for term in terms { sumsOf[Int(term.node)].append(Int32(sums.count)) }
    sums.append(terms)
  }

  /// The counts of which the reader gets to know, to less than so many, what either report hides of them, or the few people by
  /// which they differ.
  ///
  /// - Parameter isHidden: whether the report hides a count.
  mutating func told(threshold: Int, isHidden: (Int) -> Bool) -> [Int] {
    isWaiting = [Bool](repeating: false, count: sums.count)
    // What does not fit was no sum then: it is left out, and the others are carried anew.
    let start = ends
    while let misfit = misfit(from: Array(sums.indices)) {
      guard effort > 0, !sums[misfit].isEmpty else { return [] }
      sums[misfit] = []
      ends = start
    }
    trail = []
    var found: [Int] = []
    for cell in 0..<count where isHidden(cell) && isNarrow(cell, threshold) { found.append(cell) }
    for pair in pairs {
      let isTold =
        pair.isHiddenThen && isNarrow(count + pair.cell, threshold)
        || pair.grows && isNarrow(2 * count + pair.cell, threshold, isFew: true)
      if isTold { found.append(pair.cell) }
    }
    return Array(Set(found)).sorted()
  }

  /// Whether a count must lie between ends that are less than so far apart.
  ///
  /// - Parameter isFew: whether only a count of few people is anything to know.
  private mutating func isNarrow(_ node: Int, _ threshold: Int, isFew: Bool = false) -> Bool {
    if isFew, ends[node].low >= threshold || ends[node].high == 0 { return false }
    // What is far from narrow does not become so by one supposition after another.
    guard ends[node].high - ends[node].low < 4 * threshold else { return false }
    while ends[node].high - ends[node].low >= threshold, !isPossible(node, ends[node].low) { ends[node].low += 1 }
    while ends[node].high - ends[node].low >= threshold, !isPossible(node, ends[node].high) { ends[node].high -= 1 }
    guard ends[node].high - ends[node].low < threshold else { return false }
    return !isFew || ends[node].low < threshold && ends[node].high > 0
  }

  private mutating func isPossible(_ node: Int, _ value: Int) -> Bool {
    guard effort > 0 else { return true }
    trail = [(node, ends[node])]
    ends[node] = (value, value)
    let isPossible = misfit(from: sumsOf[node].map(Int.init)) == nil
    for old in trail.reversed() { ends[old.node] = old.ends }
    return isPossible
  }

  /// Carries bounds through sums until they change no more; the sum at which they contradict one another, where they do.
  private mutating func misfit(from first: [Int]) -> Int? {
    var queue = first
    for sum in queue { isWaiting[sum] = true }
    defer { for sum in queue { isWaiting[sum] = false } }
    while let sum = queue.popLast() {
      isWaiting[sum] = false
      effort -= sums[sum].count
      if effort < 0 { return nil }
      var whole: Ends = (0, 0)
      for term in sums[sum] {
        let own = Self.signed(ends[Int(term.node)], term.sign)
        whole = (whole.low + own.low, whole.high + own.high)
      }
      if whole.low > 0 || whole.high < 0 { return sum }
      for term in sums[sum] {
        let node = Int(term.node)
        let own = Self.signed(ends[node], term.sign)
        // All together are nothing: a count is what the others leave.
        let left = Self.signed((own.high - whole.high, own.low - whole.low), term.sign)
        let new: Ends = (max(ends[node].low, left.low), min(ends[node].high, left.high))
        guard new != ends[node] else { continue }
        if new.low > new.high { return sum }
        trail.append((node, ends[node]))
        let changed = Self.signed(new, term.sign)
        whole = (whole.low + changed.low - own.low, whole.high + changed.high - own.high)
        ends[node] = new
        for other in sumsOf[node] where Int(other) != sum && !isWaiting[Int(other)] {
          isWaiting[Int(other)] = true
          queue.append(Int(other))
        }
      }
    }
    return nil
  }

  private static func signed(_ ends: Ends, _ sign: Int32) -> Ends { sign > 0 ? ends : (-ends.high, -ends.low) }
}
