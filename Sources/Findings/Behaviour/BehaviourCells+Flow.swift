import Analysis
import Journeys

extension BehaviourCells {
  /// Interactions, starts, ends and transitions in the report's family of sums.
  struct FlowCells {
    var events: [Int]
    var starts: [Int]
    var ends: [Int]
    var edges: [Int]
  }

  /// Adds them, and states how they add up: what follows a touchpoint and its ends are its events, and so is what comes
  /// before with its starts; all events and all customers are shown on page one.
  static func flowCells(_ analysis: BehaviourResult, _ family: inout Suppression) -> FlowCells {
    let flow = analysis.flow
    let follows = analysis.directlyFollows
    family.reserve(3 * flow.events.count + follows.edges.count)
    let events = flow.events.map { family.add($0, worth: 1) }
    let starts = flow.starts.map { family.add($0) }
    let ends = flow.ends.map { family.add($0) }
    let edgeCells = follows.edges.map { family.add($0.count) }
    let cells = FlowCells(events: events, starts: starts, ends: ends, edges: edgeCells)
    guard family.hides else { return cells }
    var outgoing = [[Int]](repeating: [], count: flow.events.count)
    var incoming = outgoing
    for (i, edge) in follows.edges.enumerated() {
      outgoing[edge.from].append(edgeCells[i])
      incoming[edge.to].append(edgeCells[i])
    }
    // What is not listed is shown nowhere, and must not follow from what is.
    for code in follows.omittedFrom.indices {
      if follows.omittedFrom[code] > 0 { outgoing[code].append(family.add(follows.omittedFrom[code])) }
      if follows.omittedTo[code] > 0 { incoming[code].append(family.add(follows.omittedTo[code])) }
    }
    for code in flow.events.indices where flow.events[code] > 0 {
      family.relate(parts: outgoing[code] + [ends[code]], total: events[code])
      family.relate(parts: incoming[code] + [starts[code]], total: events[code])
    }
    family.relate(parts: events, total: family.add(flow.events.reduce(0, +), isPublished: true))
    let all = family.add(flow.customers, isPublished: true)
    family.relate(parts: starts, total: all)
    family.relate(parts: ends, total: all)
    return cells
  }

  /// Touches by way of contact: sums over touchpoints, where they are nothing else.
  static func contactCells(
    _ analysis: BehaviourResult, _ catalog: Catalog, events: [Int], _ family: inout Suppression
  ) -> [Int] {
    let modes: [ContactMode] = [.direct, .indirect, .none]
    return modes.enumerated().map { i, mode in
      let cell = family.add(analysis.channels.contactTouches[i])
      guard family.hides else { return cell }
      let parts = events.indices.filter {
        catalog.touchpoints[$0].contact == mode && catalog.touchpoints[$0].isCustomerTouch
      }
      if parts.reduce(0, { $0 + family.value(events[$1]) }) == family.value(cell), !parts.isEmpty {
        family.relate(parts: parts.map { events[$0] }, total: cell)
      }
      return cell
    }
  }
}
