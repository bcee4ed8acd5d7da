import Basics
import Foundation
import Testing

@testable import Simulation

/// The checkout's root, from this file's own place.
private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func client(_ id: String, customers: Int, months: Int = 18, seed: UInt64 = 7) throws -> SimulatedClient {
  try SimulatedClient(ClientModel.named(id), SimulationSettings(customers: customers, months: months, seed: seed))
}

/// Spellings of each model's systems that a project file renames, by hand.
private let spellings = [
  "FB Ad - always on": "fb_ad", "FB Ad - living room": "fb_ad", "FB Ad - lighting": "fb_ad",
  "FB Ad - retargeting": "fb_ad", "google / organic": "google_search", "שיחת נציג": "sales_call",
  "call center": "call_centre", "WhatsApp": "whatsapp", "GP referral": "gp_referral", "Phone - desk": "secretary",
]
private let purchases: Set = ["buy_site", "buy_branch", "buy_app", "buy_phone", "visit"]
private let fromCompany: Set = ["club_mail", "birthday", "raffle", "sms_offer"]
/// After a purchase these belong to it.
private let afterwards: Set = ["call_centre", "whatsapp", "delivery", "refund", "results", "secretary", "unsubscribe"]

private func readBack(_ client: SimulatedClient) -> ReadBack {
  let shop = client.model.id == "nof-home"
  return ReadBack(
    events: NaiveTable(client.bytes(of: "events.csv")),
    identities: shop ? NaiveTable(client.bytes(of: "identities.csv")) : nil,
    columns: shop ? ("customer_id", "when", "activity", "total") : ("patient_id", "time", "event", "paid"),
    spellings: spellings)
}

@Suite("Simulation") struct SimulationTests {
  @Test("the same seed makes the same bytes, another seed makes others")
  func seeds() throws {
    let one = try client("nof-home", customers: 120)
    let same = try client("nof-home", customers: 120)
    let other = try client("nof-home", customers: 120, seed: 8)
    for name in one.exportNames {
      #expect(one.bytes(of: name) == same.bytes(of: name))
      #expect(one.bytes(of: name) != other.bytes(of: name), "\(name) does not depend on the seed")
    }
    #expect(Truth(one) == Truth(same))
    #expect(Truth(one) != Truth(other))
  }

  @Test("the truth is what an independent reader counts in the files", arguments: ["nof-home", "bria-clinic"])
  func truthHolds(model: String) throws {
    let client = try client(model, customers: 900)
    let truth = Truth(client)
    let read = readBack(client)
    #expect(truth.rowsRead == read.rows)
    #expect(truth.withoutCustomer == read.withoutCustomer)
    #expect(truth.withUnreadableTime == read.unreadableTime)
    #expect(truth.withoutCustomer > 0 && truth.withUnreadableTime > 0)
    #expect(read.outOfOrder == 0)
    #expect(truth.customers == read.byCustomer.count)

    var count = [String: (events: Int, customers: Int, entries: Int, purchases: Int)]()
    var (buyers, repeats, cancelled, net, switched) = (0, 0, 0, 0, 0)
    let channels = Dictionary(uniqueKeysWithValues: client.model.touchpoints.map { ($0.id, $0.channel) })
    for customer in read.customersInOrder {
      let rows = read.byCustomer[customer] ?? []
      for row in rows { count[row.touchpoint, default: (0, 0, 0, 0)].events += 1 }
      for id in Set(rows.map(\.touchpoint)) { count[id]?.customers += 1 }
      let own = rows.filter { !fromCompany.contains($0.touchpoint) }
      if let first = own.first { count[first.touchpoint]?.entries += 1 }
      let bought = own.filter { purchases.contains($0.touchpoint) }
      for row in bought { count[row.touchpoint]?.purchases += 1 }
      if !bought.isEmpty { buyers += 1 }
      repeats += max(0, bought.count - 1)
      let undone = Set(own.filter { $0.touchpoint == "refund" }.map(\.order))
      cancelled += bought.filter { undone.contains($0.order) }.count
      net += bought.filter { !undone.contains($0.order) }.reduce(0) { $0 + $1.agorot }
      if let start = own.first, let end = bought.first, channels[start.touchpoint] != channels[end.touchpoint] {
        switched += 1
      }
    }
    for place in truth.touchpoints {
      let counted = count[place.id] ?? (0, 0, 0, 0)
      #expect(place.events == counted.events, "\(place.id)")
      #expect(place.customers == counted.customers, "\(place.id)")
      #expect(place.entries == counted.entries, "\(place.id)")
      #expect(place.purchases == counted.purchases, "\(place.id)")
      #expect(place.events > 0, "\(place.id) never appears")
    }
    #expect(count.count == truth.touchpoints.count, "a spelling nobody knows")
    #expect(truth.buyers == buyers)
    #expect(truth.repeatPurchases == repeats)
    #expect(truth.cancelled == cancelled)
    #expect(truth.amount == net)
    #expect(truth.channelSwitchers == switched)
    let referred = NaiveTable(client.bytes(of: "events.csv")).column("referred_by").filter { !$0.isEmpty }
    #expect(truth.referrals == referred.count)
    let members = NaiveTable(client.bytes(of: "customers.csv")).column("club").filter { $0 == "yes" }
    #expect(truth.members == members.count)
    for survey in truth.surveys {
      let table = NaiveTable(client.bytes(of: survey.file))
      #expect(survey.invited == table.rows.count)
      #expect(survey.answered == table.column("answered").filter { !$0.isEmpty }.count)
      #expect(survey.withWords == table.column("why").filter { !$0.isEmpty }.count)
    }
  }

