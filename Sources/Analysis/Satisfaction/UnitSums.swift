import Journeys

/// One customer's scores summed by touchpoint, department or channel; emptied and filled again for the next customer.
struct UnitSums {
  private struct Unit: BitwiseCopyable {
    var code: Int32
    var count: Int32
    var sum: Int
    var mean: Double { Double(sum) / Double(count) }
  }
  /// In order of their first score; room for one of each code.
  private let units = ReusedList<Unit>()
  /// Units with scores.
  private(set) var count = 0
  /// Place of each code among them; -1 for none.
  private let placeOf = ReusedList<Int32>()

  /// - Parameter codes: how many codes there are.
  init(codes: Int) {
    units.restart(count: codes)
    placeOf.restart(repeating: -1, count: codes)
  }

  mutating func clear() {
    let (units, placeOf) = (units.buffer, placeOf.mutableBuffer)
    for place in 0..<count { placeOf[Int(units[place].code)] = -1 }
    count = 0
  }

  /// Adds a score to a unit; negative: to none.
  @inline(__always)
  mutating func add(_ score: Int32, to code: Int32) {
    guard code >= 0 else { return }
    let place = Int(placeOf[Int(code)])
    if place >= 0 {
      units[place].sum += Int(score)
      units[place].count += 1
    } else {
      placeOf[Int(code)] = Int32(count)
      units[count] = Unit(code: code, count: 1, sum: Int(score))
      count += 1
    }
  }

  /// The smallest, the largest and the mean of the units' means; zeros without units.
  var means: (lowest: Double, highest: Double, mean: Double) {
    let units = units.buffer
    guard count > 0 else { return (0, 0, 0) }
    var (low, high, sum) = (units[0].mean, units[0].mean, 0.0)
    for place in 0..<count {
      let mean = units[place].mean
      low = min(low, mean)
      high = max(high, mean)
      sum += mean
    }
    return (low, high, sum / Double(count))
  }
}
