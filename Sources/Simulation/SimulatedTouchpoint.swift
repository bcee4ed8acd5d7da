/// One touchpoint of an invented client: what it is, who is lost there, and where people go next.
package struct SimulatedTouchpoint: Sendable, Equatable {
  /// What happens at a touchpoint.
  package enum Kind: String, Sendable, Equatable {
    /// An ordinary touch on the way to a purchase.
    case touch
    case purchase
    /// Service, before or after a purchase.
    case service
    /// A friend brought this customer.
    case referral
    /// A purchase is undone.
    case refund
  }

  /// When a touchpoint is used.
  package enum Hours: Sendable, Equatable {
    /// Day and evening, and a little on Saturdays.
    case online
    /// A shop's opening hours; opens again on Saturday night.
    case shop
    /// Sunday to Friday noon.
    case office
  }

  /// Its id in the truth and in the project file.
  package var id: String
  /// How the client's systems write it.
  package var writtenAs: Shares
  /// The place of its stage, 0 first.
  package var stage: Int
  package var channel: String
  /// What happens here.
  package var kind: Kind
  /// Whether the company starts the contact.
  package var byCompany: Bool
  /// When it is used.
  package var hours: Hours
  /// Touches in a thousand after which the customer is gone.
  package var leakPermille: Int
  /// Where those go who stay.
  package var next: Shares
  /// Purchases in a thousand that are delivered.
  package var deliveryPermille: Int
  /// Purchases in a thousand that are refunded.
  package var refundPermille: Int
  /// Whether rows may carry the browser's id in place of the customer's.
  package var anonymous: Bool
  /// Whether rows name a branch.
  package var atBranch: Bool
  /// How good the experience is, 0 to 100, and by how much it has changed by the second wave.
  package var quality: Int
  /// The change of quality by the second wave.
  package var qualityChange: Int

  /// A touchpoint; what is left out is what most touchpoints have, and systems write most as their id.
  package init(
    _ id: String, as writtenAs: Shares? = nil, stage: Int, channel: String, kind: Kind = .touch,
    byCompany: Bool = false,
    hours: Hours = .online, leak leakPermille: Int = 0, next: Shares = [:], delivery deliveryPermille: Int = 0,
    refund refundPermille: Int = 0, anonymous: Bool = false, atBranch: Bool = false, quality: Int = 70,
    change qualityChange: Int = 0
  ) {
    self.id = id
    self.writtenAs = writtenAs ?? [id: 1]
    self.stage = stage
    self.channel = channel
    self.kind = kind
    self.byCompany = byCompany
    self.hours = hours
    self.leakPermille = leakPermille
    self.next = next
    self.deliveryPermille = deliveryPermille
    self.refundPermille = refundPermille
    self.anonymous = anonymous
    self.atBranch = atBranch
    self.quality = quality
    self.qualityChange = qualityChange
  }
}
