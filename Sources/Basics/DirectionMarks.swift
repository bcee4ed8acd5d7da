extension Unicode.Scalar {
  /// Whether it is one of the invisible marks that turn the direction of text (Unicode's Bidi_Control).
  ///
  /// They travel with Hebrew names, dates and amounts out of spreadsheets and mail, and mean nothing in a value.
  package var isDirectionMark: Bool {
    switch value {
    // The marks of Arabic letters, left to right and right to left.
    case 0x061C, 0x200E, 0x200F: true
    default: turnsWhatFollows
    }
  }

  /// Whether it is a mark that reaches over all text up to its end: an embedding, an override, an isolate, or the end of one.
  package var turnsWhatFollows: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension String {
  /// The text without invisible direction marks.
  package var withoutDirectionMarks: String {
    // The bytes that all of them begin with.
    guard utf8.contains(where: { $0 == 0xD8 || $0 == 0xE2 }) else { return self }
    return String(UnicodeScalarView(unicodeScalars.filter { !$0.isDirectionMark }))
  }
}
