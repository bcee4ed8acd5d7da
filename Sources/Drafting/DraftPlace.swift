import Foundation

/// Where a project file goes, and how it names its exports.
package struct DraftPlace {
  /// The project file's path.
  package var path: String
  /// The exports' paths from the project file's folder.
  package var names: [String]
  /// The name of the project file's folder.
  package var folderName: String

  /// Without a path: the current folder when all exports lie in it, else the nearest folder that holds them all.
  package init(_ files: [String], output: String?) throws {
    let real = files.map { URL(filePath: $0).standardizedFileURL.resolvingSymlinksInPath().path }
    let folder: URL
    if let output {
      folder = URL(filePath: output).standardizedFileURL.deletingLastPathComponent()
      path = output
    } else {
      let here = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
      let base = here.resolvingSymlinksInPath().path + "/"
      if real.allSatisfy({ $0.hasPrefix(base) }) {
        folder = here
        path = "project.yml"
      } else {
        var common = URL(filePath: real.first ?? "/").deletingLastPathComponent()
        while common.path != "/", !real.allSatisfy({ $0.hasPrefix(common.path + "/") }) {
          common = common.deletingLastPathComponent()
        }
        folder = common
        path = common.appending(path: "project.yml").path
      }
    }
    let own = folder.resolvingSymlinksInPath().path
    let base = own.hasSuffix("/") ? own : own + "/"
    var names: [String] = []
    for (file, resolved) in zip(files, real) {
      guard resolved.hasPrefix(base) else {
        throw DraftingError.outside(file: file, folder: Self.folder(of: output) ?? own)
      }
      names.append(String(resolved.dropFirst(base.count)))
    }
    self.names = names
    folderName = folder.lastPathComponent
  }

  /// The folder of a path as it was typed; `nil` where none was.
  private static func folder(of path: String?) -> String? {
    guard let path, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return nil }
    return String(path[..<slash])
  }
}
