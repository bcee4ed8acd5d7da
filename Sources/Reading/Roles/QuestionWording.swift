import Glibc

import Basics
import Foundation

/// The wordings by which survey questions are known, in Hebrew and English.
///
/// To teach a wording, add it to one line. Texts are compared in lower case, without vowel points, quotation marks and
/// punctuation, and with one space at either end: a space at the end of a wording stands for the end of a word. The
/// first line that matches decides, so the surer ones stand first.
enum QuestionWording {
  /// What a question of such a wording measures.
  static let lines: [(metric: QuestionMetric, wordings: [String])] = [
    // Said outright, mostly in the names of columns.
    (.nps, [" nps ", "net promoter", "netpro", "npsscore", "npsrating"]),
    (.csat, [" csat ", "csatscore", "customer satisfaction score"]),
    (.ces, [" ces ", "cesscore", "customer effort"]),

    (.text, [" why ", "what is the main reason", "main reason for", "the reason for"]),
    (.text, ["explain your", " comment ", " comments "]),
    (.text, ["free text", "open text", "טקסט חופשי", "tell us more", "anything else", "other feedback"]),
    (.text, ["could we do better", "can we improve", "could we improve"]),
    (.text, [" מדוע", " למה ", "מה הסיבה", "ספרו לנו", "ספר לנו", "ספרי לנו", "פרטו", " פרט ", " נמקו", " נמק "]),
    (.text, [" נימוק ", " הנימוק ", " נימוקים "]),
    (.text, [" הערות ", " הערה ", "מה אפשר לשפר", "מה ניתן לשפר", "מה היית משפר", "מה הייתם משפרים", "במילים שלך"]),
    (.text, ["עולות בדעת", "עולה בדעת", "open ended response", "please specify", "come to mind", "comes to mind"]),

    (.nps, ["likely to recommend", "likely are you to recommend", "likely is it that you would recommend"]),
    (.nps, ["would you recommend", "would recommend", "recommend us ", "recommend to a friend", "refer a friend"]),
    (.nps, ["likelihood to recommend", "likelihood of recommending", "likelihood to refer", "recommend 0 10"]),
    (.nps, ["recommendation score", "recommendation 0 10", "סבירות להמליץ", "סבירות להמלצה", "סיכוי להמליץ"]),
    (.nps, ["ציון המלצה", "ציון ההמלצה", "המלצה 0 10"]),
    (.nps, ["סביר שתמליצ", "סביר שתמליץ", "סבירות שתמליצ", "סבירות שתמליץ", "סיכוי שתמליצ", "סיכוי שתמליץ"]),
    (.nps, ["שתמליצו", "שתמליץ", "שתמליצי", "תמליצו ע", "תמליץ ע", "תמליצי ע", "נכונות להמליץ", "להמליץ על"]),

    (.ces, ["made it easy", "easy to handle", "easy was it", "easy or difficult", "easy to resolve", "easy to deal"]),
    (.ces, ["effort", "מאמץ", "היה לי קל", "היה לך קל", "היה לכם קל", "כמה קל", "באיזו קלות", "הקלה על", "הקל על"]),

    (.csat, ["satisf", "מרוצ", "שביעות רצון", "שביעות הרצון", "שבע רצון", "שבעת רצון", "שבעי רצון", "שבעות רצון"]),
    (.csat, ["rate your experience", "rate your overall", "how was your experience"]),
    (.csat, ["rate the service", "rate our service"]),
    (.csat, ["דרגו את", "דרג את", "דרגי את", "מה מידת הנאתך", "איך היית מדרג", "איך הייתם מדרגים", "חוויית השירות"]),

    (.ces, [" easy ", " ease ", " easily ", " קל ", " קלות ", " בקלות "]),
  ]

  /// Words of labels that grade something, so that their codes are points of a scale and no names of things.
  static let gradingWords: [String] = [
    "agree", "satisf", "likely", "poor", " good ", " bad ", "excellent", "terrible", "outstanding", "unacceptable",
    " never ", " always ", " easy ", "difficult", "important", " not at all ", "extremely", "completely",
    "below average",
    "מסכי", "מסכימ", "מרוצ", "סביר", "גרוע", " טוב ", "טובה", "מצוין", "מצויין", "כלל לא", "מאוד", "במידה", "לעולם לא",
    "תמיד", " קל ", " קשה ", "חשוב", "נכון",
  ]

