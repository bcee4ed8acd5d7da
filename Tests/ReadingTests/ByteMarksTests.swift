import CBytes
import Testing

@testable import Reading

struct ByteMarksTests {
  @Test("64 bytes are marked alike by the processor's own instructions, by plain words and one by one")
  func marks() {
    var state: UInt64 = 88_172_645_463_325_252
    func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
    // Mostly what is looked for and its neighbours in the table of characters.
    let near: [UInt8] = [
      0x2C, 0x2B, 0x2D, 0x0A, 0x0B, 0x09, 0x0D, 0x0C, 0x0E, 0x22, 0x21, 0x23, 0x3B, 0x00, 0x80, 0xAC, 0x8A, 0xFF,
    ]
    for round in 0..<4000 {
      let delimiter: UInt8 = [0x2C, 0x3B, 0x09, 0x7C, 0xFE][round % 5]
      let bytes = (0..<64).map { _ in next() % 4 == 0 ? UInt8(truncatingIfNeeded: next()) : near[Int(next() % 18)] }
      func places(_ wanted: UInt8) -> UInt64 {
        bytes.indices.reduce(0) { bytes[$1] == wanted ? $0 | 1 << UInt64($1) : $0 }
      }
      for marks in [masa_byte_marks_plain(bytes, delimiter), masa_byte_marks_portable(bytes, delimiter)] {
        #expect(marks.delimiters == places(delimiter))
        #expect(marks.feeds == places(0x0A))
        #expect(marks.returns == places(0x0D))
        #expect(marks.quotes == places(0x22))
      }
    }
  }

  @Test("the places of marked bytes are listed alike by wide and by plain instructions, however many there are")
  func places() {
    var state: UInt64 = 1
    for round in 0..<400 {
      let length = 64 * (1 + round % 7)
      // From no mark at all to nothing but marks.
      let share = UInt64(round % 21) * 5
      let bytes = (0..<length).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let draw = state >> 33
        return draw % 100 < share ? [0x2C, 0x0A, 0x0D, 0x22][Int(draw >> 8 & 3)] : 0x61
      }
      let expected = bytes.indices.filter { bytes[$0] != 0x61 }.map { UInt32($0) }
      for list in [masa_mark_places, masa_mark_places_plain] {
        var places = [UInt32](repeating: 0, count: length + 8)
        let count = Int(list(bytes, UInt32(length), 0x2C, &places))
        #expect(Array(places[..<count]) == expected)
      }
    }
  }

  /// Where fields and records end, byte by byte, up to the 64 bytes in which a quotation mark is odd.
  private func recordEnds(_ bytes: [UInt8], from start: Int) -> (places: [UInt32], ends: [UInt32], length: Int) {
    var places: [UInt32] = []
    var ends: [UInt32] = []
    var isInside = false
    var kept = (places: 0, ends: 0)
    func isEdge(_ byte: UInt8) -> Bool { [0x2C, 0x0A, 0x0D].contains(byte) }
    for index in bytes.indices {
      if index % 64 == 0 { kept = (places.count, ends.count) }
      guard index >= start else { continue }
      let byte = bytes[index]
      let before = index > start ? bytes[index - 1] : 0x0A
      var isOdd = false
      if byte == 0x22 {
        if !isInside { isOdd = !isEdge(before) && before != 0x22 }
        isInside.toggle()
      } else if isInside {
        // A line end between quotation marks is left to those who look at one field at a time.
        isOdd = byte == 0x0D || (byte == 0x0A && !(before == 0x0D && index > start))
      } else {
        // Behind the end of a quotation nothing but the end of its field may follow.
        isOdd = before == 0x22 && index > start && !isEdge(byte)
        if isEdge(byte), !(byte == 0x0A && before == 0x0D && index > start) {
          places.append(UInt32(index))
          if byte != 0x2C { ends.append(UInt32(places.count)) }
        }
      }
      if isOdd { return (Array(places[..<kept.places]), Array(ends[..<kept.ends]), index & ~63) }
    }
    return (places, ends, bytes.count)
  }

  @Test("fields and records end where a look at one byte after the other says, up to the first odd quotation mark")
  func records() {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    // Cells as exports write them, and now and then one that is odd.
    let cells = [
      "a", "", "\"b\"", "\"\"", "\"c,d\"", "\"e\"\"f\"", String(repeating: "k", count: 30),
    ]
    let odd = ["l\"m", "\"n\"o", "\"", " \"p\"", "\"g\r\nh\"", "\"i\nj\""]
    var found = 0
    for round in 0..<3000 {
      let length = 64 * (1 + round % 5)
      let start = next(64)
      var bytes = (0..<start).map { _ in [0x22, 0x2C, 0x0A, 0x61][next(4)] as UInt8 }
      while bytes.count < length {
        let cell = round % 3 == 0 && next(20) == 0 ? odd[next(odd.count)] : cells[next(cells.count)]
        bytes += Array((cell + [",", ",", ",", "\n", "\r\n", "\r"][next(6)]).utf8)
      }
      bytes = Array(bytes[..<length])
      let expected = recordEnds(bytes, from: start)
      for list in [masa_record_ends, masa_record_ends_plain] {
        var places = [UInt32](repeating: 0, count: length + 8)
        var ends = [UInt32](repeating: 0, count: length + 4)
        let result = list(bytes, UInt32(start), UInt32(length), 0x2C, &places, &ends)
        #expect(Int(result.length) == expected.length)
        #expect(Array(ends[..<Int(result.count)]) == expected.ends)
        let count = Int(expected.ends.last ?? 0)
        #expect(Array(places[..<count]) == Array(expected.places[..<count]))
        found += count
      }
    }
    #expect(found > 10_000)
  }

  @Test("texts are known by their bytes alone, in whatever column and by wide and plain instructions alike")
  func knownTexts() throws {
    let words = (0..<300).map { number in String(repeating: "ש", count: number % 30) + "\(number % 71)" } + [""]
    var codes: [String: UInt32] = [:]
    for (code, word) in words.enumerated() where code % 3 != 0 && word.utf8.count <= 64 {
      codes[word] = codes[word] ?? UInt32(code)
    }
    for (newline, column) in [("\n", 0), ("\r\n", 0), ("\n", 1), ("\r\n", 2)] {
      var text = ""
      for word in words {
        text += (0..<3).map { $0 == column ? word : "x\($0)" }.joined(separator: ",") + newline
      }
      let count = text.utf8.count
      var buffer = Array(text.utf8) + [UInt8](repeating: 0x0A, count: 256)
      buffer.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        var table = KnownTexts()
        for (word, code) in codes.sorted(by: { $0.value < $1.value }) {
          var bytes = Array(word.utf8) + [UInt8](repeating: 0x2C, count: 64)
          bytes.withUnsafeMutableBufferPointer {
            _ = table.learn(UnsafePointer($0.baseAddress ?? base), word.utf8.count, code)
          }
        }
        var lists = PlainRecords()
        defer { lists.deallocate() }
        var at = 0
        var number = 0
        while true {
          var run = lists.records(from: at, base, count + 1, 0x2C)
          guard run.fields(3) != nil else { break }
          table.find(run, width: 3, columns: column...column)
          while let fields = run.fields(3) {
            let (start, length) = fields[column]
            let word = String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
            #expect(word == words[number])
            #expect(table.codes[run.next] == codes[word] ?? KnownTexts.unknown)
            number += 1
            run.advance(3)
          }
          lists.pass(run)
          at = (run.origin - UnsafePointer(base)) + run.start
        }
        #expect(number == words.count)
      }
    }
  }
}
