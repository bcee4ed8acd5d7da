import Statistics

/// A word, or a word after "not", that customers with low scores write more often than others, or the reverse.
package struct KeyTerm: Sendable, Equatable {
  /// As it is written most often, without prefixes or the s of a plural.
  package var word: String
  /// Whether it stands after a word such as לא, בלי or "not".
  package var isNegated: Bool
  /// Whether it is typical of low scores; else of high ones.
  package var isTypicalOfLow: Bool
  /// Texts with a low score that hold it.
  package var lowDocuments: Int
  /// Texts with another score that hold it.
  package var highDocuments: Int
  /// Different customers who wrote it with the score that it is typical of.
  package var customers: Int
  /// Log odds in standard errors, above 0 where it is typical of low scores.
  package var zeta: Double
  /// How likely as large a difference is by chance, corrected for the number of words compared.
  package var pValue: Double
}

/// Finds the key terms of some of the texts, and of others: its room is used again and again.
///
/// Texts are scrubbed of personal data before a word is read. A word counts once in a text, so that nobody is louder for
/// repeating it. Log odds with an informative prior from all texts (see `Keyness`), corrected after Benjamini and Hochberg.
struct KeyTermFinder {
  private let corpus: TextCorpus
  private var vocabulary: Vocabulary
  /// Texts that hold each term, by term, and the last of them.
  private var low: [Int32]
  private var high: [Int32]
  private var lastText: [Int32]
  /// Terms met, in order.
  private var met: [Int32] = []
  /// Place of each term among those compared; -1 for none.
  private var placeOf: [Int32]
  /// For which list of customers each was counted last.
  private var countedFor: [Int32]

  init(_ corpus: TextCorpus) {
    self.corpus = corpus
    vocabulary = Vocabulary(corpus.forms)
    let terms = 2 * corpus.forms.keyCount
    low = [Int32](repeating: 0, count: terms)
    high = low
    lastText = [Int32](repeating: -1, count: terms)
    placeOf = lastText
    countedFor = [Int32](repeating: -1, count: corpus.customerCount)
  }

  /// The words typical of low and of high scores in the texts with these numbers, clearest first.
  ///
  /// - Parameters:
  ///   - fewestCustomers: a word that fewer different customers wrote is neither compared nor shown.
  ///   - priorTotal: α₀ of the prior, between 10 and 500.
  ///   - level: the largest corrected p value that is shown.
  mutating func terms(
    of texts: [Int], fewestCustomers: Int, priorTotal: Double = 50, level: Double = 0.05
  ) -> [KeyTerm] {
    vocabulary.read(texts, of: corpus)
    count(texts)
    defer { forget() }
    let keyness = Keyness.of(
      met.map { (first: Int(low[Int($0)]), second: Int(high[Int($0)]), background: Int(low[Int($0)] + high[Int($0)])) },
      priorTotal: priorTotal)
    // No more customers than texts: most words are rare, and theirs are not counted.
    let frequent = met.indices.filter { i in
      Int(keyness[i].zeta > 0 ? low[Int(met[i])] : high[Int(met[i])]) >= fewestCustomers
    }
    let customers = customers(of: frequent.map { (met[$0], keyness[$0].zeta > 0) }, texts)
    let shown = zip(frequent, customers).filter { $1 >= max(1, fewestCustomers) }
    let corrected = benjaminiHochberg(shown.map { keyness[$0.0].pValue })
    var result: [KeyTerm] = []
    for ((i, customers), p) in zip(shown, corrected) where p <= level {
      let term = met[i]
      result.append(
        KeyTerm(
          word: vocabulary.display(stem: term >> 1), isNegated: term & 1 == 1, isTypicalOfLow: keyness[i].zeta > 0,
          lowDocuments: Int(low[Int(term)]), highDocuments: Int(high[Int(term)]), customers: customers,
          zeta: keyness[i].zeta, pValue: p))
    }
    return result.sorted { a, b in
      if abs(a.zeta) != abs(b.zeta) { return abs(a.zeta) > abs(b.zeta) }
      if a.word != b.word { return a.word.utf8.lexicographicallyPrecedes(b.word.utf8) }
      return !a.isNegated && b.isNegated
    }
  }

  /// Counts the texts that hold each term.
  private mutating func count(_ texts: [Int]) {
    for text in texts {
      let isLow = corpus.isLow[text]
      vocabulary.forEachTerm(of: text, in: corpus) { term in
        let place = Int(term)
        guard lastText[place] != Int32(text) else { return }
        if lastText[place] < 0 { met.append(term) }
        lastText[place] = Int32(text)
        if isLow { low[place] += 1 } else { high[place] += 1 }
      }
    }
  }

  /// How many different customers wrote each of some terms on one side.
  private mutating func customers(of terms: [(term: Int32, isLow: Bool)], _ texts: [Int]) -> [Int] {
    var lists = [[Int32]](repeating: [], count: terms.count)
    for (place, term) in terms.enumerated() { placeOf[Int(term.term)] = Int32(place) }
    for text in texts {
      vocabulary.forEachTerm(of: text, in: corpus) { term in
        let place = Int(placeOf[Int(term)])
        if place >= 0, terms[place].isLow == corpus.isLow[text] { lists[place].append(corpus.customers[text]) }
      }
    }
    for term in terms { placeOf[Int(term.term)] = -1 }
    let counts = lists.indices.map { list in
      lists[list].count { customer in
        defer { countedFor[Int(customer)] = Int32(list) }
        return countedFor[Int(customer)] != Int32(list)
      }
    }
    for list in lists { for customer in list { countedFor[Int(customer)] = -1 } }
    return counts
  }

  private mutating func forget() {
    for term in met {
      low[Int(term)] = 0
      high[Int(term)] = 0
      lastText[Int(term)] = -1
    }
    met.removeAll(keepingCapacity: true)
  }
}
