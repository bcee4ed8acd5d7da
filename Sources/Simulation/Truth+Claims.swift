/// What is true of the ten claims, by what was planted and what happened; a report is held against it.
extension Truth {
  /// One claim: a number in thousandths of the unit that docs/metrics.md gives it, and on which side of the bounds it lies.
  package struct Claim: Sendable, Equatable {
    package var id: String
    package var thousandths: Int
    /// `nil` between the bounds.
    package var holds: Bool?
  }

  /// Days after a purchase in which the next one still belongs to it: the horizon of the sample's project.
  static let horizon = 180 * 1440

  mutating func countClaims(_ client: SimulatedClient) {
    guard let experience = client.model.experience else { return }
    let rows = client.eventsByCustomer()
    func claim(_ id: String, _ thousandths: Int, holds: Int, fails: Int) -> Claim {
      Claim(id: id, thousandths: thousandths, holds: thousandths > holds ? true : thousandths < fails ? false : nil)
    }
    let spread = Self.departmentSpread(client)
    claims = [
      claim("sieve", Self.outsideFunnel(client, rows), holds: 200, fails: 100),
      claim("entries", Self.entryPointsPerYear(client, rows), holds: 0, fails: -500),
      claim("beginning", Self.repurchase(client, rows).first, holds: 150, fails: 50),
      claim("circle", Self.repurchase(client, rows).brought, holds: 200, fails: 100),
      claim("awareness", Self.unpaidPerYear(client), holds: 20, fails: 20),
      Claim(id: "one-experience", thousandths: spread, holds: spread < 5_000 ? true : spread > 10_000 ? false : nil),
      // Percent of readiness that a bad one costs, a hard journey, and being outside the club.
      claim("weakest-link", (experience.otherwise - experience.afterBad) * 10, holds: 0, fails: 1),
      claim("ease", (experience.afterEasy - experience.afterHard) * 10, holds: 0, fails: 1),
      claim("club", ((client.model.club?.readinessPercent ?? 100) - 100) * 10, holds: 0, fails: 1),
      claim("own-channel", Self.channelsByGroup(client, rows), holds: 100, fails: 100),
    ]
  }

  private static func thousandths(_ part: Int, of whole: Int) -> Int {
    whole > 0 ? (part * 1000 + whole / 2) / whole : 0
  }

  /// First purchases that did not come through the first three stages in order.
  private static func outsideFunnel(_ client: SimulatedClient, _ rows: [[SimulatedEvent]]) -> Int {
    var (all, through) = (0, 0)
    for own in rows {
      guard let first = own.firstIndex(where: { client.isPurchase($0) }) else { continue }
      all += 1
      if completesFunnel(own[...first], client.model) { through += 1 }
    }
    return thousandths(all - through, of: all)
  }

  /// Shares of the last quarter of the time less those of the first, as a change in a year; `value` is of one stretch.
  private static func perYear(_ client: SimulatedClient, _ value: (Range<Int>) -> Double) -> Int {
    let days = client.calendar.days
    let quarter = max(1, days / 4)
    let change = value((days - quarter) * 1440..<days * 1440) - value(0..<quarter * 1440)
    return Int((change * 1000 * 365 / Double(days - quarter)).rounded())
  }

  /// The effective number of touchpoints at which customers come in, more a year.
  private static func entryPointsPerYear(_ client: SimulatedClient, _ rows: [[SimulatedEvent]]) -> Int {
    perYear(client) { time in
      var counts = [Int](repeating: 0, count: client.model.touchpoints.count)
      for own in rows {
        guard let first = own.first, time.contains(first.minute) else { continue }
        counts[Int(first.touchpoint)] += 1
      }
      let all = Double(counts.reduce(0, +))
      return all > 0 ? all * all / Double(counts.reduce(0) { $0 + $1 * $1 }) : 0
    }
  }

