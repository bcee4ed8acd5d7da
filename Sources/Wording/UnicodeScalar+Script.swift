extension Unicode.Scalar {
  var isHebrewLetter: Bool { (0x05D0...0x05EA).contains(value) }

  var isLatinOrDigit: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }
}

extension String {
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
