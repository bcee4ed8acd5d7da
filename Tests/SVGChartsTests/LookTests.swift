import Foundation
@testable import Pages
import SVGCharts
import Testing
import Wording

/// Writes every sample into the folder named by `CHARTS_LOOK`, to be looked at in a browser.
@Test("the samples can be looked at", .enabled(if: ProcessInfo.processInfo.environment["CHARTS_LOOK"] != nil))
func look() throws {
  let folder = URL(filePath: try #require(ProcessInfo.processInfo.environment["CHARTS_LOOK"]))
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  for language in Language.all {
    for theme in ["light", "dark"] {
      for (name, figure) in Samples(language: language).all + Hostile.lookable(language) {
        let svg = Drawing(
          figure, id: "\(name)-\(language.code)", title: name, description: name, direction: language.direction
        ).svg(standalone: false)
        let page = """
          <!doctype html><html lang="\(language.code)" dir="\(language.direction.rawValue)" data-theme="\(theme)"><meta charset="utf-8">
          <style>@font-face{font-family:Masa;src:local("Noto Sans")}body{margin:30px;background:var(--paper);max-width:1160px}
          \(ChartStyle.styleSheet)</style><div class="chart-scroll">\(String(decoding: svg, as: UTF8.self))</div></html>
          """
        try page.write(
          to: folder.appending(path: "\(name).\(language.code).\(theme).html"), atomically: true, encoding: .utf8)
        if theme == "light" {
          let file = Drawing(
            figure, id: name, title: name, description: name, direction: language.direction
          ).svg(standalone: true)
          try Data(file).write(to: folder.appending(path: "\(name).\(language.code).svg"))
        }
      }
    }
  }
}
