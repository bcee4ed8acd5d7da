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

  /// What is true of one branch.
  package struct Branch: Sendable, Equatable {
    package var name: String
    /// Visits there, and those with which a journey ended, silent long enough to say so.
    package var visits = 0
    package var leaks = 0
    package var purchases = 0
  }

  /// What is true of friends who were brought.
  package struct Friends: Sendable, Equatable {
    /// Customers brought, and of them and of all others who came long enough ago those who bought within the horizon.
    package var brought = 0
    package var watched = 0
    package var bought = 0
    package var othersWatched = 0
    package var othersBought = 0
    /// Friends one behind the other, from the first who was brought.
    package var longestChain = 0
  }

  mutating func countBranches(_ client: SimulatedClient) {
    guard client.model.columns.shop else { return }
    var branches = client.model.branches.names.map { Branch(name: $0) }
    let last = client.events.last { $0.customer >= 0 && $0.unreadableTime < 0 }?.minute ?? 0
    let stops = Dictionary(grouping: client.stops, by: \.customer)
    for (number, own) in client.eventsByCustomer().enumerated() {
      for event in own where event.branch >= 0 {
        if client.isPurchase(event) {
          branches[Int(event.branch)].purchases += 1
          continue
        }
        branches[Int(event.branch)].visits += 1
        let isStop = stops[number, default: []].contains {
          $0.minute == event.minute && ($0.returned || last - $0.minute > client.model.silenceDays * 1440)
        }
        if isStop { branches[Int(event.branch)].leaks += 1 }
      }
    }
    self.branches = branches
  }

  mutating func countFriends(_ client: SimulatedClient) {
    guard client.model.referral != nil else { return }
    var friends = Friends()
    var chain = [Int](repeating: 0, count: client.customers.count)
    for (number, own) in client.eventsByCustomer().enumerated() {
      guard let first = own.first else { continue }
      let isBrought = first.referrer >= 0
      if isBrought {
        friends.brought += 1
        // Who brings a friend has a lower number.
        chain[number] = chain[Int(first.referrer)] + 1
        friends.longestChain = max(friends.longestChain, chain[number])
      }
      guard client.calendar.end - first.minute > Truth.horizon else { continue }
      let undone = Set(own.filter { client.isRefund($0) }.map(\.order))
      let isBought = own.contains {
        client.isPurchase($0) && !undone.contains($0.order) && $0.minute - first.minute <= Truth.horizon
      }
      if isBrought {
        friends.watched += 1
        if isBought { friends.bought += 1 }
      } else {
        friends.othersWatched += 1
        if isBought { friends.othersBought += 1 }
      }
    }
    self.friends = friends
  }

  /// Counts customers by the channel in which the journey to their first purchase that stands began.
  mutating func countFirstPurchases(_ client: SimulatedClient) {
    var counts: [String: Int] = [:]
    for own in client.eventsByCustomer() {
      let undone = Set(own.filter { client.isRefund($0) }.map(\.order))
      guard let first = own.firstIndex(where: { client.isPurchase($0) && !undone.contains($0.order) }),
        let start = own[...first].last(where: \.isStart)
      else { continue }
      counts[client.model.touchpoints[Int(start.touchpoint)].channel, default: 0] += 1
    }
    for place in client.model.touchpoints {
      if let count = counts.removeValue(forKey: place.channel) { firstPurchaseChannels.append((place.channel, count)) }
    }
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
