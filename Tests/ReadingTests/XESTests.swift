import Testing

@testable import Reading

@Suite struct XESTests {
  private let log = """
    <?xml version="1.0" encoding="UTF-8"?>
    <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
      <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
      <global scope="event"><string key="concept:name" value="DEFAULT"/></global>
      <string key="concept:name" value="the log"/>
      <trace>
        <string key="concept:name" value="C1"/>
        <event>
          <string key="concept:name" value="call &amp; &#38; &lt;ask&gt; &quot;x&quot; &amp;#38;"/>
          <date key="time:timestamp" value="2024-01-05T10:20:30.000+02:00"/>
          <float key="amount" value="1.0E2"><string key="concept:name" value="nested"/></float>
          <list key="concept:name"><values><string key="concept:name" value="in a list"/></values></list>
          <container key="c"><string key="amount" value="7"/></container>
        </event>
        <event><date key="time:timestamp" value="2024-01-06T00:00:00Z"/><boolean key="ok" value="true"/></event>
      </trace>
      <trace><event><string key="concept:name" value="lone"/></event></trace>
      <event><string key="concept:name" value="without a trace"/></event>
    </log>
    """

  private func read(_ text: String, chunk: Int = 4096, required: Bool = false) throws -> Table {
    try withFile(Array(text.utf8), name: "log.xes") { file in
      var limits = ReadingLimits()
      limits.chunkBytes = chunk
      let inspection = try inspect(file, format: nil, limits: limits)
      return try Reading.read(
        inspection,
        ReadRequest(
          columns: [
            ColumnRequest(name: "case:concept:name", kind: .dictionary, required: required),
            ColumnRequest(name: "concept:name", kind: .dictionary),
            ColumnRequest(name: "time:timestamp", kind: .time(.auto)), ColumnRequest(name: "amount", kind: .decimal),
          ], zone: .utc, limits: limits))
    }
  }

  @Test("keys are columns in order of first sight, those of traces after case:")
  func inspection() throws {
    try withFile(Array(log.utf8), name: "log.xes") { file in
      let inspection = try inspect(file, format: nil)
      #expect(inspection.format == .xes)
      #expect(inspection.columns == ["case:concept:name", "concept:name", "time:timestamp", "amount", "ok"])
      #expect(inspection.samples[0] == ["C1", "C1", "", ""])
      #expect(inspection.samples[4] == ["", "true", "", ""])
    }
  }

