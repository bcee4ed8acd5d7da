import Pages
import Wording

/// Where a figure is read, if not on a wide screen.
///
/// The same figure in the same words: a telephone has a list of its own where a wide drawing would show only its beginning, and
/// on paper a map of many touchpoints goes over several sheets, so that its type can be read.
package enum Medium: Sendable, Equatable {
  case screen, phone
  /// The sheet so many, from 0.
  case sheet(Int)
}

extension Figure {
  /// The media for which it is drawn apart; the others show what the screen shows.
  package var media: [Medium] {
    switch self {
    case .sieve(let figure) where figure.touchpoints.count > 3: [.phone]
    case .journeyMap(let figure) where figure.touchpoints.count > 3:
      [.phone] + (figure.sheets.count > 1 ? figure.sheets.indices.map { .sheet($0) } : [])
    case .chain(let figure) where figure.links.count > 3: [.phone]
    case .flow(let figure) where figure.nodes.count > 3: [.phone]
    default: []
    }
  }
}

extension JourneyMapFigure {
  /// Columns that a sheet shows in a type that can be read.
  private static let columnsPerSheet = 16

  /// The map by stages in as many parts as paper needs, each with all lanes.
  var sheets: [JourneyMapFigure] {
    let count = (touchpoints.count + Self.columnsPerSheet - 1) / Self.columnsPerSheet
    guard count > 1 else { return [self] }
    // Cut between stages, nearest to where equal parts would end.
    let borders = touchpoints.indices.dropFirst().filter { touchpoints[$0].stage != touchpoints[$0 - 1].stage }
    var cuts = [0]
    for part in 1..<count {
      let wish = touchpoints.count * part / count
      let cut = borders.filter { $0 > cuts[cuts.count - 1] }.min { (abs($0 - wish), $0) < (abs($1 - wish), $1) }
      if let cut { cuts.append(cut) }
    }
    return zip(cuts, cuts.dropFirst() + [touchpoints.count]).map { columns($0..<$1) }
  }

  /// The same map of some columns.
  private func columns(_ range: Range<Int>) -> JourneyMapFigure {
    func cut<Element>(_ list: [Element]) -> [Element] { Array(list[range.clamped(to: list.indices)]) }
    var figure = self
    figure.touchpoints = cut(touchpoints)
    figure.lanes = lanes.map { lane in
      var lane = lane
      lane.most = lane.most ?? lane.largest
      switch lane.content {
      case .circles(let data): lane.content = .circles(cut(data))
      case .bars(let tone, let data): lane.content = .bars(tone, cut(data))
      case .evidence(let marks): lane.content = .evidence(cut(marks))
      case .notMeasured: break
      case .curve(let points, let weakest, let label, let words):
        let own = weakest.flatMap { range.contains($0) ? $0 - range.lowerBound : nil }
        lane.content = .curve(cut(points), weakest: own, weakestLabel: label, notMeasured: words)
      case .cards(let cards):
        lane.content = .cards(
          cards.filter { range.contains($0.touchpoint) }.map { ($0.touchpoint - range.lowerBound, $0.text, $0.good) })
      }
      return lane
    }
    return figure
  }
}

/// A figure for a medium with everything in its place, mirrored where the language reads from the right.
package func scene(of figure: Figure, direction: Direction, for medium: Medium) -> Scene {
  var own: Scene
  switch (medium, figure) {
  case (.phone, .sieve(let figure)): own = drawSieveList(figure)
  case (.phone, .journeyMap(let figure)): own = drawJourneyMapList(figure)
  case (.phone, .chain(let figure)): own = drawChainList(figure)
  case (.phone, .flow(let figure)): own = drawFlowList(figure)
  case (.sheet(let place), .journeyMap(let figure)) where figure.sheets.indices.contains(place):
    own = drawJourneyMap(layOutJourneyMap(figure.sheets[place]))
  default: return scene(of: figure, direction: direction)
  }
  if direction.isRightToLeft && !figure.staysLeftToRight { own = own.mirrored() }
  return own
}
