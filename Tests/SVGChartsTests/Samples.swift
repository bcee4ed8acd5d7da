@testable import Pages
import Wording

/// The toy client of the specification's drawings, as figures in both languages.
struct Samples {
  var language: Language
  var he: Bool { language == .hebrew }

  func say(_ hebrew: String, _ english: String) -> RichText { RichText(he ? hebrew : english) }
  func name(_ hebrew: String, _ english: String) -> RichText { .name(he ? hebrew : english) }

  static func grouped(_ n: Int) -> String {
    let digits = String(n)
    var out = ""
    for (i, c) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { out += "," }
      out.append(c)
    }
    return out
  }
  static func count(_ n: Int) -> Datum { Datum(value: Double(n), text: .figures(grouped(n))) }
  static func percent(_ n: Int) -> Datum { Datum(value: Double(n) / 100, text: .figures("\(n)%")) }
  static func score(_ n: Int) -> Datum { Datum(value: Double(n), text: .figures("\(n)")) }
  static let undefined = Datum(value: nil, text: "—", state: .undefined)
  var hidden: Datum { Datum(value: nil, text: say("מוסתר", "hidden"), state: .hidden) }

  struct Row {
    var id: String
    var he: String
    var en: String
    var stage: Int
    var customers: Int
    var started: Int
    var satisfaction: Int?
    var bought: Int
    var leaked: Int
    var share: Int
    var channelHe: String
    var channelEn: String
    var answers: Int
    var margin: Int
  }
  static let rows: [Row] = [
    Row(
      id: "facebook", he: "מודעה בפייסבוק", en: "Facebook ad", stage: 0, customers: 7108, started: 6479,
      satisfaction: 61, bought: 0, leaked: 2570, share: 36, channelHe: "רשת חברתית", channelEn: "Social", answers: 611,
      margin: 3),
    Row(
      id: "google", he: "חיפוש בגוגל", en: "Google search", stage: 0, customers: 6206, started: 4848, satisfaction: 74,
      bought: 0, leaked: 1603, share: 26, channelHe: "אתר", channelEn: "Web", answers: 802, margin: 3),
    Row(
      id: "friend", he: "חבר מביא חבר", en: "Friend brings friend", stage: 0, customers: 1459, started: 1459,
      satisfaction: 91, bought: 0, leaked: 143, share: 10, channelHe: "פה לאוזן", channelEn: "Word of mouth",
      answers: 96, margin: 6),
    Row(
      id: "tiktok", he: "טיקטוק", en: "TikTok", stage: 0, customers: 2561, started: 2561, satisfaction: 48, bought: 0,
      leaked: 1355, share: 53, channelHe: "רשת חברתית", channelEn: "Social", answers: 201, margin: 7),
    Row(
      id: "site", he: "אתר החברה", en: "Company site", stage: 1, customers: 12255, started: 3364, satisfaction: 66,
      bought: 0, leaked: 4318, share: 35, channelHe: "אתר", channelEn: "Web", answers: 2240, margin: 2),
    Row(
      id: "details", he: "השארת פרטים", en: "Leaves details", stage: 1, customers: 3153, started: 0, satisfaction: 58,
      bought: 0, leaked: 617, share: 20, channelHe: "טופס", channelEn: "Form", answers: 118, margin: 9),
    Row(
      id: "sales", he: "שיחת מכירה", en: "Sales call", stage: 1, customers: 3096, started: 0, satisfaction: 39,
      bought: 640, leaked: 1318, share: 43, channelHe: "טלפון", channelEn: "Phone", answers: 388, margin: 4),
    Row(
      id: "app", he: "אפליקציה", en: "App", stage: 2, customers: 3874, started: 0, satisfaction: 83, bought: 3205,
      leaked: 681, share: 18, channelHe: "אפליקציה", channelEn: "App", answers: 977, margin: 2),
    Row(
      id: "checkout", he: "קופה באתר", en: "Site checkout", stage: 2, customers: 4611, started: 0, satisfaction: 57,
      bought: 2514, leaked: 1168, share: 25, channelHe: "אתר", channelEn: "Web", answers: 1904, margin: 2),
    Row(
      id: "branch", he: "סניף", en: "Branch", stage: 2, customers: 4449, started: 1845, satisfaction: 88, bought: 4119,
      leaked: 490, share: 11, channelHe: "סניף", channelEn: "Branch", answers: 140, margin: 8),
    Row(
      id: "callcentre", he: "מוקד טלפוני", en: "Call centre", stage: 3, customers: 2661, started: 0, satisfaction: 31,
      bought: 141, leaked: 1033, share: 39, channelHe: "טלפון", channelEn: "Phone", answers: 412, margin: 4),
    Row(
      id: "whatsapp", he: "וואטסאפ", en: "WhatsApp", stage: 3, customers: 1127, started: 0, satisfaction: 86,
      bought: 237, leaked: 119, share: 11, channelHe: "הודעות", channelEn: "Messages", answers: 133, margin: 6),
    Row(
      id: "delivery", he: "משלוח", en: "Delivery", stage: 3, customers: 4386, started: 0, satisfaction: 72, bought: 0,
      leaked: 103, share: 2, channelHe: "שליח", channelEn: "Courier", answers: 3011, margin: 1),
    Row(
      id: "club", he: "דיוור מועדון", en: "Club mailing", stage: 4, customers: 3196, started: 844, satisfaction: nil,
      bought: 0, leaked: 1385, share: 43, channelHe: "דוא״ל", channelEn: "Email", answers: 0, margin: 0),
    Row(
      id: "birthday", he: "הטבת יום הולדת", en: "Birthday gift", stage: 4, customers: 434, started: 0, satisfaction: 93,
      bought: 0, leaked: 67, share: 15, channelHe: "דוא״ל", channelEn: "Email", answers: 52, margin: 3),
  ]

  func stages(_ note: (he: [String], en: [String])) -> [FigureStage] {
    let he = ["חשיפה", "התעניינות", "רכישה", "שירות", "שימור"]
    let en = ["Discover", "Consider", "Buy", "Service", "Keep"]
    return (0..<5).map { i in
      FigureStage(id: "stage\(i)", name: say(he[i], en[i]), note: say(note.he[i], note.en[i]))
    }
  }

  var sieve: SieveFigure {
    SieveFigure(
      stages: stages(
        (
          [
            "התחילו כאן 15,347 · רכשו כאן 0", "התחילו כאן 3,364 · רכשו כאן 640", "התחילו כאן 1,845 · רכשו כאן 9,838",
            "התחילו כאן 0 · רכשו כאן 378", "התחילו כאן 844 · רכשו כאן 0",
          ],
          [
            "started here 15,347 · bought here 0", "started here 3,364 · bought here 640",
            "started here 1,845 · bought here 9,838", "started here 0 · bought here 378",
            "started here 844 · bought here 0",
          ]
        )),
      touchpoints: Self.rows.map { row in
        .init(
          id: row.id, name: name(row.he, row.en), stage: row.stage, customers: Self.count(row.customers),
          started: Self.count(row.started), satisfaction: row.satisfaction.map(Self.score),
          bought: Self.count(row.bought),
          leaked: Self.count(row.leaked), leakRate: Self.percent(row.share),
          returned: Self.count(row.leaked > 400 ? row.leaked / 6 : 0))
      },
      loop: say(
        "המעגל שמזין את עצמו: על כל 100 רכישות נוספו 21",
        "The cycle that feeds itself: every 100 purchases brought 21 more"),
      key: [
        (.start, say("התחילו כאן", "started here")),
        (.height, say("גובה העמודה: לקוחות", "bar height: customers")),
        (.colour, say("שביעות רצון 0–100 (מקווקו: לא נמדד)", "satisfaction 0–100 (hatched: not measured)")),
        (.bought, say("רכשו כאן", "bought here")),
        (.leaked, say("לא המשיכו", "did not go on")),
        (.returned, say("חזרו אחרי הפסקה", "came back after a break")),
      ], fullHeight: 12255)
  }

  var funnel: FunnelFigure {
    let steps: [(String, String, Int, Int?, Int)] = [
      ("חשיפה", "Discover", 15347, nil, 17334), ("התעניינות", "Consider", 9820, 64, 14120),
      ("רכישה", "Buy", 4994, 51, 9838),
      ("שימור", "Keep", 1890, 38, 3630),
    ]
    return FunnelFigure(
      steps: steps.enumerated().map { i, s in
        .init(
          id: "step\(i)", name: name(s.0, s.1), customers: Self.count(s.2),
          stepConversion: s.3.map(Self.percent) ?? Self.undefined, anyhow: Self.count(s.4))
      },
      filledLabel: say("לפי הסדר, בתוך 30 יום", "in order, within 30 days"),
      outlineLabel: say("הגיעו לשלב בדרך כלשהי", "reached the stage anyhow"), fullHeight: 17334)
  }

  var map: JourneyMapFigure {
    typealias Lane = JourneyMapFigure.Lane
    let rows = Self.rows
    let weakest = rows.firstIndex { $0.id == "callcentre" }
    func at(_ id: String) -> Int { rows.firstIndex { $0.id == id } ?? 0 }
    let lanes: [Lane] = [
      Lane(
        id: "touchpoints", title: say("נקודות מגע והיקף", "Touchpoints and volume"),
        subtitle: say("לקוחות · ערוץ", "customers · channel"), content: .circles(rows.map { Self.count($0.customers) })),
      Lane(
        id: "experience", title: say("עקומת החוויה", "Experience curve"),
        subtitle: say("שביעות רצון 0–100", "satisfaction 0–100"),
        content: .curve(
          rows.map { row in
            row.satisfaction.map {
              .init(
                score: Self.score($0), low: Double($0 - row.margin), high: Double(min(100, $0 + row.margin)),
                metric: "CSAT", breaksBefore: false)
            }
          }, weakest: weakest, weakestLabel: say("החוליה החלשה מבין 14 שנמדדו", "the weakest link of the 14 measured"),
          notMeasured: say("לא נמדד", "not measured"))),
      Lane(
        id: "leaks", title: say("דליפות", "Leaks"), subtitle: say("לקוחות שלא המשיכו", "customers who did not go on"),
        content: .bars(.leak, rows.map { Self.count($0.leaked) })),
      Lane(
        id: "purchases", title: say("רכישות", "Purchases"), subtitle: say("נרכשו כאן", "bought here"),
        content: .bars(.purchase, rows.map { Self.count($0.bought) })),
      Lane(
        id: "voice", title: say("קול הלקוח", "Voice of the customer"),
        subtitle: say("מתשובות פתוחות", "from open answers"),
        content: .cards([
          (at("site"), say("״האתר איטי בנייד״", "“The site is slow on my phone”"), false),
          (at("sales"), say("״התקשרו אליי שלוש פעמים״", "“They called me three times”"), false),
          (at("callcentre"), say("״חיכיתי 40 דקות על הקו״", "“I waited 40 minutes on the line”"), false),
          (at("delivery"), say("״הגיע יום לפני הזמן״", "“It came a day early”"), true),
        ])),
      Lane(
        id: "evidence", title: say("עד כמה זה מבוסס", "How well founded"), subtitle: "",
        content: .evidence(
          rows.map { row in
            let grade: JourneyMapFigure.Evidence =
              row.satisfaction == nil ? .assumed : row.answers < 100 ? .thin : .measured
            let text: RichText =
              row.satisfaction == nil
              ? say("לא נמדד", "not measured")
              : RichText([.figures(Self.grouped(row.answers)), .text(he ? " תשובות" : " answers")])
            return (grade, text)
          })),
      Lane(
        id: "wait", title: say("זמן המתנה", "Waiting time"), subtitle: say("דקות", "minutes"),
        content: .notMeasured(say("לא נמדד: אין נתוני המתנה בקבצים", "not measured: the files hold no waiting times"))),
      Lane(
        id: "opportunities", title: say("הזדמנויות לשיפור", "Opportunities"),
        subtitle: say("רכישות נוספות בשנה", "further purchases a year"),
        content: .cards([
          (
            at("site"), RichText([.strong(he ? "מהירות בנייד" : "Speed on phones"), .text(" "), .figures("510–980")]),
            nil
          ),
          (
            at("sales"), RichText([.strong(he ? "תיאום שיחות" : "Timing of calls"), .text(" "), .figures("120–260")]),
            nil
          ),
          (
            at("callcentre"),
            RichText([.strong(he ? "קיצור ההמתנה" : "Shorter waits"), .text(" "), .figures("330–610")]), nil
          ),
        ])),
    ]
    return JourneyMapFigure(
      stagesTitle: say("שלבים", "Stages"),
      stages: stages(
        (
          ["שיווק", "שיווק ומכירות", "מכירות", "שירות לקוחות", "שימור"],
          ["Marketing", "Marketing and sales", "Sales", "Customer service", "Retention"]
        )),
      touchpoints: rows.map {
        .init(id: $0.id, name: name($0.he, $0.en), stage: $0.stage, note: say($0.channelHe, $0.channelEn))
      },
      lanes: lanes)
  }

  var flow: FlowFigure {
    let rows = Self.rows
    func i(_ id: String) -> Int { rows.firstIndex { $0.id == id } ?? 0 }
    let edges: [(String, String, Int)] = [
      ("facebook", "site", 3890), ("google", "site", 3720), ("site", "checkout", 2900), ("site", "details", 2410),
      ("details", "sales", 2230),
      ("checkout", "delivery", 2100), ("app", "delivery", 1720), ("site", "branch", 1490), ("site", "app", 1310),
      ("branch", "club", 1260),
      ("sales", "branch", 1010), ("tiktok", "app", 980), ("delivery", "club", 940), ("friend", "branch", 870),
      ("delivery", "callcentre", 760),
      ("callcentre", "site", 690), ("club", "app", 610), ("app", "app", 560), ("callcentre", "callcentre", 480),
      ("club", "site", 450),
      ("whatsapp", "branch", 310), ("delivery", "whatsapp", 300), ("tiktok", "site", 240), ("club", "birthday", 230),
      ("birthday", "branch", 150),
      ("google", "branch", 420), ("facebook", "details", 610), ("sales", "callcentre", 190),
      ("checkout", "checkout", 140), ("sales", "details", 120),
    ]
    return FlowFigure(
      stages: stages((["", "", "", "", ""], ["", "", "", "", ""])),
      nodes: rows.map { .init(id: $0.id, name: name($0.he, $0.en), stage: $0.stage, volume: Self.count($0.customers)) },
      edges: edges.sorted { $0.2 > $1.2 }.map { .init(from: i($0.0), to: i($0.1), count: Self.count($0.2)) },
      forwardLabel: say("המשיכו לנקודת המגע הבאה", "went on to the next touchpoint"),
      backLabel: say("חזרו לשלב קודם או לאותה נקודת מגע", "went back to an earlier stage or the same touchpoint"))
  }

  var heat: HeatTableFigure {
    let names = [("סניף", "Branch"), ("אתר", "Web"), ("אפליקציה", "App"), ("טלפון", "Phone"), ("וואטסאפ", "WhatsApp")]
      .map { name($0.0, $0.1) }
    let counts = [
      [1650, 210, 130, 90, 12], [820, 2610, 940, 310, 80], [160, 240, 1410, 25, 18], [340, 190, 0, 510, 33],
      [44, 21, 9, -1, 61],
    ]
    return HeatTableFigure(
      rowsTitle: say("איפה התחילו", "Where they started"), columnsTitle: say("איפה קנו", "Where they bought"),
      rows: names, columns: names,
      cells: counts.map { $0.map { $0 < 0 ? hidden : Self.count($0) } },
      shades: counts.map { row in
        let sum = Double(row.filter { $0 > 0 }.reduce(0, +))
        return row.map { $0 < 0 ? nil : Double($0) / sum }
      }, outlined: [0, 1, 2, 3, 4])
  }

  var bars: BarsFigure {
    let picked = Self.rows.filter { $0.satisfaction != nil }.sorted { ($0.satisfaction ?? 0) < ($1.satisfaction ?? 0) }
      .prefix(8)
    return BarsFigure(
      style: .dots,
      bars: picked.map { row in
        .init(
          id: row.id, name: name(row.he, row.en),
          note: RichText([.figures(Self.grouped(row.answers)), .text(he ? " תשובות" : " answers")]),
          value: Self.score(row.satisfaction ?? 0), low: Double((row.satisfaction ?? 0) - row.margin),
          high: Double((row.satisfaction ?? 0) + row.margin))
      } + [
        .init(
          id: "hidden", name: name("דיוור מועדון", "Club mailing"),
          note: say("פחות מ־10 תשובות", "fewer than 10 answers"), value: hidden)
      ],
      maximum: 100, ticks: [0, 25, 50, 75, 100].map(Self.score))
  }

  var plainBars: BarsFigure {
    var figure = bars
    figure.style = .bars
    figure.bars = Self.rows.sorted { $0.leaked > $1.leaked }.prefix(7).map { row in
      .init(
        id: row.id, name: name(row.he, row.en), note: "", value: Self.count(row.leaked), low: Double(row.leaked) * 0.94,
        high: Double(row.leaked) * 1.06, tone: .leak)
    }
    figure.maximum = 5000
    figure.ticks = [0, 1000, 2000, 3000, 4000, 5000].map(Self.count)
    return figure
  }

  var variants: VariantsFigure {
    let rows = Self.rows
    func i(_ id: String) -> Int { rows.firstIndex { $0.id == id } ?? 0 }
    let lines: [([String], Int, Int)] = [
      (["facebook", "site", "checkout", "delivery"], 1210, 6),
      (["google", "site", "details", "sales", "branch"], 980, 5), (["friend", "branch"], 870, 4),
      (["tiktok", "app", "delivery", "app"], 610, 3),
      (
        [
          "facebook", "site", "callcentre", "site", "details", "sales", "sales", "branch", "club", "birthday", "branch",
          "delivery", "whatsapp", "club", "app",
        ], 212, 1
      ),
    ]
    let buys: Set<String> = ["app", "checkout", "branch"]
    return VariantsFigure(
      stages: stages((["", "", "", "", ""], ["", "", "", "", ""])),
      touchpoints: rows.map { .init(name: name($0.he, $0.en), stage: $0.stage, isPurchase: buys.contains($0.id)) },
      lines: lines.map { .init(touchpoints: $0.0.map(i), customers: Self.count($0.1), share: Self.percent($0.2)) })
  }

  /// Every chart with the name of its golden file.
  var all: [(name: String, figure: Figure)] {
    [
      ("sieve", .sieve(sieve)), ("funnel", .funnel(funnel)), ("journey-map", .journeyMap(map)), ("flow", .flow(flow)),
      ("heat-table", .heatTable(heat)),
      ("dots", .bars(bars)), ("bars", .bars(plainBars)), ("variants", .variants(variants)),
      ("chain", .chain(chain)), ("quadrant", .quadrant(quadrant)), ("stack", .stack(stack)), ("waves", .waves(waves)),
      ("coverage", .coverage(coverage)), ("steps", .steps(steps(isAlone: true))),
      ("steps-by-group", .steps(steps(isAlone: false))), ("phases", .phases(phases)),
      ("sieve-half", .sieve(halfSieve(1))), ("funnel-shares", .funnel(shareFunnel)),
      ("journey-map-compared", .journeyMap(comparedMap)), ("waves-marked", .waves(markedWaves)),
    ]
  }
}
