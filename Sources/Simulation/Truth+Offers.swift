extension Truth {
  /// What is true of one thing that the club's letters offer.
  package struct Offer: Sendable, Equatable {
    /// The code in the column of coupons.
    package var id: String
    /// Letters with it, and the customers who got any.
    package var sent = 0
    package var customers = 0
    /// Customers whose first letter with it made them set out and buy within ``days``: what it brought.
    package var brought = 0

    /// Days within which a purchase is what a letter brought: the window of response of the sample's project.
    package static let days = 7
  }

  /// What is true of customers who have nowhere else to go.
  package struct Captive: Sendable, Equatable {
    /// With a purchase that stands, and with such purchases on two days or more.
    package var buyers = 0
    package var repeatBuyers = 0
  }

  mutating func countOffers(_ client: SimulatedClient) {
    guard let club = client.model.club else { return }
    var offers = club.codes.map { Offer(id: $0) }
    let followed = Set(client.followed)
    for (number, own) in client.eventsByCustomer().enumerated() {
      var isSent = [Bool](repeating: false, count: offers.count)
      for letter in own where letter.coupon >= 0 && client.model.touchpoints[Int(letter.touchpoint)].byCompany {
        let place = Int(letter.coupon)
        offers[place].sent += 1
        guard !isSent[place] else { continue }
        isSent[place] = true
        offers[place].customers += 1
        let isFollowed = followed.contains(FollowedOffer(customer: number, coupon: place, minute: letter.minute))
        let end = letter.minute + Offer.days * 1440
        let isBought = own.contains {
          client.model.touchpoints[Int($0.touchpoint)].kind == .purchase && letter.minute < $0.minute
            && $0.minute <= end
        }
        if isFollowed, isBought { offers[place].brought += 1 }
      }
    }
    self.offers = offers.filter { $0.sent > 0 }
  }

  mutating func countCaptive(_ client: SimulatedClient) {
    guard let rule = client.model.captive,
      let attribute = client.model.attributes.firstIndex(where: { $0.name == rule.attribute }),
      let value = client.model.attributes[attribute].values.names.firstIndex(of: rule.value)
    else { return }
    var found = Captive()
    for (number, own) in client.eventsByCustomer().enumerated()
    where Int(client.customers[number].attributes[attribute]) == value {
      let undone = own.filter { client.model.touchpoints[Int($0.touchpoint)].kind == .refund }.map(\.order)
      let days = own.filter {
        client.model.touchpoints[Int($0.touchpoint)].kind == .purchase && !undone.contains($0.order)
      }.map { $0.minute / 1440 }
      if !days.isEmpty { found.buyers += 1 }
      if days.first != days.last { found.repeatBuyers += 1 }
    }
    captive = found
  }
}
