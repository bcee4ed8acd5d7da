@testable import Journeys
import Reading
import Statistics
import Testing

@testable import Pipeline

/// The sieve that ids pass before they are compared lets through all that begins with a published word, and little else.
struct WordBeginningsTests {
  private static let pieces = [
    "C", "00", "7", "Zz", "abcdefgh", "abcdefg", "abcdefghi", "-", "_", " ", ".", "@", "דנה", "־", "é", "\u{200F}",
    "\u{A0}",
  ]

  private func text(_ random: inout SplitMix) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0...random.below(4) { text += Self.pieces[random.below(Self.pieces.count)].utf8 }
    return text
  }

  @Test("an id whose first word was published is never held back, whatever its letters and its length")
  func holdsNothingBack() {
    var random = SplitMix(seed: 18)
    var equal = 0
    for _ in 0..<400 {
      var beginnings = WordBeginnings()
      var published: Set<[UInt8]> = []
      for _ in 0..<6 {
        text(&random).withUnsafeBufferPointer { bytes in
          var hashes = WordHashes(bytes)
          while hashes.next() != nil {
            published.insert(Array(hashes.word))
            beginnings.insert(hashes.word)
          }
        }
      }
      for _ in 0..<40 {
        let id = text(&random)
        let first = id.withUnsafeBufferPointer { bytes -> [UInt8]? in
          var hashes = WordHashes(bytes)
          return hashes.next() == nil ? nil : Array(hashes.word)
        }
        guard let first, published.contains(first) else { continue }
        equal += 1
        #expect(id.withUnsafeBufferPointer { beginnings.mayBegin($0) }, "\(String(decoding: id, as: UTF8.self))")
        guard id.count <= 15 else { continue }
        var ids = KnownIDs()
        ids.keys = [[id.withUnsafeBufferPointer { RowKey(short: $0) }]]
        var handed: [[UInt8]] = []
        ids.forEach(in: 0, beginningWith: beginnings) { handed.append(Array($0)) }
        #expect(handed == [id])
      }
    }
    #expect(equal > 1_000)
  }

  @Test("of numbers that nobody published few pass")
  func isFine() {
    var beginnings = WordBeginnings()
    for number in 0..<4_000 {
      Array("\(number)".utf8).withUnsafeBufferPointer { beginnings.insert($0[...]) }
    }
    let passed = (10_000..<30_000).filter { number in
      Array("\(number)".utf8).withUnsafeBufferPointer { beginnings.mayBegin($0) }
    }
    #expect(passed.count < 1_000)
    #expect(
      (0..<4_000).allSatisfy { number in
        Array("\(number)".utf8).withUnsafeBufferPointer { beginnings.mayBegin($0) }
      })
  }
}
