import TestSupport
import Testing

/// Data move one way: a module imports only what stands before it.
struct ImportTests {
  /// What each module may import of ours and of others, and why where that needs a reason.
  private static let allowed: [String: (ours: Set<String>, others: Set<String>)] = [
    // Dispatch: concurrentPerform.
    "Cores": ([], ["Dispatch"]),
    // Foundation: descriptors, texts of the system's errors, decoding of legacy encodings.
    // Synchronization: whoever is done takes the next stretch of a file.
    "Reading": (
      ["Cores", "CByteMarks", "CMemory", "CZlib", "CLibXML2", "CLibZip", "CReadStat"],
      ["Foundation", "Glibc", "Musl", "Darwin", "Synchronization"]
    ),
    // The C library: memory in large pages.
    "Journeys": (["CMemory", "Cores", "Reading"], ["Yams", "Glibc", "Synchronization"]),
    // Foundation: exp, log and erfc of the C library.
    "Statistics": ([], ["Foundation"]),
    // Cores: customers are spread over the cores; their tallies meet in a fixed order.
    "Analysis": (["CMemory", "Cores", "Journeys", "Statistics"], []),
    "Wording": ([], ["Yams"]),
    // Statistics: Estimate is the type of every share in Analysis's results, and is shown as it is.
    // Reading: the data-quality page names encodings and formats of files; nothing is read.
    "ReportModel": (["Analysis", "Journeys", "Wording", "Statistics", "Reading"], []),
    "SVGCharts": (["ReportModel", "Wording"], []),
    "HTMLPages": (["SVGCharts", "ReportModel", "Wording"], ["Mustache"]),
    // SVGCharts: each picture is a file of its own too. Wording: files are named by language. The C library: renameat2.
    "Publishing": (
      ["Cores", "HTMLPages", "ReportModel", "SVGCharts", "Wording"], ["Foundation", "Glibc", "Musl", "Darwin"]
    ),
    // Foundation: where a project file goes is a question to the file system.
    "Drafting": (["Reading", "Journeys", "Wording"], ["Foundation"]),
    // Foundation: finding a project's files and the templates.
    "Pipeline": (
      ["Cores", "Reading", "Journeys", "Analysis", "Wording", "ReportModel", "HTMLPages", "Publishing"], ["Foundation"]
    ),
    "Simulation": ([], []),
    "masa": (
      ["Reading", "Journeys", "Wording", "ReportModel", "Publishing", "Drafting", "Pipeline", "Simulation"],
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

  @Test("nothing after the report model sees an event, nothing before it a tag")
  func waist() {
    for file in SourceFile.sources {
      let code = file.code.joined(separator: "\n")
      switch file.module {
      case "SVGCharts", "HTMLPages", "Publishing":
        #expect(!code.contains("EventLog"), "\(file.path) sees events")
      case "Journeys", "Statistics", "Analysis":
        let tags = file.literals.filter { $0.text.hasPrefix("<") && $0.text.count > 2 }
        #expect(tags.isEmpty, "\(file.path) writes tags: \(tags.map(\.text))")
      default: break
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
