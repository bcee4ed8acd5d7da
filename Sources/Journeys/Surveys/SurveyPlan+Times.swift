import Reading

extension SurveyPlan {
  /// Takes times that are far from all others out of a table of answers, and says of which nothing is to be believed.
  func doubtfulTimes(
    _ table: inout Table, _ inspection: Inspection, _ request: ReadRequest, _ declaration: SourceDeclaration
  ) throws -> IssueLog {
    guard let column = column(.time), let place = request.columns.lastIndex(where: { $0.name == column }),
      let report = table.timeReports.first(where: { $0.column == column })
    else { return IssueLog() }
    let far = table.farTimes(report, in: place)
    let format = declaration.timeFormat.flatMap { TimeFormat(declared: $0) } ?? .auto
    let doubtful = try DoubtfulTimes(
      inspection, column: column, format: format, zone: request.zone, report: report, far: far)
    if let far, case .time(var times) = table.columns[place] {
      for row in times.indices where times[row] != .min && !far.sound.contains(times[row]) { times[row] = .min }
      table.columns[place] = .time(times)
    }
    return doubtful.issues
  }
}

extension SourceDeclaration {
  /// The same with its columns named as the file names them: what differs by blanks alone is meant.
  func naming(_ columns: [String]) -> SourceDeclaration {
    func words(_ name: String) -> [Substring] { plain(name).split(whereSeparator: \.isWhitespace) }
    func named(_ name: String) -> String {
      if columns.contains(name) { return name }
      let own = words(name)
      return columns.first { words($0) == own } ?? name
    }
    var result = self
    for index in result.columns.indices { result.columns[index].column = named(result.columns[index].column) }
    for index in result.questions.indices { result.questions[index].column = named(result.questions[index].column) }
    result.attributes = result.attributes.map(named)
    return result
  }
}
