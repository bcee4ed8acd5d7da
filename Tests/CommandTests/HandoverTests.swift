import Foundation
import TestSupport
import Testing

/// A report printed, and its tables as a workbook.
@Suite(.enabled(if: MasaProgram.path != nil, "\(MasaProgram.isMissing)"), .serialized)
struct HandoverTests {
  private static let visits = Repository.root.appending(path: "data/first-report/visits.csv").path

  private static func find(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static let browser = ["chromium", "chromium-browser", "google-chrome"].compactMap(find).first

  /// What a program says of a file.
  private func said(_ program: String, _ arguments: [String]) throws -> (exit: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  @Test(
    "a PDF for each language is tagged, says its language, has bookmarks, headings, tables and figures",
    .enabled(if: HandoverTests.browser != nil, "no Chromium is installed: apt-get install chromium"))
  func pdf() throws {
    let folder = try TemporaryFolder()
    let outcome = try MasaProgram.run(["report", Self.visits, "--pdf", "--output", folder.path("out")])
    #expect(outcome.exit == 0, "\(outcome.errors)")
    let output = try Output(folder.url.appending(path: "out"))
    for code in ["he", "en"] {
      let name = output.place + "visits-2025-09-01_2025-11-29.\(code).pdf"
      let bytes = try #require(output.files[name])
      let text = String(decoding: bytes, as: UTF8.self)
      for part in ["%PDF-", "/Lang (\(code))", "/Outlines", "/StructTreeRoot", "(D:20251129000000"] {
        #expect(text.contains(part), "\(part)")
      }
      if let qpdf = Self.find("qpdf") {
        #expect(try said(qpdf, ["--check", folder.path("out/" + name)]).exit == 0)
      }
      if let pdfinfo = Self.find("pdfinfo") {
        let structure = try said(pdfinfo, ["-struct-text", folder.path("out/" + name)]).text
        for kind in ["H1", "H2", "Table", "TH", "Figure"] { #expect(structure.contains(kind), "\(kind)") }
      }
    }
  }

  @Test("without a browser one sentence says what to install, and the report is made")
  func noBrowser() throws {
    let folder = try TemporaryFolder()
    for (language, words) in [("en", "no Chromium was found"), ("he", "לא נמצא דפדפן")] {
      let outcome = try MasaProgram.run(
        ["report", Self.visits, "--pdf", "--language", language, "--output", folder.path("out")],
        environment: ["PATH": "/nowhere", "CHROMIUM": ""])
      #expect(outcome.exit == 0)
      #expect(outcome.errors.contains(words) && outcome.errors.contains("apt-get install chromium"))
    }
    let output = try Output(folder.url.appending(path: "out"))
    #expect(output.files[output.place + "index.html"] != nil)
    #expect(!output.paths.contains { $0.hasSuffix(".pdf") })
  }

  @Test("a workbook for each language lies beside the pages, the same from one thread and two")
  func workbook() throws {
    let one = try Samples.build(Samples.project("bria-clinic").path, ["--xlsx", "--threads", "1"])
    let two = try Samples.build(Samples.project("bria-clinic").path, ["--xlsx", "--threads", "2"])
    for code in ["he", "en"] {
      let name = one.place + "bria-clinic-2025-01_2026-06.\(code).xlsx"
      let bytes = try #require(one.files[name])
      #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
      #expect(two.files[name] == bytes)
    }
  }
}
