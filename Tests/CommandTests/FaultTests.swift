import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Outputs that cannot be written, folders that are somebody's, and limits of the system: a sentence, the right exit code,
/// and nothing lost.
@Suite(.enabled(if: MasaProgram.path != nil, "\(MasaProgram.isMissing)"))
struct FaultTests {
  private static let plain = "client: Shop\nsources: [{file: events.csv}]\n"

  /// Customers with three events each, and where the project file asks for it a row in six that cannot be used.
  private func client(_ folder: TemporaryFolder, broken: Bool = false, customers: Int = 60) throws -> String {
    var rows = "customer,time,touchpoint\n"
    for customer in 0..<customers {
      for step in 0..<3 { rows += "c\(customer),2025-01-0\(step + 1) 10:00,t\((customer + step) % 3)\n" }
      if broken, customer % 2 == 0 { rows += "c\(customer),never,t1\n" }
    }
    try folder.write("in/events.csv", rows)
    try folder.write("in/project.yml", Self.plain)
    return folder.path("in")
  }

  // MARK: Standard output and standard error

  @Test(
    "an output that is closed or read by nobody ends nothing: the report is there, and the exit code is its own",
    arguments: ["1>&-", "2>&-", "1>&- 2>&-", "0<&- 1>&- 2>&-", "2>/dev/full", "1>&- 2>/dev/full"], [false, true])
  func closed(_ redirection: String, _ broken: Bool) throws {
    let folder = try TemporaryFolder()
    let project = try client(folder, broken: broken)
    let whole = try MasaProgram.run(["report", project, "--output", folder.path("whole")])
    let run = try Shell.run(
      line: "\"$0\" report \"$1\" --output \"$2\" \(redirection)", [project, folder.path("out")])
    #expect(run.exit == (broken ? 1 : 0) && run.exit == whole.exit)
    // No message stands in a file that was opened under a closed output's number.
    #expect(try Output(folder.url.appending(path: "out")) == Output(folder.url.appending(path: "whole")))
    let refused = try Shell.run(line: "\"$0\" report nowhere.csv \(redirection)")
    #expect(refused.exit == 2)
  }

  @Test(
    "a full standard output is said on standard error and ends with 2; the report is written, warnings are not lost")
  func full() throws {
    let folder = try TemporaryFolder()
    let project = try client(folder, broken: true)
    let run = try Shell.run(
      line: "\"$0\" report \"$1\" --output \"$2\" --language en 2>&1 >/dev/full", [project, folder.path("out")])
    #expect(run.exit == 2)
    #expect(run.output.contains("standard output cannot be written: the disk is full"), "\(run.output)")
    #expect(run.output.contains("30 of 210"), "\(run.output)")
    #expect(try Output(folder.url.appending(path: "out")).report()["rows"]["rejected"].int == 30)
    for words in [
      "check \"$1\" --language en", "--help", "report --help", "--version", "--generate-completion-script bash",
    ] {
      let other = try Shell.run(line: "\"$0\" \(words) 2>&1 >/dev/full", [project])
      #expect(other.exit == 2 && other.output.contains("standard output"), "\(words): \(other)")
    }
  }

  @Test("a reader who goes away ends nothing", arguments: ["check", "report"])
  func reader(_ command: String) throws {
    let folder = try TemporaryFolder()
    let project = try client(folder)
    let output = command == "report" ? "--output '\(folder.path("out"))'" : ""
    // The pipe's other end is closed before the program writes; its exit code is kept in a file.
    let line = "{ \"$0\" \(command) \"$1\" \(output); echo $? > \"$2\"; } | true; exit 0"
    _ = try Shell.run(line: line, [project, folder.path("code")])
    #expect(try folder.text("code") == "0\n")
  }

  // MARK: Folders

  @Test("an output folder without a name is refused", arguments: ["report", "simulate", "init"])
  func noName(_ command: String) throws {
    let folder = try TemporaryFolder()
    let project = try client(folder)
    let before = folder.names()
    let file = command == "init" ? [project + "/events.csv"] : command == "report" ? [project] : []
    let outcome = try MasaProgram.run([command] + file + ["--output", "", "--language", "en"], at: folder.path)
    #expect(outcome.exit == 2)
    #expect(outcome.errors == "masa: --output needs the name of a folder\n")
    #expect(folder.names() == before)
  }

  @Test(
    "a folder that holds somebody's index.html or assets is left as it is",
    arguments: [
      ["index.html"], ["assets/style.css"], ["assets"], ["index.html/mine"], ["index.html", "assets/client.css"],
    ])
  func foreign(_ names: [String]) throws {
    let folder = try TemporaryFolder()
    let project = try client(folder)
    for name in names { try folder.write("out/" + name, "<title>mine</title>") }
    let before = try Output(folder.url.appending(path: "out"))
    let outcome = try MasaProgram.run(["report", project, "--output", folder.path("out"), "--language", "en"])
    #expect(outcome.exit == 2 && outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("not a list of Masa's reports") && outcome.errors.contains(folder.path("out")))
    #expect(try Output(folder.url.appending(path: "out")) == before)
    #expect(folder.names("out").count == before.files.count)
  }

