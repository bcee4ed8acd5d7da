import Testing

@testable import Reading

@Suite struct NumberTests {
  @Test(
    "amounts are read as people write them",
    arguments: [
      ("1234.5", 1_234_500_000), ("1,234.50", 1_234_500_000), ("1.234,50", 1_234_500_000), ("-5", -5_000_000),
      ("₪1,234", 1_234_000_000), ("120 ₪", 120_000_000), ("(12.5)", -12_500_000), ("1 234,5", 1_234_500_000),
      ("0,125", 125_000), ("12,5", 12_500_000), ("1.234", 1_234_000), ("1,234,567", 1_234_567_000_000),
      ("1.234.567", 1_234_567_000_000), ("+7", 7_000_000), ("5-", -5_000_000), ("\u{200E}₪ 9.90\u{200F}", 9_900_000),
      ("$1'000.00", 1_000_000_000), ("1e3", 1_000_000_000), ("1.5E-3", 1_500), ("0.0000005", 1), ("0.0000004", 0),
      (".5", 500_000), ("5.", 5_000_000), ("120 ש\"ח", 120_000_000), ("NIS 3", 3_000_000), ("\u{2212}4", -4_000_000),
      ("1234,-", 1_234_000_000), ("1.234,--", 1_234_000_000), ("€ 12,–", 12_000_000), ("=\"12.50\"", 12_500_000),
      ("R$ 1.234,50", 1_234_500_000), ("Rs. 1,234", 1_234_000_000), ("12,34,567.50", 1_234_567_500_000),
      ("123456789012", 123_456_789_012_000_000), ("0", 0), ("000", 0), ("-₪5", -5_000_000), ("₪-5", -5_000_000),
    ])
  func decimals(text: String, millionths: Int64) throws {
    let quoted = "\"" + text.replacing("\"", with: "\"\"") + "\""
    #expect(try column([quoted], .decimal).values == [millionths])
  }

  @Test(
    "what is no number is an issue and a missing value, and the row is kept",
    arguments: [
      "abc", "1,23,4", "12.34.5", "--5", "1 2", "5%", "1,2,345.5", ",", "₪", "1.2.3,4,5", "99999999999999", "(5",
      "1234,-5",
      "1e99",
      "12abc", "1-2",
    ])
  func unreadable(text: String) throws {
    let result = try column([text], .decimal)
    #expect(result.values == [.min])
    #expect(result.table.issues.count(of: .unreadableNumber, column: "x") == 1)
    #expect(result.table.rowCount == 1)
  }

  @Test(
    "words for nothing are empty cells",
    arguments: [
      "\\N", "NULL", "null", "n/a", "N/A", "-", "–", "None", "NaN", "nan", "N.A.", "<NA>", "nil", "(blank)", "#VALUE!",
      "TBD",
      ".", "אין", "ללא", "לא רלוונטי",
    ])
  func nothing(text: String) throws {
    let result = try column(["5", text], .decimal)
    #expect(result.values == [5_000_000, .min])
    #expect(result.table.issues.total == 0)
  }

  @Test(
    "one comma that can only part decimals makes the whole column's commas decimal, and points that always part three")
  func wholeColumn() throws {
    #expect(try column(["12,50", "1.234"], .decimal).values == [12_500_000, 1_234_000_000])
    #expect(try column(["1.234", "2.321", "637"], .decimal).values == [1_234_000_000, 2_321_000_000, 637_000_000])
    #expect(try column(["1.234", "0.5"], .decimal).values == [1_234_000, 500_000])
    #expect(try column(["1.234", "2500", "3.100"], .decimal).values == [1_234_000, 2_500_000_000, 3_100_000])
    #expect(try column(["1,234", "99"], .decimal).values == [1_234_000_000, 99_000_000])
  }

  @Test("a column in which nothing tells the decimals from the thousands says so, with a cell and how it was taken")
  func guessed() throws {
    func guess(_ cells: [String]) throws -> String {
      try column(cells, .decimal).table.decimalGuesses.map { "\($0.example) \($0.reading)" }.joined(separator: ", ")
    }
    #expect(try guess(["1.234", "2.321", "637"]) == "1.234 1234")
    #expect(try guess(["₪1,234", "99"]) == "1,234 1234")
    #expect(try guess(["1.234"]) == "1.234 1.234")
    // One cell that can be read in one way alone, or thousands without a mark, tells; and of no number nothing is asked.
    let all = [
      ["12,50", "1.234"], ["1.234", "0.5"], ["1.234", "2500"], ["1,234.50", "1,234"], ["12", "7"], ["", "x"],
    ]
    for told in all {
      #expect(try guess(told).isEmpty, "\(told)")
    }
    // Some say the one and some the other.
    #expect(try guess(["12,50", "12.50", "1,234"]) == "1,234 1234")
  }

  @Test("where the project says what parts decimals nothing is guessed", arguments: [false, true])
  func declared(_ isKeyed: Bool) throws {
    for (mark, values) in [
      (DecimalMark.comma, [1_234_000_000, 1_234_000]), (.point, [1_234_000, 1_234_000_000]),
    ] as [(DecimalMark, [Int64])] {
      let text = "id;t;a;x\n1;2026-01-01;b;1.234\n2;2026-01-01;b;1,234\n"
      try withFile(Array(text.utf8)) { file in
        var inspection = try inspect(file, format: nil)
        inspection.decimals = mark
        if isKeyed {
          let rows = try readKeyed(
            inspection, KeyedRequest(key: "id", time: "t", label: "a", amount: "x", zone: .utc))
          #expect(rows.decimalGuess == nil)
        } else {
          let table = try read(
            inspection, ReadRequest(columns: [ColumnRequest(name: "x", kind: .decimal)], zone: .utc))
          #expect(table.columns == [.decimal(values)] && table.decimalGuesses.isEmpty)
        }
      }
    }
  }

  @Test("an empty amount is missing without an issue")
  func empty() throws {
    let result = try column(["", "  ", "3"], .decimal)
    #expect(result.values == [.min, .min, 3_000_000])
    #expect(result.table.issues.total == 0)
  }

  @Test("whole numbers may have thousands and no fraction")
  func integers() throws {
    let texts = ["12", "-3", "1,234", "5.0", "5.5", "x", "123456789012345678", "+4"]
    #expect(try column(texts, .integer).values == [12, -3, 1234, 5, .min, .min, 123_456_789_012_345_678, 4])
  }
}
