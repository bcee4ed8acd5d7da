import Testing

@testable import Analysis
@testable import Journeys

/// The definition read aloud: every entry, every chain, one by one.
private struct SlowFunnel {
  var plan: FunnelPlan
  private struct Chain: Hashable {
    var entry: Int64
    var step: Int
    var ordinal: Int
  }

  init(_ plan: FunnelPlan) { self.plan = plan }

  private func isInside(_ entry: Int64, _ time: Int64) -> Bool { plan.window.map { time - entry <= $0 } ?? true }

  func level(_ events: [FunnelEvent], isStrict: Bool, entries: ClosedRange<Int64>, onlyFirst: Bool) -> Int {
    var chains = Set<Chain>()
    var level = 0
    var hasEntered = false
    for event in events {
      chains = chains.filter { isInside($0.entry, event.time) }
      let ended = chains.filter { event.kill & (1 << UInt32($0.step)) != 0 }
      chains.subtract(ended)
      var longer: [Chain] = []
      for chain in chains {
        for step in plan.steps.indices where step > chain.step && event.mask & (1 << UInt32(step)) != 0 {
          let isReachable = !plan.steps[(chain.step + 1)..<step].contains { !$0.isOptional }
          let isNext = isStrict || plan.steps[step].isNext
          if isReachable, !isNext || chain.ordinal == event.ordinal - 1 {
            longer.append(Chain(entry: chain.entry, step: step, ordinal: event.ordinal))
          }
        }
      }
      if event.mask & 1 != 0, ended.isEmpty, entries.contains(event.time), !(onlyFirst && hasEntered) {
        hasEntered = true
        longer.append(Chain(entry: event.time, step: 0, ordinal: event.ordinal))
      }
      chains.formUnion(longer)
      level = max(level, (chains.map(\.step).max() ?? -1) + 1)
    }
    return level
  }

  func anyOrder(_ events: [FunnelEvent], entries: ClosedRange<Int64>) -> Int {
    var best = 0
    for (i, entry) in events.enumerated() where entry.mask != 0 && entries.contains(entry.time) {
      let inside = events[i...].filter { isInside(entry.time, $0.time) && $0.mask != 0 }
      best = max(best, most(inside[...], served: 0))
    }
    return best
  }

  private func most(_ events: ArraySlice<FunnelEvent>, served: UInt32) -> Int {
    guard let event = events.first else { return served.nonzeroBitCount }
    var best = most(events.dropFirst(), served: served)
    for step in plan.steps.indices where event.mask & ~served & (1 << UInt32(step)) != 0 {
      best = max(best, most(events.dropFirst(), served: served | 1 << UInt32(step)))
    }
    return best
  }
}

private func randomCase(_ random: inout Seeded) -> (
  plan: FunnelPlan, events: [FunnelEvent], entries: ClosedRange<Int64>
) {
  let letters = 4
  let steps = (0..<Int.random(in: 1...4, using: &random)).map { _ in Int.random(in: 0..<letters, using: &random) }
  let window: Int64? = Bool.random(using: &random) ? nil : Int64.random(in: 0...8, using: &random)
  var plan = FunnelPlan(touchpoints: steps, count: letters, window: window)
  if Int.random(in: 0..<4, using: &random) == 0 {
    // A step that is a stage shares its touchpoints with another.
    plan.masks[Int.random(in: 0..<letters, using: &random)] |=
      1 << UInt32.random(in: 0..<UInt32(steps.count), using: &random)
  }
  for j in plan.steps.indices.dropFirst() {
    if Int.random(in: 0..<4, using: &random) == 0 { plan.steps[j].isNext = true }
    if j < plan.last, Int.random(in: 0..<4, using: &random) == 0 { plan.steps[j].isOptional = true }
  }
  if steps.count > 1, Int.random(in: 0..<3, using: &random) == 0 {
    let a = Int.random(in: 0..<(steps.count - 1), using: &random)
    let b = Int.random(in: (a + 1)..<steps.count, using: &random)
    for level in a..<b { plan.kills[Int.random(in: 0..<letters, using: &random)] |= 1 << UInt32(level) }
  }
  var time: Int64 = 0
  var events: [FunnelEvent] = []
  for i in 0..<Int.random(in: 0...8, using: &random) {
    let code = Int.random(in: 0..<letters, using: &random)
    events.append(FunnelEvent(time: time, mask: plan.masks[code], kill: plan.kills[code], ordinal: i))
    time += Int64.random(in: 0...4, using: &random)
  }
  let lower = Int64.random(in: -3...6, using: &random)
  let all = Int.random(in: 0..<2, using: &random) == 0
  return (plan, events, all ? Int64.min...Int64.max : lower...(lower + Int64.random(in: 0...15, using: &random)))
}

