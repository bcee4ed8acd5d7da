import TestSupport
import Testing

@testable import Reading

/// Layouts that one system alone writes: what each row is, and which columns have which role.
@Suite struct KnownExportTests {
  private func understood(_ header: String, _ rows: [String], _ check: (Inspection) throws -> Void) throws {
    try withFile(Array(([header] + rows).joined(separator: "\n").utf8)) { file in
      try check(inspect(file, format: nil).recognising())
    }
  }

  private func column(_ role: ColumnRole, _ inspection: Inspection) -> String {
    guard let column = guessRoles(inspection).first(where: { $0.role == role })?.column else { return "" }
    return inspection.made.first { $0.name == column }?.parts.joined(separator: ",") ?? column
  }

  private let days = (0..<40).map { "2025-03-\(10 + $0 % 18)" }

  @Test("Segment: the event, by the user where he is known and else by the browser")
  func segment() throws {
    let rows = (0..<40).map {
      "m\($0),track,a\($0 % 9),\($0 % 3 == 0 ? "u\($0 % 9)" : ""),\(["Viewed", "Ordered"][$0 % 2]),\(days[$0])T10:00:00Z,"
        + "\(days[$0])T10:00:01Z,\(days[$0])T10:00:02Z"
    }
    try understood(
      "messageId,type,anonymousId,userId,event,timestamp,receivedAt,originalTimestamp", rows
    ) { inspection in
      #expect(inspection.export == .segment)
      #expect(fileKind(inspection) == .log)
      #expect(column(.customer, inspection) == "userId,anonymousId")
      #expect(column(.touchpoint, inspection) == "event")
      #expect(column(.time, inspection) == "timestamp")
    }
  }

  @Test("Matomo: a row is a visit, whatever it did")
  func matomo() throws {
    let rows = (0..<40).map {
      "\($0),v\($0 % 9),f\($0 % 9),\(1_741_600_000 + $0 * 5000),\(days[$0]),\($0 * 7),direct,\($0 % 5)"
    }
    try understood(
      "idVisit,visitorId,fingerprint,serverTimestamp,serverDate,visitDuration,referrerTypeName,actions", rows
    ) { inspection in
      #expect(inspection.export == .matomoVisits)
      #expect(fileKind(inspection) == .log)
      #expect(inspection.exportsEveryRow == "visit")
      #expect(column(.customer, inspection) == "visitorId")
      #expect(column(.time, inspection) == "serverTimestamp")
      #expect(column(.channel, inspection) == "referrerTypeName")
    }
  }

  @Test("monday.com: an item's status, by its e-mail address and not by its owner's name")
  func monday() throws {
    let rows = (0..<40).map {
      "Deal \($0 % 9),,Dana Levi,\(["Lead", "Meeting", "Won"][$0 % 3]),\(days[$0]),k\($0 % 9)@x.org,\(9000 + $0)"
    }
    try understood("Name,Subitems,Person,Status,Date,Email,Item ID (auto generated)", rows) { inspection in
      #expect(inspection.export == .mondayBoard)
      #expect(fileKind(inspection) == .log)
      #expect(column(.customer, inspection) == "Email")
      #expect(column(.touchpoint, inspection) == "Status")
      #expect(column(.time, inspection) == "Date")
    }
  }

  @Test("monday.com: columns that the client has called outright go before those of every board")
  func mondayOwnColumns() throws {
    let ids = (0..<40).map { "\(10_000 + $0 % 9)" }
    let states = ["Done", "Stuck"]
    let acts = ["Instagram ad", "Website", "Order"]
    let short = (0..<40).map { "Item \($0),\(states[$0 % 2]),\(days[$0]),\(ids[$0]),\(acts[$0 % 3]),\(900 + $0)" }
    try understood("Name,Status,Date,Customer ID,Activity,Item ID (auto generated)", short) { inspection in
      #expect(inspection.export == .mondayBoard)
      #expect(fileKind(inspection) == .log)
      #expect(column(.customer, inspection) == "Customer ID")
      #expect(column(.touchpoint, inspection) == "Activity")
      #expect(column(.time, inspection) == "Date")
    }
    let long = (0..<40).map {
      "\(900 + $0),Item \($0),,Rina,\(states[$0 % 2]),\(days[$0]),\(ids[$0]),\(acts[$0 % 3])"
    }
    try understood(
      "Item ID (auto generated),Name,Subitems,Person,Status,Date,Customer,Activity", long
    ) { inspection in
      #expect(column(.customer, inspection) == "Customer")
      #expect(column(.touchpoint, inspection) == "Activity")
    }
  }

