/// Where in journeys each touchpoint tends to stand: the median of its relative positions, in permille.
struct MedianPositions {
  /// `nil` for touchpoints that never occur.
  let median: [Int?]

  init(_ ordering: EventOrdering, touchpoints: Int) {
    // Positions grouped by touchpoint with a counting sort: two bytes an event, whatever the number of touchpoints.
    var starts = [Int](repeating: 0, count: touchpoints + 1)
    for row in ordering.order { starts[Int(ordering.rows.touchpoint[Int(row)]) + 1] += 1 }
    for t in 0..<touchpoints { starts[t + 1] += starts[t] }
    var next = starts
    var positions = [UInt16](repeating: 0, count: ordering.order.count)
    for c in 0..<(ordering.starts.count - 1) {
      let lower = ordering.starts[c]
      let last = ordering.starts[c + 1] - 1 - lower
      for i in 0..<(last + 1) {
        let touchpoint = Int(ordering.rows.touchpoint[Int(ordering.order[lower + i])])
        positions[next[touchpoint]] = last == 0 ? 0 : UInt16(i * 1000 / last)
        next[touchpoint] += 1
      }
    }
    median = (0..<touchpoints).map { t in
      let own = positions[starts[t]..<starts[t + 1]].sorted()
      return own.isEmpty ? nil : Int(own[(own.count - 1) / 2])
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
    let ranked = homeless.sorted {
      let a = positions.median[$0] ?? 1001
      let b = positions.median[$1] ?? 1001
      return a != b ? a < b : $0 < $1
    }
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
