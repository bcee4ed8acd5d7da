import Analysis
import Journeys

extension BehaviourCells {
  /// Interactions, starts, ends and transitions in the report's family of sums.
  struct FlowCells {
    var events: [Int]
    var starts: [Int]
    var ends: [Int]
    var edges: [Int]
    /// All interactions, and all customers.
    var all: Int
    var everyone: Int
  }

  /// Adds them, and states how they add up: what follows a touchpoint and its ends are its events, and so is what comes
  /// before with its starts.
  static func flowCells(_ analysis: BehaviourResult, _ family: inout Suppression) -> FlowCells {
    let flow = analysis.flow
    let follows = analysis.directlyFollows
    family.reserve(3 * flow.events.count + follows.edges.count)
    let events = flow.events.indices.map { code in
      family.add(
        flow.events[code], worth: 1, people: flow.customersAt[code], isOnes: analysis.largest.isOnes(code, of: flow))
    }
    let starts = flow.starts.map { family.add($0) }
    let ends = flow.ends.map { family.add($0) }
    let edgeCells = follows.edges.enumerated().map { place, edge in
      family.add(
        edge.count, isListed: true, people: min(flow.customersAt[edge.from], flow.customersAt[edge.to]),
        isOnes: analysis.largest.isFewMove[place])
    }
    // Where there are fewer people than may be spoken of, nothing stands beside the number of rows to subtract from it.
    let rows = flow.events.reduce(0, +)
    let all = family.isSmall(flow.customers) ? family.add(open: rows) : family.add(rows, worth: 3)
    let everyone = family.add(flow.customers, worth: 3)
    let cells = FlowCells(
      events: events, starts: starts, ends: ends, edges: edgeCells, all: all, everyone: everyone)
    guard family.hides else { return cells }
    var outgoing = [[Int]](repeating: [], count: flow.events.count)
    var incoming = outgoing
    for (i, edge) in follows.edges.enumerated() {
      outgoing[edge.from].append(edgeCells[i])
      incoming[edge.to].append(edgeCells[i])
    }
    // What is not listed is shown nowhere, and must not follow from what is.
    for code in follows.omittedFrom.indices {
      if follows.omittedFrom[code] > 0 { outgoing[code].append(family.add(implied: follows.omittedFrom[code])) }
      if follows.omittedTo[code] > 0 { incoming[code].append(family.add(implied: follows.omittedTo[code])) }
    }
    for code in flow.events.indices where flow.events[code] > 0 {
      family.relate(parts: outgoing[code] + [ends[code]], total: events[code])
      family.relate(parts: incoming[code] + [starts[code]], total: events[code])
    }
    family.relate(parts: events, total: all)
    family.relate(parts: starts, total: everyone)
    family.relate(parts: ends, total: everyone)
    return cells
  }
}