  /// What the first line that matches measures; lines that ask for words are passed over for a scored question.
  static func metric(of text: String, isScored: Bool = false) -> QuestionMetric? {
    let plain = comparable(text)
    return lines.first { line in
      !(isScored && line.metric == .text) && line.wordings.contains { holds(plain, $0) }
    }?.metric
  }

  /// Wordings that ask for one reason, or for the one that somebody went to: a list to choose from where the same few
  /// answers come again and again, and words otherwise.
  private static let reasons: [String] = [
    " why ", " reason ", " reasons ", " moved to ", " switched to ", " went to ", " competitor ",
    " סיבה ", " סיבת ", "הסיבה ", " סיבות ", " מדוע ", " למה ", " עברת ל", " עברתם ל", " לאן עבר", " לאיזו חברה ",
    " מתחרה ",
  ]

  /// Whether a text asks which of several reasons it was.
  static func asksWhichReason(_ text: String) -> Bool {
    let plain = comparable(text.replacing("_", with: " "))
    return reasons.contains { holds(plain, $0) }
  }

  /// Whether a text asks for words.
  static func asksForWords(_ text: String) -> Bool {
    let plain = comparable(text)
    return lines.contains { line in line.metric == .text && line.wordings.contains { holds(plain, $0) } }
  }

  /// Whether labels grade: at least two of them speak of more and less.
  static func grades(_ labels: [String]) -> Bool { gradingCount(labels) >= 2 }

  /// How many of the labels speak of more and less.
  static func gradingCount(_ labels: [String]) -> Int {
    labels.count { label in
      let plain = comparable(label)
      return gradingWords.contains { holds(plain, $0) }
    }
  }

  /// A text as it is compared.
  static func comparable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.append(" ")
    var isSpace = true
    for scalar in withoutSecondGender(text.prefix(2000).lowercased()).unicodeScalars {
      switch scalar.value {
      // Vowel points and the marks that stand inside Hebrew abbreviations; the maqaf between words is no such mark.
      case 0x591...0x5BD, 0x5BF...0x5C7, 0x5F3, 0x5F4, 0x22, 0x27, 0x2018...0x201F, 0x200B...0x200D:
        continue
      default: if scalar.isDirectionMark { continue }
      }
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        result.append(scalar)
        isSpace = false
      } else if !isSpace {
        result.append(" ")
        isSpace = true
      }
    }
    if !isSpace { result.append(" ") }
    return String(result)
  }

  /// A Hebrew text without the ending that makes a word feminine or plural as well: שבע/ת, תמליצ/י, מרוצה(ים).
  private static func withoutSecondGender(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x2F || $0 == 0x5C || $0 == 0x28 }) else { return text }
    func isHebrew(_ scalar: Unicode.Scalar) -> Bool { (0x5D0...0x5EA).contains(scalar.value) }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      if place > 0, isHebrew(scalars[place - 1]), ["/", "\\", "("].contains(scalar) {
        let ending = scalars[(place + 1)...].prefix { isHebrew($0) }
        let after = ending.endIndex < scalars.count ? scalars[ending.endIndex] : " "
        if (1...2).contains(ending.count), scalar != "(" || after == ")" {
          place = ending.endIndex + (scalar == "(" ? 1 : 0)
          continue
        }
      }
      result.append(scalar)
      place += 1
    }
    return String(result)
  }
}

/// Whether a text holds another, byte for byte: where there are many columns, each is asked for every wording.
func holds(_ text: String, _ part: String) -> Bool {
  var (text, part) = (text, part)
  return text.withUTF8 { text in
    part.withUTF8 { part in
      guard let from = text.baseAddress, let wanted = part.baseAddress, !part.isEmpty else { return part.isEmpty }
      var at = 0
      while at + part.count <= text.count {
        let room = text.count - part.count - at + 1
        guard let found = memchr(from + at, Int32(part[0]), room) else { return false }
        at = UnsafeRawPointer(found) - UnsafeRawPointer(from)
        if memcmp(from + at, wanted, part.count) == 0 { return true }
        at += 1
      }
      return false
    }
  }
}
