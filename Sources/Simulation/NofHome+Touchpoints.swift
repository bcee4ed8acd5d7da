/// The touchpoints of נוף לבית, as its map draws them: who is lost where, and where the others go.
extension ClientModel {
  /// All of them, in the order of the journey.
  static let nofHomeTouchpoints = nofHomeDiscovery + nofHomeConsideration + nofHomePurchases + nofHomeAfterwards

  private static let nofHomeDiscovery = [
    SimulatedTouchpoint(
      "fb_ad",
      as: ["FB Ad - always on": 46, "FB Ad - living room": 22, "FB Ad - lighting": 20, "FB Ad - retargeting": 12],
      stage: 0, channel: "social", leak: 140,
      next: [
        "site": 60, "branch_visit": 10, "lead_form": 9, "app": 8, "google_search": 6, "buy_site": 3, "buy_branch": 3,
        "whatsapp": 3,
      ], anonymous: true, quality: 61),
    SimulatedTouchpoint(
      "tiktok", stage: 0, channel: "social", leak: 165,
      next: ["site": 48, "app": 22, "fb_ad": 8, "google_search": 10, "branch_visit": 6, "buy_app": 4], anonymous: true,
      quality: 48),
    SimulatedTouchpoint(
      "google_search", as: ["google_search": 80, "google / organic": 20], stage: 0, channel: "search", leak: 95,
      next: [
        "site": 64, "branch_visit": 10, "call_centre": 6, "lead_form": 6, "app": 4, "buy_site": 6, "buy_branch": 3,
      ], anonymous: true, quality: 74),
    SimulatedTouchpoint(
      "press_ad", stage: 0, channel: "press", leak: 140,
      next: ["branch_visit": 42, "call_centre": 16, "site": 34, "buy_branch": 8]),
    SimulatedTouchpoint(
      "radio", stage: 0, channel: "radio", leak: 160,
      next: ["site": 40, "branch_visit": 30, "call_centre": 18, "google_search": 12]),
    SimulatedTouchpoint(
      "friend", stage: 0, channel: "word_of_mouth", kind: .referral, leak: 50,
      next: [
        "site": 35, "branch_visit": 26, "app": 12, "whatsapp": 8, "buy_branch": 8, "buy_site": 6, "lead_form": 5,
      ], quality: 91),
  ]

  private static let nofHomeConsideration = [
    SimulatedTouchpoint(
      "site", stage: 1, channel: "site", leak: 115,
      next: [
        "buy_site": 9, "branch_visit": 13, "lead_form": 9, "app": 8, "call_centre": 9, "whatsapp": 4,
        "google_search": 9, "fb_ad": 11, "site": 25, "buy_branch": 4, "tiktok": 2, "buy_phone": 2,
      ], anonymous: true, quality: 63, change: -3),
    SimulatedTouchpoint(
      "lead_form", stage: 1, channel: "form", leak: 90,
      next: ["sales_call": 78, "site": 8, "whatsapp": 8, "call_centre": 6], anonymous: true, quality: 58),
    SimulatedTouchpoint(
      "sales_call", as: ["sales_call": 70, "שיחת נציג": 30], stage: 1, channel: "phone", hours: .office, leak: 150,
      next: ["buy_phone": 40, "branch_visit": 24, "site": 14, "sales_call": 8, "whatsapp": 6, "buy_branch": 8],
      quality: 46),
    SimulatedTouchpoint(
      "branch_visit", stage: 1, channel: "branch", hours: .shop, leak: 65,
      next: [
        "buy_branch": 40, "site": 27, "app": 7, "branch_visit": 9, "google_search": 5, "fb_ad": 3, "buy_site": 5,
        "buy_phone": 2, "whatsapp": 2,
      ], atBranch: true, quality: 86),
    SimulatedTouchpoint(
      "app", stage: 1, channel: "app", leak: 85,
      next: [
        "buy_app": 29, "site": 14, "branch_visit": 12, "app": 23, "whatsapp": 5, "call_centre": 4, "buy_branch": 4,
        "fb_ad": 6, "google_search": 4,
      ], quality: 81),
  ]

  private static let nofHomePurchases = [
    SimulatedTouchpoint(
      "buy_site", stage: 2, channel: "site", kind: .purchase, delivery: 930, refund: 48,
      quality: 62, change: 4),
    SimulatedTouchpoint(
      "buy_branch", stage: 2, channel: "branch", kind: .purchase, hours: .shop,
      delivery: 320, refund: 22, atBranch: true, quality: 88),
    SimulatedTouchpoint(
      "buy_app", stage: 2, channel: "app", kind: .purchase, delivery: 930, refund: 44,
      quality: 83),
    SimulatedTouchpoint(
      "buy_phone", stage: 2, channel: "phone", kind: .purchase, hours: .office,
      delivery: 960, refund: 52, quality: 66),
  ]

  private static let nofHomeAfterwards = [
    SimulatedTouchpoint(
      "call_centre", as: ["call_centre": 85, "call center": 15], stage: 3, channel: "phone", kind: .service,
      hours: .office, leak: 310,
      next: [
        "site": 26, "buy_phone": 18, "sales_call": 14, "branch_visit": 18, "call_centre": 10, "whatsapp": 8,
        "buy_site": 4,
      ], quality: 33, change: 4),
    SimulatedTouchpoint(
      "whatsapp", as: ["WhatsApp": 1], stage: 3, channel: "messaging", kind: .service, leak: 60,
      next: [
        "site": 24, "buy_site": 10, "branch_visit": 20, "lead_form": 6, "sales_call": 10, "buy_phone": 6, "app": 8,
        "buy_app": 6,
      ], quality: 85),
    SimulatedTouchpoint(
      "delivery", stage: 3, channel: "courier", kind: .service, hours: .office, quality: 70,
      change: 5),
    SimulatedTouchpoint(
      "refund", stage: 3, channel: "phone", kind: .refund, hours: .office),
    SimulatedTouchpoint(
      "club_mail", stage: 4, channel: "email", byCompany: true, hours: .office),
    SimulatedTouchpoint(
      "birthday", stage: 4, channel: "email", byCompany: true, hours: .office),
    SimulatedTouchpoint("raffle", stage: 4, channel: "email", byCompany: true, hours: .office),
    SimulatedTouchpoint("sms_offer", stage: 4, channel: "messaging", byCompany: true, hours: .office),
    SimulatedTouchpoint("unsubscribe", stage: 4, channel: "email", kind: .service),
  ]
}
