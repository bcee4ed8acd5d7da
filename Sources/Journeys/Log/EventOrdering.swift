import Reading

/// An event in its place, and the row it comes from.
struct OrderedEvent: BitwiseCopyable {
  var event: LoggedEvent
  var row: Int32
  var hasAmount: Bool
}

/// Groups rows by customer and orders each customer's: time, mapped sequence, tie rule, then source and row.
///
/// Its lists are used again for the next partition.
struct EventOrdering {
  let rows: Rows
  /// Events, customer after customer.
  let sorted = ReusedList<OrderedEvent>()
  /// `starts[c]..<starts[c + 1]` are customer c's.
  let starts = ReusedList<UInt32>()
  /// Places of events at the same time as the one before, of the same customer.
  private let ties = ReusedList<Int>()
  private let next = ReusedList<UInt32>()
  private let isDropped = ReusedList<Bool>()
  private let blocks: EventBlocks

  init(rows: Rows, blocks: EventBlocks) {
    self.rows = rows
    self.blocks = blocks
  }

  var customers: Int { starts.count - 1 }

  /// How many events a customer has.
  func eventCount(_ customer: Int) -> Int { Int(starts[customer + 1] - starts[customer]) }

  /// Takes over the rows as they are now, customer by customer and still in the rows' order.
  func restart(customers: Int) {
    let count = rows.count
    let event = rows.event
    starts.restart(repeating: 0, count: customers + 1)
    let starts = starts.mutableBuffer
    for row in 0..<count { starts[Int(event[row].customer) &+ 1] &+= 1 }
    for c in 0..<customers { starts[c + 1] += starts[c] }
    next.restart(count: customers + 1)
    let next = next.mutableBuffer
    _ = next.update(fromContentsOf: starts)
    sorted.restart(count: count)
    let sorted = sorted.mutableBuffer
    for row in 0..<count {
      let own = event[row]
      let place = Int(next[Int(own.customer)])
      sorted[place] = OrderedEvent(
        event: own.event, row: Int32(truncatingIfNeeded: row), hasAmount: own.hasAmount)
      next[Int(own.customer)] &+= 1
    }
  }

  func sort(tieByTouchpoint: Bool, stageOf: [Int]) {
    if tieByTouchpoint || rows.hasSequence {
      sortWithTies(tieByTouchpoint, stageOf)
    } else {
      sortByTime()
    }
  }

  private func sortWithTies(_ tieByTouchpoint: Bool, _ stageOf: [Int]) {
    let rows = rows
    func precedes(_ a: OrderedEvent, _ b: OrderedEvent) -> Bool {
      if a.event.time != b.event.time { return a.event.time < b.event.time }
      if rows.hasSequence {
        let (one, other) = (rows.sequence[Int(a.row)], rows.sequence[Int(b.row)])
        if one != other { return one < other }
      }
      guard tieByTouchpoint else { return a.row < b.row }
      if a.event.touchpoint != b.event.touchpoint {
        let stageA = stageOf[Int(a.event.touchpoint)]
        let stageB = stageOf[Int(b.event.touchpoint)]
        // Codes follow from declarations and names alone, so they may break the tie.
        return stageA != stageB ? stageA < stageB : a.event.touchpoint < b.event.touchpoint
      }
      return contentPrecedes(a, b) ?? (a.row < b.row)
    }
    let sorted = sorted.mutableBuffer
    for c in 0..<customers {
      let lower = Int(starts[c])
      let upper = Int(starts[c + 1])
      if upper - lower > 24 {
        var slice = UnsafeMutableBufferPointer(rebasing: sorted[lower..<upper])
        slice.sort(by: precedes)
        continue
      }
      var i = lower + 1
      while i < upper {
        let own = sorted[i]
        var j = i
        while j > lower, precedes(own, sorted[j - 1]) {
          sorted[j] = sorted[j - 1]
          j -= 1
        }
        sorted[j] = own
        i += 1
      }
    }
    findTies()
  }

  /// By time alone; what is tied stays in the order of rows, in which it came.
  private func sortByTime() {
    let sorted = sorted.mutableBuffer
    let starts = starts.buffer
    let ties = ties
    ties.clear()
    var lower = 0
    for c in 0..<customers {
      let upper = Int(starts[c &+ 1])
      if upper - lower > 32 {
        var slice = UnsafeMutableBufferPointer(rebasing: sorted[lower..<upper])
        slice.sort { $0.event.time != $1.event.time ? $0.event.time < $1.event.time : $0.row < $1.row }
      } else {
        var i = lower &+ 1
        while i < upper {
          let own = sorted[i]
          var j = i
          while j > lower, sorted[j &- 1].event.time > own.event.time {
            sorted[j] = sorted[j &- 1]
            j &-= 1
          }
          if j != i { sorted[j] = own }
          i &+= 1
        }
      }
      var i = lower &+ 1
      while i < upper {
        if sorted[i].event.time == sorted[i &- 1].event.time { ties.append(i) }
        i &+= 1
      }
      lower = upper
    }
  }

