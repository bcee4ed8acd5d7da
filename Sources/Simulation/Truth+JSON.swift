/// Writes the truth as JSON with its keys in a fixed order.
extension Truth {
  /// A file beside the truth: enough to know later whether somebody has edited it.
  package struct MadeFile: Sendable, Equatable {
    package var name: String
    /// Its length.
    package var bytes: Int
    /// Its FNV-1a hash.
    package var hash: UInt64

    /// A file that was written.
    package init(name: String, bytes: Int, hash: UInt64) {
      self.name = name
      self.bytes = bytes
      self.hash = hash
    }

    /// The line that stands for this file in the truth.
    package var line: String {
      let digits = String(hash, radix: 16)
      let padded = String(repeating: "0", count: 16 - digits.utf8.count) + digits
      return "{\"name\": \"\(name)\", \"bytes\": \(bytes), \"fnv1a\": \"\(padded)\"}"
    }
  }

  /// How every truth begins.
  package static let opening = "{\n  \"madeBy\": \"masa simulate\",\n"

  /// The whole file, with the settings that made it.
  package func json(_ client: SimulatedClient, files: [MadeFile]) -> String {
    let settings = client.settings
    return Truth.opening + """
        "command": "masa simulate --model \(client.model.id) --customers \(settings.customers) --months \(settings.months) \
      --seed \(settings.seed)",
        "model": "\(client.model.id)",
        "from": "\(client.date(0))",
        "to": "\(client.date(client.calendar.days - 1))",
        "silenceDays": \(client.model.silenceDays),

      """ + json(files: files)
  }

  /// The counts, from the first key on.
  func json(files: [MadeFile]) -> String {
    func counts(_ list: [(channel: String, count: Int)]) -> String {
      "{" + list.map { "\"\($0.channel)\": \($0.count)" }.joined(separator: ", ") + "}"
    }
    let places = touchpoints.map { place in
      """
          {"id": "\(place.id)", "events": \(place.events), "customers": \(place.customers), "entries": \(place.entries), \
      "purchases": \(place.purchases), "leaks": \(place.leaks), "returned": \(place.returned), "open": \(place.open), \
      "wouldBuy": \(place.wouldBuy)}
      """
    }
    let rounds = surveys.map { survey in
      """
          {"file": "\(survey.file)", "invited": \(survey.invited), "answered": \(survey.answered), \
      "withWords": \(survey.withWords)}
      """
    }
    let letters = offers.map { offer in
      """
          {"id": "\(offer.id)", "sent": \(offer.sent), "customers": \(offer.customers), "brought": \(offer.brought)}
      """
    }
    let shops = branches.map { branch in
      """
          {"name": \(Truth.quoted(branch.name)), "visits": \(branch.visits), "leaks": \(branch.leaks), \
      "purchases": \(branch.purchases)}
      """
    }
    let brought =
      friends.map { friends in
        """
        {"brought": \(friends.brought), "watched": \(friends.watched), "bought": \(friends.bought), \
        "othersWatched": \(friends.othersWatched), "othersBought": \(friends.othersBought), \
        "longestChain": \(friends.longestChain)}
        """
      } ?? "null"
    let verdicts = claims.map { claim in
      """
          {"claim": "\(claim.id)", "thousandths": \(claim.thousandths), "holds": \(claim.holds.map { String($0) } ?? "null")}
      """
    }
    func list(_ name: String, _ lines: [String]) -> String {
      lines.isEmpty ? "\"\(name)\": []" : "\"\(name)\": [\n\(lines.joined(separator: ",\n"))\n  ]"
    }
    let nowhereElse = captive.map { "{\"buyers\": \($0.buyers), \"repeatBuyers\": \($0.repeatBuyers)}" } ?? "null"
    return """
        "lastEvent": "\(lastEvent)",
        "rows": {"read": \(rowsRead), "used": \(events), "rejected": \(withoutCustomer + withUnreadableTime), \
      "withoutCustomer": \(withoutCustomer), "unreadableTime": \(withUnreadableTime)},
        "withoutCustomer": {"purchases": \(purchasesWithoutCustomer), "amountAgorot": \(amountWithoutCustomer)},
        "events": \(events),
        "companyInitiated": \(companyEvents),
        "customers": \(customers),
        "purchases": \(purchases),
        "cancelled": \(cancelled),
        "amountAgorot": \(amount),
        "cancelledAmountAgorot": \(cancelledAmount),
        "buyers": \(buyers),
        "repeatBuyers": \(repeatBuyers),
        "repeatPurchases": \(repeatPurchases),
        "leaks": \(touchpoints.reduce(0) { $0 + $1.leaks }),
        "returns": \(returns),
        "loops": \(loops),
        "referrals": \(referrals),
        "clubMembers": \(members),
        "purchasesWithCoupon": \(couponPurchases),
        "offers": [
      \(letters.joined(separator: ",\n"))
        ],
        "captive": \(nowhereElse),
        "optedOut": \(optedOut),
        "friends": \(brought),
        \(list("branches", shops)),
        "firstPurchaseChannels": \(counts(firstPurchaseChannels)),
        \(list("claims", verdicts)),
        "throughFunnel": \(throughFunnel),
        "buyersWhoSwitchedChannel": \(channelSwitchers),
        "entryChannels": \(counts(entryChannels)),
        "purchaseChannels": \(counts(purchaseChannels)),
        "touchpoints": [
      \(places.joined(separator: ",\n"))
        ],
        "surveys": [
      \(rounds.joined(separator: ",\n"))
        ],
        "files": [
      \(files.map { "    " + $0.line }.joined(separator: ",\n"))
        ]
      }

      """
  }

  /// A name as JSON writes it.
  private static func quoted(_ name: String) -> String {
    "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// The FNV-1a hash of bytes, going on from an earlier piece's.
  package static func hash(_ bytes: [UInt8], from earlier: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
    var hash = earlier
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
