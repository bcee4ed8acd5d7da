#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is said when the memory that a limit allows is used up.
///
/// Swift ends the program where memory is asked for and not to be had, without a word that a user understands. Under a
/// limit (`ulimit -v`) such an end is caught, and the sentence said that was made ready before; without one memory is
/// never refused, and nothing is caught.
enum Shortage {
  /// The sentence, kept where a handler may read it: all that it does must be allowed while memory is being given out.
  private nonisolated(unsafe) static var words = UnsafeRawBufferPointer(start: nil, count: 0)

  /// Where standard error was, and the end from which is read what goes there now.
  private nonisolated(unsafe) static var errors = STDERR_FILENO
  private nonisolated(unsafe) static var diverted: Int32 = -1

  /// Whether there is a limit that memory can run into.
  static var isPossible: Bool {
    var limit = rlimit()
    return getrlimit(__rlimit_resource_t(UInt32(RLIMIT_AS.rawValue)), &limit) == 0 && limit.rlim_cur != rlim_t.max
  }

  /// Makes a sentence ready, and from then on says it at the end.
  static func prepare(_ sentence: String) {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: sentence.utf8.count, alignment: 1)
    room.copyBytes(from: sentence.utf8)
    words = UnsafeRawBufferPointer(room)
    divert()
    for number in [SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS] {
      signal(number) { number in
        // Safe: system calls alone. Where plenty is still to be had, the end has another cause and goes on.
        let probe = mmap(nil, 1 << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        if probe == MAP_FAILED {
          _ = Glibc.write(Shortage.errors, Shortage.words.baseAddress, Shortage.words.count)
          _exit(2)
        }
        Shortage.giveBack()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Keeps what Swift itself writes before such an end, a list of addresses, in a pipe that takes some pages of it.
  private static func divert() {
    var ends: [Int32] = [-1, -1]
    guard diverted < 0, pipe(&ends) == 0 else { return }
    let own = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard own >= 0, fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0, fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 else { return }
    dup2(ends[1], STDERR_FILENO)
    close(ends[1])
    errors = own
    diverted = ends[0]
    Terminal.errors = own
  }

  /// Writes it after all where the end has another cause.
  private static func giveBack() {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { piece in
      while true {
        let count = read(diverted, piece.baseAddress, piece.count)
        guard count > 0 else { return }
        _ = Glibc.write(errors, piece.baseAddress, count)
      }
    }
  }
}
