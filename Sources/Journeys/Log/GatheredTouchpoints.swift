import Basics
import Reading

/// The id of the touchpoint that stands for all but the busiest, where there are more than a report can show.
package let otherTouchpoints = "other-touchpoints"

/// Touchpoints that stand together as one, because there are more than a report has rows for.
package struct GatheredTouchpoints: Sendable, Equatable {
  /// The most touchpoints that have a row of their own.
  package static let most = 1000

  /// How many different ones stand together.
  package var touchpoints: Int
  /// How many of the busiest have a row of their own.
  package let own = Self.most
  /// What most of all names have in common, as a pattern that would group them: `/product/*`; `nil`: nothing.
  package var pattern: String?

  /// The rule that makes one of them, as the project file would have it; `nil`: their names have nothing in common.
  package var rule: String? { pattern.map { "rename: [{from: \"\($0)\", to: NAME}]" } }
}

/// The beginning that most names share, up to what differs: an address up to its last part, another name up to its number.
private func commonPattern(_ names: [String]) -> String? {
  var counts: [String: Int] = [:]
  for name in names {
    let head: Substring
    if let slash = name.lastIndex(of: "/"), slash != name.startIndex {
      head = name[...slash]
    } else {
      head = name.prefix { !$0.isNumber }
    }
    if head.count >= 2, head.count < name.count { counts[String(head), default: 0] += 1 }
  }
  let best = counts.max { a, b in
    a.value != b.value ? a.value < b.value : b.key.utf8.lexicographicallyPrecedes(a.key.utf8)
  }
  return best.flatMap { $0.value * 4 >= names.count ? $0.key + "*" : nil }
}

extension TouchpointNumbering {
  /// Puts all but the busiest touchpoints that the data know together, where there are too many; ties go by id.
  ///
  /// The project file's own keep their rows, whatever they have.
  mutating func gather(_ sources: [EventSource], _ plans: [SourcePlan], latest: Int64?) -> GatheredTouchpoints? {
    let own = undeclared
    let room = max(0, GatheredTouchpoints.most - declaredCount)
    guard own.count > room else { return nil }
    var rows = [Int](repeating: 0, count: ids.count)
    for (place, source) in sources.enumerated() {
      for partition in 0..<source.rows.partitions {
        source.rows.forEachStretch(partition) { stretch in
          let numbers = numbers[place][stretch.worker]
          for i in 0..<stretch.count {
            let row = stretch.row(i)
            let number = numbers[Int(row.label)]
            if number != Self.dropped, plans[place].keeps(stretch, i, row, latest: latest) { rows[Int(number)] += 1 }
          }
        }
      }
    }
    // Those that the data know stand in the order of their bytes.
    let order = own.indices.sorted { rows[own[$0]] != rows[own[$1]] ? rows[own[$0]] > rows[own[$1]] : $0 < $1 }
    let others = order.dropFirst(room).sorted().map { own[$0] }
    let pattern = commonPattern(own.map { ids[$0] })
    join(others, as: otherTouchpoints)
    return GatheredTouchpoints(touchpoints: others.count, pattern: pattern)
  }
}
