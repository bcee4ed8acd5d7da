import Basics
import Findings
import Foundation

// An earlier report.json, read again: its counts by the names that this report's have.
extension EarlierReport {
  /// No report is larger.
  private static let mostBytes = 256 << 20

  /// - Parameters:
  ///   - path: a file that anybody may have written.
  ///   - client: whose report it must be.
  package init(path: String, client: String) throws {
    let file = JSONMembers(try Self.parsed(path))
    guard file["schema"].count == 1 else { throw EarlierReportError.otherForm(path: path) }
    let lists = ["touchpoints", "directlyFollows", "topVariants", "topPaths", "sieve", "stages"]
    let objects = ["client", "period", "settings", "funnel", "overTime", "channels", "loyalty"]
    guard lists.allSatisfy({ file[$0].isList }), objects.allSatisfy({ file[$0].isObject }),
      let id = file["client", "id"].text
    else { throw EarlierReportError.damaged(path: path) }
    guard id == client else { throw EarlierReportError.otherClient(path: path, found: id, expected: client) }
    guard let first = file["period", "from"].date, let last = file["period", "to"].date, first <= last else {
      throw EarlierReportError.undated(path: path)
    }
    guard let observed = file["settings", "observedUntil"].date else { throw EarlierReportError.damaged(path: path) }
    self.init(firstDay: first, lastDay: last, observedUntil: observed)
    for window in Window.allCases { windows[window] = file["settings", window.rawValue + "Days"].number }
    amount = file["amount"].toldMoney
    addTotals(file)
    addTouchpoints(file)
    addSieve(file)
    addFunnel(file["funnel"])
    addChannels(file["channels"])
    addReturn(file)
    addUnits(file["overTime"])
    addSurveys(file["surveys"])
  }

  /// Throws unless the earlier report is of days and data up to those of this one.
  package func check(path: String, lastDay: CivilDate, observedUntil: CivilDate) throws {
    guard self.lastDay <= lastDay, self.observedUntil <= observedUntil else {
      throw EarlierReportError.later(path: path, until: max(self.lastDay, self.observedUntil))
    }
  }

  private static func parsed(_ path: String) throws -> Any {
    let bytes: Data
    do {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: URL(filePath: path).resolvingSymlinksInPath().path)
      // What has no end is no file.
      guard attributes[.type] as? FileAttributeType == .typeRegular else {
        throw EarlierReportError.notAReport(path: path)
      }
      guard attributes[.size] as? Int ?? 0 <= mostBytes else { throw EarlierReportError.tooLarge(path: path) }
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch let error as EarlierReportError {
      throw error
    } catch {
      throw PublishingError.notRead(path, error)
    }
    guard bytes.prefix(64).filter({ $0 > 32 }).starts(with: Array("{\"schema\":".utf8)) else {
      throw EarlierReportError.notAReport(path: path)
    }
    guard let value = try? JSONSerialization.jsonObject(with: bytes) else {
      throw EarlierReportError.damaged(path: path)
    }
    return value
  }

  // MARK: Counts

  private mutating func take(_ what: String, _ value: JSONMembers) { take(what, "", value) }

  private mutating func take(_ what: String, _ of: String, _ value: JSONMembers) {
    if let told = value.toldCount { counts[Name(what, of: of)] = told }
  }

  /// A share, and the two counts that it tells with its base.
  ///
  /// - Parameter among: a count that is no less than its base.
  private mutating func takeShare(_ what: String, _ of: String, _ value: JSONMembers, among: JSONMembers) {
    guard let told = value.toldShare else { return }
    shares[Name(what, of: of)] = told
    let (whole, part) = (Name(what + ".whole", of: of), Name(what + ".part", of: of))
    switch told {
    case .shown(let own):
      counts[whole] = .shown(own.n)
      counts[part] = .shown(Int((own.value * Double(own.n)).rounded()))
    case .hidden, .within:
      // Which of the two is few is not said.
      let most: Told<Int> =
        switch among.toldCount {
        case .shown(let n), .within(_, let n): .within(0, n)
        case .hidden, nil: .hidden
        }
      (counts[whole], counts[part]) = (most, most)
    }
  }

  private mutating func addTotals(_ file: JSONMembers) {
    for key in [
      "events", "people", "visitors", "buyers", "buyersCancelledOnly", "cycles", "purchases", "cancelled", "cameIn",
      "lost", "leakedCycles", "openCycles",
    ] {
      take(key, file[key])
    }
    takeShare("stopShare", "", file["stopShare"], among: file["people"])
    takeShare("followed", "", file["loyalty", "loop"]["followed"], among: file["purchases"])
    takeShare("repeatRate", "", file["loyalty", "repeatRate"], among: file["buyers"])
    for origin in file["cyclesByOrigin"].keys {
      for key in ["cycles", "buying"] { take("origin." + key, origin, file["cyclesByOrigin", origin][key]) }
    }
    for key in ["outside", "outsideStrict", "firstOutside"] { take("blindness." + key, file["blindness", key]) }
    for reason in file["blindness", "reasons"].keys {
      take("blindness.reasons", reason, file["blindness", "reasons"][reason])
    }
  }

