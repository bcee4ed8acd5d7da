/// The candidate most like a name, or `nil` when none is close enough to be meant.
package func nearest(_ name: String, in candidates: [String]) -> String? {
  let wanted = Array(simplified(name).prefix(100))
  guard !wanted.isEmpty else { return nil }
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let other = Array(simplified(candidate).prefix(100))
    guard !other.isEmpty else { continue }
    let contained = wanted.count >= 2 && other.count >= 2 && (contains(other, wanted) || contains(wanted, other))
    var distance = editDistance(wanted, other)
    let allowed = max(1, max(wanted.count, other.count) / 3)
    // A name inside another ("customer" in "customer_id") is meant even when the rest is long.
    if distance > allowed {
      guard contained else { continue }
      distance = allowed + 1
    }
    if let found = best, found.distance <= distance { continue }
    best = (distance, candidate)
  }
  return best?.name
}

/// A name without case, spaces and punctuation, as scalars.
private func simplified(_ name: String) -> [Unicode.Scalar] {
  name.prefix(200).lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
}

private func contains(_ long: [Unicode.Scalar], _ short: [Unicode.Scalar]) -> Bool {
  guard long.count >= short.count else { return false }
  for start in 0...(long.count - short.count) where long[start..<(start + short.count)].elementsEqual(short) {
    return true
  }
  return false
}

/// The number of single changes that turn one sequence into the other (Levenshtein).
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var row = Array(0...b.count)
  for (i, left) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, right) in b.enumerated() {
      let above = row[j + 1]
      row[j + 1] = min(above + 1, row[j] + 1, diagonal + (left == right ? 0 : 1))
      diagonal = above
    }
  }
  return row[b.count]
}
