import TestSupport

/// Everything a reader of report.json knows of counts and of how they add up, handed to the attacker.
///
/// Relations that hold by what the numbers mean are always used; those that hold at some clients are used where they
/// hold in the same report without privacy, which is more than a reader knows.
struct ReportAttack {
  private var attacker = Attacker()
  /// The smallest count that is shown.
  let fewest = 5
  var hidden: [(cell: Int, name: String, truth: Int)] = []
  var cells: [String: Int] = [:]
  private(set) var truths: [Int] = []
  /// Relations that do not hold in the report without privacy although they should.
  private(set) var broken: [String] = []
  /// Counts that are printed and not what they are, or outside their range.
  var wrong: [String] = []
  var hasPeriod: Bool

  /// - Parameters:
  ///   - report: as published.
  ///   - open: of the same data with `privacy: off`.
  ///   - hasPeriod: whether the data go on behind the report's period, so that a journey's touches may lie there.
  init(_ report: JSONValue, _ open: JSONValue, hasPeriod: Bool = false) {
    self.hasPeriod = hasPeriod
    add(report, open)
  }

  /// Everything that one report tells.
  mutating func add(_ report: JSONValue, _ open: JSONValue) {
    let touchpoints = byID(report["touchpoints"], open["touchpoints"], "id")
    let sieve = byID(report["sieve"], open["sieve"], "touchpoint")
    let ids = touchpoints.map(\.id)
    let people = add("people", report["people"], open["people"])
    let events = add("events", report["events"], open["events"])
    for key in [
      "customers", "customersActive", "visitors", "buyers", "cycles", "purchases", "cancelled", "cameIn", "lost",
      "leakedCycles", "openCycles",
    ] {
      add(key, report[key], open[key])
    }
    for (id, shown, truth) in touchpoints {
      for key in ["events", "customers", "starts", "ends", "purchases", "cancelled", "cameIn", "lost"] {
        add("\(id) \(key)", shown[key], truth[key])
      }
    }
    for key in ["events", "starts", "ends", "purchases", "cancelled", "cameIn", "lost"] {
      let total = key == "events" ? events : key == "starts" || key == "ends" ? people : cells[key]
      relate(ids.map { cells["\($0) \(key)"] }, total, key)
    }
    addMoves(ids, report, open)
    for (id, _, _) in touchpoints { bound("\(id) customers", "\(id) events") }
    for (id, _, _) in touchpoints { bound("\(id) customers", "people", ofPeople: true) }
    addSieve(sieve, touchpoints, report, open)
    for name in ["new", "loop", "return", "referral"] {
      for key in ["cycles", "buying"] {
        add("origin \(name) \(key)", report["cyclesByOrigin"][name][key], open["cyclesByOrigin"][name][key])
      }
      bound("origin \(name) buying", "origin \(name) cycles")
    }
    let origins = ["new", "loop", "return", "referral"]
    relate(origins.map { cells["origin \($0) cycles"] }, cells["cycles"], "origins")
    relate(origins.map { cells["origin \($0) buying"] }, cells["purchases"], "origins that buy", ifTrue: true)
    bound("buyers", "people", ofPeople: true)
    bound("buyers", "purchases")
    relate([cells["customersActive"], cells["visitors"]], people, "customers and visitors")
    for base in ["customers", "cycles"] { addFunnel(base, report["funnel"][base], open["funnel"][base]) }
    addBlindness(report["blindness"], open["blindness"])
    addChannels(report["channels"], open["channels"])
    addSeparation(report, open)
    addShares(report, open)
    addReturn(report, open)
    addExperience(report, open)
    addOverTime(report, open)
    addComparison(report, open)
    addGroupChannels(report, open)
    addGroupWays(report, open)
    addPersonas(report, open)
    addGroupPages(report, open)
    addReach(report, open)
    addProducts(report, open)
    addUnits(report, open)
  }

  private func byID(_ shown: JSONValue, _ open: JSONValue, _ key: String) -> [(id: String, JSONValue, JSONValue)] {
    open.list.map { truth in
      let id = truth[key].string ?? ""
      return (id, shown.list.first { $0[key].string == id } ?? .null, truth)
    }
  }

