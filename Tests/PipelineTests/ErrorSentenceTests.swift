import Journeys
import Reading
import TestSupport
import Testing
import Wording

@testable import Pipeline

/// What ends a run, as it is said in Hebrew: by what native speakers write, names and Latin runs isolated.
struct ErrorSentenceTests {
  /// A run that is held left to right, or in its own direction.
  private static func isolated(_ text: String, _ isFigures: Bool = true) -> String {
    (isFigures ? "\u{2066}" : "\u{2068}") + text + "\u{2069}"
  }

  private func refusal(_ yaml: String) -> String {
    do {
      _ = try Blueprint(yaml: yaml, file: "p.yml")
      return ""
    } catch { return TestWords.onTerminal(error, .hebrew) }
  }

  @Test("a project file's mistakes are said in Hebrew, their place kept in order")
  func projectFile() {
    let place = Self.isolated("p.yml:2:1")
    #expect(
      refusal("client: T\ncurency: ILS")
        == "\(place): קובץ הפרויקט: המפתח \"\(Self.isolated("curency", false))\" אינו מוכר"
        + "; האם הכוונה ל־\"\(Self.isolated("currency", false))\"?")
    #expect(
      refusal("client: T\ntouchpoints: [ביקור, ביקור]")
        == "\(Self.isolated("p.yml:2:22")): נקודת המגע \"ביקור\" הוצהרה פעמיים")
    #expect(
      refusal("client: T\nstages: [a]\ntouchpoints: [{id: b, stage: c1}]").hasPrefix(
        "\(Self.isolated("p.yml:3:30")): השלב \"\(Self.isolated("c1", false))\" אינו מוכר; הוצהרו: "))
  }

  @Test("a file that cannot be read is said in Hebrew, with what to do")
  func reading() {
    let file = Self.isolated("visits.csv", false)
    #expect(
      TestWords.onTerminal(ReadingError.emptyFile(file: "visits.csv"), .hebrew)
        == "\(file): הקובץ ריק; נדרשות שורת כותרת ולפחות שורת נתונים אחת")
    #expect(
      TestWords.onTerminal(ReadingError.cannotOpen(file: "ביקורים", .notThere), .hebrew)
        == "ביקורים: אי אפשר לפתוח את הקובץ: אין קובץ בשם הזה")
    #expect(
      TestWords.onTerminal(ReadingError.notReadable(file: "visits.csv", .plain(.pdf)), .hebrew)
        == "\(file): אי אפשר לקרוא מסמך \(Self.isolated("PDF")); יש לייצא את הנתונים שמאחוריו כ־\(Self.isolated("CSV"))"
    )
  }

  @Test("what was left out is counted by Hebrew's own forms")
  func noEvents() {
    func said(_ rows: Int, _ filtered: Int) -> String {
      TestWords.onTerminal(
        LoadingError.noEvents(
          files: ["יומן"], rows: rows, why: [Sentence("error.loading.filtered", ["n": .count(filtered)])]), .hebrew)
    }
    let filter = Self.isolated("filter")
    #expect(said(2, 1) == "יומן: בשתי השורות אין אינטראקציה שאפשר להשתמש בה: \(filter) משמיט שורה אחת")
    #expect(said(2, 2).hasSuffix("\(filter) משמיט שתי שורות"))
    #expect(said(30, 12).hasSuffix("ב־30 שורות אין אף אינטראקציה שאפשר להשתמש בה: \(filter) משמיט 12 שורות"))
  }

  @Test("a lone export is called what was typed, a column of its name is not")
  func typed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.csv", "a.csv,b\n1,2\n")
    let names = TypedNames(try ProjectFiles(argument: path))
    let error = ReadingError.noColumn(file: "a.csv", name: "when", columns: ["a.csv", "b"])
    #expect(
      try TestWords.wording(.english)(names.naming(error.sentence)).plain
        == "\(path): no column \"when\"; columns found: a.csv, b")
    #expect(
      try TestWords.wording(.english)(names.naming(LoadingError.survey(file: "a.csv").sentence)).plain.hasSuffix(
        "masa init \"\(path)\""))
  }
}
