/// Whether a word of a name is short for several, as Hebrew writes it: letters with a mark before the last.
func isAbbreviated(_ name: String) -> Bool { pieces(name).contains { initials($0) != nil } }

/// Whether a name is another one in which words stand for several by their first letters: ת"א דיזנגוף, תל אביב - דיזנגוף.
func isShort(_ name: String, for other: String) -> Bool {
  var words = pieces(other)[...]
  for piece in pieces(name) {
    if let initials = initials(piece) {
      guard words.count >= initials.count, zip(initials, words).allSatisfy({ $0 == $1.unicodeScalars.first }) else {
        return false
      }
      words = words.dropFirst(initials.count)
    } else {
      guard words.first == piece else { return false }
      words = words.dropFirst()
    }
  }
  return words.isEmpty
}

/// A name's words without the punctuation between them; marks inside a word stay.
private func pieces(_ name: String) -> [String] {
  name.lowercased().split { " -–—־,/()".contains($0) }.map(String.init).filter { word in
    word.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }
}

/// The letters of an abbreviation, `nil` for a word that is none.
private func initials(_ word: String) -> [Unicode.Scalar]? {
  let scalars = Array(word.unicodeScalars)
  guard (3...6).contains(scalars.count), ["\"", "\u{5F4}", "'", "\u{201D}"].contains(scalars[scalars.count - 2]) else {
    return nil
  }
  let letters = scalars.filter(\.properties.isAlphabetic)
  return letters.count == scalars.count - 1 ? letters : nil
}
