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
    let own = labels.map { labels in Set(labels.joined()).filter { $0 >= 0 }.map { names[$0] } }
    let guessed = PurchaseWords.purchases(own) { wanted in
      let shares = paidShares(sources, labels, wanted: names.map { wanted.contains($0) })
      return Dictionary(uniqueKeysWithValues: zip(names, shares))
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

  /// By place of a name, the share of its rows that carry an amount above nothing; only of those wanted.
  private func paidShares(_ sources: [EventSource], _ labels: [[[Int]]], wanted: [Bool]) -> [Double] {
    var counts = [MoneyRows](repeating: MoneyRows(), count: wanted.count)
    for (source, labels) in zip(sources, labels) where source.rows.hasAmounts {
      source.rows.countMoney(labels.map { $0.map { $0 >= 0 && wanted[$0] ? $0 : -1 } }, into: &counts)
    }
    return counts.map { $0.rows > 0 ? Double($0.above) / Double($0.rows) : 0 }
  }
}

/// How many rows there are, and how many of them have an amount above and below nothing.
struct MoneyRows {
  var rows = 0
  var above = 0
  var below = 0
}

extension KeyedRows {
  /// Counts rows by the places of their labels, which stand by worker and by label; those below 0 are left out.
  func countMoney(_ places: [[Int]], into counts: inout [MoneyRows]) {
    guard places.contains(where: { $0.contains { $0 >= 0 } }) else { return }
    for partition in 0..<partitions {
      forEachStretch(partition) { stretch in
        let own = places[stretch.worker]
        for i in 0..<stretch.count {
          let row = stretch.row(i)
          let place = own[Int(row.label)]
          guard place >= 0 else { continue }
          counts[place].rows += 1
          let amount = row.hasAmount ? stretch.amounts?[i] ?? 0 : 0
          if amount > 0 { counts[place].above += 1 } else if amount < 0 { counts[place].below += 1 }
        }
      }
    }
  }
}

/// The id of the touchpoint of rows that are a purchase below nothing and name the order they cancel.
package let negativeRefund = "refund"

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
