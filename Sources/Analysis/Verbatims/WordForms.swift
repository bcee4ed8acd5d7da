/// The forms in which words are written, with all that can be said of one without knowing how often the others stand.
struct WordForms {
  /// What a form says.
  enum Role: BitwiseCopyable { case negation, empty, word }

  /// A form that may be left of a Hebrew one without its prefix.
  struct Rest: BitwiseCopyable {
    var form: Int32
    var isTrade: Bool
  }

  private var numberOf: [WordCells: Int32] = [:]
  private var keyOf: [WordCells: Int32] = [:]
  private(set) var cells: [WordCells] = []
  private(set) var roles: [Role] = []
  private(set) var isHebrew: [Bool] = []
  /// Number of the form with final letters folded: what makes two forms one word.
  private(set) var keys: [Int32] = []
  /// An English form without the s of its plural; any other itself.
  private(set) var singulars: [Int32] = []
  private(set) var rests: [[Rest]] = []

  /// Forms that differ in more than final letters.
  var keyCount: Int { keyOf.count }

  /// The number of a form, new ones behind the others; what it can be reduced to gets a number as well.
  mutating func number(of word: WordCells) -> Int32 {
    if let number = numberOf[word] { return number }
    let number = Int32(cells.count)
    numberOf[word] = number
    cells.append(word)
    let key = foldingFinals(word)
    roles.append(Self.role(key))
    isHebrew.append(hasHebrewLetters(word))
    let next = Int32(keyOf.count)
    let keyNumber = keyOf[key] ?? next
    keyOf[key] = keyNumber
    keys.append(keyNumber)
    singulars.append(number)
    rests.append([])
    let isReducible = roles[Int(number)] == .word
    if isReducible, !isHebrew[Int(number)] {
      let one = singular(word)
      if one != word { singulars[Int(number)] = self.number(of: one) }
    }
    let prefixes = removablePrefixes(word)
    rests[Int(number)] = prefixes.map { prefix in
      Rest(form: self.number(of: Array(word[prefix.length...])), isTrade: prefix.isTrade)
    }
    return number
  }

  private static func role(_ key: WordCells) -> Role {
    if hebrewNegations.contains(key) || englishNegations.contains(key) { return .negation }
    return emptyWords.contains(key) || key.count < 2 ? .empty : .word
  }
}
