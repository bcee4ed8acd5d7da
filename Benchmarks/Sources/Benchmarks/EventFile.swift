import Foundation

/// Writes a seeded event log: five events a customer on average, forty touchpoints in Hebrew, twelve channels, quoted
/// fields with commas and doubled quotes, ties, and rows not in time order within a customer.
struct EventFile {
  static let touchpoints = [
    "דף הבית", "חיפוש", "דף מוצר", "הוספה לסל", "רכישה", "השוואת מוצרים", "קריאת חוות דעת", "צ'אט עם נציג",
    "שיחה למוקד",
    "\"סיור, הדגמה\"", "הרשמה לניוזלטר", "\"פתיחת דוא\"\"ל\"", "\"לחיצה בדוא\"\"ל\"", "מודעה ממומנת", "ביקור בסניף",
    "הורדת אפליקציה", "כניסה לחשבון", "שכחתי סיסמה", "עדכון פרטים", "בחירת משלוח", "תשלום", "תשלום נכשל", "אישור הזמנה",
    "מעקב משלוח", "קבלת משלוח", "החזרה", "החלפה", "פנייה לשירות", "תלונה", "סקר שביעות רצון", "המלצה לחבר",
    "שיתוף ברשת",
    "מועדון לקוחות", "מימוש הטבה", "חידוש מנוי", "ביטול מנוי", "הפעלת מוצר", "התקנה בבית הלקוח", "ביקורת טכנאי",
    "סיום שירות",
  ]
  static let channels = [
    "אתר", "אפליקציה", "\"דוא\"\"ל\"", "טלפון", "סניף", "וואטסאפ", "פייסבוק", "אינסטגרם", "גוגל", "מסרון", "שותפים",
    "טלוויזיה",
  ]

  /// Which shape of log: plain, or one that is hard on the grouping.
  enum Shape: String, CaseIterable {
    case plain
    case oneCustomer = "one customer"
    case oneInstant = "one instant"
    case singles = "a customer an event"
    case manyTouchpoints = "60,000 touchpoints"
  }

  private var state: UInt64 = 20_261_121

  private mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  /// Writes the file unless one of the right name is there.
  mutating func write(_ path: String, events: Int, shape: Shape) throws {
    if FileManager.default.fileExists(atPath: path) { return }
    let partial = path + ".part"
    guard let file = fopen(partial, "w") else { throw CannotRun(program: "fopen \(partial)") }
    var bytes = Array("customer_id,timestamp,touchpoint,channel,amount\n".utf8)
    var last = [Int32](repeating: 0, count: max(1, events / 5))
    for row in 0..<events {
      let customer = shape == .oneCustomer ? 0 : shape == .singles ? row : next(last.count)
      var second = row * 15_000_000 / events
      if next(100) < 60 { second -= next(1800) }
      if shape == .oneInstant { second = 0 }
      // Journeys go on from where they are more often than they jump.
      let slot = customer % last.count
      let touchpoint = next(100) < 55 ? (Int(last[slot]) + 1) % 40 : next(100) < 60 ? next(5) : next(40)
      last[slot] = Int32(touchpoint)
      bytes.append(UInt8(ascii: "C"))
      append(customer, width: 8, &bytes)
      bytes.append(UInt8(ascii: ","))
      appendTime(max(0, second), &bytes)
      bytes.append(UInt8(ascii: ","))
      if shape == .manyTouchpoints {
        bytes.append(contentsOf: "touchpoint ".utf8)
        append(next(60_000), width: 5, &bytes)
      } else {
        bytes.append(contentsOf: Self.touchpoints[touchpoint].utf8)
      }
      bytes.append(UInt8(ascii: ","))
      bytes.append(contentsOf: Self.channels[next(12)].utf8)
      bytes.append(UInt8(ascii: ","))
      if touchpoint == 4 || touchpoint == 20 {
        append(20 + next(900), width: 1, &bytes)
        bytes.append(contentsOf: ".50".utf8)
      }
      bytes.append(0x0A)
      if bytes.count > 1 << 20 {
        fwrite(bytes, 1, bytes.count, file)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    rename(partial, path)
  }

  /// Writes an XES log of the same kind: a trace for each customer, five events on average.
  mutating func writeXES(_ path: String, events: Int) throws {
    if FileManager.default.fileExists(atPath: path) { return }
    let partial = path + ".part"
    guard let file = fopen(partial, "w") else { throw CannotRun(program: "fopen \(partial)") }
    // Cells as CSV writes them, unquoted and with what XML escapes.
    func unquoted(_ cell: String) -> String {
      guard cell.hasPrefix("\"") else { return cell }
      return cell.dropFirst().dropLast().replacingOccurrences(of: "\"\"", with: "&quot;")
    }
    let touchpoints = Self.touchpoints.map(unquoted)
    let channels = Self.channels.map(unquoted)
    var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<log xes.version=\"1.0\">\n".utf8)
    var written = 0
    var customer = 0
    while written < events {
      bytes.append(contentsOf: "\t<trace>\n\t\t<string key=\"concept:name\" value=\"C".utf8)
      append(customer, width: 8, &bytes)
      bytes.append(contentsOf: "\"/>\n".utf8)
      customer += 1
      var second = next(15_000_000)
      var touchpoint = next(5)
      repeat {
        bytes.append(contentsOf: "\t\t<event>\n\t\t\t<string key=\"concept:name\" value=\"".utf8)
        bytes.append(contentsOf: touchpoints[touchpoint].utf8)
        bytes.append(contentsOf: "\"/>\n\t\t\t<date key=\"time:timestamp\" value=\"".utf8)
        appendTime(second, &bytes)
        bytes.removeLast()
        bytes.append(contentsOf: ".000+00:00\"/>\n\t\t\t<string key=\"channel\" value=\"".utf8)
        bytes.append(contentsOf: channels[next(12)].utf8)
        bytes.append(contentsOf: "\"/>\n\t\t</event>\n".utf8)
        second += next(100_000)
        touchpoint = next(100) < 55 ? (touchpoint + 1) % 40 : next(40)
        written += 1
      } while written < events && next(5) > 0
      bytes.append(contentsOf: "\t</trace>\n".utf8)
      if bytes.count > 1 << 20 {
        fwrite(bytes, 1, bytes.count, file)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    bytes.append(contentsOf: "</log>\n".utf8)
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    rename(partial, path)
  }

  private func append(_ number: Int, width: Int, _ bytes: inout [UInt8]) {
    let digits = String(number).utf8
    for _ in 0..<max(0, width - digits.count) { bytes.append(0x30) }
    bytes.append(contentsOf: digits)
  }

  /// A moment of 2025 as `2025-03-01T12:34:56Z`, from seconds since New Year.
  private func appendTime(_ second: Int, _ bytes: inout [UInt8]) {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var day = second / 86_400
    var month = 0
    while month < 11, day >= lengths[month] {
      day -= lengths[month]
      month += 1
    }
    bytes.append(contentsOf: "2025-".utf8)
    append(month + 1, width: 2, &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(day + 1, width: 2, &bytes)
    bytes.append(UInt8(ascii: "T"))
    append(second / 3600 % 24, width: 2, &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(second / 60 % 60, width: 2, &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(second % 60, width: 2, &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }
}
