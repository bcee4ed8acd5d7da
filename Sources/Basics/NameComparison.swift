/// A name without case, spaces and punctuation: its letters and digits, in lower case; no more than its beginning where it is long.
package func lettersAndDigits(_ name: String) -> [Unicode.Scalar] {
  name.prefix(200).lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
}

/// The number of single changes that turn one name into the other, two neighbours that changed places being one (optimal
/// string alignment); `nil` above the limit.
package func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost limit: Int) -> Int? {
  var before = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
      row.append(best)
    }
    if (row.min() ?? 0) > limit { return nil }
    before = last
    last = row
  }
  return last[b.count] <= limit ? last[b.count] : nil
}
