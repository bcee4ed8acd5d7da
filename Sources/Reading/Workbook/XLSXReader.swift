/// Finds the table of a workbook: the first visible sheet with a header and a row below it, or the sheet asked for.
///
/// - Parameters:
///   - declared: the format the project declares; `xlsx` reads a survey tool's workbook as a plain table.
///   - headerRow: the row that names the columns, where the project says it.
func inspectXLSX(
  _ inspection: inout Inspection, declared: InputFormat? = nil, sheet: String? = nil, headerRow: Int? = nil,
  limits: ReadingLimits
) throws(ReadingError) {
  let file = inspection.file.name
  let workbook = try XLSXWorkbook(inspection.raw, limits: limits)
  let names = workbook.sheets.map(\.name)
  var candidates = workbook.sheets
  if let sheet {
    candidates.removeAll { $0.name != sheet }
    if candidates.isEmpty { throw .noSheet(file: file, name: sheet, sheets: names) }
  } else {
    let visible = candidates.filter(\.isVisible)
    if !visible.isEmpty { candidates = visible }
  }
  let strings = try workbook.texts()
  let kinds = try workbook.numberKinds()
  var header: [String]?
  var seen: Set<String> = []
  for candidate in candidates where seen.insert(candidate.part).inserted {
    let part = try workbook.open(candidate)
    let sampler = SheetSampler(part, limits: limits, strings: strings, kinds: kinds, is1904: workbook.is1904)
    sampler.headerRow = headerRow
    try follow(part, sampler)
    if declared != .xlsx, let found = sampler.surveyTable(declared: declared) {
      guard found.layout.columns.count <= limits.columns else {
        throw .tooManyColumns(file: file, limit: limits.columns)
      }
      if found.rows == 0 {
        header = header ?? found.layout.columns
        continue
      }
      inspection.adopt(found.layout, samples: found.samples)
      inspection.sheet = SheetPlace(
        sheet: candidate.name, sheets: names, header: found.header, firstColumn: found.firstColumn,
        width: found.layout.columns.count, isWholeSampled: !sampler.isCut && found.rows < sampleRows)
      return
    }
    guard let table = sampler.table() else { continue }
    let columns = uniqueNames(table.names)
    guard table.samples.first?.isEmpty == false else {
      header = header ?? columns
      continue
    }
    guard columns.count <= limits.columns else { throw .tooManyColumns(file: file, limit: limits.columns) }
    inspection.columns = columns
    inspection.samples = table.samples
    inspection.questions = questionsByWording(columns, table.samples)
    inspection.sheet = SheetPlace(
      sheet: candidate.name, sheets: names, header: table.header, firstColumn: table.firstColumn,
      width: columns.count, isWholeSampled: !sampler.isCut && table.samples[0].count < sampleRows)
    return
  }
  if candidates.count == 1, let header { throw .headerOnly(file: file, columns: header) }
  throw .emptyWorkbook(file: file, sheets: names)
}

/// Reads the rows of the table that the inspection found.
func readXLSX(_ inspection: Inspection, _ request: ReadRequest) throws(ReadingError) -> Table {
  let file = inspection.file.name
  let limits = request.limits
  let workbook = try XLSXWorkbook(inspection.raw, limits: limits)
  guard let place = inspection.sheet,
    let sheet = workbook.sheets.first(where: { $0.name == place.sheet })
  else { throw .noSheet(file: file, name: inspection.sheet?.sheet ?? "", sheets: workbook.sheets.map(\.name)) }
  var columns: [(place: Int, isSerial: Bool)] = []
  for column in request.columns {
    guard let at = inspection.columns.firstIndex(of: column.name) else {
      throw .noColumn(file: file, name: column.name, columns: inspection.columns)
    }
    columns.append((at, column.kind == .time(.excel)))
  }
  let strings = try workbook.texts()
  let kinds = try workbook.numberKinds()
  let orders = try dateOrders(inspection, request, workbook, sheet, place, strings, kinds)
  let part = try workbook.open(sheet)
  let rows = SheetRows(
    part, workbook, strings: strings, kinds: kinds, place, names: inspection.columns, columns: columns,
    survey: inspection.survey, limits: limits, builder: RowBuilder(request, orders: orders, file: file))
  try follow(part, rows)
  return try rows.finish(contentHash: inspection.raw.fingerprint())
}

/// Decides the order of day and month for dates that are texts, in a pass of its own when the samples leave it open.
private func dateOrders(
  _ inspection: Inspection, _ request: ReadRequest, _ workbook: XLSXWorkbook, _ sheet: XLSXWorkbook.Sheet,
  _ place: SheetPlace, _ strings: XLSXSharedStrings, _ kinds: [XLSXNumberKind]
) throws(ReadingError) -> [DayMonthOrder] {
  let places = request.columns.map { inspection.columns.firstIndex(of: $0.name) ?? 0 }
  var evidence = zip(request.columns, places).map { column, at in
    var evidence = DayMonthEvidence()
    if column.kind.hasOpenDayMonth { for sample in inspection.samples[at] { evidence.add(sample) } }
    return evidence
  }
  let open = evidence.indices.filter { evidence[$0].isOpen }
  if !open.isEmpty, !place.isWholeSampled {
    let part = try workbook.open(sheet)
    let dates = SheetDates(
      part, workbook, strings: strings, kinds: kinds, header: place.header,
      columns: open.map { place.firstColumn + places[$0] }, limits: request.limits)
    try follow(part, dates)
    for index in open { evidence[index] = dates.evidence[place.firstColumn + places[index]] ?? evidence[index] }
  }
  return zip(request.columns, evidence).map { column, evidence in
    switch column.kind {
    case .time(.auto), .time(.excelSwapped): evidence.order
    case .time(.mdy): DayMonthOrder(isDayFirst: false)
    case .time, .dictionary, .ids, .decimal, .integer: DayMonthOrder()
    }
  }
}
