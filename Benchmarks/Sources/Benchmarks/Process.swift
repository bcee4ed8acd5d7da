import Foundation

/// What one run of a program cost, by the system's own accounting of the finished process.
struct Cost {
  /// User and system seconds.
  var cpu: Double
  var wall: Double
  /// Peak resident memory, bytes.
  var peak: Int
  var exitCode: Int32
}

/// Runs a program to its end; what it prints is thrown away.
func run(_ program: String, _ arguments: [String]) throws -> Cost {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
  defer { for word in words { free(word) } }
  var pid = pid_t()
  let start = ContinuousClock.now
  guard posix_spawnp(&pid, program, &actions, nil, &words, environ) == 0 else { throw CannotRun(program: program) }
  var status: Int32 = 0
  var usage = rusage()
  while wait4(pid, &status, 0, &usage) < 0 && errno == EINTR {}
  let wall = start.duration(to: .now)
  func seconds(_ t: timeval) -> Double { Double(t.tv_sec) + Double(t.tv_usec) / 1e6 }
  return Cost(
    cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
    wall: Double(wall.components.seconds) + Double(wall.components.attoseconds) / 1e18,
    peak: Int(usage.ru_maxrss) * 1024, exitCode: (status >> 8) & 0xFF)
}

struct CannotRun: Error, CustomStringConvertible {
  var program: String
  var description: String { "cannot run \(program)" }
}

/// The middle of some numbers.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
}
