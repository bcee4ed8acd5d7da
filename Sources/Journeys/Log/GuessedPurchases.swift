import Reading

extension Blueprint {
  /// The same project with purchases guessed where nobody has declared a touchpoint, and what was guessed.
  ///
  /// A project that declares touchpoints and no purchase among them means it: then nothing is guessed.
  func guessingPurchases(_ sources: [EventSource]) -> (blueprint: Blueprint, guessed: [String]) {
    guard touchpoints.isEmpty, !sources.isEmpty else { return (guessingRefunds(sources), []) }
    let mapping = NameMapping(self)
    var names: [String] = []
    var placeOf: [String: Int] = [:]
    let labels = sources.map { source in
      source.rows.labels.map { labels in
        labels.map { label -> Int in
          guard let id = mapping.touchpoint(label) else { return -1 }
          if let place = placeOf[id] { return place }
          placeOf[id] = names.count
          names.append(id)
          return names.count - 1
        }
      }
    }
    // Thousands of names are addresses of pages or the like, and no list of what customers do.
    guard names.count <= 5000 else { return (self, []) }
    let ordered = names.sortedByBytes()
    let guessed = PurchaseWords.purchases(ordered) {
      let shares = paidShares(sources, labels, count: names.count)
      return ordered.map { shares[placeOf[$0] ?? 0] }
    }
    var result = self
    for id in guessed {
      var touchpoint = TouchpointDeclaration(id: id, name: LocalizedText(id))
      touchpoint.kind = .purchase
      touchpoint.isGuessed = true
      result.touchpoints.append(touchpoint)
    }
    return (result.guessingRefunds(sources), guessed)
  }

  private func paidShares(_ sources: [EventSource], _ labels: [[[Int]]], count: Int) -> [Double] {
    var rows = [Int](repeating: 0, count: count)
    var paid = rows
    for (source, labels) in zip(sources, labels) where source.rows.hasAmounts {
      for partition in 0..<source.rows.partitions {
        source.rows.forEachStretch(partition) { stretch in
          let own = labels[stretch.worker]
          for i in 0..<stretch.count {
            let row = stretch.row(i)
            let place = own[Int(row.label)]
            guard place >= 0 else { continue }
            rows[place] += 1
            if row.hasAmount, (stretch.amounts?[i] ?? 0) > 0 { paid[place] += 1 }
          }
        }
      }
    }
    return zip(paid, rows).map { $1 > 0 ? Double($0) / Double($1) : 0 }
  }
}

/// The id of the touchpoint of rows that are a purchase below nothing and name the order they cancel.
package let negativeRefund = "refund"

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

extension KeyedRows {
  /// Whether a row below nothing stands at a touchpoint that the project knows as a purchase, and names an order.
  func hasPurchases(_ blueprint: Blueprint) -> Bool {
    let purchases = PurchaseNames(blueprint)
    let isPurchase = labels.map { $0.map { purchases.isPurchase($0) || $0 == everyRowPurchase } }
    var found = false
    for partition in 0..<partitions where !found {
      forEachStretch(partition) { stretch in
        guard !found, let extras = stretch.extras, let amounts = stretch.amounts else { return }
        for i in 0..<stretch.count where extras[i].order != DictionaryColumn.none {
          let row = stretch.row(i)
          if row.hasAmount, amounts[i] < 0, isPurchase[stretch.worker][Int(row.label)] { found = true }
        }
      }
    }
    return found
  }
}
