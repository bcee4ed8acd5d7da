import Testing

@testable import Analysis
@testable import Journeys

private let all = Int64.min...Int64.max

/// A funnel over letters, and a stream as "A0 B30" (minutes) or "A B" (one minute apart).
private struct Vector {
  var matcher: FunnelMatcher
  var events: [FunnelEvent]

  init(_ stream: String, _ steps: String, window: Int64? = nil, exclude: Character? = nil) {
    func code(_ letter: Character) -> Int { Int(letter.asciiValue ?? 0) }
    let plan = FunnelPlan(
      touchpoints: steps.map(code), count: 128, window: window.map { $0 * Micros.minute }, exclude: exclude.map(code))
    matcher = FunnelMatcher(plan)
    events = stream.split(separator: " ").enumerated().map { i, word in
      let code = code(word.first ?? "?")
      return FunnelEvent(
        time: (Int64(word.dropFirst()) ?? Int64(i)) * Micros.minute, mask: plan.masks[code], kill: plan.kills[code],
        ordinal: i)
    }
  }

  mutating func ordered(first: Bool = false) -> Int {
    matcher.level(events[...], isStrict: false, entries: all, onlyFirst: first)
  }
  mutating func strict() -> Int { matcher.level(events[...], isStrict: true, entries: all) }
  func anyOrder() -> Int {
    var matcher = matcher
    return matcher.anyOrderLevel(events[...], entries: all)
  }
  func attempts() -> [Int] { matcher.attempts(events[...], entries: all).entered }
}

/// The table "Golden vectors" of definitions.md.
@Suite struct FunnelVectorTests {
  @Test("any entry gets as far as it can, the first one only as far as its own window")
  func entries() {
    var v = Vector("A0 A30 B45 C75", "ABC", window: 60)
    #expect(v.ordered(first: true) == 2)
    #expect(v.ordered() == 3)
    var w = Vector("A0 A30 B80", "AB", window: 60)
    #expect(w.ordered(first: true) == 1)
    #expect(w.ordered() == 2)
  }

  @Test(
    "ordered, strict and any order differ as the table says",
    arguments: [
      ("A B C D E", 5, 5, 5), ("A B F C D E", 5, 2, 5), ("A B D C D E", 5, 2, 5), ("A B C E", 3, 3, 4),
    ])
  func modes(stream: String, ordered: Int, strict: Int, any: Int) {
    var v = Vector(stream, "ABCDE")
    #expect(v.ordered() == ordered)
    #expect(v.strict() == strict)
    #expect(v.anyOrder() == any)
  }

  @Test("a repeated step needs distinct events")
  func repeatedStep() {
    var short = Vector("A B", "AAB")
    #expect(short.ordered() == 1)
    var long = Vector("A A B", "AAB")
    #expect(long.ordered() == 3)
    #expect(long.strict() == 3)
    #expect(long.anyOrder() == 3)
    #expect(short.anyOrder() == 2)
  }

  @Test("attempts re-enter only after converting, timing out or an exclusion; people are counted once")
  func attempts() {
    var v = Vector("A B A B", "AB")
    #expect(v.attempts() == [2, 2])
    #expect(v.ordered() == 2)
    #expect(Vector("s s s s t", "st").attempts() == [1, 1])
    #expect(Vector("A A A B", "AB", exclude: "A").attempts() == [2, 1])
    #expect(Vector("A0 A30 B80", "AB", window: 60).attempts() == [1, 0])
    #expect(Vector("A0 A61 B80", "AB", window: 60).attempts() == [2, 1])
  }

  @Test("the window is inclusive, and a window of nothing still lets tied events through")
  func windows() {
    var exact = Vector("A0 B60", "AB", window: 60)
    #expect(exact.ordered() == 2)
    var late = Vector("A0 B61", "AB", window: 60)
    #expect(late.ordered() == 1)
    var tied = Vector("A5 B5 C6", "ABC", window: 0)
    #expect(tied.ordered() == 2)
    #expect(tied.anyOrder() == 2)
  }

  @Test("an excluded touch between two steps ends that attempt; a later entry may still convert")
  func exclusion() {
    var ended = Vector("A X B", "AB", exclude: "X")
    #expect(ended.ordered() == 1)
    var again = Vector("A X A B", "AB", exclude: "X")
    #expect(again.ordered() == 2)
    var even = Vector("A A B", "AB", exclude: "A")
    #expect(even.ordered() == 1)
    var odd = Vector("A A A B", "AB", exclude: "A")
    #expect(odd.ordered() == 2)
  }

  @Test("an event that ends one attempt may still carry another on")
  func exclusionElsewhere() {
    // X is excluded between A and B, and is the third step: the attempt that has B already goes on with it.
    var plan = FunnelPlan(touchpoints: [0, 1, 2], count: 3, window: nil)
    plan.kills[2] = 1
    var matcher = FunnelMatcher(plan)
    let events = [0, 1, 0, 2].enumerated().map { i, code in
      FunnelEvent(time: Int64(i), mask: plan.masks[code], kill: plan.kills[code], ordinal: i)
    }
    #expect(matcher.level(events[...], isStrict: false, entries: all) == 3)
  }

  @Test("an attempt with a next arrow converts only from the touch right before")
  func nextAttempts() {
    var plan = FunnelPlan(touchpoints: [0, 1, 2], count: 4, window: nil)
    plan.steps[2].isNext = true
    let matcher = FunnelMatcher(plan)
    func attempts(_ codes: [Int]) -> [Int] {
      let events = codes.enumerated().map { FunnelEvent(time: Int64($0), mask: plan.masks[$1], kill: 0, ordinal: $0) }
      return matcher.attempts(events[...], entries: all).entered
    }
    #expect(attempts([0, 3, 1, 2]) == [1, 1, 1])
    #expect(attempts([0, 1, 3, 2]) == [1, 1, 0])
    #expect(attempts([0, 1, 3, 1, 2]) == [1, 1, 1])
  }

  @Test("in any order, a touch that can serve two steps serves one, and no step is served by a crowd of another's")
  func overlappingSteps() {
    // Steps: a stage (codes 0 and 1), code 1 of that stage, and code 2.
    var plan = FunnelPlan(touchpoints: [0, 1, 2], count: 3, window: nil)
    plan.masks[1] = 0b011
    var matcher = FunnelMatcher(plan)
    func level(_ codes: [Int]) -> Int {
      let events = codes.enumerated().map { FunnelEvent(time: Int64($0), mask: plan.masks[$1], kill: 0, ordinal: $0) }
      return matcher.anyOrderLevel(events[...], entries: all)
    }
    #expect(level([0, 1, 1]) == 2)
    #expect(level([0, 0]) == 1)
    #expect(level([1]) == 1)
    #expect(level([2, 1, 0]) == 3)
  }
}
