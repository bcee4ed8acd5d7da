import Analysis
import Journeys
import Statistics

/// Why customers who are inactive by now say they left, as it may be said.
package struct ExitFindings: Sendable {
  /// A reason, and who gave it.
  package struct Reason: Sendable {
    /// The answer as the data write it; `nil`: all others together.
    package var label: String?
    /// Inactive customers who gave it.
    package var customers: Published<Int>
    /// Of those who answered, with an interval that holds all reasons at once (Goodman).
    package var share: Published<Estimate>
  }
  /// The column asked, and its words where the project file has them; `nil` where it has none.
  package var column: String
  package var wording: LocalizedText?
  /// Of inactive customers, those who answered.
  package var answered: Published<Estimate>
  /// Most frequent first, others last; empty where none may be told.
  package var reasons: [Reason]

  /// More reasons than this are no list that anybody chose from.
  private static let listedAtMost = 10

  /// - Parameters:
  ///   - inactive: all inactive customers.
  ///   - hiding: by the stricter of the thresholds of customers and of answers.
  /// - Returns: `nil` where it may not be said how many answered: what is left of all inactive customers, or of all answers,
  ///   is people too.
  init?(_ exit: ExitReasons, inactive: Published<Int>, _ hiding: Hiding) {
    (column, wording) = (exit.column, exit.wording)
    guard let all = inactive.shown, all >= exit.answered, !hiding.hides(exit.answered),
      !hiding.hides(all - exit.answered), !hiding.hides(exit.answers - exit.answered)
    else { return nil }
    answered = hiding.share(exit.answered, of: all)
    guard !answered.isHidden else { return nil }
    // An answer is named where neither those who gave it nor, of all its answers, those that are no inactive customer's
    // are few; the rest stands together, with as much as it takes that it is not few either.
    func isFew(_ options: [ExitReasons.Option]) -> Bool {
      let customers = options.reduce(0) { $0 + $1.customers }
      return hiding.hides(customers) || hiding.hides(options.reduce(0) { $0 + $1.answers } - customers)
    }
    var named = exit.options.filter { !isFew([$0]) }
    var pooled = exit.options.filter { isFew([$0]) }
    while named.count > Self.listedAtMost || isFew(pooled), let last = named.popLast() { pooled.append(last) }
    // Where all gave one answer, whoever answered has given it.
    guard !named.isEmpty, !hiding.hides || exit.options.count > 1 else {
      reasons = []
      return
    }
    let counts = named.map(\.customers) + (pooled.isEmpty ? [] : [pooled.reduce(0) { $0 + $1.customers }])
    let shares = goodman(counts)
    reasons = counts.indices.map { place in
      Reason(
        label: place < named.count ? named[place].label : nil, customers: hiding.count(counts[place]),
        share: hiding.number(shares[place], of: counts[place]))
    }
  }
}
