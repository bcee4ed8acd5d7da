/// What is done where small counts are too many to look for moves for each: hidden counts are said by buckets.
///
/// A bucket begins wherever the count stands in it, so it says nothing more: 1–6, 7–12, 13–18 with a threshold of 5. As
/// many counts are hidden as it takes that no hidden one is bound to less than its bucket when bounds are carried through all
/// relations, as a reader would; where thousands of counts are hidden, whole numbers that fit leave as much.
extension Moves {
  /// Hides every small count, and what covers it, in time that grows with the number of counts.
  mutating func protectByBuckets() {
    var isWaiting = [Bool](repeating: false, count: terms.count)
    var waiting: [Int] = []
    func wake(_ node: Int, _ termsOf: [[Term]]) {
      for own in termsOf[node] where !isWaiting[Int(own.node)] {
        isWaiting[Int(own.node)] = true
        waiting.append(Int(own.node))
      }
    }
    for node in nodes.indices {
      let isSmall = nodes[node].isSecret && nodes[node].value > 0 && nodes[node].value < threshold
      nodes[node].isSmall = isSmall
      if isSmall || nodes[node].isFew {
        hideInBucket(node)
        wake(node, termsOf)
      } else if !nodes[node].isVisible {
        (nodes[node].low, nodes[node].high) = (0, Self.unbounded)
      }
    }
    while let relation = waiting.popLast() {
      isWaiting[relation] = false
      while let need = need(relation) {
        if let next = cover(relation, need) {
          hideInBucket(next)
          wake(next, termsOf)
        } else {
          let bounded = terms[relation].map { Int($0.node) }.filter {
            nodes[$0].isHidden && nodes[$0].high < Self.unbounded
          }
          guard !bounded.isEmpty else { break }
          for node in bounded {
            (nodes[node].low, nodes[node].high) = (nodes[node].floor, Self.unbounded)
            wake(node, termsOf)
          }
        }
      }
    }
    for _ in 0..<Self.rounds where !widenNarrow() { break }
  }

  private static let rounds = 60

  /// Carries bounds through all relations, and hides something beside each hidden count that is narrower than its bucket or
  /// the threshold; false when there is none.
  private mutating func widenNarrow() -> Bool {
    let bounds = Bounds(self)
    var isAnyNarrow = false
    for node in nodes.indices {
      let it = nodes[node]
      guard it.isHidden || it.isSmall, bounds.high[node] - bounds.low[node] < threshold else { continue }
      for (relation, need) in [(bounds.highReason[node], Need.upper), (bounds.lowReason[node], .lower)]
      where relation >= 0 {
        if let next = cover(relation, need) ?? cover(relation, need == .upper ? .lower : .upper) {
          hideInBucket(next)
          isAnyNarrow = true
          break
        }
        let bounded = terms[relation].map { Int($0.node) }.filter {
          nodes[$0].isHidden && nodes[$0].high < Self.unbounded
        }
        for other in bounded { (nodes[other].low, nodes[other].high) = (nodes[other].floor, Self.unbounded) }
        if !bounded.isEmpty {
          isAnyNarrow = true
          break
        }
      }
    }
    return isAnyNarrow
  }

  /// Between which ends each count must lie, by bounds carried through relations until nothing moves.
  private struct Bounds {
    var low, high: [Int]
    /// The relation that last moved an end; -1: none.
    var lowReason, highReason: [Int]

