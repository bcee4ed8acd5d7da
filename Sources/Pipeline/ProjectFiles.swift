import Foundation
import Journeys
import Publishing
import Reading
import Wording

/// A project as given on the command line: settings, and the files they stand for.
package struct ProjectFiles {
  package var blueprint: Blueprint
  package var sources: [ResolvedSource]
  /// Whether there is a project file; one export alone has settings that nobody chose.
  package let isDeclared: Bool
  /// An earlier report.json of the client, to be held beside this report; `nil` without one.
  package var previous: String?
  /// The marks of client and consultant, as they lie in the site.
  package private(set) var pictures: [Site.File] = []
  /// The project file's text; empty where there is none.
  package private(set) var text = ""

  /// A project file, a folder that holds `project.yml`, or one export with no settings at all.
  package init(argument: String) throws {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: argument, isDirectory: &isFolder)
    if argument != "-", !exists {
      throw ProjectFileError.unusable(file: argument, Sentence("error.file.nothing-there"))
    }
    var path = argument
    if isFolder.boolValue {
      path = argument.hasSuffix("/") ? argument + "project.yml" : argument + "/project.yml"
      guard FileManager.default.fileExists(atPath: path) else {
        throw ProjectFileError.unusable(file: argument, Sentence("error.project.none-in-folder"))
      }
    }
    if path.hasSuffix(".yml") || path.hasSuffix(".yaml") {
      (text, blueprint, sources) = try Self.readProject(path)
      pictures = try LogoFiles.read(
        blueprint, in: URL(filePath: path).deletingLastPathComponent().standardizedFileURL, project: path)
      isDeclared = true
    } else {
      blueprint = Blueprint()
      let name = argument == "-" ? "standard input" : Self.baseName(path)
      blueprint.client = Client(id: name, name: LocalizedText(name))
      let file = InputFile(path: path, name: argument == "-" ? "standard input" : Self.lastComponent(path))
      sources = [ResolvedSource(declaration: SourceDeclaration(files: [path]), files: [file])]
      isDeclared = false
    }
  }

  private static func readProject(_ path: String) throws -> (String, Blueprint, [ResolvedSource]) {
    let bytes: Data
    do {
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      guard size <= 4 << 20 else {
        throw ProjectFileError.unusable(file: path, Sentence("error.project.too-large"))
      }
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch let error as ProjectFileError {
      throw error
    } catch {
      throw PublishingError.notRead(path, error)
    }
    guard let text = String(bytes: bytes, encoding: .utf8) else {
      throw ProjectFileError.unusable(file: path, Sentence("error.project.no-text"))
    }
    let blueprint = try Blueprint(yaml: text, file: path)
    let folder = URL(filePath: path).deletingLastPathComponent().standardizedFileURL
    guard blueprint.sources.contains(where: { $0.kind == .events || $0.kind == .survey }) else {
      throw ProjectFileError.unusable(
        file: path, Sentence("error.project.no-events", ["example": .code("sources: [{file: events.csv}]")]))
    }
    let sources = try blueprint.sources.map { source in
      let files = try source.files.flatMap { try resolve($0, in: folder, project: path) }
      return ResolvedSource(declaration: source, files: files)
    }
    return (text, blueprint, sources)
  }

  /// The files a declared path or glob stands for, in the order of their names' bytes; none outside the project's folder.
  static func resolve(_ pattern: String, in folder: URL, project: String) throws -> [InputFile] {
    guard !pattern.hasPrefix("/"), !pattern.split(separator: "/").contains("..") else {
      throw ProjectFileError.unusable(
        file: project, Sentence("error.project.outside", ["source": .name(pattern)]))
    }
    guard pattern.contains("*") else { return [try file(pattern, in: folder, project: project)] }
    let parts = pattern.split(separator: "/").map(String.init)
    var found = [""]
    for part in parts {
      found = found.flatMap { base -> [String] in
        guard part.contains("*") else { return [base.isEmpty ? part : base + "/" + part] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: base).path)) ?? []
        return names.filter { !$0.hasPrefix(".") && matches(part, $0) }.map { base.isEmpty ? $0 : base + "/" + $0 }
      }
    }
    let files = try found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .filter { FileManager.default.fileExists(atPath: folder.appending(path: $0).path) }
      .map { try file($0, in: folder, project: project) }
    guard !files.isEmpty else {
      throw ProjectFileError.unusable(
        file: project, Sentence("error.project.no-file-fits", ["pattern": .name(pattern)]))
    }
    return files
  }

  private static func file(_ name: String, in folder: URL, project: String) throws -> InputFile {
    let url = folder.appending(path: name)
    // A link may not lead out of the project's folder either.
    guard Self.realPath(url).hasPrefix(Self.realPath(folder) + "/") else {
      throw ProjectFileError.unusable(
        file: project, Sentence("error.project.leads-outside", ["source": .name(name)]))
    }
    return InputFile(path: url.path, name: name)
  }

  /// Where a path leads behind all links; the system tells at once where there is something, and hundreds of files may be named.
  private static func realPath(_ url: URL) -> String {
    guard let real = realpath(url.path, nil) else { return url.resolvingSymlinksInPath().path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func lastComponent(_ path: String) -> String { URL(filePath: path).lastPathComponent }

  /// The file's name without its endings: `visits.csv.gz` is `visits`.
  private static func baseName(_ path: String) -> String {
    let name = lastComponent(path)
    let plain = [
      ".csv", ".tsv", ".xes", ".txt", ".jsonl", ".ndjson", ".json", ".xlsx", ".xlsm", ".sav", ".zsav", ".lsr",
    ]
    for ending in plain.map({ $0 + ".gz" }) + plain + [".gz"] {
      if name.lowercased().hasSuffix(ending), name.utf8.count > ending.utf8.count {
        return String(name.dropLast(ending.count))
      }
    }
    return name
  }
}
