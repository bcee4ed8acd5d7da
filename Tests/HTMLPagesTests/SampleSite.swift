import HTMLPages
@testable import Pages
import Publishing
import TestSupport
import Wording

/// A made-up report with every kind of block, in both languages; its numbers are those of the overview drawing.
struct SampleSite {
  var language: Language
  var isDraft = false
  var isInternal = false

  static let templates = try? SiteTemplates(
    folder: Repository.root.appending(path: "site-templates"))

  static func editions(isDraft: Bool = false) -> [Edition] {
    [Language.hebrew, .english].map {
      let sample = SampleSite(language: $0, isDraft: isDraft)
      return Edition(frame: sample.frame, words: .sample($0), pages: sample.pages)
    }
  }

  func say(_ hebrew: RichText, _ english: RichText) -> RichText {
    language == .hebrew ? hebrew : english
  }
  private func name(_ hebrew: String, _ english: String) -> String {
    language == .hebrew ? hebrew : english
  }

  var frame: SiteFrame {
    SiteFrame(
      language: language, languages: [.hebrew, .english],
      client: .name(name("נוף לבית", "Nof Home")),
      period: say("ינואר–יוני 2026", "January–June 2026"),
      consultant: .name(name("דנה לוי", "Dana Levi")),
      pages: [
        (.summary, name("תקציר מנהלים", "Executive summary")),
        (.journeyMap, name("מפת המסע", "Journey map")),
        (.funnelAndSieve, name("משפך ומסננת", "Funnel and sieve")),
        (.satisfaction, name("שביעות רצון", "Satisfaction")),
        (.comingBack, name("מי חוזרים", "Who comes back")),
        (.whatToDo, name("מה לעשות", "What to do")),
        (.claims, name("עשר הטענות", "Ten claims")),
        (.overTime, name("מה השתנה", "What changed")),
        (.programme, name("תוכנית המדידה", "Measurement programme")),
        (.paths, name("מסלולים", "Paths")),
        (.channels, name("ערוצים", "Channels")),
        (.groups, name("קבוצות", "Groups")),
        (.products, name("מה קונים", "What they buy")),
        (.branches, name("סניפים וצוותים", "Branches and teams")),
        (.touchpoints, name("נקודות מגע", "Touchpoints")),
        (.entry, name("מאיפה מתחילים לקרוא", "Where to read")),
        (.unsaid, name("מה אי אפשר לדעת", "What cannot be said")),
        (.dataQuality, name("איכות הנתונים", "Data quality")),
        (.methods, name("איך חישבנו", "How we computed")),
        (.glossary, name("מילון מונחים", "Glossary")),
        (.accessibility, name("הצהרת נגישות", "Accessibility")),
      ],
      isDraft: isDraft, isInternal: isInternal, accent: nil,
      footer: [
        say(
          "כל הנתונים בדוח בדויים. נקראו 63,911 שורות; 212 נפסלו.",
          "All data in this report are made up. 63,911 rows read; 212 rejected.")
      ])
  }

  var pages: [Page] {
    frame.pages.map { id, name in
      switch id {
      case .summary: summary
      case .funnelAndSieve: funnel
      case .methods, .glossary: definitions(id, name)
      case .journeyMap: maps(id, name)
      case .claims: claims(id, name)
      case .paths, .channels, .comingBack, .satisfaction, .whatToDo, .overTime, .programme, .touchpoints,
        .groups, .products, .branches, .entry, .unsaid, .dataQuality, .accessibility:
        simple(id, name)
      }
    }
  }

