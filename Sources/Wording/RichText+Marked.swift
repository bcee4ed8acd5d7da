import Basics

extension RichText {
  /// The words as a terminal may show them: one line, and isolated by marks what would turn the text around it.
  ///
  /// Only here are direction marks ever written: a page has elements for it. Control characters and marks inside a name become spaces.
  package func marked(for direction: Direction) -> String {
    runs.map { run in
      let text = String(String.UnicodeScalarView(run.string.unicodeScalars.map(\.shown)))
      switch run {
      case .text, .strong: return text
      case .name: return text.turns(direction) ? "\u{2068}\(text)\u{2069}" : text
      case .figures:
        return direction.isRightToLeft && !text.keepsItsOrder ? "\u{2066}\(text)\u{2069}" : text
      }
    }.joined()
  }
}

extension Unicode.Scalar {
  /// The scalar, or a space where it could move the cursor or turn what follows.
  fileprivate var shown: Unicode.Scalar {
    switch value {
    case 0..<32, 127..<160: " "
    default: isDirectionMark ? " " : self
    }
  }
}

extension String {
  /// Whether a name of these letters could stand in the wrong order, or put what is beside it there.
  fileprivate func turns(_ direction: Direction) -> Bool {
    switch direction {
    case .leftToRight:
      unicodeScalars.contains {
        switch $0.value {
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
      }
    case .rightToLeft: !unicodeScalars.allSatisfy { $0.isHebrewLetter || $0 == " " }
    }
  }
}
