import CLibZip

/// Lets libzip read the already opened file, so that nothing is copied and standard input works like any other file.
final class ZipSource {
  private let file: RawFile
  private let size: Int
  private var offset = 0
  private var error = zip_error_t()

  private init(_ file: RawFile) {
    self.file = file
    size = file.size
    zip_error_init(&error)
  }

  deinit { zip_error_fini(&error) }

  /// A source that libzip owns; `nil` when there is no memory for it.
  static func make(_ file: RawFile) -> OpaquePointer? {
    let source = Unmanaged.passRetained(ZipSource(file))
    let made = zip_source_function_create(
      { state, data, length, command in
        guard let state else { return -1 }
        let source = Unmanaged<ZipSource>.fromOpaque(state)
        if command == ZIP_SOURCE_FREE {
          source.release()
          return 0
        }
        return source.takeUnretainedValue().handle(command, data, length)
      }, source.toOpaque(), nil)
    if made == nil { source.release() }
    return made
  }

  private func handle(_ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ length: UInt64) -> Int64 {
    switch command {
    case ZIP_SOURCE_SUPPORTS: return Self.supported
    case ZIP_SOURCE_OPEN:
      offset = 0
      return 0
    case ZIP_SOURCE_CLOSE: return 0
    case ZIP_SOURCE_TELL: return Int64(offset)
    case ZIP_SOURCE_READ: return read(data, length)
    case ZIP_SOURCE_SEEK:
      guard let data else { return -1 }
      let target = zip_source_seek_compute_offset(UInt64(offset), UInt64(size), data, length, &error)
      if target < 0 { return -1 }
      offset = Int(target)
      return 0
    case ZIP_SOURCE_STAT:
      guard let data, length >= UInt64(MemoryLayout<zip_stat_t>.size) else { return -1 }
      let stat = data.assumingMemoryBound(to: zip_stat_t.self)
      zip_stat_init(stat)
      stat.pointee.valid = UInt64(ZIP_STAT_SIZE)
      stat.pointee.size = UInt64(size)
      return Int64(MemoryLayout<zip_stat_t>.size)
    case ZIP_SOURCE_ERROR:
      guard let data else { return -1 }
      return zip_error_to_data(&error, data, length)
    default:
      // Whatever else libzip can ask belongs to writing.
      zip_error_set(&error, ZIP_ER_OPNOTSUPP, 0)
      return -1
    }
  }

  private func read(_ data: UnsafeMutableRawPointer?, _ length: UInt64) -> Int64 {
    guard let data else { return -1 }
    let count = Int(min(length, 1 << 30))
    let target = data.bindMemory(to: UInt8.self, capacity: count)
    guard let got = try? file.read(into: target, count: count, at: offset) else {
      zip_error_set(&error, ZIP_ER_READ, 0)
      return -1
    }
    offset += got
    return Int64(got)
  }

  private static let supported: Int64 = [
    ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
    ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
  ].reduce(0) { $0 | Int64(1) << Int64($1.rawValue) }
}
