import Foundation
@testable import Pages
import SVGCharts
import Testing
import Wording

/// Every chart in every language as it was last looked at; `RECORD_GOLDEN=1` rewrites the pictures and fails.
struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  @Test("every chart is drawn as it was last looked at", arguments: Language.all)
  func goldens(language: Language) throws {
    let recording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil
    for (name, figure) in Samples(language: language).all {
      let bytes = Drawing(
        figure, id: name, title: name, description: "\(name) (\(language.code))", direction: language.direction
      ).svg(standalone: false)
      let file = Self.folder.appending(path: "\(name).\(language.code).svg")
      if recording {
        try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        Issue.record("recorded \(file.lastPathComponent)")
      } else {
        let golden = try Data(contentsOf: file)
        #expect(golden == Data(bytes), "\(file.lastPathComponent) has changed: look at it, then RECORD_GOLDEN=1")
      }
    }
  }
}
