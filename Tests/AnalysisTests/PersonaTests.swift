import TestSupport
import Testing

@testable import Analysis
@testable import Journeys

/// Who fits which persona.
@Suite struct PersonaTests {
  private static let project = """
    client: T
    privacy: off
    windows: {inactivity: 30d}
    observed-until: 2021-12-31
    touchpoints: [{id: visit}, {id: call}, {id: buy, kind: purchase}, {id: back, kind: refund}]
    channels: [{id: site}, {id: phone, name: {en: Telephone}}]
    sources:
      - {file: e.csv, columns: {customer: id, time: t, touchpoint: what, channel: via, amount: paid}}
      - {file: c.csv, kind: customers, columns: {customer: id}}
    """

  /// Six customers by hand: a buys twice and gives one back, b buys once for 1000, c calls and buys twice, d and e visit, f is
  /// on no list.
  private static let files = [
    "e.csv": """
    id,t,what,via,paid,basket
    a,2021-01-02,visit,site,,0.5
    a,2021-01-03,buy,site,100,
    a,2021-01-09,buy,site,100,
    a,2021-01-10,back,site,100,
    b,2021-01-02,visit,phone,,17.25
    b,2021-01-04,buy,site,1000,
    c,2021-01-02,call,phone,,3
    c,2021-01-03,buy,phone,40,
    c,2021-01-05,buy,site,50,
    d,2021-01-02,visit,site,,
    e,2021-01-02,visit,site,,200
    e,2021-01-03,call,phone,,
    f,2021-01-05,visit,site,,1
    """,
    "c.csv": "id,age,club,purchases\na,20,yes,\nb,70,,\nc,40,gold,\nd,,no,\ne,1200.5,0,9\n",
  ]

  /// Who fits, by id.
  private func members(_ rule: String, _ files: [String: String] = files) throws -> String {
    let (_, loaded) = try loadedFiles(Self.project + "\npersonas: [{id: p, where: {\(rule)}}]\n", files)
    var found: [String] = []
    for part in loaded.log.parts {
      let trait = try #require(part.catalog.traits.firstIndex { $0.persona == 0 })
      for customer in 0..<part.customerCount where part.traits[trait][customer] == 0 {
        // Customers are told by their first touches, which differ.
        found.append(Self.name(part, customer))
      }
    }
    return found.sorted().joined()
  }

  private static func name(_ log: EventLog, _ customer: Int) -> String {
    let journey = log.journey(of: customer)
    let what = journey.map { log.catalog.touchpoints[Int($0.touchpoint)].id }.joined(separator: " ")
    let firstDay = journey.first.map { $0.time / Micros.day } ?? 0
    return switch what {
    case "visit buy buy back": "a"
    case "visit buy": "b"
    case "call buy buy": "c"
    case "visit call": "e"
    default: firstDay == 18632 ? "f" : "d"
    }
  }

  @Test(
    "columns: values and patterns, yes and no as the club reads them, numbers",
    arguments: [
      ("age: [\"20\", \"7*\"]", "ab"), ("club: yes", "ac"), ("club: no", "bde"), ("club: gold", "c"),
      ("age: \">= 40\"", "bce"), ("age: \"< 40\"", "a"), ("age: \"20..70\"", "abc"), ("age: \"> 1200\"", "e"),
      ("age: \"> 40\", club: yes", ""), ("basket: \"> 3\"", "be"), ("basket: \"<= 1\"", "af"),
      ("basket: \"3..17.25\"", "bc"),
    ])
  func columns(_ rule: String, _ expected: String) throws {
    #expect(try members(rule) == expected)
  }

  @Test(
    "behaviour: purchases that stand, money, touches, channels and touchpoints by id or name; all conditions must fit",
    arguments: [
      ("amount: \">= 100\"", "ab"), ("touches: \">= 3\"", "ac"), ("touches: 2", "be"), ("channels: phone", "bce"),
      ("channels: [Telephone, site]", "abcdef"), ("came-in-channel: phone", "bc"), ("came-in: call", "c"),
      ("touchpoints: [call]", "ce"), ("touchpoints: [ca*], amount: \"= 90\"", "c"), ("amount: 0, age: \">= 1\"", "e"),
    ])
  func done(_ rule: String, _ expected: String) throws {
    #expect(try members(rule) == expected)
  }

  @Test("a column goes before behaviour of the same name; without it purchases that stand are counted")
  func columnFirst() throws {
    #expect(try members("purchases: \"> 5\"") == "e")
    var files = Self.files
    files["c.csv"] = "id\na\nb\n"
    #expect(try members("purchases: 1", files) == "ab")
    #expect(try members("purchases: \">= 2\"", files) == "c")
  }

  @Test("only what lies in the report's period and was observed counts")
  func period() throws {
    var files = Self.files
    files["c.csv"] = "id\na\n"
    let (_, loaded) = try loadedFiles(
      Self.project + "\nperiod: 2021-01-01..2021-01-03\npersonas: [{id: p, where: {purchases: 1}}]\n", files)
    let fits = loaded.log.parts.reduce(0) { sum, part in sum + part.traits[0].count { $0 == 0 } }
    #expect(fits == 2)
  }