  @discardableResult
  mutating func add(_ name: String, _ shown: JSONValue, _ open: JSONValue) -> Int? {
    guard let truth = open.int else { return nil }
    guard let ends = shown.ends else { return addUnknown(name, truth) }
    if truth < ends.low || truth > ends.high { wrong.append("\(name) is \(truth), published \(ends.low)–\(ends.high)") }
    let cell = attacker.add(ends.low, ends.high, truth: truth)
    if shown.isHidden { hidden.append((cell, name, truth)) }
    cells[name] = cell
    truths.append(truth)
    return cell
  }

  /// Whether a count is printed as it is.
  func isTold(_ cell: Int) -> Bool { attacker.ends[cell].low == attacker.ends[cell].high }

  /// A count that is written nowhere.
  @discardableResult
  mutating func addUnknown(_ name: String, _ truth: Int) -> Int {
    let cell = attacker.add(0, 1 << 20, truth: truth)
    cells[name] = cell
    truths.append(truth)
    return cell
  }

  mutating func relate(_ parts: [Int?], _ total: Int?, _ name: String, ifTrue: Bool = false) {
    let known = parts.compactMap { $0 }
    guard let total, known.count == parts.count, !parts.isEmpty else { return }
    guard known.reduce(0, { $0 + truths[$1] }) == truths[total] else {
      if !ifTrue { broken.append(name) }
      return
    }
    attacker.relate(known, total)
  }

  /// One count is never above another. What lies between may be people too, of whom a few are as secret as any.
  mutating func bound(_ lesser: String, _ greater: String, ofPeople: Bool = false) {
    guard let a = cells[lesser], let b = cells[greater] else { return }
    guard truths[a] <= truths[b] else {
      broken.append("\(lesser) within \(greater)")
      return
    }
    let rest = truths[b] - truths[a]
    let cell = addUnknown("\(greater) beyond \(lesser)", rest)
    relate([a, cell], b, "\(lesser) within \(greater)")
    if ofPeople, 1..<fewest ~= rest { hidden.append((cell, "\(greater) beyond \(lesser)", rest)) }
  }

  /// Some counts are a whole, or two together, but for what stands nowhere, which may be few people's.
  mutating func relateWithRest(_ names: [String], _ whole: String, _ more: String? = nil) {
    let parts = names.compactMap { cells[$0] }
    let wholes = [whole, more].compactMap { $0 }.compactMap { cells[$0] }
    guard parts.count == names.count, wholes.count == (more == nil ? 1 : 2) else { return }
    func sum(_ cells: [Int]) -> Int { cells.reduce(0) { $0 + truths[$1] } }
    let rest = sum(wholes) - sum(parts)
    guard rest >= 0 else { return broken.append("\(names[0]) within \(whole)") }
    let all = addUnknown("\(names[0]) and others", sum(wholes))
    relate(wholes, all, whole)
    let cell = addUnknown("\(whole) of no list", rest)
    relate(parts + [cell], all, names[0])
    if 1..<fewest ~= rest { hidden.append((cell, "\(whole) of no list", rest)) }
  }

  /// Some counts are parts of others together; what is left is nobody's secret.
  mutating func relateParts(_ names: [String], _ wholes: [String]) {
    let (parts, all) = (names.compactMap { cells[$0] }, wholes.compactMap { cells[$0] })
    guard parts.count == names.count, all.count == wholes.count else { return }
    func sum(_ cells: [Int]) -> Int { cells.reduce(0) { $0 + truths[$1] } }
    let whole = addUnknown(names.joined() + " in all", sum(all))
    relate(all, whole, "\(wholes)")
    guard sum(parts) <= sum(all) else { return broken.append("\(names) within \(wholes)") }
    relate(parts + [addUnknown(names.joined() + " besides", sum(all) - sum(parts))], whole, "\(names)")
  }

  /// A count of few people that is listed nowhere, and must not follow from what is.
  mutating func addUnlisted(_ name: String, _ truth: Int) {
    let cell = addUnknown(name, truth)
    if 1..<fewest ~= truth { hidden.append((cell, name, truth)) }
  }