  private mutating func addTouchpoints(_ file: JSONMembers) {
    for touchpoint in file["touchpoints"].list {
      guard let id = touchpoint["id"].text else { continue }
      for key in ["events", "customers", "starts", "ends", "purchases", "cancelled", "cameIn", "lost"] {
        take("touchpoints." + key, id, touchpoint[key])
      }
    }
    for move in file["directlyFollows"].list {
      guard let from = move["from"].text, let to = move["to"].text else { continue }
      take("directlyFollows", Self.joined([from, to]), move["count"])
    }
    for list in ["topVariants", "topPaths"] {
      for path in file[list].list {
        take(list, Self.joined(path["touchpoints"].list.map { $0.text ?? "" }), path["count"])
      }
    }
  }

  private mutating func addSieve(_ file: JSONMembers) {
    var touches: [String: JSONMembers] = [:]
    for own in file["touchpoints"].list { if let id = own["id"].text { touches[id] = own["events"] } }
    for row in file["sieve"].list {
      guard let id = row["touchpoint"].text else { continue }
      addRow("sieve", id, row, touches: touches[id] ?? file["events"])
      for key in ["started", "boughtNext", "mature", "leaked", "returned"] {
        take("sieve.people." + key, id, row["people", key])
      }
    }
    for stage in file["stages"].list {
      guard let id = stage["id"].text else { continue }
      addRow("stages.sieve", id, stage["sieve"], touches: file["events"])
      for key in ["cameIn", "lost"] { take("stages." + key, id, stage[key]) }
    }
  }

  private mutating func addRow(_ list: String, _ id: String, _ row: JSONMembers, touches: JSONMembers) {
    for key in [
      "starts", "arrivals", "skip", "back", "lateral", "repeat", "purchase", "rest", "well", "leak", "open", "end",
      "returned",
    ] {
      take("\(list).\(key)", id, row[key])
    }
    if let on = row["on"].count, let skip = row["skip"].count, on >= skip {
      counts[Name(list + ".advance", of: id)] = .shown(on - skip)
    }
    takeShare(list + ".hole", id, row["hole"], among: touches)
  }

  private mutating func addFunnel(_ funnel: JSONMembers) {
    let steps = Self.joined(funnel["steps"].list.map { $0.text ?? "" })
    for base in ["customers", "cycles"] {
      for key in ["strict", "ordered", "anyOrder", "firstEntry", "attempts", "touched"] {
        for (place, count) in funnel[base, key].list.enumerated() {
          take("funnel.\(base).\(key).\(place)", steps, count)
        }
      }
      take("funnel.\(base).immature.0", steps, funnel[base, "immature"])
    }
    let ordered = funnel["customers", "ordered"].list
    takeShare(
      "funnel.totalConversion", steps, funnel["customers", "totalConversion"], among: ordered.first ?? JSONMembers(nil))
  }

  private mutating func addChannels(_ channels: JSONMembers) {
    for list in [
      "entryByPurchase", "entryByPurchaseCycles", "entryByPurchaseGroups", "entryByPurchaseGroupsCycles",
    ] {
      for row in channels[list].list {
        let of = [row["entry"].text ?? "", row["purchase"].text ?? "", "\(row["bought"].isTrue)"]
        take("channels." + list, Self.joined(of), row["count"])
      }
    }
    for path in channels["paths"].list {
      let of = ["channels", "service"].map { Self.joined(path[$0].list.map { $0.text ?? "" }) }
      take("channels.paths", of.joined(separator: "\u{1E}"), path["buyers"])
    }
    for key in ["direct", "indirect", "none"] { take("contact." + key, channels["contact", key]) }
  }

  private mutating func addReturn(_ file: JSONMembers) {
    for (place, step) in file["return", "ladder"].list.enumerated() {
      take("return.ladder.customers", "\(place)", step["customers"])
      takeShare("return.ladder.goesOn", "\(place)", step["goesOn"], among: step["customers"])
    }
    for state in file["return", "states"].keys { take("return.states", state, file["return", "states"][state]) }
    take("return.boughtOnce", file["return", "boughtOnce"])
  }

  private mutating func addUnits(_ time: JSONMembers) {
    let channels = time["channels"].list.map { $0.text ?? "" }
    for unit in time["units"].list {
      guard let from = unit["from"].date, let to = unit["to"].date else { continue }
      let of = Unit.name(from: from, to: to)
      units.append(
        Unit(firstDay: from, lastDay: to, isComplete: unit["complete"].isTrue, amount: unit["value"].toldMoney))
      for key in ["journeys", "purchases"] { take("units." + key, of, unit[key]) }
      takeShare("units.stopped", of, unit["stopped"], among: unit["journeys"])
      for (channel, count) in zip(channels, unit["entries"].list) {
        take("units.entries", Self.joined([of, channel]), count)
      }
    }
  }

  private mutating func addSurveys(_ surveys: JSONMembers) {
    for entry in surveys.list {
      guard let id = entry["question"].text, !entry["group"].isObject else { continue }
      // The question's own entry is the first, and may name a touchpoint too.
      let own = Name("surveys.n", of: id)
      guard counts[own] == nil else {
        take("surveys.touchpoints.n", Self.joined([id, entry["touchpoint"].text ?? ""]), entry["n"])
        continue
      }
      take("surveys.n", id, entry["n"])
      for wave in entry["waves"].list {
        guard let year = wave["year"].count, let quarter = wave["quarter"].count, year < 10_000, quarter < 5 else {
          continue
        }
        take("surveys.waves.n", Self.joined([id, "\(year * 4 + quarter - 1)"]), wave["n"])
      }
    }
  }
}
