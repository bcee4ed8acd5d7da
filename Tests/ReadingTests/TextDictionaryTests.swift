import Testing

@testable import Reading

/// Texts of a column under codes.
struct TextDictionaryTests {
  /// The code of a text, with readable bytes behind it as in a buffer.
  private func code(_ dictionary: inout TextDictionary, _ text: String) -> Int {
    let bytes = Array(text.utf8)
    return (bytes + [UInt8](repeating: 0x78, count: overread)).withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return -1 }
      return Int(UInt32(truncatingIfNeeded: dictionary.code(start, bytes.count, .clean)))
    }
  }

  @Test("texts of every length that differ in one byte are different, and each is found again")
  func everyByte() {
    var dictionary = TextDictionary(byteLimit: .max)
    defer { dictionary.deallocate() }
    var texts: [String] = []
    for length in 1...70 {
      for place in 0..<length {
        var bytes = [UInt8](repeating: 0x61, count: length)
        bytes[place] = 0x62
        texts.append(String(decoding: bytes, as: UTF8.self))
      }
    }
    for (place, text) in texts.enumerated() { #expect(code(&dictionary, text) == place) }
    for (place, text) in texts.enumerated() { #expect(code(&dictionary, text) == place) }
    #expect(dictionary.values() == texts)
  }

  @Test(
    "addresses of pages that begin and end alike are told apart in ordinary time", .timeLimit(.minutes(1)),
    arguments: [
      "https://shop/0/index.html", "https://shop.example/0/index.html",
      "https://shop.example/item/0/details/index.html",
    ])
  func alikeEnds(pattern: String) {
    var dictionary = TextDictionary(byteLimit: .max)
    defer { dictionary.deallocate() }
    let texts = (100_000..<160_000).map { number in
      pattern.split(separator: "0").joined(separator: String(number))
    }
    for (place, text) in texts.enumerated() where code(&dictionary, text) != place {
      Issue.record("\(text) has another text's code")
      return
    }
    #expect(code(&dictionary, texts[31_415]) == 31_415)
  }
}
