@testable import Pages
import Wording

extension SampleSite {
  private static let rows:
    [(
      id: String, he: String, en: String, stage: Int, started: Int, customers: Int, score: Int?,
      bought: Int, leaked: Int, returned: Int
    )] = [
      ("facebook-ad", "מודעה בפייסבוק", "Facebook ad", 0, 6_479, 7_108, 61, 0, 2_570, 310),
      ("search", "חיפוש בגוגל", "Google search", 0, 4_848, 6_206, 74, 0, 1_603, 140),
      ("friend", "חבר מביא חבר", "Referred by a friend", 0, 1_459, 1_459, 91, 0, 143, 0),
      ("tiktok", "טיקטוק", "TikTok", 0, 2_561, 2_561, 48, 0, 1_355, 200),
      ("site", "אתר החברה", "Company site", 1, 3_364, 12_255, 66, 0, 4_318, 720),
      ("form", "השארת פרטים", "Contact form", 1, 0, 3_153, 58, 0, 617, 80),
      ("sales-call", "שיחת מכירה", "Sales call", 1, 0, 3_096, 39, 640, 1_318, 190),
      ("app", "אפליקציה", "App", 2, 0, 3_874, 83, 3_205, 681, 90),
      ("checkout", "קופה באתר", "Site checkout", 2, 0, 4_611, 57, 2_514, 1_168, 230),
      ("branch", "סניף", "Branch", 2, 1_845, 4_449, 88, 4_119, 490, 60),
      ("call-centre", "מוקד טלפוני", "Call centre", 3, 0, 2_661, 31, 141, 1_033, 170),
      ("whatsapp", "וואטסאפ", "WhatsApp", 3, 0, 1_127, 86, 237, 119, 0),
      ("delivery", "משלוח", "Delivery", 3, 0, 4_386, 72, 0, 103, 0),
      ("club-mail", "דיוור מועדון", "Club mailing", 4, 844, 3_196, nil, 0, 1_385, 400),
      ("birthday", "הטבת יום הולדת", "Birthday offer", 4, 0, 434, nil, 0, 67, 0),
    ]

  private static let stages: [(id: String, he: String, en: String)] = [
    ("discover", "חשיפה", "Discover"), ("consider", "התעניינות", "Consider"),
    ("buy", "רכישה", "Buy"),
    ("service", "שירות", "Service"), ("keep", "שימור", "Keep"),
  ]

  /// 12,040 with its thousands set apart.
  static func grouped(_ number: Int) -> String {
    number < 1_000
      ? String(number)
      : grouped(number / 1_000) + ","
        + String(repeating: "0", count: 3 - String(number % 1_000).utf8.count)
        + String(number % 1_000)
  }

  private func count(_ number: Int) -> Datum {
    Datum(value: Double(number), text: RichText(Self.grouped(number)))
  }

  private func share(_ part: Int, _ whole: Int) -> Datum {
    Datum(
      value: Double(part) / Double(whole), text: .figures("\((part * 100 + whole / 2) / whole)%"))
  }

  private func named(_ row: (he: String, en: String)) -> RichText {
    .name(language == .hebrew ? row.he : row.en)
  }

