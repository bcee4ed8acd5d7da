import Findings
import Wording

extension SummaryPage {
  /// What stands twice in the data, how often, and what settles it.
  func countedTwiceLines() -> [RichText] {
    let quality = report.quality
    var lines = quality.equalFiles.map {
      w("twice.files", ["file": .name($0.name), "other": .name($0.other)])
    }
    let counts = quality.assembly
    if counts.acrossFiles > 0 {
      lines.append(
        w(
          report.blueprint.duplicates == .keep ? "twice.rows-kept" : "twice.rows-dropped",
          ["n": .count(counts.acrossFiles), "key": .text(.figures("duplicates: drop-across-files"))]))
    }
    if counts.orders.once > 0 {
      lines.append(
        w("twice.orders", ["n": .count(counts.orders.once), "key": .text(.figures("count-once-by: none"))]))
    }
    if counts.orders.differing > 0 { lines.append(w("twice.differing", ["n": .count(counts.orders.differing)])) }
    if counts.orders.ofOthers > 0 { lines.append(w("twice.of-others", ["n": .count(counts.orders.ofOthers)])) }
    if counts.negativeAmounts > 0 {
      lines.append(
        w(
          "twice.negative",
          ["n": .count(counts.negativeAmounts), "key": .text(.figures("negative-amounts: keep"))]))
    }
    return lines
  }
}