  @Test("HubSpot: an activity belongs to the contact it is associated with, not to its own record")
  func hubSpot() throws {
    let rows = (0..<40).map {
      "\(70_000 + $0),\(days[$0]) 10:00,\(["Call", "Email", "Meeting"][$0 % 3]),Dana Levi,\(100 + $0 % 9)"
    }
    try understood(
      "Record ID,Activity date,Activity type,Activity assigned to,Associated Contact IDs", rows
    ) { inspection in
      #expect(inspection.export == .hubSpot)
      #expect(column(.customer, inspection) == "Associated Contact IDs")
      #expect(column(.touchpoint, inspection) == "Activity type")
      #expect(column(.time, inspection) == "Activity date")
    }
  }

  @Test("a deal with a date for each stage is its own customer")
  func deals() throws {
    let rows = (0..<9).map { "\(500 + $0),2025-01-1\($0),2025-02-1\($0),\($0 % 2 == 0 ? "2025-03-1\($0)" : "")" }
    try withFile(
      Array(
        (["Deal ID,Date entered Discovery,Date entered Proposal,Date entered Won"] + rows).joined(separator: "\n").utf8)
    ) { file in
      let inspection = try inspect(file, format: nil).reshaped(.auto)
      #expect(inspection.isReshaped)
      #expect(column(.customer, inspection) == "Deal ID")
    }
  }
}

/// Columns by what they hold, under headers that nobody has foreseen.
@Suite struct ColumnContentTests {
  private func roles(_ header: String, _ row: (Int) -> String) throws -> [ColumnRole: String] {
    try withFile(Array((header + "\n" + (0..<60).map { row($0) + "\n" }.joined()).utf8)) { file in
      let inspection = try inspect(file, format: nil).recognising()
      return Dictionary(uniqueKeysWithValues: guessRoles(inspection).map { ($0.role, $0.column) })
    }
  }

  private func kind(_ header: String, _ row: (Int) -> String) throws -> FileKind {
    try withFile(Array((header + "\n" + (0..<60).map { row($0) + "\n" }.joined()).utf8)) { file in
      let inspection = try inspect(file, format: nil).reshaped(.auto)
      return fileKind(inspection.isReshaped ? inspection : inspection.recognising())
    }
  }

  private let day = { (row: Int) in "2025-01-\(10 + row % 19) 10:00" }
  private let done = ["Visit", "Call", "Order"]

