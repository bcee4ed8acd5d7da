/// Words that join others and say nothing of the experience.
let emptyWords = cellSet(
  """
  של את על עם זה זו זאת הוא היא הם הן אני אתה את אתם אתן אנחנו לי לך לו לה לנו לכם להם שלי שלך שלו שלה שלנו שלכם שלהם \
  אותי אותך אותו אותה אותנו אותם כל כי אם או גם אבל רק עוד כבר יש היה היו הייתה היתה הייתי להיות יהיה מה מי איך למה כמו אז \
  כן פה שם כאן עד אחרי לפני בין תחת מאוד מאד יותר פחות הרבה קצת כמה איזה אחד אחת אלא אך כך ככה עכשיו תמיד וגם שגם זהו \
  בכל לכל מכל מאד כדי לגבי אצל בו בה בהם בי ממש פשוט
  the a an and or but if of to in on at for from by with as is are was were be been being am it its this that these those i \
  you he she we they me him her us them my your his our their so do does did done have has had will would can could should \
  there here what which who when where how than then too very just also about into over out up down all any some more most \
  im ive
  """)

/// Words that turn the next one round.
let hebrewNegations = cellSet("לא ולא שלא אין ואין שאין בלי ובלי ללא")
let englishNegations = cellSet(
  "not no never without cannot can't won't don't didn't doesn't isn't wasn't wouldn't couldn't dont didnt doesnt wasnt")

/// An English word without the s of its plural, and without that of its owner.
func singular(_ word: WordCells) -> WordCells {
  func ends(_ text: String) -> Bool {
    word.suffix(text.unicodeScalars.count).elementsEqual(text.unicodeScalars.map(\.value))
  }
  if ends("'s") { return Array(word.dropLast(2)) }
  if word.count > 4, ends("ies") { return Array(word.dropLast(3)) + [0x79] }
  if word.count > 4, ends("sses") || ends("xes") || ends("ches") || ends("shes") { return Array(word.dropLast(2)) }
  if word.count > 3, ends("s"), !ends("ss"), !ends("us"), !ends("is") { return Array(word.dropLast(1)) }
  return word
}
