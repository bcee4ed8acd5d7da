import TestSupport
import Testing

/// House rules that a compiler does not hold.
struct SourceRuleTests {
  /// Values in, values out: no clock, place, environment or chance that is not an argument.
  private static let pure: Set<String> = [
    "Reading", "Journeys", "Statistics", "Analysis", "Wording", "Findings", "Pages", "SVGCharts", "HTMLPages",
    "Simulation",
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
      "Sources/Reading/Rows/TextDictionary.swift": ["fatalError", "@unchecked Sendable"],
      "Sources/Reading/Bytes/Unsafe.swift": ["fatalError", "@unchecked Sendable"],
      "Sources/Reading/Rows/RowStore.swift": ["@unchecked Sendable"],
      // Written while it is made, then only read.
      "Sources/Reading/Identity/IDResolver.swift": ["@unchecked Sendable"],
      "Sources/Reading/Rows/PackedRow.swift": ["@unchecked Sendable"],
      "Sources/Reading/Bytes/PageArena.swift": ["fatalError", "@unchecked Sendable"],
      // Written by the one core that orders the part, then only read.
      "Sources/Journeys/Log/Events/EventStorage.swift": ["@unchecked Sendable"],
      // One walk at a time has them, and hands them over when it is done.
      "Sources/Journeys/Log/PagedList.swift": ["fatalError", "@unchecked Sendable"],
      "Sources/Journeys/Log/ReusedList.swift": ["@unchecked Sendable"],
      "Sources/Journeys/Log/SpareMemory.swift": ["@unchecked Sendable"],
      "Sources/Analysis/Behaviour/TimeList.swift": ["@unchecked Sendable"],
      // Written by one worker, then only read, until each partition is given back by the one core that has it.
      "Sources/Reading/Rows/KeyedRows.swift": ["@unchecked Sendable"],
      // Each core writes its own slot of the results, and nobody reads before all are done.
      "Sources/Cores/Cores.swift": ["nonisolated(unsafe)"],
      // What a signal's handler reads may stand behind no lock: it is written before the handler can run.
      "Sources/masa/Shortage.swift": ["nonisolated(unsafe)"],
      "Sources/masa/Terminal.swift": ["nonisolated(unsafe)"],
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
    for file in SourceFile.sources where file.module != "masa" {
      for (number, line) in file.code.enumerated() {
        for word in words where line.contains(word) { #expect(Bool(false), "\(file.path):\(number + 1): \(word)") }
      }
    }
  }

  @Test("nothing is public but what every event passes through on its way over a module's border")
  func access() {
    // The compiler inlines and specialises over the border of a module only what is public: calling these took a seventh of all time.
    let exceptions: Set<String> = [
      "Sources/Basics/CivilDate.swift",
      "Sources/Reading/Rows/RowStore.swift", "Sources/Reading/Rows/PackedRow.swift",
      "Sources/Reading/Bytes/Unsafe.swift",
      "Sources/Journeys/Log/Events/EventStorage.swift",
      "Sources/Journeys/Log/EventLog.swift", "Sources/Journeys/Cycles/CycleRules.swift",
      "Sources/Journeys/Log/ReusedList.swift",
      "Sources/Journeys/Micros.swift", "Sources/Journeys/Log/PagedList.swift",
      "Sources/Journeys/Log/Int64+Clamped.swift",
      // Asked of every number of a report, by the thousand touchpoints.
      "Sources/Findings/Hiding/Published.swift",
    ]
    for file in SourceFile.sources where !exceptions.contains(file.path) {
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

  @Test("no code names a language outside the list of languages")
  func languages() {
    let list = "Sources/Basics/Language.swift"
    // What people say is known by lists of words; init drafts names of touchpoints from them in the languages it knows.
    let drafting: Set<String> = ["masa", "Drafting"]
    for file in SourceFile.sources where file.path != list {
      for literal in file.literals where ["he", "en", "heb", "eng"].contains(literal.text) {
        #expect(Bool(false), "\(file.path): \"\(literal.text)\"")
      }
      for (number, line) in file.code.enumerated() where !drafting.contains(file.module) {
        for name in [/\.hebrew\b/, /\.english\b/] where line.contains(name) {
          #expect(Bool(false), "\(file.path):\(number + 1): \(line)")
        }
      }
    }
  }
}
