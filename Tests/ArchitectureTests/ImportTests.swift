import Foundation
import TestSupport
import Testing

/// Data move one way: a module imports only what stands before it.
struct ImportTests {
  /// What each module may import that is not of ours, and why where that needs a reason; what of ours, Package.swift says.
  private static let outside: [String: Set<String>] = [
    // The C library: what its numbers for errors stand for.
    "Basics": ["Glibc", "Darwin"],
    // Glibc: threads.
    "Cores": ["Glibc", "Synchronization"],
    // Foundation: descriptors, texts of the system's errors, decoding of legacy encodings.
    // Synchronization: whoever is done takes the next stretch of a file.
    "Reading": ["Foundation", "Glibc", "Musl", "Darwin", "Synchronization"],
    // The C library: memory in large pages.
    "Journeys": ["Yams", "Glibc", "Synchronization"],
    // Foundation: exp, log and erfc of the C library.
    "Statistics": ["Foundation"],
    "Wording": ["Yams"],
    "HTMLPages": ["Mustache"],
    // The C library: renameat2.
    "Publishing": ["Foundation", "Glibc", "Musl", "Darwin"],
    // Foundation: where a project file goes is a question to the file system.
    "Drafting": ["Foundation"],
    // Foundation: finding a project's files and the templates. Synchronization: a phrase file is read once for all cores.
    "Pipeline": ["Foundation", "Synchronization"],
    "masa": ["ArgumentParser", "Foundation", "Glibc", "Musl", "Darwin"],
  ]

  @Test("a module imports only what Package.swift lets it, and what it is let it imports")
  func directions() {
    #expect(SourceFile.sources.count > 100)
    var imported: [String: Set<String>] = [:]
    let allowed = Dictionary(uniqueKeysWithValues: ModuleTable.modules.map { ($0.name, Set($0.uses)) })
    for file in SourceFile.sources {
      for line in file.code {
        let words = line.split(separator: " ").filter { !$0.hasPrefix("@") && $0 != "package" && $0 != "internal" }
        guard words.first == "import", words.count > 1 else { continue }
        let kinds: Set<Substring> = ["struct", "enum", "class", "func", "protocol", "typealias", "let", "var"]
        let name = String(words[kinds.contains(words[1]) ? 2 : 1].prefix { $0 != "." })
        imported[file.module, default: []].insert(name)
        let isAllowed =
          allowed[file.module]?.contains(name) == true || Self.outside[file.module]?.contains(name) == true
        #expect(isAllowed, "\(file.path) imports \(name)")
      }
    }
    for module in ModuleTable.modules {
      for name in module.uses where imported[module.name]?.contains(name) != true {
        Issue.record("Package.swift lets \(module.name) use \(name), which it does not import")
      }
    }
  }

  @Test("every module stands below all that it uses, and what a page is made of knows nothing of events")
  func order() {
    var above: Set<String> = []
    for module in ModuleTable.modules {
      for name in module.uses { #expect(above.contains(name), "\(module.name) stands above \(name), which it uses") }
      above.insert(module.name)
    }
    #expect(above == Set(ModuleTable.folders), "folders of Sources and targets of Package.swift are not the same")
    let behind: Set<String> = ["Reading", "Journeys", "Statistics", "Analysis"]
    for module in ModuleTable.modules where ["Pages", "SVGCharts", "HTMLPages", "Publishing"].contains(module.name) {
      #expect(behind.isDisjoint(with: module.uses), "\(module.name) reaches past Findings")
    }
  }

  @Test("nothing that the waist offers is of Analysis, and no number of people stands there bare")
  func waist() {
    // Whole numbers that count no people: codes, places in a calendar or an order, and touchpoints.
    let things: Set<String> = [
      "code", "from", "to", "omittedPairs", "variantCount", "total", "events", "strayRefunds", "year", "quarter",
      "measured", "compared", "unranked", "touches", "value",
      "furtherAnswers", "priority", "covered", "department", "touchpoints", "unexplained", "fewestPeople",
      "fewestAnswers",
      "drawnAtMost", "place",
      "listedAtMost", "looked", "index", "group", "channel", "degrees", "last", "best", "number", "tested", "standing",
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
    // Headers in C are tested where they are used, the program by its commands, publishing by its pages.
    let others: Set<String> = ["CBytes", "masa", "Publishing"]
    for module in ModuleTable.modules where !others.contains(module.name) && !module.isSystemLibrary {
      #expect(tests.contains(module.name + "Tests"), "\(module.name) has no tests")
    }
  }
}
