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
