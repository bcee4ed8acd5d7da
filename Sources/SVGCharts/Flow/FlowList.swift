import Pages
import Wording

/// The flow where only a telephone's width is left: touchpoints stage by stage, each with where most go next, as bars of one
/// scale. What leads to an earlier stage stands in the colour of a return.
func drawFlowList(_ figure: FlowFigure) -> Scene {
  var scene = Scene(width: PhoneList.width)
  let chosen = chooseNodes(figure)
  let known = Set(chosen)
  let edges = figure.edges.filter { $0.count.drawn != nil && known.contains($0.from) && known.contains($0.to) }
  let most = max(1, edges.compactMap(\.count.drawn).max() ?? 1)
  let key = KeyLayout(
    [(.filled(.plate), figure.forwardLabel), (.filled(.back), figure.backLabel)], left: 0,
    right: PhoneList.width, top: 2)
  scene.key(key)
  var y = key.bottom + 8
  for (stage, info) in figure.stages.enumerated() {
    let own = chosen.filter { figure.nodes[$0].stage == stage }
    guard !own.isEmpty else { continue }
    y = PhoneList.heading(info.name, at: y, in: &scene)
    for node in own {
      let touchpoint = figure.nodes[node]
      scene.line(Point(0, y), Point(PhoneList.width, y), .grid)
      scene.open(touchpoint.id, title: touchpoint.name.plain + ": " + touchpoint.volume.text.plain)
      let volume = TextFitting.fit(touchpoint.volume.text, width: 90, lines: 1, sizes: [13, 12, 11])
      scene.text(volume, x: PhoneList.width, top: y + 8, .right, ink: .muted)
      let name = TextFitting.fit(
        touchpoint.name, width: PhoneList.width - volume.width - 12, lines: 3, sizes: [14, 13], bold: true)
      scene.link(touchpoint.id)
      y = scene.text(name, x: 0, top: y + 7, .left) + 4
      scene.endLink()
      for edge in edges.filter({ $0.from == node }).prefix(FlowList.most) {
        y = FlowList.row(edge, figure, most: most, top: y, in: &scene)
      }
      scene.close()
      y += 8
    }
  }
  scene.height = y.rounded(.up)
  return scene
}

private enum FlowList {
  /// Where customers go next from a touchpoint, at most.
  static let most = 3
  /// Where bars begin, and how long the longest is; its number stands behind it.
  static let (bar, length) = (190.0, 104.0)

  /// One move: where to, how many; returns where it ends.
  static func row(
    _ edge: FlowFigure.Edge, _ figure: FlowFigure, most: Double, top: Double, in scene: inout Scene
  ) -> Double {
    let isBack = figure.nodes[edge.to].stage < figure.nodes[edge.from].stage
    let paint: Paint = isBack ? .back : .plate
    let middle = top + 10
    let tip = Point(16, middle)
    scene.line(Point(2, middle), tip, isBack ? .backArc : .plateLine, width: 1.6)
    scene.path(Shapes.arrowhead(tip: Point(tip.x + 2, tip.y), direction: Point(1, 0), size: 7), paint)
    let name = TextFitting.fit(figure.nodes[edge.to].name, width: bar - 30, lines: 2, sizes: [12.5, 12, 11])
    let bottom = scene.text(name, x: 24, top: top + 2, .left, ink: isBack ? .back : .ink)
    let reach = max(2, (edge.count.drawn ?? 0) / most * length)
    scene.box(Box(x: bar, y: middle - 5, width: reach, height: 10), radius: 1, paint)
    let number = TextFitting.fit(
      edge.count.text, width: PhoneList.width - bar - reach - 6, lines: 1, sizes: [12, 11], bold: true)
    scene.text(number, x: bar + reach + 5, top: middle - number.height / 2, .left, ink: isBack ? .back : .ink)
    return max(bottom, top + 20) + 2
  }
}
