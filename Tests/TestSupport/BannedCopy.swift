/// Sentences that no page says any more: what a native consultant would not write (the left column of the specification's copy.md).
package enum BannedCopy {
  /// Pieces of them in a language's code, each found in no other sentence.
  package static func fragments(_ code: String) -> [String] { code == "he" ? hebrew : english }

  private static let hebrew = [
    "עצמם אינם שורה", "היא גם ההתחלה של", "שעבר זמנן", "צעירים", "צעיר ", "ותיקה דיה", "עוד לא עבר",
    "שבו אסור", "המסלול הרצוף", "שנגעו", "נגעו בשלב", "בשתי דרכים", "הסיבה הראשונה שחלה", "דילגו שלב", "חזרו שלב",
    "על אותה נקודה", "במנוחה", "ממסעות הרכישה דילגו", "ספירות אחרות", "אותו דבר", "גוון כהה", "נקודות מגע מביאות",
    "המחצית האמצעית", "עברו בעשרת", "מהמסלולים הופיעו", "סרט ביניהן", "כקשת מלמעלה", "וגובהה מספר",
    "חור במסננת הוא", "שורות לאורך", "ולצד זה", "נעצרים", "הפניות היזומות: אחרי", "שאחריהן הגיעה תגובה", "בדוח X (הפרש",
    "נפסלה בקריאה",
    "נפסלו בקריאה", "מהכסף", "והכסף", "הובנו", "חוברו", "יחוברו", "שזו אכן החלשה ביותר",
    "ככל שהחוליה דקה", "כבר הובאו בחשבון", "לא ניתן לבדוק", "ממוצעים יחד", "לחלוק זה על זה", "שזה עתה הייתה",
    "היחסים איתנו בסך הכול", "לפניו הלא מרוצים", "מי שהיה להם קל", "חוזרים יותר?", "המדרגים", "מדרגים", "במובהק",
    "דירגו גבוה", "דירגו נמוך", "אינה חלשה", "שתי יחידות", "לפי יחידה", "מסוג אחד", "נזכרות בשמן", "לשאול מי לא השיב",
    "כראוי",
    "מכסות", "היכן שעוברים רבים", "כתוב מה יתקבל", "שלפניו ״כ", "מכפי שרבעון", "מה נותנים כמה", "לחבר כמה", "לכל צד",
    "שבר בסדרה", "מה שנשמר הוא", "שמכוונת לתשובה", "אופן מדידה אחר", "אחת לחודש", "מתוקנן", "נמשכים זה אל זה",
    "1 חלקי 1",
    "שעון השתיקה", "שתיקה היא הצלחה", "נטו מהן", "כחבר שהביא", "ניטרליים:", "אינו נקרא כאן דליפה", "לא המשיכו מ״",
    "התחילו כאן: ",
    "נרכש כאן", "מספיקה, להמשיך", "כל אחת בכרטיס", "לפי סדר הביצוע", "להטריד", "תקופה קצרה", "נקראו 0", "רק 0 ",
    "פירושה", "זזו", "זז ",
  ]

  private static let english = [
    "paths hold", "The same by", "counted otherwise", "order of doing", "too young", "Too young", "young",
    "touched the stage",
    "be a nuisance", "uarantine", "in words}", "answers in words", "whether the experience is one.", "come to a",
    "came to another",
    "according to", "One experience", "Not one experience", "after an event or a moment", "person and year", "brought",
    "either way", "only 0 of", "is weak.", "rated two units", "of the money", "Old enough",
    "old enough", "too short a time",
    "averaged together", "scores have moved", "units", "holds only", "people write more than",
  ]
}
