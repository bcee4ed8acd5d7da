import Foundation

/// Where a project file goes, and how it names its exports and their client.
package struct DraftPlace {
  /// The project file's path.
  package var path: String
  /// The exports' paths from the project file's folder.
  package var names: [String]
  /// What the client is called until somebody writes it: a folder's name, as every client's export may have the same.
  package var client: String

  /// Without a path: the folder that was named, the current folder when all exports lie in it, else the nearest that
  /// holds them all.
  ///
  /// - Throws: ``DraftingError`` where the path is a folder or no name of a project file, or an export lies outside the file's folder.
  package init(_ files: DraftFiles, output: String?) throws {
    let real = files.paths.map { URL(filePath: $0).standardizedFileURL.resolvingSymlinksInPath().path }
    var common = URL(filePath: real.first ?? "/").deletingLastPathComponent()
    while common.path != "/", !real.allSatisfy({ $0.hasPrefix(common.path + "/") }) {
      common = common.deletingLastPathComponent()
    }
    let folder: URL
    var named: URL
    if let output {
      if output.hasSuffix("/") || Self.isFolder(output) { throw DraftingError.folder(path: output) }
      guard [".yml", ".yaml"].contains(where: output.lowercased().hasSuffix) else {
        throw DraftingError.notYAML(path: output)
      }
      folder = URL(filePath: output).standardizedFileURL.deletingLastPathComponent()
      path = output
      named = folder
    } else if let given = files.folder {
      folder = URL(filePath: given).standardizedFileURL
      path = given.hasSuffix("/") ? given + "project.yml" : given + "/project.yml"
      named = folder
    } else {
      let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
      let base = here.resolvingSymlinksInPath().path + "/"
      if real.allSatisfy({ $0.hasPrefix(base) }) {
        folder = here
        path = "project.yml"
      } else {
        folder = common
        path = common.appending(path: "project.yml").path
      }
      // The current folder may hold many clients' folders; the exports' own is one client's.
      named = common
    }
    let own = folder.resolvingSymlinksInPath().path
    let base = own.hasSuffix("/") ? own : own + "/"
    var names: [String] = []
    for (file, resolved) in zip(files.paths, real) {
      guard resolved.hasPrefix(base) else {
        throw DraftingError.outside(file: file, folder: Self.folder(of: output) ?? own)
      }
      names.append(String(resolved.dropFirst(base.count)))
    }
    self.names = names
    named = named.resolvingSymlinksInPath()
    while Self.isUsual(named.lastPathComponent), named.pathComponents.count > 2 {
      named = named.deletingLastPathComponent()
    }
    let name = named.lastPathComponent
    client = name.isEmpty || name == "/" ? "client" : name
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// Whether folders of every client may be called so.
  private static func isUsual(_ name: String) -> Bool {
    let usual = ["data", "export", "exports", "raw", "input", "inputs", "files", "csv", "downloads", "נתונים", "קבצים"]
    return usual.contains(name.lowercased()) || name.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D }
  }

  /// The folder of a path as it was typed; `nil` where none was.
  private static func folder(of path: String?) -> String? {
    guard let path, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
    return String(path[..<slash])
  }
}
