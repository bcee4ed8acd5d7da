/// Groups rows by customer and orders each customer's: time, mapped sequence, tie rule, then source and row.
struct EventOrdering {
  let rows: Rows
  /// Indices of rows, grouped by customer.
  private(set) var order: [Int32]
  private(set) var starts: [Int]

  init(rows: Rows, customers: Int) {
    self.rows = rows
    var starts = [Int](repeating: 0, count: customers + 1)
    let customer = rows.customer
    let count = rows.count
    starts.withUnsafeMutableBufferPointer { starts in
      for row in 0..<count { starts[Int(customer[row]) &+ 1] &+= 1 }
      for c in 0..<customers { starts[c + 1] += starts[c] }
    }
    var next = starts
    order = [Int32](unsafeUninitializedCapacity: count) { order, filled in
      next.withUnsafeMutableBufferPointer { next in
        for row in 0..<count {
          let own = Int(customer[row])
          order[next[own]] = Int32(truncatingIfNeeded: row)
          next[own] &+= 1
        }
      }
      filled = count
    }
    // A customer all of whose rows were left out is no customer.
    var kept = [0]
    for c in 0..<customers where starts[c + 1] > starts[c] { kept.append(starts[c + 1]) }
    self.starts = kept
  }

  mutating func sort(tieByTouchpoint: Bool, stageOf: [Int]) {
    if !tieByTouchpoint, !rows.hasSequence { return sortByTime() }
    let rows = rows
    func precedes(_ a: Int32, _ b: Int32) -> Bool {
      let i = Int(a)
      let j = Int(b)
      if rows.time[i] != rows.time[j] { return rows.time[i] < rows.time[j] }
      if rows.hasSequence, rows.sequence[i] != rows.sequence[j] { return rows.sequence[i] < rows.sequence[j] }
      if tieByTouchpoint, rows.touchpoint[i] != rows.touchpoint[j] {
        let stageA = stageOf[Int(rows.touchpoint[i])]
        let stageB = stageOf[Int(rows.touchpoint[j])]
        // Codes follow from declarations and names alone, so they may break the tie.
        return stageA != stageB ? stageA < stageB : rows.touchpoint[i] < rows.touchpoint[j]
      }
      if tieByTouchpoint { return contentPrecedes(i, j) ?? (a < b) }
      return a < b
    }
    var sorted = order
    order = []
    sorted.withUnsafeMutableBufferPointer { order in
      for c in 0..<(starts.count - 1) {
        let lower = starts[c]
        let upper = starts[c + 1]
        if upper - lower > 24 {
          var slice = UnsafeMutableBufferPointer(rebasing: order[lower..<upper])
          slice.sort(by: precedes)
          continue
        }
        var i = lower + 1
        while i < upper {
          let row = order[i]
          var j = i
          while j > lower, precedes(row, order[j - 1]) {
            order[j] = order[j - 1]
            j -= 1
          }
          order[j] = row
          i += 1
        }
      }
    }
    order = sorted
  }

  /// By time alone; what is tied stays in the order of rows, in which it came.
  private mutating func sortByTime() {
    var sorted = order
    order = []
    let time = rows.time
    sorted.withUnsafeMutableBufferPointer { order in
      for c in 0..<(starts.count - 1) {
        let lower = starts[c]
        let upper = starts[c + 1]
        if upper - lower > 32 {
          var slice = UnsafeMutableBufferPointer(rebasing: order[lower..<upper])
          slice.sort { time[Int($0)] != time[Int($1)] ? time[Int($0)] < time[Int($1)] : $0 < $1 }
          continue
        }
        var i = lower &+ 1
        while i < upper {
          let row = order[i]
          let key = time[Int(row)]
          var j = i
          while j > lower, time[Int(order[j &- 1])] > key {
            order[j] = order[j &- 1]
            j &-= 1
          }
          order[j] = row
          i &+= 1
        }
      }
    }
    order = sorted
  }

  /// Order of two tied events of one touchpoint by what they hold, so that with ties by stage no shuffle of rows matters.
  private func contentPrecedes(_ i: Int, _ j: Int) -> Bool? {
    if rows.channel[i] != rows.channel[j] { return rows.channel[i] < rows.channel[j] }
    if rows.hasAmounts, rows.amount[i] != rows.amount[j] { return rows.amount[i] < rows.amount[j] }
    // Codes of orders follow the rows; only whether there is one may count.
    if rows.hasOrders, (rows.order[i] == .max) != (rows.order[j] == .max) { return rows.order[j] == .max }
    if rows.hasReferrers, rows.isReferred[i] != rows.isReferred[j] { return rows.isReferred[i] }
    return nil
  }

