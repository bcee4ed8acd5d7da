/// Draws a flow: ribbons behind, arcs over the top, boxes, then labels.
func drawFlow(_ layout: FlowLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for ribbon in layout.ribbons {
    let (a, b, h) = (ribbon.from, ribbon.to, ribbon.half)
    let middle = (a.x + b.x) / 2
    var path = Path()
    path.move(Point(a.x, a.y - h))
    path.curve(Point(middle, a.y - h), Point(middle, b.y - h), Point(b.x, b.y - h))
    path.line(Point(b.x, b.y + h))
    path.curve(Point(middle, b.y + h), Point(middle, a.y + h), Point(a.x, a.y + h))
    path.close()
    scene.path(path, .ribbon)
  }
  for bow in layout.bows {
    let (a, b) = (bow.from, bow.to)
    var path = Path()
    path.move(a)
    path.curve(Point(a.x + bow.bulge * 1.3, a.y), Point(b.x + bow.bulge * 1.3, b.y), Point(b.x + 5, b.y))
    scene.stroke(path, .ribbonLine, width: bow.width)
    scene.path(Shapes.arrowhead(tip: Point(b.x + 0.5, b.y), direction: Point(-1, 0), size: 6 + bow.width * 0.6), .plate)
  }
  for arc in layout.arcs {
    scene.stroke(outline(arc), .backArc, width: arc.width)
    scene.path(
      Shapes.arrowhead(tip: Point(arc.to.x - 0.5, arc.to.y), direction: Point(1, 0), size: 6 + arc.width * 0.6), .back)
  }
  for loop in layout.loops {
    let c = loop.corner
    var path = Path()
    path.move(Point(c.x - 11, c.y))
    path.curve(Point(c.x - 12, c.y - 17), Point(c.x + 17, c.y - 13), Point(c.x + 6, c.y + 10))
    scene.stroke(path, .backArc, width: loop.width)
    scene.path(Shapes.arrowhead(tip: Point(c.x + 0.5, c.y + 12), direction: Point(-1, 0.35), size: 7), .back)
  }
  for node in layout.nodes {
    scene.open(node.id, title: node.title)
    scene.box(node.box, radius: 2.5, node.isHidden ? .hatched : .stageTint(node.shade))
    let top = node.box.midY - (node.name.height + node.count.height) / 2
    let bottom = scene.text(node.name, x: node.box.midX, top: top, halo: node.isHidden)
    scene.text(node.count, x: node.box.midX, top: bottom, halo: node.isHidden)
    scene.close()
  }
  for heading in layout.headings {
    let bottom = scene.text(heading.name, x: heading.x, top: 8)
    scene.text(heading.note, x: heading.x, top: bottom + 2, ink: .muted)
  }
  for label in layout.labels {
    scene.text(label.text, x: label.x, top: label.top, ink: label.isBack ? .back : .ink, halo: true)
  }
  scene.key(layout.key)
  return scene
}

/// Out of the box, up its gutter, over the top, down the other gutter and in, with round corners.
private func outline(_ arc: FlowLayout.Arc) -> Path {
  let (ox, ix) = (arc.outX, arc.inX)
  let out = Point(min(15, ox - arc.from.x), 15)
  let into = Point(min(15, arc.to.x - 5 - ix), 15)
  let k = 0.45
  var path = Path()
  path.move(arc.from)
  path.line(Point(ox - out.x, arc.from.y))
  path.curve(Point(ox - out.x * k, arc.from.y), Point(ox, arc.from.y - out.y * k), Point(ox, arc.from.y - out.y))
  path.line(Point(ox, arc.y + 15))
  path.curve(Point(ox, arc.y + 15 * k), Point(ox - 15 * k, arc.y), Point(ox - 15, arc.y))
  path.line(Point(ix + 15, arc.y))
  path.curve(Point(ix + 15 * k, arc.y), Point(ix, arc.y + 15 * k), Point(ix, arc.y + 15))
  path.line(Point(ix, arc.to.y - into.y))
  path.curve(Point(ix, arc.to.y - into.y * k), Point(ix + into.x * k, arc.to.y), Point(ix + into.x, arc.to.y))
  path.line(Point(arc.to.x - 5, arc.to.y))
  return path
}
