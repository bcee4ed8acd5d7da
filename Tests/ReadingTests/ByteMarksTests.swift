import CByteMarks
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
    let near: [UInt8] = [0x2C, 0x2B, 0x2D, 0x0A, 0x0B, 0x09, 0x0D, 0x0C, 0x0E, 0x22, 0x21, 0x23, 0x3B, 0x00, 0x80, 0xAC, 0x8A, 0xFF]
    for round in 0..<4000 {
      let delimiter: UInt8 = [0x2C, 0x3B, 0x09, 0x7C, 0xFE][round % 5]
      let bytes = (0..<64).map { _ in next() % 4 == 0 ? UInt8(truncatingIfNeeded: next()) : near[Int(next() % 18)] }
      var expected: UInt64 = 0
      for (i, byte) in bytes.enumerated() where [delimiter, 0x0A, 0x0D, 0x22].contains(byte) { expected |= 1 << UInt64(i) }
      #expect(masa_byte_marks(bytes, delimiter) == expected)
      #expect(masa_byte_marks_portable(bytes, delimiter) == expected)
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
}
