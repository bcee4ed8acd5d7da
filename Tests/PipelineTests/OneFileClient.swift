import Foundation
import TestSupport

@testable import Pipeline

/// A client of one file of events, made into a report in process.
enum OneFileClient {
  /// - Parameters:
  ///   - rows: customer, time and touchpoint, a line each.
  ///   - keys: further lines of the project file.
  static func report(_ rows: String, keys: String = "") throws -> MadeReport {
    let folder = try TemporaryFolder()
    try folder.write("e.csv", "customer,time,touchpoint\n" + rows)
    try folder.write(
      "project.yml",
      """
      client: {id: t, name: T}
      languages: [en]
      sources: [{file: e.csv, columns: {customer: customer, time: time, touchpoint: touchpoint}}]
      \(keys)

      """)
    return try MadeReport(
      try ProjectFiles(argument: folder.path("project.yml")),
      templates: TemplateFolder(at: Repository.root.appending(path: "site-templates").path), threads: 1)
  }
}
