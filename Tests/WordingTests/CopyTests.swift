import Foundation
import TestSupport
import Testing

@testable import Wording

/// The report's own sentences, from its language files, as a native consultant would read them.
struct CopyTests {
  /// Everything a phrase can say, with numbers for its arguments; and its key.
  private func said(_ language: Language, vocabulary: [String: String] = [:]) throws -> [(key: String, text: RichText)]
  {
    let file = "site-templates/languages/\(language.code).yml"
    let text = String(decoding: try Data(contentsOf: Repository.root.appending(path: file)), as: UTF8.self)
    let phrases = try Phrases(yaml: text, language: language, file: file)
    let wording = Wording(language: language, phrases: phrases, currency: "ILS", vocabulary: vocabulary)
    return phrases.keys.sorted().flatMap { key in
      [0, 1, 2, 7, 1_200].map { n in
        let arguments = phrases.placeholders(of: key).map { name -> (key: String, value: Argument) in
          (name, name == "n" || name == "k" ? .count(n) : .name("X"))
        }
        return (key, wording(key, arguments))
      }
    }
  }

  /// What is said on pages; the terminal has no client's words.
  private func isOnPages(_ key: String) -> Bool {
    !["draft.", "error.", "check.", "doubt.", "progress.", "result.", "bank."].contains { key.hasPrefix($0) }
  }

  @Test("no sentence that a native consultant would not write is left", arguments: Language.all)
  func banned(_ language: Language) throws {
    for (key, text) in try said(language) where isOnPages(key) {
      for fragment in BannedCopy.fragments(language.code) {
        #expect(!text.plain.contains(fragment), "\(language.code) \(key): “\(fragment)” in “\(text.plain)”")
      }
    }
  }

  /// Invented nouns, which nothing else in the phrase files resembles.
  private static func nouns(isFeminine: Bool) -> [(concept: String, one: String, many: String)] {
    [("customer", "זמפר"), ("purchase", "בלטון"), ("buyer", "גרזם"), ("event", "פלטוק"), ("department", "סרגון")].map {
      ($0.0, $0.1 + (isFeminine ? "ה" : ""), $0.1 + (isFeminine ? "ות" : "ים"))
    }
  }

  @Test(
    "with a client's own nouns of either gender everything agrees, and none of our words is left",
    arguments: [false, true])
  func vocabulary(isFeminine: Bool) throws {
    let nouns = Self.nouns(isFeminine: isFeminine)
    var words: [String: String] = [:]
    for noun in nouns {
      words[noun.concept + ".one"] = noun.one
      words[noun.concept + ".many"] = noun.many
      words[noun.concept + ".definite"] = "ה" + noun.one
      words[noun.concept + ".definite-many"] = "ה" + noun.many
      words[noun.concept + ".gender"] = isFeminine ? "f" : "m"
    }
    let one = nouns.map(\.one).joined(separator: "|")
    let many = nouns.map(\.many).joined(separator: "|")
    // The other gender's word beside a noun, and of many its plural ending; a next noun has its article or a ו.
    let wrong = try [
      isFeminine
        ? "(\(one)) (אחד|נוסף|חוזר|קודם|ראשון|כלשהו|הבא|יכול|חייב|נספר|מקבל)(?![א-ת])"
        : "(\(one)) (אחת|נוספת|חוזרת|קודמת|ראשונה|כלשהי|הבאה|יכולה|חייבת|נספרת|מקבלת)(?![א-ת])",
      isFeminine ? "(שני|אותם) (\(many))" : "(שתי|אותן) (\(many))",
      "(\(many)) (?![הו])[א-ת]+\(isFeminine ? "ים" : "ות")(?![א-ת])",
      // An article that its prefix swallows: להזמפר for לזמפר.
      "(^|[^א-ת])[בכל]ה(\(one)|\(many))",
    ].map { try Regex($0) }
    for (key, text) in try said(.hebrew, vocabulary: words) where isOnPages(key) {
      let plain = text.plain
      for stem in ["לקוח", "רכיש", "רוכש", "אינטראקצי", "מחלקה", "מחלקות"] {
        #expect(!plain.contains(stem), "\(key): “\(stem)” in “\(plain)”")
      }
      for pattern in wrong {
        #expect(plain.firstMatch(of: pattern) == nil, "\(key): “\(plain)”")
      }
    }
  }

