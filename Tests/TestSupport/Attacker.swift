/// Works hidden counts out of published ones, as a reader with patience and a computer would.
///
/// It shares no code with the hiding, and knows counts with the ends that are printed of them and which of them add up. Two
/// questions are answered: between which ends a count must lie (bounds carried through sums, an end given up when supposing
/// it leads to a contradiction), and whether whole numbers that fit everything published lie at least so far apart (an
/// integer program, searched by random walks from the truth). The first errs to the side of the reader who knows too little;
/// the second may miss numbers that fit, and then takes more for known than is: it errs to the side of the reader who knows
/// too much.
package struct Attacker {
  /// What is known of each count.
  package private(set) var ends: [(low: Int, high: Int)] = []
  /// What each really is, where the test knows; the search begins near it.
  private var truths: [Int] = []
  private var sums: [[(cell: Int, sign: Int)]] = []
  private var sumsOf: [[Int]] = []
  /// By count, the sums it is in, with its sign there.
  private var signsOf: [[(sum: Int, sign: Int)]] = []

  /// By sum, a count in it that is in no other, of those the one with the widest ends.
  private var restOf: [(cell: Int, sign: Int)?] = []

  package init() {}

  /// A count with what is printed of it.
  package mutating func add(_ low: Int, _ high: Int, truth: Int? = nil) -> Int {
    ends.append((low, high))
    truths.append(truth ?? low)
    sumsOf.append([])
    signsOf.append([])
    return ends.count - 1
  }

  /// The parts are the total.
  package mutating func relate(_ parts: [Int], _ total: Int) {
    var signs: [Int: Int] = [:]
    for part in parts { signs[part, default: 0] += 1 }
    signs[total, default: 0] -= 1
    let terms = signs.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { (cell: $0.key, sign: $0.value) }
    for term in terms {
      sumsOf[term.cell].append(sums.count)
      signsOf[term.cell].append((sums.count, term.sign))
    }
    sums.append(terms)
  }

  private static func floor(_ a: Int, by b: Int) -> Int { a >= 0 ? a / b : -((-a + b - 1) / b) }

  /// Carries bounds through sums; false when they contradict one another.
  private func propagate(_ ends: inout [(low: Int, high: Int)], _ queue: [Int]) -> Bool {
    var queue = queue
    var waiting = Set(queue)
    var rounds = 0
    while let sum = queue.popLast(), rounds < 20_000 {
      rounds += 1
      waiting.remove(sum)
      var (low, high) = (0, 0)
      for term in sums[sum] {
        let own = ends[term.cell]
        low += term.sign > 0 ? term.sign * own.low : term.sign * own.high
        high += term.sign > 0 ? term.sign * own.high : term.sign * own.low
      }
      if low > 0 || high < 0 { return false }
      if low == 0 && high == 0 { continue }
      for term in sums[sum] {
        let own = ends[term.cell]
        if own.low == own.high { continue }
        let size = abs(term.sign)
        let (most, least) = term.sign > 0 ? (size * own.high, size * own.low) : (-size * own.low, -size * own.high)
        let (restLow, restHigh) = (low - least, high - most)
        // size × cell, with its sign, is what the rest leaves.
        let (newLow, newHigh) =
          term.sign > 0
          ? (max(own.low, -Self.floor(restHigh, by: size)), min(own.high, Self.floor(-restLow, by: size)))
          : (max(own.low, -Self.floor(-restLow, by: size)), min(own.high, Self.floor(restHigh, by: size)))
        guard (newLow, newHigh) != own else { continue }
        if newLow > newHigh { return false }
        ends[term.cell] = (newLow, newHigh)
        if term.sign > 0 {
          low += size * (newLow - own.low)
          high += size * (newHigh - own.high)
        } else {
          low += size * (own.high - newHigh)
          high += size * (own.low - newLow)
        }
        for other in sumsOf[term.cell] where other != sum && waiting.insert(other).inserted { queue.append(other) }
      }
    }
    return true
  }

  /// The narrowest interval found for each of the counts; with it every other is narrowed too. Ends are tried one by one,
  /// and only of intervals that are not wide anyway.
  package mutating func attack(_ cells: [Int]) -> [(low: Int, high: Int)] {
    guard propagate(&ends, Array(sums.indices)) else { return [] }
    for cell in cells where ends[cell].high - ends[cell].low < 64 {
      while ends[cell].low < ends[cell].high, !isPossible(cell, ends[cell].low) { ends[cell].low += 1 }
      while ends[cell].low < ends[cell].high, !isPossible(cell, ends[cell].high) { ends[cell].high -= 1 }
    }
    return cells.map { ends[$0] }
  }

  private func isPossible(_ cell: Int, _ value: Int) -> Bool {
    var supposed = ends
    supposed[cell] = (value, value)
    return propagate(&supposed, sumsOf[cell])
  }

  // MARK: Whole numbers that fit

  /// Of each of the counts the smallest and the largest value found in whole numbers that fit everything published, until
  /// they are so far apart; narrower than that where there are no others, or none was found in as many steps.
  ///
  /// Needs the truth of all counts, which must fit.
  package mutating func witness(_ cells: [Int], width: Int, steps: Int = 4_000) -> [(low: Int, high: Int)]? {
    for sum in sums where sum.reduce(0, { $0 + $1.sign * truths[$1.cell] }) != 0 { return nil }
    for cell in ends.indices where !(ends[cell].low...ends[cell].high).contains(truths[cell]) { return nil }
    restOf = sums.map { sum in
      // What is left in a sum that no other knows of follows what else changes there, as far as it may.
      sum.filter { signsOf[$0.cell].count == 1 && abs($0.sign) == 1 && ends[$0.cell].low < ends[$0.cell].high }
        .max { ends[$0.cell].high - ends[$0.cell].low < ends[$1.cell].high - ends[$1.cell].low }
    }
    guard propagate(&ends, Array(sums.indices)) else { return nil }
    var seen = truths.map { (low: $0, high: $0) }
    /// Takes in whole numbers that fit with the cell at one of the values, the first for which there are any.
    func look(_ cell: Int, _ values: [Int]) {
      for value in values {
        guard let point = solve(cell, value, steps) else { continue }
        for other in point.indices {
          seen[other] = (min(seen[other].low, point[other]), max(seen[other].high, point[other]))
        }
        return
      }
    }
    for cell in cells where seen[cell].high - seen[cell].low < width {
      let highest = min(ends[cell].high, seen[cell].low + width)
      look(cell, stride(from: highest, to: seen[cell].high, by: -1).map { $0 })
      let lowest = max(ends[cell].low, seen[cell].high - width)
      look(cell, stride(from: lowest, to: seen[cell].low, by: 1).map { $0 })
    }
    return cells.map { seen[$0] }
  }

  /// Whole numbers that fit everything published, with one count at that value; `nil` where none are found in as many steps.
  ///
  /// Starts at the truth, which fits, and repairs what no longer adds up: of a sum that does not hold, the count whose change
  /// leaves the least amiss elsewhere goes next, or by chance any of them (random walks as WalkSAT's, Selman et al. 1994).
  private func solve(_ cell: Int, _ value: Int, _ steps: Int) -> [Int]? {
    var numbers = Numbers(state: UInt64(cell &* 1_000_003 &+ value))
    for _ in 0..<4 {
      if let point = walk(cell, value, steps, &numbers) { return point }
    }
    return nil
  }

  /// Numbers that look random and are the same on every machine (xorshift).
  private struct Numbers {
    var state: UInt64

    mutating func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(n))
    }
  }

  private func walk(_ fixed: Int, _ value: Int, _ steps: Int, _ numbers: inout Numbers) -> [Int]? {
    var point = truths
    var amiss = [Int](repeating: 0, count: sums.count)
    var open: [Int] = []
    var placeOf = [Int](repeating: -1, count: sums.count)
    var lastMoved = [Int](repeating: -100, count: point.count)
    /// How far what is left of a sum moves when so much is amiss in it.
    func follow(_ rest: (cell: Int, sign: Int), _ amiss: Int) -> Int {
      min(max(point[rest.cell] - rest.sign * amiss, ends[rest.cell].low), ends[rest.cell].high) - point[rest.cell]
    }
    /// What is amiss in a sum after a change of a count in it.
    func left(_ sum: Int, _ cell: Int, _ amiss: Int) -> Int {
      guard let rest = restOf[sum], rest.cell != cell, rest.cell != fixed else { return amiss }
      return amiss + rest.sign * follow(rest, amiss)
    }
    func move(_ moved: Int, by change: Int) {
      point[moved] += change
      for (sum, sign) in signsOf[moved] {
        amiss[sum] += sign * change
        if let rest = restOf[sum], rest.cell != moved, rest.cell != fixed, amiss[sum] != 0 {
          let own = follow(rest, amiss[sum])
          point[rest.cell] += own
          amiss[sum] += rest.sign * own
        }
        if amiss[sum] != 0, placeOf[sum] < 0 {
          placeOf[sum] = open.count
          open.append(sum)
        } else if amiss[sum] == 0, placeOf[sum] >= 0 {
          let last = open[open.count - 1]
          open[placeOf[sum]] = last
          placeOf[last] = placeOf[sum]
          placeOf[sum] = -1
          open.removeLast()
        }
      }
    }
    move(fixed, by: value - point[fixed])
    for step in 0..<steps {
      guard !open.isEmpty else { return point }
      let sum = open[numbers.next(open.count)]
      var best = (cell: -1, change: 0, cost: Int.max)
      var choices = 0
      let isRandom = numbers.next(3) == 0
      for term in sums[sum] where term.cell != fixed {
        let own = ends[term.cell]
        if own.low == own.high { continue }
        let wanted = point[term.cell] - amiss[sum] / term.sign
        let change = min(max(wanted, own.low), own.high) - point[term.cell]
        guard change != 0 else { continue }
        choices += 1
        if isRandom {
          if numbers.next(choices) == 0 { best = (term.cell, change, 0) }
          continue
        }
        var cost = 4 * left(sum, term.cell, amiss[sum] + term.sign * change).magnitude.asInt
        for (other, sign) in signsOf[term.cell] where other != sum {
          let before = amiss[other].magnitude.asInt
          let after = left(other, term.cell, amiss[other] + sign * change).magnitude.asInt
          cost += 4 * (after - before) + (before == 0 ? 2 : after == 0 ? -2 : 0)
        }
        if step - lastMoved[term.cell] < 8 { cost += 12 }
        cost = 8 * cost + numbers.next(8)
        if cost < best.cost { best = (term.cell, change, cost) }
      }
      if best.cell < 0 {
        // All are as far as they may go: one of them goes anywhere, and others have to follow.
        let free = sums[sum].filter { $0.cell != fixed && ends[$0.cell].low < ends[$0.cell].high }
        guard !free.isEmpty else { return nil }
        let own = free[numbers.next(free.count)].cell
        let goal = ends[own].low + numbers.next(min(ends[own].high - ends[own].low, 12) + 1)
        best = (own, goal - point[own], 0)
      }
      lastMoved[best.cell] = step
      move(best.cell, by: best.change)
    }
    return open.isEmpty ? point : nil
  }
}

extension UInt {
  fileprivate var asInt: Int { Int(bitPattern: self) }
}