  var summary: Page {
    Page(
      id: .summary, language: language, name: frame.pages[0].name,
      headline: say(
        "46% מהרכישות עברו במשפך. 54% הגיעו בדרך אחרת, והכי הרבה לקוחות לא ממשיכים מהאתר.",
        "46% of purchases went through the funnel. 54% came another way, and most who stop, stop at the site."
      ),
      lead: [
        say(
          RichText([
            .text(
              "מתוך 10,856 רכישות, 5,862 לא השלימו את שלבי המשפך לפי הסדר בתוך 30 יום: התחילו באמצע, דילגו על שלב "
            ),
            .text("או חזרו אחרי רכישה קודמת. החוליה החלשה מבין 14 נקודות המגע שנמדדו: "),
            .name("מוקד טלפוני"),
            .text(", "), .strong("31 מתוך 100"), .text("."),
          ]),
          RichText([
            .text(
              "Of 10,856 purchases, 5,862 did not complete the funnel’s steps in order within 30 days: they began "
            ),
            .text(
              "in the middle, skipped a step or followed an earlier purchase. Weakest of the 14 touchpoints "
            ),
            .text("measured: "), .name("call centre"), .text(", "), .strong("31 of 100"),
            .text("."),
          ]))
      ],
      keyFigures: [
        key(
          "customers", "לקוחות", "Customers", "21,400", "63,911 אינטראקציות", "63,911 interactions"),
        key(
          "bought", "רכשו בתקופה", "Bought in the period", "39.1%", "בין 38.4% ל־39.8%",
          "38.4 to 39.8%"),
        key(
          "again", "רכשו שוב בתוך 180 יום", "Bought again within 180 days", "27%",
          "בין 25.6% ל־28.4%; 3,870 לקוחות", "25.6 to 28.4%; 3,870 customers"),
        key(
          "nps", "נכונות להמליץ (NPS)", "Would recommend (NPS)", "+18", "בין 14 ל־22; 1,904 תשובות",
          "14 to 22; 1,904 answers"),
        key(
          "loop", "על כל 100 רכישות נוספו", "Every 100 purchases brought", "21",
          "רכישות המשך; בין 19 ל־23", "more purchases; 19 to 23"),
      ],
      sections: [
        Section(id: "sieve", blocks: [.figure(sieve)]),
        Section(
          id: "actions", heading: say("שלוש פעולות לפי שווי", "Three actions, by worth"),
          blocks: [
            .paragraph(
              say(
                "רכישות נוספות בשנה אם מחצית ממי שלא המשיכו היו ממשיכים. תרחיש, לא תחזית.",
                "More purchases a year if half of those who stopped had gone on. A scenario, not a forecast."
              )),
            .actions([
              action(
                "מהירות האתר בנייד", "Speed of the site on phones",
                "4,318 לקוחות לא המשיכו מהאתר; אחד מכל שישה מהם חזר.",
                "4,318 customers did not go on from the site; one in six came back.", "510–980",
                "כמעט ודאי",
                "almost certain"),
              action(
                "קיצור ההמתנה במוקד", "Shorter waiting at the call centre",
                "39% מהפונים לא המשיכו. מי שלא המשיכו דירגו 24.",
                "39% of callers did not go on. Those who did not gave a score of 24.", "330–610",
                "כמעט ודאי",
                "almost certain"),
              action(
                "תיאום שיחות המכירה", "Scheduling of sales calls", "43% לא המשיכו אחרי השיחה.",
                "43% did not go on after the call.", "120–260", "סביר", "likely"),
            ]),
            .note(
              text: say(
                "בסיור בסניפים ראינו שהקופות סגורות אחרי 19:00. כדאי לבדוק לפני שמשנים את האתר.",
                "On our round of the branches the tills were shut after 19:00. Worth checking before the site is changed."
              ),
              attribution: .name(name("דנה לוי", "Dana Levi"))),
          ]),
      ])
  }

  var funnel: Page {
    Page(
      id: .funnelAndSieve, language: language, name: frame.pages[2].name,
      headline: say(
        "46% מהרכישות עברו במשפך כפי ששורטט", "46% of purchases went through the funnel as drawn"),
      lead: [say("4,994 מתוך 10,856 רכישות.", "4,994 of 10,856 purchases.")],
      sections: [
        Section(
          id: "side-by-side",
          heading: say("אותם לקוחות, שתי תמונות", "The same customers, two pictures"),
          blocks: [
            .paragraph(say("שני התרשימים באותו קנה מידה.", "Both figures share one scale.")),
            .pair(bars("funnel-pair", 4), bars("sieve-pair", 5)),
          ]),
        Section(
          id: "numbers", heading: say("המספרים מסתכמים", "The numbers add up"),
          blocks: [
            .table(table("reconciliation", rows: 16)),
            .list([
              say(
                "נכנסו = המשיכו + רכשו + לא המשיכו + מוקדם לדעת",
                "In = on + bought + leaked + too young to tell"),
              say(
                "כל לקוח נספר פעם אחת בכל נקודת מגע.",
                "Every customer counts once at each touchpoint."),
            ]),
          ]),
      ])
  }

