/// Hebrew has no longer words: what is longer has no prefixes, and is not taken apart letter by letter.
private let longestWord = 40

/// What may be left of a Hebrew word without some of the letters מש"ה וכל"ב before it.
///
/// A prefix goes where at least three letters stay and they are a word of the trade, or stand by themselves in at least
/// half as many texts; repeated until nothing goes (וכשהנציג, הנציג, נציג). A word of the trade itself loses nothing:
/// המתנה, waiting, is never מתנה, a gift.
///
/// - Returns: how many letters may go, the fewest first, and whether what is left is a word of the trade.
func removablePrefixes(_ word: WordCells) -> [(length: Int, isTrade: Bool)] {
  guard let first = word.first, prefixLetters.contains(first), word.count <= longestWord else { return [] }
  let key = foldingFinals(word)
  guard !tradeWords.contains(key) else { return [] }
  var found: [(length: Int, isTrade: Bool)] = []
  for length in 1...5 where word.count - length >= 3 {
    guard prefixLetters.contains(word[length - 1]) else { break }
    found.append((length, tradeWords.contains(Array(key[length...]))))
  }
  return found
}

/// Whether a word is in Hebrew letters.
func hasHebrewLetters(_ word: WordCells) -> Bool { word.first.map { $0 >= 0x05D0 && $0 <= 0x05EA } ?? false }

/// The word with כ for ך and so on: final letters matter to the eye, not to which word it is.
func foldingFinals(_ word: WordCells) -> WordCells {
  word.map { c in
    switch c {
    case 0x05DA, 0x05DD, 0x05DF, 0x05E3, 0x05E5: c + 1
    default: c
    }
  }
}

/// Words written in a list, as cells.
func cellSet(_ list: String) -> Set<WordCells> {
  Set(list.split(separator: " ").map { foldingFinals($0.unicodeScalars.map(\.value)) })
}

private let prefixLetters: Set<UInt32> = Set("ושהבכלמ".unicodeScalars.map(\.value))

/// Words of customer experience that begin with a letter that could be taken for a prefix, or that others are reduced to.
private let tradeWords = cellSet(
  """
  המתנה הזמנה הזמנות משלוח משלוחים מחיר מחירים לקוח לקוחה לקוחות מוצר מוצרים שירות שירותים החזר החזרים החזרה החלפה \
  הנחה הנחות הודעה הודעות הבטחה הבטחות בעיה בעיות בקשה בקשות ביטול מבצע מבצעים מענה מוקד מועדון כרטיס שליח שליחים כסף \
  הסבר הסברים התקנה הרשמה המלצה המלצות הטבה הטבות השבה מכירה מכירות מכשיר משלם משרד מנהל מנהלת מוכר מוכרת מוכרן מכתב \
  מידע מקצועי מקצועיות מהיר מהירות מהירה מסירה מחסן מלאי מתנה לחץ לחכות לבטל לקבל ללמוד לשלם לדבר בירור ביקור ביטוח בדיקה \
  ברור ברורה בית בנק הגעה הוגן הוראות הובלה שביעות שבוע שבועות שיחה שיחות שינוי שילוח שאלה שאלות שעה שעות שליטה שקל \
  שקלים שקרים כתובת כפתור כשל כניסה ויתור וואטסאפ ועדה
  """)
