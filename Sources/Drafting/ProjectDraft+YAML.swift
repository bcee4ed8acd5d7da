import Journeys
import Reading

extension ProjectDraft {
  /// The project file as text.
  package var yaml: String {
    var lines = header()
    lines += [
      "client: {id: \(yamlScalar(client)), name: {he: \(yamlScalar(client)), en: \(yamlScalar(client))}}  # "
        + guessed("לפי שם הקובץ; כאן כותבים את שם הלקוח", "by the file's name; write the client's name here"),
      "languages: \(language == "he" ? "[he, en]" : "[en, he]")  # "
        + say("הראשונה היא שפת הדוח", "the first is the report's own"),
      "timezone: \(timezone)  # \(zoneComment)",
      "currency: ILS  # " + guessed("המטבע של הסכומים", "the currency of the amounts"), "",
    ]
    lines += periodLines()
    lines += sourceLines()
    if !touchpoints.isEmpty { lines += [""] + stageLines() + [""] + channelLines() + touchpointLines() }
    lines += ["", say("# עוד הגדרות: docs/project-file.md", "# More settings: docs/project-file.md")]
    return lines.joined(separator: "\n") + "\n"
  }

  private func guessed(_ he: String, _ en: String) -> String { "guessed: " + say(he, en) }

  private func header() -> [String] {
    let files = sources.map { yamlComment($0.name) }.joined(separator: ", ")
    return [
      "# " + say("קובץ פרויקט של Masa, טיוטה שנכתבה מתוך: ", "A Masa project file, drafted from: ") + files,
      "# "
        + say(
          "כל שורה שמסומנת guessed היא ניחוש: כדאי לבדוק אותה ולתקן. ליצירת הדוח: masa report על הקובץ הזה",
          "Every line marked guessed is a guess: check it and put it right. For the report: masa report on this file"),
      "# "
        + (events == 0
          ? say("אין קובץ של אינטראקציות, רק סקרים", "there is no file of interactions, only surveys")
          : say(
            "נקראו \(events) אינטראקציות של \(customers) לקוחות",
            "\(events) interactions of \(customers) customers were read")),
      "",
    ]
  }

  private var zoneComment: String {
    if !needsZone {
      return say(
        "לזמנים בנתונים יש אזור זמן משלהם; ימים נספרים לפי זה",
        "times in the data carry a zone; days are counted by this one")
    }
    return guessed(
      "בנתונים לא כתוב אזור זמן; שם לפי IANA, למשל Asia/Jerusalem",
      "the data name no zone; an IANA name, as Asia/Jerusalem")
  }

  private func sourceLines() -> [String] {
    ["sources:"] + sources.flatMap { source in source.kind == .survey ? surveyLines(source) : lines(of: source) }
  }

  private func lines(of source: Source) -> [String] {
    var lines = ["  - file: \(yamlScalar(source.name))"]
    var kind = "    kind: \(source.kind.rawValue)"
    switch source.kind {
    case .events: kind += "  # " + say("\(source.rowsRead) שורות", "\(source.rowsRead) rows")
    case .identities:
      kind += "  # " + guessed("שתי עמודות של מזהים: מזהה והלקוח שהוא שלו", "two columns of ids: an id and whose it is")
    case .customers: kind += "  # " + guessed("שורה אחת לכל לקוח", "one row for each customer")
    case .survey, .decisions: break
    }
    lines.append(kind)
    lines += sheetLines(source)
    switch source.shape {
    case .wide:
      lines.append("    shape: wide  # " + guessed("עמודת תאריך לכל שלב", "a column of dates for each stage"))
    case .history:
      lines.append("    shape: history  # " + guessed("שורה לכל שינוי של שדה", "a row for each change of a field"))
    case .auto, .long: break
    }
    if case .everyRow(let touchpoint, _) = source.inspection.shape, source.kind == .events {
      lines.append(
        "    # "
          + guessed(
            "אין עמודה שאומרת מה קרה, ולכן כל שורה היא \(touchpoint)",
            "no column says what happened, so every row is: \(touchpoint)"))
    }
    if source.inspection.format == .fixedWidth, !source.inspection.hasHeader {
      lines.append("    # " + say("אין שורת כותרת: העמודות ממוספרות", "there is no header: columns go by their number"))
    }
    let declared = columns(of: source)
    if !declared.isEmpty { lines.append("    columns:") }
    for (role, column) in declared {
      let guess = source.guesses.first { $0.column == column }
      let how =
        guess.map { $0.byContent } ?? true
        ? guessed("לפי התוכן", "by the content") : guessed("לפי שם העמודה", "by the column's name")
      lines.append("      \(role): \(yamlScalar(column))  # \(how)")
    }
    if source.kind == .events, let time = source.time { lines += timeLines(time) }
    if source.rowsRejected > 0 {
      lines.append(
        "    # "
          + say(
            "נדחו \(source.rowsRejected) מתוך \(source.rowsRead) שורות; masa check מראה אילו ולמה",
            "\(source.rowsRejected) of \(source.rowsRead) rows were rejected; masa check shows which and why"))
      if Double(source.rowsRejected) > 0.01 * Double(source.rowsRead) {
        lines.append(
          "    reject-above: 1%  # " + say("מעל השיעור הזה קוד היציאה הוא 1", "above this share the exit code is 1"))
      }
    }
    return lines
  }

