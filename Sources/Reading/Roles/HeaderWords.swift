/// What the words of a column's header say about it, whatever the whole header is called.
///
/// A header may say several things: `Agent Assigned` is a person, `Response Time (hours)` a span of time. What is said
/// here never chooses a column by itself; it holds columns back from roles that their values would pass for.
enum HeaderClue: CaseIterable, Sendable {
  /// Somebody who works for the client: agent, owner, נציג.
  case person
  /// A place of work, or where somebody lives: branch, team, סניף.
  case place
  /// Words that somebody wrote: subject, comment, הערות.
  case freeText
  /// What an order, a ticket or a document is known by.
  case document
  /// A span of time: duration, hours, משך.
  case duration
  /// A place in a sequence: step, row, מספר סידורי.
  case step
  /// A time of day: time, hour, שעה.
  case clock
  /// A day: date, תאריך.
  case day
  /// Points on a scale: score, rating, ציון.
  case rating
  /// Money or a quantity: price, total, כמות.
  case quantity
  /// What a customer is and stays: gender, segment, מין.
  case trait
  /// How something stands: status, priority, סטטוס.
  case status
  /// What happened: activity, operation, סוג פנייה.
  case happening
  /// A kind of document: סוג מסמך, transaction type.
  case documentKind
  /// A browser or a device, which a customer may have several of.
  case device
  /// A thing sold, a campaign, a page: never who came.
  case thing
  /// The number of one row: event id, response id.
  case record
  /// A count of many: sessions, visits, כניסות.
  case count

  /// The words that say so, in lower case; a phrase of two stands with a space.
  var words: Set<String> { Self.known[self] ?? [] }

