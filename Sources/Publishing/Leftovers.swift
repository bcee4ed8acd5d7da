import Basics
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What runs keep under hidden names while they write, and leave behind when they are ended.
enum Leftovers {
  /// Between the name of what is to be replaced and what the hidden one is: `.2026.masa-new-4711`.
  static let infix = ".masa-"

  /// Makes a hidden folder for something new, and locks it.
  static func makeFolder(for name: String, in parent: String) throws -> (path: String, lock: FolderLock) {
    for number in 0... {
      let path = "\(parent)/.\(name)\(infix)new-\(getpid())" + (number == 0 ? "" : ".\(number)")
      if mkdir(path, 0o777) != 0 {
        if errno == EEXIST, number < 1000 { continue }
        throw FileProblem(errno: errno)
      }
      // A run that clears up may have been faster.
      if let lock = FolderLock(path, waits: false), lock.isAt(path) { return (path, lock) }
      // What nobody holds would stay until the next run.
      rmdir(path)
      if number == 1000 { break }
    }
    throw FileProblem.inTheWay
  }

  /// Removes a hidden file or folder. A second try ends what a passing shortage cut short; what then stays is cleared by the
  /// next run.
  static func remove(_ path: String) {
    let files = FileManager.default
    do { try files.removeItem(atPath: path) } catch { try? files.removeItem(atPath: path) }
  }

  /// Removes what runs that no longer live left in a folder; puts back a report that one had moved aside.
  static func clear(_ parent: String) {
    let files = FileManager.default
    let names = ((try? files.contentsOfDirectory(atPath: parent)) ?? []).filter { $0.hasPrefix(".") }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard let cut = name.range(of: infix, options: .backwards) else { continue }
      let place = parent + "/" + name
      let kind = name[cut.upperBound...]
      guard kind.hasPrefix("new-") || kind.hasPrefix("old-") else { continue }
      var isFolder: ObjCBool = false
      guard files.fileExists(atPath: place, isDirectory: &isFolder) else { continue }
      if isFolder.boolValue {
        guard let lock = FolderLock(place, waits: false), lock.isAt(place), lock.isReal || !isAlive(kind) else {
          continue
        }
        let target = parent + "/" + name[name.index(after: name.startIndex)..<cut.lowerBound]
        if kind.hasPrefix("old-"), rename(place, target) == 0 { continue }
        remove(place)
      } else if !isAlive(kind) {
        unlink(place)
      }
    }
  }

  /// Whether the process that a hidden name ends with lives, and is another.
  private static func isAlive(_ kind: Substring) -> Bool {
    let digits = kind.dropFirst(4).prefix { $0 != "." }
    guard let process = Int32(digits), process != getpid() else { return false }
    return kill(process, 0) == 0 || errno == EPERM
  }
}
