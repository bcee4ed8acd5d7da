import Pages

/// Draws a scatter with lines at the means.
func drawQuadrant(_ layout: QuadrantLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  let plot = layout.plot
  let first = Box(x: plot.x, y: plot.y, width: layout.meanX - plot.x, height: layout.meanY - plot.y)
  if first.width > 0, first.height > 0 { scene.box(first, .tintBad) }
  scene.text(layout.upTitle, x: 4, top: 4, .left, ink: .muted)
  for tick in layout.across {
    scene.line(Point(tick.at, plot.maxY), Point(tick.at, plot.maxY + 4), .axis)
    scene.text(
      tick.text, x: tick.at.clamped(tick.text.width / 2, layout.width - tick.text.width / 2), top: plot.maxY + 6,
      ink: .muted)
  }
  for tick in layout.up {
    scene.line(Point(plot.x - 4, tick.at), Point(plot.x, tick.at), .axis)
    scene.text(tick.text, x: plot.x - 7, top: tick.at - tick.text.height / 2, .right, ink: .muted)
  }
  scene.text(layout.acrossTitle, x: plot.maxX, top: plot.maxY + 24, .right, ink: .muted)
  scene.line(Point(plot.x, plot.maxY), Point(plot.maxX, plot.maxY), .axis)
  scene.line(Point(plot.x, plot.y), Point(plot.x, plot.maxY), .axis)
  scene.line(Point(layout.meanX, plot.y), Point(layout.meanX, plot.maxY), .plateLine, width: 1)
  scene.line(Point(plot.x, layout.meanY), Point(plot.maxX, layout.meanY), .plateLine, width: 1)
  for corner in layout.corners {
    scene.text(corner.text, x: corner.x, top: corner.top, corner.anchor, ink: corner.isFirst ? .leak : .muted)
  }
  for item in layout.items {
    let c = item.center
    if let across = item.across {
      scene.line(Point(across.lowerBound, c.y), Point(across.upperBound, c.y), .backArc, width: 1.6)
    }
    if let up = item.up {
      scene.line(Point(c.x, up.lowerBound), Point(c.x, up.upperBound), .backArc, width: 1.6)
    }
  }
  for item in layout.items {
    scene.open(item.id, title: item.title)
    let c = item.center
    scene.circle(c, QuadrantLayout.radius + 1, .paper)
    scene.circle(c, QuadrantLayout.radius, item.isDirectional ? .openArrow : item.isFirst ? .badLine : .plate)
    if let corner = item.labelCorner {
      if let leader = item.leader {
        let way = leader - c
        let start = c + way * ((QuadrantLayout.radius + 1) / max(way.length, 1e-6))
        scene.line(start, leader, .leader, width: 0.8)
      }
      // Lines of a label stand at the side of their point: at the right one they begin there.
      let isLeft = corner.x + item.label.width < c.x
      scene.text(
        item.label, x: isLeft ? corner.x + item.label.width : corner.x, top: corner.y, isLeft ? .right : .left,
        ink: item.isFirst ? .leak : .ink, halo: true)
    }
    scene.close()
  }
  for entry in layout.keyTexts { scene.text(entry.text, x: entry.x, top: entry.top, .left, ink: .muted) }
  return scene
}
