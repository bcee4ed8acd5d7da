/// What a column means to a journey.
package enum ColumnRole: String, CaseIterable, Sendable {
  case customer, time, touchpoint, channel, amount, product, offer, referrer, contact, order, sequence, lifecycle
}

extension ColumnRole {
  /// Header names that mean this role, the surest first; compared without case, spaces and punctuation.
  ///
  /// English and Hebrew, and the exports of XES and bupaR, GA4, Mixpanel, Amplitude, PostHog, Salesforce and HubSpot.
  var names: [String] {
    switch self {
    case .customer:
      return [
        "case:concept:name", "customer_id", "customer", "מזהה לקוח", "לקוח", "מספר לקוח", "מס' לקוח", "קוד לקוח",
        "מס לקוח",
        "client_id", "client", "user_id", "user", "$user_id", "distinct_id", "$distinct_id", "person_id", "person",
        "user_pseudo_id", "amplitude_id", "contact_id", "contactid", "who_id", "lead_id", "hs_object_id", "record id",
        "account_id", "accountid", "case_id", "caseid", "case", "trace_id", "patient", "patient_id", "member_id",
        "member",
        "subscriber_id", "subscriber", "policyholder", "visitor_id", "visitor", "anonymous_id", "device_id",
        "cookie_id",
        "customer number", "customer no", "cust_id", "custid", "customer_code", "customer_key", "customer name",
        "guest_id",
        "מבוטח", "מזהה מבוטח", "מנוי", "מספר מנוי", "מזהה מנוי", "מטופל", "מזהה מטופל", "תעודת זהות", "ת.ז", "תז",
        "ת\"ז", "ת.ז.",
        "מזהה משתמש", "משתמש", "שם לקוח", "שם הלקוח", "הלקוח", "מזהה הלקוח", "מספר הלקוח", "חבר מועדון", "email",
        "דוא\"ל לקוח",
        "phone", "טלפון לקוח", "properties.distinct_id", "properties.$user_id", "user.id", "contact.id", "parentid",
        "parent_id", "contact id", "associated contact ids", "requester id", "requester email", "requester",
        "email address", "e-mail", "customer email", "user email", "אימייל", "כתובת אימייל", "מייל", "דוא\"ל",
        "דואר אלקטרוני", "phone number", "mobile", "mobile phone", "telephone", "caller", "caller id", "msisdn",
        "טלפון", "מספר טלפון", "טלפון נייד", "נייד", "מתקשר", "deal record id", "person.id", "billing email",
        "shipping email", "client email", "כתובת דוא\"ל", "כתובת מייל", "כתובת דואר אלקטרוני", "מייל לקוח",
        "card number",
        "loyalty card", "מספר כרטיס", "מספר כרטיס מועדון", "client no", "client number", "member no", "guest",
        "contact",
      ]
    case .time:
      return [
        "time:timestamp", "timestamp", "event_timestamp", "event_time", "datetime", "date_time", "occurred_at",
        "תאריך ושעה", "מועד", "זמן", "חותמת זמן", "תאריך אירוע", "תאריך האירוע", "מועד אירוע", "זמן אירוע",
        "תאריך פעולה",
        "תאריך פנייה", "תאריך פניה", "תאריך עסקה", "תאריך קנייה", "תאריך קניה", "תאריך רכישה", "תאריך", "time", "when",
        "$time",
        "hs_timestamp", "activity date", "activitydate", "event date", "event_date", "created_at", "createdat",
        "createddate", "created date", "create date", "date", "sent_at", "start_time", "complete_time",
        "complete timestamp", "completed_at", "transaction_date", "order_date", "visit_date", "client_event_time",
        "תאריך יצירה", "ts", "properties.time", "properties.$time", "properties.timestamp", "original_timestamp",
        "edit date",
        "changed date", "date entered", "modified date", "stage date", "timestamp_ms", "server_upload_time",
        "call date", "תאריך שיחה", "תאריך שינוי", "תאריך כניסה לשלב",
      ]
    case .touchpoint:
      return [
        "concept:name", "touchpoint", "נקודת מגע", "נקודת המגע", "touch_point", "event_name", "activity",
        "activity_name",
        "event", "event_type", "activity_type", "activity type", "action", "step", "handling", "פעילות", "פעולה",
        "אירוע",
        "operation", "step name", "stepname", "סוג פעולה", "סוג אירוע", "סוג פעילות", "שם אירוע", "שם פעולה",
        "סוג פנייה", "סוג פניה", "interaction_type",
        "interaction",
        "tasksubtype", "task_subtype", "subject", "page_type", "page", "screen_name", "screen", "שלב", "דף", "עמוד",
        "new value", "to stage", "new stage", "deal stage", "dealstage", "stage name", "stage", "lifecycle stage",
        "lead status", "properties.event",
      ]
    case .channel:
      return [
        "channel", "ערוץ", "sales channel", "ערוץ המכירה", "case:channel", "channel_name", "acquisition_channel",
        "session_default_channel_group",
        "sessiondefaultchannelgroup", "default_channel_group", "$channel_type", "channel_type", "ערוץ פנייה",
        "ערוץ פניה",
        "ערוץ הגעה", "ערוץ שיווק", "ערוץ מכירה", "סוג ערוץ", "traffic_source.medium", "utm_medium", "medium", "מדיה",
        "אמצעי",
        "original source", "hs_analytics_source", "original traffic source", "leadsource", "lead source", "platform",
        "device_type", "פלטפורמה", "properties.$channel_type", "properties.utm_medium", "properties.$utm_medium",
        "event_properties.utm_medium", "event_properties.channel", "properties.channel", "event_params.medium",
        "event_params.session_default_channel_group", "collected_traffic_source.manual_medium",
        "user_properties.utm_medium", "properties.$device_type",
      ]
    case .amount:
      return [
        "amount", "סכום", "סה\"כ", "סהכ", "total", "total_amount", "order_total", "revenue", "$revenue",
        "purchase_revenue",
        "event_value_in_usd", "event_value", "value", "סכום עסקה", "סכום העסקה", "סכום קנייה", "סכום קניה",
        "סכום רכישה",
        "סכום לתשלום", "סכום כולל", "הכנסה", "הכנסות", "מחיר", "price", "total_price", "sales", "order_value",
        "amount_ils",
        "net_amount", "gross_amount", "תשלום", "ecommerce.purchase_revenue", "properties.revenue",
        "properties.$revenue",
        "properties.amount", "properties.value", "properties.total", "event_properties.revenue",
        "event_properties.$revenue", "event_properties.amount", "event_params.value", "deal amount", "dollar_value",
        "סכום כולל מע\"מ", "סה\"כ כולל מע\"מ", "סה\"כ לתשלום", "לתשלום", "ברוטו", "נטו", "סכום ברוטו", "סכום נטו",
        "grand_total", "total_incl_vat", "total_incl._vat", "total_including_vat", "total_paid", "amount_paid",
        "transaction_amount", "purchase_value", "transaction_value", "gross", "net", "sum", "amt", "gmv", "turnover",
        "charge", "betrag", "montant", "importe", "סך הכל", "סך הכול", "שולם", "סכום ששולם", "פדיון", "ערך עסקה",
        "ערך העסקה", "תקבול", "סכום ללא מע\"מ", "סה\"כ ללא מע\"מ", "סכום לפני מע\"מ", "סה\"כ לפני מע\"מ",
      ]
    case .product:
      return [
        "product", "מוצר", "product_id", "product_name", "sku", "item_id", "item_name", "item", "שם מוצר", "קוד מוצר",
        "מק\"ט",
        "מקט", "פריט", "product_sku", "product_code", "מזהה מוצר",
      ]
    case .offer:
      return [
        "offer", "coupon", "coupon_code", "קופון", "קוד קופון", "הטבה", "מבצע", "promo_code", "promotion",
        "promotion_name",
        "promotion_id", "promo", "offer_id", "voucher", "discount_code", "קוד הטבה", "קוד מבצע",
      ]
    case .referrer:
      return [
        "referred_by", "referrer_id", "referrer_customer", "הופנה על ידי", "הופנה ע\"י", "ממליץ", "מפנה", "לקוח ממליץ",
        "מזהה ממליץ", "referral_customer_id", "invited_by", "referrer", "recommended_by",
      ]
    case .contact:
      return [
        "contact", "contact_mode", "contact_type", "סוג מגע", "סוג קשר", "אופן קשר", "מגע", "contact mode",
        "interaction_mode",
        "direct_indirect",
      ]
    case .order:
      return [
        "order_id", "orderid", "order", "order_number", "הזמנה", "מספר הזמנה", "מס' הזמנה", "מס הזמנה", "מזהה הזמנה",
        "transaction_id", "transactionid", "invoice", "invoice_id", "invoice_no", "receipt_id", "מספר עסקה",
        "מספר חשבונית",
        "opportunityid", "opportunity_id", "deal id", "deal_id", "מזהה עסקה", "ecommerce.transaction_id",
        "event_params.transaction_id", "properties.order_id", "event_properties.order_id",
      ]
    case .sequence:
      return [
        "sequence", "seq", "sequence_number", "seq_no", "event_sequence_number", "event_order", "session_sequence",
        "רצף",
        "מספר סידורי", "מס\"ד", "סידורי", "hit_number", "step_number", "position",
      ]
    case .lifecycle:
      return [
        "lifecycle:transition", "lifecycle", "transition", "lifecycle_id", "lifecycle_transition", "registration_type",
        "event_lifecycle",
      ]
    }
  }
}
