import Wording

extension Scene {
  /// Writes the figure as one `<svg>` element around its marks, which are written already.
  func write(
    to writer: inout SVGWriter, id: String, title: String, description: String, marks: [UInt8], standalone: Bool,
    leadsOn: Bool
  ) {
    writer.raw("<svg")
    if standalone { writer.raw(" xmlns=\"http://www.w3.org/2000/svg\"") }
    writer.raw(" viewBox=\"0 0 ")
    writer.number(width)
    writer.raw(" ")
    writer.number(height)
    writer.raw("\"")
    let long = width > ChartStyle.page + 0.5
    if standalone || long {
      writer.attribute("width", width)
      writer.attribute("height", height)
    }
    writer.attribute("class", "chart " + ChartStyle.sizeClass(width: width))
    // What is in a picture is one thing to a screen reader; where links stand in it, it is a group.
    writer.raw(leadsOn ? " direction=\"ltr\" role=\"group\"" : " direction=\"ltr\" role=\"img\"")
    writer.attribute("aria-labelledby", "\(id)-title \(id)-desc")
    writer.raw(">\n<title")
    writer.attribute("id", id + "-title")
    writer.raw(">")
    writer.text(title)
    writer.raw("</title>\n<desc")
    writer.attribute("id", id + "-desc")
    writer.raw(">")
    writer.text(description)
    writer.raw("</desc>\n")
    if standalone {
      writer.raw("<style>")
      writer.raw(markup: ChartStyle.standalone)
      writer.raw("</style>\n")
    }
    if isHatched {
      writer.raw("<defs><pattern")
      writer.attribute("id", id + "-hatch")
      writer.raw(" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">")
      writer.raw("<rect class=\"hatch-ground\" width=\"6\" height=\"6\"/><path class=\"hatch-line\" d=\"M0 0V6\"/>")
      writer.raw("</pattern></defs>\n")
    }
    if standalone {
      writer.raw("<rect class=\"p-paper\" width=\"100%\" height=\"100%\"/>\n")
    }
    writer.raw(marks)
    writer.raw("</svg>\n")
  }

  /// Writes what the figure shows, in drawing order.
  ///
  /// - Parameter address: of a touchpoint's card, as seen from where the figure stands; `nil`: what leads there is drawn
  ///   without a link.
  func writeMarks(
    to writer: inout SVGWriter, id: String, direction: Direction, address: ((_ card: String) -> String)?
  ) {
    for mark in marks {
      switch mark {
      case .link(let card):
        guard let address else { continue }
        writer.raw("<a")
        writer.attribute("href", address(card))
        writer.raw(">\n")
      case .endLink: if address != nil { writer.raw("</a>\n") }
      case .path, .stroke, .box, .circle, .text, .open, .close:
        Self.write(mark, to: &writer, id: id, direction: direction)
      }
    }
  }

  /// Whether anything in it leads to a card.
  var leadsOn: Bool {
    marks.contains {
      if case .link = $0 { true } else { false }
    }
  }

  private var isHatched: Bool {
    marks.contains {
      switch $0 {
      case .path(_, let paint), .stroke(_, let paint, _), .box(_, _, let paint), .circle(_, _, let paint):
        paint.isHatch
      case .text, .open, .close, .link, .endLink: false
      }
    }
  }

  /// An id that `url(#…)` can name: other bytes than letters, digits, `-` and `_` are written as hexadecimal.
  static func safe(_ id: String) -> String {
    var safe = ""
    for byte in id.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: safe.unicodeScalars.append(Unicode.Scalar(byte))
      default: safe += "_" + String(byte, radix: 16)
      }
    }
    return safe.isEmpty ? "figure" : safe
  }

  private static func write(_ mark: Mark, to writer: inout SVGWriter, id: String, direction: Direction) {
    func paint(_ paint: Paint) {
      writer.attribute("class", paint.className)
      if paint.isHatch { writer.attribute("fill", "url(#\(id)-hatch)") }
    }
    switch mark {
    case .path(let path, let how):
      writer.raw("<path")
      paint(how)
      write(path, to: &writer)
      writer.raw("/>\n")
    case .stroke(let path, let how, let width):
      writer.raw("<path")
      paint(how)
      writer.attribute("stroke-width", width)
      write(path, to: &writer)
      writer.raw("/>\n")
    case .box(let box, let radius, let how):
      writer.raw("<rect")
      paint(how)
      writer.attribute("x", box.x)
      writer.attribute("y", box.y)
      writer.attribute("width", max(0, box.width))
      writer.attribute("height", max(0, box.height))
      if radius > 0 { writer.attribute("rx", radius) }
      writer.raw("/>\n")
    case .circle(let center, let radius, let how):
      writer.raw("<circle")
      paint(how)
      writer.attribute("cx", center.x)
      writer.attribute("cy", center.y)
      writer.attribute("r", max(0, radius))
      writer.raw("/>\n")
    case .text(let text): write(text, to: &writer, direction: direction)
    case .open(let id, let title):
      writer.raw("<g")
      writer.attribute("data-id", id)
      writer.raw(">")
      if !title.isEmpty {
        writer.raw("<title>")
        writer.text(title)
        writer.raw("</title>")
      }
      writer.raw("\n")
    case .close: writer.raw("</g>\n")
    case .link, .endLink: break
    }
  }

  private static func write(_ path: Path, to writer: inout SVGWriter) {
    func point(_ p: Point) {
      writer.number(p.x)
      writer.raw(" ")
      writer.number(p.y)
    }
    writer.raw(" d=\"")
    for command in path.commands {
      switch command {
      case .move(let p):
        writer.raw("M")
        point(p)
      case .line(let p):
        writer.raw("L")
        point(p)
      case .curve(let a, let b, let p):
        writer.raw("C")
        point(a)
        writer.raw(" ")
        point(b)
        writer.raw(" ")
        point(p)
      case .close: writer.raw("Z")
      }
    }
    writer.raw("\"")
  }

  private static func write(_ text: PlacedText, to writer: inout SVGWriter, direction: Direction) {
    writer.raw("<text")
    writer.attribute("x", text.x)
    writer.attribute("y", text.baseline)
    writer.attribute("font-size", text.size)
    switch text.anchor {
    case .left: break
    case .middle: writer.raw(" text-anchor=\"middle\"")
    case .right: writer.raw(" text-anchor=\"end\"")
    }
    let classes = [text.ink.className, text.bold ? "b" : nil, text.halo ? "halo" : nil].compactMap { $0 }
    if !classes.isEmpty { writer.attribute("class", classes.joined(separator: " ")) }
    writer.raw(">")
    if let full = text.full {
      writer.raw("<title>")
      writer.text(full)
      writer.raw("</title>")
    }
    let runs = text.line.runs
    if BaseDirection.needsMark(runs, direction: direction) {
      writer.raw(markup: direction.isRightToLeft ? "\u{200F}" : "\u{200E}")
    }
    for run in runs {
      switch run {
      case .text(let words): writer.text(words)
      case .figures(let words) where runs.count == 1: writer.text(words)
      case .name(let words): span("n", words)
      case .figures(let words): span("f", words)
      case .strong(let words): span("b", words)
      }
    }
    func span(_ name: String, _ words: String) {
      writer.raw("<tspan")
      writer.attribute("class", name)
      writer.raw(">")
      writer.text(words)
      writer.raw("</tspan>")
    }
    writer.raw("</text>\n")
  }
}

