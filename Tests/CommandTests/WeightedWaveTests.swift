import Foundation
import TestSupport
import Testing

/// R with its package `survey`, where they are installed.
private enum RSurvey {
  /// What R says, or `nil` where there is none or it fails.
  static func says(_ script: String, in folder: URL? = nil) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["Rscript", "--vanilla", "-e", script]
    process.currentDirectoryURL = folder
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    guard (try? process.run()) != nil else { return nil }
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: said, as: UTF8.self) : nil
  }

  static let isThere = says("library(survey)") != nil
}

/// Weighted differences between two surveys against R's package `survey`, where both are installed.
@Suite(
  .enabled(
    if: MasaProgram.path != nil && Repository.sharedData != nil,
    "the program and shared/data must be there"),
  .enabled(
    if: RSurvey.isThere,
    "R with its package survey is not installed: apt-get install r-base-core r-cran-survey"))
struct WeightedWaveTests {
  /// Of each item: the difference of the weighted shares satisfied, and its standard error, of one design of both years.
  private static let script = """
    suppressMessages(library(survey))
    read <- function(year) read.csv(paste0(year, "_SFO_Customer_Survey.csv"), check.names = FALSE)
    then <- read(2016); now <- read(2017)
    for (item in ITEMS) {
      answers <- rbind(
        data.frame(year = "2016", x = suppressWarnings(as.numeric(as.character(then[[item]]))), w = then$WEIGHT),
        data.frame(year = "2017", x = suppressWarnings(as.numeric(as.character(now[[item]]))), w = now$WEIGHT))
      answers <- answers[!is.na(answers$x) & answers$x %in% 1:5 & !is.na(answers$w), ]
      answers$top <- as.numeric(answers$x >= 4)
      design <- svydesign(ids = ~1, weights = ~w, data = answers)
      means <- svyby(~top, ~year, design, svymean, covmat = TRUE)
      change <- svycontrast(means, c("2016" = -1, "2017" = 1))
      cat(item, sprintf("%.12f %.12f", coef(change), as.numeric(SE(change))), "\\n")
    }
    """

  @Test("differences of weighted shares and their ranges equal those of R's survey to a millionth")
  func equalsR() throws {
    let items = ["ART", "FOOD", "STORE", "SIGN", "WIFI", "ROADS", "PARK", "ALL"].map { "Q7" + $0 }
    let data = try #require(Repository.sharedData).appending(path: "survey/sfo")
    let folder = try TemporaryFolder()
    var project = "client: {id: sfo, name: Airport}\nlanguages: [en]\nsources:\n"
    for year in [2016, 2017] {
      let name = "\(year)_SFO_Customer_Survey.csv"
      try folder.write(name, String(contentsOf: data.appending(path: name), encoding: .utf8))
      project += "  - file: \(name)\n    kind: survey\n    type: relational\n    wave: \(year)\n"
      project += "    columns: {weight: WEIGHT}\n    questions:\n"
      for item in items {
        let about = item == "Q7ALL" ? "of: overall" : "touchpoint: \(item.lowercased())"
        project += "      - {column: \(item), metric: csat, missing: [0, 6], \(about)}\n"
      }
    }
    try folder.write("project.yml", project)
    let outcome = try MasaProgram.run(["report", folder.path("project.yml"), "--output", folder.path("out")])
    try #require(outcome.exit == 0, "\(outcome.errors)")
    let pairs = try Output(folder.url.appending(path: "out")).report()["surveyWaves"]["pairs"].list
    let list = "c(" + items.map { "\"\($0)\"" }.joined(separator: ", ") + ")"
    let said = try #require(
      RSurvey.says(Self.script.replacingOccurrences(of: "ITEMS", with: list), in: folder.url), "R's survey computes")
    let lines = said.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines.count == items.count && pairs.count == items.count)
    for line in lines {
      let (value, error) = (try #require(Double(line[1])), try #require(Double(line[2])))
      let own = try #require(pairs.first { $0["now"].string?.hasSuffix("/" + line[0]) == true })["difference"]
      let (low, high) = (try #require(own["low"].double), try #require(own["high"].double))
      #expect(abs(try #require(own["value"].double) - value) < 1e-6, "\(line[0])")
      #expect(abs((high - low) / (2 * 1.959963984540054) - error) < 1e-6, "\(line[0])")
    }
  }
}
