import TestSupport
import Testing

@testable import Reading

@Suite struct LimeSurveyTests {
  private struct Truth: Decodable {
    struct File: Decodable {
      var data_rows: Int
      var columns: Int
      var first_columns: [String]
      var first_data: [String]
      var completed: Int
    }
    var files: [String: File]
  }

  @Test(
    "the data file for R agrees with the truth, unfinished answers included",
    .enabled(if: Repository.sharedData != nil, "the shared data are absent"))
  func truth() throws {
    let name = "survey_998192_R_data_file.csv"
    let truth = try #require(surveyTruth("limesurvey/limesurvey.truth.json", as: Truth.self).files[name])
    let (inspection, rows, table) = try survey(sharedSurvey("limesurvey/" + name), name: "x")
    #expect(inspection.format == .surveyTool(.limesurvey))
    #expect(inspection.columns.count == truth.columns)
    #expect(Array(inspection.columns.prefix(truth.first_columns.count)) == truth.first_columns.map(singleSpaced))
    #expect(rows.count == truth.data_rows)
    #expect(table.rowsRead == truth.data_rows)
    #expect(Array(rows[0].prefix(truth.first_data.count)) == truth.first_data)
    #expect(rows.count { !$0[1].isEmpty } == truth.completed)
    #expect(table.issues.total == 0)
    // Seven columns about the answer and twenty times (total, groups, questions) are LimeSurvey's own.
    #expect(inspection.questions.count == truth.columns - 7 - 20)
    #expect(inspection.questions.contains { $0.text == "How do you identify? [Other]" })
  }

  private let structure = """
    <?xml version="1.0" encoding="UTF-8"?>
    <document>
     <LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>623</DBVersion>
     <languages><language>he</language><language>en</language></languages>
     <answers><fields><fieldname>aid</fieldname><fieldname>qid</fieldname><fieldname>code</fieldname></fields>
      <rows><row><aid>1</aid><qid>12</qid><code><![CDATA[A1]]></code></row><row><aid>2</aid><qid>12</qid><code>A2</code></row></rows></answers>
     <answer_l10ns><rows><row><aid>1</aid><answer>סניף</answer><language>he</language></row>
      <row><aid>1</aid><answer>Branch</answer><language>en</language></row><row><aid>2</aid><answer>מוקד</answer><language>he</language></row></rows></answer_l10ns>
     <questions><rows>
      <row><qid>11</qid><parent_qid>0</parent_qid><type>N</type><title>nps</title></row>
      <row><qid>12</qid><parent_qid>0</parent_qid><type>L</type><title>where</title></row>
      <row><qid>13</qid><parent_qid>0</parent_qid><type>A</type><title>sat</title></row>
      <row><qid>14</qid><parent_qid>0</parent_qid><type>X</type><title>thanks</title></row>
      <row><qid>15</qid><parent_qid>0</parent_qid><type>T</type><title>why</title></row></rows></questions>
     <subquestions><rows><row><qid>16</qid><parent_qid>13</parent_qid><type>T</type><title>SQ001</title></row></rows></subquestions>
     <question_l10ns><rows>
      <row><qid>11</qid><question><![CDATA[<p>באיזו מידה סביר שתמליצו עלינו?</p>]]></question><language>he</language></row>
      <row><qid>11</qid><question>How likely?</question><language>en</language></row>
      <row><qid>12</qid><question>היכן &amp; מתי?</question><language>he</language></row>
      <row><qid>13</qid><question>עד כמה אתם מרוצים</question><language>he</language></row>
      <row><qid>14</qid><question>תודה</question><language>he</language></row>
      <row><qid>15</qid><question>מדוע?</question><language>he</language></row>
      <row><qid>16</qid><question>מהמשלוח</question><language>he</language></row></rows></question_l10ns>
    """
  private let responses = """
     <responses><fields><fieldname>id</fieldname><fieldname>submitdate</fieldname><fieldname>startlanguage</fieldname>
      <fieldname>998192X1X11</fieldname><fieldname>998192X1X13SQ001</fieldname><fieldname>998192X1X12#1</fieldname></fields>
      <rows>
       <row><id><![CDATA[1]]></id><submitdate><![CDATA[2026-06-14 09:05:12]]></submitdate><startlanguage>he</startlanguage><_998192X1X11><![CDATA[9]]></_998192X1X11><_998192X1X13SQ001>4</_998192X1X13SQ001><_998192X1X12-1><![CDATA[א<ב]]> &amp; ג</_998192X1X12-1></row>
       <row><id><![CDATA[2]]></id><startlanguage>he</startlanguage><_998192X1X11><![CDATA[10]]></_998192X1X11></row>
      </rows></responses>
    """
  private let head = """
    <?xml version="1.0" encoding="UTF-8"?>
    <document><LimeSurveyDocType>Responses</LimeSurveyDocType><languages><language>he</language></languages>
    """

