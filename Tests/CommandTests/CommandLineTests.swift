import Foundation
import TestSupport
import Testing

/// What a user types, and what comes back.
struct CommandLineTests {
  private let events = """
    customer,time,touchpoint
    c1,2025-01-01 10:00,ad
    c1,2025-01-02 10:00,site
    c2,2025-01-01 11:00,ad

    """

  @Test(
    "help, version and completion end with 0",
    arguments: [
      ["--help"], ["init", "--help"], ["check", "--help"], ["report", "--help"], ["simulate", "--help"], ["--version"],
      ["--generate-completion-script", "bash"], ["--generate-completion-script", "zsh"],
    ])
  func informs(_ arguments: [String]) throws {
    let outcome = try MasaProgram.run(arguments)
    #expect(outcome.exit == 0)
    #expect(!outcome.output.isEmpty)
    #expect(outcome.errors.isEmpty)
  }

  @Test(
    "an unknown option, command or number ends with 2",
    arguments: [
      ["report", "x.csv", "--colour"], ["reprot"], ["report"], ["report", "x.csv", "--threads", "0"],
      ["report", "x.csv", "--threads", "many"],
    ])
  func refuses(_ arguments: [String]) throws {
    let outcome = try MasaProgram.run(arguments)
    #expect(outcome.exit == 2)
    #expect(!outcome.errors.isEmpty)
    #expect(outcome.output.isEmpty)
  }

  @Test("numbers out of range are said in the language that is asked for")
  func range() throws {
    let english = try MasaProgram.run(["check", "x.csv", "--examples", "21"])
    #expect(english.exit == 2 && english.errors == "masa: --examples must be 0 to 20\n")
    let hebrew = try MasaProgram.run(["report", "x.csv", "--threads", "0", "--language", "he"])
    #expect(hebrew.exit == 2 && hebrew.errors.contains("נדרש מספר בין 1 ל־1024"), "\(hebrew.errors)")
  }

  @Test(
    "what the file system does not allow is said in plain words, the path as it was typed",
    arguments: [
      ["report", "in/e.csv", "--output", "in/e.csv/out"], ["simulate", "--customers", "1", "--output", "in/e.csv/out"],
      ["init", "in/e.csv", "--output", "in/e.csv/p.yml"], ["init", "in/e.csv", "--output", "in", "--force"],
    ], ["en", "he"])
  func fileSystem(_ arguments: [String], _ language: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("in/e.csv", events)
    let outcome = try MasaProgram.run(arguments + ["--language", language], at: folder.path)
    #expect(outcome.exit == 2 && outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(!outcome.errors.contains("Cocoa") && !outcome.errors.contains("Error"), "\(outcome.errors)")
    #expect(outcome.errors.contains("in") && !outcome.errors.contains(folder.path), "\(outcome.errors)")
  }

  @Test("an export alone is enough, and success is silent on standard error")
  func oneExport() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("visits.csv", events)
    let outcome = try MasaProgram.run(["report", file, "--output", folder.path("out")])
    #expect(outcome.exit == 0)
    #expect(outcome.errors.isEmpty)
    let output = try Output(folder.url.appending(path: "out"))
    #expect(output.place.hasPrefix("visits/"))
    #expect(outcome.output.contains(folder.path("out")))
    #expect(outcome.output.contains("index.html"))
    #expect(try output.report()["events"].int == 3)
  }

  @Test("standard input, compressed or not, gives the same numbers as the file")
  func otherWays() throws {
    let folder = try TemporaryFolder()
    let plain = try folder.write("visits.csv", events)
    let packed = try folder.write("visits.csv.gz", Gzip.compress(Array(events.utf8)))
    let other = try folder.write("other.csv.gz", Gzip.compress(Array(events.utf8)))
    let runs = [
      try report(["report", plain], folder, "a"), try report(["report", packed], folder, "b"),
      try report(["report", "-"], folder, "c", input: plain), try report(["report", "-"], folder, "d", input: other),
    ]
    for run in runs {
      for key in ["events", "customers", "touchpoints", "directlyFollows", "topVariants", "period"] {
        #expect(run[key] == runs[0][key])
      }
    }
  }

  @Test("an XES log, compressed or not, gives the same numbers")
  func compressedXES() throws {
    let folder = try TemporaryFolder()
    var log = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"1.0\">"
    for customer in 1...3 {
      log += "<trace><string key=\"concept:name\" value=\"c\(customer)\"/>"
      for (index, name) in ["ad", "site", "buy"].prefix(customer).enumerated() {
        log +=
          "<event><string key=\"concept:name\" value=\"\(name)\"/><date key=\"time:timestamp\" value=\"2025-01-0\(index + 1)T10:00:00Z\"/></event>"
      }
      log += "</trace>"
    }
    log += "</log>\n"
    let plain = try report(["report", try folder.write("log.xes", log)], folder, "a")
    let packed = try report(["report", try folder.write("log.xes.gz", Gzip.compress(Array(log.utf8)))], folder, "b")
    #expect(plain["events"].int == 6)
    #expect(plain["customers"].int == packed["customers"].int)
    #expect(plain["directlyFollows"] == packed["directlyFollows"])
  }

  private func report(_ arguments: [String], _ folder: TemporaryFolder, _ out: String, input: String = "/dev/null")
    throws -> JSONValue
  {
    let outcome = try MasaProgram.run(arguments + ["--output", folder.path(out)], input: input)
    #expect(outcome.exit == 0, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty)
    return try Output(folder.url.appending(path: out)).report()
  }

  @Test("more rejected rows than the project allows: a site, exit code 1, and one message that says so")
  func rejectedRows() throws {
    let folder = try TemporaryFolder()
    let rows = (1...100).map { $0 <= 5 ? "c\($0),soon,ad\n" : "c\($0),2025-01-01,ad\n" }.joined()
    try folder.write("in/events.csv", "customer,time,touchpoint\n" + rows)
    for (limit, code) in [("5%", Int32(0)), ("4%", 1)] {
      try folder.write("in/project.yml", "client: X\nsources: [{file: events.csv, reject-above: \(limit)}]\n")
      let outcome = try MasaProgram.run(
        ["report", folder.path("in"), "--output", folder.path("out"), "--language", "en"])
      #expect(outcome.exit == code)
      // One line says that more than 1 % of the times were not understood.
      #expect(outcome.errorLines.count == (code == 1 ? 2 : 1))
      #expect(code == 0 || outcome.errors.contains("5 of 100"))
      let report = try Output(folder.url.appending(path: "out")).report()
      #expect(report["rows"]["rejected"].int == 5)
      #expect(report["rows"]["used"].int == 95)
    }
  }

  @Test("the portal lists every client and period")
  func portal() throws {
    let folder = try TemporaryFolder()
    for name in ["first", "second"] {
      let file = try folder.write("\(name).csv", events)
      #expect(try MasaProgram.run(["report", file, "--output", folder.path("out")]).exit == 0)
    }
    let portal = try folder.text("out/index.html")
    #expect(portal.contains("first") && portal.contains("second"))
  }
}
