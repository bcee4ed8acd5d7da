import Foundation
import TestSupport
import Testing

@testable import Reading

@Suite struct FailureTests {
  @Test("an unknown column is named with the ones there are and the nearest of them")
  func noColumn() throws {
    let message = try failure(Array("id,when\n1,2\n".utf8), columns: ["customer"])
    #expect(message == "visits.csv: no column \"customer\"; columns found: id, when")
    let near = try failure(Array("customer_id,when\n1,2\n".utf8), columns: ["customer"])
    #expect(near.hasSuffix("(did you mean \"customer_id\"?)"))
  }

  @Test("empty files and files with a header alone say so")
  func empty() throws {
    #expect(try failure([]).contains("empty"))
    #expect(try failure(Array("\n\n \n".utf8)).contains("empty"))
    #expect(try failure([0xEF, 0xBB, 0xBF]).contains("empty"))
    #expect(try failure(Array("id,when\n".utf8)) == "visits.csv: there is a header (id, when) but not one row below it")
    #expect(try failure(Array("id,when".utf8)).contains("not one row"))
  }

  @Test("what is no file, or no regular file, says so")
  func noFile() throws {
    func message(_ path: String) -> String {
      do {
        _ = try inspect(InputFile(path: path), format: nil)
        return ""
      } catch { return TestWords.said(error) }
    }
    let folder = FileManager.default.temporaryDirectory.path
    #expect(message(folder + "/there-is-no-such-file.csv").contains("no such file"))
    #expect(message(folder).contains("not a regular file"))
    #expect(message("/dev/null").contains("not a regular file"))
  }

  @Test(
    "a file that shrinks or grows after it was opened is an error, wherever it is read", arguments: [-1, 1, -400, 400])
  func changes(_ bytes: Int) throws {
    let folder = try TemporaryFolder()
    let rows = (0..<100).map { "c\($0),2025-01-01\n" }.joined()
    let path = try folder.write("visits.csv", "id,when\n" + rows)
    let inspection = try inspect(InputFile(path: path), format: nil)
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    let size = try file.seekToEnd()
    if bytes < 0 { try file.truncate(atOffset: size - UInt64(-bytes)) }
    if bytes > 0 { try file.write(contentsOf: Data(repeating: 65, count: bytes)) }
    #expect(throws: ReadingError.changed(file: "visits.csv")) {
      try read(
        inspection, ReadRequest(columns: [ColumnRequest(name: "id", kind: .dictionary, required: true)], zone: .utc))
    }
    #expect(throws: ReadingError.changed(file: "visits.csv")) {
      try readKeyed(inspection, KeyedRequest(key: "id", time: "when", label: "id", zone: .utc))
    }
  }

  @Test("other kinds of file are named, with what to do")
  func otherKinds() throws {
    #expect(try failure([0x50, 0x4B, 3, 4, 0, 0], name: "a.xlsx").contains("its end is missing"))
    #expect(try failure([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0, 0], name: "a.xls").contains("old Excel workbook"))
    #expect(try failure(Array("%PDF-1.7\n".utf8)).contains("PDF"))
    #expect(try failure(Array("$FL2@(#)".utf8)).contains("SPSS"))
    #expect(try failure(Array("<html><table>".utf8)).contains("web page"))
    #expect(try failure(Array("[{\"a\" 1}]".utf8)).contains("no JSON object"))
  }

  @Test("a cell, a row and a header have limits")
  func limits() throws {
    var limits = ReadingLimits()
    limits.fieldBytes = 1000
    limits.recordBytes = 20_000
    limits.columns = 50
    limits.chunkBytes = 512
    let long = String(repeating: "x", count: 1001)
    #expect(
      try failure(Array("a,b\n1,2\n3,\(long)\n".utf8), columns: ["b"], limits: limits).contains("row 3, column \"b\""))
    #expect(
      try failure(Array("a,b\n1,2\n3,\"\(long)\"\n".utf8), columns: ["a"], limits: limits).contains("longer than"))
    #expect(
      try failure(Array("a,b\n1,2\n".utf8) + Array(repeating: 0x2C, count: 50_000), limits: limits).contains(
        "row 3 has more than 50 cells"))
    let tens = Array(repeating: Array(String(repeating: "x", count: 900).utf8) + [0x2C], count: 40).flatMap { $0 }
    #expect(try failure(Array("a,b\n1,2\n".utf8) + tens, limits: limits).contains("row 3 is longer"))
    #expect(
      try failure(Array(repeating: 0x2C, count: 100) + [0x0A, 0x31, 0x0A], format: .csv, limits: limits).contains(
        "more than 50 columns"))
    #expect(
      try failure(Array("a,b\n".utf8) + Array(repeating: 0x78, count: 50_000), limits: limits).contains("longer than"))
    #expect(try rows(of: "a,b\n1,\(long.dropLast())\n", limits: limits).rows.count == 1)
  }

  @Test("too many distinct values are refused")
  func distinct() throws {
    var limits = ReadingLimits()
    limits.distinctBytes = 10_000
    let text = "a,b\n" + (0..<2000).map { "\($0),1\n" }.joined()
    #expect(try failure(Array(text.utf8), limits: limits).contains("column \"a\": its distinct values"))
  }

  @Test("very long names do not break anything")
  func longNames() throws {
    let name = String(repeating: "שם", count: 2500)
    #expect(try rows(of: "\(name),\(name)\n1,2\n").columns == [name, name + " (2)"])
    #expect(try failure(Array("\(name),b\n1,2\n".utf8), columns: ["zz"]).utf8.count < 400)
  }

  @Test("many distinct values, long and short, keep their codes")
  func manyValues() throws {
    let cells = (0..<20_000).map { $0 % 3 == 0 ? "a long value with the number \($0 % 7000)" : "v\($0 % 5000)" }
    #expect(try rows(of: "a,b\n" + cells.map { "\($0),1\n" }.joined()).rows.map { $0[0] } == cells)
  }
}

