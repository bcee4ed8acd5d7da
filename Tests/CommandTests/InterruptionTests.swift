import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs that are killed, that run at once, and whose n-th call of the system fails: what is there afterwards is the report
/// from before or the new one, whole, and nothing beside it.
///
/// `make test` tries a tenth, `make faults` all, which docs/reliability.md reports. Each says what it tried.
@Suite(.serialized, .enabled(if: MasaProgram.path != nil, "\(MasaProgram.isMissing)"))
struct InterruptionTests {
  private static let isWhole = ProcessInfo.processInfo.environment["MASA_FAULTS"] == "all"

  /// A place with two states of one client's data, and what each makes.
  private struct Place {
    let folder = try? TemporaryFolder()
    /// The whole output folder that each state makes.
    var made: [Output] = []
    /// How long a run takes.
    var seconds = 0.0

    init(customers: Int = 300) throws {
      for state in 0..<2 {
        var rows = "customer,time,touchpoint\n"
        for customer in 0..<(customers + 40 * state) {
          for step in 0..<3 { rows += "c\(customer),2025-01-0\(step + 1) 10:00,t\((customer + step) % 12)\n" }
        }
        try own.write("in\(state)/events.csv", rows)
        try own.write("in\(state)/project.yml", "client: Shop\nsources: [{file: events.csv}]\n")
        let start = ContinuousClock.now
        #expect(try MasaProgram.run(["report", project(state), "--output", path("only\(state)")]).exit == 0)
        seconds = max(seconds, (ContinuousClock.now - start) / .seconds(1))
        made.append(try Output(own.url.appending(path: "only\(state)")))
      }
      #expect(made[0] != made[1])
    }

    var own: TemporaryFolder {
      get throws {
        guard let folder else { throw Failure(message: "no temporary folder") }
        return folder
      }
    }

    func path(_ name: String) throws -> String { try own.path(name) }
    func project(_ state: Int) throws -> String { try path("in\(state)") }

    /// What lies in an output folder, without what lies under hidden names.
    func seen(_ name: String) throws -> Output {
      var output = try Output(own.url.appending(path: name))
      output.files = output.files.filter { path, _ in !path.split(separator: "/").contains { $0.hasPrefix(".") } }
      return output
    }

    /// Which of both reports, whole, an output folder holds; `nil` where it holds neither. The list of reports is written behind
    /// the report, and may be the one before where it was its turn to fail.
    func state(_ name: String) throws -> Int? {
      func isReport(_ path: String) -> Bool { path.hasPrefix("Shop/") }
      let found = try seen(name).files
      let others = found.filter { !isReport($0.key) }
      guard Set(others.keys) == Set(made[0].files.keys.filter { !isReport($0) }),
        others.allSatisfy({ file in made.contains { $0.files[file.key] == file.value } })
      else { return nil }
      let report = found.filter { isReport($0.key) }
      return made.firstIndex { $0.files.filter { isReport($0.key) } == report }
    }

    /// Hidden names below a folder.
    func leftovers(_ name: String) throws -> [String] {
      guard let walk = FileManager.default.enumerator(atPath: try path(name)) else { return [] }
      return walk.compactMap { $0 as? String }.filter { $0.split(separator: "/").last?.hasPrefix(".") == true }
    }
  }

