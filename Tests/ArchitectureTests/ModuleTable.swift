import Foundation
import TestSupport

/// The modules of Sources as Package.swift declares them, in its order.
enum ModuleTable {
  struct Module: Sendable {
    var name: String
    /// Modules of ours it may import, the system's libraries in C among them.
    var uses: [String]
    /// Whether it is a library of the system: a module map and a shim, nothing else.
    var isSystemLibrary: Bool
  }

  static let modules: [Module] = {
    let data = FileManager.default.contents(atPath: Repository.root.appending(path: "Package.swift").path) ?? Data()
    // Behind the list of targets stands what fuzzing adds.
    let manifest = String(decoding: data, as: UTF8.self).components(separatedBy: "swiftLanguageModes")[0]
    let targets = manifest.matches(of: /\.(systemLibrary|target|executableTarget|testTarget)\(\s*name: "(\w+)"/)
    let ours = Set(folders)
    return targets.enumerated().compactMap { place, target in
      let name = String(target.2)
      guard ours.contains(name) else { return nil }
      let end = place + 1 < targets.count ? targets[place + 1].range.lowerBound : manifest.endIndex
      let declaration = manifest[target.range.upperBound..<end]
      let named = declaration.matches(of: /"(\w+)"/).map { String($0.1) }
      return Module(
        name: name, uses: named.filter(ours.contains), isSystemLibrary: target.1 == "systemLibrary" && name != "CBytes")
    }
  }()

  /// The folders of Sources.
  static let folders: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: Repository.root.appending(path: "Sources").path)) ?? [])
    .filter { !$0.hasPrefix(".") }.sorted()
}