  private func findTies() {
    ties.clear()
    for c in 0..<customers {
      for i in (Int(starts[c]) + 1)..<max(Int(starts[c]) + 1, Int(starts[c + 1]))
      where sorted[i].event.time == sorted[i - 1].event.time { ties.append(i) }
    }
  }

  /// Order of two tied events of one touchpoint by what they hold, so that with ties by stage no shuffle of rows matters.
  private func contentPrecedes(_ a: OrderedEvent, _ b: OrderedEvent) -> Bool? {
    if a.event.channel != b.event.channel { return a.event.channel < b.event.channel }
    let (amountA, amountB) = (rows.amount(of: a.row), rows.amount(of: b.row))
    if amountA != amountB { return amountA < amountB }
    let (i, j) = (Int(a.row), Int(b.row))
    // Codes of orders follow the rows; only whether there is one may count.
    if rows.hasOrders, (rows.order[i] == .max) != (rows.order[j] == .max) { return rows.order[j] == .max }
    if rows.hasReferrers, rows.isReferred[i] != rows.isReferred[j] { return rows.isReferred[i] }
    return rows.attributesPrecede(a.row, b.row)
  }

  private func areEqual(_ a: OrderedEvent, _ b: OrderedEvent) -> Bool {
    let i = Int(a.row)
    let j = Int(b.row)
    return a.event == b.event && rows.amount(of: a.row) == rows.amount(of: b.row)
      && (!rows.hasOrders || rows.order[i] == rows.order[j])
      && (!rows.hasSequence || rows.sequence[i] == rows.sequence[j])
      && (rows.attributes == 0 || rows.attributesPrecede(a.row, b.row) == nil)
  }

  /// Equal rows beyond the first.
  struct EqualRows {
    /// Those of one source.
    var within = 0
    /// Those of one source that equal rows of another, by the numbers of the two.
    var across: [[Int]: Int] = [:]
  }

  /// Counts equal rows beyond the first, and drops them if asked.
  ///
  /// Two files that overlap hold the same rows, each as often as the other: a row is the other file's as long as that one
  /// has so many, and beyond that one more of its own.
  ///
  /// - Parameter bounds: where each source's rows begin.
  func markDuplicates(_ rule: Duplicates, _ bounds: [Int]) -> EqualRows {
    var found = EqualRows()
    guard ties.count > 0 else { return found }
    if rule != .keep { isDropped.restart(repeating: false, count: sorted.count) }
    var dropped = 0
    var t = 0
    while t < ties.count {
      // Ties that follow one another are events of one instant.
      let lower = ties[t] - 1
      var upper = ties[t] + 1
      t += 1
      while t < ties.count, ties[t] == upper {
        upper += 1
        t += 1
      }
      for group in equalRows(lower..<upper) { dropped += mark(group, rule, bounds, &found) }
    }
    if dropped > 0 { remove() }
    return found
  }

  /// Places of equal rows among events of one instant, where there are several.
  private func equalRows(_ range: Range<Int>) -> [[Int]] {
    if range.count <= 16 {
      var groups: [[Int]] = []
      for i in range.dropFirst() {
        guard let first = (range.lowerBound..<i).first(where: { areEqual(sorted[i], sorted[$0]) }) else { continue }
        if let group = groups.firstIndex(where: { $0[0] == first }) {
          groups[group].append(i)
        } else {
          groups.append([first, i])
        }
      }
      return groups
    }
    var placesOf: [[Int64]: [Int]] = [:]
    for i in range {
      let own = sorted[i]
      var key = [
        Int64(own.event.touchpoint), Int64(own.event.channel), rows.amount(of: own.row),
        rows.hasOrders ? Int64(rows.order[Int(own.row)]) : 0, rows.hasSequence ? rows.sequence[Int(own.row)] : 0,
      ]
      for attribute in 0..<rows.attributes {
        key.append(Int64(rows.attribute[Int(own.row) * rows.attributes + attribute]))
      }
      placesOf[key, default: []].append(i)
    }
    return placesOf.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }

