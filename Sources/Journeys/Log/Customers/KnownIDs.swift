import Reading

/// The ids of everybody in the data, for one question alone: whether any of them stands in what is about to be published.
///
/// No result depends on it, and nothing but that question is asked of it: who a customer is stays outside of the log.
package struct KnownIDs: Sendable {
  /// By part of the log, the keys of its customers.
  var keys: [[RowKey]] = []
  /// Ids of more than fifteen bytes, by place.
  var longTexts: [String] = []
  /// Ids of surveys' respondents and of the tables of who is who.
  var others: [String] = []

  package init() {}

  /// Ids that stand nowhere but here.
  package init(_ ids: [String]) { others = ids }

  /// Into how many groups the ids are divided, so that cores may share them.
  package var groups: Int { keys.count + 2 }

  /// Hands over the bytes of each id of a group that may begin with one of some words; one may come more than once.
  package func forEach(
    in group: Int, beginningWith words: WordBeginnings, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard keys.indices.contains(group) else {
      for var text in group == keys.count ? longTexts : others {
        text.withUTF8 { if words.mayBegin($0) { body($0) } }
      }
      return
    }
    keys[group].withUnsafeBufferPointer { keys in
      for key in keys where !key.isLong && words.mayBegin(key.word0.littleEndian) {
        // Safe: the two words hold fifteen bytes in the order of memory, their number in the sixteenth.
        withUnsafeBytes(of: (key.word0.littleEndian, key.word1.littleEndian)) { words in
          let count = min(Int(words[15]), 15)
          words.withMemoryRebound(to: UInt8.self) { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
        }
      }
    }
  }
}
