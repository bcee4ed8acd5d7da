import Basics
import CLibZip

/// An open zip archive: its entries by name, each of which can be read from the start any number of times.
///
/// Nothing is ever unpacked to a place that an entry names, so names that lead elsewhere are names like any other.
final class ZipArchive {
  /// One file of the archive, as its list of entries declares it.
  struct Entry {
    /// The name with slashes, and without one at the front.
    var name: String
    /// The place in the list.
    var index: UInt64
    /// The size it claims to have uncompressed.
    var size: Int
    /// The size it claims to have in the archive.
    var compressedSize: Int
    /// Whether it is stored or deflated, and not encrypted.
    var isReadable: Bool
  }

  /// The file's name in messages.
  let file: String
  /// The entries in the archive's order.
  let entries: [Entry]
  /// The file's size.
  let size: Int
  /// What the archive may cost.
  let limits: ReadingLimits
  private let handle: OpaquePointer
  private var placeOf: [String: Int] = [:]
  private var repeated: Set<String> = []

  /// Opens an archive and looks through its list of entries.
  init(_ raw: RawFile, limits: ReadingLimits) throws(ReadingError) {
    file = raw.name
    size = raw.size
    self.limits = limits
    guard let declared = try ZipDirectory.declaredEntries(raw) else {
      throw .damagedArchive(file: raw.name, reason: .sentence(Sentence("error.archive.no-end")))
    }
    guard declared <= limits.zipEntries else {
      throw .refusedArchive(file: raw.name, reason: Self.tooMany(limits))
    }
    guard let source = ZipSource.make(raw) else {
      throw .readFailed(file: raw.name, reason: .library("libzip"))
    }
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let opened = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw .damagedArchive(file: raw.name, reason: .code(String(cString: zip_error_strerror(&error))))
    }
    handle = opened
    // What follows may throw, and then nobody else closes the archive.
    var isComplete = false
    defer { if !isComplete { zip_discard(opened) } }
    entries = try Self.list(opened, raw.name, size, limits)
    for (place, entry) in entries.enumerated() {
      let key = Self.key(entry.name)
      if placeOf.updateValue(place, forKey: key) != nil { repeated.insert(key) }
    }
    isComplete = true
  }

  deinit { zip_discard(handle) }

  /// Names of parts are compared without case, as the format asks.
  private static func key(_ name: String) -> String { name.lowercased() }

  private static func list(
    _ handle: OpaquePointer, _ file: String, _ fileSize: Int, _ limits: ReadingLimits
  ) throws(ReadingError) -> [Entry] {
    let count = zip_get_num_entries(handle, 0)
    guard count <= limits.zipEntries else {
      throw .refusedArchive(file: file, reason: tooMany(limits))
    }
    var entries: [Entry] = []
    var total = 0
    for index in 0..<UInt64(max(0, count)) {
      var stat = zip_stat_t()
      zip_stat_init(&stat)
      guard zip_stat_index(handle, index, 0, &stat) == 0, let name = stat.name else { continue }
      let size = Int(clamping: stat.size)
      let (sum, isTooMuch) = total.addingReportingOverflow(size)
      guard !isTooMuch, sum <= limits.inflatedBytes else {
        throw .refusedArchive(
          file: file, reason: Sentence("error.archive.too-large", ["limit": .size(limits.inflatedBytes)]))
      }
      total = sum
      // Some writers part folders by backslashes, some begin at the root.
      let parts = String(cString: name).split(whereSeparator: { $0 == "/" || $0 == "\\" })
      entries.append(
        Entry(
          name: parts.joined(separator: "/"), index: index, size: size, compressedSize: Int(clamping: stat.comp_size),
          isReadable: stat.encryption_method == 0 && (stat.comp_method == 0 || stat.comp_method == 8)))
    }
    // Entries may share their packed bytes, so each of them alone may look harmless.
    if total > limits.inflateRatioFrom, total / max(1, fileSize) > limits.inflateRatio {
      throw .refusedArchive(
        file: file, reason: Sentence("error.archive.too-dense", ["limit": .times(limits.inflateRatio)]))
    }
    return entries
  }

  private static func tooMany(_ limits: ReadingLimits) -> Sentence {
    Sentence("error.archive.too-many-entries", ["limit": .number(limits.zipEntries)])
  }

  /// Whether the archive has an entry of this name.
  func has(_ name: String) -> Bool { placeOf[Self.key(name)] != nil }

  /// Opens an entry for reading; `nil` when there is none of this name.
  ///
  /// - Parameter most: how large it may be uncompressed.
  func open(_ name: String, most: Int) throws(ReadingError) -> ZipPart? {
    let key = Self.key(name)
    guard let place = placeOf[key] else { return nil }
    let entry = entries[place]
    guard !repeated.contains(key) else {
      throw .damagedArchive(file: file, reason: .part("error.archive.twice", name))
    }
    guard entry.isReadable else {
      throw .damagedArchive(file: file, reason: .part("error.archive.encrypted", name))
    }
    return try ZipPart(self, handle, entry, most: most)
  }
}

