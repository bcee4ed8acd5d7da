/// The search for one move: a beam over relations that are out of balance, the one that the fewest counts could balance first.
extension Moves {
  enum Purpose {
    /// Among what is hidden, inside its ranges.
    case within
    /// With new cells hidden as ranges.
    case covering
    /// With cells hidden without a range.
    case blank
  }

  /// One count that a move changes.
  struct Step {
    var node: Int
    var change: Int
  }

  /// Unfinished moves of one search. They are many and live shortly, so they share storage that lives as long as the search
  /// for all moves.
  struct Frontier {
    /// A step, and the one before it in its move; -1 where it is the first.
    struct Link {
      var before: Int32
      var node: Int32
      var change: Int32
    }

    /// A relation that does not hold after the steps so far, and by how much.
    struct Imbalance {
      var relation: Int32
      var rest: Int32
    }

    struct Unfinished {
      var last: Int32
      var firstOpen: Int32
      var openCount: Int32
      var cost: Float
      var score: Float
    }

    struct Candidate {
      var node: Int32
      var change: Int32
      var cost: Float
      var score: Float
    }

    var links: [Link] = []
    var open: [Imbalance] = []
    var now: [Unfinished] = []
    var next: [Unfinished] = []
    var candidates: [Candidate] = []
    var fewest: [Candidate] = []

    mutating func clear() {
      links.removeAll(keepingCapacity: true)
      open.removeAll(keepingCapacity: true)
      now.removeAll(keepingCapacity: true)
      next.removeAll(keepingCapacity: true)
    }

    /// The steps of a move, the first first.
    func steps(_ last: Int32) -> [Step] {
      var steps: [Step] = []
      var place = last
      while place >= 0 {
        let link = links[Int(place)]
        steps.append(Step(node: Int(link.node), change: Int(link.change)))
        place = link.before
      }
      return steps.reversed()
    }

    func contains(_ node: Int32, _ last: Int32) -> Bool {
      var place = last
      while place >= 0 {
        let link = links[Int(place)]
        if link.node == node { return true }
        place = link.before
      }
      return false
    }
  }

  /// How many candidates for one relation are followed, and how many of those not hidden yet are looked at.
  private static let followed = 8
  private static let mostFresh = 10
  /// Steps looked at in one client's searches after which none is widened: what is not found by then is left without a range.
  private static let mostEffort = 600_000

  /// The cheapest move that is found; where the usual look finds none, a wider one that fears open relations less or more.
  ///
  /// - Parameter direction: 1 or -1, the way in which the first count goes; steps are for 1.
  mutating func move(_ start: Int, _ purpose: Purpose, direction: Int) -> [Step]? {
    if let found = move(start, purpose, direction, beam: beam, fear: 0.6) { return found }
    guard purpose != .within, effort < Self.mostEffort else { return nil }
    if let found = move(start, purpose, direction, beam: 3 * beam, fear: 0.15) { return found }
    return move(start, purpose, direction, beam: 8 * beam, fear: 0.6)
  }

  private mutating func move(
    _ start: Int, _ purpose: Purpose, _ direction: Int, beam: Int, fear: Float
  ) -> [Step]? {
    frontier.clear()
    defer { effort += frontier.links.count }
    let root = Frontier.Unfinished(last: -1, firstOpen: 0, openCount: 0, cost: 0, score: 0)
    let first = extended(root, Frontier.Candidate(node: Int32(start), change: 1, cost: 0, score: 0))
    if first.openCount == 0 { return frontier.steps(first.last) }
    frontier.now.append(first)
    var best: Frontier.Unfinished?
    var depth = 0
    while !frontier.now.isEmpty, depth < 120 {
      depth += 1
      for place in frontier.now.indices {
        let state = frontier.now[place]
        if let best, state.cost >= best.cost { continue }
        findNarrowest(state, purpose, direction)
        for choice in frontier.fewest.indices {
          let candidate = frontier.fewest[choice]
          if let best, state.cost + candidate.cost >= best.cost { continue }
          var longer = extended(state, candidate)
          if longer.openCount == 0 {
            best = longer
          } else {
            longer.score = longer.cost + fear * Float(longer.openCount)
            frontier.next.append(longer)
          }
        }
      }
      frontier.next.sort { ($0.score, $0.last) < ($1.score, $1.last) }
      if frontier.next.count > beam { frontier.next.removeLast(frontier.next.count - beam) }
      swap(&frontier.now, &frontier.next)
      frontier.next.removeAll(keepingCapacity: true)
    }
    return best.map { frontier.steps($0.last) }
  }

