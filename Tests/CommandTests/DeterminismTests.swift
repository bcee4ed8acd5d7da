import Foundation
import Reading
import TestSupport
import Testing

/// The same data give the same bytes, whoever runs it, on however many cores, in whatever order customers come.
struct DeterminismTests {
  private func expectSame(_ a: Output, _ b: Output, _ location: SourceLocation = #_sourceLocation) {
    #expect(a.paths == b.paths, sourceLocation: location)
    for path in a.paths where a.files[path] != b.files[path] {
      let difference = zip(a.text(path).split(separator: "\n"), b.text(path).split(separator: "\n"))
        .first { $0 != $1 }
      #expect(
        Bool(false), "\(path): \(difference.map { "\($0.0.prefix(300)) | \($0.1.prefix(300))" } ?? "length")",
        sourceLocation: location)
    }
  }

  @Test("a second run gives the same bytes", arguments: Samples.clients)
  func twice(_ client: String) throws {
    expectSame(try Samples.output(client), try Samples.build(Samples.project(client).path))
  }

  @Test("one core and two give the same bytes", arguments: Samples.clients)
  func threads(_ client: String) throws {
    let project = Samples.project(client).path
    let one = try Samples.build(project, ["--threads", "1"])
    expectSame(one, try Samples.build(project, ["--threads", "2"]))
    expectSame(one, try Samples.build(project, ["--threads", "7"]))
  }

  @Test("the machine's time zone, language and hash seed change nothing")
  func environment() throws {
    let elsewhere = try Samples.build(
      Samples.project("bria-clinic").path,
      environment: [
        "TZ": "Pacific/Kiritimati", "LANG": "ar_EG.UTF-8", "LC_ALL": "ar_EG.UTF-8", "LANGUAGE": "ar",
        "SWIFT_DETERMINISTIC_HASHING": "1",
      ])
    expectSame(try Samples.output("bria-clinic"), elsewhere)
  }

  /// Copies a sample client into a folder, its files changed on the way.
  private func changed(
    _ client: String, _ change: (String, String) -> String
  ) throws -> Output {
    let folder = try TemporaryFolder()
    let source = Samples.project(client)
    for name in try FileManager.default.contentsOfDirectory(atPath: source.path).sorted() {
      let text = String(decoding: try Data(contentsOf: source.appending(path: name)), as: UTF8.self)
      try folder.write(name, change(name, text))
    }
    return try Samples.build(folder.path)
  }

  @Test(
    "customers in another order, each with their own rows in order, give the same report", arguments: Samples.clients)
  func customersReordered(_ client: String) throws {
    let other = try changed(client) { name, text in
      guard name == "events.csv" else { return text }
      let lines = text.split(separator: "\n")
      var order: [Substring] = []
      var rows: [Substring: [Substring]] = [:]
      for line in lines.dropFirst() {
        let customer = line.prefix { $0 != "," }
        if rows[customer] == nil { order.append(customer) }
        rows[customer, default: []].append(line)
      }
      // Backwards, and every third customer first: nothing like the order of the file.
      let shuffled = order.reversed().enumerated().sorted { ($0.offset % 3, $0.offset) < ($1.offset % 3, $1.offset) }
      return ([lines[0]] + shuffled.flatMap { rows[$0.element] ?? [] }).joined(separator: "\n") + "\n"
    }
    expectSame(masked(try Samples.output(client)), masked(other))
  }

  @Test("other ids for the same customers give the same report", arguments: Samples.clients)
  func customersRenamed(_ client: String) throws {
    // Ids are told by their shape. Each gets another one of the same group of customers, since groups are what is drawn
    // anew for ranges, and an id is all that a group is told by.
    let digits = Array("7391c4805be2d6fa".utf8)
    var names: [ArraySlice<UInt8>: [UInt8]] = [:]
    var taken: Set<[UInt8]> = []
    func renamed(_ id: ArraySlice<UInt8>) -> [UInt8] {
      if let known = names[id] { return known }
      func group(_ id: [UInt8]) -> UInt64 { id.withUnsafeBufferPointer { RowKey(short: $0).hash >> 56 } }
      let base = names.count * 7_919
      for number in base... {
        var rest = number
        let own =
          id.prefix(1)
          + id.dropFirst().map { _ in
            defer { rest /= 10 }
            return digits[rest % 10]
          }
        guard group(Array(own)) == group(Array(id)), taken.insert(Array(own)).inserted else { continue }
        names[id] = Array(own)
        return Array(own)
      }
      return []
    }
    let other = try changed(client) { name, text in
      guard name.hasSuffix(".csv") else { return text }
      let lines = text.utf8.split(separator: 10).map { line in
        line.split(separator: 44, omittingEmptySubsequences: false).map { cell -> [UInt8] in
          let isId =
            cell.count >= 7 && cell.first.map { [67, 80, 119].contains($0) } == true
            && cell.dropFirst().allSatisfy { digits.contains($0) }
          return isId ? renamed(cell) : Array(cell)
        }.joined(separator: [44])
      }
      return String(decoding: Array(lines.joined(separator: [10])), as: UTF8.self) + "\n"
    }
    #expect(other.files.count > 50)
    expectSame(masked(try Samples.output(client)), masked(other))
  }

  /// Without what must change with the file's bytes: its fingerprint, and the numbers of the rows given as examples.
  private func masked(_ output: Output) -> Output {
    var output = output
    for (path, bytes) in output.files {
      let text = String(decoding: bytes, as: UTF8.self)
      if path.contains("/data/sources.") || path.contains("/data/issues.") {
        output.files[path] = []
      } else if path.hasSuffix("data-quality.html") {
        let parts = text.components(separatedBy: "<table")
        // The tables of sources and of issues hold them; their captions say which they are.
        let kept = parts.map { $0.contains("caption-sources") || $0.contains("caption-issues") ? "" : $0 }
        output.files[path] = Array(kept.joined(separator: "<table").utf8)
      } else if path.hasSuffix("report.json") {
        let lines = text.split(separator: "\n").map { $0.replacing(/"crc32": [0-9]+/, with: "") }
        output.files[path] = Array(lines.joined(separator: "\n").utf8)
      }
    }
    return output
  }
}