  @Test("responses in XML are rows of their fields", arguments: [4, 5, 64, 4096])
  func responsesFile(chunk: Int) throws {
    var limits = ReadingLimits()
    limits.chunkBytes = chunk
    let (inspection, rows, table) = try survey(head + responses + "</document>", name: "a.lsr", limits: limits)
    #expect(inspection.format == .surveyTool(.limesurvey))
    #expect(
      inspection.columns == ["id", "submitdate", "startlanguage", "998192X1X11", "998192X1X13SQ001", "998192X1X12#1"])
    #expect(
      rows == [
        ["1", "2026-06-14 09:05:12", "he", "9", "4", "א<ב & ג"], ["2", "", "he", "10", "", ""],
      ])
    #expect(table.rowNumbers == [1, 2])
    #expect(inspection.questions.map(\.column) == ["998192X1X11", "998192X1X13SQ001", "998192X1X12#1"])
  }

  @Test("a structure lists its questions in its first language, with scales and labels, and has no answers")
  func structureFile() throws {
    let text = structure + "</document>"
    try withFile(Array(text.utf8), name: "a.lss") { file in
      let inspection = try inspect(file, format: nil)
      #expect(inspection.columns == ["nps", "where", "sat[SQ001]", "why"])
      #expect(inspection.questions.map(\.metric) == [.nps, nil, .csat, .text])
      #expect(
        inspection.questions.map(\.text) == [
          "באיזו מידה סביר שתמליצו עלינו?", "היכן & מתי?", "עד כמה אתם מרוצים [מהמשלוח]", "מדוע?",
        ])
      #expect(
        inspection.questions[1].labels == [
          AnswerLabel(code: "A1", label: "סניף"), AnswerLabel(code: "A2", label: "מוקד"),
        ])
      #expect(inspection.questions[2].low == 1 && inspection.questions[2].high == 5)
    }
    #expect(try failure(Array(text.utf8)).contains("questions but no answers"))
  }

  @Test("where questions and responses stand in one file, fields get their questions' texts")
  func both() throws {
    let inspection = try survey(structure + responses + "</document>").inspection
    #expect(
      inspection.questions.map(\.text) == [
        "באיזו מידה סביר שתמליצו עלינו?", "עד כמה אתם מרוצים [מהמשלוח]", "היכן & מתי?",
      ])
    #expect(inspection.questions.map(\.metric) == [.nps, .csat, nil])
  }

  @Test("a DOCTYPE, an entity, a foreign root and a cut are refused")
  func hostile() throws {
    let bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE document [<!ENTITY a \"aaaa\">]><document><LimeSurveyDocType>Survey</LimeSurveyDocType>&a;</document>"
    #expect(try failure(Array(bomb.utf8), name: "a.lss").contains("DOCTYPE"))
    let entity = head + "<responses><rows><row><id>&a;</id></row></rows></responses></document>"
    #expect(try failure(Array(entity.utf8)).contains("not well-formed XML"))
    #expect(
      try failure(Array("<?xml version=\"1.0\"?><survey/>".utf8), format: .surveyTool(.limesurvey)).contains(
        "should be <document>"))
    #expect(try failure(Array((head + responses).utf8)).contains("not well-formed XML"))
    let deep = head + String(repeating: "<a>", count: 200)
    #expect(try failure(Array(deep.utf8)).contains("deeper than 100"))
  }

  @Test("Hebrew CSV with codes as headers")
  func codes() throws {
    let (inspection, rows, _) = try survey(
      "\"id\";\"submitdate\";\"lastpage\";\"startlanguage\";\"nps\";\"why\"\n\"1\";\"2026-06-14 09:05:12\";\"2\";\"he\";\"9\";\"כי \"\"כן\"\";\"\n",
      name: "x.csv")
    #expect(inspection.format == .surveyTool(.limesurvey))
    #expect(inspection.questions.map(\.metric) == [.nps, .text])
    #expect(rows[0][5] == "כי \"כן\";")
  }
}