@Suite struct NearestNameTests {
  @Test("the nearest name is found by typing errors, case and containment, and nothing far off is suggested")
  func nearestName() {
    #expect(nearest("custmer", in: ["channel", "customer", "time"]) == "customer")
    #expect(nearest("Customer ID", in: ["id", "customer_id"]) == "customer_id")
    #expect(nearest("amount", in: ["when", "total"]) == nil)
    #expect(nearest("ערוצ", in: ["לקוח", "ערוץ"]) == "ערוץ")
    #expect(nearest("", in: ["a"]) == nil)
    #expect(nearest("a", in: []) == nil)
  }
}

@Suite struct IssueLogTests {
  @Test("counts add up, samples stay the first twenty by row, and the order of merging is nothing")
  func merging() {
    func log(_ numbers: [UInt32]) -> IssueLog {
      var log = IssueLog()
      for row in numbers {
        log.add(Issue(kind: .unreadableTime, row: row, column: "b", value: "x"))
        log.add(Issue(kind: .missingValue, row: row, column: "z", value: ""))
        log.add(Issue(kind: .unreadableTime, row: row, column: "a", value: "x"))
      }
      log.rejectedRows = numbers.count
      return log
    }
    let low = log(Array(1...15))
    let high = log(Array(16...40))
    var first = low
    first.merge(high)
    var second = high
    second.merge(low)
    #expect(first == second)
    #expect(first.entries.map(\.column) == ["z", "a", "b"])
    #expect(first.entries[0].count == 40)
    #expect(first.entries[0].samples.map(\.row) == Array(1...20))
    #expect(first.rejectedRows == 40)
  }

  @Test("a sample is clipped between characters' scalars and shows no control characters")
  func clipping() {
    let value = String(repeating: "é", count: 100)
    let issue = Issue(kind: .badEncoding, row: 1, column: "c", value: value)
    #expect(issue.value == String(repeating: "é", count: 60) + "…")
    #expect(Issue(kind: .badEncoding, row: 1, column: "c", value: "a\u{1B}b").value == "a b")
  }
}
