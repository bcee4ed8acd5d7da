import Foundation

/// A slow and obvious reader of comma-separated text, so that the files are judged by what is in them.
struct NaiveTable {
  let names: [String]
  let rows: [[String]]

  init(_ bytes: [UInt8]) {
    var all: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var quoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if quoted {
        if byte == 0x22, index + 1 < bytes.count, bytes[index + 1] == 0x22 {
          field.append(byte)
          index += 1
        } else if byte == 0x22 {
          quoted = false
        } else {
          field.append(byte)
        }
      } else if byte == 0x22 {
        quoted = true
      } else if byte == 0x2C || byte == 0x0A {
        row.append(String(decoding: field, as: UTF8.self))
        field = []
        if byte == 0x0A {
          all.append(row)
          row = []
        }
      } else {
        field.append(byte)
      }
      index += 1
    }
    names = all.first ?? []
    rows = Array(all.dropFirst())
  }

  /// The values of a column; empty when there is none.
  func column(_ name: String) -> [String] {
    guard let place = names.firstIndex(of: name) else { return [] }
    return rows.map { $0.count > place ? $0[place] : "" }
  }
}

/// A usable row, with its names resolved the way a project file would.
struct ReadEvent {
  var customer: String
  var minute: Int
  var touchpoint: String
  var order: String
  var agorot: Int
}

/// The event file read back, and the rows it had to refuse.
struct ReadBack {
  var byCustomer: [String: [ReadEvent]] = [:]
  var customersInOrder: [String] = []
  var rows = 0
  var withoutCustomer = 0
  var unreadableTime = 0
  var outOfOrder = 0
  var lastMinute = 0

  init(
    events: NaiveTable, identities: NaiveTable?,
    columns: (customer: String, time: String, touchpoint: String, amount: String), spellings: [String: String]
  ) {
    var ids: [String: String] = [:]
    if let identities { for row in identities.rows { ids[row[0]] = row[1] } }
    let customers = events.column(columns.customer)
    let times = events.column(columns.time)
    let touchpoints = events.column(columns.touchpoint)
    let amounts = events.column(columns.amount)
    let orders = events.column("order_id")
    var seen: Set<String> = []
    var latest = 0
    for index in events.rows.indices {
      rows += 1
      guard !customers[index].isEmpty else {
        withoutCustomer += 1
        continue
      }
      guard let minute = ReadBack.minutes(times[index]) else {
        unreadableTime += 1
        continue
      }
      if minute < latest { outOfOrder += 1 }
      latest = minute
      lastMinute = max(lastMinute, minute)
      let customer = ids[customers[index]] ?? customers[index]
      if seen.insert(customer).inserted { customersInOrder.append(customer) }
      let money = amounts[index].split(separator: ".")
      let agorot = money.count == 2 ? (Int(money[0]) ?? 0) * 100 + (Int(money[1]) ?? 0) : 0
      byCustomer[customer, default: []].append(
        ReadEvent(
          customer: customer, minute: minute, touchpoint: spellings[touchpoints[index]] ?? touchpoints[index],
          order: orders.isEmpty ? "" : orders[index], agorot: agorot))
    }
  }

  /// Minutes of a time like 2026-01-31 14:05 by Foundation's calendar; `nil` when there is no such moment.
  static func minutes(_ text: String) -> Int? {
    let parts = text.split(whereSeparator: { "-: ".contains($0) }).compactMap { Int($0) }
    guard parts.count == 5, text.utf8.count == 16 else { return nil }
    var calendar = Foundation.Calendar(identifier: .gregorian)
    guard let zone = TimeZone(secondsFromGMT: 0) else { return nil }
    calendar.timeZone = zone
    let wanted = DateComponents(year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4])
    guard wanted.isValidDate(in: calendar), let date = calendar.date(from: wanted) else { return nil }
    return Int(date.timeIntervalSince1970 / 60)
  }
}
