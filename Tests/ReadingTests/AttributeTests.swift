import TestSupport
import Testing

@testable import Reading

/// Columns that are kept beside what every event has.
struct AttributeTests {
  /// By row in the file's order, the texts of its attributes; "-" where there is none.
  private func read(_ file: String, _ text: String, threads: Int = 1, chunk: Int? = nil) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(file, text)
    let inspection = try inspect(InputFile(path: folder.path(file), name: file), format: nil)
    var limits = ReadingLimits()
    if let chunk { limits.chunkBytes = chunk }
    var request = KeyedRequest(key: "id", time: "when", label: "what", zone: .utc, limits: limits, threads: threads)
    request.attributes = ["device", "what", "age"]
    let rows = try readKeyed(inspection, request, partitions: 1)
    var found: [String] = []
    rows.forEachStretch(0) { stretch in
      for i in 0..<stretch.count {
        let texts = stretch.attributes.enumerated().map { attribute, codes in
          codes[i] == AttributeCode.none ? "-" : rows.attributes[stretch.worker][attribute][Int(codes[i])]
        }
        found.append(texts.joined(separator: "|"))
      }
    }
    return found
  }

  private static let table = #"""
    id,when,what,device,age
    u1,2026-01-01T10:00:00Z,ad,phone,30
    u2,2026-01-01T10:01:00Z,ad,,
    u1,2026-01-01T10:02:00Z,"buy"," desk ""top""",30
    u3,2026-01-01T10:03:00Z,ad,  phone  ,
    u3,2026-01-01T10:04:00Z,ad,טלפון,40

    """#

  @Test("every row keeps its attributes, odd cells and empty ones among them; a column may have a role as well")
  func delimited() throws {
    let expected = ["phone|ad|30", "-|ad|-", "desk \"top\"|buy|30", "phone|ad|-", "טלפון|ad|40"]
    #expect(try read("a.csv", Self.table) == expected)
    let json = [
      #"{"id":"u1","when":"2026-01-01T10:00:00Z","what":"ad","device":"phone","age":30}"#,
      #"{"id":"u2","when":"2026-01-01T10:01:00Z","what":"ad"}"#,
    ]
    #expect(try read("a.jsonl", json.joined(separator: "\n") + "\n") == ["phone|ad|30", "-|ad|-"])
  }

  @Test("on several cores, in small pieces, the rows keep the same attributes")
  func threads() throws {
    var text = "id,when,what,device,age\n"
    for i in 0..<5_000 {
      text += "u\(i % 700),2026-01-01T10:00:00Z,ad,d\(i * i % 97),\(i % 3 == 0 ? "" : "\(i % 60)")\n"
    }
    let one = try read("a.csv", text)
    #expect(one.count == 5_000 && one[4] == "d16|ad|4")
    #expect(try read("a.csv", text, threads: 2, chunk: 4_096) == one)
  }

  @Test("a column that is not there is named with those that are")
  func missing() throws {
    #expect {
      try read("a.csv", "id,when,what,device\nu,2026-01-01,a,b\n")
    } throws: { error in
      if case ReadingError.noColumn(_, "age", ["id", "when", "what", "device"])? = error as? ReadingError {
        true
      } else {
        false
      }
    }
  }

  @Test("beyond a thousand different values no further code is given, and the texts say that there were more")
  func many() throws {
    var text = "id,when,what,device,age\n"
    for i in 0..<3_000 { text += "u\(i),2026-01-01T10:00:00Z,ad,phone,x\(i)\n" }
    let found = try read("a.csv", text)
    #expect(found[999] == "phone|ad|x999" && found[2_999] == "phone|ad|-")
  }
}