extension Ink {
  /// Its class, or `nil` for plain ink.
  var className: String? {
    switch self {
    case .ink: nil
    case .muted: "t-muted"
    case .leak: "t-leak"
    case .purchase: "t-purchase"
    case .back: "t-back"
    case .onDark: "t-dark"
    case .onStage: "t-stage"
    case .onScale(let step): "t-scale\(step)"
    case .onHeat(let step): "t-heat\(step)"
    }
  }
}

/// Whether a line would take the wrong base direction from its first strong letter.
package enum BaseDirection {
  /// True when the report's own words begin with a letter of the other direction ("NPS – נכונות להמליץ"), or have none.
  package static func needsMark(_ runs: [RichText.Run], direction: Direction) -> Bool {
    guard runs.count > 1 || runs.first.map(isOwnWords) == true else { return false }
    for run in runs where isOwnWords(run) {
      for scalar in run.string.unicodeScalars {
        if isRightToLeft(scalar.value) { return !direction.isRightToLeft }
        if isLetter(scalar) { return direction.isRightToLeft }
      }
    }
    return runs.count > 1 && direction.isRightToLeft
  }

  private static func isOwnWords(_ run: RichText.Run) -> Bool {
    switch run {
    case .text, .strong: true
    case .name, .figures: false
    }
  }

  private static func isRightToLeft(_ scalar: UInt32) -> Bool {
    (0x0590...0x08FF).contains(scalar) || (0xFB1D...0xFDFF).contains(scalar) || (0xFE70...0xFEFF).contains(scalar)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A: true
    case 0..<0x80: false
    default: scalar.properties.isAlphabetic
    }
  }
}
