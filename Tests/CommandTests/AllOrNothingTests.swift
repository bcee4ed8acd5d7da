import Foundation
import TestSupport
import Testing

/// A run that fails or is cut off leaves the report that was there.
struct AllOrNothingTests {
  private func project(_ folder: TemporaryFolder, customers: Int, touchpoints: Int = 3) throws -> String {
    var rows = "customer,time,touchpoint\n"
    for customer in 0..<customers {
      for step in 0..<3 {
        rows += "c\(customer),2025-01-0\(step + 1) 10:00,t\((customer + step) % touchpoints)\n"
      }
    }
    try folder.write("in/events.csv", rows)
    try folder.write("in/project.yml", "client: Shop\nsources: [{file: events.csv}]\n")
    return folder.path("in")
  }

  private func run(_ project: String, _ folder: TemporaryFolder) throws -> MasaProgram.Outcome {
    try MasaProgram.run(["report", project, "--output", folder.path("out")])
  }

  @Test("an input that breaks leaves yesterday's report byte for byte")
  func brokenInput() throws {
    let folder = try TemporaryFolder()
    let project = try project(folder, customers: 20)
    #expect(try run(project, folder).exit == 0)
    let before = try Output(folder.url.appending(path: "out"))
    for broken in ["", "customer,time,touchpoint\n", "a,b\n1,2\n"] {
      try folder.write("in/events.csv", broken)
      #expect(try run(project, folder).exit == 2)
      #expect(try Output(folder.url.appending(path: "out")) == before)
    }
  }

  @Test("a folder that holds somebody's work is not replaced")
  func strangersFolder() throws {
    let folder = try TemporaryFolder()
    let project = try project(folder, customers: 20)
    #expect(try run(project, folder).exit == 0)
    let place = try Output(folder.url.appending(path: "out")).place
    try FileManager.default.removeItem(atPath: folder.path("out/\(place)"))
    try folder.write("out/\(place)thesis.txt", "years of work")
    let outcome = try run(project, folder)
    #expect(outcome.exit == 2)
    #expect(outcome.errorLines.count == 1)
    #expect(try folder.text("out/\(place)thesis.txt") == "years of work")
    #expect(folder.names("out/\(place)") == ["thesis.txt"])
  }

  @Test("an output that cannot be written is one message, and nothing else happens")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let project = try project(folder, customers: 20)
    // A file where the folder should be: fails for every user, root too.
    try folder.write("out", "in the way")
    let outcome = try run(project, folder)
    #expect(outcome.exit == 2)
    #expect(outcome.errorLines.count == 1)
    #expect(try folder.text("out") == "in the way")
    let device = try MasaProgram.run(["report", project, "--output", "/dev/null/out"])
    #expect(device.exit == 2)
    #expect(device.errorLines.count == 1)
  }

  @Test("a run ended at any moment leaves the old report or the new one, and the next run clears up")
  func killed() throws {
    let folder = try TemporaryFolder()
    let project = try project(folder, customers: 400, touchpoints: 12)
    #expect(try run(project, folder).exit == 0)
    let old = try reports(folder)
    // The same period, other numbers.
    _ = try self.project(folder, customers: 500, touchpoints: 12)
    let start = ContinuousClock.now
    let reference = try MasaProgram.run(["report", project, "--output", folder.path("reference")])
    let whole = ContinuousClock.now - start
    #expect(reference.exit == 0)
    let new = try reports(folder, "reference")
    var seen = [0, 0]
    for step in 1...8 {
      let running = try MasaProgram.begin(["report", project, "--output", folder.path("out")])
      Thread.sleep(forTimeInterval: (whole / .seconds(1)) * (0.3 + 0.1 * Double(step)))
      running.kill()
      _ = try running.outcome()
      let found = try reports(folder)
      #expect(found == old || found == new, "after \(step): neither the old report nor the new one")
      seen[found == old ? 0 : 1] += 1
    }
    #expect(try run(project, folder).exit == 0)
    #expect(try reports(folder) == new)
    let client = String(new.keys.first?.split(separator: "/").first ?? "")
    #expect(folder.names("out/\(client)").count == 1, "leftovers: \(folder.names("out/\(client)"))")
  }

  /// The reports' files, without what a run that was cut off may leave beside them under a hidden name.
  private func reports(_ folder: TemporaryFolder, _ name: String = "out") throws -> [String: [UInt8]] {
    try Output(folder.url.appending(path: name)).files.filter { path, _ in
      path.split(separator: "/").count > 2 && !path.split(separator: "/").contains { $0.hasPrefix(".") }
    }
  }
}
