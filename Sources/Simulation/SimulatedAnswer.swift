/// One row of a survey file.
struct SimulatedAnswer: Sendable {
  /// The customer's number, from 0.
  var customer: Int
  /// The touchpoint, or −1 for the whole relationship.
  var touchpoint: Int
  /// Minutes since midnight of the first day.
  var sent: Int
  /// The moment of the answer, or −1 where none came.
  var answered: Int
  /// One score for each question; −1 where not answered.
  var scores: [Int]
  /// What was written, or nothing.
  var words: String
}
