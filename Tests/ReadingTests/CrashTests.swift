import Foundation
import TestSupport
import Testing

@testable import Reading

/// What once broke a reader. Files that fuzzing found lie in `Fixtures/Crashes`, values stand here.
struct CrashTests {
  private static let files: [String] = {
    let folder = Repository.root.appending(path: "Tests/ReadingTests/Fixtures/Crashes")
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }()

  @Test("a file that once broke a reader ends in a table or an error, whoever reads it", .timeLimit(.minutes(5)))
  func files() throws {
    #expect(!Self.files.isEmpty)
    for name in Self.files {
      let path = Repository.root.appending(path: "Tests/ReadingTests/Fixtures/Crashes/\(name)")
      let file = InputFile(path: path.path)
      for format in [nil] + InputFormat.allCases.map(Optional.some) {
        for chunk in [16, 64, 4096, 4 << 20] { readInEveryWay(file, format, chunk) }
      }
    }
  }

  /// Looks, reads every column in several kinds, and reads by key on two threads.
  private func readInEveryWay(_ file: InputFile, _ format: InputFormat?, _ chunk: Int) {
    guard let zone = TimeZoneTable(identifier: "Asia/Jerusalem") else { return }
    for isTight in [false, true] {
      var limits = ReadingLimits()
      limits.chunkBytes = chunk
      if isTight {
        limits.fieldBytes = 48
        limits.recordBytes = 160
        limits.columns = 12
        limits.distinctBytes = 400
        limits.xmlDepth = 6
        limits.jsonDepth = 3
      }
      guard let inspection = try? inspect(file, format: format, limits: limits) else { continue }
      let guesses = guessRoles(inspection)
      for kinds in [
        [ColumnKind.dictionary], [.ids], [.time(.auto), .decimal, .integer], [.integer, .time(.auto), .decimal],
      ] {
        let columns = inspection.columns.enumerated().map { ColumnRequest(name: $1, kind: kinds[$0 % kinds.count]) }
        let table = try? read(inspection, ReadRequest(columns: columns, zone: zone, limits: limits))
        if let table { #expect(table.rowNumbers.count == table.rowCount) }
      }
      guard let first = inspection.columns.first else { continue }
      func column(_ role: ColumnRole) -> String { guesses.first { $0.role == role }?.column ?? first }
      let request = KeyedRequest(
        key: column(.customer), time: column(.time), label: column(.touchpoint), group: column(.channel),
        amount: column(.amount), sequence: column(.sequence), order: column(.order), zone: zone, limits: limits,
        threads: 2)
      _ = try? readKeyed(inspection, request, partitions: 2)
    }
  }

  @Test("a number that rounding would carry beyond 64 bits is no number")
  func greatestNumber() throws {
    // 2^63 - 1 is 9223372036854775807.
    let (values, table) = try column(["9223372036854.7758074", "9223372036854.7758079"], .decimal)
    #expect(values == [.max, .min])
    #expect(table.issues.count(of: .unreadableNumber) == 1)
  }

  @Test("a Unix time whose fraction would carry it beyond 64 bits is no time")
  func greatestTime() throws {
    let cells = ["-9223372036854775.808", "9223372036854775.999", "9223372036854775", "1780000000000.5"]
    #expect(try column(cells, .time(.unixMillis)).values == [.min, .min, .min, 1_780_000_000_000_500])
  }
}