  /// Counts the rows of a group of equal ones; returns how many are to go.
  private func mark(_ group: [Int], _ rule: Duplicates, _ bounds: [Int], _ found: inout EqualRows) -> Int {
    func source(_ place: Int) -> Int {
      let row = Int(sorted[place].row)
      // A source without rows begins where the next one does.
      return bounds.lastIndex { $0 <= row } ?? 0
    }
    var dropped = 0
    var counts: [(source: Int, rows: Int)] = []
    for place in group.sorted(by: { sorted[$0].row < sorted[$1].row }) {
      let own = source(place)
      let index: Int
      if let known = counts.firstIndex(where: { $0.source == own }) {
        index = known
      } else {
        index = counts.count
        counts.append((own, 0))
      }
      counts[index].rows += 1
      let number = counts[index].rows
      let other = counts.first { $0.source != own && $0.rows >= number }
      if let other {
        found.across[[other.source, own], default: 0] += 1
      } else if number > 1 {
        found.within += 1
      }
      let isDuplicate = other != nil || number > 1
      guard rule == .drop ? isDuplicate : rule == .dropAcrossFiles && other != nil else { continue }
      isDropped[place] = true
      dropped += 1
    }
    return dropped
  }

  /// Joins repeats of one touchpoint and channel that follow each other within that many microseconds.
  func mergeRepeats(within: Int64) -> Int {
    isDropped.restart(repeating: false, count: sorted.count)
    var found = 0
    for c in 0..<customers {
      for i in (Int(starts[c]) + 1)..<max(Int(starts[c]) + 1, Int(starts[c + 1])) {
        let own = sorted[i].event
        let before = sorted[i - 1].event
        if own.touchpoint == before.touchpoint, own.channel == before.channel, own.time - before.time <= within {
          isDropped[i] = true
          found += 1
        }
      }
    }
    if found > 0 { remove() }
    return found
  }

  /// Takes out what is marked; the first event of a customer never is.
  private func remove() {
    let sorted = sorted.mutableBuffer
    var kept = 0
    var lower = 0
    for c in 0..<customers {
      let upper = Int(starts[c + 1])
      for i in lower..<upper where !isDropped[i] {
        sorted[kept] = sorted[i]
        kept += 1
      }
      lower = upper
      starts[c + 1] = UInt32(truncatingIfNeeded: kept)
    }
    self.sorted.truncate(to: kept)
    findTies()
  }

  /// The part of the log; its period spans its own events until it is told another.
  func log(catalog: Catalog) -> EventLog {
    let count = sorted.count
    let sorted = sorted.buffer
    let spans = blocks.allocate(EventStorage.CustomerSpan.self, capacity: customers)
    var laid = EventLaying(blocks, hasAmounts: rows.hasAmounts)
    var orders: [UInt32] = []
    var isReferred: [Bool] = []
    var attributes: [UInt16] = []
    var first = Int64.max
    var last = Int64.min
    var lower = 0
    for c in 0..<customers {
      let upper = Int(starts[c + 1])
      let place = laid.begin(upper - lower)
      spans[c] = EventStorage.CustomerSpan(start: UInt32(place), count: UInt32(upper - lower))
      for i in lower..<upper {
        let own = sorted[i]
        laid.add(own.event)
        if own.hasAmount { laid.add(amount: rows.amount[Int(own.row)]) }
      }
      first = min(first, sorted[lower].event.time)
      last = max(last, sorted[upper - 1].event.time)
      // Columns that few logs have stand by place too: what no event stands at holds nothing.
      if rows.hasOrders {
        orders.append(contentsOf: repeatElement(.max, count: place - orders.count))
        for i in lower..<upper { orders.append(rows.order[Int(sorted[i].row)]) }
      }
      if rows.hasReferrers {
        isReferred.append(contentsOf: repeatElement(false, count: place - isReferred.count))
        for i in lower..<upper { isReferred.append(rows.isReferred[Int(sorted[i].row)]) }
      }
      if rows.attributes > 0 {
        attributes.append(
          contentsOf: repeatElement(AttributeCode.none, count: place * rows.attributes - attributes.count))
        for i in lower..<upper {
          let own = rows.attribute + Int(sorted[i].row) * rows.attributes
          attributes.append(contentsOf: UnsafeBufferPointer(start: own, count: rows.attributes))
        }
      }
      lower = upper
    }
    let table = blocks.allocate(UnsafeMutablePointer<LoggedEvent>.self, capacity: laid.table.count)
    for (i, block) in laid.table.enumerated() { table[i] = block }
    let isEmpty = count == 0
    return EventLog(
      catalog: catalog,
      storage: EventStorage(
        blocks: table, eventCount: count, spans: spans, customerCount: customers, owners: blocks.owners),
      amounts: laid.amounts, orders: orders, isReferred: isReferred, attributes: attributes,
      observedUntil: isEmpty ? 0 : last,
      period: isEmpty ? 0...0 : first...last, tiedNeighbours: ties.count, neighbours: count - customers)
  }
}
