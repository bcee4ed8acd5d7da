extension Catalog {
  /// By channel, whether its id or one of its names says that being found there costs money: advertising in its many forms.
  /// What is not recognised is taken for free: direct visits, search by name, word of mouth.
  package var advertisedChannels: [Bool] {
    channels.map { channel in
      let texts = [channel.id] + channel.name.entries.map(\.text)
      return texts.contains { text in
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        if words.contains(where: Self.advertisingWords.contains) { return true }
        return zip(words, words.dropFirst()).contains { Self.advertisingPairs.contains($0 + " " + $1) }
      }
    }
  }

  private static let advertisingWords: Set<String> = [
    "ad", "ads", "adwords", "advertising", "affiliate", "affiliates", "banner", "banners", "billboard", "campaign",
    "cpc",
    "cpm", "display", "facebook", "fb", "influencer", "influencers", "instagram", "linkedin", "newspaper", "outbrain",
    "paid", "ppc", "press", "print", "radio", "remarketing", "retargeting", "sem", "social", "sponsored", "taboola",
    "television", "tiktok", "tv",
    "אאוטבריין", "אינסטגרם", "באנר", "באנרים", "טאבולה", "טיקטוק", "טלוויזיה", "לינקדאין", "מודעה", "מודעות", "ממומן",
    "ממומנת", "ממומנים", "משפיענים", "עיתון", "עיתונות", "פייסבוק", "פרסום", "פרסומת", "קמפיין", "קמפיינים", "רדיו",
    "שילוט", "שלטים",
  ]

  private static let advertisingPairs: Set<String> = ["רשתות חברתיות", "רשת חברתית"]
}
