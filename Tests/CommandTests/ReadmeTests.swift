import Foundation
import TestSupport
import Testing

/// What a newcomer does who has nothing but the README, on a copy of the checkout's data.
@Suite(.enabled(if: MasaProgram.path != nil, "\(MasaProgram.isMissing)"))
struct ReadmeTests {
  /// A block of the README between its fences.
  private struct Block {
    /// What stands behind the opening fence.
    var kind: String
    var lines: [String]
  }

  private func blocks() throws -> [Block] {
    let text = try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    var blocks: [Block] = []
    var open: Block?
    for line in text.components(separatedBy: "\n") {
      guard line.hasPrefix("```") else {
        open?.lines.append(line)
        continue
      }
      if let done = open { blocks.append(done) }
      open = open == nil ? Block(kind: String(line.dropFirst(3)), lines: []) : nil
    }
    return blocks
  }

  @Test("every command of the README runs, and says what the README shows")
  func session() throws {
    let folder = try TemporaryFolder()
    try folder.copy(Repository.root.appending(path: "data/first-report"), to: "data/first-report")
    var said = ""
    var commands = 0
    for block in try blocks() {
      switch block.kind {
      case "yaml":
        let place = try #require(block.lines.first)
        let text = block.lines.dropFirst().joined(separator: "\n") + "\n"
        let path = try #require(place.split(separator: " ").last.map(String.init))
        let isAdded = place.hasPrefix("# at the end of ")
        try folder.write(path, (isAdded ? try folder.text(path) : "") + text)
      case "sh":
        said = ""
        for line in block.lines {
          commands += 1
          let words = line.split(separator: " ").map(String.init)
          if words.first == ".build/release/masa" {
            let outcome = try MasaProgram.run(Array(words.dropFirst()), at: folder.url.path)
            #expect(outcome.exit == 0, "\(line): \(outcome.errors)")
            said += outcome.output + outcome.errors
          } else {
            said += try shell(line, in: folder)
          }
        }
      case "text":
        for line in block.lines where !line.isEmpty { #expect(said.contains(line), "\(line) is not in\n\(said)") }
      default: continue
      }
    }
    #expect(commands >= 11)
  }

  private func shell(_ line: String, in folder: TemporaryFolder) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder.url
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(line)")
    return said
  }
}
