import Foundation
import Journeys
import Reading
import TestSupport
import Testing
import Wording

@testable import Drafting

/// A client's seven raw exports as a consultant gets them.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are not here"))
struct MessyClientTests {
  private func looked(_ language: Language?) throws -> ProjectDraft {
    // The folder holds the truth beside the exports; it is no export.
    let folder = try #require(Repository.sharedData).appending(path: "messy-client").path
    let files = try DraftFiles([folder])
    let place = try DraftPlace(files, output: nil)
    return try ProjectDraft(
      zip(files.paths, place.names).map { InputFile(path: $0, name: $1) }, names: place.names, client: place.client,
      words: Language.all.map { try TestWords.wording($0) }, language: language, progress: { _ in }
    ) { "\($0)" }
  }

  @Test("four logs, two surveys and a list of customers; purchases come from the document type, no answer is one")
  func untouched() throws {
    var draft = try looked(nil)
    try draft.readEvents(threads: 1) { _ in }
    #expect(draft.client == "messy-client")
    #expect(draft.w.language == .hebrew)
    func names(_ kind: SourceDeclaration.Kind) -> [String] {
      draft.sources.filter { $0.kind == kind && $0.isUsed }.map(\.name).sorted()
    }
    #expect(names(.events) == ["call_log.csv", "mailing.csv", "web_events_export.csv", "תנועות קופה.xlsx"])
    #expect(names(.survey) == ["transactional_survey_qualtrics.csv", "סקר לקוחות שנתי (תגובות).csv"])
    #expect(names(.customers) == ["לקוחות.xlsx"])
    #expect(draft.sources.count == 7)
    // The invoices of the tills and the order of the site, which the tills repeat; no question's answer.
    #expect(
      draft.touchpoints.filter { $0.kind == .purchase }.map(\.id).sorted() == [
        "order_completed", "חשבונית · אתר", "חשבונית · מוקד טלפוני", "חשבונית · סניף",
      ])
    #expect(
      draft.touchpoints.filter { $0.kind == .refund }.map(\.id).sorted() == [
        "זיכוי · אתר", "זיכוי · מוקד טלפוני", "זיכוי · סניף",
      ])
    #expect(draft.touchpoints.filter(\.isCompanyInitiated).map(\.id) == ["Sent"])
    let blueprint = try Blueprint(yaml: draft.yaml, file: "project.yml")
    #expect(blueprint.sources.count == 7)
    // The README: one branch in three spellings.
    for spelling in ["תל אביב דיזנגוף", #""ת\"א דיזנגוף""#] {
      let line = "#   - {column: סניף, from: \(spelling), to: \"תל אביב - דיזנגוף\"}"
      #expect(draft.yaml.contains(line), "\(line)")
    }
    for line in [
      "branch: סניף  # guessed", "branch: branch\n", "branch: \"באיזה סניף אתם קונים בדרך כלל?\"\n",
      "customer: [user_id, anonymous_id]", "time: [תאריך, שעה]", "touchpoint: [סוג מסמך, ערוץ מכירה]",
      "{column: Q1, metric: csat, scale: 1..5", "{column: Q2, metric: ces, scale: 1..7",
      "{column: \"עד כמה סביר שתמליצו על לילך לחברים או לבני משפחה? (0-10)\", metric: nps}",
    ] {
      #expect(draft.yaml.contains(line), "\(line) is not in\n\(draft.yaml)")
    }
  }

  @Test("its questions fit on one screen, and are answered as docs/init.md records", arguments: Language.all)
  func session(_ language: Language) throws {
    var draft = try looked(language)
    let terminal = Terminal(["", "", "4,12,13,21", "1", "14"])
    draft.askFiles(terminal.conversation)
    try draft.readEvents(threads: 1) { _ in }
    draft.askTouchpoints(terminal.conversation)
    #expect(terminal.typed.isEmpty)
    #expect(terminal.height <= 25)
    #expect(draft.touchpoints.filter(\.endsWell).map(\.id) == ["תעודת משלוח · אתר"])
    let document = Repository.root.appending(path: "docs/init.md")
    let text = String(decoding: try Data(contentsOf: document), as: UTF8.self)
    let opening = "```text\n$ masa init messy-client --language \(language.code)\n"
    let start = try #require(text.range(of: opening)?.upperBound)
    let end = try #require(text.range(of: "```", range: start..<text.endIndex)?.lowerBound)
    let said =
      terminal.shown + "messy-client/project.yml\n"
      + draft.closing("messy-client/project.yml").map { draft.w($0).plain + "\n" }.joined()
    // What is typed behind a question leaves a blank there when it is nothing.
    let recorded = said.replacing(" \n", with: "\n")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try Data(text.replacingCharacters(in: start..<end, with: recorded).utf8).write(to: document)
      Issue.record("recorded \(document.lastPathComponent): read it, then run again")
    }
    #expect(text[start..<end] == recorded)
  }
}