  /// Numbers that look random and are the same every time.
  private struct Dice {
    var state: UInt64 = 2026
    mutating func share() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24)
    }
  }

  @Test("killed at any moment, the old report or the new one is there, and the next run clears up")
  func killed() throws {
    let place = try Place()
    #expect(try MasaProgram.run(["report", place.project(0), "--output", place.path("out")]).exit == 0)
    var dice = Dice()
    var (state, changes, left) = (0, 0, 0)
    let tries = Self.isWhole ? 200 : 20
    for step in 0..<tries {
      let running = try MasaProgram.begin(["report", place.project(1 - state), "--output", place.path("out")])
      // Half of them while files are written, which is the end of a run.
      let share = step % 2 == 0 ? dice.share() * 1.1 : 0.7 + dice.share() * 0.4
      Thread.sleep(forTimeInterval: place.seconds * share)
      running.kill()
      _ = try running.outcome()
      let found = try #require(
        try place.state("out"), "\(step), after \(share) of a run: neither the old report nor the new one")
      changes += found == state ? 0 : 1
      left += try place.leftovers("out").isEmpty ? 0 : 1
      state = found
    }
    #expect(try MasaProgram.run(["report", place.project(0), "--output", place.path("out")]).exit == 0)
    #expect(try place.seen("out") == place.made[0])
    #expect(try place.leftovers("out") == [])
    print(
      "faults | killed at random moments | \(tries) | old report \(tries - changes), new \(changes); something left \(left), cleared |"
    )
  }

  @Test("runs at once leave one report whole for each client, and a list of all")
  func atOnce() throws {
    let place = try Place(customers: 100)
    for other in ["a", "b"] {
      try place.own.write(
        "other-\(other)/events.csv", "customer,time,touchpoint\n" + (0..<20).map { "c\($0),2025-01-02,t\n" }.joined())
      try place.own.write("other-\(other)/project.yml", "client: Other-\(other)\nsources: [{file: events.csv}]\n")
    }
    let rounds = Self.isWhole ? 40 : 4
    for round in 0..<rounds {
      let out = "out\(round % 8)"
      if round >= 8, round < 16 { try FileManager.default.removeItem(atPath: place.path(out)) }
      let projects = try [
        place.project(0), place.project(1), place.path("other-a"), place.path("other-b"), place.project(1),
      ]
      let running = try projects.map {
        try MasaProgram.begin(["report", $0, "--output", place.path(out), "--threads", "1"])
      }
      for run in running {
        let outcome = try run.outcome()
        #expect(outcome.exit == 0, "round \(round): \(outcome.errors)")
      }
      let found = try place.seen(out)
      let reports = found.files.filter { path, _ in path.hasPrefix("Shop/") }
      #expect(
        place.made.contains { made in made.files.filter { $0.key.hasPrefix("Shop/") } == reports }, "round \(round)")
      let list = found.text("index.html")
      #expect(["Shop", "Other-a", "Other-b"].allSatisfy { list.contains($0 + "/") }, "round \(round)")
      #expect(try place.leftovers(out) == [], "round \(round)")
    }
    print("faults | rounds of five runs at once | \(rounds) | reports whole, lists whole |")
  }

  @Test(
    "whichever call fails, once, the old report or the new one is there, and nothing beside it",
    .enabled(if: FaultLibrary.path != nil, "\(FaultLibrary.isMissing)"), arguments: FaultLibrary.kinds.map(\.name))
  func fault(_ kind: String) throws {
    let place = try Place(customers: 60)
    let library = try #require(FaultLibrary.path)
    let codes = try #require(FaultLibrary.kinds.first { $0.name == kind }).codes
    func run(_ state: Int, _ out: String, _ number: Int, _ code: Int32) throws -> MasaProgram.Outcome {
      try MasaProgram.run(
        ["report", place.project(state), "--output", place.path(out), "--language", "en", "--threads", "1"],
        environment: [
          "LD_PRELOAD": library, "MASA_FAULT": "\(kind):\(number):\(code)", "MASA_FAULT_COUNT": place.path("count"),
        ])
    }
    func calls() throws -> Int {
      try #require(Int(place.own.text("count").trimmingCharacters(in: .whitespacesAndNewlines)))
    }
    #expect(try run(0, "out", 0, 0).exit == 0)
    // Into an empty place, and over a report.
    var (tried, refused) = (0, 0)
    for isFirst in [true, false] {
      #expect(try run(isFirst ? 0 : 1, isFirst ? "first" : "out", 0, 0).exit == 0)
      let all = try calls()
      #expect(all > 0)
      var state = 1
      // Few calls are tried more closely.
      for number in stride(from: 1, through: all, by: Self.isWhole ? 1 : max(1, min(10, all / 3))) {
        let code = codes[number % codes.count]
        let wanted = 1 - state
        if isFirst { try? FileManager.default.removeItem(atPath: place.path("first")) }
        let out = isFirst ? "first" : "out"
        let outcome = try run(wanted, out, number, code)
        tried += 1
        refused += outcome.exit == 0 ? 0 : 1
        let about = "\(kind) \(number) of \(all), error \(code), exit code \(outcome.exit): \(outcome.errors)"
        #expect(outcome.exit == 0 || (outcome.exit == 2 && outcome.errors.hasPrefix("masa: ")), "\(about)")
        #expect(try place.leftovers(out) == [], "\(about)")
        let found = FileManager.default.fileExists(atPath: try place.path(out)) ? try place.seen(out) : Output()
        // The report is one of both, whole; the list of reports may be the one before where it was its turn to fail.
        let reports = found.files.filter { $0.key.hasPrefix("Shop/") }
        let which = place.made.firstIndex { made in made.files.filter { $0.key.hasPrefix("Shop/") } == reports }
        if isFirst {
          #expect(reports.isEmpty ? found.files.isEmpty : which == wanted, "\(about)")
        } else {
          #expect(try place.state(out) != nil, "\(about)")
          state = which ?? state
        }
        if outcome.exit == 0 { #expect(which == wanted && found == place.made[wanted], "\(about)") }
      }
    }
    print("faults | the n-th \(kind) fails | \(tried) | ended with 2: \(refused), all others made the new report |")
  }
}
