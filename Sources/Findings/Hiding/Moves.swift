/// The search for changes of counts that keep every relation, and what they leave hidden.
///
/// Cells that are always equal are one; cells of nobody take no part. A cell's *box* is what may be printed of it: it only
/// grows, so that what was found safe stays so. Moves are found by a beam search over relations that are out of balance: of
/// those the one that the fewest counts could balance goes first.
struct Moves {
  /// One count as the search needs it.
  struct Count {
    var value: Int
    var worth: Int
    /// Whether it counts people; else it only keeps its bounds.
    var isSecret: Bool
    /// Whether its range is printed when it is hidden.
    var isWritten: Bool
    /// Whether it is written only when it is not hidden.
    var isListed: Bool
    /// Whether it cannot be hidden to cover another.
    var isFixed: Bool
    /// Whether it is hidden although it is not small.
    var isFew: Bool
    /// The range in which an earlier report hides it.
    var earlier: (low: Int, high: Int)?
  }

  struct Node {
    var value: Int
    var worth = 0
    var isSecret = false
    var isWritten = false
    var isListed = false
    var isFixed = false
    var isFew = false
    /// What is printed of it when it is hidden holds this too, so that two ranges tell no more than one.
    var earlier: (low: Int, high: Int)?
    var isHidden = false
    /// Small and hidden for its own sake.
    var isSmall = false
    /// Whether it is known to be as wide as the threshold, or hidden with all around it.
    var isSettled = false
    /// How far from its true value points are known to reach that keep all relations and ranges.
    var sure = (low: 0, high: 0)
    var low: Int
    var high: Int
    /// Fewest a reader could think of.
    var floor: Int { isWritten ? 1 : 0 }
    /// Whether a reader meets it when it is not hidden.
    var isVisible: Bool { isWritten || isListed }
    /// Whether a reader does not know it.
    var isOpen: Bool { isHidden || !isVisible }
  }

  /// A relation's cell with its sign.
  struct Term {
    var node: Int32
    var sign: Int32
  }

  static let unbounded = 1 << 40

  var nodes: [Node] = []
  private var nodeOf: [Int] = []
  var terms: [[Term]] = []
  var termsOf: [[Term]] = []
  /// Of each relation the terms that a reader does not know: those that balance it most cheaply.
  var openTerms: [[Term]] = []
  let threshold: Int
  /// Hidden to cover others, and not yet known to be wide enough.
  private var uncertain: [Int] = []
  /// How many unfinished moves are kept at a time.
  let beam = 16
  /// By relation, how many terms it has.
  var lengths: [Int] = []
  /// By count, how far the point that is being looked for lies from its true value.
  var shifts: [Int]
  /// Counts whose shift or extent is not zero.
  private var moved: [Int] = []
  var frontier = Frontier()
  /// Steps looked at so far.
  var effort = 0

  init(counts: [Count], relations: [[Int]], threshold: Int) {
    self.threshold = threshold
    shifts = []
    let alias = Self.aliases(counts, relations)
    nodeOf = [Int](repeating: -1, count: counts.count)
    for (i, count) in counts.enumerated() where count.value > 0 || !(count.isWritten) {
      let root = alias[i]
      if nodeOf[root] < 0 {
        nodeOf[root] = nodes.count
        nodes.append(Node(value: count.value, low: count.value, high: count.value))
      }
      nodeOf[i] = nodeOf[root]
      let node = nodeOf[i]
      nodes[node].worth = max(nodes[node].worth, count.worth)
      if count.isSecret { nodes[node].isSecret = true }
      if count.isWritten { nodes[node].isWritten = true }
      // What is in a list is written like anything else; only the few are as good as nobody.
      if count.isListed {
        if count.value >= threshold { nodes[node].isWritten = true } else { nodes[node].isListed = true }
      }
      if count.isFixed { nodes[node].isFixed = true }
      if count.isFew { nodes[node].isFew = true }
      if let own = count.earlier {
        let known = nodes[node].earlier ?? own
        nodes[node].earlier = (min(known.low, own.low), max(known.high, own.high))
      }
    }
    termsOf = [[Term]](repeating: [], count: nodes.count)
    shifts = [Int](repeating: 0, count: nodes.count)
    var sign = [Int32](repeating: 0, count: nodes.count)
    for relation in relations {
      var touched: [Int] = []
      for (place, cell) in relation.enumerated() where nodeOf[cell] >= 0 {
        let node = nodeOf[cell]
        touched.append(node)
        sign[node] += place == relation.count - 1 ? -1 : 1
      }
      var own: [Term] = []
      for node in touched where sign[node] != 0 {
        own.append(Term(node: Int32(node), sign: sign[node]))
        sign[node] = 0
      }
      guard own.count > 0 else { continue }
      // What hides best stands first: open ones are looked up as they become so.
      own.sort {
        let (a, b) = (nodes[Int($0.node)], nodes[Int($1.node)])
        return (a.worth, -a.value, $0.node) < (b.worth, -b.value, $1.node)
      }
      for term in own { termsOf[Int(term.node)].append(Term(node: Int32(terms.count), sign: term.sign)) }
      terms.append(own)
      openTerms.append(own.filter { nodes[Int($0.node)].isOpen })
      lengths.append(own.count)
    }
  }

