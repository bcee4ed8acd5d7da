import Basics

/// Names that are probably one thing written in two ways.
package struct NearName: Equatable, Sendable {
  /// How two names differ.
  package enum Difference: Equatable, Sendable {
    /// By case, spaces or punctuation only.
    case spelling
    /// By vav or yod: full and defective spelling.
    case hebrewSpelling
    /// By one letter or two.
    case letters(Int)
    /// One is short for the other: ת"א and תל אביב.
    case abbreviation
  }

  /// The rarer name, which would be the alias.
  package var name: String
  /// The name it is probably meant to be.
  package var meant: String
  package var difference: Difference
}

/// How many names are compared letter by letter: more would take long and say little.
private let comparedNames = 400

/// Pairs of names that are nearly equal; names come the most frequent first, and each is an alias of one other at most.
package func nearNames(_ names: [String]) -> [NearName] {
  var found: [NearName] = []
  var isAlias: Set<String> = []
  func note(_ name: String, _ meant: String, _ difference: NearName.Difference) {
    guard name != meant, !isAlias.contains(name) else { return }
    isAlias.insert(name)
    found.append(NearName(name: name, meant: meant, difference: difference))
  }
  var bySpelling: [String: String] = [:]
  for name in names {
    let plain = plainName(name)
    guard !plain.isEmpty else { continue }
    if let meant = bySpelling[plain] { note(name, meant, .spelling) } else { bySpelling[plain] = name }
  }
  var byHebrew: [String: String] = [:]
  for name in names where !isAlias.contains(name) {
    let short = withoutVavYod(plainName(name))
    guard short.unicodeScalars.count >= 2, short.unicodeScalars.contains(where: { (0x5D0...0x5EA).contains($0.value) })
    else { continue }
    if let meant = byHebrew[short] { note(name, meant, .hebrewSpelling) } else { byHebrew[short] = name }
  }
  let whole = names.prefix(comparedNames)
  for name in whole where !isAlias.contains(name) && isAbbreviated(name) {
    if let meant = whole.first(where: { $0 != name && !isAlias.contains($0) && isShort(name, for: $0) }) {
      note(name, meant, .abbreviation)
    }
  }
  let left = names.filter { !isAlias.contains($0) }.prefix(comparedNames).map {
    (name: $0, letters: lettersAndDigits($0))
  }
  for (place, rare) in left.enumerated() {
    for frequent in left[..<place] where !isAlias.contains(frequent.name) {
      let shorter = min(rare.letters.count, frequent.letters.count)
      // Short words differ by a letter and mean something else.
      let allowed = shorter >= 9 ? 2 : shorter >= 5 ? 1 : 0
      guard allowed > 0, abs(rare.letters.count - frequent.letters.count) <= allowed,
        digits(rare.letters) == digits(frequent.letters),
        let distance = editDistance(rare.letters, frequent.letters, atMost: allowed)
      else { continue }
      note(rare.name, frequent.name, .letters(distance))
      break
    }
  }
  return found
}

private func plainName(_ name: String) -> String { String(String.UnicodeScalarView(lettersAndDigits(name))) }

/// A name without the vavs and yods that spelling may add or leave out; the first letter always counts.
private func withoutVavYod(_ name: String) -> String {
  let scalars = name.unicodeScalars
  return String(
    String.UnicodeScalarView(scalars.prefix(1) + scalars.dropFirst().filter { $0 != "\u{5D5}" && $0 != "\u{5D9}" }))
}

/// Names that differ in a number are meant to.
private func digits(_ letters: [Unicode.Scalar]) -> [Unicode.Scalar] {
  letters.filter { $0.properties.numericType != nil }
}
