/// Where a function that falls over the positive numbers crosses 0.
///
/// The bracket is doubled or halved until it holds the root, then halved to the last bit: callers want no surprises. Most
/// of the halvings need no value of the function, because a bracket found before by secants tells where the root lies.
///
/// - Parameter noise: farther from the root than this part of it, rounding does not turn the sign of the function's values.
func rootOfFalling(noise: Double = 1e-9, _ f: (Double) -> Double) -> Double {
  var low = 1.0
  var high = 1.0
  var (atLow, atHigh) = (f(1), 0.0)
  if atLow > 0 {
    while true {
      high *= 2
      atHigh = f(high)
      guard atHigh > 0, high < 1e300 else { break }
      (low, atLow) = (high, atHigh)
    }
    low = high / 2
  } else {
    atHigh = atLow
    while atLow < 0, low > 1e-300 {
      (high, atHigh) = (low, atLow)
      low /= 2
      atLow = f(low)
    }
  }
  let known = narrowed(f, low, atLow, high, atHigh, noise)
  for _ in 0..<60 {
    let middle = (low + high) / 2
    if middle <= low || middle >= high { break }
    if middle <= known.low || (middle < known.high && f(middle) > 0) { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

/// A bracket of the root as narrow as noise allows; the one given where secants lead nowhere.
private func narrowed(
  _ f: (Double) -> Double, _ low: Double, _ atLow: Double, _ high: Double, _ atHigh: Double, _ noise: Double
) -> (low: Double, high: Double) {
  var bracket = (low: low, high: high)
  guard atLow > 0, atHigh < 0 else { return bracket }
  var (before, atBefore) = (low, atLow)
  var (last, atLast) = (high, atHigh)
  for _ in 0..<30 {
    var x = last - atLast * (last - before) / (atLast - atBefore)
    if !(x > bracket.low && x < bracket.high) { x = (bracket.low + bracket.high) / 2 }
    if abs(x - last) < 1e-7 * x {
      let margin = noise * x
      if f(x - margin) > 0 { bracket.low = max(bracket.low, x - margin) }
      if f(x + margin) < 0 { bracket.high = min(bracket.high, x + margin) }
      return bracket
    }
    let value = f(x)
    if value > 0 { bracket.low = x } else { bracket.high = x }
    (before, atBefore, last, atLast) = (last, atLast, x, value)
    if value == 0 { return bracket }
  }
  return bracket
}
