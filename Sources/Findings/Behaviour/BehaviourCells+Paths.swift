import Analysis
import Journeys

extension BehaviourCells {
  /// The commonest whole paths; those of few are not listed.
  struct PathCells {
    var listed: [(touchpoints: [Int], cell: Int)]
    var singletons: Int
  }

  /// Whole paths as they were gone, and as they are told: a touchpoint that follows itself once, where the project says so.
  struct VariantCells {
    var gone: PathCells
    var told: PathCells
  }

  static func variantCells(
    _ analysis: BehaviourResult, _ catalog: Catalog, _ flow: FlowCells, _ family: inout Suppression
  ) -> VariantCells {
    let gone = pathCells(analysis.flow.variants, catalog, &family) { count, _, family in
      family.add(count, isListed: true)
    }
    relate(gone, analysis, flow, &family)
    guard let collapsed = analysis.collapsed else { return VariantCells(gone: gone, told: gone) }
    // A path that is told is of those who went it so and of those who touched again on the way.
    var partsOf: [[Int]: [Int]] = [:]
    for path in gone.listed { partsOf[withoutRepeats(path.touchpoints), default: []].append(path.cell) }
    let told = pathCells(collapsed, catalog, &family) { count, touchpoints, family in
      let parts = partsOf[touchpoints] ?? []
      if parts.count == 1, family.value(parts[0]) == count { return parts[0] }
      let cell = family.add(count, isListed: true)
      relateRest(of: parts, cell, isSecret: true, &family)
      return cell
    }
    relate(told, analysis, flow, &family)
    return VariantCells(gone: gone, told: told)
  }

  private static func withoutRepeats(_ touchpoints: [Int]) -> [Int] {
    touchpoints.enumerated().filter { $0 == 0 || touchpoints[$0 - 1] != $1 }.map(\.element)
  }

  /// - Parameter cell: makes the cell of a listed path, or finds it.
  private static func pathCells(
    _ variants: VariantCounts, _ catalog: Catalog, _ family: inout Suppression,
    cell: (Int, [Int], inout Suppression) -> Int
  ) -> PathCells {
    let top = variants.top(100, catalog).filter { $0.count > 0 && !family.isSmall($0.count) }
    let listed = top.map { path in
      let touchpoints = path.touchpoints.map { Int($0) }
      return (touchpoints: touchpoints, cell: cell(path.count, touchpoints, &family))
    }
    return PathCells(listed: listed, singletons: family.add(variants.singletons))
  }

  /// States what some parts leave of a total, which is people like them or of no account.
  static func relateRest(of parts: [Int], _ total: Int, isSecret: Bool, _ family: inout Suppression) {
    let rest = family.value(total) - parts.reduce(0) { $0 + family.value($1) }
    guard rest >= 0, !parts.isEmpty else { return }
    let left = isSecret ? family.add(implied: rest) : family.add(slack: rest)
    family.relate(parts: parts + [left], total: total)
  }

  /// Whoever went another way is not on a listed path, and what stands on listed paths is not all there is.
  private static func relate(
    _ paths: PathCells, _ analysis: BehaviourResult, _ flow: FlowCells, _ family: inout Suppression
  ) {
    guard family.hides else { return }
    var (starts, ends, touches): ([Int: [Int]], [Int: [Int]], [Int: [Int]]) = ([:], [:], [:])
    var moves: [Int: [Int]] = [:]
    let width = analysis.flow.events.count
    for path in paths.listed {
      guard let first = path.touchpoints.first, let last = path.touchpoints.last else { continue }
      starts[first, default: []].append(path.cell)
      ends[last, default: []].append(path.cell)
      for code in path.touchpoints { touches[code, default: []].append(path.cell) }
      for (a, b) in zip(path.touchpoints, path.touchpoints.dropFirst()) {
        moves[a * width + b, default: []].append(path.cell)
      }
    }
    relateRest(of: paths.listed.map(\.cell), flow.everyone, isSecret: true, &family)
    for code in 0..<width {
      relateRest(of: starts[code] ?? [], flow.starts[code], isSecret: false, &family)
      relateRest(of: ends[code] ?? [], flow.ends[code], isSecret: false, &family)
      relateRest(of: touches[code] ?? [], flow.events[code], isSecret: false, &family)
    }
    for (i, edge) in analysis.directlyFollows.edges.enumerated() {
      relateRest(of: moves[edge.from * width + edge.to] ?? [], flow.edges[i], isSecret: false, &family)
    }
  }
}
