import JourneysTestSupport
import TestSupport
import Testing

@testable import Analysis
@testable import Journeys
@testable import Statistics

/// Who answers the company, how customers make contact, and in which channels further journeys begin.
@Suite struct AnswerTests {
  private static let project = """
    client: T
    windows: {inactivity: 30d, response: 7d}
    groups: [{by: area}]
    touchpoints:
      - {id: letter, initiated-by: company}
      - {id: call, contact: direct}
      - {id: form, contact: indirect}
      - {id: buy, kind: purchase}
    """

  @Test("each customer's first contact of known outcome counts, by its channel and its hour")
  func answers() throws {
    var rows: [Row] = []
    for i in 0..<40 {
      // Written to in the morning, answers at once; what comes later is no first contact.
      rows += [
        Row("a\(i)", 10.3, "letter", channel: "mail"), Row("a\(i)", 11, "call", channel: "phone"),
        Row("a\(i)", 20, "letter", channel: "sms"),
      ]
      // Called in the evening, answers after eight days.
      rows += [Row("b\(i)", 10.8, "letter", channel: "sms"), Row("b\(i)", 18.9, "call", channel: "phone")]
    }
    // Too young to tell.
    rows.append(Row("c", 99, "letter", channel: "mail"))
    rows.append(Row("d", 100, "call", channel: "phone"))
    let result = try analysed(Self.project, rows)
    let catalog = try assembled(Self.project, rows).log.catalog
    let channels = try #require(result.answers.first { $0.subject == .channel })
    #expect(channels.rows.map { catalog.channelID($0.code ?? 0) } == ["mail", "sms"])
    #expect(channels.rows.map(\.contacted) == [40, 40] && channels.rows.map(\.answered) == [40, 0])
    #expect(channels.differs && channels.rows.map(\.isMore) == [true, false])
    let hours = try #require(result.answers.first { $0.subject == .hour })
    #expect(hours.rows.map(\.code) == [1, 3] && hours.rows.map(\.answered) == [40, 0])
    let two = try analysed(Self.project, rows, threads: 2)
    #expect(two.answers == result.answers)
  }

  @Test("calling alone, leaving details alone, both; one channel, two, three; by group")
  func reach() throws {
    var (events, customers) = ("id,t,what,via\n", "id,area\n")
    for i in 0..<40 {
      // The north calls and comes to the shop; the south leaves details, half of it calls too.
      events += "n\(i),2021-01-02,call,phone\nn\(i),2021-01-03,buy,shop\ns\(i),2021-01-02,form,site\n"
      if i < 20 { events += "s\(i),2021-01-03,call,phone\n" }
      customers += "n\(i),north\ns\(i),south\n"
    }
    let sources = """

      privacy: off
      sources:
        - {file: e.csv, columns: {customer: id, time: t, touchpoint: what, channel: via}}
        - {file: c.csv, kind: customers, columns: {customer: id}}
      """
    let files = ["e.csv": events, "c.csv": customers]
    let found = try #require(try behaviour(Self.project + sources, files).groups.reach.first)
    #expect(found.groups.map(\.customers) == [40, 40])
    // Way 0 is calls alone, 1 details alone, 2 both.
    #expect(found.first.places == [0, 1, 2] && found.first.counts.prefix(2) == [[40, 0, 0], [0, 20, 20]])
    #expect(found.second.places == [2, 1] && found.second.counts.prefix(2) == [[40, 0], [20, 20]])
    #expect(found.first.differs && found.second.differs)
  }

  @Test("second journeys that begin elsewhere than first ones of the same customers are told, and none where none do")
  func numbers() throws {
    func found(_ second: String) throws -> [(place: UInt32, counts: [Int], isMore: Bool?)] {
      var rows: [Row] = []
      for i in 0..<40 {
        rows += [
          Row("a\(i)", 0, "call", channel: "phone"), Row("a\(i)", 200, "call", channel: i < 30 ? second : "phone"),
          Row("a\(i)", 400, "call", channel: "phone"), Row("a\(i)", 600, "call", channel: "phone"),
        ]
      }
      rows.append(Row("b", 700, "buy", channel: "shop"))
      return try analysed(Self.project, rows).journeyNumbers.rows.map {
        ($0.place, [$0.first, $0.second, $0.later], $0.isMore)
      }
    }
    let moved = try found("site")
    #expect(moved.map(\.counts) == [[40, 10, 80], [0, 30, 0], [1, 0, 0]])
    #expect(moved.map(\.isMore) == [false, true, nil])
    #expect(try found("phone").allSatisfy { $0.isMore == nil })
  }

  @Test("the sign test is the binomial's", arguments: [(0, 6, 0.03125), (1, 9, 0.021484375), (5, 5, 1.0), (0, 0, 1.0)])
  func sign(a: Int, b: Int, p: Double) { #expect(abs(signTest(a, b) - p) < 1e-12) }

  @Test("hours since midnight in a zone are counted from its day's beginning")
  func hours() {
    let day = { (time: Int64) in (time + 2 * Micros.hour) / Micros.day }
    #expect(hoursSinceMidnight(10 * Micros.day + 21 * Micros.hour, day) == 23)
    #expect(hoursSinceMidnight(10 * Micros.day + 22 * Micros.hour, day) == 0)
    #expect(hoursSinceMidnight(10 * Micros.day + 5 * Micros.hour + 1, day) == 7)
  }
}

/// Answers and journeys in which nothing is planted.
@Suite struct AnswerStudy {
  @Test("answers that have nothing to do with channel or hour: a row is marked in at most 7 % of runs")
  func none() {
    let study = Study("Answers drawn apart from channel and hour: a difference is said", runs: 400)
    var random = Seeded(41)
    var marked = 0
    for _ in 0..<study.runs {
      var tables = [PairCounts(), PairCounts()]
      for _ in 0..<900 {
        let answer: UInt32 = Double.random(in: 0..<1, using: &random) < 0.15 ? 1 : 0
        tables[0].add(UInt32.random(in: 0..<5, using: &random), answer)
        tables[1].add(UInt32.random(in: 0..<4, using: &random), answer)
      }
      let rates = [AnswerRates(.channel, tables[0]), AnswerRates(.hour, tables[1])]
      if holm(rates.map { $0.table?.pValue ?? 1 }).contains(where: { $0 < 0.05 }) { marked += 1 }
    }
    study.report(marked, bound: "at most 28 of 400")
    #expect(marked * 400 <= 28 * study.runs, "\(marked) of \(study.runs)")
  }

  @Test("customers who begin every journey anew by chance: a channel is marked in at most 7 % of runs")
  func numbers() {
    let study = Study("Second journeys drawn like first ones: a channel is said to gain or lose", runs: 400)
    var random = Seeded(43)
    var marked = 0
    for _ in 0..<study.runs {
      var (numbers, pairs) = (PairCounts(), PairCounts())
      for _ in 0..<300 {
        let first = UInt32.random(in: 0..<5, using: &random)
        // Half of them keep to their channel.
        let second = Bool.random(using: &random) ? first : UInt32.random(in: 0..<5, using: &random)
        numbers.add(0, first)
        numbers.add(1, second)
        pairs.add(first, second)
      }
      if JourneyNumbers(numbers, pairs, [0, 1, 2, 3, 4]).rows.contains(where: { $0.isMore != nil }) { marked += 1 }
    }
    study.report(marked, bound: "at most 28 of 400")
    // A tenth of the runs tells less.
    #expect(marked <= (study.runs < 400 ? 4 : 28), "\(marked) of \(study.runs)")
  }
}
