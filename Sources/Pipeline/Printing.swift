import Findings
import Publishing

extension Site {
  /// The site with its pages printed, as far as they were asked for, and why they were not.
  func printed(by printer: PDFPrinter?, on day: CivilDate) throws -> (site: Site, problem: PrintingError?) {
    guard !sheets.isEmpty else { return (self, nil) }
    guard let printer else { return (self, .noBrowser) }
    do {
      let prints = try sheets.map { File(path: $0.path, bytes: try printer.print($0.bytes, day: day)) }
      return (try Site(files: files + prints), nil)
    } catch { return (self, .unprinted) }
  }
}
