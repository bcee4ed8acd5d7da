/// Texts taken apart into words, each different one once.
struct TextCorpus {
  private(set) var forms = WordForms()
  /// Whether each text goes with a low score.
  let isLow: [Bool]
  /// Whose each text is, numbered from 0.
  private(set) var customers: [Int32] = []
  private(set) var customerCount = 0
  /// Numbers of forms, text behind text; -1 where nothing may be read across.
  private(set) var tokens: [Int32] = []
  /// Where the words of each text stand.
  private(set) var places: [Range<Int>] = []

  /// - Parameter documents: each text, whether its score is low, and whose it is.
  init(_ documents: [(text: String, isLow: Bool, customer: Int)]) {
    isLow = documents.map(\.isLow)
    places.reserveCapacity(documents.count)
    customers.reserveCapacity(documents.count)
    // The same few words stand in many answers.
    var known: [String: Range<Int>] = [:]
    var numbers: [Int: Int32] = [:]
    for document in documents {
      if let place = known[document.text] {
        places.append(place)
      } else {
        let start = tokens.count
        for word in words(scrubbedCells(document.text, maskLongDigits: true)) {
          tokens.append(word.isEmpty ? -1 : forms.number(of: word))
        }
        known[document.text] = start..<tokens.count
        places.append(start..<tokens.count)
      }
      let number = numbers[document.customer] ?? Int32(numbers.count)
      numbers[document.customer] = number
      customers.append(number)
    }
    customerCount = numbers.count
  }
}
