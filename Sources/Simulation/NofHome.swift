import Basics

/// The models that come with Masa.
extension ClientModel {
  /// All of them, the first being the usual one.
  package static let all = [nofHome, briaClinic]

  /// The model with this name.
  package static func named(_ id: String) throws(SimulationError) -> ClientModel {
    guard let found = all.first(where: { $0.id == id }) else { throw .unknownModel(id, known: all.map(\.id)) }
    return found
  }

  /// נוף לבית, an invented Israeli chain of home goods: site, app, five branches, a call centre and a club.
  package static let nofHome = ClientModel(
    id: "nof-home", usualCustomers: 8000, usualMonths: 18, lastDay: CivilDate(2026, 6, 30), customerPrefix: "C",
    columns: Columns(
      customer: "customer_id", time: "when", touchpoint: "activity", amount: "total", product: "category", shop: true),
    touchpoints: nofHomeTouchpoints,
    personas: nofHomePersonas,
    attributes: [
      Attribute(name: "age_band", values: nofHomeAges(8, 22, 25, 20, 15, 10)),
      Attribute(
        name: "area", values: ["מרכז": 34, "שרון": 20, "צפון": 18, "דרום": 14, "ירושלים": 11, "אילת והערבה": 3]),
      Attribute(name: "new_home", values: ["yes": 4, "no": 96]),
    ],
    // Advertising on one network brought most; by now people come in through more points.
    entries: [
      "fb_ad": 34, "google_search": 29, "tiktok": 5, "press_ad": 3, "radio": 3, "site": 8, "branch_visit": 10,
      "app": 3, "lead_form": 1, "whatsapp": 2, "call_centre": 2,
    ],
    entriesLater: [
      "fb_ad": 20, "google_search": 21, "tiktok": 14, "press_ad": 5, "radio": 5, "site": 10, "branch_visit": 13,
      "app": 7, "lead_form": 1, "whatsapp": 2, "call_centre": 2,
    ],
    returnEntries: ["site": 30, "branch_visit": 18, "fb_ad": 16, "google_search": 20, "app": 10, "tiktok": 4],
    loopEntries: [
      "app": 11, "site": 10, "branch_visit": 8, "fb_ad": 29, "google_search": 24, "buy_app": 4, "buy_branch": 4,
      "buy_site": 3, "tiktok": 5, "press_ad": 2,
    ],
    gapDays: [
      Band(0, 0, weight: 55), Band(1, 3, weight: 27), Band(4, 9, weight: 5), Band(10, 20, weight: 3),
      Band(21, 28, weight: 1), Band(32, 40, weight: 9),
    ],
    silenceDays: 45, returnPermille: 320, returnDays: [Band(110, 170, weight: 6), Band(171, 300, weight: 4)],
    repeatPermille: 680,
    repeatDays: [
      Band(14, 35, weight: 25), Band(36, 80, weight: 40), Band(81, 150, weight: 28), Band(190, 300, weight: 7),
    ],
    afterPurchase: AfterPurchase(
      delivery: "delivery", deliveryDays: [Band(2, 5, weight: 6), Band(6, 12, weight: 3), Band(13, 21, weight: 1)],
      servicePermille: 210, service: ["call_centre": 62, "whatsapp": 38], refund: "refund"),
    // One bad purchase, delivery or call decides, and so does how much it took.
    experience: Experience(
      at: ["buy_site", "buy_branch", "buy_app", "buy_phone", "delivery", "sales_call", "call_centre"], spread: 26,
      bad: 40, afterBad: 18, otherwise: 132, easy: 4, hard: 9, afterEasy: 122, afterHard: 70,
      better: CivilDate(2026, 1, 1), keenPermille: 310,
      keenPercent: 300, othersPercent: 10),
    referral: Referral(
      touchpoint: "friend", leakPercent: 60, permille: 95, days: [Band(10, 60, weight: 7), Band(61, 150, weight: 3)]),
    club: SimulatedClub(
      joinPermille: 300, laterPermille: 350, laterDays: [Band(3, 40, weight: 1), Band(41, 100, weight: 1)],
      readinessPercent: 84, attention: 9, weeklyMonths: [11], mailing: "club_mail", mailingPermille: 650,
      birthday: "birthday", raffle: "raffle",
      raffleMonths: [3, 9], responsePermille: 300, couponPermille: 260,
      codes: ["CLUB15", "BDAY50", "RAFFLE", "FRIEND40", "SALE10", "BACK20"]),
    welcomeBack: WelcomeBack(
      touchpoint: "sms_offer", sentPermille: 330, afterDays: [Band(30, 60, weight: 1)], takenPermille: 110,
      at: ["buy_app": 40, "buy_site": 35, "buy_branch": 25]),
    optOut: OptOut(touchpoint: "unsubscribe", permille: [4, 14, 60]),
    captive: Captive(attribute: "area", value: "אילת והערבה", readinessPercent: 160, worse: 12),
    products: [
      Product(name: "ספות", weight: 5, least: 1900, most: 4900),
      Product(name: "שולחנות וכיסאות", weight: 8, least: 450, most: 2400),
      Product(name: "תאורה", weight: 20, least: 120, most: 890),
      Product(name: "שטיחים", weight: 12, least: 250, most: 1800),
      Product(name: "כלי מטבח", weight: 26, least: 60, most: 520),
      Product(name: "מצעים, מגבות ושמיכות", weight: 21, least: 90, most: 690),
      Product(name: "ריהוט גן", weight: 8, least: 300, most: 2600),
    ],
    branches: ["ראשון לציון": 26, "סניף ת\"א": 22, "חיפה": 20, "באר שבע": 15, "ירושלים": 14, "אילת": 3],
    branchLeaks: ["באר שבע": 35],
    departments: [
      ["buy_site", "buy_app"], ["buy_branch"], ["sales_call", "buy_phone"], ["delivery"], ["call_centre"],
    ],
    paidChannels: ["social", "press", "radio"],
    // Before Passover and the autumn holidays, in the summer of moving house, and in November's sales.
    monthWeights: [88, 86, 122, 92, 96, 104, 116, 118, 112, 78, 128, 92],
    quietDays: israeliHolidays,
    surveys: [
      SurveyPlan(
        file: "survey-relational.csv", kind: .relational,
        questions: [.nps, .consistency, .belonging, .attention, .importance], at: [],
        waves: [
          [CivilDate(2025, 12, 7), CivilDate(2025, 12, 21)], [CivilDate(2026, 6, 7), CivilDate(2026, 6, 21)],
        ],
        invitedPermille: 420, answeredPermille: 210, textPermille: 380, delayMinutes: [Band(20, 14 * 1440, weight: 1)],
        leavesAloneDays: 0, listsInvitations: true, answersPerThousandCustomers: 0),
      SurveyPlan(
        file: "survey-transactional.csv", kind: .transactional, questions: [.csat],
        at: ["buy_site", "buy_branch", "buy_app", "buy_phone", "delivery", "sales_call", "call_centre"],
        waves: [[CivilDate(2025, 1, 1), CivilDate(2026, 6, 30)]], invitedPermille: 980, answeredPermille: 310,
        textPermille: 260, delayMinutes: [Band(1440, 3 * 1440, weight: 6), Band(3 * 1440, 9 * 1440, weight: 4)],
        leavesAloneDays: 300, listsInvitations: true, answersPerThousandCustomers: 0),
      SurveyPlan(
        file: "survey-momentary.csv", kind: .momentary, questions: [.ces, .csat],
        at: ["site", "lead_form", "branch_visit", "app", "call_centre", "whatsapp"],
        waves: [
          [CivilDate(2025, 10, 19), CivilDate(2025, 11, 30)], [CivilDate(2026, 4, 19), CivilDate(2026, 5, 31)],
        ],
        invitedPermille: 1000, answeredPermille: 300, textPermille: 240, delayMinutes: [Band(2, 50, weight: 1)],
        leavesAloneDays: 0, listsInvitations: false, answersPerThousandCustomers: 0),
      SurveyPlan(
        file: "survey-leaving.csv", kind: .leaving, questions: [.reason], at: ["goodbye"],
        waves: [[CivilDate(2026, 6, 10), CivilDate(2026, 6, 24)]], invitedPermille: 600, answeredPermille: 180,
        textPermille: 0, delayMinutes: [Band(20, 14 * 1440, weight: 1)], leavesAloneDays: 0, listsInvitations: false,
        answersPerThousandCustomers: 0),
    ],
    leaving: LeavingReasons(
      reasons: [
        "אין צורך כרגע": 40, "מצאתי מחיר טוב יותר": 34, "השירות בזמן הקנייה": 4, "המשלוח": 4, "עברתי למקום אחר": 18,
      ], afterBad: ["delivery": 3, "sales_call": 2, "call_centre": 2, "buy_phone": 2, "buy_site": 2]),
    voices: nofHomeVoices,
    flaws: Flaws(
      unidentifiedPermille: 6,
      unidentifiedAt: ["buy_branch": 55, "branch_visit": 20, "whatsapp": 15, "call_centre": 10],
      rowsPerUnreadableTime: 3900, unreadableTimes: ["2026-02-31 10:15", "0000-00-00 00:00", "#REF!", "לא ידוע"]))

