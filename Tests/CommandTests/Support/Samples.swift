import Foundation
import TestSupport

/// The sample clients' reports, each built once for all tests.
enum Samples {
  static let clients = ["nof-home", "bria-clinic"]

  static func project(_ client: String) -> URL { Repository.root.appending(path: "data/\(client)") }

  static func output(_ client: String) throws -> Output {
    switch client {
    case "nof-home": try nofHome.get()
    case "bria-clinic": try briaClinic.get()
    default: throw Failure(message: "no sample client \(client)")
    }
  }

  private static let nofHome = Result { try build(project("nof-home").path) }
  private static let briaClinic = Result { try build(project("bria-clinic").path) }

  /// Builds a report that must succeed; on standard error it may say no more than which settings have no effect.
  static func build(_ project: String, _ more: [String] = [], environment: [String: String] = [:]) throws -> Output {
    let folder = try TemporaryFolder()
    let outcome = try MasaProgram.run(
      ["report", project, "--output", folder.path("out")] + more, environment: environment)
    // The sample projects declare more than the report uses yet, which is said.
    guard outcome.exit == 0,
      outcome.errorLines.allSatisfy({ line in ["no effect yet", "עדיין ללא השפעה"].contains { line.contains($0) } })
    else {
      throw Failure(message: "masa report \(project): exit code \(outcome.exit), \(outcome.errors)")
    }
    return try Output(folder.url.appending(path: "out"))
  }

  /// Builds a report from a project file's text and the files beside it.
  static func build(project text: String, files: [String: URL]) throws -> Output {
    let folder = try TemporaryFolder()
    try folder.write("project.yml", text)
    for (name, source) in files { try folder.copy(source, to: name) }
    return try build(folder.path)
  }
}