  /// Which of a workbook's sheets is read.
  func sheetLines(_ source: Source) -> [String] {
    guard let sheet = source.sheet, let place = source.inspection.sheet else { return [] }
    let others = place.sheets.filter { $0 != sheet }.prefix(10).map { yamlComment($0) }.joined(separator: ", ")
    return ["    sheet: \(yamlScalar(sheet))  # " + guessed("בקובץ יש גם: ", "the workbook also has: ") + others]
  }

  private func timeLines(_ time: TimeReport) -> [String] {
    switch time.format {
    case .dmy, .mdy:
      let why =
        time.isDayMonthGuessed
        ? guessed(
          "כל התאריכים נקראים בשתי הדרכים; dmy: היום ראשון, mdy: החודש ראשון",
          "all dates can be read both ways; dmy: day first, mdy: month first")
        : guessed("לפי התאריכים עצמם", "by the dates themselves")
      return ["    time-format: \(time.format)  # \(why)"]
    case .excel: return ["    time-format: excel"]
    case .auto, .iso, .unix, .unixMillis, .unixMicros, .pattern:
      return ["    time-format: auto  # " + say("נמצא: ", "found: ") + "\(time.format)"]
    }
  }

  private func stageLines() -> [String] {
    let hasPurchase = touchpoints.contains { $0.kind == .purchase }
    let why =
      hasPurchase
      ? guessed(
        "לפי המקום האמצעי של כל נקודת מגע במסעות, לפני הרכישה ואחריה",
        "by where touchpoints tend to stand in journeys, before and after the purchase")
      : guessed("לפי המקום האמצעי של כל נקודת מגע במסעות", "by where touchpoints tend to stand in journeys")
    return ["stages:  # \(why)"]
      + stages.map { "  - {id: \($0.id), name: {he: \(yamlScalar($0.he)), en: \(yamlScalar($0.en))}}" }
  }

  private func channelLines() -> [String] {
    guard !channels.isEmpty else { return [] }
    var lines = ["channels:  # " + say("לפי ההיקף; אפשר להוסיף שמות", "by volume; names may be added")]
    for channel in channels.prefix(Self.channelsWritten) {
      lines.append("  - \(yamlScalar(channel.id))  # \(channel.events)")
    }
    if channels.count > Self.channelsWritten {
      let more = channels.count - Self.channelsWritten
      lines.append(
        "  # " + say("ועוד \(more) ערוצים שיתווספו מעצמם", "and \(more) more, which are added by themselves"))
    }
    return lines + [""]
  }

  private func touchpointLines() -> [String] {
    var lines = [
      "# "
        + say(
          "נקודות מגע לפי ההיקף. kind: touch, purchase, service, referral, refund, exit, survey",
          "Touchpoints by volume. kind: touch, purchase, service, referral, refund, exit, survey")
    ]
    if !touchpoints.contains(where: { $0.kind == .purchase }) {
      lines.append(
        "# "
          + say(
            "לא נמצאה רכישה: בלי kind: purchase לסיום המסע אין משמעות של רכישה או של דליפה",
            "No purchase was found: without kind: purchase nothing is called a purchase or a leak"))
    }
    lines.append("touchpoints:")
    let near = nearNames(touchpoints.map(\.id))
    for touchpoint in touchpoints {
      var entries = ["id: \(yamlScalar(touchpoint.id))"]
      let names = touchpoint.name.entries
      if names.contains(where: { $0.text != touchpoint.id }) {
        entries.append("name: {" + names.map { "\($0.code): \(yamlScalar($0.text))" }.joined(separator: ", ") + "}")
      }
      entries.append("stage: \(stages[touchpoint.stage].id)")
      var why: [String] = []
      if touchpoint.kind != .touch {
        entries.append("kind: \(touchpoint.kind.rawValue)")
        why.append("kind")
      }
      if touchpoint.isCompanyInitiated {
        entries.append("initiated-by: company")
        why.append("initiated-by")
      }
      if touchpoint.endsWell {
        entries.append("ends-well: yes")
        why.append("ends-well")
      }
      var comment = say(
        "\(touchpoint.events) אינטראקציות, \(touchpoint.customers) לקוחות",
        "\(touchpoint.events) interactions, \(touchpoint.customers) customers")
      comment += "; guessed: " + (["stage"] + (isAnswered ? [] : why)).joined(separator: ", ")
      if let meant = near.first(where: { $0.name == touchpoint.id })?.meant {
        comment +=
          "; "
          + say(
            "דומה ל־\(yamlComment(meant)): אם זו אותה נקודת מגע, aliases שם במקום השורה הזאת",
            "like \(yamlComment(meant)): if they are one touchpoint, aliases there instead of this line")
      }
      lines.append("  - {\(entries.joined(separator: ", "))}  # \(comment)")
    }
    if touchpointsLeftOut > 0 {
      lines.append(
        "  # "
          + say(
            "ועוד \(touchpointsLeftOut) ערכים נדירים יותר, שיתווספו מעצמם לשלב הקרוב; אפשר לאחד ערכים ב־rename",
            "and \(touchpointsLeftOut) rarer values, which are added to the nearest stage by themselves; rename can join values"
          ))
    }
    return lines
  }
}