  // Asked for at every header and every clue, so made once.
  private static let known = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.list) })

  private var list: Set<String> {
    switch self {
    case .person:
      [
        "agent", "agents", "owner", "assignee", "assigned", "employee", "resource", "seller", "salesperson", "salesman",
        "rep", "representative", "advisor", "adviser", "consultant", "cashier", "handler", "operator", "technician",
        "teacher", "driver", "courier", "therapist", "doctor", "physician", "nurse", "manager", "supervisor", "staff",
        "worker", "clerk", "author", "creator", "responsible", "stylist", "instructor", "coach", "trainer",
        "executive", "created by", "handled by", "updated by", "closed by", "opened by", "served by", "sold by",
        "taken by", "performed by", "first name", "last name", "full name", "contact name", "customer name",
        "client name", "display name", "surname", "firstname", "lastname", "fullname", "billing name", "shipping name",
        "סוכן", "סוכנת", "נציג", "נציגה", "נציגת", "קופאי", "קופאית", "מוכר", "מוכרת", "מוכרן", "עובד", "עובדת", "מטפל",
        "מטפלת", "אחראי", "אחראית", "יועץ", "יועצת", "מנהל", "מנהלת", "רופא", "רופאה", "אחות", "טכנאי", "שליח", "נהג",
        "מדריך", "מדריכה", "מורה", "מוקדן", "מוקדנית", "איש מכירות", "איש קשר", "שם פרטי", "שם משפחה", "שם מלא",
        "שם לקוח", "שם הלקוח", "מלצר", "מלצרית", "ספר", "ספרית", "מאמן", "מאמנת",
        "בעלים", "טופל", "מטפלים", "נותן השירות", "נותנת השירות",
      ]
    case .place:
      [
        "branch", "store", "location", "city", "town", "region", "department", "office", "team", "group", "queue",
        "country", "province", "address", "street", "zip", "postal", "postcode", "warehouse", "clinic", "unit", "shop",
        "outlet", "latitude", "longitude", "lat", "lng", "lon", "division", "territory", "district", "desk", "room",
        "site",
        "סניף", "עיר", "ישוב", "יישוב", "מחלקה", "צוות", "אזור", "חנות", "משרד", "מרפאה", "כתובת", "רחוב", "מיקוד",
        "קבוצה", "תור", "מדינה", "מחוז", "יחידה", "אגף", "מוקד", "חדר", "אתר", "מיקום",
      ]
    case .freeText:
      [
        "subject", "note", "notes", "comment", "comments", "description", "feedback", "message", "body", "text",
        "remark", "remarks", "summary", "details", "title", "review", "verbatim", "memo", "transcript", "tags",
        "נושא", "הערה", "הערות", "תיאור", "תאור", "הודעה", "תוכן", "פירוט", "משוב", "מלל", "סיכום", "טקסט", "כותרת",
      ]
    case .document:
      [
        "order", "invoice", "receipt", "ticket", "transaction", "deal", "opportunity", "document", "reference", "ref",
        "booking", "reservation", "parcel", "tracking", "shipment", "quote", "contract", "policy",
        "הזמנה", "חשבונית", "קבלה", "כרטיס", "עסקה", "מסמך", "אסמכתא", "משלוח", "חוזה", "פוליסה", "פנייה", "פניה",
      ]
    case .duration:
      [
        "duration", "elapsed", "length", "hours", "hrs", "minutes", "mins", "seconds", "secs", "days", "latency",
        "wait",
        "waiting", "ms", "weeks", "months", "years", "age", "tenure", "response time", "handle time", "handling time",
        "lead time", "cycle time", "resolution time", "talk time", "time spent", "time to", "processing time",
        "משך", "דקות", "שעות", "שניות", "ימים", "זמן תגובה", "זמן המתנה", "זמן טיפול", "זמן מענה", "זמן שיחה", "גיל",
        "ותק", "חודשים", "שנים", "שבועות",
      ]
    case .step:
      [
        "seq", "sequence", "index", "idx", "position", "rank", "row", "line", "level", "hit", "step", "nr", "counter",
        "רצף", "סידורי", "שורה", "דרגה", "אינדקס",
      ]
    case .clock: ["time", "hour", "tm", "clock", "שעה", "שעת", "זמן"]
    case .day:
      [
        "date", "day", "dt", "dob", "birthday", "birth", "year", "month", "week", "quarter", "weekday", "תאריך", "יום",
        "מועד", "שנה", "חודש", "שבוע", "רבעון",
      ]
    case .rating:
      [
        "rating", "score", "nps", "csat", "ces", "stars", "star", "grade", "satisfaction", "points", "rate",
        "ציון", "דירוג", "שביעות", "כוכבים", "ניקוד", "נקודות",
      ]
    case .quantity:
      [
        "price", "amount", "total", "sum", "cost", "costs", "revenue", "fee", "tax", "taxes", "vat", "discount",
        "subtotal", "balance", "value", "spend", "ltv", "salary", "income", "shipping", "qty", "quantity", "units",
        "count", "weight", "size", "percent", "percentage", "share", "ratio", "margin", "profit", "payment", "budget",
        "מחיר", "סכום", "סהכ", "עלות", "הכנסה", "הנחה", "מעמ", "תשלום", "לתשלום", "יתרה", "שווי", "כמות", "יחידות",
        "משקל", "אחוז", "שיעור", "רווח", "תקציב", "פריטים",
      ]
    case .trait:
      [
        "gender", "sex", "age", "segment", "cohort", "lifecycle", "language", "lang", "country", "education", "income",
        "marital", "religion", "browser", "os", "currency", "vip", "club", "tier", "generation", "occupation",
        "מין", "מגדר", "גיל", "פלח", "שפה", "מטבע", "מועדון", "השכלה", "דת", "מקצוע",
      ]
    case .status:
      [
        "status", "state", "priority", "severity", "outcome", "result", "resolution", "flag", "active", "enabled",
        "urgency", "risk", "sla", "impact",
        "סטטוס", "מצב", "עדיפות", "תוצאה", "דחיפות", "חומרה",
      ]
    case .happening:
      [
        "activity", "action", "operation", "event", "type", "kind", "step", "touchpoint", "touch", "interaction",
        "process", "task", "stage", "service", "category", "charge", "charges", "handling", "procedure", "treatment",
        "page", "screen", "what", "inquiry", "enquiry", "contact", "item", "phase", "transition", "topic",
        "פעולה", "פעילות", "אירוע", "סוג", "שלב", "נקודת", "מגע", "פנייה", "פניה", "שירות", "טיפול", "תיאור", "תאור",
        "קטגוריה", "דף", "מסך", "מהות", "בקשה", "תהליך", "אינטראקציה",
      ]
    case .documentKind:
      [
        "document type", "doc type", "transaction type", "record type", "invoice type", "sale type", "receipt type",
        "סוג מסמך", "סוג תנועה", "סוג עסקה", "סוג חשבונית", "סוג המסמך",
      ]
    case .device: ["device", "anonymous", "pseudo", "cookie", "visitor", "browser", "fingerprint", "install"]
    case .thing:
      [
        "product", "sku", "item", "campaign", "ad", "page", "screen", "store", "shop", "branch", "department", "team",
        "category", "coupon", "offer", "url", "path", "channel", "source", "tool", "version", "node", "queue", "group",
        "barcode", "model", "series", "building", "room", "bed", "seat", "table", "route", "line",
        "מוצר", "פריט", "מקט", "קמפיין", "סניף", "מחלקה", "צוות", "קטגוריה", "קופון", "מבצע", "דף", "ערוץ", "ברקוד",
        "דגם", "חדר", "שולחן", "קופה",
      ]
    case .record:
      [
        "event id", "row id", "record no", "log id", "message id", "response id", "hit id", "uuid", "guid", "rowid",
        "interaction id", "activity id", "instance", "מספר שורה",
      ]
    case .count:
      [
        "sessions", "users", "visits", "visitors", "views", "pageviews", "hits", "count", "impressions", "clicks",
        "conversions", "bounces", "entrances", "exits", "calls", "tickets", "orders", "transactions", "events",
        "customers", "total", "null", "כניסות", "ביקורים", "צפיות", "הקלקות", "חשיפות", "מבקרים", "משתמשים", "שיחות",
        "פניות", "הזמנות", "רכישות", "המרות", "לקוחות",
      ]
    }
  }
}

