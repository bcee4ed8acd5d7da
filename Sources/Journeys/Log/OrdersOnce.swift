import Reading

/// Orders that several sources name, each counted once.
package struct OrderCounts: Sendable, Equatable {
  /// Orders that another source had named before.
  package var once = 0
  /// Orders that two sources name with amounts that differ: they stay two purchases.
  package var differing = 0
  /// Orders that two sources name for different customers: they stay two purchases.
  package var ofOthers = 0

  package init() {}
}

/// Finds the orders that two sources name: the same id, the same customer or one row without, amounts equal or one empty,
/// at most seven days apart.
///
/// One purchase stays, of the customer and with the amount that any of them says, at the time and the touchpoint of the
/// source that is listed first.
struct OrdersOnce: Sendable {
  /// A row among those of its source; rows that are alike in all of it are as good as one another.
  struct RowID: Hashable, Sendable {
    var source: Int32
    var order: UInt32
    var key: RowKeyValue
    var time: Int64
  }

  /// What becomes of rows.
  struct Fate: Sendable {
    /// How many of them are left out.
    var dropped = 0
    /// What those that stay say instead.
    var changed: Change?
  }

  /// What a row says in place of its own.
  struct Change: Sendable {
    var time: Int64
    var kind: EventKind
    /// Millionths; `Int64.min` where nobody says any.
    var amount: Int64
  }

  /// Nothing is counted once.
  init() {}

  private(set) var fates: [RowID: Fate] = [:]
  /// By order, whether any row of it has a fate.
  private(set) var isTouched: [Bool] = []
  private(set) var counts = OrderCounts()
  /// Rows of nobody that are another's after all, by source.
  private(set) var claimed: [RowID: Int] = [:]

  /// Seven days in microseconds.
  private static let farthest = 7 * Micros.day
  /// The key of nobody.
  static let nobody = RowKeyValue(RowKey(word0: 0, word1: 0))

  /// A purchase that a row tells of.
  private struct Named {
    var source: Int
    var order: UInt32
    var key: RowKeyValue
    var time: Int64
    var amount: Int64
    var kind: EventKind
  }

  init(_ inputs: [PartitionBuilder.Input], _ catalog: Catalog, latest: Int64?) {
    let channelOf = catalog.touchpoints.map(\.channel)
    // Which orders more than one source names.
    var first: [Int32] = []
    var isShared: [Bool] = []
    var hasShared = false
    for (source, input) in inputs.enumerated() {
      for code in input.orders.joined() {
        while first.count <= Int(code) {
          first.append(-1)
          isShared.append(false)
        }
        if first[Int(code)] < 0 { first[Int(code)] = Int32(source) }
        if first[Int(code)] != Int32(source) {
          isShared[Int(code)] = true
          hasShared = true
        }
      }
    }
    guard hasShared else { return }
    isTouched = [Bool](repeating: false, count: first.count)
    var rows: [Named] = []
    for (source, input) in inputs.enumerated() where input.rows.hasOrders {
      func take(_ order: UInt32, _ key: RowKeyValue, _ time: Int64, _ amount: Int64, _ kind: EventKind) {
        guard !kind.isDropped, amount == .min || amount >= 0, time <= latest ?? .max,
          SourcePlan.possibleTimes.contains(time), catalog.touchpoints[Int(kind.touchpoint)].kind == .purchase
        else { return }
        rows.append(Named(source: source, order: order, key: key, time: time, amount: amount, kind: kind))
      }
      for partition in 0..<input.rows.partitions {
        input.rows.forEachStretch(partition) { stretch in
          for i in 0..<stretch.count {
            guard let code = stretch.extras?[i].order, code != DictionaryColumn.none else { continue }
            let order = input.orders[stretch.worker][Int(code)]
            guard isShared[Int(order)] else { continue }
            let row = stretch.row(i)
            take(
              order, input.unifiedKey(row.key, stretch), row.time,
              row.hasAmount ? stretch.amounts?[i] ?? .min : .min,
              input.eventKind(row.kind, worker: stretch.worker, channelOf: channelOf))
          }
        }
      }
      for (worker, nameless) in input.rows.nameless.enumerated() {
        for row in nameless
        where row.order != DictionaryColumn.none && isShared[Int(input.orders[worker][Int(row.order)])] {
          let touchpoint = input.touchpoints[worker][Int(row.label)]
          guard touchpoint != .max else { continue }
          let kind = EventKind(
            touchpoint: touchpoint,
            channel: row.group == KeyedRow.none
              ? channelOf[Int(touchpoint)] : input.channels[worker][Int(row.group)],
            isReferred: false, isDropped: input.isLabelDropped[worker][Int(row.label)])
          take(input.orders[worker][Int(row.order)], Self.nobody, row.time, row.amount, kind)
        }
      }
    }
    rows.sort { Self.precedes($0, $1) }
    var lower = 0
    while lower < rows.count {
      var upper = lower + 1
      while upper < rows.count, rows[upper].order == rows[lower].order { upper += 1 }
      if rows[lower].source != rows[upper - 1].source { settle(Array(rows[lower..<upper])) }
      lower = upper
    }
  }

  private static func precedes(_ a: Named, _ b: Named) -> Bool {
    if a.order != b.order { return a.order < b.order }
    if a.source != b.source { return a.source < b.source }
    if a.time != b.time { return a.time < b.time }
    if a.key != b.key { return (a.key.word0, a.key.word1) < (b.key.word0, b.key.word1) }
    return a.amount < b.amount
  }

