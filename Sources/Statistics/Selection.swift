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

/// Type 7 quantile (R's and numpy's default) of values in any order, which are partly reordered; `nil` of none.
package func quantile(_ values: UnsafeMutableBufferPointer<Int64>, _ q: Double) -> Double? {
  guard !values.isEmpty else { return nil }
  let position = q * Double(values.count - 1)
  let lower = Int(position)
  select(values, lower)
  let a = Double(values[lower])
  guard lower + 1 < values.count, position > Double(lower) else { return a }
  var next = values[lower + 1]
  for i in (lower + 1)..<values.count where values[i] < next { next = values[i] }
  return a + (position - Double(lower)) * (Double(next) - a)
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