  /// Hides a count for good.
  mutating func hide(_ node: Int) {
    if nodes[node].isOpen {
      nodes[node].isHidden = true
      return
    }
    nodes[node].isHidden = true
    for own in termsOf[node] {
      openTerms[Int(own.node)].append(Term(node: Int32(node), sign: own.sign))
    }
  }

  /// For each count the first of those that always equal it: a sum of one part.
  private static func aliases(_ counts: [Count], _ relations: [[Int]]) -> [Int] {
    var parent = Array(counts.indices)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i {
        parent[i] = parent[parent[i]]
        i = parent[i]
      }
      return i
    }
    for relation in relations {
      guard let total = relation.last, counts[total].value > 0 else { continue }
      let parts = relation.dropLast().filter { counts[$0].value > 0 || !counts[$0].isWritten }
      if parts.count == 1, counts[parts[0]].value == counts[total].value {
        let (a, b) = (root(parts[0]), root(total))
        if a != b { parent[max(a, b)] = min(a, b) }
      }
    }
    return counts.indices.map(root)
  }

  /// What is printed of a count in place of it: `nil` when it is shown; without an upper end when nothing may be said.
  func range(_ count: Int) -> (low: Int, high: Int?)? {
    guard nodeOf[count] >= 0, nodes[nodeOf[count]].isHidden else { return nil }
    let node = nodes[nodeOf[count]]
    let earlier = node.earlier ?? (node.low, node.high)
    return (min(node.low, earlier.low), node.high >= Self.unbounded ? nil : max(node.high, earlier.high))
  }

  // MARK: Protection

  /// Small counts up to which moves are looked for.
  private static let fewSmall = 400

  /// Hides every small count, and what covers it.
  mutating func protect() {
    let count = nodes.count { $0.isSecret && $0.value > 0 && $0.value < threshold }
    if count > Self.fewSmall {
      protectByBuckets()
      return
    }
    var small: [Int] = []
    for node in nodes.indices where nodes[node].isSecret && nodes[node].value > 0 && nodes[node].value < threshold {
      nodes[node].isSmall = true
      hide(node)
      nodes[node].low = nodes[node].floor
      nodes[node].high = nodes[node].floor + threshold
      if !nodes[node].isWritten { nodes[node].high = Self.unbounded }
      small.append(node)
    }
    for node in nodes.indices where !nodes[node].isWritten && !nodes[node].isListed && !nodes[node].isSmall {
      nodes[node].low = nodes[node].value
      nodes[node].high = nodes[node].value
    }
    for node in nodes.indices where nodes[node].isFew && !nodes[node].isSmall {
      hide(node)
      uncertain.append(node)
    }
    // Those in most relations first: what covers them covers others.
    small.sort { (termsOf[$0].count, nodes[$0].value, $1) > (termsOf[$1].count, nodes[$1].value, $0) }
    for node in small { protect(node) }
    // What covers others is hidden too, and must be as wide.
    while let node = uncertain.popLast() { protect(node) }
  }

  /// Sees to it that a hidden count is as wide as the threshold.
  private mutating func protect(_ node: Int) {
    let it = nodes[node]
    if it.isSettled { return }
    nodes[node].isSettled = true
    // The moves that protect others may have gone as far already.
    let whole = range(of: it)
    if it.sure.high - it.sure.low >= threshold, it.value + it.sure.low <= whole.low,
      it.value + it.sure.high >= whole.high
    {
      return
    }
    if it.earlier != nil, whole.high - whole.low >= threshold, reach(node, [[whole.high, whole.low]]) { return }
    let ends: [[Int]]
    if let earlier = it.earlier {
      let low = min(it.value, max(it.floor, earlier.high - threshold))
      let high = max(it.value, earlier.low + threshold)
      let more = max(0, threshold - (high - low))
      ends = [[high + more, low], [high, low - more]].filter { $0[1] >= it.floor }
    } else if it.isSmall, it.high < Self.unbounded || !it.isVisible || it.isListed {
      // From one to one more than the threshold, wherever it is in between; or upward, where others hold it at what it is.
      ends = Set([it.floor, 1]).sorted().map { [$0 + threshold, $0] } + [[it.value + threshold]]
    } else {
      ends = [[it.value + it.sure.low + threshold], [it.value + it.sure.high - threshold]].filter { $0[0] >= it.floor }
    }
    if reach(node, ends) { return }
    if let reached = reach(node, [it.value + threshold], .blank) {
      blank(reached)
    } else {
      blankAround(node)
    }
  }

  /// The ends between which a count must be free: where an earlier report hides it in a range, and it is no less or no more
  /// now, all of that range, or what is told now would narrow it.
  private func range(of it: Node) -> (low: Int, high: Int) {
    guard let earlier = it.earlier else { return (it.value, it.value) }
    return (min(it.value, max(it.floor, earlier.low)), max(it.value, earlier.high))
  }

  /// Grows what may be printed so that a count can be at both of some ends; false where it cannot.
  private mutating func reach(_ node: Int, _ candidates: [[Int]]) -> Bool {
    for purpose in [Purpose.within, .covering] {
      for ends in candidates {
        if let reached = reach(node, ends, purpose) {
          apply(reached, to: node)
          return true
        }
      }
    }
    return false
  }

  /// How far every count of some points lies from its true value.
  private typealias Extents = [Int: (low: Int, high: Int)]

  /// Grows what may be printed by what the points need.
  private mutating func apply(_ extents: Extents, to start: Int) {
    for (node, extent) in extents.sorted(by: { $0.key < $1.key }) where nodes[node].isVisible {
      let it = nodes[node]
      nodes[node].sure = (min(it.sure.low, extent.low), max(it.sure.high, extent.high))
      if it.isHidden, it.value + extent.low >= it.low, it.value + extent.high <= it.high { continue }
      if !it.isHidden { uncertain.append(node) }
      hide(node)
      nodes[node].low = max(it.floor, it.low + extent.low)
      if it.high < Self.unbounded { nodes[node].high += extent.high }
    }
  }

  private mutating func blank(_ extents: Extents) {
    for (node, extent) in extents.sorted(by: { $0.key < $1.key }) where nodes[node].isVisible {
      let it = nodes[node]
      nodes[node].sure = (min(it.sure.low, extent.low), max(it.sure.high, extent.high))
      uncertain.append(node)
      hide(node)
      nodes[node].low = nodes[node].floor
      nodes[node].high = Self.unbounded
    }
  }

  /// Last resort: nothing of what hangs together with it is said.
  private mutating func blankAround(_ start: Int) {
    var queue = [start]
    var seen = Set(queue)
    while let node = queue.popLast() {
      hide(node)
      nodes[node].low = nodes[node].floor
      nodes[node].high = Self.unbounded
      for own in termsOf[node] {
        for term in terms[Int(own.node)] where seen.insert(Int(term.node)).inserted { queue.append(Int(term.node)) }
      }
    }
  }

  /// Points in which a count is at each of the ends, as how far all counts lie from their true values; `nil` where there
  /// are none.
  private mutating func reach(_ node: Int, _ ends: [Int], _ purpose: Purpose) -> Extents? {
    if purpose == .within, ends.contains(where: { $0 < lowest(node, purpose) || $0 > ceiling(node, purpose) }) {
      return nil
    }
    var extents: Extents = [:]
    for end in ends {
      let isReached = approach(node, end, purpose)
      for other in moved {
        let shift = shifts[other]
        shifts[other] = 0
        guard isReached else { continue }
        let known = extents[other] ?? (0, 0)
        extents[other] = (min(known.low, shift), max(known.high, shift))
      }
      moved.removeAll(keepingCapacity: true)
      if !isReached { return nil }
    }
    return extents
  }

  /// Shifts counts until one is at an end, by one move after the other; false where there is no way.
  private mutating func approach(_ node: Int, _ end: Int, _ purpose: Purpose) -> Bool {
    let direction = end > nodes[node].value ? 1 : -1
    var tries = 0
    while nodes[node].value + shifts[node] != end {
      tries += 1
      guard tries <= threshold, let steps = move(node, purpose, direction: direction) else { return false }
      // As far as every count of the move allows.
      var times = abs(end - nodes[node].value - shifts[node])
      for step in steps where step.node != node {
        let (way, there) = (step.change * direction, nodes[step.node].value + shifts[step.node])
        let room = way > 0 ? ceiling(step.node, purpose) - there : there - lowest(step.node, purpose)
        times = min(times, room / abs(way))
      }
      guard times > 0 else { return false }
      for step in steps {
        if shifts[step.node] == 0 { moved.append(step.node) }
        shifts[step.node] += step.change * direction * times
      }
    }
    return true
  }

  /// The most that a count may be in a point of that purpose.
  func ceiling(_ node: Int, _ purpose: Purpose) -> Int {
    purpose == .within && nodes[node].isHidden && nodes[node].isWritten ? nodes[node].high : Self.unbounded
  }

  /// The least.
  func lowest(_ node: Int, _ purpose: Purpose) -> Int {
    guard nodes[node].isWritten else { return 0 }
    return purpose == .within && nodes[node].isHidden ? nodes[node].low : 1
  }
}