  @Test("money of every row its own value still tells who paid more, among twenty thousand and on two threads")
  func manyValues() throws {
    var events = "id,t,what,via,paid,basket\n"
    for i in 0..<20_000 { events += "c\(i),2021-01-02,visit,site,,\(i).\(i % 90 + 10)\n" }
    let yaml = Self.project + "\npersonas: [{id: p, where: {basket: \"15000..15999.5\"}}]\n"
    let (_, loaded) = try loadedFiles(yaml, ["e.csv": events, "c.csv": "id\nc1\n"])
    let fits = loaded.log.parts.reduce(0) { sum, part in sum + part.traits[0].count { $0 == 0 } }
    // 15000 to 15999, but for 15999.79.
    #expect(fits == 999)
  }

  @Test("a persona that nobody fits, or everybody, is named with its line")
  func idle() throws {
    func idle(_ rule: String) throws -> [String] {
      let (_, loaded) = try loadedFiles(Self.project + "\npersonas: [{id: p, where: {\(rule)}}]\n", Self.files)
      return loaded.quality.idleKeys.map(\.name)
    }
    #expect(try idle("age: \"> 9999\"") == ["personas (p: nobody)"])
    #expect(try idle("touches: \">= 1\"") == ["personas (p: everybody)"])
    #expect(try idle("club: yes").isEmpty)
  }

  @Test(
    "a rule that cannot be is refused with its line, and says what was meant",
    arguments: [
      ("agee: yes", "no-persona-column", "age"), ("touchpoints: [cal]", "no-persona-thing", "call"),
      ("channels: \"> 3\"", "persona-names", nil), ("touches: many", "persona-number", nil),
      ("age: \">= x\"", "persona-number", nil), ("{}", "", nil),
    ])
  func refused(_ rule: String, _ key: String, _ meant: String?) throws {
    let text = Self.project + "\npersonas:\n  - id: p\n    where: \(rule == "{}" ? rule : "{\(rule)}")\n"
    let error = #expect(throws: ProjectFileError.self) { try loadedFiles(text, Self.files) }
    guard case .invalid(_, let line, _, let sentence)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(line == text.split(separator: "\n").count && sentence.key.hasSuffix(key))
    if let meant { #expect(String(describing: sentence).contains("\"\(meant)\"")) }
  }

  @Test("customers are counted by the personas they fit; one and two threads agree")
  func overlap() throws {
    let yaml =
      Self.project
      + "\npersonas: [{id: p, where: {touches: \">= 3\"}}, {id: q, where: {channels: phone}}, {id: r, where: {age: 20}}]\n"
    let (blueprint, loaded) = try loadedFiles(yaml, Self.files)
    let one = try analyse(loaded.log, blueprint, threads: 1) { $0 / Micros.day }.groupWays.personas
    let two = try analyse(loaded.log, blueprint, threads: 2) { $0 / Micros.day }.groupWays.personas
    #expect(one == two && one.customers([]) == 6)
    #expect([0, 1, 2].map { one.customers([$0]) } == [2, 3, 1])
    #expect(one.customers([0, 1]) == 1 && one.customers([0, 2]) == 1 && one.customers([1, 2]) == 0)
    #expect(one.bySet[0] == 2)
  }

  @Test("what a persona is chosen by is not tested; the rest is")
  func chosen() throws {
    var events = "id,t,what,via,paid,basket\n"
    for i in 0..<200 {
      let isPhone = i % 2 == 0
      events += "c\(i),2021-01-02,\(isPhone ? "call" : "visit"),\(isPhone ? "phone" : "site"),,\n"
      events += "c\(i),2021-01-03,buy,\(i % 4 < 2 ? "phone" : "site"),9,\n"
    }
    let yaml =
      Self.project + "\npersonas: [{id: p, where: {came-in-channel: phone}}, {id: q, where: {amount: \"> 5\"}}]\n"
    let found = try behaviour(yaml, ["e.csv": events, "c.csv": "id\nc1\n"]).groups
    let (channels, journeys) = (found.channels[0], found.journeys[0])
    #expect(channels.groups.map(\.value) == [0, nil] && channels.groups.map(\.customers) == [100, 100])
    #expect(channels.first.isChosen && channels.first.table == nil && channels.second.isChosen)
    #expect(journeys.first.isChosen && journeys.second.isChosen)
    #expect(
      !found.purchases[0].second.isChosen && found.journeys[1].second.isChosen && !found.journeys[1].first.isChosen)
  }

  @Test("answers are told apart by persona too")
  func answers() throws {
    var (events, sheets) = ("id,t,what,via,paid,basket\n", "id,day,score\n")
    for i in 0..<60 {
      events += "c\(i),2021-01-02,visit,\(i < 20 ? "phone" : "site"),,\n"
      sheets += "c\(i),2021-01-05,\(i < 20 ? 9 : 3)\n"
    }
    let yaml =
      Self.project + """

          - {file: s.csv, kind: survey, type: relational, columns: {customer: id, time: day}, questions: [{column: score, metric: nps}]}
        personas: [{id: p, where: {channels: phone}}]

        """
    let found = try satisfaction(yaml, ["e.csv": events, "c.csv": "id\nc1\n", "s.csv": sheets])
    let group = try #require(found.questions.first?.byGroup.first)
    let counts = Dictionary(uniqueKeysWithValues: group.values.map { ($0.id, $0.score.n) })
    #expect(group.by == "p" && counts == ["others": 40, "p": 20])
  }
}
