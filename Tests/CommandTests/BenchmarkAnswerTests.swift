import Foundation
import TestSupport
import Testing

/// A million seeded events through the whole program, held to what polars, DuckDB, ClickHouse and pm4py answer.
struct BenchmarkAnswerTests {
  private static let generator = Repository.root.deletingLastPathComponent().appending(path: "shared/bench/generate.py")
  private static let release = Repository.root.appending(path: ".build/release/masa")

  /// Whether the generator is there and can run.
  private static let canGenerate: Bool = {
    guard FileManager.default.fileExists(atPath: generator.path),
      FileManager.default.isExecutableFile(atPath: release.path)
    else { return false }
    return (try? run(["-c", "import numpy, polars"])) == 0
  }()

  private static func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(
    "a million seeded events give the expected answers from one thread and from two",
    .enabled(
      if: canGenerate,
      "needs the benchmark generator beside this checkout, python3 with numpy and polars, and a release build"))
  func aMillionEvents() throws {
    let script = Repository.root.appending(path: "Benchmarks/check-answers").path
    #expect(try Self.run([script, Self.release.path, Self.generator.path, "1000000"]) == 0)
  }
}
