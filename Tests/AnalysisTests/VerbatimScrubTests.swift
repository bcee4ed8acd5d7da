import Foundation
import TestSupport
import Testing

@testable import Analysis

private func label(_ kind: PersonalDataKind) -> String {
  switch kind {
  case .email: "[EMAIL]"
  case .card: "[CARD]"
  case .iban: "[IBAN]"
  case .phone: "[PHONE]"
  case .identity: "[ID]"
  case .number: "[NUMBER]"
  }
}

private func masked(_ text: String, longDigits: Bool = false) -> String {
  scrub(text, maskLongDigits: longDigits, label: label)
}

/// Cases of methods.md section 9.
@Suite struct VerbatimScrubTests {
  @Test(
    "phones as people write them are masked",
    arguments: [
      "050-2229212", "054 2229212", "0542229212", "+972-50-222-9212", "03 1234567", "072-1234567", "050‑2229212",
      "050–222–9212", "050\u{A0}2229212", "\u{202B}0502229212\u{202C}", "050־2229212", "٠٥٠٢٢٢٩٢١٢", "(050) 222-9212",
      "972502229212", "00972-50-2229212", "+972 (0)50 222 92 12", "1-700-123-456", "1800123456", "+1 212 555 1234",
      "050.222.9212", "０５０-２２２９２１２",
    ])
  func phones(text: String) {
    #expect(masked("פנו אלי בטלפון \(text) ונמצא").contains("[PHONE]"), "\(text)")
    #expect(!masked("פנו אלי בטלפון \(text) ונמצא").contains("12"), "\(text)")
  }

  @Test("a line with a phone keeps its words")
  func line() {
    #expect(masked("פנו אלי בטלפון 050-2229212 ונמצא") == "פנו אלי בטלפון [PHONE] ונמצא")
    #expect(masked("mail dana.l+x@mail.co.il, please") == "mail [EMAIL], please")
    #expect(masked("שלחו ל dana@walla.co.il.") == "שלחו ל [EMAIL].")
  }

  @Test("cards pass or fail Luhn's check")
  func cards() {
    func luhn(_ text: String) -> Bool { passesLuhn(text.unicodeScalars.map { $0.value - 48 }) }
    #expect(luhn("4111111111111111") && !luhn("4111111111111112") && luhn("79927398713"))
    #expect(masked("כרטיס 4111 1111 1111 1111 נדחה") == "כרטיס [CARD] נדחה")
    #expect(masked("4111-1111-1111-1111") == "[CARD]")
    #expect(masked("4111111111111112") == "4111111111111112")
    #expect(masked("4111111111111112", longDigits: true) == "[NUMBER]")
  }

  @Test("Israeli identity numbers pass or fail their check digit")
  func identities() {
    func check(_ text: String) -> Bool { passesIdentityCheck(text.unicodeScalars.map { $0.value - 48 }) }
    #expect(check("000000018") && check("123456782") && check("12345674") && !check("123456789"))
    #expect(masked("ת.ז. 123456782") == "ת.ז. [ID]")
    #expect(masked("12345678-2") == "[ID]")
    #expect(masked("הזמנה 123456789") == "הזמנה 123456789")
    #expect(masked("הזמנה 123456789", longDigits: true) == "הזמנה [NUMBER]")
  }

  @Test("bank accounts are masked by their check digits")
  func ibans() {
    // The example of the IBAN registry for Israel, and one with a wrong check digit.
    #expect(masked("IL620108000000099999999") == "[IBAN]")
    #expect(masked("il62 0108 0000 0009 9999 999.").contains("[IBAN]"))
    #expect(masked("GB82 WEST 1234 5698 7654 32") == "[IBAN]")
    #expect(!masked("GB83WEST12345698765432").contains("[IBAN]"))
  }

  @Test("dates, times, prices and short numbers stay")
  func stays() {
    for text in ["20261121 היה", "21.11.2026 בשעה 14:05", "עלה 1,234 ₪", "חיכיתי 45 דקות", "2026-11-21", "50% הנחה"] {
      #expect(masked(text) == text)
    }
  }

  @Test("scrubbing twice changes nothing", arguments: [true, false])
  func idempotent(longDigits: Bool) {
    var state: UInt64 = 7
    let alphabet = Array("0123456789 -+.@()אבגdxIL־‑\u{200F}٣[]972050").map(String.init)
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += alphabet[Int(state >> 33) % alphabet.count]
      }
      let once = masked(text, longDigits: longDigits)
      #expect(masked(once, longDigits: longDigits) == once, "\(text)")
    }
  }

  @Test(
    "two hundred real comments lose no word to scrubbing",
    .enabled(if: Repository.sharedData != nil, "the shared data folder is not beside this checkout"))
  func comments() throws {
    let file = try #require(Repository.sharedData).appending(path: "survey/hebrew/comments_200.tsv")
    for line in try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline) {
      let text = String(line.prefix { $0 != "\t" })
      let scrubbed = masked(text)
      #expect(masked(scrubbed) == scrubbed)
      if !text.contains(where: { $0.isNumber || $0 == "@" }) { #expect(!scrubbed.contains("[") || text.contains("[")) }
    }
  }
}
