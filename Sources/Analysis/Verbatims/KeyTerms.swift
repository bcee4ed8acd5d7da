import Statistics

/// A word, or a word after "not", that customers with low scores write more often than others, or the reverse.
package struct KeyTerm: Sendable, Equatable {
  /// As it is written most often, without prefixes or the s of a plural.
  package var word: String
  /// Whether it stands after a word such as לא, בלי or "not".
  package var isNegated: Bool
  /// Whether it is typical of low scores; else of high ones.
  package var isTypicalOfLow: Bool
  /// Texts with a low score, and others, that hold it.
  package var lowDocuments: Int
  package var highDocuments: Int
  /// Different customers who wrote it with the score that it is typical of.
  package var customers: Int
  /// Log odds in standard errors, above 0 where it is typical of low scores.
  package var zeta: Double
  /// How likely as large a difference is by chance, corrected for the number of words compared.
  package var pValue: Double
}

/// The words typical of low and of high scores, clearest first.
///
/// Texts are scrubbed of personal data before a word is read. A word counts once in a text, so that nobody is louder for
/// repeating it. Log odds with an informative prior from all texts (see `Keyness`), corrected after Benjamini and Hochberg.
///
/// - Parameters:
///   - documents: each text, whether its score is low, and whose it is.
///   - fewestCustomers: a word that fewer different customers wrote is neither compared nor shown.
///   - priorTotal: α₀ of the prior, between 10 and 500.
///   - level: the largest corrected p value that is shown.
package func keyTerms(
  _ documents: [(text: String, isLow: Bool, customer: Int)], fewestCustomers: Int = 10, priorTotal: Double = 50,
  level: Double = 0.05
) -> [KeyTerm] {
  // Words as they stand, and in how many texts.
  var ids: [WordCells: Int] = [:]
  var forms: [WordCells] = []
  var texts: [[Int]] = []
  var frequency: [Int] = []
  var lastText: [Int] = []
  texts.reserveCapacity(documents.count)
  for (number, document) in documents.enumerated() {
    texts.append(
      words(scrubbedCells(document.text, maskLongDigits: true)).map { word in
        if word.isEmpty { return -1 }
        let id = ids[word] ?? forms.count
        if id == forms.count {
          ids[word] = id
          forms.append(word)
          frequency.append(0)
          lastText.append(-1)
        }
        if lastText[id] != number {
          lastText[id] = number
          frequency[id] += 1
        }
        return id
      })
  }
  let vocabulary = Vocabulary(forms, frequency)

  var terms: [Term: Int] = [:]
  var tallies: [TermTally] = []
  for (number, text) in texts.enumerated() {
    for term in vocabulary.terms(of: text) {
      let id = terms[term] ?? tallies.count
      if id == tallies.count {
        terms[term] = id
        tallies.append(TermTally(term: term))
      }
      tallies[id].add(text: number, isLow: documents[number].isLow, customer: documents[number].customer)
    }
  }
  let counts = tallies.map { (first: $0.low, second: $0.high, background: $0.low + $0.high) }
  let keyness = Keyness.of(counts, priorTotal: priorTotal)
  let shown = tallies.indices.filter { i in
    let side = keyness[i].zeta > 0 ? tallies[i].lowCustomers : tallies[i].highCustomers
    return side.count >= max(1, fewestCustomers)
  }
  let corrected = benjaminiHochberg(shown.map { keyness[$0].pValue })
  var result: [KeyTerm] = []
  for (i, p) in zip(shown, corrected) where p <= level {
    let tally = tallies[i]
    let isLow = keyness[i].zeta > 0
    result.append(
      KeyTerm(
        word: vocabulary.display(tally.term.stem), isNegated: tally.term.isNegated, isTypicalOfLow: isLow,
        lowDocuments: tally.low, highDocuments: tally.high,
        customers: isLow ? tally.lowCustomers.count : tally.highCustomers.count, zeta: keyness[i].zeta, pValue: p))
  }
  return result.sorted { a, b in
    if abs(a.zeta) != abs(b.zeta) { return abs(a.zeta) > abs(b.zeta) }
    if a.word != b.word { return a.word.utf8.lexicographicallyPrecedes(b.word.utf8) }
    return !a.isNegated && b.isNegated
  }
}

/// A stem, alone or turned round.
private struct Term: Hashable {
  var stem: Int
  var isNegated: Bool
}

private struct TermTally {
  let term: Term
  var low = 0
  var high = 0
  var lowCustomers: Set<Int> = []
  var highCustomers: Set<Int> = []
  private var lastText = -1

  init(term: Term) { self.term = term }

  mutating func add(text: Int, isLow: Bool, customer: Int) {
    guard text != lastText else { return }
    lastText = text
    if isLow {
      low += 1
      lowCustomers.insert(customer)
    } else {
      high += 1
      highCustomers.insert(customer)
    }
  }
}

/// What each written form is counted as.
private struct Vocabulary {
  private enum Role { case negation, empty, word }

  private var roles: [Role] = []
  /// By written form, the number of its stem.
  private var stems: [Int] = []
  /// By stem, how it is written most often.
  private var written: [WordCells] = []

  init(_ forms: [WordCells], _ frequency: [Int]) {
    var documents: [WordCells: Int] = [:]
    for (form, count) in zip(forms, frequency) where isHebrew(form) {
      documents[foldingFinals(form), default: 0] += count
    }
    let prefixes = HebrewPrefixes(documents: documents)
    var numbers: [WordCells: Int] = [:]
    // By stem, how often each way of writing it occurs.
    var ways: [[WordCells: Int]] = []
    for (form, count) in zip(forms, frequency) {
      let own = Self.role(form)
      let stem = own != .word ? form : isHebrew(form) ? prefixes.stem(form) : singular(form)
      // What a prefix hid may be an empty word: כשהיה is as empty as היה.
      let role = Self.role(stem)
      roles.append(role)
      guard role == .word else {
        stems.append(-1)
        continue
      }
      let stemKey = foldingFinals(stem)
      let number = numbers[stemKey] ?? ways.count
      if number == ways.count {
        numbers[stemKey] = number
        ways.append([:])
      }
      ways[number][stem, default: 0] += count
      stems.append(number)
    }
    // The commonest way, of equals the first by its scalars.
    written = ways.map { ways in
      ways.min { a, b in a.value != b.value ? a.value > b.value : a.key.lexicographicallyPrecedes(b.key) }?.key ?? []
    }
  }

  private static func role(_ word: WordCells) -> Role {
    let key = foldingFinals(word)
    if hebrewNegations.contains(key) || englishNegations.contains(key) { return .negation }
    return emptyWords.contains(key) || word.count < 2 ? .empty : .word
  }

  /// The terms of a text, in order: a word after a negation, or after one empty word behind it, counts only turned round.
  func terms(of text: [Int]) -> [Term] {
    var terms: [Term] = []
    var negated = false
    var skipped = 0
    for form in text {
      guard form >= 0 else {
        negated = false
        continue
      }
      switch roles[form] {
      case .negation:
        negated = true
        skipped = 0
      case .empty:
        skipped += 1
        if skipped > 1 { negated = false }
      case .word:
        terms.append(Term(stem: stems[form], isNegated: negated))
        negated = false
      }
    }
    return terms
  }

  /// How a stem is shown.
  func display(_ stem: Int) -> String {
    var view = String.UnicodeScalarView()
    for cell in written[stem] { if let scalar = Unicode.Scalar(cell) { view.append(scalar) } }
    return String(view)
  }
}