  @Test("only direct attributes count: nothing nested, listed, contained or global", arguments: [4, 5, 64, 4096])
  func rows(chunk: Int) throws {
    let table = try read(log, chunk: chunk)
    #expect(table.rowNumbers == [1, 2, 3, 4])
    #expect(table.columns[0] == .dictionary(DictionaryColumn(codes: [0, 0, .max, .max], values: ["C1"])))
    #expect(
      table.columns[1]
        == .dictionary(
          DictionaryColumn(
            codes: [0, .max, 1, 2], values: ["call & & <ask> \"x\" &#38;", "lone", "without a trace"])))
    #expect(
      try table.columns[2] == .time([micros("2024-01-05T08:20:30Z"), micros("2024-01-06T00:00:00Z"), .min, .min]))
    #expect(table.columns[3] == .decimal([100_000_000, .min, .min, .min]))
  }

  @Test("a trace without a name has no customer; none is invented")
  func nameless() throws {
    let table = try read(log, required: true)
    #expect(table.rowNumbers == [1, 2])
    #expect(table.issues.count(of: .missingValue, column: "case:concept:name") == 2)
    #expect(table.issues.rejectedRows == 2)
  }

  @Test("prefixed element names are the same elements")
  func prefixes() throws {
    let text =
      "<x:log xmlns:x='http://www.xes-standard.org/'><x:trace><x:string key='concept:name' value='C'/>"
      + "<x:event><x:string key='concept:name' value='A'/><x:date key='time:timestamp' value='2024-01-01'/>"
      + "<x:int key='amount' value='3'/></x:event></x:trace></x:log>"
    #expect(try read(text).columns[3] == .decimal([3_000_000]))
  }

  @Test("an ampersand in a key is an ampersand in the column's name")
  func ampersand() throws {
    let text = "<log><trace><event><string key='a &amp; b' value='1 &amp; 2'/></event></trace></log>"
    let result = try ReadingTests.rows(of: Array(text.utf8), name: "log.xes")
    #expect(result.columns == ["a & b"])
    #expect(result.rows == [["1 & 2"]])
  }

  @Test("one key can be read in two ways")
  func twoWays() throws {
    let text =
      "<log><trace><event><string key='k' value='5'/></event><event><string key='k' value='x'/></event></trace></log>"
    try withFile(Array(text.utf8), name: "log.xes") { file in
      let kinds: [ColumnKind] = [.dictionary, .integer, .dictionary]
      let table = try Reading.read(
        inspect(file, format: nil),
        ReadRequest(columns: kinds.map { ColumnRequest(name: "k", kind: $0) }, zone: .utc))
      #expect(table.columns[0] == .dictionary(DictionaryColumn(codes: [0, 1], values: ["5", "x"])))
      #expect(table.columns[1] == .integer([5, .min]))
      #expect(table.columns[2] == table.columns[0])
    }
  }

  @Test("UTF-16 logs are read")
  func utf16() throws {
    let text =
      "<?xml version='1.0' encoding='UTF-16'?><log><trace><event><string key='מפתח' value='ערך'/></event></trace></log>"
    let bytes = ([0xFEFF] + Array(text.utf16)).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let result = try ReadingTests.rows(of: bytes, name: "log.xes")
    #expect(result.columns == ["מפתח"])
    #expect(result.rows == [["ערך"]])
  }

  @Test("a DOCTYPE is refused, and so nothing in it is looked at")
  func doctype() throws {
    for subset in ["", " [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]", " SYSTEM 'file:///etc/passwd'"] {
      let text =
        "<?xml version='1.0'?>\n<!DOCTYPE log\(subset)>\n<log><trace><event><string key='k' value='v'/></event></trace></log>"
      let message = try failure(Array(text.utf8), name: "log.xes")
      #expect(message.contains("refused") && message.contains("DOCTYPE"))
    }
  }

  @Test("deep nesting is refused")
  func depth() throws {
    let deep = String(repeating: "<string key='a' value='b'>", count: 150)
    let message = try failure(Array("<log><trace><event>\(deep)".utf8), name: "log.xes")
    #expect(message.contains("deeper than 100"))
  }

  @Test("broken XML is an error with its line")
  func broken() throws {
    #expect(try failure(Array("<log>\n<trace>\n<event></trace></log>".utf8), name: "l.xes").contains("line 3"))
    #expect(try failure(Array("<log>\n<trace><event>".utf8), name: "l.xes").contains("not well-formed"))
    #expect(
      try failure(Array("<log><trace><event><string key='a' value='&nope;'/>".utf8), name: "l.xes").contains(
        "not well-formed"))
    #expect(
      try failure(
        Array("<log><trace><event><string key='a' value='".utf8) + [0xFF] + Array("'/></event></trace></log>".utf8),
        name: "l.xes"
      ).contains("not well-formed"))
  }

  @Test("another document, or a log without events, is an error that says so")
  func notALog() throws {
    #expect(try failure(Array("<?xml version='1.0'?><html/>".utf8), name: "l.xes").contains("<html>"))
    #expect(try failure(Array("<log><trace/></log>".utf8), name: "l.xes").contains("no events"))
  }

  @Test("a value longer than a cell may be is an error")
  func longValue() throws {
    var limits = ReadingLimits()
    limits.fieldBytes = 100
    let text =
      "<log><trace><event><string key='k' value='\(String(repeating: "x", count: 101))'/></event></trace></log>"
    #expect(try failure(Array(text.utf8), name: "l.xes", limits: limits).contains("longer than"))
  }

  @Test("a key that the head of the log lacks is found all the same, a key that nothing has is not")
  func lateKey() throws {
    let events = String(repeating: "<event><string key='a' value='1'/></event>", count: 10_100)
    let text = "<log><trace>\(events)<event><string key='late' value='2'/></event></trace></log>"
    try withFile(Array(text.utf8), name: "l.xes") { file in
      let inspection = try inspect(file, format: .xes)
      #expect(inspection.columns == ["a"])
      let table = try Reading.read(
        inspection, ReadRequest(columns: [ColumnRequest(name: "late", kind: .integer)], zone: .utc))
      #expect(table.rowCount == 10_101)
      #expect(table.columns[0] == .integer(Array(repeating: .min, count: 10_100) + [2]))
    }
    #expect(try failure(Array(text.utf8), name: "l.xes", columns: ["lat"]).contains("no column \"lat\""))
  }
}
