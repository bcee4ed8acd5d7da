import Wording

/// What a browser would set in the wrong order in a text written from right to left.
package enum BidiFault {
  /// The first range of digits, signed number, or Latin word beside digits that stands outside an isolate; `nil` where there is none.
  package static func first(in text: RichText) -> String? {
    // An isolate is a neutral character to what stands around it.
    let said = text.runs.map { run -> String in
      switch run {
      case .text(let words), .strong(let words): words
      case .name, .figures: "\u{FFFC}"
      }
    }.joined()
    guard said.contains(/[א-ת]/) else { return nil }
    for fault in [
      said.firstMatch(of: /[0-9]\s?[–\-]\s?[0-9]/)?.output, said.firstMatch(of: /[−+][0-9]/)?.output,
      // Nothing between them but signs and blanks: they make one run from left to right.
      said.firstMatch(of: /[A-Za-z][^א-ת"״A-Za-z0-9\u{FFFC}]+[0-9]/)?.output,
      said.firstMatch(of: /[0-9][^א-ת"״A-Za-z0-9\u{FFFC}]+[A-Za-z]/)?.output,
    ] {
      if let fault { return "“\(fault)” in “\(said)”" }
    }
    return nil
  }
}
