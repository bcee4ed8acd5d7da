import Foundation
import TestSupport
import Testing

/// Data move one way: a module imports only what stands before it.
struct ImportTests {
  /// What each module may import of ours and of others, and why where that needs a reason.
  private static let allowed: [String: (ours: Set<String>, others: Set<String>)] = [
    // The C library: what its numbers for errors stand for.
    "Basics": ([], ["Glibc", "Darwin"]),
    // Dispatch: concurrentPerform.
    "Cores": ([], ["Dispatch"]),
    // Foundation: descriptors, texts of the system's errors, decoding of legacy encodings.
    // Synchronization: whoever is done takes the next stretch of a file.
    "Reading": (
      ["Basics", "Cores", "CBytes", "CZlib", "CLibXML2", "CLibZip", "CReadStat"],
      ["Foundation", "Glibc", "Musl", "Darwin", "Synchronization"]
    ),
    // The C library: memory in large pages.
    "Journeys": (["Basics", "CBytes", "Cores", "Reading"], ["Yams", "Glibc", "Synchronization"]),
    // Foundation: exp, log and erfc of the C library.
    "Statistics": ([], ["Foundation"]),
    // Cores: customers are spread over the cores; their tallies meet in a fixed order.
    "Analysis": (["Basics", "CBytes", "Cores", "Journeys", "Statistics"], []),
    "Wording": (["Basics"], ["Yams"]),
    // The waist: what was measured goes in, and only what may be said comes out.
    "Findings": (["Basics", "Analysis", "Journeys", "Statistics", "Reading"], []),
    "Pages": (["Findings", "Wording"], []),
    "SVGCharts": (["Basics", "Pages", "Wording"], []),
    "HTMLPages": (["Basics", "SVGCharts", "Pages", "Wording"], ["Mustache"]),
    // SVGCharts: each picture is a file of its own too. Wording: files are named by language. The C library: renameat2.
    "Publishing": (
      ["Basics", "Cores", "HTMLPages", "Findings", "Pages", "SVGCharts", "Wording"],
      ["Foundation", "Glibc", "Musl", "Darwin"]
    ),
    // Foundation: where a project file goes is a question to the file system.
    "Drafting": (["Reading", "Journeys", "Wording"], ["Foundation"]),
    // Foundation: finding a project's files and the templates. Synchronization: a phrase file is read once for all cores.
    "Pipeline": (
      ["Cores", "Reading", "Journeys", "Analysis", "Wording", "Findings", "Pages", "HTMLPages", "Publishing"],
      ["Foundation", "Synchronization"]
    ),
    "Simulation": (["Basics"], []),
    "masa": (
      ["Reading", "Journeys", "Wording", "Findings", "Pages", "Publishing", "Drafting", "Pipeline", "Simulation"],
      ["ArgumentParser", "Foundation", "Glibc", "Musl", "Darwin"]
    ),
  ]

  @Test("imports point one way")
  func directions() {
    #expect(SourceFile.sources.count > 100)
    for file in SourceFile.sources {
      let allowed = Self.allowed[file.module]
      #expect(allowed != nil, "\(file.module) has no line in the table of imports")
      for line in file.code {
        let words = line.split(separator: " ").filter { !$0.hasPrefix("@") && $0 != "package" && $0 != "internal" }
        guard words.first == "import", words.count > 1 else { continue }
        let kinds: Set<Substring> = ["struct", "enum", "class", "func", "protocol", "typealias", "let", "var"]
        let name = String(words[kinds.contains(words[1]) ? 2 : 1].prefix { $0 != "." })
        let isAllowed = allowed.map { $0.ours.contains(name) || $0.others.contains(name) } ?? false
        #expect(isAllowed, "\(file.path) imports \(name)")
      }
    }
  }

  @Test("nothing that the waist offers is of Analysis, and no number of people stands there bare")
  func waist() {
    // Whole numbers that count no people: codes, places in a calendar or an order, and touchpoints.
    let things: Set<String> = [
      "code", "from", "to", "omittedPairs", "variantCount", "total", "events", "strayRefunds", "year", "quarter",
      "measured",
      "furtherAnswers", "priority", "covered", "touchpoints", "unexplained", "fewestPeople", "fewestAnswers",
      "drawnAtMost",
      "listedAtMost",
    ]
    let files = SourceFile.sources.filter { $0.module == "Findings" }
    #expect(files.count > 15)
    for file in files {
      for (number, line) in file.code.enumerated() {
        let code = line.drop { $0 == " " }
        if code.hasPrefix("@_exported") { #expect(!code.contains("Analysis"), "\(file.path):\(number + 1)") }
        guard code.hasPrefix("package "), !code.hasPrefix("package init") else { continue }
        #expect(!code.contains("Analysis."), "\(file.path):\(number + 1): \(code)")
        guard let match = code.firstMatch(of: /^package (?:static )?(?:var|let) ([A-Za-z, ]+): Int\??(?: |$)/) else {
          continue
        }
        for name in match.1.split(separator: ",") {
          let name = name.trimmingCharacters(in: .whitespaces)
          #expect(things.contains(name), "\(file.path):\(number + 1): \(name) is not published")
        }
      }
    }
  }

  @Test("pages compare no number with a threshold: what is hidden is decided before")
  func noThresholds() {
    for file in SourceFile.sources where ["Pages", "SVGCharts", "HTMLPages", "Publishing"].contains(file.module) {
      for (number, line) in file.code.enumerated() {
        for name in ["fewestPeople", "fewestAnswers", "privacy.behaviour", "privacy.ratings"] where line.contains(name)
        {
          let isCompared =
            line.firstMatch(of: /(?:<|>|==|<=|>=) *(?:report\.)?(?:blueprint\.)?(?:fewest|privacy\.)/) != nil
          #expect(!isCompared, "\(file.path):\(number + 1): \(line)")
        }
      }
    }
  }

  @Test("no test depends on nothing: every module has tests, or is tested through the program")
  func everyModuleTested() {
    let tests = Set(SourceFile.tests.map(\.module))
    for module in Self.allowed.keys where module != "masa" && module != "Publishing" {
      #expect(tests.contains(module + "Tests"), "\(module) has no tests")
    }
  }
}
