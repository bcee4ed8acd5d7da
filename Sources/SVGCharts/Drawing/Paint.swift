/// How a shape is painted: a class of the style sheet.
package enum Paint: Sendable, Equatable {
  case paper, paperLine, plate, plateLine, grid, axis, leader
  case leak, purchase, loop, back, thread, backArc
  case openArrow, outline, dashed, hatched, unmeasured, hatchEdge
  case curve, band, interval, ring, ringDashed, focus
  case stepFlow, ribbon, ribbonLine
  case tintGood, tintBad, tintNeutral, goodLine, badLine
  /// A step of the satisfaction scale.
  case scale(Int)
  /// A step of the neutral scale.
  case heat(Int)
  /// A shade of the stages' hue, solid or as a background.
  case stage(Int)
  case stageTint(Int)

  /// Every paint, for the style sheet.
  static let all: [Paint] =
    [
      .paper, .paperLine, .plate, .plateLine, .grid, .axis, .leader, .leak, .purchase, .loop, .back, .thread, .backArc,
      .openArrow,
      .outline, .dashed, .hatched, .unmeasured, .hatchEdge, .curve, .band, .interval, .ring, .ringDashed,
      .focus, .stepFlow, .ribbon, .ribbonLine,
      .tintGood,
      .tintBad, .tintNeutral, .goodLine, .badLine,
    ] + (0..<21).map { .scale($0) } + (0..<11).map { .heat($0) } + (0..<9).map { .stage($0) }
    + (0..<9).map { .stageTint($0) }

  /// Whether it is filled with the figure's own hatch.
  var isHatch: Bool { self == .hatched || self == .unmeasured }

  /// Its class; letters, digits and hyphens only.
  var className: String {
    switch self {
    case .paper: "p-paper"
    case .paperLine: "p-paper-line"
    case .plate: "p-plate"
    case .plateLine: "p-plate-line"
    case .grid: "p-grid"
    case .axis: "p-axis"
    case .leader: "p-leader"
    case .leak: "p-leak"
    case .purchase: "p-purchase"
    case .loop: "p-loop"
    case .back: "p-back"
    case .thread: "p-thread"
    case .backArc: "p-back-arc"
    case .openArrow: "p-open"
    case .outline: "p-outline"
    case .dashed: "p-dashed"
    case .hatched: "p-hatched"
    case .unmeasured: "p-unmeasured"
    case .hatchEdge: "p-hatch-edge"
    case .curve: "p-curve"
    case .band: "p-band"
    case .interval: "p-interval"
    case .ring: "p-ring"
    case .ringDashed: "p-ring-dashed"
    case .focus: "p-focus"
    case .stepFlow: "p-step-flow"
    case .ribbon: "p-ribbon"
    case .ribbonLine: "p-ribbon-line"
    case .tintGood: "p-tint-good"
    case .tintBad: "p-tint-bad"
    case .tintNeutral: "p-tint"
    case .goodLine: "p-good"
    case .badLine: "p-bad"
    case .scale(let i): "p-scale\(i)"
    case .heat(let i): "p-heat\(i)"
    case .stage(let i): "p-stage\(i)"
    case .stageTint(let i): "p-stage-tint\(i)"
    }
  }

  /// Its declarations; `color` says how a token is written.
  func rule(_ color: (String) -> String) -> String {
    func fill(_ token: String, _ opacity: String = "") -> String {
      "fill:\(color(token))" + (opacity.isEmpty ? "" : ";fill-opacity:\(opacity)")
    }
    func line(_ token: String, _ more: String = "") -> String { "fill:none;stroke:\(color(token))" + more }
    func edged(_ token: String, _ edge: String, _ width: String) -> String {
      "fill:\(color(token));stroke:\(color(edge));stroke-width:\(width)"
    }
    return switch self {
    case .paper: fill("paper")
    case .paperLine: line("paper", ";stroke-linecap:round")
    case .plate: fill("plate")
    case .plateLine: line("plate", ";stroke-linecap:round")
    case .grid: line("grid")
    case .axis: line("muted")
    case .leader: line("muted", ";stroke-width:.8")
    case .leak: fill("leak", ".82")
    case .purchase: fill("purchase", ".92")
    case .loop: fill("purchase", ".62")
    case .back: fill("back")
    case .thread: line("back", ";stroke-linecap:round")
    case .backArc: line("back", ";stroke-opacity:.62;stroke-linejoin:round")
    case .openArrow: edged("paper", "plate", "1.2")
    case .outline: line("plate", ";stroke-width:1.2")
    case .dashed: line("plate", ";stroke-width:1.2;stroke-dasharray:2.5 2.5")
    case .hatched: "stroke:\(color("hatch"));stroke-width:.8"
    case .unmeasured: "stroke:\(color("plate"));stroke-width:1.3"
    case .hatchEdge: line("hatch")
    case .curve: line("plate", ";stroke-linejoin:round;stroke-linecap:round")
    case .band: fill("back", ".16")
    case .interval: line("plate", ";stroke-linecap:round")
    case .ring: line("leak")
    case .ringDashed: line("leak", ";stroke-dasharray:4 3.5")
    case .focus: line("ink")
    case .stepFlow: fill("plate", ".13")
    case .ribbon: fill("plate", ".3")
    case .ribbonLine: line("plate", ";stroke-opacity:.42")
    case .tintGood: fill("good-tint")
    case .tintBad: fill("bad-tint")
    case .tintNeutral: fill("neutral-tint")
    case .goodLine: fill("back")
    case .badLine: fill("leak")
    case .scale(let i): edged("scale\(i)", "plate", ".9")
    case .heat(let i): fill("heat\(i)")
    case .stage(let i): fill("stage\(i)")
    case .stageTint(let i): edged("stage-tint\(i)", "stage\(i)", "1.1")
    }
  }
}
