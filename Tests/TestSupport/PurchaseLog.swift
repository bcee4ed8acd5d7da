import Foundation

/// The purchases of `transactions/CDNOW_sample.txt` by customer and day, read without anything of ours.
package struct PurchaseLog: Sendable {
  /// One day on which a customer bought.
  package struct Day: Sendable {
    /// Days since 1970.
    package var day: Int
    /// Of all purchases of that day.
    package var cents: Int
  }
  /// By customer, in order of their ids; days in order.
  package let customers: [[Day]]

  /// Days since 1970 of the first and the last day of the file, and of 30 September 1997, where its first half ends.
  package static let (first, last, half) = (9_862, 10_407, 10_134)

  /// `nil` where the shared data are absent.
  package static let cdnow: PurchaseLog? = {
    guard let folder = Repository.sharedData,
      let text = try? String(contentsOf: folder.appending(path: "transactions/CDNOW_sample.txt"), encoding: .utf8)
    else { return nil }
    var days: [String: [Int: Int]] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let fields = line.split(separator: " ")
      guard fields.count == 5, let date = Int(fields[2]), let amount = Double(fields[4]) else { return nil }
      days[String(fields[1]), default: [:]][day(date), default: 0] += Int((amount * 100).rounded())
    }
    return PurchaseLog(
      customers: days.keys.sorted().map { id in
        days[id, default: [:]].map { Day(day: $0.key, cents: $0.value) }.sorted { $0.day < $1.day }
      })
  }()

  /// Days since 1970 of a date written as 19970131 (Howard Hinnant's algorithm).
  private static func day(_ date: Int) -> Int {
    let (month, dayOfMonth) = (date / 100 % 100, date % 100)
    let year = date / 10_000 - (month <= 2 ? 1 : 0)
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + dayOfMonth - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
