import Testing

@testable import Journeys

/// Which channels are taken for advertising by their names.
@Suite struct AdvertisedChannelTests {
  private func isAdvertised(_ id: String, _ name: LocalizedText) -> Bool {
    Catalog(
      stages: [], touchpoints: [], channels: [Catalog.Channel(id: id, name: name, isDeclared: true)], departments: []
    ).advertisedChannels[0]
  }

  @Test(
    "advertising is told by its words in either language, whole words only",
    arguments: ["paid_search", "Facebook Ads", "google-cpc", "מודעה בפייסבוק", "רשתות חברתיות", "TV", "radio"])
  func advertised(name: String) {
    #expect(isAdvertised(name, LocalizedText(name)))
    // By the id alone, or by one of its names.
    #expect(isAdvertised("c7", LocalizedText(entries: [(code: "he", text: "ערוץ 7"), (code: "en", text: name)])))
  }

  @Test(
    "what names nothing that is paid for is free",
    arguments: [
      "direct", "organic search", "word_of_mouth", "branch", "shadow", "adobe", "tvilight", "אתר", "פה לאוזן",
    ])
  func free(name: String) { #expect(!isAdvertised(name, LocalizedText(name))) }
}
