import Foundation
import TestSupport
import Testing

/// A report as one file to be mailed.
@Suite(.enabled(if: MasaProgram.path != nil, "\(MasaProgram.isMissing)"))
struct SingleFileReportTests {
  @Test("the sample retailer's whole report is one file below 5 MB, and the folder is as without it")
  func sample() throws {
    let folder = try TemporaryFolder()
    let outcome = try MasaProgram.run(
      ["report", Samples.project("nof-home").path, "--single-file", "--output", folder.path("out"), "--threads", "1"])
    #expect(outcome.exit == 0)
    var output = try Output(folder.url.appending(path: "out"))
    let path = output.place + "nof-home-2025-01_2026-06.html"
    #expect(outcome.output.contains("out/" + path))
    let file = try #require(output.files[path])
    output.files[path] = nil
    #expect(file.count < 5 << 20, "\(file.count)")
    let without = try Samples.output("nof-home")
    #expect(output == without)
    let again = try Samples.build(Samples.project("nof-home").path, ["--single-file", "--threads", "2"])
    #expect(again.files[path] == file)
  }

  @Test("a client's mark lies in the folder, and inside the one file")
  func mark() throws {
    let folder = try TemporaryFolder()
    try folder.copy(Samples.project("bria-clinic"), to: "clinic")
    let mark: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    try folder.write("clinic/mark.png", mark)
    try folder.write("clinic/project.yml", try folder.text("clinic/project.yml") + "\nlogo: mark.png\n")
    let output = try Samples.build(folder.path("clinic"), ["--single-file"])
    #expect(output.files[output.place + "assets/logo-client.png"] == mark)
    #expect(output.page("bria-clinic-2025-01_2026-06").contains("src=\"data:image/png;base64,iVBORw0KGgo=\""))
  }
}
