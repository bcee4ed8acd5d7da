/// What each written form is counted as in some of the texts: how often words stand by themselves decides what a prefix is.
///
/// A term is twice the number of its stem, and one more where it is turned round.
struct Vocabulary {
  private let forms: WordForms
  /// Forms in the texts read last, in order, and in how many of them each stands.
  private var present: [Int32] = []
  private var frequency: [Int32]
  private var lastText: [Int32]
  /// In how many texts each Hebrew word stands as it is written, by key.
  private var documents: [Int32]
  /// What is left of each form, and as what it is counted: the key of what is left, or one of the two below.
  private var stemForms: [Int32]
  private var stems: [Int32]
  /// How each stem is written most often, by key, and how often.
  private var written: [Int32]
  private var writtenCount: [Int32]
  /// By form, how often a stem is written so.
  private var ways: [Int32]

  private static let negation: Int32 = -1
  private static let empty: Int32 = -2

  init(_ forms: WordForms) {
    self.forms = forms
    frequency = [Int32](repeating: 0, count: forms.cells.count)
    lastText = [Int32](repeating: -1, count: forms.cells.count)
    stems = frequency
    stemForms = frequency
    ways = frequency
    documents = [Int32](repeating: 0, count: forms.keyCount)
    written = documents
    writtenCount = documents
  }

  /// Forgets the texts read before and reads these.
  mutating func read(_ texts: [Int], of corpus: TextCorpus) {
    forget()
    for text in texts {
      for place in corpus.places[text] {
        let form = corpus.tokens[place]
        guard form >= 0, lastText[Int(form)] != Int32(text) else { continue }
        if lastText[Int(form)] < 0 { present.append(form) }
        lastText[Int(form)] = Int32(text)
        frequency[Int(form)] += 1
      }
    }
    for form in present where forms.isHebrew[Int(form)] {
      documents[Int(forms.keys[Int(form)])] += frequency[Int(form)]
    }
    for form in present {
      let stem = stem(form)
      stemForms[Int(form)] = stem
      switch forms.roles[Int(stem)] {
      case .negation: stems[Int(form)] = Self.negation
      case .empty: stems[Int(form)] = Self.empty
      case .word:
        stems[Int(form)] = forms.keys[Int(stem)]
        ways[Int(stem)] += frequency[Int(form)]
      }
    }
    for form in present where stems[Int(form)] >= 0 { write(stemForms[Int(form)]) }
  }

  /// The commonest way of writing a stem, of equals the first by its scalars.
  private mutating func write(_ form: Int32) {
    let key = Int(forms.keys[Int(form)])
    let count = ways[Int(form)]
    let isFirst = writtenCount[key] == 0
    if isFirst || count > writtenCount[key]
      || (count == writtenCount[key]
        && forms.cells[Int(form)].lexicographicallyPrecedes(forms.cells[Int(written[key])]))
    {
      written[key] = form
      writtenCount[key] = count
    }
  }

  /// The form without what was added to it: of an empty word or a negation, itself.
  func stem(_ form: Int32) -> Int32 {
    guard forms.roles[Int(form)] == .word else { return form }
    guard forms.isHebrew[Int(form)] else { return forms.singulars[Int(form)] }
    var stem = form
    while let shorter = shortened(stem) { stem = shorter }
    // What a prefix hid may be an empty word: כשהיה is as empty as היה.
    return stem
  }

  private func shortened(_ form: Int32) -> Int32? {
    let own = documents[Int(forms.keys[Int(form)])]
    // The shortest prefix that leaves a word goes first.
    return forms.rests[Int(form)].first { rest in
      rest.isTrade || 2 * documents[Int(forms.keys[Int(rest.form)])] >= max(1, own)
    }?.form
  }

  /// Hands over the terms of a text, in order: a word after a negation, or after one empty word behind it, counts only
  /// turned round.
  @inline(__always)
  func forEachTerm(of text: Int, in corpus: TextCorpus, _ body: (_ term: Int32) -> Void) {
    var negated: Int32 = 0
    var skipped = 0
    for place in corpus.places[text] {
      let form = corpus.tokens[place]
      guard form >= 0 else {
        negated = 0
        continue
      }
      switch stems[Int(form)] {
      case Self.negation:
        negated = 1
        skipped = 0
      case Self.empty:
        skipped += 1
        if skipped > 1 { negated = 0 }
      case let stem:
        body(stem << 1 | negated)
        negated = 0
      }
    }
  }

  /// How a stem is shown.
  func display(stem: Int32) -> String {
    var view = String.UnicodeScalarView()
    for cell in forms.cells[Int(written[Int(stem)])] { if let scalar = Unicode.Scalar(cell) { view.append(scalar) } }
    return String(view)
  }

  private mutating func forget() {
    for form in present {
      let stem = stems[Int(form)]
      if stem >= 0 { writtenCount[Int(stem)] = 0 }
      ways[Int(stemForms[Int(form)])] = 0
      documents[Int(forms.keys[Int(form)])] = 0
      frequency[Int(form)] = 0
      lastText[Int(form)] = -1
    }
    present.removeAll(keepingCapacity: true)
  }
}
