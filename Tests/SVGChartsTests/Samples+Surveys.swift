@testable import Pages
import Wording

/// The toy client's satisfaction.
extension Samples {
  private func answers(_ n: Int) -> RichText {
    RichText([.figures(Self.grouped(n)), .text(he ? " תשובות" : " answers")])
  }

  var chain: ChainFigure {
    let often: [String: Int] = [
      "callcentre": 41, "sales": 22, "tiktok": 12, "checkout": 8, "details": 6, "facebook": 4, "site": 3, "delivery": 2,
      "google": 1, "app": 1,
    ]
    return ChainFigure(
      stages: stages((["", "", "", "", ""], ["", "", "", "", ""])),
      links: Self.rows.map { row in
        .init(
          id: row.id, name: name(row.he, row.en), stage: row.stage,
          note: row.satisfaction == nil ? say("לא נמדד", "not measured") : answers(row.answers),
          score: row.satisfaction.map(Self.score), lowest: Double(often[row.id] ?? 0) / 100,
          mark: row.id == "callcentre" ? .weakest : row.id == "birthday" ? .strength : .none,
          label: row.id == "callcentre"
            ? say("החוליה החלשה", "the weakest link") : say("נקודת חוזק", "a strong point"))
      },
      thickness: say(
        "עובי החוליה: ככל שהיא דקה יותר, היא הנמוכה ביותר אצל יותר לקוחות",
        "thickness: the thinner a link, the more customers rate it lowest"),
      colour: say("שביעות רצון 0–100 (מקווקו: לא נמדד)", "satisfaction 0–100 (hatched: not measured)"))
  }

  var quadrant: QuadrantFigure {
    let items: [(String, Int, Int, Int, Int)] = [
      ("callcentre", 31, 4, 24, 4), ("sales", 39, 5, 15, 5), ("site", 66, 2, 18, 3), ("checkout", 57, 3, 11, 3),
      ("delivery", 72, 2, 13, 3), ("app", 83, 3, 7, 3), ("whatsapp", 86, 6, 5, 3), ("branch", 88, 8, 7, 4),
    ]
    return QuadrantFigure(
      performanceTitle: say("ביצוע: שביעות רצון 0–100", "Performance: satisfaction 0–100"),
      importanceTitle: say(
        "חשיבות: חלק בהסבר הנכונות להמליץ", "Importance: share in explaining willingness to recommend"),
      performanceTicks: [0, 25, 50, 75, 100].map(Self.score),
      importanceTicks: [0, 10, 20, 30].map(Self.percent).map {
        Datum(value: ($0.value ?? 0) * 100, text: $0.text)
      }, meanPerformance: 65.3, meanImportance: 12.5, improveFirst: say("לשפר קודם", "Improve first"),
      keep: say("לשמור", "Keep"), moreThanNeeded: say("יותר מהנדרש", "More than needed"),
      lowPriority: say("עדיפות נמוכה", "Low priority"),
      items: items.map { item in
        let row = Self.rows.first { $0.id == item.0 }
        return .init(
          id: item.0, name: name(row?.he ?? "", row?.en ?? ""), performance: Self.score(item.1),
          performanceRange: Double(item.1 - item.2)...Double(item.1 + item.2),
          importance: Datum(value: Double(item.3), text: .figures("\(item.3)%")),
          importanceRange: Double(item.3 - item.4)...Double(item.3 + item.4), isFirst: item.0 == "callcentre")
      })
  }

  var phases: PhasesFigure {
    PhasesFigure(
      phases: [
        .init(
          id: "before", name: say("לפני הרכישה", "Before a purchase"), stopped: Self.percent(11),
          range: .figures("10–12%"), score: Self.score(31), lowest: name("שיחת מכירה", "Sales call"),
          effort: say("3 מגעים, שני מעברים בין ערוצים", "3 touches, two changes of channel"),
          time: say("הרכישה החציונית: 4 ימים", "the middle purchase: 4 days")),
        .init(
          id: "at", name: say("ברכישה", "At a purchase"), stopped: Self.undefined, range: RichText(), score: nil,
          lowest: say("לא נמדד", "not measured"), effort: RichText(), time: RichText()),
        .init(
          id: "after", name: say("אחרי הרכישה", "After a purchase"), stopped: Self.percent(17),
          range: .figures("15–19%"), score: Self.score(82), lowest: name("מוקד טלפוני", "Call centre"),
          effort: say("7% מהפניות חזרו בתוך שבוע", "7% of contacts repeated within a week"), time: RichText()),
      ], stoppedLabel: say("לא המשיכו", "Did not go on"), lowestLabel: say("הציון הנמוך ביותר", "Lowest score"),
      effortLabel: say("מאמץ", "Effort"), timeLabel: say("זמן", "Time"))
  }

  var stack: StackFigure {
    let rows: [(String, Int, Int, Int)] = [
      ("callcentre", 44, 25, 31), ("sales", 34, 27, 39), ("checkout", 18, 25, 57), ("site", 12, 22, 66),
      ("delivery", 9, 19, 72), ("app", 4, 13, 83),
    ]
    return StackFigure(
      rows: rows.map { item in
        let row = Self.rows.first { $0.id == item.0 }
        return .init(
          id: item.0, name: name(row?.he ?? "", row?.en ?? ""), note: answers(row?.answers ?? 0),
          low: Self.percent(item.1), middle: Self.percent(item.2), high: Self.percent(item.3))
      } + [
        .init(
          id: "club", name: name("דיוור מועדון", "Club mailing"),
          note: say("פחות מ־10 תשובות", "fewer than 10 answers"),
          low: hidden, middle: hidden, high: hidden)
      ],
      lowLabel: say("לא מרוצים (1–2)", "dissatisfied (1–2)"), middleLabel: say("באמצע (3)", "in between (3)"),
      highLabel: say("מרוצים (4–5)", "satisfied (4–5)"))
  }