  private func definitions(_ id: PageID, _ name: String) -> Page {
    let entries = (1...14).map { index in
      (
        id: index == 1 ? "leak" : "term-\(index)",
        term: say(
          index == 1 ? "דליפה" : RichText("מונח \(index)"),
          index == 1 ? "Leak" : RichText("Term \(index)")),
        meaning: [
          say(
            "לקוחות שלא הייתה להם פעילות בתוך 45 יום מהאינטראקציה האחרונה, ולא רכשו.",
            "Customers without any activity within 45 days of their last interaction, who did not buy."
          ),
          say("נספרים רק לקוחות שעברו 45 יום.", "Only customers past 45 days count."),
        ]
      )
    }
    return Page(
      id: id, language: language, name: name, headline: RichText(name), lead: [],
      sections: [Section(id: "terms", blocks: [.definitions(entries)])])
  }

  private func maps(_ id: PageID, _ name: String) -> Page {
    Page(
      id: id, language: language, name: name,
      headline: say("החוליה החלשה: מוקד טלפוני", "The weakest link: call centre"), lead: [],
      sections: [
        Section(id: "map", blocks: [.figure(map)]),
        Section(
          id: "flows", heading: say("מאיפה לאן", "From where to where"),
          blocks: [.figure(flow), .figure(variants)]),
      ])
  }

  private func claims(_ id: PageID, _ name: String) -> Page {
    func row(_ number: Int, _ verdict: ClaimRow.Verdict, _ picture: ClaimRow.Picture?) -> ClaimRow {
      ClaimRow(
        id: "claim-\(number)", claim: say("״המעגל מזין את עצמו״", "“The circle feeds itself”"),
        checked: say("בדקנו: כמה רכישות נוספו על כל 100", "Checked: how many every 100 bring"), verdict: verdict,
        verdictText: say("מתקיימת", "Holds"),
        value: picture == nil
          ? Datum(value: nil, text: "—", state: .undefined) : Datum(value: 0.4, text: .figures("40")),
        sentence: say("רכישות נוספות על כל 100.", "further purchases for every 100."), picture: picture,
        confidence: say("כמעט ודאי", "Almost certain"), confidenceNote: say("לבדה", "by itself"),
        link: say("מי חוזרים", "Who comes back"), page: .comingBack, section: number == 1 ? "part-1" : nil)
    }
    let picture = ClaimRow.Picture(low: 0.5, value: 0.6, high: 0.7, bounds: [0.2, 0.3])
    return Page(
      id: id, language: language, name: name,
      headline: say("מתוך עשר טענות: אחת מתקיימת", "Of ten claims one holds"), lead: [],
      sections: [
        Section(
          id: "claims", heading: say("במה אנחנו מאמינים", "What we believe"),
          blocks: [.claims([row(1, .holds, picture), row(2, .fails, picture), row(3, .open, nil)])])
      ])
  }

  private func simple(_ id: PageID, _ name: String) -> Page {
    Page(
      id: id, language: language, name: name,
      headline: say(
        "שלוש נקודות מגע מביאות 80% מהרכישות", "Three touchpoints bring 80% of purchases"),
      lead: [],
      sections: (1...5).map {
        Section(id: "part-\($0)", blocks: [.figure(bars("\(id.rawValue)-\($0)", 3 + $0))])
      })
  }

  private func key(
    _ id: String, _ hebrew: String, _ english: String, _ value: String, _ note: String,
    _ englishNote: String
  ) -> KeyFigure {
    KeyFigure(
      id: id, label: say(RichText(hebrew), RichText(english)),
      value: Datum(value: 1, text: .figures(value)),
      note: say(RichText(note), RichText(englishNote)))
  }

  private func action(
    _ title: String, _ englishTitle: String, _ sentence: String, _ englishSentence: String,
    _ value: String,
    _ note: String, _ englishNote: String
  ) -> Action {
    Action(
      title: say(RichText(title), RichText(englishTitle)),
      sentence: say(RichText(sentence), RichText(englishSentence)),
      value: Datum(value: 1, text: .figures(value)),
      note: say(RichText(note), RichText(englishNote)))
  }
}