  private func areEqual(_ a: Int32, _ b: Int32) -> Bool {
    let i = Int(a)
    let j = Int(b)
    return rows.time[i] == rows.time[j] && rows.touchpoint[i] == rows.touchpoint[j]
      && rows.channel[i] == rows.channel[j] && (!rows.hasAmounts || rows.amount[i] == rows.amount[j])
      && (!rows.hasOrders || rows.order[i] == rows.order[j])
      && (!rows.hasSequence || rows.sequence[i] == rows.sequence[j])
  }

  /// Counts equal rows beyond the first, and drops them if asked.
  mutating func markDuplicates(drop: Bool) -> Int {
    var isDropped = [Bool](repeating: false, count: order.count)
    var found = 0
    for c in 0..<(starts.count - 1) {
      var lower = starts[c]
      while lower < starts[c + 1] {
        var upper = lower + 1
        while upper < starts[c + 1], rows.time[Int(order[upper])] == rows.time[Int(order[lower])] { upper += 1 }
        if upper - lower > 1 { found += markDuplicates(lower..<upper, &isDropped) }
        lower = upper
      }
    }
    if drop, found > 0 { remove(isDropped) }
    return found
  }

  /// Equal rows among events of one instant.
  private func markDuplicates(_ range: Range<Int>, _ isDropped: inout [Bool]) -> Int {
    var found = 0
    if range.count <= 16 {
      for i in range.dropFirst() where (range.lowerBound..<i).contains(where: { areEqual(order[i], order[$0]) }) {
        isDropped[i] = true
        found += 1
      }
      return found
    }
    var seen = Set<[Int64]>()
    for i in range {
      let row = Int(order[i])
      let key = [
        Int64(rows.touchpoint[row]), Int64(rows.channel[row]), rows.hasAmounts ? rows.amount[row] : 0,
        rows.hasOrders ? Int64(rows.order[row]) : 0, rows.hasSequence ? rows.sequence[row] : 0,
      ]
      if !seen.insert(key).inserted {
        isDropped[i] = true
        found += 1
      }
    }
    return found
  }

  /// Joins repeats of one touchpoint and channel that follow each other within that many microseconds.
  mutating func mergeRepeats(within: Int64) -> Int {
    var isDropped = [Bool](repeating: false, count: order.count)
    var found = 0
    for c in 0..<(starts.count - 1) {
      for i in (starts[c] + 1)..<max(starts[c] + 1, starts[c + 1]) {
        let row = Int(order[i])
        let before = Int(order[i - 1])
        if rows.touchpoint[row] == rows.touchpoint[before], rows.channel[row] == rows.channel[before],
          rows.time[row] - rows.time[before] <= within
        {
          isDropped[i] = true
          found += 1
        }
      }
    }
    if found > 0 { remove(isDropped) }
    return found
  }

  private mutating func remove(_ isDropped: [Bool]) {
    var kept: [Int32] = []
    kept.reserveCapacity(order.count)
    var newStarts = [0]
    for c in 0..<(starts.count - 1) {
      for i in starts[c]..<starts[c + 1] where !isDropped[i] { kept.append(order[i]) }
      newStarts.append(kept.count)
    }
    order = kept
    starts = newStarts
  }

  /// The part of the log; its period spans its own events until it is told another.
  func log(catalog: Catalog) -> EventLog {
    func column<T: BitwiseCopyable>(_ values: UnsafeMutablePointer<T>) -> [T] {
      [T](unsafeUninitializedCapacity: order.count) { target, count in
        order.withUnsafeBufferPointer { order in
          for i in 0..<order.count { target.initializeElement(at: i, to: values[Int(order[i])]) }
        }
        count = order.count
      }
    }
    let times = order.isEmpty ? [] : column(rows.time)
    var tied = 0
    var first = Int64.max
    var last = Int64.min
    for c in 0..<(starts.count - 1) {
      first = min(first, times[starts[c]])
      last = max(last, times[starts[c + 1] - 1])
      for i in starts[c]..<(starts[c + 1] - 1) where times[i] == times[i + 1] { tied += 1 }
    }
    let isEmpty = times.isEmpty
    return EventLog(
      catalog: catalog, customerStarts: starts, times: times, touchpoints: isEmpty ? [] : column(rows.touchpoint),
      channels: isEmpty ? [] : column(rows.channel), 
      amounts: rows.hasAmounts && !isEmpty ? SparseAmounts(order.lazy.map { rows.amount[Int($0)] }) : SparseAmounts(),
      orders: rows.hasOrders && !isEmpty ? column(rows.order) : [],
      isReferred: rows.hasReferrers && !isEmpty ? column(rows.isReferred) : [], observedUntil: isEmpty ? 0 : last,
      period: isEmpty ? 0...0 : first...last, tiedNeighbours: tied, neighbours: times.count - (starts.count - 1))
  }
}
