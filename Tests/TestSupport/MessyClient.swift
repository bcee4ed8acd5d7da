import Foundation

/// A whole client as a consultant gets it: exports of a web shop, tills, a telephone and mailings, and a project file of fifty lines.
package enum MessyClient {
  package static let project = """
    client: {id: lilach, name: {he: לילך, en: Lilach}}
    languages: [en, he]
    timezone: Asia/Jerusalem
    currency: ILS
    identity: {phones: yes}
    stages:
      - {id: discover, name: {he: חשיפה, en: Discover}}
      - {id: consider, name: {he: התעניינות, en: Consider}}
      - {id: buy, name: {he: רכישה, en: Buy}}
      - {id: service, name: {he: שירות, en: Service}}
    touchpoints:
      - {id: ad_click_facebook, stage: discover, name: {he: מודעה בפייסבוק, en: Facebook ad}}
      - {id: ad_click_instagram, stage: discover, name: {he: מודעה באינסטגרם, en: Instagram ad}}
      - {id: google_search_click, stage: discover, name: {he: חיפוש בגוגל, en: Google search}}
      - {id: session_start, stage: discover, name: {he: כניסה לאתר, en: Web session}}
      - {id: view_product, stage: consider, name: {he: צפייה במוצר, en: Product view}}
      - {id: store_locator, stage: consider, name: {he: איתור סניף, en: Store locator}}
      - {id: chat_opened, stage: consider, name: {he: צ׳אט, en: Chat}}
      - {id: add_to_cart, stage: consider, aliases: ["Add to Cart"], name: {he: הוספה לסל, en: Add to cart}}
      - {id: checkout_start, stage: consider, name: {he: תחילת תשלום, en: Checkout}}
      - {id: sales_call, stage: consider, aliases: [שיחת מכירה], name: {he: שיחת מכירה, en: Sales call}}
      - {id: web_order, stage: buy, kind: purchase, aliases: [order_completed, "חשבונית · אתר"], name: {he: הזמנה באתר, en: Web order}}
      - {id: store_purchase, stage: buy, kind: purchase, aliases: ["חשבונית · סניף"], name: {he: קנייה בסניף, en: Store purchase}}
      - {id: phone_order, stage: buy, kind: purchase, aliases: ["חשבונית · מוקד טלפוני"], name: {he: הזמנה בטלפון, en: Phone order}}
      - {id: delivery, stage: service, kind: service, ends-well: yes, aliases: ["תעודת משלוח · אתר", משלוח], name: {he: משלוח, en: Delivery}}
      - {id: credit, stage: service, kind: refund, aliases: ["זיכוי · סניף", "זיכוי · אתר", "זיכוי · מוקד טלפוני"], name: {he: זיכוי, en: Credit note}}
      - {id: mailing, stage: discover, initiated-by: company, aliases: [Sent], name: {he: דיוור, en: Mailing}}
      - {id: mail_open, stage: discover, initiated-by: company, aliases: [Open, Opened], name: {he: פתיחת דיוור, en: Mail opened}}
      - {id: mail_click, stage: discover, initiated-by: company, aliases: [Click, Clicked], name: {he: הקלקה בדיוור, en: Mail clicked}}
      - {id: service_call, stage: service, kind: service, aliases: [שיחת שירות], name: {he: שיחת שירות, en: Service call}}
      - {id: complaint, stage: service, kind: service, aliases: [תלונה], name: {he: תלונה, en: Complaint}}
      - {id: whatsapp, stage: service, kind: service, aliases: [וואטסאפ שירות], name: {he: וואטסאפ, en: WhatsApp service}}
      - {id: delivery_query, stage: service, kind: service, aliases: [בירור משלוח], name: {he: בירור משלוח, en: Delivery query}}
    filter: [{touchpoint: heartbeat}]
    sources:
      - file: web_events_export.csv
        timezone: UTC
        columns: {customer: [user_id, anonymous_id], time: event_time, touchpoint: event_name, order: transaction_id, amount: value}
      - file: [TILLS]
        columns: {customer: "מס' לקוח", time: תאריך ושעה, touchpoint: [סוג מסמך, ערוץ מכירה], channel: ערוץ מכירה, order: "מס' הזמנה", amount: 'סה"כ'}
        filter: [{where: {קופאי: בדיקה}}]
        reject-above: 20%
      - {file: call_log.csv, reject-above: 5%, columns: {customer: טלפון, time: [תאריך, שעה], touchpoint: סוג פנייה}}
      - {file: mailing.csv, columns: {customer: Email Address, time: Timestamp, touchpoint: Event}}
      - {file: web_events_export.csv, kind: identities, columns: {id: anonymous_id, customer: user_id}}
      - {file: לקוחות.xlsx, kind: customers}
      - {file: לקוחות.xlsx, kind: identities, columns: {id: web_user_id, customer: "מס' לקוח"}}
      - {file: לקוחות.xlsx, kind: identities, columns: {id: טלפון נייד, customer: "מס' לקוח"}}
      - {file: לקוחות.xlsx, kind: identities, columns: {id: אימייל, customer: "מס' לקוח"}}

    """

  /// Its files, the project file among them.
  ///
  /// - Parameter tills: names for the file of the tills, which may be there more than once.
  package static func folder(tills: [String]) throws -> TemporaryFolder {
    guard let data = Repository.sharedData else { throw CocoaError(.fileNoSuchFile) }
    let shared = data.appending(path: "messy-client")
    let folder = try TemporaryFolder()
    for name in ["web_events_export.csv", "call_log.csv", "mailing.csv", "לקוחות.xlsx"] {
      try FileManager.default.copyItem(at: shared.appending(path: name), to: folder.url.appending(path: name))
    }
    for name in tills {
      try FileManager.default.copyItem(
        at: shared.appending(path: "תנועות קופה.xlsx"), to: folder.url.appending(path: name))
    }
    try folder.write("project.yml", Self.project.replacingOccurrences(of: "TILLS", with: tills.joined(separator: ", ")))
    try FileManager.default.createDirectory(atPath: folder.path("out"), withIntermediateDirectories: true)
    return folder
  }
}
