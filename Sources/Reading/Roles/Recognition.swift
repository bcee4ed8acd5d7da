extension Inspection {
  /// The same table understood as far as its columns say themselves: a known export's rows, columns that belong together.
  ///
  /// - Parameter declared: roles the project gives to columns itself; nothing is made for them.
  package func recognising(besides declared: [ColumnRole] = []) -> Inspection {
    guard survey == nil, shape == .long else { return self }
    switch format {
    case .csv, .tsv, .xlsx, .jsonl: break
    case .xes, .sav, .surveyTool, .fixedWidth: return self
    }
    var result = self
    if let opens = export?.layout.opensRow, let column = columns.first(where: { simplifiedHeader($0) == opens }) {
      result = result.opening(column)
    }
    if !declared.contains(.time), let parts = result.dayAndClock { result = result.made(.time, parts) }
    if !declared.contains(.customer), let parts = result.idAndDevice { result = result.made(.customer, parts) }
    if !declared.contains(.touchpoint), let parts = result.documentAndChannel {
      result = result.made(.touchpoint, parts)
    }
    return result
  }

  private func made(_ role: ColumnRole, _ parts: [String]) -> Inspection {
    making(MadeColumn(role: role, parts: parts, reason: .name))
  }

  /// What every row is in a known export without a column that says it.
  package var exportsEveryRow: String? { export?.layout.everyRow }

  /// A column of days and the one of times of day that stands with it.
  private var dayAndClock: [String]? {
    guard let day = guessRoles(self).first(where: { $0.role == .time }),
      let place = columns.firstIndex(of: day.column)
    else { return nil }
    let profile = self.profile(place)
    let hasClock = profile.hasTimeOfDay && !samples[place].allSatisfy { $0.isEmpty || $0.hasSuffix("00:00:00") }
    guard profile.looksLikeTime, !hasClock else { return nil }
    let dayWords = Set(HeaderWords(day.column).words)
    let noDays = clocksWithDays
    let clocks = columns.indices.filter { index in
      guard index != place else { return false }
      let words = HeaderWords(columns[index])
      guard !words.say(.duration) else { return false }
      if self.profile(index).looksLikeClock { return words.say(.clock) || index == place + 1 }
      if noDays.contains(index) { return samples[index].allSatisfy { $0.isEmpty || isNullWord($0) || isBareClock($0) } }
      return words.say(.clock) && readsAsClock(index, isHour: !Set(words.words).isDisjoint(with: Self.hours))
    }
    let late: Set<String> = ["end", "finish", "stop", "closed", "close", "update", "updated", "סיום", "סגירה", "עדכון"]
    let best = clocks.min { a, b in
      func cost(_ index: Int) -> (Int, Int) {
        let words = Set(HeaderWords(columns[index]).words)
        return (words.isDisjoint(with: late) ? 0 : 1, words.intersection(dayWords).isEmpty ? abs(index - place) : 0)
      }
      return cost(a) < cost(b)
    }
    return best.map { [day.column, columns[$0]] }
  }

  /// The customer's column that is not filled everywhere, and the device's that is where it is not.
  private var idAndDevice: [String]? {
    let devices = columns.indices.filter { Self.devices.contains(simplifiedHeader(columns[$0])) }
    guard !devices.isEmpty else { return nil }
    let people = columns.indices.filter { Self.people.contains(simplifiedHeader(columns[$0])) && !devices.contains($0) }
    guard let person = people.first, !profile(person).isFull else { return nil }
    let device = devices.first { index in
      zip(samples[person], samples[index]).contains { ($0.isEmpty || namesNobody($0)) && !$1.isEmpty }
    }
    return device.map { [columns[person], columns[$0]] }
  }

  /// The device's column that a row without a customer may have instead; `nil` where the customer is made of both already.
  package func deviceColumn(besides customer: String) -> String? {
    guard shape == .long, !made.contains(where: { $0.role == .customer }),
      Self.people.contains(simplifiedHeader(customer))
    else { return nil }
    return columns.first { Self.devices.contains(simplifiedHeader($0)) && $0 != customer }
  }

  /// Names of ids that a person gets when he says who he is.
  private static let people: Set<String> = [
    "userid", "customerid", "memberid", "accountid", "clientid", "contactid", "personid", "subscriberid", "profileid",
    "user", "customer", "crmid", "externalid", "מזההלקוח", "מזההמשתמש", "מספרלקוח",
  ]

  /// Names of ids that a browser or a device gets by itself.
  private static let devices: Set<String> = [
    "anonymousid", "deviceid", "userpseudoid", "cookieid", "visitorid", "gaclientid", "fullvisitorid", "amplitudeid",
    "idvisitor", "browserid", "installid", "installationid", "fingerprint", "anonid", "anonymoususerid", "deviceuuid",
    "מזההמכשיר", "מזההאנונימי", "מזההמבקר",
  ]

  /// Names that a browser or a device may have given by itself, where no other column says who it was.
  fileprivate static let devicesAlone = devices.union(["clientid", "cookie", "gaid", "idfa", "idfv", "uuid", "mpid"])

  /// A kind of document and the channel it was made in: each alone says half of what happened.
  private var documentAndChannel: [String]? {
    guard export == nil, let document = columns.first(where: { HeaderWords($0).say(.documentKind) }),
      let place = columns.firstIndex(of: document), profile(place).looksLikeActivity
    else { return nil }
    let roles = guessRoles(self)
    // Another column that is called like a touchpoint says it better.
    if let touchpoint = roles.first(where: { $0.role == .touchpoint }), !touchpoint.byContent,
      touchpoint.column != document
    {
      return nil
    }
    guard let channel = roles.first(where: { $0.role == .channel })?.column, channel != document,
      let other = columns.firstIndex(of: channel), profile(other).distinct <= 20
    else { return nil }
    return [document, channel]
  }
}

/// Whether the ids of a column of this name are those of devices, not of people.
package func isDeviceColumn(_ name: String) -> Bool { Inspection.devicesAlone.contains(simplifiedHeader(name)) }

extension Inspection {
  /// The column that names the client's branches: its header says so, or the question it answers, and its values are words
  /// of which few are different. `nil` where no column does, or several do.
  ///
  /// - Parameter taken: columns that are known to be something else.
  package func branchColumn(besides taken: [String]) -> String? {
    let names: Set<String> = ["branch", "store", "shop", "outlet", "סניף", "חנות"]
    let found = ownColumns.filter { column in
      guard !taken.contains(column), let place = columns.firstIndex(of: column) else { return false }
      let question = questions.first { $0.column == column }?.text ?? ""
      guard HeaderWords(column).hold(names) || HeaderWords(question).hold(names) else { return false }
      let values = samples[place].filter { !$0.isEmpty }
      let different = Set(values).count
      return different > 1 && 3 * different <= values.count && values.allSatisfy { $0.contains(where: \.isLetter) }
    }
    return found.count == 1 ? found[0] : nil
  }
}

/// Whether a column of this name says where something was: a branch, a shop, a team.
package func namesPlace(_ name: String) -> Bool { HeaderWords(name).say(.place) }
