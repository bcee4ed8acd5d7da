import Pages
import Wording

extension SieveLayout {
  /// A few words under the streams about one touchpoint, and the line that leads down to them.
  struct CallOut: Sendable, Equatable {
    /// The touchpoint whose card they lead to.
    var card: String
    var title: FittedText
    var text: FittedText
    /// Middle of the words, and where they begin.
    var midX: Double
    var top: Double
    /// From under the touchpoint's streams to its words.
    var leader: (from: Point, to: Point)
    var bottom: Double { top + title.height + 2 + text.height }
    /// The words with room around them, which answers to a click.
    var box: Box {
      let width = max(title.width, text.width)
      return Box(x: midX - width / 2 - 4, y: top - 2, width: width + 8, height: bottom - top + 4)
    }

    static func == (a: CallOut, b: CallOut) -> Bool { a.card == b.card && a.box == b.box && a.leader == b.leader }
  }

  /// Puts call-outs side by side under all streams, each as near to its column as its neighbours allow; their order is the
  /// columns', so that no line crosses another.
  ///
  /// - Parameters:
  ///   - top: where the streams and their numbers have all ended.
  ///   - room: between which the words may stand.
  static func callOuts(
    _ figure: SieveFigure, over columns: [Column], top: Double, room: ClosedRange<Double>
  ) -> [CallOut] {
    let gap = 18.0
    let own = figure.callOuts.filter { columns.indices.contains($0.touchpoint) }
      .sorted { $0.touchpoint < $1.touchpoint }
    guard !own.isEmpty else { return [] }
    let most = min(250, (room.upperBound - room.lowerBound - gap * Double(own.count - 1)) / Double(own.count))
    let texts = own.map { callOut in
      (
        title: TextFitting.fit(callOut.title, width: most, lines: 2, sizes: [13, 12, 11], bold: true),
        text: TextFitting.fit(callOut.text, width: most, lines: 4, sizes: [12, 11, 10.5])
      )
    }
    let widths = texts.map { max($0.title.width, $0.text.width) }
    // From the left no box begins before the one before it ends; from the right none reaches beyond what follows.
    var lefts: [Double] = []
    for (callOut, width) in zip(own, widths) {
      let least = lefts.last.map { $0 + widths[lefts.count - 1] + gap } ?? room.lowerBound
      lefts.append(max(least, columns[callOut.touchpoint].x - width / 2))
    }
    var end = room.upperBound
    for index in lefts.indices.reversed() {
      lefts[index] = min(lefts[index], end - widths[index])
      end = lefts[index] - gap
    }
    return own.indices.map { index in
      let column = columns[own[index].touchpoint]
      let foot = column.streams.map { $0.labelTop + $0.number.height + ($0.share?.height ?? 0) }.max()
      let (left, width) = (lefts[index], widths[index])
      let to = column.x.clamped(left + min(6, width / 2), left + width - min(6, width / 2))
      // Down beside nobody's numbers, then to the words.
      let bend = Point(column.x, max(top, foot ?? top) + 3)
      return CallOut(
        card: column.id, title: texts[index].title, text: texts[index].text, midX: left + width / 2, top: top + 22,
        leader: (bend, Point(to, top + 18)))
    }
  }
}

/// The line down from the column's streams, then the words, which lead to the touchpoint's card.
func draw(_ callOut: SieveLayout.CallOut, in scene: inout Scene) {
  scene.line(callOut.leader.from, callOut.leader.to, .leader)
  scene.link(callOut.card)
  let bottom = scene.text(callOut.title, x: callOut.midX, top: callOut.top)
  scene.text(callOut.text, x: callOut.midX, top: bottom + 2, ink: .muted)
  scene.endLink()
}