  private mutating func addMoves(_ ids: [String], _ report: JSONValue, _ open: JSONValue) {
    func keyed(_ list: JSONValue) -> [String: JSONValue] {
      Dictionary(
        list.list.map { ("\($0["from"].string ?? "")>\($0["to"].string ?? "")", $0["count"]) },
        uniquingKeysWith: { a, _ in a })
    }
    let (shown, truth) = (keyed(report["directlyFollows"]), keyed(open["directlyFollows"]))
    var (from, to): ([String: [Int?]], [String: [Int?]]) = ([:], [:])
    for a in ids {
      for b in ids {
        let key = "\(a)>\(b)"
        let count = truth[key] ?? .number(0)
        let cell = shown[key].map { add("move \(key)", $0, count) } ?? addUnknown("move \(key)", count.int ?? 0)
        if let cell, shown[key] == nil, let count = count.int, 1..<fewest ~= count {
          hidden.append((cell, "move \(key)", count))
        }
        from[a, default: []].append(cell)
        to[b, default: []].append(cell)
      }
    }
    for id in ids {
      relate((from[id] ?? []) + [cells["\(id) ends"]], cells["\(id) events"], "moves from \(id)")
      relate((to[id] ?? []) + [cells["\(id) starts"]], cells["\(id) events"], "moves to \(id)")
    }
  }

  private mutating func addSieve(
    _ sieve: [(id: String, JSONValue, JSONValue)], _ touchpoints: [(id: String, JSONValue, JSONValue)],
    _ report: JSONValue, _ open: JSONValue
  ) {
    let columns = [
      "starts", "arrivals", "skip", "back", "lateral", "repeat", "purchase", "rest", "well", "leak", "open", "end",
      "returned",
    ]
    let into = ["on", "back", "lateral", "repeat", "purchase", "rest", "well", "leak", "open", "end"]
    /// A sum of two counts that are ranges is no count of its own: it may be as narrow as it likes.
    func row(_ name: String, _ shown: JSONValue, _ truth: JSONValue, _ own: inout ReportAttack) {
      for key in columns { own.add("\(name) \(key)", shown[key], truth[key]) }
      guard let on = truth["on"].int, let ends = shown["on"].ends, let skip = own.cells["\(name) skip"] else { return }
      let cell = own.attacker.add(ends.low, ends.high, truth: on)
      own.truths.append(on)
      own.cells["\(name) on"] = cell
      let advance = own.addUnknown("\(name) advance", on - own.truths[skip])
      own.relate([advance, skip], cell, "\(name) on")
    }
    var rowsOf: [String: [String]] = [:]
    for (id, shown, truth) in sieve {
      row("in \(id)", shown, truth, &self)
      let stage = touchpoints.first { $0.id == id }?.2["stage"].string ?? ""
      rowsOf[stage, default: []].append(id)
      relate(
        [cells["in \(id) starts"], cells["in \(id) arrivals"]], cells["\(id) events"], "in of \(id)", ifTrue: true)
      relate(into.map { cells["in \(id) \($0)"] }, cells["\(id) events"], "out of \(id)", ifTrue: true)
      bound("in \(id) returned", "in \(id) leak")
      for key in ["started", "boughtNext", "mature", "leaked", "returned"] {
        add("people \(id) \(key)", shown["people"][key], truth["people"][key])
        bound("people \(id) \(key)", "\(id) customers")
      }
      bound("people \(id) started", "in \(id) starts")
      bound("people \(id) boughtNext", "in \(id) purchase")
      bound("people \(id) leaked", "in \(id) leak")
      bound("people \(id) leaked", "people \(id) mature", ofPeople: true)
      for key in ["customers", "visitors", "lost", "lostVisitors"] {
        add("split \(id) \(key)", shown["recognised"][key], truth["recognised"][key])
      }
      relate(
        [cells["split \(id) customers"], cells["split \(id) visitors"]], cells["\(id) customers"], "split of \(id)")
      relate([cells["split \(id) lost"], cells["split \(id) lostVisitors"]], cells["\(id) lost"], "lost of \(id)")
    }
    for stage in open["stages"].list {
      let id = stage["id"].string ?? ""
      let shown = report["stages"].list.first { $0["id"].string == id } ?? .null
      row("stage \(id)", shown["sieve"], stage["sieve"], &self)
      for key in ["cameIn", "lost"] {
        add("stage \(id) \(key)", shown[key], stage[key])
        let own = touchpoints.filter { $0.2["stage"].string == id }.map { cells["\($0.id) \(key)"] }
        relate(own, cells["stage \(id) \(key)"], "\(key) of stage \(id)")
      }
      for key in columns + ["on"] {
        relate(
          (rowsOf[id] ?? []).map { cells["in \($0) \(key)"] }, cells["stage \(id) \(key)"], "\(key) of stage \(id)")
      }
    }
    let stages = open["stages"].list.map { $0["id"].string ?? "" }
    for (key, total) in [("leak", "leakedCycles"), ("open", "openCycles")] {
      relate(stages.map { cells["stage \($0) \(key)"] }, cells[total], total, ifTrue: true)
    }
    let opened = sieve.map { cells["in \($0.id) starts"] }
    relate(opened, cells["cycles"], "journeys opened", ifTrue: true)
  }