  @Test(
    "a client called as the list of reports or its assets lies beside them",
    arguments: ["index.html", "assets", "Assets"])
  func collision(_ id: String) throws {
    let folder = try TemporaryFolder()
    let project = try client(folder)
    try folder.write("in/project.yml", "client: \(id)\nsources: [{file: events.csv}]\n")
    for _ in 0..<2 {
      let outcome = try MasaProgram.run(["report", project, "--output", folder.path("out"), "--language", "en"])
      #expect(outcome.exit == 0, "\(outcome.errors)")
    }
    #expect(try folder.text("out/index.html").contains(id))
    #expect(folder.names("out/assets").contains("style.css"))
    #expect(folder.names("out").count == 3)
  }

  @Test("what a run that was killed left goes with the next, of another period too; what a living one has stays")
  func leftovers() throws {
    let folder = try TemporaryFolder()
    let project = try client(folder)
    func run() throws -> Int32 { try MasaProgram.run(["report", project, "--output", folder.path("out")]).exit }
    #expect(try run() == 0)
    let place = try Output(folder.url.appending(path: "out")).place
    let client = "out/" + place.split(separator: "/")[0]
    let clean = try Output(folder.url.appending(path: "out"))
    // The numbers of these processes are taken, by this one and by the first of all: only a lock says that one is at work.
    for name in [
      "\(client)/.2024-01_2024-06.masa-new-1/index.html",
      "\(client)/.\(place.split(separator: "/")[1]).masa-new-\(getpid())/a/b",
      "out/.index.html.masa-new-999999999", "out/.assets.masa-new-1/style.css",
      "out/assets/.style.css.masa-new-999999999",
    ] { try folder.write(name, "half") }
    try folder.write("\(client)/.living.masa-new-1/index.html", "half")
    let lock = open(folder.path("\(client)/.living.masa-new-1"), O_RDONLY | O_CLOEXEC)
    #expect(flock(lock, LOCK_EX) == 0)
    #expect(try run() == 0)
    #expect(folder.names(client).contains(".living.masa-new-1"))
    close(lock)
    #expect(try run() == 0)
    #expect(try Output(folder.url.appending(path: "out")) == clean)
    #expect(
      folder.names(client).count == 1 && folder.names("out").count == 3, "\(folder.names(client) + folder.names("out"))"
    )
  }

  // MARK: Limits

  @Test("memory that a limit does not allow is a sentence, not a crash")
  func memory() throws {
    let folder = try TemporaryFolder()
    let project = try client(folder, customers: 40_000)
    let free = try MasaProgram.run(["report", project, "--output", folder.path("free")])
    #expect(free.exit == 0)
    func start(_ megabytes: Int, _ words: String) throws -> (exit: Int32, output: String) {
      try Shell.run(
        line: "ulimit -v \(megabytes * 1024); exec \"$0\" \(words)", [project, folder.path("out")])
    }
    // With less not even the system's own libraries are loaded, or the program's first words read.
    let least = try #require(
      try stride(from: 40, through: 600, by: 10).first { try start($0, "check \"$1\" --examples 21").exit == 2 })
    var said = 0
    for megabytes in stride(from: least, through: least + 200, by: 16) {
      let run = try start(megabytes, "report \"$1\" --output \"$2\" --language en")
      #expect(run.exit == 0 || run.exit == 2, "\(megabytes) MB: \(run)")
      if run.exit == 2 {
        said += run.output.contains("not enough memory") ? 1 : 0
        #expect(run.output.hasPrefix("masa: "), "\(megabytes) MB: \(run.output)")
      }
    }
    #expect(said > 0)
    // What the last of them left, a run without a limit clears.
    #expect(try MasaProgram.run(["report", project, "--output", folder.path("out")]).exit == 0)
    #expect(try Output(folder.url.appending(path: "out")) == Output(folder.url.appending(path: "free")))
  }

  @Test("threads that cannot be had are done without")
  func threads() throws {
    let folder = try TemporaryFolder()
    let project = try client(folder)
    let whole = try MasaProgram.run(["report", project, "--output", folder.path("whole")])
    #expect(whole.exit == 0)
    // The limit counts for users, and not for the first of them.
    let user = getuid() == 0 ? "setpriv --reuid 64999 --regid 64999 --clear-groups " : ""
    chmod(folder.path, 0o777)
    let run = try Shell.run(
      line: "\(user)bash -c 'ulimit -u 1; exec \"$0\" report \"$1\" --output \"$2\" --threads 8' \"$0\" \"$1\" \"$2\"",
      [project, folder.path("out")])
    if getuid() == 0, run.exit == 127 || run.exit == 126 || run.output.contains("ermission denied") {
      print("skipped: no other user may run \(MasaProgram.path ?? "")")
      return
    }
    #expect(run.exit == 0, "\(run.output)")
    #expect(try Output(folder.url.appending(path: "out")) == Output(folder.url.appending(path: "whole")))
  }
}
