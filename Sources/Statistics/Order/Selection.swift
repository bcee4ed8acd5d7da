/// Puts the value of rank `k` in its place, no larger ones before it and no smaller ones behind: quickselect with the
/// median of three, in linear time on average and without a random number.
package func select(_ values: UnsafeMutableBufferPointer<Int64>, _ k: Int) {
  var low = 0
  var high = values.count - 1
  // On input made to be slow, sorting what is left bounds the time.
  var rounds = 0
  while low < high {
    rounds += 1
    if rounds > 64 {
      var rest = UnsafeMutableBufferPointer(rebasing: values[low...high])
      rest.sort()
      return
    }
    let middle = low + (high - low) / 2
    if values[middle] < values[low] { values.swapAt(middle, low) }
    if values[high] < values[low] { values.swapAt(high, low) }
    if values[high] < values[middle] { values.swapAt(high, middle) }
    let pivot = values[middle]
    var i = low
    var j = high
    while i <= j {
      while values[i] < pivot { i += 1 }
      while values[j] > pivot { j -= 1 }
      if i <= j {
        values.swapAt(i, j)
        i += 1
        j -= 1
      }
    }
    if k <= j {
      high = j
    } else if k >= i {
      low = i
    } else {
      return
    }
  }
}

/// Type 7 quantile (R's and numpy's default) of values in any order, which few are partly reordered; `nil` of none.
package func quantile(_ values: UnsafeMutableBufferPointer<Int64>, _ q: Double) -> Double? {
  guard !values.isEmpty else { return nil }
  let position = q * Double(values.count - 1)
  let lower = Int(position)
  let isBetween = lower + 1 < values.count && position > Double(lower)
  let (own, next) = ranked(values, lower, isNextWanted: isBetween)
  return isBetween ? Double(own) + (position - Double(lower)) * (Double(next) - Double(own)) : Double(own)
}

/// The values of rank `k` and, if it is wanted and there is one, of the rank behind it.
private func ranked(
  _ values: UnsafeMutableBufferPointer<Int64>, _ k: Int, isNextWanted: Bool
) -> (Int64, Int64) {
  guard values.count <= 512 else { return rankedByBuckets(values, k) }
  select(values, k)
  var next = Int64.max
  if isNextWanted { for value in values[(k + 1)...] { next = min(next, value) } }
  return (values[k], next)
}

/// The same of many values, of which only those in one bucket of some hundred are compared with one another: to compare
/// all of them is to guess wrong half of the time.
private func rankedByBuckets(_ values: UnsafeMutableBufferPointer<Int64>, _ k: Int) -> (Int64, Int64) {
  var lowest = Int64.max
  for value in values { lowest = min(lowest, value) }
  var own: [Int64] = []
  var before = 0
  var ceiling: UInt64?
  withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Bucket.count) { counts in
    counts.initialize(repeating: 0)
    for value in values { counts[Bucket.of(distance(lowest, value))] &+= 1 }
    var bucket = 0
    while before + Int(counts[bucket]) <= k {
      before += Int(counts[bucket])
      bucket += 1
    }
    let floor = Bucket.floor(bucket)
    ceiling = bucket + 1 < Bucket.count ? Bucket.floor(bucket + 1) : nil
    let width = (ceiling ?? 0) &- floor
    own.reserveCapacity(Int(counts[bucket]))
    for value in values where distance(lowest, value) &- floor < width { own.append(value) }
  }
  let rank = k - before
  return own.withUnsafeMutableBufferPointer { own in
    select(own, rank)
    var next = Int64.max
    if rank + 1 < own.count {
      for value in own[(rank + 1)...] { next = min(next, value) }
    } else if let ceiling {
      for value in values where distance(lowest, value) >= ceiling { next = min(next, value) }
    }
    return (own[rank], next)
  }
}

/// How far a value lies above the lowest; values are any, so it may not fit their own type.
@inline(__always)
private func distance(_ lowest: Int64, _ value: Int64) -> UInt64 { UInt64(bitPattern: value &- lowest) }

/// Buckets of numbers that grow with them, sixteen for each power of two: times between touches are minutes and months.
private enum Bucket {
  static let count = 976

  @inline(__always)
  static func of(_ number: UInt64) -> Int {
    let exponent = 63 &- (number | 15).leadingZeroBitCount
    let shift = max(exponent &- 4, 0)
    // Below sixteen every number has its own.
    return Int(truncatingIfNeeded: number &>> UInt64(truncatingIfNeeded: shift)) &+ shift &* 16
  }

  /// The least number in a bucket.
  static func floor(_ bucket: Int) -> UInt64 {
    bucket < 32 ? UInt64(bucket) : UInt64(16 + bucket % 16) << UInt64(bucket / 16 - 1)
  }
}

extension Sequence {
  /// The first elements of an order, in that order: what sorting all and keeping these gives, without sorting the rest.
  ///
  /// - Parameter areInOrder: must tell any two elements apart.
  @inlinable
  package func smallest(_ count: Int, by areInOrder: (Element, Element) -> Bool) -> [Element] {
    guard count > 0 else { return [] }
    var kept: [Element] = []
    // The last of those that stay, once there are enough: what comes behind it need not be kept.
    var last: Element?
    for element in self {
      if let last, !areInOrder(element, last) { continue }
      kept.append(element)
      guard kept.count == 2 * count else { continue }
      kept.sort(by: areInOrder)
      kept.removeLast(count)
      last = kept.last
    }
    return Array(kept.sorted(by: areInOrder).prefix(count))
  }
}