  @Test("in English none of our words is left beside a client's own either")
  func englishVocabulary() throws {
    let nouns = [
      ("customer", "zemper"), ("purchase", "balton"), ("buyer", "garzem"), ("event", "ipton"), ("department", "sargon"),
    ]
    let words = Dictionary(uniqueKeysWithValues: nouns.map { ($0.0, $0.1) })
    let ours = /\b(customer|purchase|buyer|interaction|department)s?\b/.ignoresCase()
    for (key, text) in try said(.english, vocabulary: words) where isOnPages(key) {
      let plain = text.runs.filter { if case .figures = $0 { false } else { true } }.map(\.string).joined()
      #expect(plain.firstMatch(of: ours) == nil, "\(key): “\(plain)”")
      #expect(!plain.contains("a ipton") && !plain.contains("an balton"), "\(key): “\(plain)”")
    }
  }

  @Test("no range, sign or Latin word beside digits stands in Hebrew without an isolate")
  func isolates() throws {
    for (key, text) in try said(.hebrew) where isOnPages(key) {
      #expect(BidiFault.first(in: text) == nil, "\(key): \(BidiFault.first(in: text) ?? "")")
    }
  }

  @Test(
    "the faults that were seen in the browser are faults, and what they became is none",
    arguments: [
      ("בין −100 ל־+100", ["בין ", "[−100]", " ל־", "[+100]"]), ("ב־NPS: 10 נקודות", ["(10 נקודות ב־", "[NPS]", ")"]),
      ("סקר אחרי אירוע: CSAT, 1–3 ימים אחרי", ["סקר אחרי אירוע ", "[1–3]", " ימים אחרי (", "[CSAT]", ")"]),
      ("שביעות רצון 0–100", ["שביעות רצון ", "[0–100]"]), ("ציון 5–7", ["ציון 5 עד 7"]),
      ("ממליצים (9–10)", ["ממליצים (ציון 9 או 10)"]),
      ("קלות הטיפול (CES) · 1,284 תשובות", ["קלות הטיפול (", "[CES]", ") · 1,284 תשובות"]),
    ])
  func seen(fault: String, mended: [String]) {
    #expect(BidiFault.first(in: RichText(fault)) != nil)
    let runs = mended.map { $0.hasPrefix("[") ? RichText.Run.figures(String($0.dropFirst().dropLast())) : .text($0) }
    #expect(BidiFault.first(in: RichText(runs)) == nil)
  }

  @Test(
    "a touchpoint's sentence agrees with its name where the project file says with what, and needs nothing where not")
  func agreement() throws {
    let he = try TestWords.wording(.hebrew)
    func said(_ agree: String, _ name: String) -> String {
      he.plain(
        "cards.weakest",
        ["k": .count(6), "agree": .text(RichText(agree)), "name": .name(name), "measure": .text("קלות")])
    }
    #expect(said("m", "המוקד הטלפוני") == "המוקד הטלפוני הוא החוליה החלשה מבין 6 שנמדדו: קלות.")
    #expect(said("f", "שיחת המכירה") == "שיחת המכירה היא החוליה החלשה מבין 6 שנמדדו: קלות.")
    #expect(said("f-many", "תוצאות הבדיקה") == "תוצאות הבדיקה הן החוליה החלשה מבין 6 שנמדדו: קלות.")
    #expect(said("m-many", "המשלוחים") == "המשלוחים הם החוליה החלשה מבין 6 שנמדדו: קלות.")
    #expect(said("other", "מוקד") == "החוליה החלשה מבין 6 שנמדדו: קלות.")
  }
}
