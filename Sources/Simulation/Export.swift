import Basics

/// The files of a simulated client.
extension SimulatedClient {
  /// The names of all files but the truth, in the order they are written.
  package var exportNames: [String] {
    ["events.csv", "customers.csv"] + (hasIdentities ? ["identities.csv"] : []) + model.surveys.map(\.file)
  }

  /// The name of the file that holds the truth.
  package static let truthName = "truth.json"

  /// Writes one of the files in pieces of about a megabyte.
  package func export<Failure: Error>(_ name: String, to sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var text = CSVText()
    switch name {
    case "events.csv":
      text.row(eventColumns)
      for event in events {
        write(event, to: &text)
        if text.bytes.count > 1 << 20 { try sink(text.take()) }
      }
    case "customers.csv":
      writeCustomers(to: &text)
    case "identities.csv":
      text.row(["web_id", model.columns.customer])
      for (number, customer) in customers.enumerated() where customer.hasWebID {
        text.row([webID(number), customerID(number)])
      }
    default:
      if let place = model.surveys.firstIndex(where: { $0.file == name }) { writeSurvey(place, to: &text) }
    }
    try sink(text.take())
  }

  /// The whole of one file.
  package func bytes(of name: String) -> [UInt8] {
    var all: [UInt8] = []
    export(name) { (piece: [UInt8]) throws(Never) in all.append(contentsOf: piece) }
    return all
  }

  private var hasIdentities: Bool { model.touchpoints.contains(where: \.anonymous) }

  private var eventColumns: [String] {
    let columns = model.columns
    var names = [columns.customer, columns.time, columns.touchpoint, columns.amount, columns.product]
    if columns.shop { names += ["coupon", "order_id", "branch"] }
    if model.referral != nil { names.append("referred_by") }
    return names
  }

  private func write(_ event: SimulatedEvent, to text: inout CSVText) {
    let customer = Int(event.customer)
    text.plain(customer < 0 ? "" : event.anonymous ? webID(customer) : customerID(customer))
    text.plain(
      event.unreadableTime >= 0 ? model.flaws.unreadableTimes[Int(event.unreadableTime)] : time(event.minute))
    text.field(model.touchpoints[Int(event.touchpoint)].writtenAs.names[Int(event.spelling)])
    text.plain(event.amount >= 0 ? money(Int(event.amount)) : "")
    text.field(event.product >= 0 ? model.products[Int(event.product)].name : "")
    if model.columns.shop {
      text.plain(event.coupon >= 0 ? model.club?.codes[Int(event.coupon)] ?? "" : "")
      text.plain(event.order >= 0 ? String(700_001 + Int(event.order)) : "")
      text.field(event.branch >= 0 ? model.branches.names[Int(event.branch)] : "")
    }
    if model.referral != nil { text.plain(event.referrer >= 0 ? customerID(Int(event.referrer)) : "") }
    text.endRow()
  }

  private func writeCustomers(to text: inout CSVText) {
    var names = [model.columns.customer] + model.attributes.map(\.name)
    if model.club != nil { names += ["club", "club_joined", "coupon_use"] }
    text.row(names)
    for (number, customer) in customers.enumerated() {
      text.plain(customerID(number))
      for (attribute, value) in zip(model.attributes, customer.attributes) {
        text.field(attribute.values.names[Int(value)])
      }
      if model.club != nil {
        text.plain(customer.joined == nil ? "no" : "yes")
        text.plain(customer.joined.map { date($0 / 1440) } ?? "")
        text.plain(String(customer.couponsUsed))
      }
      text.endRow()
    }
  }

  private func writeSurvey(_ place: Int, to text: inout CSVText) {
    let plan = model.surveys[place]
    let about = !plan.at.isEmpty
    let hasWords = plan.textPermille > 0
    text.row(
      [model.columns.customer] + (plan.listsInvitations ? ["sent"] : []) + ["answered"] + (about ? ["where"] : [])
        + plan.questions.map(\.rawValue) + (hasWords ? ["why"] : []))
    for answer in answers[place] {
      text.plain(customerID(answer.customer))
      if plan.listsInvitations { text.plain(time(answer.sent)) }
      text.plain(answer.answered >= 0 ? time(answer.answered) : "")
      if about {
        text.field(answer.touchpoint < 0 ? plan.at[0] : model.touchpoints[answer.touchpoint].writtenAs.names[0])
      }
      for (question, score) in zip(plan.questions, answer.scores) {
        if question == .reason {
          text.field(model.leaving?.reasons.names[score] ?? "")
        } else {
          text.plain(score >= 0 ? String(score) : "")
        }
      }
      if hasWords { text.field(answer.words) }
      text.endRow()
    }
  }

  /// The customer's id in the client's own systems.
  func customerID(_ number: Int) -> String { model.customerPrefix + String(100_001 + number) }

  /// The browser's id, which looks like nothing and never repeats: an odd factor permutes 40-bit numbers.
  func webID(_ number: Int) -> String {
    let scattered = (UInt64(number) + 1 + (settings.seed & 0xFFFF)) &* 0x5D_EECE_66D5 & 0xFF_FFFF_FFFF
    let digits = String(scattered, radix: 16)
    return "w" + String(repeating: "0", count: 10 - digits.utf8.count) + digits
  }

  /// Shekels with two decimals.
  private func money(_ agorot: Int) -> String {
    String(agorot / 100) + "." + twoDigits(agorot % 100)
  }

  /// A day of the simulation as 2026-01-31.
  func date(_ day: Int) -> String { calendar.date(ofDay: day).iso }

  /// A minute of the simulation as 2026-01-31 14:05, on the client's own clock.
  func time(_ minute: Int) -> String {
    date(minute / 1440) + " " + twoDigits(minute % 1440 / 60) + ":" + twoDigits(minute % 60)
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0" + String(number) : String(number) }
}