  @Test("leaks, returns and open journeys are the silences an independent reader finds", arguments: [45, 60, 90])
  func silences(days: Int) throws {
    let client = try client("nof-home", customers: 1500)
    let truth = Truth(client)
    let read = readBack(client)
    var leaks: [String: Int] = [:]
    var returned: [String: Int] = [:]
    for customer in read.customersInOrder {
      let own = (read.byCustomer[customer] ?? []).filter { !fromCompany.contains($0.touchpoint) }
      var resting = false
      for (index, row) in own.enumerated() {
        if purchases.contains(row.touchpoint) {
          resting = true
        } else if !afterwards.contains(row.touchpoint) {
          resting = false
        }
        guard !resting else { continue }
        let next = index + 1 < own.count ? own[index + 1].minute : nil
        guard (next ?? read.lastMinute) - row.minute > days * 1440 else { continue }
        leaks[row.touchpoint, default: 0] += 1
        if next != nil { returned[row.touchpoint, default: 0] += 1 }
      }
    }
    for place in truth.touchpoints {
      #expect(place.returned == returned[place.id, default: 0], "\(place.id)")
      // Later windows find the same leaks, but for those still too young.
      let found = leaks[place.id, default: 0]
      #expect(days == 45 ? place.leaks == found : found <= place.leaks && found >= place.leaks * 3 / 5, "\(place.id)")
    }
    #expect(truth.returns == returned.values.reduce(0, +))
  }

  @Test("of those who stop no more than half would have bought, and what would have happened changes nothing that did")
  func counterfactual() throws {
    let client = try client("nof-home", customers: 3000)
    let truth = Truth(client)
    #expect(truth.touchpoints.reduce(0) { $0 + $1.wouldBuy } > 50)
    for place in truth.touchpoints {
      // Half are kept, by chance; four times its error.
      let most = Double(place.leaks) / 2 + 2 * Double(place.leaks).squareRoot()
      #expect(Double(place.wouldBuy) <= most, "\(place.id): \(place.wouldBuy) of \(place.leaks)")
      if place.leaks >= 60 { #expect(place.wouldBuy > 0, "\(place.id)") }
    }
    #expect(client.stops.allSatisfy { !$0.cutOff || !$0.wouldBuy })
  }

  @Test("after a leak the customer does nothing for at least twice the window")
  func leaksAreSilent() throws {
    let client = try client("nof-home", customers: 600)
    let read = readBack(client)
    let start = try #require(ReadBack.minutes("2025-01-01 00:00"))
    #expect(client.stops.filter { !$0.cutOff }.count > 200)
    for stop in client.stops where !stop.cutOff {
      let own = (read.byCustomer["C\(100_001 + stop.customer)"] ?? []).filter { !fromCompany.contains($0.touchpoint) }
      let next = own.first { $0.minute > start + stop.minute }
      #expect((next != nil) == stop.returned)
      if let next { #expect(next.minute - start - stop.minute > 90 * 1440) }
    }
  }

  @Test("the retailer shows what the brief claims")
  func claims() throws {
    let truth = Truth(try client("nof-home", customers: 8000, seed: 2027))
    let throughFunnel = Double(truth.throughFunnel) / Double(truth.purchases)
    #expect(throughFunnel > 0.40 && throughFunnel < 0.50)
    #expect(Double(truth.channelSwitchers) / Double(truth.buyers) > 0.35)
    #expect(truth.entryChannels.filter { Double($0.count) > 0.05 * Double(truth.customers) }.count >= 4)
    let byLeaks = truth.touchpoints.sorted { $0.leaks > $1.leaks }
    #expect(byLeaks.first?.id == "site")
    let worst = truth.touchpoints.filter { $0.events > 0 }.max { $0.leaks * $1.events < $1.leaks * $0.events }
    #expect(worst?.id == "call_centre")
  }

  @Test("Saturdays are quiet")
  func saturdays() throws {
    let client = try client("nof-home", customers: 800)
    var byWeekday = [Int](repeating: 0, count: 7)
    for event in client.events { byWeekday[client.calendar.date(ofDay: event.minute / 1440).weekday] += 1 }
    #expect(byWeekday[6] * 3 < byWeekday[2])
  }

  @Test("one customer and one month are enough, nothing is not")
  func extremes() throws {
    let tiny = try client("bria-clinic", customers: 1, months: 1)
    #expect(Truth(tiny).customers == 1)
    #expect(throws: SimulationError.customers(0)) { try SimulationSettings(customers: 0, months: 1, seed: 1) }
    #expect(throws: SimulationError.months(0)) { try SimulationSettings(customers: 1, months: 0, seed: 1) }
    #expect(throws: SimulationError.unknownModel("nof", known: ["nof-home", "bria-clinic"])) {
      try ClientModel.named("nof")
    }
  }

  @Test("the sample data are what the command makes", arguments: zip(["nof-home", "bria-clinic"], [2027, 2026]))
  func committedData(model: String, seed: UInt64) throws {
    let folder = root.appending(path: "data/\(model)")
    let model = try ClientModel.named(model)
    let client = try client(model.id, customers: model.usualCustomers, months: model.usualMonths, seed: seed)
    var made: [Truth.MadeFile] = []
    for name in client.exportNames {
      let bytes = client.bytes(of: name)
      let committed = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      #expect(bytes == committed, "data/\(model.id)/\(name) is out of date: run the command in its README again")
      #expect(bytes.count < 4_000_000)
      made.append(Truth.MadeFile(name: name, bytes: bytes.count, hash: Truth.hash(bytes)))
    }
    let truth = try String(contentsOf: folder.appending(path: "truth.json"), encoding: .utf8)
    #expect(Truth(client).json(client, files: made) == truth)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(truth.utf8)) }
  }
}
