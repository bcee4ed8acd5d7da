import Reading

extension Blueprint {
  /// The same project with refunds known that nobody has declared: kinds of documents whose rows are credit notes by their
  /// name, and purchases below nothing.
  func guessingRefunds(_ sources: [EventSource]) -> Blueprint {
    var result = self
    let mapping = NameMapping(self)
    let declared = Set(touchpoints.map(\.id))
    // What a name is called that nothing but refunds are, and that has money on nearly every row.
    var rows: [String: (all: Int, paid: Int)] = [:]
    for source in sources where source.rows.hasAmounts {
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
    for id in rows.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard let own = rows[id], own.paid * 10 >= own.all * 8 else { continue }
      var touchpoint = TouchpointDeclaration(id: id, name: LocalizedText(id))
      touchpoint.kind = .refund
      touchpoint.isGuessed = true
      touchpoint.isCompanyInitiated = true
      result.touchpoints.append(touchpoint)
    }
    return result
  }
}

/// Which names of documents mean money back, in Hebrew and English.
enum RefundWords {
  /// Whether a document of this name takes a purchase back.
  static func meansRefund(_ name: String) -> Bool {
    let words = PurchaseWords.words(name)
    let others = [
      "request", "call", "chat", "survey", "policy", "view", "page", "card", "status", "track", "points", "start",
      "בקש", "פני", "שיח", "סקר", "כרטיס", "סטטוס", "מעקב", "נקודות",
    ]
    if PurchaseWords.has(words, others) { return false }
    return PurchaseWords.has(
      words, ["refund", "credit", "chargeback", "reversal", "storno", "זיכוי", "החזר", "ביטול", "cancel"])
  }
}
