import Pages
import Wording

/// A figure drawn once, and written as one SVG element for each place where it stands.
package struct Drawing: Sendable {
  private let scene: Scene
  private let id: String
  private let title: String
  private let description: String
  private let direction: Direction
  /// What is drawn, as it stands inside the element.
  private let marks: [UInt8]
  /// Whether links stand in `marks`.
  private let leadsOn: Bool

  /// `id` begins the ids inside; `title` and `description` are what a screen reader says.
  ///
  /// - Parameter address: of a touchpoint's card, as seen from the page; `nil`: nothing in the figure is a link.
  package init(
    _ figure: Figure, for medium: Medium = .screen, id: String, title: String, description: String,
    direction: Direction,
    address: ((_ card: String) -> String)? = nil
  ) {
    scene = SVGCharts.scene(of: figure, direction: direction, for: medium)
    self.id = Scene.safe(id)
    self.title = title
    self.description = description
    self.direction = direction
    leadsOn = address != nil && scene.leadsOn
    var writer = SVGWriter()
    scene.writeMarks(to: &writer, id: self.id, direction: direction, address: address)
    marks = writer.bytes
  }

  /// The element, in bytes.
  ///
  /// Inside a page it takes its colours from `ChartStyle.styleSheet`; a `standalone` one carries its own and can be saved
  /// as a file, where nothing leads to a page.
  package func svg(standalone: Bool) -> [UInt8] {
    var writer = SVGWriter()
    if standalone { writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }
    scene.write(
      to: &writer, id: id, title: title, description: description, marks: standalone && leadsOn ? unlinked() : marks,
      standalone: standalone, leadsOn: leadsOn && !standalone)
    return writer.bytes
  }

  private func unlinked() -> [UInt8] {
    var writer = SVGWriter()
    scene.writeMarks(to: &writer, id: id, direction: direction, address: nil)
    return writer.bytes
  }
}

/// A figure with everything in its place, mirrored where the language reads from the right.
package func scene(of figure: Figure, direction: Direction) -> Scene {
  let scene =
    switch figure {
    case .sieve(let figure): drawSieve(layOutSieve(figure))
    case .funnel(let figure): drawFunnel(layOutFunnel(figure))
    case .journeyMap(let figure): drawJourneyMap(layOutJourneyMap(figure))
    case .flow(let figure): drawFlow(layOutFlow(figure))
    case .heatTable(let figure): drawHeatTable(layOutHeatTable(figure))
    case .bars(let figure): drawBars(layOutBars(figure))
    case .variants(let figure): drawVariants(layOutVariants(figure))
    case .chain(let figure): drawChain(layOutChain(figure))
    case .quadrant(let figure): drawQuadrant(layOutQuadrant(figure))
    case .stack(let figure): drawStack(layOutStack(figure))
    case .waves(let figure): drawWaves(layOutWaves(figure, direction: direction))
    case .coverage(let figure): drawCoverage(layOutCoverage(figure))
    case .steps(let figure): drawSteps(layOutSteps(figure, direction: direction))
    case .phases(let figure): drawPhases(layOutPhases(figure))
    }
  return direction.isRightToLeft && !figure.staysLeftToRight ? scene.mirrored() : scene
}
