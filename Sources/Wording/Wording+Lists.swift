extension Wording {
  /// Names or phrases in a row: אתר החברה, סניף ומוקד טלפוני; site, branch and call centre.
  ///
  /// ו may be glued to any Hebrew word, definite or not; before Latin letters, digits and quotes it takes a maqaf.
  package func list(_ items: [RichText]) -> RichText {
    let items = items.filter { !$0.isEmpty }
    guard let last = items.last, items.count > 1 else { return items.first ?? RichText() }
    let comma = self("format.list.comma")
    let startsHebrew = last.plain.unicodeScalars.first?.isHebrewLetter ?? false
    var runs: [RichText.Run] = []
    for (i, item) in items.dropLast().enumerated() {
      if i > 0 { runs += comma.runs }
      runs += item.runs
    }
    runs += self(startsHebrew ? "format.list.and" : "format.list.and-apart").runs
    runs += last.runs
    return RichText(joining: runs)
  }
}

extension RichText {
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