/// One entry of an archive while it is read: uncompressed bytes, counted as they come.
final class ZipPart {
  /// The entry's name.
  let name: String
  /// The archive's name in messages.
  let file: String
  /// Keeps the archive open.
  private let archive: ZipArchive
  private let handle: OpaquePointer
  private let most: Int
  private let packed: Int
  private let claimed: Int
  private var produced = 0

  fileprivate init(
    _ archive: ZipArchive, _ zip: OpaquePointer, _ entry: ZipArchive.Entry, most: Int
  ) throws(ReadingError) {
    self.archive = archive
    self.most = most
    name = entry.name
    file = archive.file
    claimed = entry.size
    // A part cannot take more room than the whole archive, whatever it claims.
    packed = max(1, min(entry.compressedSize, archive.size))
    guard entry.size <= most else { throw Self.tooLarge(archive.file, entry.name, most) }
    guard !Self.isTooMuch(entry.size, packed, archive.limits) else {
      throw Self.tooDense(archive.file, entry.name, archive.limits)
    }
    guard let opened = zip_fopen_index(zip, entry.index, 0) else {
      throw .damagedArchive(file: archive.file, reason: .part("error.archive.not-opened", entry.name))
    }
    handle = opened
  }

  deinit { zip_fclose(handle) }

  /// Writes up to `count` uncompressed bytes; 0 is the end.
  func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(ReadingError) -> Int {
    let got = zip_fread(handle, target, UInt64(count))
    guard got >= 0 else {
      let reason = String(cString: zip_error_strerror(zip_file_get_error(handle)))
      throw .damagedArchive(file: file, reason: .part(name, .code(reason)))
    }
    produced += Int(got)
    // What was allowed by its claim is held to it.
    guard produced <= claimed else {
      throw .damagedArchive(
        file: file,
        reason: .sentence(
          Sentence("error.archive.false-size", ["part": .name(clipped(name)), "size": .size(claimed)])))
    }
    return Int(got)
  }

  private static func isTooMuch(_ size: Int, _ packed: Int, _ limits: ReadingLimits) -> Bool {
    size > limits.inflateRatioFrom && size / packed > limits.inflateRatio
  }

  private static func tooLarge(_ file: String, _ part: String, _ most: Int) -> ReadingError {
    .refusedArchive(
      file: file,
      reason: Sentence("error.archive.part-too-large", ["part": .name(clipped(part)), "limit": .size(most)]))
  }

  private static func tooDense(_ file: String, _ part: String, _ limits: ReadingLimits) -> ReadingError {
    .refusedArchive(
      file: file,
      reason: Sentence(
        "error.archive.part-too-dense", ["part": .name(clipped(part)), "limit": .times(limits.inflateRatio)]))
  }
}
