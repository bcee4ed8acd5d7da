import Basics

/// בריאה, an invented private clinic: few patients, no club, few answers.
extension ClientModel {
  /// A small clinic, the harder test.
  package static let briaClinic = ClientModel(
    id: "bria-clinic", usualCustomers: 400, usualMonths: 18, lastDay: CivilDate(2026, 6, 30), customerPrefix: "P",
    columns: Columns(
      customer: "patient_id", time: "time", touchpoint: "event", amount: "paid", product: "specialty", shop: false),
    touchpoints: briaTouchpoints,
    personas: [
      Persona(
        id: "digital", weight: 45, leanings: ["online_booking": 170, "secretary": 50, "whatsapp": 130, "visit": 100],
        repeatPercent: 95,
        attributes: [Attribute(name: "age_band", values: ["18-34": 40, "35-49": 38, "50-64": 16, "65+": 6])]),
      Persona(
        id: "by-phone", weight: 55,
        leanings: ["online_booking": 40, "secretary": 160, "whatsapp": 70, "gp_referral": 140], repeatPercent: 110,
        attributes: []),
    ],
    attributes: [
      Attribute(name: "age_band", values: ["18-34": 10, "35-49": 24, "50-64": 34, "65+": 32]),
      Attribute(name: "area", values: ["העיר": 58, "יישובי הסביבה": 42]),
      Attribute(name: "extra_insurance", values: ["yes": 62, "no": 38]),
    ],
    entries: ["gp_referral": 32, "google_search": 26, "clinic_site": 18, "secretary": 16, "whatsapp": 8],
    entriesLater: nil,
    returnEntries: ["google_search": 25, "clinic_site": 35, "gp_referral": 40],
    loopEntries: ["clinic_site": 24, "online_booking": 40, "gp_referral": 18, "google_search": 6, "visit": 12],
    gapDays: [
      Band(0, 0, weight: 24), Band(1, 4, weight: 30), Band(5, 14, weight: 24), Band(15, 30, weight: 12),
      Band(32, 40, weight: 10),
    ],
    silenceDays: 45, returnPermille: 180, returnDays: [Band(110, 170, weight: 1), Band(171, 260, weight: 1)],
    repeatPermille: 520, repeatDays: [Band(20, 50, weight: 4), Band(51, 120, weight: 4), Band(121, 165, weight: 2)],
    afterPurchase: AfterPurchase(
      delivery: "results", deliveryDays: [Band(2, 6, weight: 3), Band(7, 14, weight: 2)], servicePermille: 160,
      service: ["secretary": 60, "whatsapp": 40], refund: nil),
    experience: nil,
    referral: Referral(touchpoint: "friend", leakPercent: 100, permille: 60, days: [Band(10, 120, weight: 1)]),
    club: nil, welcomeBack: nil, optOut: nil, captive: nil,
    products: [
      Product(name: "אורתופדיה", weight: 34, least: 650, most: 650),
      Product(name: "רפואת עור", weight: 30, least: 580, most: 580),
      Product(name: "פיזיותרפיה", weight: 24, least: 290, most: 290),
      Product(name: "תזונה", weight: 12, least: 340, most: 340),
    ],
    branches: [:], branchLeaks: [:], departments: [], paidChannels: [],
    monthWeights: [106, 104, 104, 84, 104, 100, 96, 80, 82, 84, 112, 108],
    quietDays: israeliHolidays,
    surveys: [
      SurveyPlan(
        file: "survey-visits.csv", kind: .transactional, questions: [.csat, .nps],
        at: ["visit", "secretary", "results"],
        waves: [], invitedPermille: 260, answeredPermille: 450, textPermille: 600,
        delayMinutes: [Band(600, 6 * 1440, weight: 1)], leavesAloneDays: 0, listsInvitations: false,
        answersPerThousandCustomers: 150)
    ],
    leaving: nil, voices: briaVoices,
    flaws: Flaws(
      unidentifiedPermille: 5, unidentifiedAt: ["secretary": 70, "whatsapp": 30], rowsPerUnreadableTime: 700,
      unreadableTimes: ["2026-02-30 09:00", "—"]))

  private static let briaTouchpoints = [
    SimulatedTouchpoint(
      "gp_referral", as: ["GP referral": 1], stage: 0, channel: "doctor", hours: .office, leak: 90,
      next: ["secretary": 50, "clinic_site": 26, "online_booking": 24]),
    SimulatedTouchpoint(
      "google_search", stage: 0, channel: "search", leak: 150,
      next: ["clinic_site": 78, "secretary": 14, "whatsapp": 8]),
    SimulatedTouchpoint(
      "friend", stage: 0, channel: "word_of_mouth", kind: .referral, leak: 50,
      next: ["clinic_site": 40, "secretary": 40, "whatsapp": 20]),
    SimulatedTouchpoint(
      "clinic_site", stage: 0, channel: "site", leak: 150,
      next: ["online_booking": 46, "secretary": 30, "whatsapp": 12, "clinic_site": 12]),
    SimulatedTouchpoint(
      "secretary", as: ["Phone - desk": 1], stage: 1, channel: "phone", kind: .touch, hours: .office, leak: 210,
      next: ["visit": 66, "secretary": 14, "online_booking": 10, "whatsapp": 10], quality: 50),
    SimulatedTouchpoint(
      "online_booking", stage: 1, channel: "site", leak: 80,
      next: ["visit": 78, "secretary": 14, "online_booking": 8], quality: 80),
    SimulatedTouchpoint(
      "whatsapp", as: ["WhatsApp": 1], stage: 1, channel: "messaging", leak: 90,
      next: ["visit": 44, "secretary": 26, "online_booking": 30], quality: 80),
    SimulatedTouchpoint(
      "visit", stage: 2, channel: "clinic", kind: .purchase, hours: .office, delivery: 560,
      quality: 84),
    SimulatedTouchpoint(
      "results", stage: 3, channel: "site", kind: .service, hours: .office, quality: 68),
  ]

  private static let briaVoices = [
    Voice(
      at: "visit",
      low: ["חיכיתי {n} דקות מעבר לשעה שנקבעה", "הביקור היה קצר מדי", "לא הסבירו לי מה הצעד הבא"],
      high: [
        "הרופאה הקשיבה והסבירה בסבלנות", "נכנסתי בזמן", "יצאתי עם תוכנית טיפול ברורה", "יחס אנושי ומכבד",
        "מקום נקי ונעים",
      ]),
    Voice(
      at: "secretary",
      low: ["קשה להשיג את המזכירות בבוקר", "חיכיתי {n} דקות על הקו", "קבעו לי תור ליום הלא נכון"],
      high: ["מצאו לי תור קרוב", "מזכירה אדיבה ומסבירת פנים"]),
    Voice(
      at: "results", low: ["התוצאות התעכבו ואף אחד לא עדכן", "קיבלתי תוצאות בלי הסבר"],
      high: ["התוצאות הגיעו מהר, עם הסבר בשפה פשוטה", "קיבלתי הודעה ברגע שהתוצאות היו מוכנות"]),
  ]
}
