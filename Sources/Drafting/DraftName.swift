import Journeys
import Wording

/// What the name of a touchpoint gives away, in Hebrew and English.
enum DraftName {
  /// Lower case words, parted by anything that is no letter or digit; `AddToCart` is three.
  static func words(_ name: String) -> [String] { PurchaseWords.words(name) }

  /// Whether some word begins with one of these; Hebrew words also behind one letter of ה ב ל ו מ.
  private static func has(_ words: [String], _ beginnings: [String]) -> Bool { PurchaseWords.has(words, beginnings) }

  /// Whether the company begins it.
  static func meansCompany(_ name: String) -> Bool {
    let words = words(name)
    if has(
      words,
      [
        "click", "open", "reply", "inbound", "receiv", "signup", "subscri", "support", "service", "form", "הקלק",
        "פתיח", "תשוב", "נכנס", "הרשמ", "פני",
      ])
    {
      return false
    }
    return has(
      words,
      [
        "newsletter", "mail", "email", "birthday", "sms", "outbound", "reminder", "push", "broadcast", "דיוור",
        "ניוזלטר", "מסרון",
        "תזכור", "יוצא",
      ])
      || (has(words, ["call", "דוא", "מייל", "שיחה", "הודע"])
        && has(words, ["sent", "campaign", "outgoing", "נשלח", "יזומ"]))
  }

  /// Whether it is what becomes of a mail before anybody opens it: sent, delivered, bounced.
  static func isStateOfMail(_ name: String) -> Bool {
    let words = words(name)
    let states: Set<String> = [
      "sent", "send", "delivered", "delivery", "bounce", "bounced", "processed", "deferred", "dropped", "נשלח", "נשלחה",
      "נמסר", "נמסרה", "שליחה", "חזר",
    ]
    return words.count <= 2 && words.contains(where: states.contains)
      && words.allSatisfy { states.contains($0) || ["email", "mail", "sms", "message", "hard", "soft"].contains($0) }
  }

  /// Whether silence after it is success.
  static func endsWell(_ name: String) -> Bool {
    let words = words(name)
    let done = [
      "deliver", "resolved", "completed", "fulfil", "discharg", "onboarded", "thank", "נמסר", "מסיר", "אספק", "טופל",
      "הושלמ", "הסתיי", "התקנ",
    ]
    return has(words, done) && !has(words, ["fail", "late", "delay", "איחור"]) && !words.contains("לא")
      && !words.contains("not")
  }

  /// The kind of a touchpoint where nobody buys.
  static func kind(_ name: String) -> TouchpointKind {
    let words = words(name)
    if has(words, ["refund", "זיכוי", "החזר"]) { return .refund }
    if has(words, ["lost", "churn"]) || words.contains("אבד") { return .exit }
    if has(words, ["referral", "refer", "ממליצ", "המלצ"]) { return .referral }
    if has(words, ["complain", "support", "helpdesk", "תלונ", "תמיכ"]) || words.first == "service"
      || words.first == "שירות"
    {
      return .service
    }
    return .touch
  }

  /// Names in every language: those of frequent events, otherwise the value made readable.
  static func inEvery(_ languages: [Wording], _ id: String) -> [(code: String, text: String)] {
    let words = words(id)
    let isCode =
      id.utf8.count <= 60 && id.utf8.allSatisfy { $0 < 0x80 } && (id.contains("_") || id == id.lowercased())
      && id.utf8.allSatisfy {
        ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x41 && $0 <= 0x5A) || $0 == 0x5F || ($0 >= 0x30 && $0 <= 0x39)
      }
    let spaced = isCode && !words.isEmpty ? words.joined(separator: " ") : id
    let readable = isCode ? spaced.prefix(1).uppercased() + spaced.dropFirst() : spaced
    let key = "draft.name." + words.joined(separator: "-")
    return languages.map { language in
      let name = language.has(key) ? language.plain(key) : readable
      // What only differs in case and punctuation stays as the client writes it.
      return (language.language.code, self.words(name) == words ? readable : name)
    }
  }
}
