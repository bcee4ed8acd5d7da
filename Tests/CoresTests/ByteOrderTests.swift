import Cores
import Testing

/// The order of texts by their bytes, against what comparing byte by byte gives.
struct ByteOrderTests {
  /// The order by comparing byte by byte; equal texts as they came.
  private func slowOrder(_ texts: [String]) -> [Int] {
    texts.indices.sorted { a, b in
      let (x, y) = (Array(texts[a].utf8), Array(texts[b].utf8))
      for place in 0..<min(x.count, y.count) where x[place] != y[place] { return x[place] < y[place] }
      return x.count != y.count ? x.count < y.count : a < b
    }
  }

  @Test("a few names stand as their bytes say, whatever a reader of words would say")
  func names() {
    let names = ["é", "zebra", "Zebra", "", "e\u{301}", "אתר", "Ze", "zebra-2", "zebra-10", "🙂", "\u{FFFD}"]
    #expect(
      names.sortedByBytes() == [
        "", "Ze", "Zebra", "e\u{301}", "zebra", "zebra-10", "zebra-2", "é", "אתר", "\u{FFFD}", "🙂",
      ])
  }

  @Test("a text that ends where another goes on comes first, even where the other goes on with zeros")
  func zeros() {
    let texts = ["a\0\0\0\0\0\0\0\0b", "a\0", "a", "a\0\0\0\0\0\0\0", "a\0\0\0\0\0\0\0\0", "a\0\0\0\0\0\0\0\0\0"]
    #expect(byteOrder(texts) == [2, 1, 3, 4, 5, 0])
  }

  @Test("equal texts keep their order")
  func equals() { #expect(byteOrder(["same name", "b", "same name", "a", "same name"]) == [3, 1, 0, 2, 4]) }

  @Test("nothing and one text have an order too")
  func few() {
    #expect(byteOrder([]).isEmpty)
    #expect(byteOrder([""]) == [0])
    #expect(byteOrder(["", ""]) == [0, 1])
  }

  @Test("texts that differ at any byte, with beginnings shared up to any length", arguments: 0..<36)
  func everyPlace(_ shared: Int) {
    let beginning = String(repeating: "x", count: shared)
    let texts = ["b", "", "a", "ab", "\u{7F}", "א", "a", "aaaaaaaaa", "aaaaaaaa", "aaaaaaaab"].map { beginning + $0 }
    #expect(byteOrder(texts) == slowOrder(texts))
  }

  @Test("thousands of random texts of few letters, so that many share their beginnings", arguments: 0..<12)
  func random(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let letters: [Unicode.Scalar] = ["\0", "a", "b", "\u{7F}", "א", "\u{FFFF}", "😀"]
    let texts = (0..<3000).map { _ in
      var text = String.UnicodeScalarView()
      for _ in 0..<next(24) { text.append(letters[next(1 + seed % letters.count)]) }
      return String(text)
    }
    #expect(byteOrder(texts) == slowOrder(texts))
    #expect(texts.sortedByBytes().map { Array($0.utf8) } == slowOrder(texts).map { Array(texts[$0].utf8) })
  }
}