  @Test("people are no touchpoint, under any header and in both languages")
  func people() throws {
    let names = ["Dana Levi", "Uri Cohen", "Noa Mor", "Michael Katz", "Ruth Bar"]
    #expect(try roles("cust,date,x,y") { "c\($0 % 9),\(day($0)),\(names[$0 % 5]),\(done[$0 % 3])" }[.touchpoint] == "y")
    let hebrew = ["דנה לוי", "אורי כהן", "נועה מור", "מיכאל כץ", "רות בר"]
    #expect(
      try roles("לקוח,תאריך,א,ב") { "c\($0 % 9),\(day($0)),\(hebrew[$0 % 5]),\(done[$0 % 3])" }[.touchpoint] == "ב")
    #expect(
      try roles("cust,date,Logged by,kind") { "c\($0 % 9),\(day($0)),u\($0 % 21),\(done[$0 % 3])" }[.touchpoint]
        == "kind")
    // Things that happen are none, though some begin like a name.
    let sports = ["Dan Hotel stay", "Store visit", "Phone call", "Web order"]
    #expect(try roles("cust,date,x") { "c\($0 % 9),\(day($0)),\(sports[$0 % 4])" }[.touchpoint] == "x")
  }

  @Test(
    "what measures or counts is no customer",
    arguments: [
      "AHT", "Year", "Latitude", "Wait time", "Step No", "גיל", "משך הטיפול", "מספר סידורי", "Price", "Hour",
      "מספר שיחות",
    ])
  func measures(_ header: String) throws {
    #expect(try roles("when,what,\(header)") { "\(day($0)),\(done[$0 % 3]),\(11 + $0 * 7 % 23)" }[.customer] == nil)
  }

  @Test("an address to write to, a card and a telephone are customers, and a telephone is no time")
  func customers() throws {
    #expect(
      try roles("כתובת דוא״ל של הלקוח,סוג אירוע,מועד") { "c\($0 % 9)@x.org,\(done[$0 % 3]),\(day($0))" }[.customer]
        == "כתובת דוא״ל של הלקוח")
    #expect(
      try roles("Txn,Date,What,מספר כרטיס מועדון") { "\(90000 + $0),\(day($0)),\(done[$0 % 3]),\(7000 + $0 % 9)" }[
        .customer]
        == "מספר כרטיס מועדון")
    #expect(try kind("phone,customer_id") { "050\(1_000_000 + $0),\(1000 + $0)" } == .identities)
  }

  @Test("a list of customers is one, whatever it tells of them")
  func lists() throws {
    #expect(
      try kind("מספר לקוח,שם,טלפון,עיר,תאריך לידה,תאריך הצטרפות") {
        "\(100 + $0),לקוח \($0),050\(1_000_000 + $0),חיפה,01/02/1980,05/03/2024"
      } == .customers)
    #expect(
      try kind("Customer Number,Company,Industry,Account manager,Created") {
        "\(500 + $0),Firm \($0),\(["Tech", "Food"][$0 % 2]),Dana Levi,2025-01-\(10 + $0 % 9)"
      } == .customers)
    #expect(
      try kind("id,name,segment,gender,age") { "K\($0),N\($0) x,A,\(["m", "f"][$0 % 2]),\(20 + $0 % 50)" } == .customers
    )
  }

  @Test("answers are a survey by their layout, by a number of the answer, and by words that grade")
  func answers() throws {
    #expect(
      try kind("ID,Start time,Completion time,Email,Name,How was the delivery?") {
        "\($0),\(day($0)),\(day($0)),anonymous,,\(["Good", "Bad", "Fine"][$0 % 3])"
      } == .survey)
    #expect(
      try kind("מספר תשובה,תאריך,נקודת מגע,מצב רוח,הערה") { "\($0),\(day($0)),מוקד,\(1 + $0 % 5),בסדר" } == .survey)
    #expect(
      try kind("customer_id,date,touchpoint,nps") { "\(1000 + $0 / 2),\(day($0)),\(done[$0 % 3]),\($0 % 11)" }
        == .survey)
    // Sums of money are no counts of many.
    #expect(
      try kind("Date,Item,Price,Qty,Total") { "\(day($0)),\(done[$0 % 3]),\($0).90,\(1 + $0 % 3),\($0 * 2).80" }
        == .unclear(.customer))
    #expect(try kind("שעה,מספר שיחות,מספר פניות") { "\(10 + $0 % 14):00,\($0 * 3),\($0 * 2)" } == .totals(.hour))
  }

  @Test("more than two ways of contact are what happened, and a kind of document stands with its sales channel")
  func contact() throws {
    let kinds = ["פגישה", "שיחה", "ביקור", "דיוור"]
    #expect(
      try roles("Customer,Date,סוג מגע,Branch") { "c\($0 % 9),\(day($0)),\(kinds[$0 % 4]),B\($0 % 17)" }[.touchpoint]
        == "סוג מגע")
    #expect(
      try roles("Customer No,Doc Date,Document Type,Channel of sale,Total") {
        "c\($0 % 9),\(day($0)),\(["Invoice", "Credit note"][$0 % 2]),\(["Store", "Site"][$0 / 2 % 2]),\($0).50"
      }[.touchpoint] == "Document Type · Channel of sale")
  }
}