  /// A move with one more step; what it leaves out of balance stands with the shortest relation first.
  private mutating func extended(_ state: Frontier.Unfinished, _ step: Frontier.Candidate) -> Frontier.Unfinished {
    let first = frontier.open.count
    for place in Int(state.firstOpen)..<Int(state.firstOpen + state.openCount) {
      frontier.open.append(frontier.open[place])
    }
    for term in termsOf[Int(step.node)] {
      let effect = term.sign * step.change
      var place = first
      let length = lengths[Int(term.node)]
      while place < frontier.open.count {
        let other = frontier.open[place].relation
        if other == term.node || (lengths[Int(other)], other) > (length, term.node) { break }
        place += 1
      }
      if place < frontier.open.count, frontier.open[place].relation == term.node {
        frontier.open[place].rest += effect
        if frontier.open[place].rest == 0 { frontier.open.remove(at: place) }
      } else {
        frontier.open.insert(Frontier.Imbalance(relation: term.node, rest: effect), at: place)
      }
    }
    frontier.links.append(Frontier.Link(before: state.last, node: step.node, change: step.change))
    return Frontier.Unfinished(
      last: Int32(frontier.links.count - 1), firstOpen: Int32(first), openCount: Int32(frontier.open.count - first),
      cost: state.cost + step.cost, score: 0)
  }

  /// Finds what could balance the open relation that the fewest counts could: what can only be balanced one way goes first.
  private mutating func findNarrowest(_ state: Frontier.Unfinished, _ purpose: Purpose, _ direction: Int) {
    frontier.fewest.removeAll(keepingCapacity: true)
    let end = Int(state.firstOpen) + min(Int(state.openCount), 8)
    for place in Int(state.firstOpen)..<end {
      findCandidates(frontier.open[place], state, purpose, direction)
      if place == Int(state.firstOpen) || frontier.candidates.count < frontier.fewest.count {
        swap(&frontier.candidates, &frontier.fewest)
      }
      if frontier.fewest.count <= 1 { return }
    }
  }

  /// Finds what could balance a relation, cheapest first.
  private mutating func findCandidates(
    _ own: Frontier.Imbalance, _ state: Frontier.Unfinished, _ purpose: Purpose, _ direction: Int
  ) {
    frontier.candidates.removeAll(keepingCapacity: true)
    let relation = Int(own.relation)
    for place in openTerms[relation].indices {
      _ = consider(openTerms[relation][place], own.rest, state, purpose, direction)
    }
    guard purpose != .within else { return }
    var fresh = 0
    for place in terms[relation].indices where !nodes[Int(terms[relation][place].node)].isOpen {
      if consider(terms[relation][place], own.rest, state, purpose, direction) {
        fresh += 1
        if fresh == Self.mostFresh { break }
      }
    }
  }

  /// Takes in a count that could balance a relation, if it is among the cheapest; says whether it could.
  private mutating func consider(
    _ term: Term, _ rest: Int32, _ state: Frontier.Unfinished, _ purpose: Purpose, _ direction: Int
  ) -> Bool {
    if term.sign != 1 && term.sign != -1 && rest % term.sign != 0 { return false }
    let change = -rest / term.sign
    guard abs(change) <= 8, let cost = cost(Int(term.node), Int(change) * direction, purpose),
      !frontier.contains(term.node, state.last)
    else { return false }
    var score = cost
    for own in termsOf[Int(term.node)] {
      var isOpen = false
      for place in Int(state.firstOpen)..<Int(state.firstOpen + state.openCount)
      where frontier.open[place].relation == own.node {
        isOpen = true
        if frontier.open[place].rest + own.sign * change == 0 { score -= 0.6 }
        break
      }
      if !isOpen { score += 0.6 }
    }
    let candidate = Frontier.Candidate(node: term.node, change: change, cost: cost, score: score)
    var place = frontier.candidates.count
    while place > 0,
      (score, term.node) < (frontier.candidates[place - 1].score, frontier.candidates[place - 1].node)
    {
      place -= 1
    }
    if place < Self.followed {
      if frontier.candidates.count == Self.followed { frontier.candidates.removeLast() }
      frontier.candidates.insert(candidate, at: place)
    }
    return true
  }

  /// What it costs to change a count by so much; `nil` when it may not be changed that way.
  private func cost(_ node: Int, _ change: Int, _ purpose: Purpose) -> Float? {
    let it = nodes[node]
    let then = it.value + shifts[node] + change
    guard then >= lowest(node, purpose), then <= ceiling(node, purpose) else { return nil }
    guard it.isVisible else { return 0.05 }
    if it.isHidden { return then >= it.low && then <= it.high ? 0.1 : 0.4 }
    guard purpose != .within, !it.isFixed else { return nil }
    if shifts[node] != 0 { return 0.1 }
    // Of equal worth the smallest: what rests on it is lost with it.
    return 1 + Float(it.worth) + 0.2 * Float(it.value) / Float(it.value + 20 * threshold)
  }
}
