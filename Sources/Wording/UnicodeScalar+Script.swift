extension Unicode.Scalar {
  var isHebrewLetter: Bool { (0x05D0...0x05EA).contains(value) }

  var isLatinOrDigit: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }

  /// An invisible mark, embedding or isolate that turns the direction of text.
  var isDirectionMark: Bool {
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension String {
  /// The text without invisible direction marks, which would reach over the edge of an isolate in SVG.
  var withoutDirectionMarks: String {
    guard unicodeScalars.contains(where: \.isDirectionMark) else { return self }
    return String(UnicodeScalarView(unicodeScalars.filter { !$0.isDirectionMark }))
  }

  /// Whether these figures read the same inside Hebrew without an isolate, as `46%` and `₪1,234` do and `−5` does not.
  var keepsItsOrder: Bool {
    unicodeScalars.allSatisfy {
      switch $0 {
      case "0"..."9", ",", ".", "%", "₪", "$", "€", "£": true
      default: false
      }
    }
  }

  /// The text with its first letter as at the beginning of a sentence.
  var capitalisedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }
}
