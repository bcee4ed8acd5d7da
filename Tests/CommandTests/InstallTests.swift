import Foundation
import TestSupport
import Testing

/// The program finds its templates where it is installed, and says what is missing where it is not.
struct InstallTests {
  private let events = "customer,time,touchpoint\nc1,2025-01-01 10:00,ad\nc1,2025-01-02 10:00,site\n"

  /// Runs a program that is not the one beside the tests.
  private func run(_ program: String, _ arguments: [String]) throws -> (exit: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let texts = [output, errors].map { String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
    process.waitUntilExit()
    return (process.terminationStatus, texts[0], texts[1])
  }

  private func install(into prefix: String) throws {
    let masa = try #require(MasaProgram.path)
    let script = Repository.root.appending(path: "scripts/install-program").path
    #expect(try run(script, [masa, prefix]).exit == 0)
  }

  @Test("installed under a prefix, also by a link from elsewhere, it needs no word about its templates")
  func installed() throws {
    let folder = try TemporaryFolder()
    try install(into: folder.path("usr local"))
    let visits = try folder.write("visits.csv", events)
    try FileManager.default.createDirectory(atPath: folder.path("links"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("links/masa"), withDestinationPath: folder.path("usr local/bin/masa"))
    for program in ["usr local/bin/masa", "links/masa"] {
      let outcome = try run(folder.path(program), ["report", visits, "--output", folder.path("out")])
      #expect(outcome.exit == 0 && outcome.errors.isEmpty, "\(outcome)")
      #expect(try folder.text("out/index.html").contains("visits/"))
    }
  }

  #if os(Linux)
    @Test(
      "a release build needs the four C libraries of the README and the system's own, and none of Swift's",
      .enabled(if: MasaProgram.path?.contains("release") == true, "only a release build carries Swift's libraries"))
    func libraries() throws {
      let masa = try #require(MasaProgram.path)
      let listed = try run("/usr/bin/readelf", ["-d", masa]).output
      let needed = listed.matches(of: /\(NEEDED\).*\[([^\]]*)\.so/).map { String($0.output.1) }
      let own = ["libreadstat", "libzip", "libxml2", "libz"]
      #expect(Set(needed).isSuperset(of: own), "\(needed)")
      let system = ["libc", "libm", "libstdc++", "libgcc_s", "ld-linux-x86-64", "ld-linux-aarch64"]
      #expect(Set(needed).subtracting(own).subtracting(system).isEmpty, "\(needed)")
    }
  #endif

  @Test("installed again, nothing of the earlier templates stays")
  func again() throws {
    let folder = try TemporaryFolder()
    try install(into: folder.path("usr"))
    try folder.write("usr/share/masa/site-templates/pages/old.mustache", "{{nothing}}")
    try install(into: folder.path("usr"))
    #expect(!folder.names("usr/share/masa/site-templates/pages").contains("old.mustache"))
    #expect(folder.names("usr/share/masa") == ["site-templates"] && folder.names("usr/bin") == ["masa"])
  }

  @Test("copied alone it says what is missing, where it looked, and what to do")
  func alone() throws {
    let folder = try TemporaryFolder()
    let visits = try folder.write("visits.csv", events)
    // By a process of its own: were the copy open for writing here while another test starts a process, that one would
    // hold it open too, and the system runs no program that somebody may still write.
    #expect(try run("/bin/cp", [try #require(MasaProgram.path), folder.path("masa")]).exit == 0)
    for arguments in [["report", visits], ["check", visits], ["init", visits]] {
      let outcome = try run(folder.path("masa"), arguments)
      #expect(outcome.exit == 2 && outcome.output.isEmpty, "\(outcome)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
      for part in [folder.path("site-templates"), "make install PREFIX=", "--templates"] {
        #expect(outcome.errors.contains(part), "\(outcome.errors)")
      }
    }
    let named = try run(
      folder.path("masa"), ["check", visits, "--templates", Repository.root.appending(path: "site-templates").path])
    #expect(named.exit == 0)
    #expect(folder.names() == ["masa", "visits.csv"])
  }
}
