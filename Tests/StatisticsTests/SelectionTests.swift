import Foundation
import Statistics
import Testing

/// Ranks and quantiles without sorting.
struct SelectionTests {
  @Test("the value of a rank stands where sorting would put it, with no larger one before it")
  func ranks() {
    var state: UInt64 = 7
    for count in [1, 2, 3, 10, 57, 400] {
      for spread in [1, 5, 1000] {
        let values = (0..<count).map { _ -> Int64 in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return Int64(state >> 33) % Int64(spread)
        }
        let sorted = values.sorted()
        for k in [0, count / 2, count - 1] {
          var copy = values
          copy.withUnsafeMutableBufferPointer { select($0, k) }
          #expect(copy[k] == sorted[k])
          #expect(copy[..<k].allSatisfy { $0 <= sorted[k] } && copy[k...].allSatisfy { $0 >= sorted[k] })
          #expect(copy.sorted() == sorted)
        }
      }
    }
  }

  @Test("an order made to be slow does not make it quadratic")
  func slowOrders() {
    var rising = Array(Int64(0)..<200_000)
    rising.withUnsafeMutableBufferPointer { select($0, 100_000) }
    #expect(rising[100_000] == 100_000)
    var organ = (Int64(0)..<100_000).map { $0 } + (Int64(0)..<100_000).reversed()
    organ.withUnsafeMutableBufferPointer { select($0, 150_000) }
    #expect(organ[150_000] == 75_000)
  }

  @Test("quantiles are numpy's: of 1, 2, 3, 4 the quartiles are 1.75, 2.5 and 3.25")
  func quantiles() {
    func of(_ values: [Int64], _ q: Double) -> Double? {
      var values = values
      return values.withUnsafeMutableBufferPointer { quantile($0, q) }
    }
    #expect(of([3, 1, 4, 2], 0.25) == 1.75)
    #expect(of([3, 1, 4, 2], 0.5) == 2.5)
    #expect(of([3, 1, 4, 2], 0.75) == 3.25)
    #expect(of([5], 0.5) == 5)
    #expect(of([], 0.5) == nil)
  }

  @Test("the first of an order are those that sorting everything puts first", arguments: [0, 1, 2, 7, 40, 500])
  func smallest(_ count: Int) {
    var state: UInt64 = 11
    for all in [0, 1, 6, 40, 41, 81, 400] {
      for spread in [1, 5, 1000] {
        let values = (0..<all).map { _ -> Int in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return Int(state >> 33) % spread
        }
        for order in [values, values.sorted(), values.sorted(by: >)] {
          let places = order.indices.smallest(count) { (order[$0], $0) < (order[$1], $1) }
          #expect(places == Array(order.indices.sorted { (order[$0], $0) < (order[$1], $1) }.prefix(count)))
        }
      }
    }
  }

  @Test("quantiles of many values are those of the sorted ones, however the values lie")
  func manyValues() {
    var state: UInt64 = 11
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state
    }
    let shapes: [(UInt64) -> Int64] = [
      { Int64(bitPattern: $0) }, { Int64($0 >> 60) }, { _ in 7 }, { Int64($0 >> 33) - 1 << 30 },
      { Int64($0 >> ($0 % 60 + 1)) },
      { $0 % 3 == 0 ? .min : .max }, { Int64(exp(Double($0 >> 11) / 0x1p53 * 40)) },
    ]
    for shape in shapes {
      for count in [513, 600, 2001, 10_000] {
        let values = (0..<count).map { _ in shape(next()) }
        let sorted = values.sorted()
        for q in [0, 0.001, 0.25, 0.5, 0.77, 0.999, 1] {
          var copy = values
          let position = q * Double(count - 1)
          let low = Double(sorted[Int(position)])
          let high = Double(sorted[min(Int(position) + 1, count - 1)])
          let share = position - position.rounded(.down)
          let found = copy.withUnsafeMutableBufferPointer { quantile($0, q) }
          #expect(found == (share > 0 ? low + share * (high - low) : low))
        }
      }
    }
  }
}