  /// Journeys that begin where being found costs nothing, more a year.
  private static func unpaidPerYear(_ client: SimulatedClient) -> Int {
    perYear(client) { time in
      var (all, unpaid) = (0, 0)
      for event in client.events where event.isStart && time.contains(event.minute) {
        all += 1
        if !client.model.paidChannels.contains(client.model.touchpoints[Int(event.touchpoint)].channel) { unpaid += 1 }
      }
      return all > 0 ? Double(unpaid) / Double(all) : 0
    }
  }

  /// First purchases followed by another within the horizon, and purchases and friends that a purchase brought.
  private static func repurchase(_ client: SimulatedClient, _ rows: [[SimulatedEvent]]) -> (first: Int, brought: Int) {
    let mature = client.calendar.end - horizon
    var (firsts, again, all, followed) = (0, 0, 0, 0)
    for own in rows {
      let undone = Set(own.filter { client.isRefund($0) }.map(\.order))
      var days: [Int] = []
      for event in own where client.isPurchase(event) && !undone.contains(event.order) {
        let day = event.minute / 1440
        if days.last != day { days.append(day) }
      }
      for (place, day) in days.enumerated() where day * 1440 < mature {
        let isFollowed = place + 1 < days.count && (days[place + 1] - day) * 1440 <= horizon
        all += 1
        if isFollowed { followed += 1 }
        if place == 0 {
          firsts += 1
          if isFollowed { again += 1 }
          if own[0].referrer >= 0 { followed += 1 }
        }
      }
    }
    return (thousandths(again, of: firsts), thousandths(followed, of: all))
  }

  /// Standard deviation between departments of how good they felt on average, from 0 to 100.
  private static func departmentSpread(_ client: SimulatedClient) -> Int {
    let means = client.model.departments.map { department -> Double in
      var (sum, count) = (0, 0)
      for event in client.events where department.contains(client.model.touchpoints[Int(event.touchpoint)].id) {
        guard let felt = event.felt else { continue }
        sum += min(100, max(0, Int(felt)))
        count += 1
      }
      return count > 0 ? Double(sum) / Double(count) : 0
    }
    guard means.count > 1 else { return 0 }
    let mean = means.reduce(0, +) / Double(means.count)
    let squares = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return Int(((squares / Double(means.count - 1)).squareRoot() * 1000).rounded())
  }

  /// Cramér's V of the first attribute and the channel in which customers come in.
  private static func channelsByGroup(_ client: SimulatedClient, _ rows: [[SimulatedEvent]]) -> Int {
    guard let attribute = client.model.attributes.first else { return 0 }
    var channels: [String] = []
    var table = [[Double]](repeating: [], count: attribute.values.names.count)
    for (number, own) in rows.enumerated() {
      guard let first = own.first else { continue }
      let channel = client.model.touchpoints[Int(first.touchpoint)].channel
      if !channels.contains(channel) {
        channels.append(channel)
        for value in table.indices { table[value].append(0) }
      }
      guard let place = channels.firstIndex(of: channel) else { continue }
      table[Int(client.customers[number].attributes[0])][place] += 1
    }
    let sums = table.map { $0.reduce(0, +) }
    let all = sums.reduce(0, +)
    var square = 0.0
    for place in channels.indices {
      let column = table.reduce(0) { $0 + $1[place] }
      for value in table.indices where sums[value] > 0 {
        let expected = sums[value] * column / all
        square += (table[value][place] - expected) * (table[value][place] - expected) / expected
      }
    }
    let smaller = min(table.count, channels.count) - 1
    return all > 0 && smaller > 0 ? Int(((square / all / Double(smaller)).squareRoot() * 1000).rounded()) : 0
  }
}

extension SimulatedClient {
  func isPurchase(_ event: SimulatedEvent) -> Bool { model.touchpoints[Int(event.touchpoint)].kind == .purchase }

  func isRefund(_ event: SimulatedEvent) -> Bool { model.touchpoints[Int(event.touchpoint)].kind == .refund }
}
