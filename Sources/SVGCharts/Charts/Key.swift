import Pages
import Wording

/// What a mark of a figure means, said in words beside a small copy of the mark.
struct KeyItem: Sendable, Equatable {
  /// Which mark is copied.
  enum Symbol: Sendable, Equatable {
    case arrow, bars, scale, bought, leaked, returned
    case filled(Paint)
    case outlined, ribbon, arc, links
  }
  var symbol: Symbol
  var text: FittedText
  var corner: Point
}

/// The key under a figure: its items side by side, in as many rows as they need.
struct KeyLayout: Sendable, Equatable {
  var items: [KeyItem] = []
  var bottom = 0.0

  /// Width of a mark's copy.
  static func symbolWidth(_ symbol: KeyItem.Symbol) -> Double {
    switch symbol {
    case .scale: 62
    case .links: 46
    case .bars, .ribbon, .arc: 28
    case .arrow, .bought, .leaked, .returned, .filled, .outlined: 18
    }
  }

  /// Places the entries from the left, in rows of at most `right - left`.
  init(_ entries: [(symbol: KeyItem.Symbol, text: RichText)], left: Double, right: Double, top: Double) {
    var x = left
    var y = top
    bottom = top
    for entry in entries where !entry.text.isEmpty {
      let symbol = Self.symbolWidth(entry.symbol)
      let text = TextFitting.fit(entry.text, width: right - left - symbol - 8, lines: 2, sizes: [12])
      let width = symbol + 7 + text.width
      if x > left, x + width > right {
        x = left
        y = bottom + 8
      }
      items.append(KeyItem(symbol: entry.symbol, text: text, corner: Point(x, y)))
      bottom = max(bottom, y + max(16, text.height))
      x += width + 26
    }
  }
}

extension Scene {
  /// Draws a key; every mark is a small one of the figure's own.
  mutating func key(_ key: KeyLayout) {
    for item in key.items {
      let (x, y) = (item.corner.x, item.corner.y)
      switch item.symbol {
      case .arrow: path(Shapes.arrowDown(centerX: x + 9, top: y + 1, width: 16, height: 14), .openArrow)
      case .bars:
        box(Box(x: x, y: y + 10, width: 7, height: 5), radius: 1, .tintNeutral)
        box(Box(x: x, y: y + 10, width: 7, height: 5), radius: 1, .outline)
        box(Box(x: x + 10, y: y + 6, width: 7, height: 9), radius: 1, .outline)
        box(Box(x: x + 20, y: y + 1, width: 7, height: 14), radius: 1, .outline)
      case .scale:
        for (index, step) in [0, 5, 10, 15, 20].enumerated() {
          box(Box(x: x + Double(index) * 9, y: y + 2, width: 9, height: 12), .scale(step))
        }
        box(Box(x: x + 50, y: y + 2, width: 11, height: 12), .hatched)
      case .bought: path(Shapes.drop(centerX: x + 9, top: y, length: 16, width: 11), .purchase)
      case .leaked: path(Shapes.drop(centerX: x + 9, top: y, length: 16, width: 11), .leak)
      case .returned:
        let thread = Shapes.thread(from: Point(x + 3, y + 13), to: Point(x + 10, y + 2), bulge: 6)
        stroke(thread.line, .thread, width: 1.8)
        path(thread.head, .back)
      case .links:
        path(.link(Box(x: x, y: y + 1, width: 21, height: 14), thickness: 4.5), .tintNeutral)
        stroke(.link(Box(x: x, y: y + 1, width: 21, height: 14), thickness: 4.5), .plateLine, width: 0.9)
        stroke(.link(Box(x: x + 25, y: y + 1, width: 21, height: 14), thickness: 1.6), .plateLine, width: 0.9)
      case .filled(let paint): box(Box(x: x, y: y + 2, width: 14, height: 12), radius: 1.5, paint)
      case .outlined: box(Box(x: x, y: y + 2, width: 14, height: 12), radius: 1.5, .outline)
      case .ribbon:
        var ribbon = Path()
        ribbon.move(Point(x, y + 2))
        ribbon.curve(Point(x + 13, y + 2), Point(x + 13, y + 7), Point(x + 26, y + 7))
        ribbon.line(Point(x + 26, y + 14))
        ribbon.curve(Point(x + 13, y + 14), Point(x + 13, y + 9), Point(x, y + 9))
        ribbon.close()
        path(ribbon, .ribbon)
      case .arc:
        var arc = Path()
        arc.move(Point(x + 26, y + 14))
        arc.curve(Point(x + 26, y - 1), Point(x + 3, y - 1), Point(x + 3, y + 9))
        stroke(arc, .backArc, width: 2.5)
        path(Shapes.arrowhead(tip: Point(x + 3, y + 15), direction: Point(0, 1), size: 6), .back)
      }
      text(item.text, x: x + KeyLayout.symbolWidth(item.symbol) + 7, top: y + 1, .left, ink: .muted)
    }
  }
}
