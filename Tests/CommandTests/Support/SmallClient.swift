import TestSupport

/// A small invented client: some tens of customers, so that most counts are of few people.
struct SmallClient {
  /// Numbers that look random and are the same on every machine (SplitMix64).
  private struct Numbers {
    var state: UInt64

    mutating func next(_ n: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(n))
    }
  }

  private struct Touchpoint {
    var id, stage, channel: String
    var rules = ""
  }

  private static let touchpoints = [
    Touchpoint(id: "ad", stage: "find", channel: "social"),
    Touchpoint(id: "search", stage: "find", channel: "search"),
    Touchpoint(id: "friend", stage: "find", channel: "word", rules: ", kind: referral"),
    Touchpoint(id: "letter", stage: "find", channel: "mail", rules: ", initiated-by: company"),
    Touchpoint(id: "site", stage: "book", channel: "web"),
    Touchpoint(id: "call", stage: "book", channel: "phone", rules: ", contact: direct"),
    Touchpoint(id: "shop", stage: "buy", channel: "shop", rules: ", kind: purchase, contact: direct"),
    Touchpoint(id: "webshop", stage: "buy", channel: "web", rules: ", kind: purchase"),
    Touchpoint(id: "help", stage: "care", channel: "phone", rules: ", kind: service, contact: direct"),
    Touchpoint(id: "done", stage: "care", channel: "web", rules: ", ends-well: yes"),
  ]

  /// By name, the files of the client.
  private(set) var files: [String: String] = [:]

  /// Whether the report is of a part of the data, beside another part.
  let hasPeriod: Bool

  /// - Parameters:
  ///   - seed: each another client.
  ///   - hasVisitors: a list of customers stands beside the log, in which some ids are not.
  init(seed: Int, hasVisitors: Bool = false) {
    hasPeriod = seed % 4 == 1
    var numbers = Numbers(state: UInt64(seed) &* 7_919)
    let count = [15, 30, 50, 80, 120][numbers.next(5)]
    let weights = Self.touchpoints.map { _ in
      let w = 5 + numbers.next(95)
      return w * w
    }
    var rows = "customer,time,touchpoint,amount,plan,mailing,coupon,branch,sku\n"
    var list = "customer,age,joined,area,by\n"
    // Drawn apart, so that the journeys of a seed stay what they are.
    var ofClub = Numbers(state: UInt64(seed) &* 104_729 &+ 1)
    var ofFriends = Numbers(state: UInt64(seed) &* 15_485_863 &+ 3)
    var ofLetters = Numbers(state: UInt64(seed) &* 155_921 &+ 3)
    var ofPlan = Numbers(state: UInt64(seed) &* 130_363 &+ 2)
    var ofBranch = Numbers(state: UInt64(seed) &* 155_921 &+ 3)
    var ofProduct = Numbers(state: UInt64(seed) &* 179_424_673 &+ 5)
    for customer in 1...count {
      let joined = ofClub.next(3) == 0 ? Self.time(ofClub.next(60 * 24 * 200)).prefix(10) : ""
      let area = ["far", "near", "near", "near"][ofClub.next(4)]
      if !hasVisitors || numbers.next(3) > 0 {
        list +=
          "C\(customer),\(["18-34", "35-49", "50+"][numbers.next(3)]),\(joined),\(area),\(Self.bringer(of: customer, &ofFriends))\n"
      }
      let plan = ["basic", "full", "full", ""][ofPlan.next(seed % 2 == 0 ? 3 : 4)]
      var minutes = numbers.next(60 * 24 * 200)
      for step in 0...numbers.next(7) {
        var pick = numbers.next(weights.reduce(0, +))
        var place = 0
        while pick >= weights[place] {
          pick -= weights[place]
          place += 1
        }
        if step == 0 && Self.touchpoints[place].stage == "care" { place = [0, 1, 4][numbers.next(3)] }
        let isPurchase = Self.touchpoints[place].stage == "buy"
        let amount = isPurchase ? "\(50 + numbers.next(850))" : ""
        let name = Self.touchpoints[place].id == "letter" ? ["spring", "autumn"][ofClub.next(2)] : ""
        let coupon = isPurchase && ofClub.next(3) == 0 ? "half" : ""
        let isAtBranch = ["call", "help", "shop"].contains(Self.touchpoints[place].id)
        let branch = isAtBranch ? ["north", "north", "south", "east"][ofBranch.next(4)] : ""
        rows += "C\(customer),\(Self.time(minutes)),\(Self.touchpoints[place].id),\(amount),\(plan),\(name),\(coupon),"
        let product = isPurchase ? ["bread", "bread", "milk", "tea", ""][ofProduct.next(5)] : ""
        rows += "\(branch),\(product)\n"
        // Some buy something else with it.
        if seed % 4 == 2, isPurchase, ofProduct.next(3) == 0 {
          rows += "C\(customer),\(Self.time(minutes + 1)),\(Self.touchpoints[place].id),20,\(plan),,,,"
          rows += ["milk", "eggs"][ofProduct.next(2)] + "\n"
        }
        // Some who are written to are written to again and again, and a few ask for no more.
        if hasVisitors, Self.touchpoints[place].id == "letter" {
          for again in 1...1 + ofLetters.next(9) where again > 1 {
            let day = Self.time(minutes + again * 60 * (1 + ofLetters.next(60)))
            rows += "C\(customer),\(day),letter,,\(plan),\(["spring", "autumn"][ofLetters.next(2)]),,,\n"
          }
          if ofLetters.next(4) == 0 {
            rows += "C\(customer),\(Self.time(minutes + ofLetters.next(60 * 24 * 9))),stop,,\(plan),,,,\n"
          }
        }
        minutes += 5 + numbers.next(60 * 24 * 18)
      }
    }
    let touchpoints = Self.touchpoints.map {
      "  - {id: \($0.id), stage: \($0.stage), channel: \($0.channel)\($0.rules)}\n"
    }
    let project = """
      client: {id: c\(seed), name: Client}
      languages: [en]
      timezone: UTC
      \(hasPeriod ? "period: 2025-04-01..2025-12-31\ncompare: 2025-01-01..2025-03-31" : "ties: auto")
      observed-until: 2026-03-01
      windows: {inactivity: 30d, conversion: 30d, repurchase: 90d}
      stages: [find, book, buy, care]
      groups: [plan\(hasVisitors ? ", age" : "")]
      personas:
        - {id: whole, where: {plan: full}}
        - {id: again, where: {\(seed % 2 == 0 ? "purchases: \">= 2\"" : "touches: \">= 3\", channels: [web, phone]")}}
      \(seed % 5 < 3 ? "channel-groups: [{id: online, channels: [social, search, web]}]" : "draft: no")
      touchpoints:
      \(touchpoints.joined())\(hasVisitors ? Self.stop : "")sources:
        - {file: events.csv, columns: {branch: branch\(seed % 4 == 2 ? ", product: sku" : "")\(hasVisitors ? ", campaign: mailing, offer: coupon" : "")}}
      \(hasVisitors ? "  - {file: customers.csv, kind: customers, attributes: [age], columns: {customer: customer, referrer: by}}\n\(Self.keys)\n" : "")
      """
    let costs = hasVisitors ? Self.costs(rows) : ""
    files = ["events.csv": rows, "project.yml": project + costs, "open.yml": project + costs + "\nprivacy: off\n"]
    if hasVisitors { files["customers.csv"] = list }
  }

  /// Where customers ask for no more letters.
  private static let stop = "  - {id: stop, stage: care, channel: mail, opt-out: yes}\n"

  /// What is asked of the list of customers.
  private static let keys = "club: {joined: joined, cost: {per: year, value: 900}}\ncaptive: {where: {area: [far]}}"

  /// Who brought a customer, one of three; one in twenty of those is nobody of the client's.
  private static func bringer(of customer: Int, _ numbers: inout Numbers) -> String {
    guard customer > 1, numbers.next(3) == 0 else { return "" }
    return numbers.next(20) == 0 ? "somebody" : "C\(1 + numbers.next(customer - 1) / 4)"
  }

  /// What channels and offers that come up cost.
  private static func costs(_ rows: String) -> String {
    let own = touchpoints.filter { rows.contains(",\($0.id),") }
    let channels = ["social", "search", "web"].filter { channel in own.contains { $0.channel == channel } }
    let offers = rows.contains(",half\n") ? ["{offer: half, each: 20}"] : []
    return "\ncost: [\((channels.map { "{channel: \($0), once: 1000}" } + offers).joined(separator: ", "))]\n"
  }

  /// So many minutes after the first of January 2025.
  private static func time(_ minutes: Int) -> String {
    var day = minutes / 1440
    var month = 1
    var year = 2025
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    while day >= lengths[month - 1] {
      day -= lengths[month - 1]
      month += 1
      if month > 12 { (month, year) = (1, year + 1) }
    }
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(year)-\(two(month))-\(two(day + 1)) \(two(minutes / 60 % 24)):\(two(minutes % 60))"
  }

  /// The same client as it was: without what happened from a day on.
  ///
  /// - Parameters:
  ///   - day: the first day of which nothing was known then.
  ///   - keys: in place of the report's period and the end of its data.
  func before(_ day: String, _ keys: String) -> SmallClient {
    var earlier = self
    let rows = (files["events.csv"] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    earlier.files["events.csv"] = rows.enumerated().filter { place, row in
      place == 0 || row.isEmpty || row.split(separator: ",")[1] < day
    }.map { String($0.element) }.joined(separator: "\n")
    for name in ["project.yml", "open.yml"] {
      earlier.files[name] =
        (files[name] ?? "").split(separator: "\n").filter { line in
          !["period:", "compare:", "observed-until:"].contains { line.hasPrefix($0) }
        }.joined(separator: "\n") + "\n\(keys)\n"
    }
    return earlier
  }

  /// The report as published, and the same without privacy.
  ///
  /// - Parameter previous: an earlier report.json that the published one is held beside.
  func reports(previous: [UInt8]? = nil) throws -> (published: JSONValue, open: JSONValue, file: [UInt8]) {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(name, text) }
    let earlier = try previous.map { ["--previous", try folder.write("then.json", $0)] } ?? []
    var file: [UInt8] = []
    func report(_ project: String, _ more: [String]) throws -> JSONValue {
      let out = folder.path("out-" + project)
      let outcome = try MasaProgram.run(["report", folder.path(project), "--output", out, "--language", "en"] + more)
      guard outcome.exit == 0 else {
        throw Failure(message: "\(project): exit code \(outcome.exit), \(outcome.errors)")
      }
      let made = try Output(folder.url.appending(path: "out-" + project))
      if project == "project.yml" { file = made.files[made.place + "report.json"] ?? [] }
      return try made.report()
    }
    let published = try report("project.yml", earlier)
    return (published, try report("open.yml", []), file)
  }
}
