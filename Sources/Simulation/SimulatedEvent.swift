/// One row of the event file, before it is written.
struct SimulatedEvent: Sendable {
  /// Minutes since midnight of the simulation's first day, on the client's own clock.
  var minute: Int
  /// The customer's number, or −1 where the row names nobody.
  var customer: Int32
  /// The touchpoint's position in the model.
  var touchpoint: UInt8
  /// Which of the touchpoint's spellings the row uses.
  var spelling: UInt8 = 0
  /// Whether the row carries the browser's id in place of the customer's.
  var anonymous = false
  /// Which unreadable time the row carries, or −1.
  var unreadableTime: Int8 = -1
  /// What was bought, or −1.
  var product: Int8 = -1
  /// The coupon used, or in a letter of the club the one that is offered; −1 without any.
  var coupon: Int8 = -1
  /// The branch, or −1.
  var branch: Int8 = -1
  /// The purchase's number in the order it was made up, and later its number in time; −1 without one.
  var order: Int32 = -1
  /// Money in agorot; −1 without any.
  var amount: Int32 = -1
  /// Who brought this customer, or −1.
  var referrer: Int32 = -1
  /// Whether a journey begins here.
  var isStart = false
  /// How it felt, from 0 to 100 and a little beyond; `nil` where nobody remembers.
  var felt: Int16?
  /// The order in which rows were made up: the last tie-breaker.
  var serial: Int32 = 0
}

/// One customer, as the customer file tells it and as only the simulation knows.
struct SimulatedCustomer: Sendable {
  /// The kind of person.
  var persona: Int
  /// The value of each attribute.
  var attributes: [UInt8]
  /// 0 to 11.
  var birthMonth: Int
  /// −1, 0 or 1: how pleased with everything.
  var mood: Int
  /// Whether the client's site knows this customer by a browser's id.
  var hasWebID: Bool
  /// The minute of joining the club, or `nil`.
  var joined: Int?
  /// Whether the customer has asked for no more letters.
  var isOffList = false
  /// How readily surveys are answered, in percent of the usual.
  var answersPercent = 100
  /// Purchases with a coupon so far.
  var couponsUsed = 0
}

/// A letter of the club that brought a customer to set out.
package struct FollowedOffer: Sendable, Hashable {
  /// The customer's number, from 0.
  package var customer: Int
  /// The place among the club's codes of what was offered.
  package var coupon: Int
  /// When it was sent, in minutes since midnight of the first day.
  package var minute: Int
}

/// The place where a journey ended before a purchase: the truth about a leak.
package struct Stop: Sendable, Equatable {
  /// The customer's number, from 0.
  package var customer: Int
  /// The touchpoint's id.
  package var touchpoint: String
  /// Minutes since midnight of the first day.
  package var minute: Int
  /// Whether the customer came back within the simulation.
  package var returned: Bool
  /// Whether the journey would have gone on, had the simulation not ended.
  package var cutOff: Bool
  /// Whether it would have ended in a purchase, had half of those who stop at the touchpoint gone on as the others do.
  package var wouldBuy: Bool
}