  var sieve: FigureBlock {
    FigureBlock(
      id: "sieve-all",
      title: say(
        "הדליפה הגדולה ביותר: אתר החברה. היקרה ביותר: המוקד הטלפוני",
        "The biggest leak: the company site. The costliest: the call centre"),
      howToRead: say(
        "כל עמודה היא נקודת מגע, וכל חור במסננת הוא מקום שבו לקוחות רוכשים או אינם ממשיכים.",
        "Every bar is a touchpoint, and every hole in the sieve a place where customers buy or do not go on."
      ),
      figure: .sieve(
        SieveFigure(
          stages: Self.stages.map {
            FigureStage(
              id: $0.id, name: RichText(language == .hebrew ? $0.he : $0.en), note: RichText())
          },
          touchpoints: Self.rows.map { row in
            SieveFigure.Touchpoint(
              id: row.id, name: named((row.he, row.en)), stage: row.stage,
              customers: count(row.customers),
              started: count(row.started), satisfaction: row.score.map(count),
              bought: count(row.bought),
              leaked: count(row.leaked), leakRate: share(row.leaked, row.customers),
              returned: count(row.returned))
          },
          loop: say(
            "המעגל שמזין את עצמו: על כל 100 רכישות נוספו 21",
            "The cycle that feeds itself: every 100 purchases brought 21 more"),
          key: [
            (.start, say("חץ: התחילו כאן", "Arrow: started here")),
            (.height, say("גובה העמודה: לקוחות", "Height: customers")),
            (.colour, say("צבע: שביעות רצון 0–100", "Colour: satisfaction 0–100")),
            (.bought, say("כחול כהה: רכשו כאן", "Navy: bought here")),
            (.leaked, say("כתום: לא המשיכו", "Orange: did not go on")),
            (.returned, say("קו תכלת: חזרו אחרי הפסקה", "Blue thread: came back")),
          ],
          fullHeight: 12_255)),
      table: table("sieve-all-table", rows: Self.rows.count),
      base: say("21,400 לקוחות, ינואר–יוני 2026", "21,400 customers, January–June 2026"),
      definition: "leak")
  }

  func table(_ id: String, rows: Int) -> Table {
    var lines = Self.rows.prefix(rows).map { row in
      Table.Row([
        Datum(value: nil, text: named((row.he, row.en))), count(row.started), count(row.customers),
        count(row.bought),
        count(row.leaked), share(row.leaked, row.customers),
        row.id == "birthday"
          ? Datum(value: nil, text: say("מוסתר", "hidden"), state: .hidden)
          : row.id == "whatsapp"
            ? Datum(value: 86, text: "86", state: .directional)
            : row.score.map(count) ?? Datum(value: nil, text: "—", state: .undefined),
      ])
    }
    if rows >= Self.rows.count {
      lines.append(
        Table.Row(
          [
            Datum(value: nil, text: say("סך הכול", "Total")), count(21_400), count(60_556),
            count(10_856),
            count(16_970), share(16_970, 60_556), Datum(value: nil, text: "—", state: .undefined),
          ], isTotal: true))
    }
    return Table(
      id: id,
      caption: say(
        "נכנסו, רכשו ולא המשיכו, לפי נקודת מגע", "Came in, bought and did not go on, by touchpoint"),
      columns: [
        .init(say("נקודת מגע", "Touchpoint"), .name),
        .init(say("התחילו כאן", "Started here"), .number),
        .init(say("לקוחות", "Customers"), .number), .init(say("רכשו כאן", "Bought here"), .number),
        .init(say("לא המשיכו", "Did not go on"), .number),
        .init(say("שיעור הדליפה", "Leak rate"), .number),
        .init(say("שביעות רצון", "Satisfaction"), .number),
      ],
      rows: lines)
  }

  func bars(_ id: String, _ number: Int) -> FigureBlock {
    FigureBlock(
      id: id,
      title: say("שביעות הרצון הנמוכה ביותר: במוקד", "Lowest satisfaction: at the call centre"),
      howToRead: say("שביעות רצון 0–100 והטווח הסביר.", "Satisfaction 0–100 and its likely range."),
      figure: .bars(
        BarsFigure(
          style: .dots,
          bars: Self.rows.filter { $0.score != nil }.prefix(number).map { row in
            BarsFigure.Bar(
              id: row.id, name: named((row.he, row.en)), note: say("412 תשובות", "412 answers"),
              value: count(row.score ?? 0), low: Double(row.score ?? 0) - 4,
              high: Double(row.score ?? 0) + 4)
          },
          maximum: 100, ticks: [0, 25, 50, 75, 100].map(count))),
      table: table(id + "-table", rows: number), base: say("9,251 תשובות", "9,251 answers"),
      definition: "leak")
  }
}
