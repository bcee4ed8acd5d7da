import Journeys
import Reading

/// What `masa check` says, in one of two languages.
struct CheckWords {
  /// `he` or `en`.
  var language: String

  /// A text in the language.
  func say(_ he: String, _ en: String) -> String { language == "he" ? he : en }

  /// What is wrong, in a few words.
  func wrong(_ kind: IssueKind) -> String {
    switch kind {
    case .missingValue: say("ערך חובה חסר, השורה נדחתה", "a required value is missing, the row is rejected")
    case .unreadableTime: say("זמן שאינו קריא", "a time that cannot be read")
    case .unreadableNumber: say("מספר שאינו קריא, התא נשאר ריק", "a number that cannot be read, the cell is left empty")
    case .raggedRow: say("מספר התאים אינו כמספר העמודות", "fewer or more cells than there are columns")
    case .unclosedQuote: say("מירכאות שלא נסגרו", "a quotation mark that never ends")
    case .badEncoding: say("תווים שאינם קריאים, הוחלפו ב־�", "bytes that are no text, replaced by �")
    case .badRecord: say("רשומה שאינה אובייקט JSON, נדחתה", "a record that is no JSON object, rejected")
    case .formulaError:
      say("נוסחה שהסתיימה בשגיאה, התא נשאר ריק", "a formula that ended in an error, the cell is left empty")
    case .notAnAnswer: say("שורה שאינה תשובה, לא נספרה", "a row that is no answer, left out")
    case .declaredMissing: say("קוד של אי-תשובה, התא נשאר ריק", "a code for no answer, the cell is left empty")
    case .otherField: say("שינוי של שדה אחר ולא של השלב, לא נספר", "a change of another field than the stage, left out")
    case .unknownTouchpoint: say("נקודת מגע שאינה מוכרת", "a touchpoint nobody knows")
    }
  }

  /// What would be right in a source.
  func right(_ kind: IssueKind, in source: SourceDeclaration.Kind) -> String {
    switch kind {
    case .missingValue where source == .decisions: say("בכל החלטה נדרשת נקודת מגע", "every decision needs a touchpoint")
    case .missingValue:
      say("בכל שורה נדרשים לקוח, זמן ונקודת מגע", "every row needs a customer, a time and a touchpoint")
    case .unreadableTime:
      say(
        "כמו 2026-01-31 14:05 או 31/01/2026; לכתיבה אחרת: time-format",
        "as 2026-01-31 14:05 or 31/01/2026; for another way: time-format")
    case .unreadableNumber: say("כמו 1234.50 או 1,234.50", "as 1234.50 or 1,234.50")
    case .raggedRow:
      say(
        "תא לכל עמודה; ערך שיש בו מפריד כותבים במירכאות",
        "one cell for each column; a value that holds the delimiter stands in quotation marks")
    case .unclosedQuote:
      say("כל מירכאות נסגרות; מירכאות שבתוך ערך מכפילים", "every quotation mark ends; one inside a value is doubled")
    case .badEncoding: say("לשמור את הקובץ ב־UTF-8", "save the file as UTF-8")
    case .badRecord:
      say(
        "אובייקט אחד בשורה, כמו {\"customer\": 1, \"event\": \"visit\"}",
        "one object a line, as {\"customer\": 1, \"event\": \"visit\"}")
    case .formulaError: say("לתקן את הנוסחה בגיליון ולשמור", "mend the formula in the sheet and save it")
    case .notAnAnswer:
      say("אין מה לתקן: תצוגה מקדימה, בדיקה או תשובה שנמחקה", "nothing to mend: a preview, a test, a deleted answer")
    case .declaredMissing: say("אין מה לתקן: כך הוגדר הקוד בקובץ", "nothing to mend: the file declares the code so")
    case .otherField:
      say(
        "אין מה לתקן: רק שינויים של השלב הם אינטראקציות", "nothing to mend: only changes of the stage are interactions")
    case .unknownTouchpoint:
      say(
        "המזהה או אחד השמות של נקודת מגע שבקובץ הפרויקט או בנתונים",
        "the id or any name of a touchpoint of the project file or the data")
    }
  }

  /// How two names differ.
  func difference(_ difference: NearName.Difference) -> String {
    switch difference {
    case .spelling: say("רווחים, סימנים או אותיות גדולות", "spaces, punctuation or case")
    case .hebrewSpelling: say("כתיב מלא וחסר", "full and defective spelling")
    case .letters(1): say("אות אחת", "one letter")
    case .letters(let count): say("\(count) אותיות", "\(count) letters")
    }
  }
}
