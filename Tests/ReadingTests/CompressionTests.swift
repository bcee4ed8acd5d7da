import Foundation
import Testing

@testable import Reading

@Suite struct CompressionTests {
  /// By Python's gzip: three lines of a small table.
  private let small = "H4sIAAAAAAAC/8tM0SnPSM3jctQxMjAy0TUw1DUw5XJCcMy4ADk0MZEiAAAA"
  private let text = "id,when\nA,2024-01-05\nB,2024-01-06\n"

  private func bytes(_ base64: String) throws -> [UInt8] { [UInt8](try #require(Data(base64Encoded: base64))) }

  @Test("gzip is read whatever the file is called, and hashed as what it holds")
  func gzip() throws {
    let result = try rows(of: bytes(small), name: "odd.name")
    #expect(result.rows == [["A", "2024-01-05"], ["B", "2024-01-06"]])
    #expect(try result.table.contentHash == rows(of: text).table.contentHash)
  }

  @Test("members one behind the other are one file, and zeros behind them are padding")
  func members() throws {
    let one = try bytes(small)
    #expect(try rows(of: one + one + [0, 0, 0]).rows.map { $0[0] } == ["A", "B", "id", "A", "B"])
  }

  @Test("chunks of any size give the same")
  func chunks() throws {
    for size in [1, 2, 7, 30] {
      var limits = ReadingLimits()
      limits.chunkBytes = size
      #expect(try rows(of: bytes(small), limits: limits).rows.count == 2)
    }
  }

  @Test("a cut file is an error wherever it is cut")
  func truncated() throws {
    let whole = try bytes(small)
    for length in [10, 11, 20, whole.count - 9, whole.count - 8, whole.count - 4, whole.count - 1] {
      #expect(try failure(Array(whole[..<length])).contains("ends too early"))
    }
  }

  @Test("damage and foreign bytes behind the data are errors")
  func damaged() throws {
    var broken = try bytes(small)
    broken[broken.count - 6] ^= 0xFF
    #expect(try failure(broken).contains("damaged"))
    #expect(try failure(bytes(small) + [1, 2, 3]).contains("damaged"))
  }

  @Test("a file that grows too far is refused")
  func bomb() throws {
    // By Python's gzip: a mebibyte of the line "1,2".
    let member = try bytes(
      """
      H4sIAAAAAAAC/+3DMQ0AAAgDsB8tPJt/cYjgbZNmO1FVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV\
      VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVfTyc\
      T4NDAAAQAA==
      """)
    let bomb = Array(repeatElement(member, count: 20).joined())
    #expect(try failure(bomb).contains("refused"))
    var limits = ReadingLimits()
    limits.inflatedBytes = 500_000
    #expect(try failure(member, limits: limits).contains("refused"))
    #expect(try rows(of: member).table.rowsRead == (1 << 18) - 1)
  }
}
