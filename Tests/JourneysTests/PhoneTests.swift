import Testing

@testable import Journeys

/// Telephones as spreadsheets mangle them.
struct PhoneTests {
  @Test(
    "one mobile number in all its spellings",
    arguments: [
      "0541234567", "541234567", "+972541234567", "972541234567", "00972541234567", "054-1234567", "054-123-4567",
      "054\u{2011}123\u{2011}4567", "(054) 123 4567", "+972-54-123-4567", "+972 (0)54-1234567", "054.123.4567",
      "\u{202A}054-1234567\u{202C}", "541234567.0", "054\u{5BE}1234567",
    ])
  func mobile(_ text: String) { #expect(Phone.normalised(text) == "0541234567") }

  @Test("numbers of an area have nine digits", arguments: ["03-1234567", "31234567", "+97231234567"])
  func area(_ text: String) { #expect(Phone.normalised(text) == "031234567") }

  @Test(
    "what is no Israeli number stays as it is",
    arguments: ["", "c-17", "12345", "+1 212 555 0100", "dana@example.com", "0541234567x", "1541234567", "C0541234567"])
  func others(_ text: String) { #expect(Phone.normalised(text) == text) }

  @Test("events, identities and customers meet under one spelling, only when asked for")
  func identities() {
    var on = IdentityTable(hasPhones: true)
    on.add(id: "+972-54-1234567", customer: "c1")
    on.add(customer: "52 765 4321")
    let known = on.resolved()
    #expect(known.customer("0541234567") == "c1")
    #expect(known.customer("0527654321") == "0527654321")
    #expect(known.customers == ["0527654321"])
    var off = IdentityTable()
    off.add(id: "+972-54-1234567", customer: "c1")
    #expect(off.resolved().customer("0541234567") == "0541234567")
  }
}
