import Journeys

/// One customer's scores summed by touchpoint, department or channel; emptied and filled again for the next customer.
struct UnitSums {
  private struct Unit: BitwiseCopyable {
    var code: Int32
    var count: Int32
    var sum: Int
    var mean: Double { Double(sum) / Double(count) }
  }
  /// In order of their first score.
  private let units = ReusedList<Unit>()
  /// Place of each code among them; -1 for none.
  private let placeOf = ReusedList<Int32>()

  /// - Parameter codes: how many codes there are.
  init(codes: Int) { placeOf.restart(repeating: -1, count: codes) }

  /// Units with scores.
  var count: Int { units.count }

  func clear() {
    for unit in units.buffer { placeOf[Int(unit.code)] = -1 }
    units.clear()
  }

  /// Adds a score to a unit; negative: to none.
  @inline(__always)
  func add(_ score: Int32, to code: Int32) {
    guard code >= 0 else { return }
    let place = Int(placeOf[Int(code)])
    if place >= 0 {
      units[place].sum += Int(score)
      units[place].count += 1
    } else {
      placeOf[Int(code)] = Int32(units.count)
      units.append(Unit(code: code, count: 1, sum: Int(score)))
    }
  }

  /// The smallest, the largest and the mean of the units' means; zeros without units.
  var means: (lowest: Double, highest: Double, mean: Double) {
    let units = units.buffer
    guard let first = units.first else { return (0, 0, 0) }
    var (low, high, sum) = (first.mean, first.mean, 0.0)
    for unit in units {
      let mean = unit.mean
      low = min(low, mean)
      high = max(high, mean)
      sum += mean
    }
    return (low, high, sum / Double(units.count))
  }
}
