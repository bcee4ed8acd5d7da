import JourneysTestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// The definitions read aloud over one customer's own touches: where each cycle ends, and why.
private struct SlowSieve {
  struct Ended {
    var touches: [Int]
    var ending: String
    var hasReturned = false
  }
  let log: EventLog
  let w: [Int64]
  let horizon: Int64

  func cycles(_ customer: Int) -> [Ended] {
    let catalog = log.catalog.touchpoints
    let own = log.events(of: customer).filter { catalog[Int(log[$0].touchpoint)].isCustomerTouch }
    func point(_ i: Int) -> Catalog.Touchpoint { catalog[Int(log[own[i]].touchpoint)] }
    func time(_ i: Int) -> Int64 { log[own[i]].time }
    func window(_ i: Int) -> Int64 { w[Int(log[own[i]].touchpoint)] }
    var result: [Ended] = []
    var i = 0
    while i < own.count {
      var j = i
      var bought: Int64?
      var ending = ""
      var hasReturned = false
      while ending.isEmpty {
        if point(j).kind == .purchase { bought = time(j) }
        let isLast = j == own.count - 1
        let until = isLast ? log.observedUntil : time(j + 1)
        let silence = until - time(j)
        let isSilent = isLast ? silence >= window(j) : silence > window(j)
        let hasHorizonPassed = bought.map { isLast ? until - $0 >= horizon : until - $0 > horizon } ?? true
        let isServed = !isLast && [.service, .refund, .exit].contains(point(j + 1).kind)
        if point(j).kind == .exit {
          ending = "leak"
          hasReturned = !isLast
        } else if isLast || (bought == nil ? isSilent : hasHorizonPassed || !isServed) {
          let isLoop = !isLast && bought != nil && !hasHorizonPassed
          if point(j).endsWell, isSilent || bought != nil && !isLast {
            ending = "well"
          } else if isLoop || !hasHorizonPassed {
            ending = "rest"
          } else if isSilent {
            ending = "leak"
            hasReturned = !isLast
          } else {
            ending = isLast ? "open" : "rest"
          }
        } else {
          j += 1
        }
      }
      result.append(Ended(touches: Array(own[i...j]), ending: ending, hasReturned: hasReturned))
      i = j + 1
    }
    return result
  }

  func rows() -> [SieveRow] {
    let catalog = log.catalog.touchpoints
    var rows = [SieveRow](repeating: SieveRow(), count: catalog.count)
    for customer in 0..<log.customerCount {
      for cycle in cycles(customer) {
        let codes = cycle.touches.map { Int(log[$0].touchpoint) }
        for (i, code) in codes.enumerated() where catalog[code].kind != .purchase {
          if i == 0 { rows[code].starts += 1 } else { rows[code].arrivals += 1 }
          if i > 0, codes[i - 1] != code, codes[..<i].contains(code) { rows[code].loops += 1 }
          guard i == codes.count - 1 else {
            let next = codes[i + 1]
            let step = catalog[next].stage - catalog[code].stage
            if catalog[next].kind == .purchase {
              rows[code].purchase += 1
            } else if next == code {
              rows[code].repeats += 1
            } else if step == 0 {
              rows[code].lateral += 1
            } else if step < 0 {
              rows[code].back += 1
            } else if step == 1 {
              rows[code].advance += 1
            } else {
              rows[code].skip += 1
            }
            continue
          }
          switch cycle.ending {
          case "leak":
            rows[code].leak += 1
            if cycle.hasReturned { rows[code].returned += 1 }
          case "well": rows[code].well += 1
          case "rest": rows[code].rest += 1
          default: rows[code].open += 1
          }
        }
      }
    }
    return rows
  }
}

@Suite struct SieveReferenceTests {
  @Test("a slow version of the sieve agrees on random logs, and what flows in flows out", arguments: 1...8)
  func agreement(seed: UInt64) throws {
    let rows = randomShop(customers: 400, seed: seed)
    let log = try assembled(shopProject, rows).log
    let result = try analysed(shopProject, rows)
    let w = log.catalog.touchpoints.map { ($0.stage == 1 ? 20 : 30) * Micros.day }
    let slow = SlowSieve(log: log, w: w, horizon: 90 * Micros.day).rows()
    for (code, expected) in slow.enumerated() {
      let row = result.sieve.rows[code]
      let id = log.catalog.touchpoints[code].id
      func numbers(_ r: SieveRow) -> [Int] {
        [
          r.starts, r.arrivals, r.advance, r.skip, r.back, r.lateral, r.repeats, r.purchase, r.rest, r.well, r.leak,
          r.open, r.end, r.returned, r.loops,
        ]
      }
      #expect(numbers(row) == numbers(expected), "\(id)")
      #expect(row.inflow == row.outflow)
      #expect(row.matureLeak == row.leak)
      #expect(row.matureLeak <= row.mature && row.mature <= row.inflow)
      #expect(row.leakedCustomers <= row.matureCustomers && row.matureCustomers <= row.customers)
    }
    // Each arrival at a row is a step out of another row or out of a purchase.
    let arrivals = result.sieve.rows.reduce(0) { $0 + $1.arrivals }
    let steps = result.sieve.rows.reduce(0) { $0 + $1.on + $1.back + $1.lateral + $1.repeats }
    #expect(arrivals >= steps)
    #expect(slow.contains { $0.well > 0 } && slow.contains { $0.rest > 0 } && slow.contains { $0.open > 0 })
  }

  @Test("touches added after the last mature moment never turn a leak into an open end", arguments: 1...5)
  func lateTouches(seed: UInt64) throws {
    let rows = randomShop(customers: 300, seed: seed)
    var random = Seeded(seed &+ 99)
    let yaml = shopProject + "\nobserved-until: 1970-12-31"
    let end = 365 * Micros.day - 1
    let late = rows.filter { $0.time <= end }.map(\.customer).flatMap { customer in
      (0..<1).map { _ in
        Row(
          customer, Double(end) / 86_400_000_000 - Double.random(in: 0..<19.9, using: &random),
          shopTouchpoints.randomElement(using: &random) ?? "ad")
      }
    }
    func outcomes(_ rows: [Row]) throws -> [[TouchOutcome]] {
      let log = try assembled(yaml, rows).log
      let rules = CycleRules(
        inactivity: log.catalog.touchpoints.map { ($0.stage == 1 ? 20 : 30) * Micros.day }, repurchase: 90 * Micros.day,
        observedUntil: log.observedUntil, hasPurchase: true)
      var cutter = CycleCutter(rules, log.catalog)
      return (0..<log.customerCount).map { customer in
        cutter.cut(log, customer: customer)
        return cutter.touches.filter { log[$0.event].time <= end - 20 * Micros.day }.map(\.outcome)
      }
    }
    var leaks = 0
    for (before, after) in zip(
      try outcomes(rows.filter { $0.time <= end }), try outcomes(rows.filter { $0.time <= end } + late))
    {
      for (x, y) in zip(before, after) where x == .leak {
        leaks += 1
        #expect(y != .open)
      }
    }
    #expect(leaks > 50)
  }
}
