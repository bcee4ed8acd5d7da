import Testing

@testable import Reading

/// Which pattern a refused column of times is advised to declare.
@Suite struct TimeSuggestionTests {
  @Test(
    "the pattern that reads the cells is named",
    arguments: [
      (["31012026"], "ddMMyyyy"), (["310126"], "ddMMyy"), (["260131"], "yyMMdd"), (["260131 1405"], "yyMMdd HHmm"),
      (["2026_01_31"], "yyyy_MM_dd"), (["31|01|2026 8:05", "1|12|2026 18:05"], "d|M|yyyy H:m"),
      (["2026-01-31 14-05-00"], "yyyy-MM-dd HH-mm-ss"), (["14:05 31.01.2026"], "HH:mm dd.MM.yyyy"),
      (["Jan/31/2026 at 8:05 PM"], "MMM/dd/yyyy 'at' h:mm a"), (["2026-31-01"], "yyyy-dd-MM"),
    ])
  func pattern(cells: [String], pattern: String) throws {
    #expect(TimePattern.suggestion(for: cells) == pattern)
    let format = try #require(TimeFormat(declared: pattern))
    #expect(try !column(cells, .time(format)).values.contains(.min))
  }

  @Test(
    "where no usual order reads every cell there is none", arguments: [["never"], ["31012026", "soon"], ["05/2026"]])
  func none(cells: [String]) {
    #expect(TimePattern.suggestion(for: cells) == nil)
  }
}
