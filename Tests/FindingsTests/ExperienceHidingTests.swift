import Analysis
import Journeys
import JourneysTestSupport
import Statistics
import Testing

@testable import Findings

/// What may be said of worse experiences and of waits, which follow from counts of few.
@Suite struct ExperienceHidingTests {
  private let hiding = Hiding(threshold: 5)

  private func outcomes(_ worse: (bought: Int, all: Int), _ better: (bought: Int, all: Int)) -> GroupOutcomes {
    var counts = GroupOutcomes(strata: 1)
    for n in 0..<worse.all { counts.add(0, isWorse: true, hasBought: n < worse.bought) }
    for n in 0..<better.all { counts.add(0, isWorse: false, hasBought: n < better.bought) }
    return counts
  }

  /// A gap in a family of its own, corrected as the only one or beside others.
  private func gaps(_ all: [GroupOutcomes], mean: Int? = 100) -> [GapFindings] {
    var family = Suppression(threshold: 5)
    let gaps = all.map { ExperienceGap($0, factor: 1) }
    let cells = gaps.map { GapCells($0, &family) }
    family.settle()
    let amount = hiding.number(mean.map { Double($0) * 1_000_000 }, of: 500)
    var found = zip(gaps, cells).map { GapFindings($0, $1, family, amount, hiding) }
    GapFindings.correct(&found)
    return found
  }

  @Test("a clear gap is an opportunity in purchases and money, in two digits that count, its ends outwards")
  func clear() throws {
    let gap = try #require(gaps([outcomes((20, 100), (60, 120))]).first)
    #expect(gap.isOpportunity && gap.worse.all.shown == 100 && gap.better.bought.shown == 60)
    let (purchases, money) = (try #require(gap.purchases.shown), try #require(gap.money.shown))
    // 60/120 less 20/100 is .3: 30 purchases, of which half are said; error .0607 (variance of Sato), and at the upper end
    // .0699 with the chance in what they would have done: from 8.1 to 43.3.
    #expect(purchases.value == 15 && purchases.atMost == 30)
    #expect(purchases.low == 8 && purchases.high == 44)
    #expect(money.value == 1_500_000_000 && money.low == purchases.low * 100_000_000)
  }

  @Test("without amounts an opportunity has purchases only")
  func amounts() throws {
    let gap = try #require(gaps([outcomes((20, 100), (60, 120))], mean: nil).first)
    #expect(gap.isOpportunity && gap.money == .undefined)
  }

  @Test("no gap, few, and one of too few who bought are no opportunities")
  func none() {
    let found = gaps([outcomes((40, 100), (44, 120)), outcomes((5, 29), (60, 120)), outcomes((0, 100), (9, 120))])
    #expect(found.allSatisfy { !$0.isOpportunity && $0.purchases == .undefined })
  }

  @Test("a gap that chance would bring in one of twenty is none among ten")
  func corrected() {
    // Alone its p is .025 (variance of Sato).
    let single = outcomes((36, 100), (61, 120))
    #expect(gaps([single])[0].isOpportunity)
    let others = [GroupOutcomes](repeating: outcomes((50, 100), (60, 120)), count: 9)
    #expect(!gaps([single] + others)[0].isOpportunity)
  }

  @Test("where a group's buyers are few nothing that follows from them is said")
  func few() throws {
    let gap = try #require(gaps([outcomes((2, 100), (60, 120))]).first)
    #expect(gap.worse.bought.shown == nil && gap.difference.isHidden && gap.pValue.isHidden && gap.purchases.isHidden)
    #expect(!gap.isOpportunity && gap.worse.share.isHidden)
  }
}
