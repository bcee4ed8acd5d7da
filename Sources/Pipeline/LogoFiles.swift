import Foundation
import Journeys
import Pages
import Publishing
import Wording

/// The marks that a project names, read and held to being pictures.
///
/// They stand in pages as pictures, in which no browser runs anything; a drawing that holds a program or names other files is
/// refused all the same, since who downloads it may open it by itself.
enum LogoFiles {
  /// A mark is a small picture.
  private static let mostBytes = 1 << 20

  /// The files as they lie in the site.
  ///
  /// - Throws: `ProjectFileError` for one that is not there, outside the folder, too large or no picture.
  static func read(_ blueprint: Blueprint, in folder: URL, project: String) throws -> [Site.File] {
    try Logo.allCases.compactMap { logo in
      guard let name = logo.file(in: blueprint) else { return nil }
      func refuse(_ why: String) -> ProjectFileError {
        .unusable(
          file: project,
          Sentence(
            "error.project.logo-" + why, ["file": .name(name), "kinds": .list(Logo.endings.map { .code($0) })]))
      }
      guard let asset = logo.asset(name) else { throw refuse("kind") }
      let file = try ProjectFiles.resolve(name, in: folder, project: project)
      guard let path = file.first?.path, let bytes = FileManager.default.contents(atPath: path) else {
        throw refuse("none")
      }
      guard bytes.count <= mostBytes else { throw refuse("large") }
      guard isPicture(bytes, name: asset) else { throw refuse("kind") }
      return Site.File(path: "assets/" + asset, bytes: Array(bytes))
    }
  }

  /// Whether bytes begin as a picture of the name's kind does.
  static func isPicture(_ bytes: Data, name: String) -> Bool {
    func begins(_ head: [UInt8], at offset: Int = 0) -> Bool { bytes.dropFirst(offset).starts(with: head) }
    switch name.split(separator: ".").last {
    case "png": return begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    case "jpg", "jpeg": return begins([0xFF, 0xD8, 0xFF])
    case "webp": return begins(Array("RIFF".utf8)) && begins(Array("WEBP".utf8), at: 8)
    case "svg":
      guard let text = String(bytes: bytes, encoding: .utf8)?.lowercased() else { return false }
      let lively = ["<script", "<!entity", "<foreignobject", "javascript:", "@import", "<image", "<use"]
      return text.contains("<svg") && !lively.contains { text.contains($0) } && !text.contains(/\son[a-z]+\s*=/)
    default: return false
    }
  }
}

extension Logo {
  /// The file that a project names for it, as the project writes it; `nil`: none.
  fileprivate func file(in blueprint: Blueprint) -> String? {
    switch self {
    case .client: blueprint.logo
    case .consultant: blueprint.consultantLogo
    }
  }
}
