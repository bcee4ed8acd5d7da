import TestSupport
import Testing

@testable import Reading

private func roles(_ columns: [String], _ lines: [[String]] = []) throws -> [ColumnRole: String] {
  let text = ([columns] + (lines.isEmpty ? [columns.map { _ in "" }] : lines)).map {
    $0.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
  }.joined(separator: "\n")
  return try withFile(Array(text.utf8)) { file in
    let guesses = guessRoles(try inspect(file, format: .csv))
    #expect(Set(guesses.map(\.column)).count == guesses.count)
    return Dictionary(uniqueKeysWithValues: guesses.map { ($0.role, $0.column) })
  }
}

@Suite struct RoleTests {
  @Test("the benchmark's header is understood")
  func plain() throws {
    let found = try roles(["customer_id", "timestamp", "touchpoint", "channel", "amount"])
    #expect(
      found == [
        .customer: "customer_id", .time: "timestamp", .touchpoint: "touchpoint", .channel: "channel", .amount: "amount",
      ])
  }

  @Test("Hebrew headers are understood")
  func hebrew() throws {
    let found = try roles(["מזהה לקוח", "תאריך", "נקודת מגע", "ערוץ", "סכום", "מוצר", "קופון", "מספר הזמנה"])
    #expect(
      found == [
        .customer: "מזהה לקוח", .time: "תאריך", .touchpoint: "נקודת מגע", .channel: "ערוץ", .amount: "סכום",
        .product: "מוצר",
        .offer: "קופון", .order: "מספר הזמנה",
      ])
    #expect(try roles(["לקוח", "שעה", "תאריך ושעה", "פעולה"])[.time] == "תאריך ושעה")
    #expect(
      try roles(["ת\"ז", "מועד", "סוג פעולה", "סה\"כ"]) == [
        .customer: "ת\"ז", .time: "מועד", .touchpoint: "סוג פעולה", .amount: "סה\"כ",
      ])
  }

  @Test("the names of analytics and sales systems are understood")
  func systems() throws {
    let ga4 = try roles(["event_date", "event_timestamp", "event_name", "user_pseudo_id", "traffic_source.medium"])
    #expect(
      ga4 == [
        .customer: "user_pseudo_id", .time: "event_timestamp", .touchpoint: "event_name",
        .channel: "traffic_source.medium",
      ])
    let posthog = try roles(["uuid", "event", "distinct_id", "timestamp", "$channel_type"])
    #expect(posthog == [.customer: "distinct_id", .time: "timestamp", .touchpoint: "event", .channel: "$channel_type"])
    let mixpanel = try roles(["event", "time", "distinct_id"])
    #expect(mixpanel == [.customer: "distinct_id", .time: "time", .touchpoint: "event"])
    let amplitude = try roles(["amplitude_id", "event_time", "event_type", "user_id", "platform", "$revenue"])
    #expect(
      amplitude == [
        .customer: "user_id", .time: "event_time", .touchpoint: "event_type", .channel: "platform", .amount: "$revenue",
      ])
    let salesforce = try roles(["ContactId", "CreatedDate", "Subject", "LeadSource", "Amount"])
    #expect(
      salesforce == [
        .customer: "ContactId", .time: "CreatedDate", .touchpoint: "Subject", .channel: "LeadSource", .amount: "Amount",
      ])
    let hubspot = try roles(["Record ID", "Activity date", "Activity type", "Original source"])
    #expect(
      hubspot == [
        .customer: "Record ID", .time: "Activity date", .touchpoint: "Activity type", .channel: "Original source",
      ])
  }

  @Test("columns with strange names are known by what they hold")
  func content() throws {
    let lines = (0..<40).map { row in
      ["\(row)", "K\(row % 7)", "2024-01-\(10 + row % 20) 10:00", ["call", "visit", "buy"][row % 3], "\(row * 3)"]
    }
    let found = try roles(["n", "q1", "q2", "q3", "q4"], lines)
    #expect(found == [.customer: "q1", .time: "q2", .touchpoint: "q3"])
  }

  @Test("a column called like a time that holds none is passed over")
  func falseTime() throws {
    let lines = (0..<9).map { ["\($0 % 3)", "\($0)", "2024-01-0\($0 + 1)", "a"] }
    #expect(try roles(["customer", "time", "moment", "event"], lines)[.time] == "moment")
  }

  @Test(
    "the public data sets are understood", .enabled(if: Repository.sharedData != nil, "the shared data are absent"),
    arguments: [
      ("xes/running-example.csv", "case:concept:name", "concept:name", "time:timestamp", nil, nil),
      ("xes/running-example.xes", "case:concept:name", "concept:name", "time:timestamp", nil, nil),
      (
        "xes/receipt.csv", "case:concept:name", "concept:name", "time:timestamp", "case:channel", "lifecycle:transition"
      ),
      ("xes/bupar_patients.csv", "patient", "handling", "time", nil, "registration_type"),
      ("clickstream/ecom.csv.gz", "user_id", "event", "timestamp", "acquisition_channel", nil),
      ("attribution/paths_events.csv.gz", "customer_id", "touchpoint", "timestamp", "channel", nil),
    ] as [(String, String, String, String, String?, String?)])
  func shared(path: String, customer: String, touchpoint: String, time: String, channel: String?, lifecycle: String?)
    throws
  {
    let folder = try #require(Repository.sharedData)
    let guesses = guessRoles(try inspect(InputFile(path: folder.appending(path: path).path), format: nil))
    func column(_ role: ColumnRole) -> String? { guesses.first { $0.role == role }?.column }
    #expect(column(.customer) == customer)
    #expect(column(.touchpoint) == touchpoint)
    #expect(column(.time) == time)
    #expect(column(.channel) == channel)
    #expect(column(.lifecycle) == lifecycle)
  }
}

