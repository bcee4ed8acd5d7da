import Testing

@testable import Analysis

private func text(_ word: WordCells) -> String {
  var view = String.UnicodeScalarView()
  for cell in word { if let scalar = Unicode.Scalar(cell) { view.append(scalar) } }
  return String(view)
}

private func split(_ string: String) -> [String] { words(scrubbedCells(string, maskLongDigits: true)).map(text) }

private func cells(_ word: String) -> WordCells { word.unicodeScalars.map(\.value) }

@Suite struct VerbatimTermTests {
  @Test("words are read without points, quotes and repeats, and stop at what was masked")
  func splitting() {
    #expect(split("שָׁלוֹם, עולם!") == ["שלום", "עולם", ""])
    #expect(split("דו״ח של צה\"ל וצ׳אט") == ["דו\"ח", "של", "צה\"ל", "וצ'אט"])
    #expect(split("\"כל הכבוד\"") == ["כל", "הכבוד"])
    #expect(split("הבאאאאא ככככולם sooooo") == ["הבאא", "ככולם", "soo"])
    #expect(split("בית־ספר CAFÉ cafe\u{301} 123 4x4") == ["בית", "ספר", "cafe", "cafe", "4x4"])
    #expect(split("התקשרו 0502229212 מהר") == ["התקשרו", "", "מהר"])
    #expect(split("\u{FB2A}לום") == ["שלום"])
  }

  @Test("prefixes go only where a word of its own is left")
  func prefixes() {
    let texts = [
      ("נציג", 10), ("הנציג", 12), ("וכשהנציג", 1), ("מתנה", 6), ("המתנה", 25), ("לילה", 3), ("הגיע", 9), ("אתר", 4),
      ("באתר", 9),
    ].flatMap { word, count in [String](repeating: word, count: count) }
    let corpus = TextCorpus(texts.map { (text: $0, isLow: true, customer: 0) })
    var forms = corpus.forms
    let words = ["בהמתנה", "ההמתנה", "והשירות", "בשירות", "שירות", "מהמוקד", "כשהמשלוח"] + texts
    let numbers = words.map { forms.number(of: cells($0)) }
    var vocabulary = Vocabulary(forms)
    vocabulary.read(Array(texts.indices), of: corpus)
    func stem(_ word: String) -> String {
      zip(words, numbers).first { $0.0 == word }.map { text(forms.cells[Int(vocabulary.stem($0.1))]) } ?? ""
    }
    #expect(stem("וכשהנציג") == "נציג")
    #expect(stem("המתנה") == "המתנה" && stem("בהמתנה") == "המתנה" && stem("ההמתנה") == "המתנה")
    #expect(stem("מתנה") == "מתנה")
    #expect(stem("והשירות") == "שירות" && stem("בשירות") == "שירות" && stem("שירות") == "שירות")
    #expect(stem("מהמוקד") == "מוקד" && stem("כשהמשלוח") == "משלוח")
    #expect(stem("לילה") == "לילה" && stem("הגיע") == "הגיע")
    // Four texts are less than half of nine.
    #expect(stem("באתר") == "באתר")
  }

  @Test(
    "a word of a hundred thousand letters that might all be prefixes is read like any other", .timeLimit(.minutes(1)))
  func endlessPrefixes() {
    let endless = String(repeating: "לה", count: 50_000)
    let corpus = TextCorpus([(text: endless, isLow: true, customer: 0), (text: "הנציג", isLow: false, customer: 1)])
    let long = corpus.forms.cells.filter { $0.count > 1000 }
    #expect(long == [cells(endless)])
    #expect(corpus.forms.cells.contains(cells("נציג")))
  }

  @Test("English plurals are one word with their singulars")
  func plurals() {
    let pairs = [
      ("agents", "agent"), ("deliveries", "delivery"), ("boxes", "box"), ("address", "address"), ("status", "status"),
      ("company's", "company"), ("bus", "bus"), ("classes", "class"), ("this", "this"),
    ]
    for (word, expected) in pairs { #expect(text(singular(cells(word))) == expected) }
  }

  /// Forty customers complain of waiting, forty praise the representative; ten of each speak of the price.
  private var documents: [(text: String, isLow: Bool, customer: Int)] {
    let low = ["ההמתנה הייתה ארוכה", "זמן המתנה לא סביר", "בהמתנה שעה", "המתנה, המתנה, המתנה! 0502229212"]
    let high = ["הנציג היה אדיב", "נציג אדיב ומהיר", "והנציג אדיב מאוד", "לנציג תודה"]
    var result: [(text: String, isLow: Bool, customer: Int)] = []
    for i in 0..<40 {
      result.append((low[i % 4] + (i < 10 ? ". המחיר גבוה" : ""), true, i))
      result.append((high[i % 4] + (i < 10 ? ". המחיר גבוה" : ""), false, 100 + i))
    }
    return result
  }

  @Test("what low scores speak of and what high scores speak of are told apart, forms of a word together")
  func terms() throws {
    let terms = keyTerms(documents)
    let waiting = try #require(terms.first { $0.word == "המתנה" })
    #expect(
      waiting.isTypicalOfLow && waiting.lowDocuments == 40 && waiting.highDocuments == 0 && waiting.customers == 40)
    #expect(waiting.zeta > 1.96 && waiting.pValue < 0.05)
    let agent = try #require(terms.first { $0.word == "נציג" })
    #expect(!agent.isTypicalOfLow && agent.highDocuments == 40 && agent.zeta < -1.96)
    #expect(!terms.contains { $0.word == "מחיר" || $0.word == "גבוה" || $0.word == "היה" })
    let negated = try #require(terms.first { $0.isNegated })
    #expect(negated.word == "סביר" && negated.isTypicalOfLow && negated.customers == 10)
    #expect(!terms.contains { $0.word == "סביר" && !$0.isNegated })
  }

  @Test("what fewer customers wrote is not shown, however often they wrote it")
  func few() {
    let one = (0..<60).map { i in (text: i < 30 ? "המשלוח נשבר" : "הכול טוב", isLow: i < 30, customer: i < 30 ? 7 : i) }
    #expect(!keyTerms(one).contains { $0.isTypicalOfLow })
    #expect(keyTerms(one, fewestCustomers: 1).contains { $0.word == "משלוח" })
    #expect(keyTerms([]).isEmpty)
  }

  @Test("the order of texts changes nothing")
  func order() {
    #expect(keyTerms(documents) == keyTerms(documents.reversed()))
  }
}

/// The key terms of all texts.
private func keyTerms(
  _ documents: [(text: String, isLow: Bool, customer: Int)], fewestCustomers: Int = 10
) -> [KeyTerm] {
  var finder = KeyTermFinder(TextCorpus(documents))
  return finder.terms(of: Array(documents.indices), fewestCustomers: fewestCustomers)
}
