import ReportModel
import Wording

/// A figure as one SVG element, in bytes.
///
/// `id` begins the ids inside; `title` and `description` are what a screen reader says. Inline figures take their colours from
/// `ChartStyle.styleSheet` of the page; a `standalone` one carries its own and can be saved as a file.
package func drawSVG(
  _ figure: Figure, id: String, title: String, description: String, direction: Direction, standalone: Bool
) -> [UInt8] {
  let scene = scene(of: figure, direction: direction)
  var writer = SVGWriter()
  if standalone { writer.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }
  scene.write(
    to: &writer, id: id, title: title, description: description, direction: direction, standalone: standalone)
  return writer.bytes
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
    }
  return direction.isRightToLeft && !figure.staysLeftToRight ? scene.mirrored() : scene
}
