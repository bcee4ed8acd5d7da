import Pages

/// A link for each touchpoint in the order of the journey, drawn as its score says.
func drawChain(_ layout: ChainLayout) -> Scene {
  var scene = Scene(width: layout.width, height: layout.height)
  for stage in layout.stages {
    scene.text(stage.name, x: (stage.left + stage.right) / 2, top: stage.top, ink: .muted)
    scene.line(Point(stage.left, stage.rule), Point(stage.right, stage.rule), .grid, width: 1.4)
  }
  for link in layout.links {
    scene.open(link.id, title: link.title)
    link.shape.draw(in: &scene)
    scene.close()
  }
  for joint in layout.joints { ChainShape.joint(joint.box, isOpen: joint.isOpen, in: &scene) }
  for link in layout.links {
    let x = link.shape.box.midX
    link.shape.mark(link.mark, crackAt: x + 3, in: &scene)
    scene.text(link.label, x: x, top: link.labelTop, ink: ChainShape.ink(link.mark))
    let below = scene.text(link.name, x: x, top: link.nameTop)
    scene.text(link.note, x: x, top: below + 2, ink: .muted)
  }
  scene.key(layout.key)
  return scene
}
