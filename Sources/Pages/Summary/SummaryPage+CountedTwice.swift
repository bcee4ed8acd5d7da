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
    if let gathered = counts.gathered {
      let rule = gathered.rule ?? "columns: {touchpoint: NAME}"
      lines.append(
        w(
          gathered.rule == nil ? "gathered.misread" : "gathered.grouped",
          ["n": .count(gathered.touchpoints), "most": .number(gathered.own), "key": .text(.figures(rule))]))
    }
    if counts.acrossFiles > 0 {
      lines.append(
        w(
          report.blueprint.duplicates == .keep ? "twice.rows-kept" : "twice.rows-dropped",
          ["n": .count(counts.acrossFiles), "key": .text(.figures("duplicates: drop-across-files"))]))
    }
    for (orders, key, few) in [
      (report.books.ordersOnce, "twice.orders", "twice.orders-few"),
      (report.books.ordersDiffering, "twice.differing", "twice.differing-few"),
      (report.books.ordersOfOthers, "twice.of-others", "twice.of-others-few"),
    ] where !orders.isZero {
      let settles = Argument.text(.figures("count-once-by: none"))
      lines.append(orders.shown.map { w(key, ["n": .count($0), "key": settles]) } ?? w(few, ["key": settles]))
    }
    if counts.negativeAmounts > 0 {
      lines.append(
        w(
          "twice.negative",
          ["n": .count(counts.negativeAmounts), "key": .text(.figures("negative-amounts: keep"))]))
    }
    return lines
  }
}
