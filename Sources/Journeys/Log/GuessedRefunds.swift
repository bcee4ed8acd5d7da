import Reading

extension Blueprint {
  /// The same project with refunds known that nobody has declared: kinds of documents whose rows are credit notes by their
  /// name, or whose amounts are below nothing beside purchases above it.
  func guessingRefunds(_ sources: [EventSource]) -> Blueprint {
    var result = self
    let mapping = NameMapping(self)
    let declared = Set(touchpoints.map(\.id))
    // What a name is called that nothing but refunds are, and that has money on nearly every row.
    var rows: [String: (all: Int, paid: Int)] = [:]
    for source in sources where source.rows.hasAmounts && !source.namesOwnStates {
      let names = source.rows.labels.map { labels in
        labels.map { label -> String? in
          guard RefundWords.meansRefund(label), let id = mapping.touchpoint(label), !declared.contains(id) else {
            return nil
          }
          return id
        }
      }
      guard names.joined().contains(where: { $0 != nil }) else { continue }
      for (names, counts) in zip(names, source.rows.paidRows()) {
        for (id, count) in zip(names, counts) {
          guard let id, count.rows > 0 else { continue }
          rows[id, default: (0, 0)].all += count.rows
          rows[id, default: (0, 0)].paid += count.paid
        }
      }
    }
    let named = rows.filter { $0.value.paid * 10 >= $0.value.all * 8 }.keys
    for id in Set(named).union(namesBelowNothing(sources)).subtracting(declared).sorted(by: precedesByBytes) {
      var touchpoint = TouchpointDeclaration(id: id, name: LocalizedText(id))
      touchpoint.kind = .refund
      touchpoint.isGuessed = true
      touchpoint.isCompanyInitiated = true
      result.touchpoints.append(touchpoint)
    }
    return result
  }

  /// Names of which nearly every row has an amount, and nearly every amount is below nothing, while those of purchases are
  /// above it: whatever a till calls them, they give money back.
  private func namesBelowNothing(_ sources: [EventSource]) -> [String] {
    let sources = sources.filter(\.rows.hasAmounts)
    guard sources.contains(where: \.rows.hasNegativeAmounts) else { return [] }
    let mapping = NameMapping(self)
    let purchases = Set(touchpoints.filter { $0.kind == .purchase }.map(\.id))
    // All purchases share the first place.
    var names = [everyRowPurchase]
    var placeOf: [String: Int] = [:]
    let places = sources.map { source in
      source.rows.labels.map { labels in
        labels.map { label -> Int in
          guard let id = mapping.touchpoint(label) else { return -1 }
          if purchases.contains(id) || label == everyRowPurchase { return 0 }
          guard RefundWords.mayMeanRefund(label) else { return -1 }
          if let place = placeOf[id] { return place }
          placeOf[id] = names.count
          names.append(id)
          return names.count - 1
        }
      }
    }
    var counts = [MoneyRows](repeating: MoneyRows(), count: names.count)
    for (source, places) in zip(sources, places) { source.rows.countMoney(places, into: &counts) }
    let bought = counts[0]
    guard bought.above > bought.below * 4 else { return [] }
    // More rows than purchases are no refunds of them.
    return zip(names, counts).dropFirst().filter { _, own in
      let paid = own.above + own.below
      return paid > 0 && paid * 10 >= own.rows * 8 && own.below * 20 >= paid * 19 && own.rows < bought.rows
    }.map(\.0)
  }
}

private func precedesByBytes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

/// Which names of documents mean money back, in Hebrew, English, German and French.
enum RefundWords {
  /// Whether a document of this name takes a purchase back.
  static func meansRefund(_ name: String) -> Bool {
    let words = PurchaseWords.words(name)
    if PurchaseWords.has(words, others) { return false }
    let refunds = [
      "refund", "credit", "chargeback", "reversal", "storno", "gutschrift", "rückgabe", "rückerstattung",
      "remboursement",
      "זיכוי", "החזר", "ביטול", "cancel",
    ]
    return PurchaseWords.has(words, refunds) || words.contains("avoir")
  }

  /// Whether amounts below nothing may make refunds of the rows of this name: it is no purchase, and nothing that is taken
  /// off or paid out without a purchase being given back.
  static func mayMeanRefund(_ name: String) -> Bool {
    let words = PurchaseWords.words(name)
    let deductions = [
      "discount", "coupon", "voucher", "promo", "redeem", "redempt", "fee", "commission", "tax", "vat", "shipping",
      "payout", "withdraw", "transfer", "deposit", "debit", "adjust", "write", "expense", "salar", "bank", "cash",
      "tip",
      "balance", "rabatt", "remise", "הנחה", "הנחת", "קופון", "שובר", "מימוש", "עמלה", "עמלת", "משלוח", "משיכ",
      "העבר", "הפקד", "חיוב", "התאמ", "הוצא", "יתר", "מקדמ",
    ]
    return !PurchaseWords.has(words, others + deductions) && PurchaseWords.meansPurchase(name) == .no
  }

  /// What is about money back and gives none.
  private static let others = [
    "request", "call", "chat", "survey", "policy", "view", "page", "card", "status", "track", "points", "start",
    "בקש", "פני", "שיח", "סקר", "כרטיס", "סטטוס", "מעקב", "נקודות",
  ]
}