  /// What separates buyers from those who left: of each touchpoint and value four counts, which add up to their groups.
  private mutating func addSeparation(_ report: JSONValue, _ open: JSONValue) {
    for key in ["bought", "left", "boughtCompared", "leftCompared"] {
      add("separation \(key)", report["separation"][key], open["separation"][key])
    }
    bound("separation bought", "buyers", ofPeople: true)
    bound("separation left", "lost", ofPeople: true)
    func name(_ row: JSONValue) -> String {
      "\(row["touchpoint"].string ?? "") \(row["attribute"].string ?? "") \(row["value"].string ?? "")"
    }
    let shown = report["separates"].list
    for row in open["separates"].list {
      let own = name(row)
      let published = shown.first { name($0) == own } ?? .null
      for group in ["Bought", "Left"] {
        let whole = "separation \(group.lowercased())"
        bound(whole + "Compared", whole, ofPeople: true)
        for side in ["with", "without"] { add("\(own) \(side)\(group)", published[side + group], row[side + group]) }
        let both = ["with", "without"].map { cells["\(own) \($0)\(group)"] }
        if row["touchpoint"].string != nil {
          relate(both, cells[whole + "Compared"], own)
        } else {
          let known = both.reduce(0) { $0 + ($1.map { truths[$0] } ?? 0) }
          cells["\(row["attribute"].string ?? "") \(group)"] =
            cells["\(row["attribute"].string ?? "") \(group)"] ?? addUnknown(own, known)
          relate(both, cells["\(row["attribute"].string ?? "") \(group)"], own)
          bound("\(row["attribute"].string ?? "") \(group)", whole)
        }
      }
      guard let id = row["touchpoint"].string, let bought = cells["\(own) withBought"],
        let left = cells["\(own) withLeft"]
      else { continue }
      cells["\(own) with"] = addUnknown(own, truths[bought] + truths[left])
      relate([bought, left], cells["\(own) with"], own)
      bound("\(own) with", "\(id) customers", ofPeople: true)
    }
    // All values of an attribute are together those of whom one is known, whether each is listed or not.
    let rows = open["separates"].list
    for attribute in Set(rows.compactMap { $0["attribute"].string }).sorted() {
      for group in ["Bought", "Left"] {
        guard let known = cells["\(attribute) \(group)"] else { continue }
        let own = rows.filter { $0["attribute"].string == attribute }
        let values = own.compactMap { cells["\(name($0)) with\(group)"] }
        let rest = addUnknown("\(attribute) others", truths[known] - values.reduce(0) { $0 + truths[$1] })
        relate(values + [rest], known, "\(attribute) \(group)")
      }
    }
  }

  /// A share with its base says two counts, those of its part and its whole: ranges are nobody's.
  ///
  /// - Parameters:
  ///   - part: the count read elsewhere that is the part, where there is one.
  ///   - whole: the same of the whole.
  mutating func share(_ name: String, _ shown: JSONValue, _ truth: JSONValue, part: String?, whole: String?) {
    guard let n = truth["n"].int, let value = truth["value"].double else { return }
    let count = Int((value * Double(n)).rounded())
    let isShown = shown["n"].int != nil
    let (a, b) = isShown ? ((count, count), (n, n)) : ((0, 1 << 20), (0, 1 << 20))
    let partCell = attacker.add(a.0, a.1, truth: count)
    truths.append(count)
    let wholeCell = attacker.add(b.0, b.1, truth: n)
    truths.append(n)
    let rest = addUnknown("\(name) rest", n - count)
    relate([partCell, rest], wholeCell, name)
    if let part { relate([partCell], cells[part], "\(name) part", ifTrue: true) }
    if let whole { relate([wholeCell], cells[whole], "\(name) whole", ifTrue: true) }
    cells["\(name) part"] = partCell
    cells["\(name) whole"] = wholeCell
  }

