import Basics

/// The candidate most like a name, or `nil` when none is close enough to be meant.
package func nearest(_ name: String, in candidates: [String]) -> String? {
  let wanted = Array(lettersAndDigits(name).prefix(100))
  guard !wanted.isEmpty else { return nil }
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let other = Array(lettersAndDigits(candidate).prefix(100))
    guard !other.isEmpty else { continue }
    let contained = wanted.count >= 2 && other.count >= 2 && (contains(other, wanted) || contains(wanted, other))
    let allowed = max(1, max(wanted.count, other.count) / 3)
    // A name inside another ("customer" in "customer_id") is meant even when the rest is long.
    guard let distance = editDistance(wanted, other, atMost: allowed) ?? (contained ? allowed + 1 : nil) else {
      continue
    }
    if let found = best, found.distance <= distance { continue }
    best = (distance, candidate)
  }
  return best?.name
}

private func contains(_ long: [Unicode.Scalar], _ short: [Unicode.Scalar]) -> Bool {
  guard long.count >= short.count else { return false }
  for start in 0...(long.count - short.count) where long[start..<(start + short.count)].elementsEqual(short) {
    return true
  }
  return false
}
