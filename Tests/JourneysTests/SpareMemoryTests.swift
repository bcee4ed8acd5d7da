import Reading
import Testing

@testable import Journeys

/// Memory rows leave behind is used again, each word by one list only.
struct SpareMemoryTests {
  @Test("lists that grow by turns keep their words, in spare memory and beyond it")
  func rooms() {
    let spare = SpareMemory()
    let own = (0..<3).map { _ in UnsafeMutableRawPointer.allocate(byteCount: SpareMemory.pieceBytes, alignment: 4096) }
    defer { for piece in own { piece.deallocate() } }
    spare.add(own, from: [])
    let walks = [WordMemory(spare), WordMemory(spare)]
    var rooms: [(room: UnsafeMutableBufferPointer<Int64>, mark: Int64)] = []
    for i in 0..<400 {
      let room = walks[i % 2].room(words: 8 << (i % 5), fewest: 4)
      #expect(room.count >= 4 && room.count <= 8 << (i % 5))
      room.update(repeating: Int64(i))
      rooms.append((room, Int64(i)))
    }
    // The rooms are the walks' own, and last as long as they do.
    withExtendedLifetime(walks) { #expect(rooms.allSatisfy { room in room.room.allSatisfy { $0 == room.mark } }) }
    // All of the spare memory was handed out before new memory was asked for.
    let starts = rooms.compactMap { $0.room.baseAddress.map { UnsafeMutableRawPointer($0) } }
    for piece in own { #expect(starts.contains { $0 >= piece && $0 < piece + SpareMemory.pieceBytes }) }
  }
}
