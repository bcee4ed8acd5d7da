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