  private static func nofHomeAges(_ weights: Int...) -> Shares {
    var shares: Shares = ["18-24": 1, "25-34": 1, "35-44": 1, "45-54": 1, "55-64": 1, "65+": 1]
    shares.weights = weights
    return shares
  }

  private static let nofHomePersonas = [
    Persona(
      id: "movers", weight: 22,
      leanings: [
        "google_search": 150, "site": 120, "lead_form": 140, "sales_call": 130, "tiktok": 120, "press_ad": 30,
      ],
      repeatPercent: 125,
      attributes: [
        Attribute(name: "age_band", values: nofHomeAges(10, 42, 30, 10, 5, 3)),
        Attribute(name: "new_home", values: ["yes": 88, "no": 12]),
      ]),
    Persona(
      id: "bargain", weight: 30,
      leanings: ["fb_ad": 140, "tiktok": 150, "app": 150, "buy_app": 140, "branch_visit": 75, "call_centre": 70],
      repeatPercent: 110, attributes: [Attribute(name: "age_band", values: nofHomeAges(18, 32, 26, 15, 6, 3))]),
    Persona(
      id: "browsers", weight: 30, leanings: ["site": 120, "fb_ad": 110, "buy_site": 110], repeatPercent: 80,
      attributes: []),
    Persona(
      id: "branch-faithful", weight: 18,
      leanings: [
        "tiktok": 10, "app": 25, "buy_app": 30, "fb_ad": 60, "press_ad": 420, "radio": 380, "branch_visit": 190,
        "buy_branch": 150, "call_centre": 190, "whatsapp": 60,
      ],
      repeatPercent: 95, attributes: [Attribute(name: "age_band", values: nofHomeAges(1, 5, 12, 22, 30, 30))]),
  ]

  /// Holidays of 2025 and 2026 on which shops are closed.
  static let israeliHolidays = [
    CivilDate(2025, 4, 13), CivilDate(2025, 4, 19), CivilDate(2025, 6, 2), CivilDate(2025, 9, 23),
    CivilDate(2025, 9, 24),
    CivilDate(2025, 10, 2), CivilDate(2025, 10, 7), CivilDate(2025, 10, 14), CivilDate(2026, 4, 2),
    CivilDate(2026, 4, 8),
    CivilDate(2026, 5, 22),
  ]
}
