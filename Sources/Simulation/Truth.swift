/// What is true of a simulated client, counted on the events themselves and not on any file.
package struct Truth: Sendable, Equatable {
  /// What is true of one touchpoint.
  package struct AtTouchpoint: Sendable, Equatable {
    package var id: String
    /// Usable rows.
    package var events = 0
    /// Different customers.
    package var customers = 0
    /// Customers whose first own touch was here.
    package var entries = 0
    /// Purchases, the cancelled ones among them.
    package var purchases = 0
    /// Journeys that ended here without a purchase, and were silent long enough to say so.
    package var leaks = 0
    /// Journeys whose last touch so far is here, too young to tell.
    package var open = 0
    /// Leaks after which the customer came back.
    package var returned = 0
    /// Leaks that would have been purchases, had half of those who stop here gone on as the others do.
    package var wouldBuy = 0
  }

  /// Rows of the event file.
  package var rowsRead = 0
  /// Rows without a customer.
  package var withoutCustomer = 0
  /// Rows with an unreadable time.
  package var withUnreadableTime = 0
  /// Purchases in rows without a customer.
  package var purchasesWithoutCustomer = 0
  /// Their money in agorot.
  package var amountWithoutCustomer = 0
  /// Usable rows.
  package var events: Int { rowsRead - withoutCustomer - withUnreadableTime }
  /// Usable rows of contacts the company started.
  package var companyEvents = 0
  /// Customers with at least one usable row.
  package var customers = 0
  /// Purchases of known customers, the cancelled ones among them.
  package var purchases = 0
  /// Purchases undone later.
  package var cancelled = 0
  /// Money of purchases that stood, in agorot.
  package var amount = 0
  /// Money of purchases undone, in agorot.
  package var cancelledAmount = 0
  /// Customers who bought.
  package var buyers = 0
  /// Customers who bought on two days or more.
  package var repeatBuyers = 0
  /// Purchases that were not the customer's first.
  package var repeatPurchases = 0
  /// Journeys begun after an own purchase.
  package var loops = 0
  /// Journeys begun after a leak.
  package var returns = 0
  /// Customers brought by another.
  package var referrals = 0
  /// Members of the club.
  package var members = 0
  package var couponPurchases = 0
  /// What the club's letters offered, in the order of its codes.
  package var offers: [Offer] = []
  /// Customers who asked for no more letters.
  package var optedOut = 0
  /// Friends; `nil` where nobody is brought.
  package var friends: Friends?
  /// In the order of the model.
  package var branches: [Branch] = []
  /// Customers by the channel in which the journey to their first purchase that stands began.
  package var firstPurchaseChannels: [(channel: String, count: Int)] = []
  /// The ten claims, where the model plants something about them.
  package var claims: [Claim] = []
  /// Customers who have nowhere else to go; `nil` where that is nobody.
  package var captive: Captive?
  /// Purchases that came through the first three stages in order within 30 days.
  package var throughFunnel = 0
  /// Buyers whose first own touch and first purchase were in different channels.
  package var channelSwitchers = 0
  /// Customers by the channel of their first own touch, in the order of the touchpoints.
  package var entryChannels: [(channel: String, count: Int)] = []
  /// Purchases by channel, in the order of the touchpoints.
  package var purchaseChannels: [(channel: String, count: Int)] = []
  /// In the order of the model.
  package var touchpoints: [AtTouchpoint] = []
  /// Each survey's file, invitations, answers, and answers with words.
  package var surveys: [(file: String, invited: Int, answered: Int, withWords: Int)] = []
  /// The moment of the last usable row.
  package var lastEvent = ""

  /// Whether two truths say the same.
  package static func == (left: Truth, right: Truth) -> Bool { left.json(files: []) == right.json(files: []) }
}

extension Truth {
  /// Counts a simulated client.
  package init(_ client: SimulatedClient) {
    let model = client.model
    touchpoints = model.touchpoints.map { AtTouchpoint(id: $0.id) }
    countRows(client)
    countCustomers(client)
    let last = client.events.last { $0.customer >= 0 && $0.unreadableTime < 0 }?.minute ?? 0
    lastEvent = client.time(last)
    for stop in client.stops {
      guard let place = touchpoints.firstIndex(where: { $0.id == stop.touchpoint }) else { continue }
      let silent = stop.returned || last - stop.minute > model.silenceDays * 1440
      if silent { touchpoints[place].leaks += 1 } else { touchpoints[place].open += 1 }
      if stop.returned { touchpoints[place].returned += 1 }
      if silent, stop.wouldBuy { touchpoints[place].wouldBuy += 1 }
    }
    loops = client.loops
    returns = client.returns
    countOffers(client)
    countCaptive(client)
    countFriends(client)
    countBranches(client)
    countFirstPurchases(client)
    countClaims(client)
    optedOut = client.customers.filter(\.isOffList).count
    members = client.customers.filter { $0.joined != nil }.count
    surveys = zip(model.surveys, client.answers).map { plan, rows in
      let answered = rows.filter { $0.answered >= 0 }
      return (
        plan.file, plan.listsInvitations ? rows.count : answered.count, answered.count,
        answered.filter { !$0.words.isEmpty }.count
      )
    }
  }

