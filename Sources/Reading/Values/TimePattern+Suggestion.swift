import Basics

extension TimePattern {
  /// A pattern by which a project file would have all these cells read; `nil` where none of the usual orders does.
  ///
  /// The orders are tried as they are common, day before month and year last before year in the middle, and a pattern counts
  /// only if the parser reads every cell by it.
  package static func suggestion(for cells: [String]) -> String? {
    guard let first = cells.first, first.utf8.count <= 40 else { return nil }
    let pieces = pieces(first)
    let numbers = pieces.compactMap { piece -> String? in if case .digits(let text) = piece { text } else { nil } }
    let hasMonth = pieces.contains(.field("MMM"))
    let isHalfDay = pieces.contains(.field("a"))
    let orders = orders(numbers.map(\.utf8.count), hasMonth: hasMonth, hour: isHalfDay ? "h" : "H")
    // Of two orders that read 310126 the one of our days is likelier.
    for years in [1990...2030, 1900...2100] {
      for fields in orders {
        for isLoose in [false, true] {
          guard let text = pattern(pieces, fields, numbers, isLoose: isLoose), let pattern = TimePattern(text),
            cells.allSatisfy({ pattern.year(of: $0).map(years.contains) ?? false })
          else { continue }
          return text
        }
      }
    }
    return nil
  }

  private enum Piece: Equatable {
    case digits(String)
    case field(String)
    case literal(String)
  }

  private static func pieces(_ cell: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(cell)
    while let first = rest.first {
      if first.isASCII, first.isNumber {
        let run = rest.prefix { $0.isASCII && $0.isNumber }
        pieces.append(.digits(String(run)))
        rest = rest.dropFirst(run.count)
      } else if first.isLetter {
        let run = rest.prefix { $0.isLetter }
        let word = run.lowercased()
        if MonthName.number(of: word) != nil {
          pieces.append(.field("MMM"))
        } else if word == "am" || word == "pm" {
          pieces.append(.field("a"))
        } else {
          pieces.append(.literal("'\(run)'"))
        }
        rest = rest.dropFirst(run.count)
      } else {
        pieces.append(.literal(first == "'" ? "''" : String(first)))
        rest = rest.dropFirst()
      }
    }
    return pieces
  }

  /// What the runs of digits may be, as letters of patterns; a run of several fields has several letters.
  private static func orders(_ lengths: [Int], hasMonth: Bool, hour: String) -> [[String]] {
    guard let longest = lengths.max(), lengths.count <= 7 else { return [] }
    if longest >= 6 {
      let date: [String] =
        switch longest {
        case 6: ["yyMMdd", "ddMMyy", "MMddyy"]
        case 8: ["yyyyMMdd", "ddMMyyyy", "MMddyyyy"]
        case 10: ["yyMMddHHmm", "ddMMyyHHmm"]
        case 12: ["ddMMyyyyHHmm", "yyMMddHHmmss", "ddMMyyHHmmss"]
        case 14: ["ddMMyyyyHHmmss", "MMddyyyyHHmmss"]
        default: []
        }
      let times: [[String]] = [
        [], ["HHmm"], ["HHmmss"], [hour, "mm"], [hour, "mm", "ss"], [hour, "mm", "ss", "SSS"],
      ]
      return times.filter { $0.count == lengths.count - 1 }.flatMap { time in date.map { [$0] + time } }
    }
    let dates: [[String]] =
      hasMonth ? [["d", "y"], ["y", "d"]] : [["y", "M", "d"], ["d", "M", "y"], ["M", "d", "y"], ["y", "d", "M"]]
    let times = [[], [hour, "m"], [hour, "m", "s"], [hour, "m", "s", "S"]]
    return dates.flatMap { date in
      times.filter { $0.count + date.count == lengths.count }.flatMap { time in
        time.isEmpty ? [date] : [date + time, time + date]
      }
    }
  }

  private static func pattern(_ pieces: [Piece], _ fields: [String], _ numbers: [String], isLoose: Bool) -> String? {
    var result = ""
    var at = 0
    for piece in pieces {
      switch piece {
      case .literal(let text), .field(let text): result += text
      case .digits(let digits):
        guard at < fields.count else { return nil }
        let (field, length) = (fields[at], digits.utf8.count)
        at += 1
        if field.count > 1 {
          result += field
        } else if field == "y" {
          guard length == 2 || length == 4 else { return nil }
          result += String(repeating: "y", count: length)
        } else if field == "S" {
          result += "SSS"
        } else {
          guard length <= 2 else { return nil }
          result += String(repeating: field, count: isLoose ? 1 : length)
        }
      }
    }
    return at == fields.count ? result : nil
  }

  private func year(of cell: String) -> Int? {
    var bytes = Array(cell.utf8)
    let count = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: overread))
    let time = bytes.withUnsafeBufferPointer { buffer in buffer.baseAddress.flatMap { parse($0, count) } }
    return time.map { CivilDate(localMicros: $0.micros).year }
  }
}