@Suite struct FunnelReferenceTests {
  @Test(
    "a slow version that tries every chain agrees on twenty thousand small streams",
    arguments: [1, 2, 3, 4] as [UInt64])
  func agreement(seed: UInt64) {
    var random = Seeded(seed)
    for turn in 0..<5000 {
      let (plan, events, entries) = randomCase(&random)
      var matcher = FunnelMatcher(plan)
      let slow = SlowFunnel(plan)
      for isStrict in [false, true] {
        for onlyFirst in [false, true] {
          let expected = slow.level(events, isStrict: isStrict, entries: entries, onlyFirst: onlyFirst)
          let found = matcher.level(events[...], isStrict: isStrict, entries: entries, onlyFirst: onlyFirst)
          guard found == expected else {
            Issue.record(
              "turn \(turn), strict \(isStrict), first \(onlyFirst): \(found), not \(expected): \(plan) \(events)")
            return
          }
        }
      }
      if !plan.steps.contains(where: \.isOptional) {
        let expected = slow.anyOrder(events, entries: entries)
        let found = matcher.anyOrderLevel(events[...], entries: entries)
        guard found == expected else {
          Issue.record("turn \(turn), any order: \(found), not \(expected): \(plan) \(events)")
          return
        }
      }
    }
  }

  @Test(
    "no funnel rises; strict is at most ordered, first entry and ordered at most any", arguments: [5, 6] as [UInt64])
  func inequalities(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<2000 {
      let (plan, events, entries) = randomCase(&random)
      var matcher = FunnelMatcher(plan)
      var tally = FunnelTally(steps: plan.steps.count)
      if let outcome = matcher.outcome(events[...], entries: entries, period: .min ... .max) {
        tally.add(outcome, matcher)
      }
      for counts in [tally.ordered, tally.strict, tally.anyOrder, tally.firstEntry, tally.attempts] {
        #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 >= $1 })
      }
      for j in plan.steps.indices {
        #expect(tally.strict[j] <= tally.ordered[j])
        #expect(tally.firstEntry[j] <= tally.ordered[j])
        #expect(tally.ordered[j] <= tally.anyOrder[j])
      }
      #expect(tally.ordered[0] == min(1, tally.attempts[0]))
    }
  }

  @Test("the best chain of a plain funnel is the longest, begun as early as can be")
  func bestChain() {
    let plan = FunnelPlan(touchpoints: [0, 1, 2], count: 3, window: 10)
    var matcher = FunnelMatcher(plan)
    func chain(_ stream: [(Int64, Int)]) -> [Int64] {
      let events = stream.enumerated().map { FunnelEvent(time: $1.0, mask: plan.masks[$1.1], kill: 0, ordinal: $0) }
      let level = matcher.level(events[...], isStrict: false, entries: .min ... .max)
      return matcher.bestChain(events[...], level: level, entries: .min ... .max)
    }
    #expect(chain([(0, 0), (1, 0), (5, 1), (11, 2), (12, 2)]) == [1, 5, 11])
    #expect(chain([(0, 0), (1, 1), (2, 1), (3, 2), (4, 0), (5, 1), (6, 2)]) == [0, 1, 3])
    #expect(chain([(0, 0), (20, 0), (21, 1)]) == [20, 21])
    #expect(chain([(0, 1)]) == [])
  }

  @Test("a million events of one customer are matched in ordinary time", .timeLimit(.minutes(1)))
  func longStream() {
    let plan = FunnelPlan(touchpoints: [0, 1, 2], count: 3, window: 1000)
    var matcher = FunnelMatcher(plan)
    let events = (0..<1_000_000).map {
      FunnelEvent(time: Int64($0), mask: plan.masks[$0 % 2], kill: 0, ordinal: $0)
    }
    var tally = FunnelTally(steps: 3)
    if let outcome = matcher.outcome(events[...], entries: .min ... .max, period: .min ... .max) {
      tally.add(outcome, matcher)
    }
    #expect(tally.ordered == [1, 1, 0])
    #expect(tally.attempts[0] > 900)
  }
}