  private mutating func countRows(_ client: SimulatedClient) {
    let model = client.model
    for event in client.events {
      rowsRead += 1
      let place = model.touchpoints[Int(event.touchpoint)]
      if event.customer < 0 {
        withoutCustomer += 1
        if place.kind == .purchase {
          purchasesWithoutCustomer += 1
          amountWithoutCustomer += Int(event.amount)
        }
        continue
      }
      if event.unreadableTime >= 0 {
        withUnreadableTime += 1
        continue
      }
      touchpoints[Int(event.touchpoint)].events += 1
      if place.byCompany { companyEvents += 1 }
      if event.referrer >= 0 { referrals += 1 }
      if event.coupon >= 0, place.kind == .purchase { couponPurchases += 1 }
    }
  }

  private mutating func countCustomers(_ client: SimulatedClient) {
    let model = client.model
    var entries: [String: Int] = [:]
    var bought: [String: Int] = [:]
    for rows in client.eventsByCustomer() where !rows.isEmpty {
      customers += 1
      var seen = [Bool](repeating: false, count: model.touchpoints.count)
      for event in rows where !seen[Int(event.touchpoint)] {
        seen[Int(event.touchpoint)] = true
        touchpoints[Int(event.touchpoint)].customers += 1
      }
      let own = rows.filter { !model.touchpoints[Int($0.touchpoint)].byCompany }
      guard let first = own.first else { continue }
      let entry = model.touchpoints[Int(first.touchpoint)]
      touchpoints[Int(first.touchpoint)].entries += 1
      entries[entry.channel, default: 0] += 1
      let undone = own.filter { model.touchpoints[Int($0.touchpoint)].kind == .refund }.map(\.order)
      let buys = own.indices.filter { model.touchpoints[Int(own[$0].touchpoint)].kind == .purchase }
      for (nth, index) in buys.enumerated() {
        let purchase = own[index]
        purchases += 1
        if nth > 0 { repeatPurchases += 1 }
        touchpoints[Int(purchase.touchpoint)].purchases += 1
        bought[model.touchpoints[Int(purchase.touchpoint)].channel, default: 0] += 1
        if undone.contains(purchase.order) {
          cancelled += 1
          cancelledAmount += Int(purchase.amount)
        } else {
          amount += Int(purchase.amount)
        }
        if Truth.completesFunnel(own[...index], model) { throughFunnel += 1 }
      }
      guard let firstBuy = buys.first else { continue }
      buyers += 1
      let days = buys.map { own[$0].minute / 1440 }
      if days.first != days.last { repeatBuyers += 1 }
      if model.touchpoints[Int(own[firstBuy].touchpoint)].channel != entry.channel { channelSwitchers += 1 }
    }
    for place in model.touchpoints {
      if let count = entries.removeValue(forKey: place.channel) { entryChannels.append((place.channel, count)) }
      if let count = bought.removeValue(forKey: place.channel) { purchaseChannels.append((place.channel, count)) }
    }
  }

  /// Whether the last of these events, a purchase, follows a touch of the first stage and then one of the second, 30 days at most after it.
  static func completesFunnel(_ rows: ArraySlice<SimulatedEvent>, _ model: ClientModel) -> Bool {
    guard let purchase = rows.last else { return false }
    var second = false
    for event in rows.dropLast().reversed() {
      guard purchase.minute - event.minute <= 30 * 1440 else { return false }
      let stage = model.touchpoints[Int(event.touchpoint)].stage
      if stage == 1 { second = true }
      if stage == 0, second { return true }
    }
    return false
  }
}

extension SimulatedClient {
  /// Each customer's usable events in order of time.
  func eventsByCustomer() -> [[SimulatedEvent]] {
    var rows = [[SimulatedEvent]](repeating: [], count: customers.count)
    for event in events where event.customer >= 0 && event.unreadableTime < 0 {
      rows[Int(event.customer)].append(event)
    }
    return rows
  }
}
