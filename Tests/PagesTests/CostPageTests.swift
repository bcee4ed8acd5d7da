import Analysis
import Findings
import Foundation
import JourneysTestSupport
import TestSupport
import Testing
import Wording

@testable import Journeys
@testable import Pages

/// What pages say of costs of offers, of the club and of channels, and of friends who bring friends.
struct CostPageTests {
  private func page(
    _ keys: String, _ rows: [Row], joined: [String: Int32] = [:], by: [Int32]? = nil, brought: Set<String> = [],
    language: Language = .english, of id: PageID = .comingBack
  ) throws -> Page {
    let yaml = """
      client: Small
      languages: [\(language.code)]
      privacy: {behaviour: 5}
      windows: {inactivity: 30d, repurchase: 90d, response: 7d}
      period: 1970-01-01..1970-12-31
      observed-until: 1970-12-31
      touchpoints: [{id: buy, kind: purchase}, {id: visit}, {id: mail, initiated-by: company}]
      \(keys)
      sources: [{file: a.csv}]

      """
    let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
    var log = try clubLog(yaml, rows, joined: joined)
    if joined.isEmpty { log.club = nil }
    if !brought.isEmpty {
      // Days of joining that are numbers of the ids here: where each customer lies.
      let ids = Array(Set(rows.map(\.customer))).sorted()
      let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, Int32($0)) })
      let places = try clubLog(yaml, rows, joined: numbers).club?.joined.map { ids[Int($0)] } ?? []
      log.friends = FriendLinks(
        broughtBy: places.map { brought.contains($0) ? FriendLinks.outside : FriendLinks.nobody })
    }
    if let by { log.friends = FriendLinks(broughtBy: by) }
    for place in log.catalog.attributes.indices { log.catalog.attributes[place].isOffer = true }
    var parts = log.parts
    parts[0].catalog = log.catalog
    var one = JourneyLog(parts[0])
    (one.club, one.friends) = (log.club, log.friends)
    let day: @Sendable (Int64) -> Int64 = { $0 / 86_400_000_000 }
    let analysis = try analyse(one, blueprint, threads: 1, dayOf: day)
    let quality = DataQuality(sources: [], assembly: AssemblyCounts(), identities: 0, isZoneGuessed: false)
    let report = Report(analysis, one, blueprint, quality) { CivilDate(daysSince1970: Int(day($0))) }
    let file = "site-templates/languages/\(language.code).yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    let phrases = try Phrases(yaml: text, language: language, file: file)
    return PageBuilder(report, Wording(language: language, phrases: phrases, currency: "ILS", vocabulary: [:]))
      .page(id)
  }

  /// 200 were written to on one day and 200 were not; so many of each bought within a week, those of the first with the offer.
  private func offered(_ own: Int, _ others: Int) -> [Row] {
    var rows: [Row] = []
    for i in 0..<400 {
      let isWritten = i < 200
      rows.append(Row("c\(i)", 10, "visit"))
      if isWritten {
        var mail = Row("c\(i)", 100.5, "mail")
        mail.attribute = "half"
        rows.append(mail)
      }
      guard i % 200 < (isWritten ? own : others) else { continue }
      var bought = Row("c\(i)", 103, "buy", amount: 100_000_000)
      if isWritten { bought.attribute = "half" }
      rows.append(bought)
    }
    return rows
  }

  @Test("what an offer gave away is divided by the difference from others alike, and not by all who took it")
  func offer() throws {
    let said = try page("cost: [{offer: half, each: 20}]", offered(80, 20)).saidInFull
    #expect(said.contains("half: ₪1,600 was given away with 80 purchases, ₪20 each."), "\(said)")
    // 40 % less 10 %, told as 20 to 40 points: ₪8 for each it reached.
    #expect(said.contains("each purchase that would not have come without it cost ₪20 to ₪40"), "\(said)")
  }

  @Test("an offer without effect has no upper end")
  func noEffect() throws {
    let said = try page("cost: [{offer: half, each: 20}]", offered(20, 20)).saidInFull
    #expect(
      said.contains("cannot be told") && said.contains("each of them would have cost ₪20 at the least"), "\(said)")
    let hebrew = try page("cost: [{offer: half, each: 20}]", offered(20, 20), language: .hebrew).saidInFull
    #expect(hebrew.contains("אי אפשר לדעת אם ההטבה הביאה רכישות שלא היו באות בלעדיה"), "\(hebrew)")
  }

  /// Heavy buyers buy five times and half of them join with the third; of light buyers, who buy once, one of twenty joins.
  private static let shop: (rows: [Row], joined: [String: Int32]) = {
    var (rows, joined): ([Row], [String: Int32]) = ([], [:])
    for i in 0..<600 {
      let (id, start) = ("c\(i)", i % 60)
      let isHeavy = i % 3 == 0
      for purchase in 0..<(isHeavy ? 5 : 1) {
        rows.append(Row(id, Double(start + 20 * purchase), "buy", channel: "shop", amount: 50_000_000))
      }
      if isHeavy ? i % 6 == 0 : i % 30 == 1 { joined[id] = Int32(isHeavy ? start + 40 : start) }
    }
    return (rows, joined)
  }()

  @Test("a club that is not credited costs so much by member, and what one more costs has no upper end")
  func club() throws {
    let said = try page(
      "club: {member: m, joined: j, cost: {per: year, value: 36500}}", Self.shop.rows, joined: Self.shop.joined
    ).saidInFull
    #expect(said.contains("The club cost ₪36,500 in this period. That is ₪304 by member."), "\(said)")
    #expect(said.contains("at the least") || said.contains("nothing shows what it pays for"), "\(said)")
    let without = try page("club: {member: m, joined: j}", Self.shop.rows, joined: Self.shop.joined).saidInFull
    #expect(!without.contains("The club cost"))
  }

  @Test("a channel says what a first purchase costs, how many pay it back, and whether they come within the horizon")
  func channel() throws {
    // 600 first purchases; 5 × 50 of a third and 50 of the others within 90 days: 116.67 of each.
    let page = try page("cost: [{channel: shop, once: 120000}]", Self.shop.rows)
    let said = page.saidInFull
    #expect(said.contains("shop: a first purchase costs ₪200 ("), "\(said)")
    #expect(said.contains("brings ₪50 on average, so 4.0 of them pay it back"), "\(said)")
    #expect(page.sections.first { $0.id == "costs" }?.heading.plain.contains("Not paid back within 90 days") == true)
    let cheap = try self.page("cost: [{channel: shop, once: 6000}]", Self.shop.rows)
    #expect(cheap.sections.first { $0.id == "costs" }?.heading.plain.contains("Paid back within 90 days") == true)
    #expect(try self.page("ties: auto", Self.shop.rows).sections.allSatisfy { $0.id != "costs" })
  }

  /// Six customers whom nobody brought, and behind each a chain of so many friends.
  private static func chains(_ length: Int) -> [Int32] {
    (0..<600).map { $0 >= 6 && $0 < 6 * (length + 1) ? Int32($0 - 6) : FriendLinks.nobody }
  }

  @Test("the longest chain of friends is told, and beyond five that it is five or more")
  func longest() throws {
    func said(_ length: Int, _ language: Language = .english) throws -> String {
      try page("ties: auto", Self.shop.rows, by: Self.chains(length), language: language).saidInFull
    }
    #expect(try said(1).contains("None of those who were referred has referred another so far."))
    #expect(try said(2).contains("The longest chain: 2 friends one behind the other"))
    #expect(try said(4).contains("The longest chain: 4 friends one behind the other"))
    #expect(try said(7).contains("The longest chain: 5 friends or more one behind the other"))
    #expect(try said(2, .hebrew).contains("השרשרת הארוכה ביותר: שני חברים זה אחר זה."))
    #expect(try said(3, .hebrew).contains("חברים זה אחר זה, וכל אחד הביא את הבא אחריו."))
  }

  @Test("page one says that friends are worth more where they are, and nothing where that cannot be told")
  func friendsOnPageOne() throws {
    // Every fourth was brought; of those all buy, of the others every third.
    var rows: [Row] = []
    for i in 0..<600 {
      rows.append(Row("c\(i)", Double(i % 60), "visit"))
      if i % 4 == 0 || i % 3 == 0 { rows.append(Row("c\(i)", Double(i % 60) + 5, "buy", amount: 50_000_000)) }
    }
    let brought = Set(rows.map(\.customer).filter { (Int($0.dropFirst()) ?? 1) % 4 == 0 })
    for language in [Language.english, .hebrew] {
      let more = try page("ties: auto", rows, brought: brought, language: language, of: .summary).saidInFull
      #expect(
        more.contains(language == .english ? "and are worth more: within 90 days" : "והם שווים יותר: בתוך 90 יום"),
        "\(more)")
      let none = try page("ties: auto", rows, language: language, of: .summary).saidInFull
      #expect(!none.contains(language == .english ? "worth more" : "שווים יותר"))
    }
  }

  @Test("friends are told by chain and month, and few of them are hidden")
  func friends() throws {
    // Of 600 every fourth was brought: of the first half by 38, most of whom brought two, of the second by one each.
    var by = [Int32](repeating: FriendLinks.nobody, count: 600)
    for customer in stride(from: 4, to: 600, by: 4) {
      by[customer] = Int32(customer < 300 ? customer / 8 * 2 + 1 : customer - 250)
    }
    let page = try page("ties: auto", Self.shop.rows, by: by)
    let said = page.saidInFull
    #expect(said.contains("Of 600 new customers of this period 149 were referred by somebody"), "\(said)")
    #expect(said.contains("113 customers referred 149 of them."), "\(said)")
    var three = [Int32](repeating: FriendLinks.nobody, count: 600)
    for customer in 1...3 { three[customer] = 0 }
    let few = try self.page("ties: auto", Self.shop.rows, by: three)
    #expect(!few.saidInFull.contains("3 were referred"))
    #expect(few.sections.contains { $0.id == "friends" })
    #expect(try self.page("ties: auto", Self.shop.rows).sections.allSatisfy { $0.id != "friends" })
  }
}
