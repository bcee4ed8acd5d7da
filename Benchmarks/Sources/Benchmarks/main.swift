import Foundation

// Measures `masa report` as a whole process, pages in both languages included, against `wc -l` of the same file, in pairs:
// a ratio of two runs side by side holds when the machine's speed drifts. Nothing here passes or fails.
//
//   swift run --package-path Benchmarks -c release Benchmarks [MASA] [FOLDER] [EVENTS …]
//
// With PEERS naming a folder of programs in Python (`polars_peer.py FILE` and so on), each is run on the same files in turn
// with masa, where what it needs is installed.

var arguments = Array(CommandLine.arguments.dropFirst())
let masa = arguments.isEmpty ? ".build/release/masa" : arguments.removeFirst()
let folder = arguments.isEmpty ? NSTemporaryDirectory() + "masa-benchmarks" : arguments.removeFirst()
let sizes = arguments.compactMap { Int($0) }.filter { $0 > 0 }
let rounds = 5
let folderOut = folder + "/out"

func text(_ x: Double, _ places: Int) -> String { String(format: "%.\(places)f", x) }

func measure(_ name: String, _ file: String, events: Int, threads: Int) throws -> Double {
  var masaRuns: [Cost] = []
  var wcRuns: [Cost] = []
  for round in 0...rounds {
    let ours = try run(masa, ["report", file, "--output", folderOut, "--threads", String(threads)])
    guard ours.exitCode == 0 else { throw CannotRun(program: "\(masa) report \(file): exit code \(ours.exitCode)") }
    let scan = try run("wc", ["-l", file])
    // The first round warms the cache and is not counted.
    if round > 0 {
      masaRuns.append(ours)
      wcRuns.append(scan)
    }
  }
  let ratio = median(zip(masaRuns, wcRuns).map { $0.cpu / max(0.001, $1.cpu) })
  let cpu = median(masaRuns.map(\.cpu))
  let wall = median(masaRuns.map(\.wall))
  let peak = median(masaRuns.map { Double($0.peak) })
  print(
    "| \(name) | \(threads) | \(text(cpu, 2)) | \(text(wall, 2)) | \(text(cpu / Double(events) * 1e9, 0)) | "
      + "\(text(peak / 1_048_576, 0)) | \(text(ratio, 0)) |")
  return wall
}

/// Other tools doing the core of the work: one run each, in turn with masa, after one of masa's to warm the cache.
func comparePeers(_ file: String, events: Int) throws {
  guard let folder = ProcessInfo.processInfo.environment["PEERS"] else { return }
  let programs = try FileManager.default.contentsOfDirectory(atPath: folder)
    .filter { $0.hasSuffix(".py") && $0 != "canon.py" && !$0.hasPrefix("ref_") && !$0.hasPrefix("xes") }
    .sorted()
  for program in programs where events <= 1_000_000 || !program.hasPrefix("pandas") {
    let ours = try run(masa, ["report", file, "--output", folderOut, "--threads", "2"])
    let theirs = try run("python3", [folder + "/" + program, file])
    guard theirs.exitCode == 0 else {
      print("| \(program): does not run here | | | | | | |")
      continue
    }
    print(
      "| \(program), \(events) events: \(text(theirs.cpu / max(0.001, ours.cpu), 1)) times masa's CPU | | "
        + "\(text(theirs.cpu, 2)) | \(text(theirs.wall, 2)) | | \(text(Double(theirs.peak) / 1_048_576, 0)) | |")
  }
}

do {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  print("| work | threads | CPU s | wall s | CPU ns an event | peak MiB | CPU, times `wc -l` |")
  print("|---|---|---|---|---|---|---|")
  for events in sizes.isEmpty ? [1_000_000, 10_000_000] : sizes {
    var file = EventFile()
    let path = folder + "/events-\(events).csv"
    try file.write(path, events: events, shape: .plain)
    let one = try measure("\(events) events", path, events: events, threads: 1)
    let two = try measure("\(events) events", path, events: events, threads: 2)
    print("| two threads against one: \(text(one / two, 2)) times | | | | | | |")
    try comparePeers(path, events: events)
  }
  for shape in EventFile.Shape.allCases where shape != .plain {
    var file = EventFile()
    let events = 1_000_000
    let path = folder + "/" + shape.rawValue.replacingOccurrences(of: " ", with: "-") + ".csv"
    try file.write(path, events: events, shape: shape)
    _ = try measure(shape.rawValue, path, events: events, threads: 2)
  }
  var log = EventFile()
  try log.writeXES(folder + "/events.xes", events: 1_000_000)
  _ = try measure("1000000 events, XES", folder + "/events.xes", events: 1_000_000, threads: 1)
  print("\nMedians of \(rounds) runs after one to warm up; each is a whole process with all analyses and all pages.")
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(2)
}
