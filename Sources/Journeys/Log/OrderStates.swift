import Reading

/// A column that says of every row how its own order stands, with the states that mean that it came to nothing.
package struct OrderStates: Sendable, Equatable {
  package var column: String
  /// As they stand in the cells, by bytes.
  package var values: [String]
  /// Whether the column is the file's touchpoint; else every row counts as a purchase, whatever it says.
  package var isTouchpoint: Bool

  /// Whether a column of this name says how something stands.
  static func areIn(_ column: String) -> Bool {
    let words = PurchaseWords.words(column)
    return ["status", "state", "סטטוס", "מצב"].contains(where: words.contains)
  }

  /// Whether an order of this state is no purchase, or none any more.
  static func meansUndone(_ value: String) -> Bool {
    let words = PurchaseWords.words(value)
    // Of a part the rest was bought.
    guard (1...3).contains(words.count), !PurchaseWords.has(words, ["partial", "not", "חלקי"]) else { return false }
    return PurchaseWords.has(
      words,
      [
        "refund", "cancel", "fail", "void", "declin", "reject", "revers", "chargeback", "returned", "בוטל", "מבוטל",
        "זוכ", "זיכוי", "הוחזר", "החזר", "נכשל", "נדח",
      ])
  }
}

extension Inspection {
  /// The states of orders in a column that nothing is read from, in a file whose every row is a purchase.
  func orderStates(besides used: [String], isFiltered: (String) -> Bool) -> OrderStates? {
    for (column, cells) in zip(columns, samples)
    where OrderStates.areIn(column) && !used.contains(column) && !isFiltered(column) {
      let values = Set(cells.filter(OrderStates.meansUndone))
      if !values.isEmpty {
        return OrderStates(column: column, values: Array(values).sortedByBytes(), isTouchpoint: false)
      }
    }
    return nil
  }
}

extension EventSource {
  /// Whether its touchpoints are states of the rows' own orders: a row that names none can cancel no other one.
  var namesOwnStates: Bool { OrderStates.areIn(request.label) && !rows.hasOrders }

  /// The states of its rows' own orders that are called refunds, and that the project takes for none.
  func ownStates(_ blueprint: Blueprint) -> OrderStates? {
    guard namesOwnStates, rows.hasAmounts else { return nil }
    let mapping = NameMapping(blueprint)
    let declared = Set(blueprint.touchpoints.map(\.id))
    let values = Set(rows.labels.joined()).filter { label in
      RefundWords.meansRefund(label) && mapping.touchpoint(label).map { !declared.contains($0) } == true
    }
    guard !values.isEmpty else { return nil }
    return OrderStates(column: request.label, values: Array(values).sortedByBytes(), isTouchpoint: true)
  }
}
