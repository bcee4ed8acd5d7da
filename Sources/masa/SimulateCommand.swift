import ArgumentParser
import Foundation
import Publishing
import Simulation
import Wording

/// `masa simulate`: writes the exports of an invented client, and the truth about them.
struct SimulateCommand: ParsableCommand {
  /// What help says.
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Make a synthetic client of any size, with its truth known.",
    discussion: """
      Writes events.csv, customers.csv, the surveys, and truth.json with everything a report on them should find. \
      The same settings make the same bytes on every machine. Nobody in these files exists.
      """)

  /// The model's name.
  @Option(help: "Which invented client: \(ClientModel.all.map(\.id).joined(separator: " or ")).")
  var model = "nof-home"

  /// The number of customers.
  @Option(help: "How many customers (default: as many as the model usually has).")
  var customers: Int?

  /// The number of months.
  @Option(help: "How many months, the last being June 2026 (default: 18).")
  var months: Int?

  /// What all chance follows from.
  @Option(help: "The seed: another seed makes other people of the same kind.")
  var seed: UInt64 = 2026

  /// Where to write.
  @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write to.", valueName: "dir"))
  var output: String

  /// Whether strangers' files may be overwritten.
  @Flag(help: "Overwrite files that masa simulate did not make, or that were changed since.")
  var force = false

  @OptionGroup var speaking: SpeakingOptions

  /// Simulates, writes, and says what was written.
  func run() throws {
    try Speaker.speaking(speaking) { speaker in
      try ArgumentError.check("--output", folder: output)
      let model = try ClientModel.named(model)
      let settings = try SimulationSettings(
        customers: customers ?? model.usualCustomers, months: months ?? model.usualMonths, seed: seed)
      let client = try SimulatedClient(model, settings)
      let folder = SimulationFolder(URL(filePath: output, directoryHint: .isDirectory))
      let truth: Truth
      do { truth = try folder.write(client, force: force) } catch let error as CocoaError {
        throw PublishingError.notWritten(output, error)
      }
      try Terminal.say(
        speaker.text(
          Sentence(
            "result.simulated",
            [
              "folder": .name(output), "customers": .count(truth.customers), "rows": .count(truth.rowsRead),
              "purchases": .count(truth.purchases),
            ])))
    }
  }
}

/// The folder a simulation is written to, which may hold an earlier one.
struct SimulationFolder {
  /// Why nothing was written.
  struct Refusal: SayableError {
    /// The file in the way.
    var file: String

    var sentence: Sentence {
      Sentence(
        "error.in-file", ["file": .name(file), "problem": .sentence(Sentence("error.simulation.in-the-way"))])
    }
  }

  private let folder: URL

  /// A folder that need not exist yet.
  init(_ folder: URL) { self.folder = folder }

  /// Writes every file, each under another name first, and returns the truth.
  func write(_ client: SimulatedClient, force: Bool) throws -> Truth {
    let names = client.exportNames
    if !force { try refuseStrangers(among: names + [SimulatedClient.truthName]) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var made: [Truth.MadeFile] = []
    var drafts: [(draft: URL, final: URL)] = []
    defer {
      // Nothing half-written stays behind; after success there is nothing left to remove.
      for paths in drafts { try? FileManager.default.removeItem(at: paths.draft) }
    }
    for name in names {
      let draft = folder.appending(path: ".\(name).partial")
      drafts.append((draft, folder.appending(path: name)))
      made.append(try write(client, name, to: draft))
    }
    let truth = Truth(client)
    let draft = folder.appending(path: ".\(SimulatedClient.truthName).partial")
    drafts.append((draft, folder.appending(path: SimulatedClient.truthName)))
    try Data(truth.json(client, files: made).utf8).write(to: draft)
    for paths in drafts {
      if FileManager.default.fileExists(atPath: paths.final.path) {
        try FileManager.default.removeItem(at: paths.final)
      }
      try FileManager.default.moveItem(at: paths.draft, to: paths.final)
    }
    return truth
  }

  private func write(_ client: SimulatedClient, _ name: String, to draft: URL) throws -> Truth.MadeFile {
    try Data().write(to: draft)
    let handle = try FileHandle(forWritingTo: draft)
    defer { try? handle.close() }
    var file = Truth.MadeFile(name: name, bytes: 0, hash: Truth.hash([]))
    try client.export(name) { (piece: [UInt8]) throws(any Error) in
      file.bytes += piece.count
      file.hash = Truth.hash(piece, from: file.hash)
      try handle.write(contentsOf: Data(piece))
    }
    return file
  }

  /// Stops at a file that no earlier simulation left here exactly as it is.
  private func refuseStrangers(among names: [String]) throws {
    let present = names.filter { FileManager.default.fileExists(atPath: folder.appending(path: $0).path) }
    guard !present.isEmpty else { return }
    let truth = (try? String(contentsOf: folder.appending(path: SimulatedClient.truthName), encoding: .utf8)) ?? ""
    for name in present {
      if name == SimulatedClient.truthName {
        guard truth.hasPrefix(Truth.opening) else { throw Refusal(file: folder.appending(path: name).relativePath) }
        continue
      }
      let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      let line = Truth.MadeFile(name: name, bytes: bytes.count, hash: Truth.hash(bytes)).line
      guard truth.contains(line) else { throw Refusal(file: folder.appending(path: name).relativePath) }
    }
  }
}
