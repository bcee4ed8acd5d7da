import Pages
import Wording

extension JourneyMapFigure.Lane {
  /// The largest number of the lane.
  var largest: Double? {
    switch content {
    case .circles(let data), .bars(_, let data): data.compactMap(\.drawn).max()
    case .curve, .notMeasured, .evidence, .cards: nil
    }
  }
}

/// Where a lane stands, and how each kind of content is laid out in it.
struct LaneFrame {
  var figure: JourneyMapFigure
  var columns: StageColumns
  var top: Double
  var left: Double
  var right: Double

  private var cell: Double { columns.columnWidth }

  /// The content in its place, and where it ends.
  func layOut(_ lane: JourneyMapFigure.Lane) -> (JourneyMapLayout.Content, bottom: Double) {
    switch lane.content {
    case .circles(let data): return circles(data, most: lane.most ?? lane.largest ?? 0)
    case .bars(let tone, let data): return bars(tone, data, most: lane.most ?? lane.largest ?? 0)
    case .curve(let points, let weakest, let label, let notMeasured):
      let curve = ExperienceCurve(
        points: points, weakest: weakest, label: label, notMeasured: notMeasured, columns: columns, top: top,
        left: left, right: right, periods: figure.periods)
      return (.curve(curve), curve.bottom)
    case .notMeasured(let words):
      let box = Box(x: left, y: top + 10, width: right - left, height: 34)
      let text = TextFitting.fit(words, width: min(box.width - 40, 560), lines: 1, sizes: [13, 12])
      return (.notMeasured(box, text), box.maxY + 10)
    case .evidence(let marks): return evidence(marks)
    case .cards(let cards): return self.cards(cards, leadsToCards: lane.leadsToCards)
    }
  }

  private func circles(_ data: [Datum], most: Double) -> (JourneyMapLayout.Content, bottom: Double) {
    let largest = min(25, cell / 2 - 3)
    let line = top + 14 + 14 + largest
    var bottom = line + largest
    var marks: [JourneyMapLayout.Circle] = []
    let names = TextFitting.fitRow(
      figure.touchpoints.map(\.name), width: cell - 6, lines: 4, sizes: [13, 12, 11, 10], bold: true)
    for (index, (touchpoint, x)) in zip(figure.touchpoints, columns.centers).enumerated() {
      let datum = data[at: index] ?? Datum(value: nil, text: "", state: .undefined)
      let value = datum.drawn ?? 0
      let isHidden = datum.state == .hidden
      let radius =
        value > 0 && most > 0
        ? max(2.5, largest * (value / most).squareRoot()) : isHidden || touchpoint.isPlanned ? 10 : 0
      let inside = TextFitting.fit(datum.text, width: radius * 1.78, lines: 1, sizes: [13, 12, 11])
      // In smaller type than this it stands above and can be read.
      let fitsInside = inside.full == nil && inside.size >= 9 && !isHidden && radius > 9
      let number = fitsInside ? inside : TextFitting.fit(datum.text, width: cell - 4, lines: 1, sizes: [12, 11, 10, 9])
      var name = names[index]
      // A long word may come nearer to its neighbours before it is cut.
      if name.full != nil {
        name = TextFitting.fit(touchpoint.name, width: cell - 1, lines: 4, sizes: [10, 9.5], bold: true)
      }
      let note = TextFitting.fit(touchpoint.note, width: cell - 6, lines: 2, sizes: [11.5, 11, 10])
      let nameTop = line + largest + 8
      let noteTop = nameTop + name.height + 1
      marks.append(
        .init(
          id: touchpoint.id, title: touchpoint.name.plain + ": " + datum.text.plain, center: Point(x, line),
          radius: radius, isHidden: isHidden, isPlanned: touchpoint.isPlanned,
          shade: Palette.stageStep(touchpoint.stage, of: figure.stages.count),
          number: number, numberTop: fitsInside ? line - number.height / 2 : line - radius - number.height - 1,
          name: name, nameTop: nameTop, note: note, noteTop: noteTop))
      bottom = max(bottom, noteTop + note.height)
    }
    return (.circles(marks), bottom + 12)
  }