/// The words of a header, and what they say.
struct HeaderWords {
  /// Lower case words, parted by what is no letter or digit, and where a capital follows a small letter.
  let words: [String]
  private let phrases: Set<String>

  /// The words of one header.
  init(_ header: String) {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var wasLower = false
    for scalar in header.unicodeScalars.prefix(200) {
      // Marks of abbreviation stand inside Hebrew words: סה"כ, מס'.
      if ["\"", "'", "\u{5F3}", "\u{5F4}", "\u{2019}"].contains(scalar), !word.isEmpty { continue }
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if !isWord || (wasLower && scalar.properties.isUppercase), !word.isEmpty {
        words.append(String(word).lowercased())
        word = String.UnicodeScalarView()
      }
      if isWord { word.append(scalar) }
      wasLower = scalar.properties.isLowercase
    }
    if !word.isEmpty { words.append(String(word).lowercased()) }
    self.words = words
    var phrases = Set(words)
    for word in words {
      // The article and the prepositions are written as one with the word.
      if let first = word.unicodeScalars.first, "הבלש".unicodeScalars.contains(first), word.unicodeScalars.count > 3 {
        phrases.insert(String(word.dropFirst()))
      }
    }
    for (first, second) in zip(words, words.dropFirst()) { phrases.insert(first + " " + second) }
    self.phrases = phrases
  }

  /// Whether a word of the header, or two that follow one another, say so.
  func say(_ clue: HeaderClue) -> Bool {
    // Logged by, entered by, על ידי: somebody who did it.
    if clue == .person, words.count > 1, words.last == "by" || words.suffix(2) == ["על", "ידי"] { return true }
    return !phrases.isDisjoint(with: clue.words)
  }

  /// Whether one of these is a word of the header, or two that follow one another.
  func hold(_ names: Set<String>) -> Bool { !phrases.isDisjoint(with: names) }

  /// Whether the header says any of these.
  func say(anyOf clues: [HeaderClue]) -> Bool { clues.contains { say($0) } }

  /// Whether the header ends in what a number or a key is called: id, number, מספר.
  var namesAnID: Bool {
    guard let first = words.first, let last = words.last else { return false }
    // מספר שיחות is how many calls there were; מספר לקוח is one customer's number.
    if ["מספר", "מס"].contains(first), words.count > 1, HeaderClue.count.words.contains(words[1]) { return false }
    let keys: Set<String> = ["id", "ids", "number", "no", "key", "code", "num", "nr"]
    let hebrew: Set<String> = ["מזהה", "מספר", "קוד", "מס", "תז"]
    return keys.contains(last) || hebrew.contains(first) || last.hasSuffix("id") && last.count > 2
  }

  /// Whether the header names who comes: customer, client, patient, לקוח.
  var namesSomebody: Bool {
    let somebody: Set<String> = [
      "cust", "customer", "customers", "client", "user", "member", "patient", "guest", "visitor", "subscriber",
      "contact",
      "person", "account", "policyholder", "buyer", "kunde", "kundennummer", "klant", "cliente", "לקוח", "לקוחה",
      "הלקוח",
      "משתמש", "מטופל", "מטופלת", "מנוי", "אורח", "מבוטח", "קונה",
    ]
    return words.contains(where: somebody.contains)
  }

  /// Whether the header is a name and nothing else, as a person's or an item's is.
  var isBareName: Bool { words == ["name"] || words == ["שם"] || words == ["names"] }
}
