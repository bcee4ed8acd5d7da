import HTMLPages
import Wording

extension InterfaceWords {
  static func sample(_ language: Language) -> InterfaceWords {
    if language == .hebrew {
      return InterfaceWords(
        skipToContent: "דילוג לתוכן", navigation: "עמודי הדוח", appendix: "נספחים", next: "העמוד הבא:",
        language: "שפה",
        contents: "תוכן העניינים",
        keyFigures: "מספרי מפתח", table: "לטבלה", downloadSVG: "תמונה (SVG)",
        downloadCSV: "נתונים (CSV)", downloadXLSX: "גיליון (XLSX)",
        howComputed: "איך חישבנו", howToRead: "איך קוראים את התרשים", print: "הדפסה",
        theme: "תצוגה",
        themeLight: "בהירה", themeDark: "כהה", themeAuto: "אוטומטית", copyLink: "העתקת קישור",
        linkCopied: "הקישור הועתק", filter: "סינון", noResults: "לא נמצאו תוצאות", search: "חיפוש בדוח",
        searchHint: "עמוד, מונח או מספר", sort: "מיון",
        draft: "טיוטה",
        internal: "לשימוש פנימי בלבד: נתונים קטנים אינם מוסתרים", consultantNote: "הערת היועצת",
        hidden: "מוסתר",
        directional: "אינדיקציה בלבד", preparedBy: "הכנה:", sheet: "עמוד {page} מתוך {pages}",
        clientsAndPeriods: "לקוחות ותקופות",
        before: "בדוח הקודם", noReports: "עדיין אין דוחות בתיקייה הזו.")
    } else {
      return InterfaceWords(
        skipToContent: "Skip to content", navigation: "Pages of the report", appendix: "Appendix", next: "Next:",
        language: "Language",
        contents: "Contents", keyFigures: "Key figures", table: "Table",
        downloadSVG: "Picture (SVG)",
        downloadCSV: "Data (CSV)", downloadXLSX: "Sheet (XLSX)", howComputed: "How computed", howToRead: "How to read",
        print: "Print",
        theme: "Theme", themeLight: "Light", themeDark: "Dark", themeAuto: "Automatic",
        copyLink: "Copy link",
        linkCopied: "Link copied", filter: "Filter", noResults: "No results", search: "Search",
        searchHint: "Page, term or number", sort: "Sort",
        draft: "Draft",
        internal: "Internal: small numbers are not hidden", consultantNote: "Consultant’s note",
        hidden: "hidden",
        directional: "directional only", preparedBy: "Prepared by", sheet: "{page} of \"{pages}\"",
        clientsAndPeriods: "Clients and periods",
        before: "in the report before", noReports: "No reports in this folder yet.")
    }
  }
}
