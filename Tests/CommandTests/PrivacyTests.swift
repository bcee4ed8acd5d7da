import Foundation
import TestSupport
import Testing

/// Nobody is in the output: no id, no telephone, no small group, and nothing of the machine that made it.
struct PrivacyTests {
  /// Words of the ids' alphabet, as byte strings.
  private func words(_ bytes: [UInt8]) -> Set<[UInt8]> {
    var words: Set<[UInt8]> = []
    var word: [UInt8] = []
    for byte in bytes {
      switch byte {
      // A point belongs to a number: the digits after it are no id.
      case 46, 48...57, 65...90, 97...122: word.append(byte)
      default:
        if word.count > 3 { words.insert(word) }
        word.removeAll(keepingCapacity: true)
      }
    }
    if word.count > 3 { words.insert(word) }
    return words
  }

  /// The values of the columns that name a person or an order, in every file of a client; the ids of decisions are of places.
  private func ids(_ client: String) throws -> Set<[UInt8]> {
    // What offers are called is said; where a comma stands in quotation marks the cells beside it are cut as well.
    var offers: Set<[UInt8]> = []
    let columns: Set<String> = ["customer_id", "patient_id", "web_id", "order_id", "referred_by", "id", "phone"]
    var ids: Set<[UInt8]> = []
    let folder = Samples.project(client)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".csv") && name != "decisions.csv" {
      let text = String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
      let lines = text.utf8.split(separator: 10)
      let header = String(decoding: lines[0].filter { $0 != 13 }, as: UTF8.self).split(separator: ",").map(String.init)
      let places = header.indices.filter { columns.contains(header[$0]) }
      let offer = header.firstIndex(of: "coupon")
      for line in lines.dropFirst() {
        let cells = line.split(separator: 44, maxSplits: header.count, omittingEmptySubsequences: false)
        if let offer, offer < cells.count, cells.count == header.count { offers.insert(Array(cells[offer])) }
        for place in places where place < cells.count && cells[place].count > 3 { ids.insert(Array(cells[place])) }
      }
    }
    return ids.subtracting(offers)
  }

  @Test("no id of a customer, browser or order is in any file", arguments: Samples.clients)
  func noIds(_ client: String) throws {
    let ids = try ids(client)
    #expect(ids.count > 300)
    let pieces = ids.reduce(into: Set<[UInt8]>()) { $0.formUnion(words($1)) }
    let output = try Samples.output(client)
    for path in output.paths {
      // An id of six digits may happen to be a number of seconds as well.
      let text =
        path.hasSuffix("report.json")
        ? output.text(path).replacing(/Seconds": [0-9.e+-]+/, with: "") : output.text(path)
      let found = words(Array(text.utf8)).intersection(pieces)
      #expect(found.isEmpty, "\(path): \(found.prefix(3).map { String(decoding: $0, as: UTF8.self) })")
    }
  }

  @Test("no telephone number or address of a person is in any file", arguments: Samples.clients)
  func noTelephones(_ client: String) throws {
    let output = try Samples.output(client)
    let telephone = try Regex("(^|[^0-9.,])0(5[0-9]|7[2-9]|[23489])-?[0-9]{3}-?[0-9]{4}($|[^0-9])")
    let address = try Regex("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}")
    for path in output.paths where !path.contains("/assets/") && !path.hasPrefix("assets/") {
      let text = output.text(path)
      #expect(text.firstMatch(of: telephone) == nil, "\(path)")
      #expect(text.firstMatch(of: address) == nil, "\(path)")
    }
  }

  @Test("values that could not be read stay out of the report: they may be somebody's number")
  func rejectedCells() throws {
    let folder = try TemporaryFolder()
    var rows = "customer,time,touchpoint,amount\n"
    for customer in 1...30 { rows += "c\(customer),2025-01-02 10:00,ad,\(customer)\n" }
    rows += "c1,050-7654321,ad,\nc2,2025-01-02 10:00,ad,id-039455172\n"
    let file = try folder.write("events.csv", rows)
    let outcome = try MasaProgram.run(["report", file, "--output", folder.path("out")])
    #expect(outcome.exit <= 1)
    let output = try Output(folder.url.appending(path: "out"))
    for path in output.paths {
      #expect(!output.text(path).contains("7654321"), "\(path)")
      #expect(!output.text(path).contains("039455172"), "\(path)")
    }
  }

  @Test("nothing of the machine, the user or the day of the run is in any file", arguments: Samples.clients)
  func nothingOfTheMachine(_ client: String) throws {
    let output = try Samples.output(client)
    let today = Date.now.formatted(.iso8601.year().month().day())
    let host = ProcessInfo.processInfo.hostName
    var strangers = [Repository.root.path, FileManager.default.temporaryDirectory.path, NSHomeDirectory() + "/", today]
    if host.count > 4, host != "localhost" { strangers.append(host) }
    for path in output.paths {
      let text = output.text(path)
      for stranger in strangers where stranger.count > 4 { #expect(!text.contains(stranger), "\(path): \(stranger)") }
      if path.hasSuffix(".html") || path.hasSuffix(".svg") { #expect(!text.contains("<!--"), "\(path): a comment") }
    }
  }

  @Test("privacy: off marks every page for internal use; otherwise no page is marked")
  func internalUse() throws {
    let folder = try TemporaryFolder()
    var rows = "customer,time,touchpoint\n"
    for customer in 1...7 { rows += "c\(customer),2025-01-02 10:00,\(customer < 4 ? "rare" : "usual")\n" }
    try folder.write("events.csv", rows)
    for (setting, isInternal) in [("off", true), ("{behaviour: 5}", false)] {
      try folder.write(
        "project.yml", "client: X\nprivacy: \(setting)\ntouchpoints: [{id: rare}]\nsources: [{file: events.csv}]\n")
      let output = try Samples.build(folder.path)
      for path in output.pages() where path.hasPrefix(output.place) {
        let mark = path.contains("/en/") ? "For internal use only" : "לשימוש פנימי בלבד"
        #expect(output.text(path).contains(mark) == isInternal, "\(path)")
      }
      let touchpoints = try output.report()["touchpoints"].list
      let rare = touchpoints.first { $0["id"].string == "rare" }?["customers"]
      #expect(isInternal ? rare == .number(3) : rare?.isHidden == true)
      let isOff = try output.report()["settings"]["privacy"] == .string("off")
      #expect(isOff == isInternal)
    }
  }

  @Test("no count of people below the threshold is in any table or in report.json", arguments: Samples.clients)
  func smallCounts(_ client: String) throws {
    let output = try Samples.output(client)
    let report = try output.report()
    let threshold = report["settings"]["privacy"]["behaviour"].int ?? 5
    for touchpoint in report["touchpoints"].list {
      for key in ["events", "customers", "starts", "ends", "purchases", "cancelled"] {
        if let n = touchpoint[key].int { #expect(n == 0 || n >= threshold, "\(key) of \(touchpoint)") }
      }
    }
    for row in report["sieve"].list {
      for (key, value) in row.members where key != "hole" && key != "people" && key != "touchpoint" {
        if let n = value.int { #expect(n == 0 || n >= threshold, "\(key) of \(row)") }
      }
      for (key, value) in row["people"].members {
        if let n = value.int { #expect(n == 0 || n >= threshold, "\(key) of \(row)") }
      }
    }
    for edge in report["directlyFollows"].list {
      if let n = edge["count"].int {
        #expect(n >= threshold)
      } else {
        #expect(edge["medianSeconds"] == .null || edge["medianSeconds"].isHidden)
      }
    }
    for variant in report["topVariants"].list {
      #expect(variant["count"].isHidden || (variant["count"].int ?? 0) >= threshold)
    }
    for cell in report["channels"]["entryByPurchase"].list {
      if let n = cell["count"].int { #expect(n == 0 || n >= threshold) }
    }
  }
}