  var waves: WavesFigure {
    let names = [("רבעון 1", "Q1"), ("רבעון 2", "Q2"), ("רבעון 3", "Q3"), ("רבעון 4", "Q4")]
    func panel(_ id: String, _ values: [Int?], _ half: Int, _ note: RichText, breakAt: Int? = nil) -> WavesFigure.Panel
    {
      let row = Self.rows.first { $0.id == id }
      return .init(
        id: id, name: name(row?.he ?? "", row?.en ?? ""), note: note,
        waves: values.enumerated().map { index, value in
          .init(
            name: say(names[index].0, names[index].1), value: value.map(Self.score) ?? hidden,
            range: value.map { Double($0 - half)...Double($0 + half) }, breaksBefore: index == breakAt)
        })
    }
    return WavesFigure(
      panels: [
        panel(
          "delivery", [61, 64, 68, 74], 3, say("עלה מ־61 ל־74. השינוי מובהק.", "Up from 61 to 74. The change is real.")),
        panel("callcentre", [36, 33, 35, 31], 5, say("לא נמצא הבדל מובהק", "no difference shown")),
        panel(
          "site", [71, 70, 64, 66], 4, say("נוסח השאלה השתנה ברבעון 3", "the question's wording changed in Q3"),
          breakAt: 2),
        panel("club", [nil, 52, 55, 49], 12, say("אינדיקציה בלבד", "directional only")),
      ], ticks: [0, 50, 100].map(Self.score),
      breakLabel: say("קו מקווקו: נוסח השאלה או אופן השאילה השתנו", "dashed line: the wording or the mode changed"))
  }

  /// The time to a second purchase of buyers who had rated before, by their lowest rating; `isAlone`: of all buyers.
  func steps(isAlone: Bool) -> StepsFigure {
    func curve(_ id: String, _ name: RichText, _ tone: StepsFigure.Tone, _ shares: [Int], _ atRisk: [Int])
      -> StepsFigure.Curve
    {
      StepsFigure.Curve(
        id: id, name: name, tone: tone,
        steps: shares.enumerated().map { month, share in
          .init(
            time: Double(30 * month), share: Self.percent(share),
            range: Double(share) / 100 * 0.88...min(1, Double(share) / 100 * 1.12))
        }, atRisk: atRisk.map(Self.count))
    }
    let low = [0, 8, 12, 15, 17, 19, 20, 21, 22, 23, 23, 24, 25]
    let middle = [0, 11, 17, 21, 24, 27, 29, 31, 32, 33, 34, 35, 36]
    let high = [0, 17, 25, 31, 35, 38, 41, 43, 44, 46, 47, 48, 49]
    let times: [(Int, String, String)] = [
      (0, "0", "0"), (90, "3 חודשים", "3 months"), (180, "6 חודשים", "6 months"), (365, "שנה", "1 year"),
    ]
    return StepsFigure(
      curves: isAlone
        ? [curve("all", "", .only, middle, [2_357, 1_688, 1_202, 640])]
        : [
          curve("low", say("דירוג נמוך", "low rating"), .low, low, [412, 330, 251, 140]),
          curve("middle", say("דירוג אמצעי", "middle rating"), .middle, middle, [398, 290, 212, 118]),
          curve("high", say("דירוג גבוה", "high rating"), .high, high, [377, 241, 166, 87]),
        ], times: times.map { Datum(value: Double($0.0), text: say($0.1, $0.2)) },
      ticks: [0, 25, 50, 75, 100].map(Self.percent),
      atRiskTitle: say("עוד לא חזרו, ועדיין נצפים:", "Not back yet, and still watched:"))
  }

  var coverage: CoverageFigure {
    let words: [CoverageFigure.State: RichText] = [
      .none: say("אין מדידה", "none"), .thin: say("מדגם קטן", "thin"), .ok: say("תקין", "ok"),
      .stale: say("לא עדכני", "stale"),
    ]
    let rows: [(String, [(CoverageFigure.State, Int)])] = [
      ("site", [(.none, 0), (.ok, 2240), (.stale, 310)]), ("sales", [(.none, 0), (.ok, 388), (.none, 0)]),
      ("branch", [(.ok, 140), (.thin, 24), (.none, 0)]), ("callcentre", [(.none, 0), (.none, 0), (.ok, 412)]),
      ("club", [(.none, 0), (.none, 0), (.none, 0)]),
    ]
    return CoverageFigure(
      columns: [
        say("סקר יחסים", "Relational"), say("סקר עסקה", "Transactional"), say("סקר רגעי", "Momentary"),
      ],
      notes: [
        say("תקופתי", "at intervals"), say("אחרי אירוע", "after an event"),
        say("מיד אחרי אינטראקציה", "right after an interaction"),
      ],
      rows: rows.map { item in
        let row = Self.rows.first { $0.id == item.0 }
        return .init(
          id: item.0, name: name(row?.he ?? "", row?.en ?? ""),
          note: RichText([.figures(Self.grouped(row?.customers ?? 0)), .text(he ? " לקוחות" : " customers")]),
          cells: item.1.map { .init(state: $0.0, word: words[$0.0] ?? "", count: $0.1 > 0 ? answers($0.1) : "") })
      })
  }
}
