import Reading

extension Blueprint {
  /// The same project with purchases guessed where nobody has declared a touchpoint, and what was guessed.
  ///
  /// A project that declares touchpoints and no purchase among them means it: then nothing is guessed.
  func guessingPurchases(_ sources: [EventSource]) -> (blueprint: Blueprint, guessed: [String]) {
    guard touchpoints.isEmpty, !sources.isEmpty else { return (self, []) }
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
    return (result, guessed)
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
