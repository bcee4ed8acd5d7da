/// A way to reach somebody, as it stands in a text.
package struct Contact: Sendable, Hashable {
  /// E-mail or phone.
  package var kind: PersonalDataKind
  /// An address in small letters, or the digits of a phone.
  package var value: String
}

/// The e-mail addresses and telephones in a text, found as scrubbing finds them.
package func contacts(in text: String) -> [Contact] {
  var cells = plainCells(text)
  guard cells.contains(where: { isDigit($0) || $0 == 0x40 }) else { return [] }
  var found: [Contact] = []
  mask(&cells, .email, emailMatch) { own in
    let text = String(String.UnicodeScalarView(own.compactMap(Unicode.Scalar.init)))
    found.append(Contact(kind: .email, value: text.lowercased()))
  }
  // Digits of cards and accounts are no phone's.
  mask(&cells, .card, cardMatch)
  mask(&cells, .iban, ibanMatch)
  mask(&cells, .phone, phoneMatch) { own in
    // A signed number with a range behind it is no phone abroad.
    if own.first == 0x2B, own.contains(0x2E) { return }
    found.append(
      Contact(
        kind: .phone, value: String(String.UnicodeScalarView(own.filter(isDigit).compactMap(Unicode.Scalar.init)))))
  }
  return found
}

/// Whether a text can hold an address or a telephone at all; most texts cannot, and that is soon seen.
package func mayHoldContact(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  // Digits with nothing but separators between them.
  var digits = 0
  var last: UInt8 = 0
  for byte in text {
    switch byte {
    case 0x30...0x39:
      digits += 1
      // The shortest telephone has as many.
      if digits == 8 { return true }
    case 0x20, 0x09, 0x28, 0x29, 0x2D...0x2F: break
    // An address; digits of Arabic and those of full width.
    case 0x40, 0xD9, 0xDB, 0xEF: return true
    // A Hebrew letter's second byte; of others beyond ASCII it may be a space, a dash or a mark.
    case 0x90...0xAA: if last == 0xD7 { digits = 0 }
    case 0..<0x80: digits = 0
    default: break
    }
    last = byte
  }
  return false
}