  /// A share with its base says two counts: those that are read beside it are no longer unknown.
  private mutating func addShares(_ report: JSONValue, _ open: JSONValue) {
    for row in open["sieve"].list {
      let id = row["touchpoint"].string ?? ""
      let shown = report["sieve"].list.first { $0["touchpoint"].string == id } ?? .null
      share(
        "leak share of \(id)", shown["people"]["leakShare"], row["people"]["leakShare"],
        part: "people \(id) leaked", whole: "people \(id) mature")
      share("leak rate of \(id)", shown["hole"], row["hole"], part: nil, whole: nil)
      bound("leak rate of \(id) part", "in \(id) leak")
      // Touches of a period's journeys may lie behind its end, where nobody counts interactions.
      if !hasPeriod { bound("leak rate of \(id) whole", "\(id) events") }
      share(
        "known events of \(id)", shown["recognised"]["eventShare"], row["recognised"]["eventShare"], part: nil,
        whole: "\(id) events")
    }
    for row in open["holes"].list {
      let id = row["touchpoint"].string ?? ""
      let shown = report["holes"].list.first { $0["touchpoint"].string == id } ?? .null
      add("hole \(id) touches", shown["touches"], row["touches"])
      add("hole \(id) leaks", shown["leaks"], row["leaks"])
      relate([cells["hole \(id) leaks"]], cells["in \(id) leak"], "leaks of the hole \(id)")
      share(
        "company last at \(id)", shown["companyLast"], row["companyLast"], part: nil, whole: "hole \(id) leaks")
      bound("hole \(id) leaks", "\(id) events")
    }
    for row in open["afterPurchase"].list {
      let id = row["touchpoint"].string ?? ""
      let shown = report["afterPurchase"].list.first { $0["touchpoint"].string == id } ?? .null
      let own = "after a purchase at \(id)"
      add("\(own) touches", shown["touches"], row["touches"])
      add("\(own) leaks", shown["leaks"], row["leaks"])
      share(own, shown["leaked"], row["leaked"], part: "\(own) leaks", whole: "\(own) touches")
      bound("\(own) leaks", "\(own) touches", ofPeople: true)
      bound("\(own) leaks", "in \(id) leak", ofPeople: true)
      bound("\(own) touches", "\(id) events")
    }
    share("who stop", report["stopShare"], open["stopShare"], part: "lost", whole: nil)
    share("repeat", report["loyalty"]["repeatRate"], open["loyalty"]["repeatRate"], part: nil, whole: "buyers")
    share(
      "outside", report["blindness"]["share"], open["blindness"]["share"], part: "blind outside",
      whole: "blind purchases")
    share("other channel", report["channels"]["otherChannel"], open["channels"]["otherChannel"], part: nil, whole: nil)
    bound("other channel whole", "buyers")
  }

  /// What a reader can narrow to less than so wide, in words; empty is well.
  mutating func leaks() -> [String] {
    let width = fewest
    guard var found = attacker.witness(hidden.map(\.cell), width: width) else { return ["the truth does not fit"] }
    // Numbers that fit are found by chance: what seems narrow is looked for ten times as long.
    let narrow = hidden.indices.filter { found[$0].high - found[$0].low < width }
    let cells = narrow.map { hidden[$0].cell }
    if !cells.isEmpty, let longer = attacker.witness(cells, width: width, steps: 40_000) {
      for (place, seen) in zip(narrow, longer) { found[place] = seen }
    }
    return zip(hidden, found).compactMap { hidden, seen in
      seen.high - seen.low >= width
        ? nil : "\(hidden.name), which is \(hidden.truth), lies within \(seen.low)–\(seen.high)"
    }
  }
}
