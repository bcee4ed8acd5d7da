import Testing

@testable import Statistics

/// Functions whose lowest point is known.
@Suite struct QuasiNewtonTests {
  @Test("the bottom of Rosenbrock's valley is found from its usual start")
  func valley() {
    var count = 0
    let best = quasiNewton(start: [-1.2, 1], tolerance: 1e-9) { p in
      count += 1
      let (a, b) = (1 - p[0], p[1] - p[0] * p[0])
      return a * a + 100 * b * b
    }
    #expect(near(best, [1, 1], within: 1e-5))
    #expect(count < 500)
  }

  @Test("a bowl far from the start, longer one way than another")
  func bowl() {
    let best = quasiNewton(start: [0, 0, 0], tolerance: 1e-9) { p in
      let (a, b, c) = (p[0] - 7, p[1] + 2, p[2] - 1)
      return a * a + 50 * b * b + 0.1 * c * c + 0.1 * p[0] * p[2]
    }
    // 2 (a − 7) + .1 c = 0 and .2 (c − 1) + .1 a = 0.
    #expect(near(best, [7.128205, -2, -2.564103], within: 1e-4))
  }

  @Test("where there is no value the search turns back")
  func wall() {
    let best = quasiNewton(start: [0.5], tolerance: 1e-9) { p in p[0] < 1 ? -p[0] : .infinity }
    #expect(best[0] < 1 && best[0] > 0.9)
  }

  @Test("a flat function is left where it began")
  func flat() { #expect(quasiNewton(start: [3, 4], tolerance: 1e-9) { _ in 1 } == [3, 4]) }
}
