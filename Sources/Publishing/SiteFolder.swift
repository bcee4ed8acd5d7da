import Basics
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a site to disk, all or nothing.
///
/// The new site is written into a hidden folder beside the old one and takes its place in one step. What an interrupted
/// run left behind is cleared by the next one. Nothing waits for the disk: should the power fail within seconds of a run,
/// the report has to be made again.
package struct SiteFolder {
  /// The report's own folder: `output/<client>/<period>`.
  package let url: URL
  /// The path as it was given, for messages.
  private let typed: String
  private let parent: URL
  private let files = FileManager.default

  package init(_ url: URL) {
    self.url = url.standardizedFileURL
    typed = url.relativePath
    parent = self.url.deletingLastPathComponent()
  }

  /// Replaces what is there by the site; throws and changes nothing when it cannot, or when that is not a report.
  ///
  /// - Parameter check: looks at the folder that was written, before anybody can see it.
  package func publish(_ site: Site, check: (URL) throws -> Void = { _ in }) throws {
    var made: [String] = []
    do {
      try makeParent(&made)
      Leftovers.clear(parent.path)
      try checkReplaceable()
      let (new, lock) = try Leftovers.makeFolder(for: url.lastPathComponent, in: parent.path)
      do {
        try write(site, into: URL(filePath: new, directoryHint: .isDirectory))
        try check(URL(filePath: new, directoryHint: .isDirectory))
        try exchange(new)
      } catch {
        Leftovers.remove(new)
        throw error
      }
      withExtendedLifetime(lock) {}
    } catch {
      // Folders that were made for it go again where nothing is in them.
      for folder in made.reversed() { rmdir(folder) }
      throw error is any SayableError ? error : PublishingError.notWritten(typed, error)
    }
  }

  /// Makes the folders above, and notes those that were not there.
  private func makeParent(_ made: inout [String]) throws {
    var missing: [URL] = []
    var folder = parent
    while !files.fileExists(atPath: folder.path), folder.path != "/" {
      missing.append(folder)
      folder.deleteLastPathComponent()
    }
    for folder in missing.reversed() {
      if mkdir(folder.path, 0o777) == 0 {
        made.append(folder.path)
      } else if errno != EEXIST {
        throw FileProblem(errno: errno)
      }
    }
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: parent.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw FileProblem.noFolder
    }
  }

  /// An empty folder, or a report, may be replaced; anything else is someone's work.
  private func checkReplaceable() throws {
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: url.path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw PublishingError.notAReport(path: typed) }
    let contents: [String]
    do { contents = try files.contentsOfDirectory(atPath: url.path) } catch {
      throw PublishingError.notRead(typed, error)
    }
    guard try contents.isEmpty || Self.isReport(url) else {
      throw PublishingError.notAReport(path: typed)
    }
  }

  /// True where `report.json` begins with the key `schema`; a file that is there and cannot be read is an error.
  static func isReport(_ folder: URL) throws -> Bool {
    let place = folder.appending(path: Site.marker)
    guard FileManager.default.fileExists(atPath: place.path) else { return false }
    let start: [UInt8]
    do {
      let file = try FileHandle(forReadingFrom: place)
      defer { try? file.close() }
      start = try file.read(upToCount: 64).map { [UInt8]($0) } ?? []
    } catch {
      throw PublishingError.notRead(place.path, error)
    }
    let tight = start.filter { $0 > 32 }
    return tight.starts(with: Array("{\"schema\":".utf8))
  }

  private func write(_ site: Site, into folder: URL) throws {
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    var made: Set<String> = []
    for file in site.files {
      let place = folder.path + "/" + file.path
      let parent = String(place[..<(place.lastIndex(of: "/") ?? place.endIndex)])
      if made.insert(parent).inserted {
        try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
      }
      try FileWriting.create(place, with: file.bytes)
    }
  }

  /// The new folder takes the place of the old one, which is then removed.
  private func exchange(_ new: String) throws {
    // Another run may put its report there, or take one away, between one step and the next.
    for _ in 0..<16 {
      if Self.swap(new, url.path) {
        Leftovers.remove(new)
        return
      }
      guard !files.fileExists(atPath: url.path) else { break }
      if rename(new, url.path) == 0 { return }
      if errno != ENOTEMPTY, errno != EEXIST { throw FileProblem(errno: errno) }
    }
    try moveAside(new)
  }

  /// Where the file system cannot exchange: two renames, and the old one is put back if the second fails.
  private func moveAside(_ new: String) throws {
    let old = "\(parent.path)/.\(url.lastPathComponent)\(Leftovers.infix)old-\(getpid())"
    // Locked, it is nobody's leftover.
    let lock = FolderLock(url.path, waits: true)
    if rename(url.path, old) != 0 { throw FileProblem(errno: errno) }
    if rename(new, url.path) != 0 {
      let problem = FileProblem(errno: errno)
      if rename(old, url.path) != 0 { _ = rename(old, url.path) }
      throw problem
    }
    Leftovers.remove(old)
    withExtendedLifetime(lock) {}
  }

  private static func swap(_ a: String, _ b: String) -> Bool {
    #if canImport(Glibc)
      // glibc has renameat2, but Swift's import of its headers does not show it.
      typealias Rename =
        @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
      guard let symbol = dlsym(nil, "renameat2") else { return false }
      let exchange: UInt32 = 2
      return unsafeBitCast(symbol, to: Rename.self)(AT_FDCWD, a, AT_FDCWD, b, exchange) == 0
    #elseif canImport(Darwin)
      return renamex_np(a, b, UInt32(RENAME_SWAP)) == 0
    #else
      return false
    #endif
  }
}
