/// What only the whole of a text tells, and is asked when its beginning turns out to have misled.
extension Inspection {
  private var isText: Bool {
    switch format {
    case .csv, .tsv, .fixedWidth, .surveyTool: sheet == nil
    case .xes, .xlsx, .sav, .jsonl: false
    }
  }

  /// The same file in the encoding that all of its bytes tell, where cells taken for UTF-8 were none; `nil` if it is UTF-8.
  func decoded(after issues: IssueLog) throws(ReadingError) -> Inspection? {
    guard isText, encoding == .utf8, issues.count(of: .badEncoding) > 0, file.path != "-" || !isCompressed else {
      return nil
    }
    var counts = ByteCounts()
    try forEachChunk { counts.add($0) }
    guard counts.encoding != .utf8 else { return nil }
    var result = self
    result.encoding = counts.encoding
    return result
  }

  /// The same text with its NUL bytes left out; `nil` where it is no text of rows.
  func withoutNUL() throws(ReadingError) -> Inspection? {
    guard isText, nul == nil else { return nil }
    var counter = NULBytes.Counter()
    try forEachChunk { counter.add($0) }
    guard let found = counter.found else { return nil }
    var result = self
    result.nul = found
    return result
  }

  private func forEachChunk(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws(ReadingError) {
    let source = try ByteSource(raw, isCompressed: isCompressed, encoding: nil, limits: ReadingLimits())
    try Reading.forEachChunk(of: source, body)
  }
}

private func forEachChunk(
  of source: ByteSource, _ body: (UnsafeBufferPointer<UInt8>) -> Void
) throws(ReadingError) {
  let size = 1 << 18
  let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
  defer { buffer.deallocate() }
  while true {
    let got = try source.read(into: buffer, count: size)
    if got == 0 { return }
    body(UnsafeBufferPointer(start: buffer, count: got))
  }
}

/// NUL bytes in a text that is one otherwise: a slip of a program, or the padding of a database.
struct NULBytes: Sendable, Equatable {
  /// How many there are.
  var count: Int
  /// The line of the first.
  var row: UInt32

  /// The issue they are.
  var entry: IssueLog.Entry {
    IssueLog.Entry(
      kind: .nulBytes, column: "", count: count, samples: [Issue(kind: .nulBytes, row: row, column: "", value: "")])
  }

  /// Counts them and looks whether the rest is text.
  struct Counter {
    private var nul = 0
    private var controls = 0
    private var all = 0
    private var lines = 1
    private var first = 0

    mutating func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes {
        all += 1
        if byte == 0 {
          if nul == 0 { first = lines }
          nul += 1
        } else if byte == 0x0A {
          lines += 1
        } else if byte < 0x20, byte != 0x09, byte != 0x0D, byte != 0x0C, byte != 0x1A, byte != 0x1B {
          controls += 1
        }
      }
    }

    /// `nil` where there are none, or where the bytes are no text.
    var found: NULBytes? {
      let rest = all - nul
      guard nul > 0, rest > 0, lines > 1, nul <= rest, controls * 200 <= rest else { return nil }
      return NULBytes(count: nul, row: UInt32(clamping: first))
    }
  }

  private init(count: Int, row: UInt32) {
    self.count = count
    self.row = row
  }

  /// Those of a file that begins so; `nil` without any in its beginning, and in UTF-16, where every other byte may be one.
  init?(_ raw: RawFile, isCompressed: Bool, head: [UInt8], limits: ReadingLimits) throws(ReadingError) {
    guard head.contains(0), !head.starts(with: [0xFF, 0xFE]), !head.starts(with: [0xFE, 0xFF]),
      ContentSniffer.encoding(head) == nil
    else { return nil }
    var counter = Counter()
    let source = try ByteSource(raw, isCompressed: isCompressed, encoding: nil, limits: limits)
    try forEachChunk(of: source) { counter.add($0) }
    guard let found = counter.found else { return nil }
    self = found
  }
}

extension Table {
  /// The same with what its text was found to be.
  func marked(_ inspection: Inspection) throws(ReadingError) -> Table {
    var table = self
    table.encoding = inspection.encoding
    if let nul = inspection.nul { table.issues.add(nul.entry) }
    return table
  }
}
