/// How often each touchpoint stands where in journeys, by relative position; mergeable.
struct PositionTally: Sendable {
  /// Positions from first to last: permille, or coarser where touchpoints are many.
  let bins: Int
  private(set) var counts: [UInt32]
  let touchpoints: Int
  /// The bin of each event of journeys up to `tabled` long, journey length after journey length: a division for each event
  /// costs more than all the rest.
  private let table: [UInt16]
  private static let tabled = 64

  init(touchpoints: Int) {
    self.touchpoints = touchpoints
    let bins = touchpoints <= 4096 ? 1001 : 61
    self.bins = bins
    counts = []
    table = (0..<Self.tabled).flatMap { last in
      (0..<Self.tabled).map { i in UInt16(last == 0 || i > last ? 0 : i * (bins - 1) / last) }
    }
  }

  mutating func add(_ ordering: EventOrdering) {
    if counts.isEmpty { counts = [UInt32](repeating: 0, count: touchpoints * bins) }
    let sorted = ordering.sorted.buffer
    let bins = bins
    let table = table
    counts.withUnsafeMutableBufferPointer { counts in
      var lower = 0
      for c in 0..<ordering.customers {
        let upper = Int(ordering.starts[c + 1])
        let last = upper - 1 - lower
        for i in 0..<(upper - lower) {
          let touchpoint = Int(sorted[lower + i].event.touchpoint)
          let bin = last < Self.tabled ? Int(table[last * Self.tabled + i]) : i * (bins - 1) / last
          counts[touchpoint * bins + bin] += 1
        }
        lower = upper
      }
    }
  }

  mutating func merge(_ other: PositionTally) {
    if other.counts.isEmpty { return }
    if counts.isEmpty {
      counts = other.counts
    } else {
      for i in counts.indices { counts[i] += other.counts[i] }
    }
  }
}

/// Where in journeys each touchpoint tends to stand: the median of its relative positions, in permille.
struct MedianPositions {
  /// `nil` for touchpoints that never occur.
  let median: [Int?]

  init(_ tally: PositionTally) {
    guard !tally.counts.isEmpty else {
      median = Array(repeating: nil, count: tally.touchpoints)
      return
    }
    let bins = tally.bins
    median = tally.counts.withUnsafeBufferPointer { counts in
      (0..<tally.touchpoints).map { t in
        let first = t * bins
        var all = 0
        for place in first..<(first + bins) { all &+= Int(counts[place]) }
        guard all > 0 else { return nil }
        var bin = 0
        var below = Int(counts[first])
        // The lower of two middle ones.
        while below * 2 < all {
          bin += 1
          below += Int(counts[first + bin])
        }
        return bin * 1000 / (bins - 1)
      }
    }
  }
}

extension LogAssembly {
  /// Gives every touchpoint without a stage one: the declared stage whose touchpoints stand nearest to where it stands.
  ///
  /// Where no touchpoint has a stage, they are shared out over the declared stages, or over three unnamed ones, by median
  /// position in journeys.
  func settleStages(_ catalog: inout Catalog, _ positions: MedianPositions) {
    let homeless = catalog.touchpoints.indices.filter { catalog.touchpoints[$0].stage < 0 }
    for t in homeless { catalog.touchpoints[t].rank = catalog.touchpoints.count + (positions.median[t] ?? 1001) }
    // Positions are few: each gathers its own, and those that never occur come last.
    var standing = [[Int]](repeating: [], count: 1002)
    for t in homeless { standing[positions.median[t] ?? 1001].append(t) }
    let ranked = Array(standing.joined())
    if catalog.stages.isEmpty {
      catalog.stages = (1...min(3, max(1, ranked.count))).map {
        Catalog.Stage(id: "stage-\($0)", name: LocalizedText(""), isDeclared: false, inactivity: nil)
      }
    }
    let count = catalog.stages.count
    guard homeless.count < catalog.touchpoints.count else {
      // Nothing says where anything belongs: the touchpoints are shared out in order.
      for (rank, t) in ranked.enumerated() { catalog.touchpoints[t].stage = rank * count / max(1, ranked.count) }
      return
    }
    let mean = catalog.stages.indices.map { stage in
      let known = catalog.touchpoints.indices.filter { catalog.touchpoints[$0].stage == stage }
        .compactMap { positions.median[$0] }
      // A stage nobody named stands where its place among the stages is.
      return known.isEmpty ? (2 * stage + 1) * 500 / count : known.reduce(0, +) / known.count
    }
    for t in homeless {
      let own = positions.median[t] ?? 500
      catalog.touchpoints[t].stage = mean.indices.min { abs(mean[$0] - own) < abs(mean[$1] - own) } ?? 0
    }
  }
}
