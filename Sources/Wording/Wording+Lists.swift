extension Wording {
  /// Names or phrases in a row: אתר החברה, סניף ומוקד טלפוני; site, branch and call centre.
  ///
  /// ו may be glued to any Hebrew word, definite or not; before Latin letters, digits and quotes it takes a maqaf, and
  /// a name that begins with ו itself gives up the last place, or three would stand in a row. Where a name holds an "and" of
  /// its own, semicolons part them all.
  package func list(_ items: [RichText]) -> RichText {
    var items = items.filter { !$0.isEmpty }
    if items.last?.beginsWithVav == true, let other = items.lastIndex(where: { !$0.beginsWithVav }) {
      items.swapAt(other, items.count - 1)
    }
    guard let last = items.last, items.count > 1 else { return items.first ?? RichText() }
    let comma = self("format.list.comma")
    let hasOwnAnd = items.contains {
      let text = Array($0.plain.utf8)
      return (text.holds(" ו") && !text.holds(" וו")) || text.holds(" and ")
    }
    if hasOwnAnd {
      let apart = self("format.list.apart")
      return items.dropFirst().reduce(items[0]) { RichText(joining: $0.runs + apart.runs + $1.runs) }
    }
    let isGlued = last.plain.unicodeScalars.first?.isHebrewLetter ?? false
    var runs: [RichText.Run] = []
    for (i, item) in items.dropLast().enumerated() {
      if i > 0 { runs += comma.runs }
      runs += item.runs
    }
    runs += self(isGlued ? "format.list.and" : "format.list.and-apart").runs
    runs += last.runs
    return RichText(joining: runs)
  }
}

extension [UInt8] {
  /// Whether these bytes stand somewhere among them.
  fileprivate func holds(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      indices.contains { self[$0] == word.first && self[$0...].starts(with: word) }
    }
  }
}

extension RichText {
  fileprivate var beginsWithVav: Bool { plain.unicodeScalars.first == "ו" }

  /// Runs with neighbouring words of the report joined.
  init(joining runs: [Run]) {
    self.init()
    for run in runs {
      if case .text(let b) = run, case .text(let a) = self.runs.last {
        self.runs[self.runs.count - 1] = .text(a + b)
      } else {
        self.runs.append(run)
      }
    }
  }
}