    init(_ moves: Moves) {
      let (nodes, terms, termsOf) = (moves.nodes, moves.terms, moves.termsOf)
      low = nodes.map { $0.isOpen ? $0.low : $0.value }
      high = nodes.map { $0.isOpen ? $0.high : $0.value }
      lowReason = [Int](repeating: -1, count: nodes.count)
      highReason = lowReason
      var waiting = Array(terms.indices)
      var isWaiting = [Bool](repeating: true, count: terms.count)
      var visits = 0
      // Bounds may creep; what they would reach in the end is hardly more.
      while let relation = waiting.popLast(), visits < 40 * terms.count {
        visits += 1
        isWaiting[relation] = false
        var (least, most) = (0, 0)
        for term in terms[relation] {
          let (node, sign) = (Int(term.node), Int(term.sign))
          least += sign > 0 ? sign * low[node] : sign * high[node]
          most += sign > 0 ? sign * high[node] : sign * low[node]
        }
        for term in terms[relation] {
          let (node, size) = (Int(term.node), Int(abs(term.sign)))
          let (oldLow, oldHigh) = (low[node], high[node])
          guard oldLow < oldHigh else { continue }
          // The others together lie between their least and most, and this one is what they leave.
          let (newLow, newHigh) =
            term.sign > 0
            ? (-(most - size * oldHigh), -(least - size * oldLow)) : (least + size * oldHigh, most + size * oldLow)
          if size != 1 { continue }
          if newLow > oldLow {
            low[node] = min(newLow, oldHigh)
            lowReason[node] = relation
          }
          if newHigh < oldHigh {
            high[node] = max(newHigh, oldLow)
            highReason[node] = relation
          }
          guard low[node] != oldLow || high[node] != oldHigh else { continue }
          let (lowShift, highShift) = (low[node] - oldLow, high[node] - oldHigh)
          least += term.sign > 0 ? lowShift : -highShift
          most += term.sign > 0 ? highShift : -lowShift
          for own in termsOf[node] where Int(own.node) != relation && !isWaiting[Int(own.node)] {
            isWaiting[Int(own.node)] = true
            waiting.append(Int(own.node))
          }
        }
      }
    }
  }

  /// The side on which a hidden count is held by the others of a relation.
  private enum Need { case lower, upper }

  private mutating func hideInBucket(_ node: Int) {
    hide(node)
    let it = nodes[node]
    if it.isWritten {
      nodes[node].low = (it.value - 1) / (threshold + 1) * (threshold + 1) + 1
      nodes[node].high = nodes[node].low + threshold
    } else if it.isListed {
      (nodes[node].low, nodes[node].high) = (0, threshold)
    } else {
      (nodes[node].low, nodes[node].high) = (0, Self.unbounded)
    }
  }

  /// What a term adds to its relation at least and at most, as far as a reader knows; `nil` stands for without end.
  private func ends(_ term: Term) -> (low: Int?, high: Int?) {
    let it = nodes[Int(term.node)]
    let sign = Int(term.sign)
    guard it.isOpen else { return (sign * it.value, sign * it.value) }
    let high = it.high >= Self.unbounded ? nil : it.high
    return sign > 0 ? (sign * it.low, high.map { sign * $0 }) : (high.map { sign * $0 }, sign * it.low)
  }

  /// What a relation lacks so that no hidden count is bound by it to less than its bucket; `nil` when nothing.
  private func need(_ relation: Int) -> Need? {
    var (low, high) = (0, 0)
    var (endlessLow, endlessHigh) = (0, 0)
    for term in terms[relation] {
      let own = ends(term)
      if let end = own.low { low += end } else { endlessLow += 1 }
      if let end = own.high { high += end } else { endlessHigh += 1 }
    }
    for term in terms[relation] {
      let it = nodes[Int(term.node)]
      guard it.isHidden, it.high < Self.unbounded else { continue }
      let own = ends(term)
      // The others' least and most, which with this one are nothing.
      let least = endlessLow - (own.low == nil ? 1 : 0) > 0 ? nil : low - (own.low ?? 0)
      let most = endlessHigh - (own.high == nil ? 1 : 0) > 0 ? nil : high - (own.high ?? 0)
      if let ownLow = own.low, let most, ownLow + most < 0 { return .upper }
      if let ownHigh = own.high, let least, ownHigh + least > 0 { return .lower }
    }
    return nil
  }

  /// The count of a relation that covers the hidden ones most cheaply: of least worth, and of those the smallest.
  private func cover(_ relation: Int, _ need: Need) -> Int? {
    var best: Int?
    for term in terms[relation] {
      let node = Int(term.node)
      let it = nodes[node]
      guard it.isVisible, !it.isHidden, !it.isFixed, it.value > 0 else { continue }
      // How far into its bucket it stands, seen from the side that is needed.
      let place = (it.value - 1) % (threshold + 1)
      let room = (need == .upper) == (term.sign > 0) ? threshold - place : place
      guard room > 0 else { continue }
      if let other = best.map({ nodes[$0] }), (other.worth, other.value) <= (it.worth, it.value) { continue }
      best = node
    }
    // One that stands at the wrong end of its bucket helps once it has no bucket.
    return best
  }
}
