/// Through how many points most of the purchases come.
package struct Concentration: Sendable, Equatable {
  /// Indices of the points that together bring the share, largest first.
  package var points: [Int]
  /// Points with any purchase at all.
  package var total: Int
  /// The share these points bring.
  package var covered: Double

  /// The fewest points that bring at least `share` of all; ties by index. `nil` when there is nothing.
  package init?(_ counts: [Int], share: Double = 0.8) {
    let all = counts.reduce(0, +)
    guard all > 0 else { return nil }
    let ranked = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$0], $1) > (counts[$1], $0) }
    var sum = 0
    points = []
    total = ranked.count
    for index in ranked {
      points.append(index)
      sum += counts[index]
      if Double(sum) >= share * Double(all) { break }
    }
    covered = Double(sum) / Double(all)
  }
}
