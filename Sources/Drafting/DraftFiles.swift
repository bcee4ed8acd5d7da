import Foundation

/// The exports that a command line names: files as they are, and for a folder the files of data in it.
package struct DraftFiles {
  /// The exports' paths, a folder's in the order of their names' bytes.
  package let paths: [String]
  /// The folder, where nothing but one was named: there the project file goes.
  package let folder: String?

  /// Looks into the folders among these; not into folders inside them.
  package init(_ arguments: [String]) throws {
    var paths: [String] = []
    for argument in arguments {
      guard Self.isFolder(argument) else {
        paths.append(argument)
        continue
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: argument)
        .filter { Self.holdsData($0) && !Self.isFolder(argument + "/" + $0) }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      guard !names.isEmpty else { throw DraftingError.noFiles(folder: argument) }
      paths += names.map { argument.hasSuffix("/") ? argument + $0 : argument + "/" + $0 }
    }
    self.paths = paths
    folder = arguments.count == 1 && Self.isFolder(arguments[0]) ? arguments[0] : nil
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Whether a file in a folder may be an export, by its ending: notes, pictures and project files are none.
  private static func holdsData(_ name: String) -> Bool {
    // What begins so is a system's own, or what Excel keeps while a workbook is open.
    guard !name.hasPrefix("."), !name.hasPrefix("~$") else { return false }
    var name = name.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    return [
      ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".xes", ".json", ".jsonl", ".ndjson", ".sav", ".zsav",
      ".lsr",
    ].contains { name.hasSuffix($0) }
  }
}
