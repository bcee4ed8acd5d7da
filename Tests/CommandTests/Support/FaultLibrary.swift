import Foundation
import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A library that lets the n-th call of a kind fail, built from `Faults/faults.c` once for all tests.
enum FaultLibrary {
  /// The calls that can be made to fail, and the errors that disks and limits give them.
  static let kinds: [(name: String, codes: [Int32])] = [
    ("write", [ENOSPC, EIO]), ("open", [EMFILE, EACCES]), ("rename", [EIO, EACCES]), ("mkdir", [ENOSPC]),
    ("read", [EIO]),
  ]

  static let isMissing = "needs Linux and a C compiler (clang or cc) to build Tests/CommandTests/Faults/faults.c"

  /// Where the library is; `nil` where it cannot be built.
  static let path: String? = folder.flatMap { folder in
    let source = Repository.root.appending(path: "Tests/CommandTests/Faults/faults.c").path
    let made = folder.path("faults.so")
    for compiler in ["clang", "cc"] {
      let words = [compiler, "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"]
      if (try? Shell.run(words))?.exit == 0 { return made }
    }
    return nil
  }

  private static let folder = try? TemporaryFolder()
}

/// Other programs that tests start.
enum Shell {
  /// Runs a program that is looked for in the usual places; its output and errors together.
  static func run(_ words: [String]) throws -> (exit: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let code = process.terminationStatus
    return (process.terminationReason == .exit ? code : -code, String(decoding: output, as: UTF8.self))
  }

  /// The same for a line of the shell, in which `$0` is the program and `$1` … the words.
  static func run(line: String, _ words: [String] = []) throws -> (exit: Int32, output: String) {
    guard let program = MasaProgram.path else { throw Failure(message: MasaProgram.isMissing) }
    return try run(["sh", "-c", line, program] + words)
  }
}