  private func bars(
    _ tone: JourneyMapFigure.Tone, _ data: [Datum], most: Double
  ) -> (JourneyMapLayout.Content, bottom: Double) {
    var bottom = top
    var marks: [JourneyMapLayout.Bar] = []
    for (x, datum) in zip(columns.centers, data) {
      let value = datum.drawn ?? 0
      let isHidden = datum.state == .hidden
      let height = value > 0 && most > 0 ? max(1.5, value / most * 68) : isHidden ? 18 : 0
      let width = min(34, cell * 0.45)
      let number = TextFitting.fit(
        datum.text, width: cell - 4, lines: 1, sizes: [12.5, 11.5, 10.5, 9.5], bold: value > 0)
      let numberTop = top + height + (height > 0 ? 4 : 5)
      marks.append(
        .init(
          box: Box(x: x - width / 2, y: top, width: width, height: height), isHidden: isHidden, number: number,
          numberTop: numberTop, ink: value > 0 ? tone.ink : .muted))
      bottom = max(bottom, numberTop + number.height)
    }
    return (.bars(tone.paint, marks), bottom + 11)
  }

  /// What every mark of a lane says, when there are several and they all say the same: then it is said once, at the side.
  static func common(_ marks: [(grade: JourneyMapFigure.Evidence, text: RichText)]) -> RichText? {
    guard marks.count > 1, let first = marks.first, !first.text.isEmpty,
      marks.allSatisfy({ $0.grade == first.grade && $0.text == first.text })
    else { return nil }
    return first.text
  }

  private func evidence(
    _ given: [(grade: JourneyMapFigure.Evidence, text: RichText)]
  ) -> (JourneyMapLayout.Content, bottom: Double) {
    var bottom = top + 40
    var marks: [JourneyMapLayout.Evidence] = []
    let isSaidOnce = Self.common(given) != nil
    for (x, mark) in zip(columns.centers, given) {
      let text = TextFitting.fit(isSaidOnce ? "" : mark.text, width: cell - 6, lines: 3, sizes: [11.5, 11, 10])
      marks.append(.init(grade: mark.grade, center: Point(x, top + 19), text: text, textTop: top + 32))
      bottom = max(bottom, top + 32 + text.height)
    }
    return (.evidence(marks), bottom + 11)
  }

  /// Cards over their touchpoints; what would meet goes to the next row. A card is as wide as the words need and its
  /// neighbours allow, up to three columns, and as high as it must be: nobody's words are cut short where there is room.
  private func cards(
    _ given: [(touchpoint: Int, text: RichText, good: Bool?)], leadsToCards: Bool
  ) -> (JourneyMapLayout.Content, bottom: Double) {
    let gap = 8.0
    let widest = min(max(cell * 3, 210), right - left)
    let narrowest = min(max(cell * 1.7, 122), right - left)
    let shown = given.enumerated().sorted { ($0.element.touchpoint, $0.offset) < ($1.element.touchpoint, $1.offset) }
      .map(\.element).filter { columns.centers.indices.contains($0.touchpoint) && !$0.text.isEmpty }
    var rows: [(end: Double, height: Double)] = []
    var placed: [(row: Int, card: JourneyMapLayout.Card)] = []
    for (index, card) in shown.enumerated() {
      let over = columns.centers[card.touchpoint]
      // Up to where the next card wishes to begin, so that neighbours stay in one row as long as they can.
      let next =
        shown.dropFirst(index + 1).first { $0.touchpoint > card.touchpoint }
        .map { columns.centers[$0.touchpoint] - over } ?? .infinity
      let most = min(widest, max(narrowest, next - gap))
      var text = TextFitting.fit(card.text, width: most - 24, lines: 3, sizes: [12])
      if text.full != nil { text = TextFitting.fit(card.text, width: most - 24, lines: 9, sizes: [12, 11.5]) }
      let width = min(most, max(96, text.width + 28))
      let wish = (over - width / 2).clamped(left, right - width)
      let furthest = (over - 16).clamped(left, right - width)
      // The first row in which the card, moved on as far as it may, still stands over its touchpoint.
      let row = rows.firstIndex { $0.end + gap <= furthest } ?? rows.count
      if row == rows.count { rows.append((-.infinity, 0)) }
      let x = max(wish, min(furthest, rows[row].end + gap))
      rows[row].end = x + width
      rows[row].height = max(rows[row].height, text.height + 16)
      placed.append(
        (
          row,
          .init(
            box: Box(x: x, y: 0, width: width, height: text.height + 16), over: over, text: text, good: card.good,
            card: leadsToCards ? figure.touchpoints[at: card.touchpoint]?.id : nil)
        ))
    }
    var tops: [Double] = []
    var y = top + 12
    for row in rows {
      tops.append(y)
      y += row.height + gap
    }
    let cards = placed.map { row, card in
      var card = card
      card.box.y = tops[row]
      card.box.height = rows[row].height
      return card
    }
    return (.cards(cards), rows.isEmpty ? top + 36 : y + 4)
  }
}
