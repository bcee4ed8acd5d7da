import Reading

/// Sales to people nobody knows: money of the period, in no journey.
package struct WalkIns: Sendable, Equatable {
  /// Sales in the period, refunds apart.
  package var purchases = 0
  /// Refunds, which take money back and cancel no purchase that can be told.
  package var refunds = 0
  /// Millionths, net of refunds; `nil` where no row says any.
  package var amount: Int128?
  /// One by one, whenever they were: what a total of other days asks for.
  package var sales: [(time: Int64, amount: Int64, isRefund: Bool)] = []
  /// By source, the rows of all time.
  package var used: [Int] = []

  package init() {}

  /// Adds a row.
  ///
  /// - Parameter amount: millionths; `Int64.min` where there is none. Below nothing it is a refund.
  package mutating func add(_ amount: Int64, isRefund: Bool) {
    let isBack = isRefund || (amount != .min && amount < 0)
    if isBack { refunds += 1 } else { purchases += 1 }
    guard amount != .min else { return }
    self.amount = (self.amount ?? 0) + (isBack ? -Int128(amount.magnitude) : Int128(amount))
  }

  package static func == (a: WalkIns, b: WalkIns) -> Bool {
    a.purchases == b.purchases && a.refunds == b.refunds && a.amount == b.amount
  }
}

extension LogAssembly {
  /// Counts the rows of nobody at purchases and refunds, and what of each source is nobody's.
  ///
  /// - Parameter inputs: what the codes of each source mean.
  func countNameless(
    _ inputs: [PartitionBuilder.Input], _ orders: OrdersOnce, _ catalog: Catalog, latest: Int64?,
    period: ClosedRange<Int64>?,
    excluded: ExcludedTime, into counts: inout AssemblyCounts
  ) {
    let keepsSales = blueprint.totals.contains { $0.period != nil }
    var claimed = orders.claimed
    for (source, input) in inputs.enumerated() {
      var used = 0
      for (worker, rows) in input.rows.nameless.enumerated() {
        for row in rows {
          // What leaves out other rows leaves out these; they are counted already, as rejected.
          let isChannelDropped =
            row.group != KeyedRow.none && !input.isChannelDropped.isEmpty
            && input.isChannelDropped[worker][Int(row.group)]
          guard !input.isLabelDropped[worker][Int(row.label)], !isChannelDropped, input.soundTimes.contains(row.time)
          else { continue }
          counts.recognised[source].events += 1
          if row.amount != .min { counts.recognised[source].money += Int128(row.amount) }
          let code = input.touchpoints[worker][Int(row.label)]
          guard code != .max, row.time <= latest ?? .max, SourcePlan.possibleTimes.contains(row.time) else { continue }
          let kind = catalog.touchpoints[Int(code)].kind
          guard kind == .purchase || kind == .refund else { continue }
          let hasOrder = !input.orders.isEmpty && row.order != DictionaryColumn.none
          if kind == .purchase, row.amount < 0, row.amount != .min,
            blueprint.negativeAmounts == .reject || (blueprint.negativeAmounts == .refund && !hasOrder)
          {
            counts.negativeAmounts += 1
            continue
          }
          used += 1
          if hasOrder {
            // Another source says whose it is, and there it counts.
            let id = OrdersOnce.RowID(
              source: Int32(source), order: input.orders[worker][Int(row.order)], key: OrdersOnce.nobody, time: row.time
            )
            if let left = claimed[id], left > 0 {
              claimed[id] = left - 1
              continue
            }
          }
          if keepsSales { counts.walkIns.sales.append((row.time, row.amount, kind == .refund)) }
          guard period.map({ $0.contains(row.time) }) ?? true, !excluded.contains(row.time) else { continue }
          counts.walkIns.add(row.amount, isRefund: kind == .refund)
        }
      }
      counts.walkIns.used.append(used)
    }
  }
}
