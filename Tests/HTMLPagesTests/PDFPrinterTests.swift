import Basics
import Foundation
import TestSupport
import Testing
import Wording

@testable import Publishing

/// What surrounds the printing of a report.
struct PDFPrinterTests {
  @Test("a print says the report's last day in place of the moment, and is as long as before")
  func dated() {
    let pdf = "%PDF-1.4\n<</CreationDate (D:20261130193129+00'00')\n/ModDate (D:20261130193130+00'00')>>"
    let dated = PDFPrinter.dated(Array(pdf.utf8), CivilDate(year: 2026, month: 6, day: 30))
    #expect(
      String(decoding: dated, as: UTF8.self)
        == "%PDF-1.4\n<</CreationDate (D:20260630000000+00'00')\n/ModDate (D:20260630000000+00'00')>>")
    #expect(PDFPrinter.dated([37], CivilDate(year: 2026, month: 6, day: 30)) == [37])
  }

  @Test("without a browser there is nothing to print with")
  func absent() {
    #expect(PDFPrinter(environment: ["PATH": "/nowhere"]) == nil)
    #expect(PDFPrinter(environment: [:]) == nil)
    #expect(PDFPrinter(environment: ["CHROMIUM": "/bin/sh", "PATH": ""]) != nil)
  }

  @Test("what is printed is every page of the language, without a script, each on a sheet of its own")
  func sheets() throws {
    let templates = try #require(SampleSite.templates)
    let site = try Site(
      editions: SampleSite.editions(), templates: templates, report: Array("{}".utf8), forms: .pdf, name: "nof")
    #expect(site.sheets.map(\.path) == ["nof.he.pdf", "nof.en.pdf"])
    #expect(!site.files.contains { $0.path.hasPrefix("nof") })
    let html = String(decoding: try #require(site.sheets.last).bytes, as: UTF8.self)
    #expect(html.contains("<html lang=\"en\" dir=\"ltr\">"))
    #expect(!html.contains("<script") && html.contains("script-src &#39;none&#39;"))
    #expect(html.components(separatedBy: "<div class=leaf id=\"en.").count > 10)
    #expect(!html.contains("id=\"he."))
    #expect(html.contains(".leaf + .leaf {\n  break-before: page;"))
    #expect(!html.contains("display: none;\n}\n\n.leaf:target"))
  }
}
