import Journeys
import Wording

extension DataQuality {
  /// What stands twice in the data, how often, and what to write to settle it.
  func countedTwice(_ duplicates: Duplicates) -> [Sentence] {
    var sentences = equalFiles.map { Sentence("twice.files", ["file": .name($0.name), "other": .name($0.other)]) }
    if let gathered = assembly.gathered {
      sentences.append(
        Sentence(
          gathered.rule == nil ? "gathered.misread" : "gathered.grouped",
          [
            "n": .count(gathered.touchpoints), "most": .number(gathered.own),
            "key": .code(gathered.rule ?? "columns: {touchpoint: NAME}"),
          ]))
    }
    for overlap in overlaps {
      sentences.append(
        Sentence(
          duplicates == .keep ? "twice.overlap-kept" : "twice.overlap-dropped",
          [
            "first": .name(overlap.first), "second": .name(overlap.second), "n": .count(overlap.rows),
            "key": .code("duplicates: drop-across-files"),
          ]))
    }
    if assembly.orders.once > 0 {
      sentences.append(
        Sentence("twice.orders", ["n": .count(assembly.orders.once), "key": .code("count-once-by: none")]))
    }
    if assembly.orders.differing > 0 {
      sentences.append(Sentence("twice.differing", ["n": .count(assembly.orders.differing)]))
    }
    if assembly.orders.ofOthers > 0 {
      sentences.append(Sentence("twice.of-others", ["n": .count(assembly.orders.ofOthers)]))
    }
    if assembly.negativeAmounts > 0 {
      sentences.append(
        Sentence(
          "twice.negative", ["n": .count(assembly.negativeAmounts), "key": .code("negative-amounts: keep")]))
    }
    return sentences
  }
}
