/// First names that are common in Israel and where English is spoken: a column of them holds people, whatever its header.
enum FirstNames {
  /// Whether a text begins with a first name and has at most two words more.
  static func begin(_ text: String) -> Bool {
    guard text.utf8.count <= 60 else { return false }
    let words = text.split { $0 == " " || $0 == "." || $0 == "," }
    guard let first = words.first, words.count <= 3 else { return false }
    return all.contains(first.lowercased()) || (words.count == 2 && all.contains(words[1].lowercased()))
  }

  // Names that are words of everyday lists too (May, Grace, אור, גל, שיר) are left out.
  private static let all: Set<String> = [
    "aaron", "abigail", "adam", "adi", "alan", "albert", "alex", "alice", "amanda", "amit", "amy", "andrea", "andrew",
    "angela", "anna", "anne", "anthony", "assaf", "avi", "avital", "barbara", "benjamin", "brian", "carol", "charles",
    "christine", "christopher", "dan", "dana", "daniel", "david", "deborah", "dina", "donna", "dorit", "edward",
    "eitan",
    "elizabeth", "emily", "emma", "eran", "eric", "eyal", "galit", "gary", "george", "gil", "guy", "hannah", "heather",
    "helen", "henk", "hila", "idan", "ilan", "inbal", "irit", "itai", "jack", "jacob", "james", "jane", "janet",
    "jason",
    "jeffrey", "jennifer", "jessica", "john", "jonathan", "jose", "joseph", "joshua", "julia", "julie", "karen",
    "katherine", "kathleen", "keren", "kevin", "kim", "laura", "limor", "linda", "lior", "lisa", "liat", "maria",
    "margaret", "mary", "matthew", "maya", "meir", "michael", "michal", "michelle", "miri", "mohammed", "moshe",
    "nancy",
    "neta", "nicole", "nir", "noa", "noam", "oded", "ofer", "olga", "omer", "orit", "pamela", "patricia", "paul",
    "peter", "rachel", "rami", "raymond", "rebecca", "richard", "rivka", "robert", "ronen", "ronit", "ruth", "ryan",
    "samuel", "samuil", "sandra", "sarah", "sara", "scott", "sergey", "sharon", "shira", "shlomo", "sigal", "simon",
    "stephanie", "stephen", "steven", "susan", "susi", "tal", "tamar", "thomas", "timothy", "tomer", "uri", "vered",
    "victoria", "william", "yael", "yair", "yaniv", "yaron", "yossi", "yuval", "zvi",
    "אבי", "אביבה", "אביגיל", "אבישי", "אבנר", "אברהם", "אדוה", "אהרון", "אוהד", "אולגה", "אופיר", "אורי", "אורית",
    "אורלי", "אורנה", "אייל", "אילן", "אילנה", "אינה", "איריס", "אירית", "איתי", "איתן", "אלון", "אלי", "אליה", "אליהו",
    "אלכס", "אלעד", "אמיר", "אמירה", "אסף", "אסתר", "אפרת", "אריאל", "אריה", "בועז", "בנימין", "גבי",
    "גדי", "גיא", "גיל", "גילה", "גלית", "גליה", "דבורה", "דוד", "דודי", "דורון", "דורית", "דינה", "דנה", "דני",
    "דניאל", "דניאלה", "דפנה", "הדס", "הילה", "ויקטוריה", "זהבה", "זאב", "חנה", "חנן", "טלי", "יאיר",
    "יהודה", "יהודית", "יואב", "יואל", "יובל", "יוסי", "יוסף", "יונתן", "יורם", "יעל", "יעקב", "יצחק", "ירון",
    "כרמית", "לאה", "ליאור", "ליאת", "לימור", "מאיר", "מאיה", "מוטי", "מוחמד", "מיכאל", "מיכל", "מירב", "מירי",
    "מיה", "מרים", "מרינה", "משה", "נדב", "נועה", "נועם", "נורית", "נטע", "נטלי", "ניר", "נעמה", "נעמי", "סיגל",
    "סיגלית", "סבטלנה", "סמדר", "סרגיי", "עדי", "עדנה", "עודד", "עומר", "עופר", "עופרה", "עידן", "עידו",
    "עידית",
    "עינת", "ענבל", "ענת", "ערן", "פנינה", "צבי", "צביה", "צפורה", "קובי", "רוני", "רונית", "רונן", "רות",
    "רותי",
    "רותם", "רחל", "רינת", "רמי", "רן", "רעות", "רבקה", "שגית", "שולה", "שירן", "שירלי", "שלומי", "שלמה",
    "שמואל", "שמעון", "שמרית", "שרה", "שרית", "תומר", "תמי", "סמיר", "פאטמה", "אחמד", "חסן",
  ]
}