/// Logs of events that carry a score, and answers that carry a touchpoint.
@Suite struct SurveyOrLogTests {
  private func isSurvey(_ header: String, _ row: (Int) -> String) throws -> Bool {
    let text = header + "\n" + (0..<60).map { row($0) + "\n" }.joined()
    return try withFile(Array(text.utf8)) { looksLikeSurvey(try inspect($0, format: nil)) }
  }

  private let steps = ["visit", "call", "purchase"]

  @Test("an event log with one column that looks like a rating is no survey")
  func logs() throws {
    // Six rows a customer, each with a score.
    #expect(
      try !isSurvey("customer,time,touchpoint,nps") { "c\($0 / 6),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\($0 % 11)" }
    )
    #expect(
      try !isSurvey("לקוח,תאריך,פעולה,NPS") {
        "c\($0 % 12),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\($0 % 5 == 0 ? "9" : "")"
      })
    // In the order of time: every customer once, one row in ten with a score.
    #expect(
      try !isSurvey("customer,time,touchpoint,nps") {
        "c\($0),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\($0 % 10 == 0 ? "\($0 % 11)" : "")"
      })
    // Money is no answer.
    #expect(
      try !isSurvey("customer,time,touchpoint,amount,nps") {
        "c\($0),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\($0 * 10).50,\($0 % 11)"
      })
  }

  @Test("answers are a survey, whatever else their rows say")
  func surveys() throws {
    #expect(
      try isSurvey("customer,time,touchpoint,nps") { "c\($0),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\($0 % 11)" })
    #expect(
      try isSurvey("customer,answered,touchpoint,nps") {
        "c\($0 / 6),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\($0 % 11)"
      })
    #expect(try isSurvey("customer,time,nps") { "c\($0 / 6),2026-01-\(10 + $0 % 20),\($0 % 11)" })
    #expect(
      try isSurvey("customer,time,touchpoint,nps,csat") {
        "c\($0 / 6),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\($0 % 11),\(1 + $0 % 5)"
      })
    #expect(
      try isSurvey("customer,time,touchpoint,a,b,d,e,f") {
        "c\($0 / 6),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\($0 % 5),\($0 % 4),\($0 % 3),\($0 % 6),\($0 % 7)"
      })
  }

  @Test(
    "one row a customer and a rating in each are answers, whatever the rating is called",
    arguments: [
      "How satisfied are you?", "עד כמה אתם מרוצים?", "CSAT", "rating", "satisfaction", "score", "דירוג", "ציון המלצה",
      "How difficult was it to solve your problem?",
    ])
  func ratedOnce(rating: String) throws {
    #expect(
      try isSurvey("customer,time,touchpoint,\(rating)") {
        "c\($0),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\(1 + $0 % 5)"
      })
    #expect(
      try isSurvey("לקוח,תאריך,סניף,\(rating),נימוק") {
        "\(20_000 + $0),\(10 + $0 % 20)/01/2026,\(["חיפה", "לוד"][$0 % 2]),\(1 + $0 % 5),"
          + ($0 % 3 == 0 ? "היה טוב \($0)" : ["רע", "איטי"][$0 % 2])
      })
  }

  @Test(
    "answers in words, signs, stars and yes or no, one row a customer, are answers",
    arguments: [
      ("The staff was helpful", ["Strongly disagree", "Disagree", "Agree", "Strongly agree"]),
      ("הצוות היה מקצועי", ["לא מסכים/ה כלל", "לא מסכים/ה", "מסכים/ה", "מסכים/ה מאוד"]),
      ("דרגו את השירות", ["גרוע מאוד", "לא טוב", "טוב", "מצוין"]),
      ("Rating", ["★★★★★", "★★★★☆", "★★☆☆☆", "★☆☆☆☆"]), ("דירוג", ["5 כוכבים", "4 כוכבים", "2 כוכבים"]),
      ("Were you satisfied with our service?", ["Yes", "No"]), ("How satisfied are you?", ["🙁", "🙂", "😍"]),
      ("How likely are you to recommend us to a friend?", ["Promoter", "Passive", "Detractor"]),
      ("How likely are you to recommend us to a friend?", ["0", "30", "70", "100"]),
    ])
  func wordedOnce(header: String, answers: [String]) throws {
    #expect(
      try isSurvey("customer,time,touchpoint,\(header)") {
        "c\($0),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\(answers[$0 % answers.count])"
      })
    // Who comes again and again was not asked each time.
    #expect(
      try !isSurvey("customer,time,touchpoint,\(header)") {
        "c\($0 / 6),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\(answers[$0 % answers.count])"
      })
  }

  @Test("how a case stands is no answer, though words that grade tell it in every row")
  func status() throws {
    #expect(
      try !isSurvey("customer,time,touchpoint,Status of the case") {
        "c\($0),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\(["Good", "Bad", "Fair"][$0 % 3])"
      })
  }

  @Test("three numbered questions are a survey, two are none")
  func numbered() throws {
    #expect(
      try isSurvey("customer,time,stage,q1,q2,q3") {
        "c\($0),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\(1 + $0 % 5),\(1 + $0 % 4),\(1 + $0 % 3)"
      })
    #expect(
      try !isSurvey("customer,time,stage,q1,q2") {
        "c\($0),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\(1 + $0 % 5),\(1 + $0 % 4)"
      })
  }

  @Test(
    "what is earned, computed, counted or switched in every row of a log makes no survey of it",
    arguments: ["lead score", "risk score", "points", "items", "Is the customer new?"])
  func noRating(header: String) throws {
    #expect(
      try !isSurvey("customer,time,touchpoint,\(header)") {
        "c\($0),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\(header.hasSuffix("?") ? $0 % 2 : 1 + $0 % 5)"
      })
  }

  @Test("a score is no survey where customers come back, where few rows have one, and where something was bought")
  func scoredLogs() throws {
    #expect(
      try !isSurvey("customer,time,touchpoint,score") {
        "c\($0 / 4),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\(1 + $0 % 5)"
      })
    #expect(
      try !isSurvey("customer,time,touchpoint,rating") {
        "c\($0),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\($0 % 8 == 0 ? "\(1 + $0 % 5)" : "")"
      })
    #expect(
      try !isSurvey("customer,time,touchpoint,order id,rating") {
        "c\($0),2026-01-\(10 + $0 % 20),\(steps[$0 % 3]),\(900 + $0),\(1 + $0 % 5)"
      })
  }

  @Test("who was sent a survey and scored has answered, however often he was asked; few scores leave a log a log")
  func sent() throws {
    func row(_ n: Int, _ score: String) -> String {
      "\(n),k\(n % 20),2026-01-\(10 + n % 18),2026-01-\(11 + n % 18),\(score),\(["Order", "Website"][n % 2])"
    }
    let header = "Id,Client,Date,Survey sent,Score,Reason"
    #expect(try isSurvey(header) { row($0, "\($0 % 11)") })
    #expect(try !isSurvey(header) { row($0, $0 % 10 == 0 ? "\($0 % 11)" : "") })
  }

  @Test("what customers wrote is no touchpoint, though short answers repeat among it")
  func freeText() throws {
    func touchpoint(_ row: (Int) -> String) throws -> String? {
      let text = "client,date,reason\n" + (0..<60).map { "k\($0 % 20),2026-01-\(10 + $0 % 20),\(row($0))\n" }.joined()
      return try withFile(Array(text.utf8)) { file in
        guessRoles(try inspect(file, format: nil)).first { $0.role == .touchpoint }?.column
      }
    }
    #expect(try touchpoint { $0 % 3 == 0 ? "was good \($0)" : ["slow", "bad"][$0 % 2] } == nil)
    #expect(try touchpoint { ["Late delivery", "Wrong bill", "New order"][$0 % 3] } == "reason")
  }
}
