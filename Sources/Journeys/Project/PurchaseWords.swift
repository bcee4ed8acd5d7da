/// What the name of a touchpoint says about customers buying there, in Hebrew and English.
package enum PurchaseWords {
  /// How sure a guess is.
  package enum Certainty: Sendable { case surely, maybe, no }

  /// Whether customers buy at a touchpoint of this name.
  package static func meansPurchase(_ name: String) -> Certainty {
    let words = words(name)
    let others = [
      "cart", "view", "start", "begin", "abandon", "cancel", "refund", "return", "status", "search", "fail", "track",
      "intent", "declin", "call", "survey", "request", "quote", "lost", "credit", "סל", "ביטול", "החזר", "זיכוי",
      "נטיש",
      "שיחת", "התחל", "סטטוס", "מעקב", "הצעת", "בקש", "פני", "סקר",
    ]
    if has(words, others) { return .no }
    if has(words, ["purchas", "buy", "bought", "won", "רכיש", "קניי", "קניה", "קניות", "נרכש"]) { return .surely }
    let maybe = [
      "order", "payment", "paid", "transaction", "invoice", "receipt", "הזמנ", "תשלום", "עסק", "מכיר", "חשבונית",
      "קבלה",
    ]
    if has(words, maybe) || words.contains("sale") { return .maybe }
    return has(words, ["checkout"]) && has(words, ["complet", "success", "done"]) ? .maybe : .no
  }

  /// Touchpoints that are purchases, source by source: by their names, or, where no name of a source says so surely, by
  /// the amounts of their rows. A site's `purchase` says nothing against the till's invoices; but what stands beside a sure
  /// purchase in one source is a step to it, and no purchase in another source either.
  ///
  /// - Parameters:
  ///   - sources: the names in each source.
  ///   - paidShares: for each name asked for, the share of its rows that carry an amount above nothing; asked for only when
  ///     the names alone do not tell.
  package static func purchases(
    _ sources: [[String]], paidShares: (Set<String>) -> [String: Double]
  ) -> [String] {
    let names = Set(sources.joined())
    let certainty = Dictionary(uniqueKeysWithValues: names.map { ($0, meansPurchase($0)) })
    let strong = names.filter { certainty[$0] == .surely }
    let maybe = names.filter { certainty[$0] == .maybe }
    let beside = Set(sources.filter { !strong.isDisjoint(with: $0) }.joined())
    let open = maybe.subtracting(beside)
    let shares = open.isEmpty ? [:] : paidShares(open)
    let paid = open.filter { (shares[$0] ?? 0) >= 0.8 }
    // Amounts on every touchpoint are a column of something else.
    if !paid.isEmpty, paid.count * 2 <= names.count { return Array(strong.union(paid)).sortedByBytes() }
    return Array(strong.isEmpty ? maybe : strong).sortedByBytes()
  }

  /// Lower case words, parted by anything that is no letter or digit; `AddToCart` is three.
  package static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var wasLower = false
    for scalar in name.unicodeScalars.prefix(200) {
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if !isWord || (wasLower && scalar.properties.isUppercase), !word.isEmpty {
        words.append(String(word).lowercased())
        word = String.UnicodeScalarView()
      }
      if isWord { word.append(scalar) }
      wasLower = scalar.properties.isLowercase
    }
    if !word.isEmpty { words.append(String(word).lowercased()) }
    return words
  }

  /// Whether some word begins with one of these; Hebrew words also behind one letter of ה ב ל ו מ.
  package static func has(_ words: [String], _ beginnings: [String]) -> Bool {
    words.contains { word in
      beginnings.contains { beginning in
        if word.hasPrefix(beginning) { return true }
        guard let first = word.unicodeScalars.first, "הבלומ".unicodeScalars.contains(first) else { return false }
        return word.dropFirst().hasPrefix(beginning)
      }
    }
  }
}
