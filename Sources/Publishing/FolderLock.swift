#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder that one run has for itself, as long as the value lives.
///
/// The lock is the system's (flock): it goes with its process, however that ends, and holds across containers that share
/// a disk, in which numbers of processes say nothing.
final class FolderLock {
  private let descriptor: Int32
  /// False where the file system knows no locks: then nobody can tell whether another run is at work.
  let isReal: Bool

  /// Locks a folder; `nil` when it is not there, or another run has it and this one does not wait.
  init?(_ path: String, waits: Bool) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var code: Int32
    repeat { code = flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) } while code != 0 && errno == EINTR
    isReal = code == 0
    // All stored properties have their values: what is refused from here on is closed as the value goes.
    if code != 0, errno == EWOULDBLOCK { return nil }
  }

  deinit { close(descriptor) }

  /// Whether the folder is still the one at this path: another run may have taken it away before it was locked.
  func isAt(_ path: String) -> Bool {
    var (own, there) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && lstat(path, &there) == 0 && own.st_ino == there.st_ino
      && own.st_dev == there.st_dev
  }
}
