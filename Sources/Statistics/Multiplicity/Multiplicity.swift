/// P values of a family corrected so that the share of false marks is held (Benjamini & Hochberg 1995), in the order given.
package func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
  var result = pValues
  let count = Double(pValues.count)
  var least = 1.0
  for (place, i) in ascending(pValues).enumerated().reversed() {
    least = min(least, pValues[i] * count / Double(place + 1))
    result[i] = least
  }
  return result
}

/// P values of a family corrected so that hardly any is a false one (Holm 1979), in the order given.
package func holm(_ pValues: [Double]) -> [Double] {
  var result = pValues
  var most = 0.0
  for (place, i) in ascending(pValues).enumerated() {
    most = max(most, min(1, pValues[i] * Double(pValues.count - place)))
    result[i] = most
  }
  return result
}

private func ascending(_ values: [Double]) -> [Int] {
  values.indices.sorted { values[$0] != values[$1] ? values[$0] < values[$1] : $0 < $1 }
}