  /// One purchase and the rows that tell of it, the first of them the one whose time and touchpoint hold.
  private struct Purchase {
    var rows: [Named]
    var key: RowKeyValue { rows.first { $0.key != OrdersOnce.nobody }?.key ?? OrdersOnce.nobody }
    var amount: Int64 { rows.first { $0.amount != .min }?.amount ?? .min }
  }

  private mutating func settle(_ rows: [Named]) {
    var purchases: [Purchase] = []
    var differs = false
    var isOthers = false
    var isWhole = false
    var place = 0
    while place < rows.count {
      let source = rows[place].source
      var end = place
      while end < rows.count, rows[end].source == source { end += 1 }
      let own = rows[place..<end]
      place = end
      guard !purchases.isEmpty else {
        purchases = own.map { Purchase(rows: [$0]) }
        continue
      }
      if let whole = asWhole(purchases, own) {
        purchases = whole
        isWhole = true
        continue
      }
      var isTaken = [Bool](repeating: false, count: purchases.count)
      for row in own {
        var best: Int?
        for (index, purchase) in purchases.enumerated() where !isTaken[index] {
          guard abs(purchase.rows[0].time - row.time) <= Self.farthest else { continue }
          guard purchase.key == row.key || purchase.key == Self.nobody || row.key == Self.nobody else {
            isOthers = true
            continue
          }
          guard purchase.amount == row.amount || purchase.amount == .min || row.amount == .min else {
            differs = true
            continue
          }
          best = index
          break
        }
        if let best {
          isTaken[best] = true
          purchases[best].rows.append(row)
        } else {
          isTaken.append(true)
          purchases.append(Purchase(rows: [row]))
        }
      }
    }
    let matched = purchases.filter { $0.rows.count > 1 }
    if !matched.isEmpty {
      counts.once += 1
      // Two sources agree that it is one: what a source has written twice is no second purchase.
      for index in purchases.indices where !isWhole && purchases[index].rows.count == 1 {
        let row = purchases[index].rows[0]
        let twin = purchases.indices.first { other in
          purchases[other].rows.count > 1
            && purchases[other].rows.contains {
              $0.source == row.source && $0.key == row.key && $0.time == row.time && $0.amount == row.amount
                && $0.kind.touchpoint == row.kind.touchpoint
            }
        }
        if let twin {
          purchases[twin].rows.append(row)
          purchases[index].rows = []
        }
      }
    } else if differs {
      counts.differing += 1
    } else if isOthers {
      counts.ofOthers += 1
    }
    for purchase in purchases where purchase.rows.count > 1 { keepOne(of: purchase) }
  }

  /// The purchases, where a source's rows make up the same whole as those before: an order by its lines and by its sum.
  private func asWhole(_ purchases: [Purchase], _ own: ArraySlice<Named>) -> [Purchase]? {
    guard purchases.count != own.count || purchases.count > 1 else { return nil }
    let (before, now) = (purchases.map(\.amount), own.map(\.amount))
    guard !before.contains(.min), !now.contains(.min),
      before.reduce(Int128(0), { $0 + Int128($1) }) == now.reduce(Int128(0), { $0 + Int128($1) })
    else { return nil }
    let keys = Set((purchases.map(\.key) + own.map(\.key)).filter { $0 != Self.nobody })
    let times = purchases.map { $0.rows[0].time } + own.map(\.time)
    guard keys.count <= 1, (times.max() ?? 0) - (times.min() ?? 0) <= Self.farthest,
      purchases.count == 1 || own.count == 1
    else { return nil }
    // The lines stay apart where they came first; their sum is said by nobody else.
    var result = purchases
    if purchases.count == 1 {
      for row in own {
        var row = row
        row.amount = .min
        result[0].rows.append(row)
      }
    } else {
      var row = own[own.startIndex]
      row.amount = .min
      result[0].rows.append(row)
    }
    return result
  }

  /// Leaves one row of a purchase, which says what is known from all of them.
  private mutating func keepOne(of purchase: Purchase) {
    let lead = purchase.rows[0]
    let stays = purchase.rows.firstIndex { $0.key != Self.nobody } ?? 0
    isTouched[Int(lead.order)] = true
    for (index, row) in purchase.rows.enumerated() where index != stays {
      let id = Self.id(row)
      if row.key == Self.nobody { claimed[id, default: 0] += 1 } else { fates[id, default: Fate()].dropped += 1 }
    }
    let row = purchase.rows[stays]
    guard row.key != Self.nobody, stays != 0 || (row.amount == .min && purchase.amount != .min) else { return }
    fates[Self.id(row), default: Fate()].changed = Change(time: lead.time, kind: lead.kind, amount: purchase.amount)
  }

  private static func id(_ row: Named) -> RowID {
    RowID(source: Int32(row.source), order: row.order, key: row.key, time: row.time)
  }
}

extension PartitionBuilder.Input {
  /// A row's key by the one numbering of long ids.
  func unifiedKey(_ key: RowKey, _ stretch: KeyedRows.Stretch) -> RowKeyValue {
    var key = key
    if key.isLong { key.word1 = 0xFF << 56 | UInt64(longPlaces[stretch.longPlaces[key.place]]) }
    return RowKeyValue(key)
  }
}
