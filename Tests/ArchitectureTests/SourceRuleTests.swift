import TestSupport
import Testing

/// House rules that a compiler does not hold.
struct SourceRuleTests {
  /// Values in, values out: no clock, place, environment or chance that is not an argument.
  private static let pure: Set<String> = [
    "Reading", "Journeys", "Statistics", "Analysis", "Wording", "ReportModel", "SVGCharts", "HTMLPages", "Simulation",
  ]

  @Test("no file is longer than 400 lines")
  func length() {
    for file in SourceFile.sources + SourceFile.tests {
      #expect(file.lineCount <= 400, "\(file.path)")
    }
  }

  @Test("nothing traps on what a user can cause, and nothing is shared")
  func forbidden() {
    let words = [
      "try!", " as!", "fatalError", ".shared", "preconditionFailure", "@unchecked Sendable", "nonisolated(unsafe)",
    ]
    // Memory that the system refuses is the end of any program.
    let exceptions: [String: Set<String>] = [
      "Sources/Reading/TextDictionary.swift": ["fatalError", "@unchecked Sendable"],
      "Sources/Reading/Unsafe.swift": ["fatalError", "@unchecked Sendable"],
      "Sources/Reading/RowStore.swift": ["fatalError", "@unchecked Sendable"],
      // Written by one worker, then only read, until each partition is given back by the one core that has it.
      "Sources/Reading/KeyedRows.swift": ["@unchecked Sendable"],
      "Sources/Reading/Cores.swift": ["nonisolated(unsafe)"],
      // Each core writes its own slot of the results, and nobody reads before all are done.
      "Sources/Analysis/Parallel.swift": ["nonisolated(unsafe)"],
    ]
    for file in SourceFile.sources {
      for (number, line) in file.code.enumerated() {
        for word in words where line.contains(word) && exceptions[file.path]?.contains(word) != true {
          #expect(Bool(false), "\(file.path):\(number + 1): \(word)")
        }
      }
    }
  }

  @Test("no module but the program knows clock, place, environment or chance")
  func purity() {
    let words = [
      "Date()", "Date.now", "Locale.current", "TimeZone.current", "TimeZone.autoupdating", "Calendar.current",
      "SystemRandomNumberGenerator", ".random(", ".shuffled()", ".randomElement()", "UUID(", "arc4random", "drand48",
      "getenv", "ProcessInfo", "clock_gettime", "ContinuousClock", "SuspendingClock", "gettimeofday", "time(nil)",
      "Hasher()", ".hashValue",
    ]
    for file in SourceFile.sources where Self.pure.contains(file.module) || file.module == "Publishing" {
      for (number, line) in file.code.enumerated() {
        for word in words where line.contains(word) { #expect(Bool(false), "\(file.path):\(number + 1): \(word)") }
      }
    }
  }

  @Test("nothing is public")
  func access() {
    for file in SourceFile.sources {
      for (number, line) in file.code.enumerated() {
        let words = line.split(separator: " ")
        let isOpen = words.first == "open" && words.count > 1 && ["class", "func", "var"].contains(words[1])
        #expect(words.first != "public" && !isOpen, "\(file.path):\(number + 1)")
      }
    }
  }

  @Test("no placeholder is left in the sources")
  func placeholders() {
    for file in SourceFile.sources {
      #expect(!file.path.contains("Placeholder"), "\(file.path)")
      for word in ["TODO", "FIXME", "XXX:"] { #expect(!file.text.contains(word), "\(file.path): \(word)") }
    }
  }
}
