import Foundation
import TestSupport
import Testing

@testable import Reading

/// What real files and files as clients send them must be taken for, without a word from a project.
@Suite(.enabled(if: Repository.sharedData != nil, "the shared data are absent"))
struct KnownFilesTests {
  /// A file and the columns that must have the roles; several that belong together stand with a comma.
  struct Expected: Sendable, CustomTestStringConvertible {
    var path: String
    var customer = ""
    var time = ""
    var touchpoint = ""
    var channel: String?
    var amount: String?
    var order: String?
    var testDescription: String { path }
  }

  private func understood(_ path: String) throws -> Inspection {
    let folder = try #require(Repository.sharedData)
    let inspection = try inspect(InputFile(path: folder.appending(path: path).path), format: nil)
    let reshaped = inspection.reshaped(.auto)
    return reshaped.isReshaped ? reshaped : inspection.recognising()
  }

  private func parts(_ role: ColumnRole, _ inspection: Inspection) -> String {
    guard let column = guessRoles(inspection).first(where: { $0.role == role })?.column else { return "" }
    return inspection.made.first { $0.name == column }?.parts.joined(separator: ",") ?? column
  }

  @Test(
    "the columns of logs have the right roles",
    arguments: [
      Expected(
        path: "clickstream/ecom.csv.gz", customer: "user_id", time: "timestamp", touchpoint: "event",
        channel: "acquisition_channel"),
      Expected(
        path: "xes/receipt.csv", customer: "case:concept:name", time: "time:timestamp", touchpoint: "concept:name",
        channel: "case:channel"),
      Expected(path: "xes/bupar_patients.csv", customer: "patient", time: "time", touchpoint: "handling"),
      Expected(
        path: "xes/running-example.csv", customer: "case:concept:name", time: "time:timestamp",
        touchpoint: "concept:name"),
      Expected(
        path: "xes/running-example.xes", customer: "case:concept:name", time: "time:timestamp",
        touchpoint: "concept:name"),
      Expected(
        path: "xes/roadtraffic100traces.xes", customer: "case:concept:name", time: "time:timestamp",
        touchpoint: "concept:name", amount: "amount"),
      Expected(path: "transactions/CDNOW_sample.txt", customer: "column 1", time: "column 3", amount: "column 5"),
      Expected(
        path: "messy-client/web_events_export.csv", customer: "user_id,anonymous_id", time: "event_time",
        touchpoint: "event_name", amount: "value", order: "transaction_id"),
      Expected(
        path: "messy-client/תנועות קופה.xlsx", customer: "מס' לקוח", time: "תאריך ושעה",
        touchpoint: "סוג מסמך,ערוץ מכירה", channel: "ערוץ מכירה", amount: "סה\"כ", order: "מס' הזמנה"),
      Expected(path: "messy-client/mailing.csv", customer: "Email Address", time: "Timestamp", touchpoint: "Event"),
      Expected(path: "messy-client/call_log.csv", customer: "טלפון", time: "תאריך,שעה", touchpoint: "סוג פנייה"),
      Expected(
        path: "cases/02-agent-column-becomes-touchpoint/01a-roles.csv", customer: "Customer ID", time: "Start Date",
        touchpoint: "Operation"),
      Expected(
        path: "cases/02-agent-column-becomes-touchpoint/01l-roles.csv", customer: "Customer ID", time: "Start Date",
        touchpoint: "Operation"),
      Expected(
        path: "cases/02-agent-column-becomes-touchpoint/64g-he-headers.csv", customer: "קוד לקוח", time: "תאריך עסקה",
        touchpoint: "תאור", amount: "סה\"כ לתשלום"),
      Expected(
        path: "cases/04-any-number-becomes-customer/73b-stepid.csv", customer: "RecordingId", time: "TimeStamp",
        touchpoint: "StepName"),
      Expected(
        path: "cases/07-free-text-becomes-touchpoint/23-zendesk.csv", customer: "Requester id", time: "Created at",
        touchpoint: "Ticket type", channel: "Channel"),
      Expected(
        path: "cases/09-empty-id-column-wins/19-ga4-bq.csv", customer: "user_id,user_pseudo_id",
        time: "event_timestamp", touchpoint: "event_name"),
      Expected(
        path: "cases/09-empty-id-column-wins/19d-ga4-partial.csv", customer: "user_id,user_pseudo_id",
        time: "event_timestamp", touchpoint: "event_name"),
      Expected(
        path: "cases/09-empty-id-column-wins/19g-amplitude-userid-empty.csv", customer: "user_id,device_id",
        time: "event_time", touchpoint: "event_type"),
      Expected(
        path: "cases/11-date-and-time-columns/03a-date-time.csv", customer: "Customer ID", time: "Date,Time",
        touchpoint: "Activity"),
      Expected(
        path: "cases/11-date-and-time-columns/03c-calldate.csv", customer: "Customer ID", time: "Call Date,Call Time",
        touchpoint: "Activity"),
      Expected(
        path: "cases/26-lines-above-the-header/02b-pre-nocommas.csv", customer: "Customer ID", time: "Date",
        touchpoint: "Activity", channel: "Channel", amount: "Total"),
      Expected(
        path: "cases/26-lines-above-the-header/02c-pre-hash.csv", customer: "Customer ID", time: "Date",
        touchpoint: "Activity", channel: "Channel", amount: "Total"),
      Expected(
        path: "cases/40-unreadable-values-message/apro-test9.csv", customer: "case id", time: "start date",
        touchpoint: "activity"),
    ])
  func roles(_ expected: Expected) throws {
    let inspection = try understood(expected.path)
    #expect(fileKind(inspection) == .log)
    #expect(parts(.customer, inspection) == expected.customer)
    #expect(parts(.time, inspection) == expected.time)
    #expect(parts(.touchpoint, inspection) == expected.touchpoint)
    if let channel = expected.channel { #expect(parts(.channel, inspection) == channel) }
    if let amount = expected.amount { #expect(parts(.amount, inspection) == amount) }
    if let order = expected.order { #expect(parts(.order, inspection) == order) }
  }

  @Test(
    "files are what they are",
    arguments: [
      ("messy-client/transactional_survey_qualtrics.csv", .survey),
      ("messy-client/סקר לקוחות שנתי (תגובות).csv", .survey), ("messy-client/לקוחות.xlsx", .customers),
      ("messy-client/truth/identities-true.csv", .identities), ("survey/sfo/2016_SFO_Customer_Survey.csv", .survey),
      ("survey/sfo/2017_SFO_Customer_Survey.csv", .survey), ("survey/bank/bank_satisfaction.csv", .survey),
      ("survey/qualtrics/Better_Sample_Survey.csv", .survey), ("survey/qualtrics/Sample_Survey.csv", .survey),
      ("survey/qualtrics/Sample_Survey__Insights_.csv", .survey),
      ("survey/qualtrics/Single_Answer_Matrix_Questions__Insights_.csv", .survey),
      ("survey/qualtrics/qualtRics_sample.csv", .survey), ("survey/qualtrics/qualtRics_sample_legacy.csv", .survey),
      ("survey/limesurvey/survey_998192_R_data_file.csv", .survey),
      ("survey/limesurvey/testing-multilingual-export.txt", .survey), ("survey/spss/iris.sav", .survey),
      ("survey/spss/repairs.sav", .survey), ("survey/spss/simple_alltypes.sav", .survey),
      ("cases/31-answers-in-words/42-msforms.xlsx", .survey), ("cases/32-known-survey-tools/45-kobo.csv", .survey),
      ("cases/32-known-survey-tools/46-formbricks.csv", .survey),
      ("cases/17-ids-that-do-not-join/J-sv-base.csv", .survey), ("survey/spss/hotel.sav", .survey),
      ("survey/spss/personnel.sav", .survey), ("attribution/paths.csv", .totals(.path)),
      ("cases/04-any-number-becomes-customer/73a-no-customer.csv", .unclear(.customer)),
      ("cases/04-any-number-becomes-customer/73c-time-as-customer.csv", .unclear(.customer)),
      ("cases/06-order-number-becomes-touchpoint/17-shopify.csv", .log),
      ("cases/35-wide-dates/22-hubspot-became.csv", .log), ("cases/35-wide-dates/22b-sheet-wide.csv", .log),
      ("cases/43-long-survey-and-one-question/53b-labelled-reversed.csv", .survey),
      ("cases/43-long-survey-and-one-question/57-long-survey.csv", .survey),
      ("cases/survey-survey-as-log/survey-as-log.csv", .survey),
      ("cases/survey-survey-as-log/survey-as-log-nps.csv", .survey),
      ("cases/survey-survey-as-log/survey-as-log-npsscore.csv", .survey),
      ("cases/survey-survey-as-log/survey-as-log-notp.csv", .survey),
      ("cases/survey-survey-as-log/survey-as-log-rating.csv", .survey),
      ("cases/32-known-survey-tools/47-delighted.csv", .survey),
      ("cases/32-known-survey-tools/52-good-bad.csv", .survey),
      ("cases/31-answers-in-words/53d-words.csv", .survey), ("cases/31-answers-in-words/53e-words-he.csv", .survey),
      ("cases/17-ids-that-do-not-join/J-ev-base.csv", .log),
    ] as [(String, FileKind)])
  func kinds(_ path: String, _ kind: FileKind) throws {
    #expect(fileKind(try understood(path)) == kind)
  }
}
