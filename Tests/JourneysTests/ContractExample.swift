/// The example of project-file.md, with what it leaves to the reader filled in.
let contractExample = """
  client: {id: nof-home, name: {he: "נוף לבית", en: "Nof Home"}}
  consultant: {name: "…", logo: ours.svg}
  languages: [he, en]            # the first is the report's own
  vocabulary: {customer: {he: {one: מבוטח, many: מבוטחים, definite: המבוטח, gender: m}, en: policyholder}}
  timezone: Asia/Jerusalem
  currency: ILS
  value: {basis: revenue, vat: included}         # revenue | margin
  logo: logo.svg
  accent: "#1b6f8a"
  draft: no

  period: 2026-01-01..2026-06-30 # default: all data
  compare: 2025-07-01..2025-12-31
  observed-until: 2026-07-05     # default: the last event
  calendar:
    - {dates: 2026-04-01..2026-04-09, name: {he: פסח, en: Passover}}
    - {dates: 2026-02-10..2026-02-12, name: {he: תקלה באתר, en: Site outage}, exclude: yes}

  windows: {visit: 30m, inactivity: auto, conversion: 30d, repurchase: 180d, transactional: 14d, momentary: 1d}
  ties: auto                     # auto | row-order | stage-order
  duplicates: keep               # keep | drop
  merge-within: 0s
  collapse: adjacent             # adjacent | none; pictures of flow only
  filter: [{touchpoint: [heartbeat]}]            # rows left out
  rename: [{from: "FB Ad*", to: facebook_ad}]    # in order, first match wins
  lifecycle: complete            # XES: all | complete | start
  retention: {periods: rolling, unit: month}     # rolling | calendar
  privacy: {behaviour: 5, ratings: 10, quotes: on}

  stages:
    - {id: discover, name: {he: חשיפה, en: Discover}, inactivity: 60d}
    - {id: consider, name: {he: שיקול, en: Consider}}
    - {id: buy, name: {he: רכישה, en: Buy}}
  departments: [{id: marketing, name: {he: שיווק, en: Marketing}}, sales]
  channels: [{id: phone, name: {he: טלפון, en: Phone}}]
  touchpoints:
    - id: sales_call
      name: {he: שיחת מכירה, he-definite: שיחת המכירה, he-gender: f, he-number: one, en: Sales call}
      stage: consider
      department: sales
      channel: phone             # when events carry none
      kind: touch                # touch | purchase | service | referral | survey | refund | exit
      contact: direct            # direct | indirect | none
      initiated-by: customer     # customer | company
      ends-well: no
      planned: yes               # in the blueprint even if never seen
      complaint: yes             # a touch that is a complaint
      call-back: yes             # the company's answer to details that were left
      aliases: ["Sales call", "שיחת נציג"]
  funnel:
    steps: [discover, {id: consider, optional: yes}, {id: buy, then: eventually}]
    exclude: [{between: [discover, buy], touchpoint: complaint}]
    window: 30d
  groups: [{by: age_band}]
  personas:
    - {id: bargain, name: {he: מחפשי הטבות, en: Bargain hunters}, where: {coupon_use: ">= 3", club: yes}}
  club: {member: club, joined: club_joined}
  captive: {where: {area: [remote]}}             # or: yes for the whole client
  offers: {column: offer}
  organisation: {branch: branch, team: team}     # league tables; never people

  notes:                         # the consultant's voice, shown as such
    - headline: {he: "…"}
    - {at: touchpoint/call_centre, text: {he: "…"}}
    - {hide: finding/weekday}
    - {quote: {he: "חיכיתי 40 דקות"}, at: touchpoint/call_centre, source: ראיון}
  targets: [{metric: nps, value: 35, source: {he: "ממוצע ענפי 2025", en: "Industry mean 2025"}}]
  totals: [{what: purchases, value: 12903, source: {he: קופות, en: Tills}}]

  sources:
    - file: events.csv           # or a list, or a glob
      kind: events               # events | customers | identities | survey | decisions
      format: auto
      columns: {customer: customer_id, time: when, touchpoint: activity, channel: channel, amount: total, product: sku,
                offer: coupon, referrer: referred_by, contact: mode, order: order_id, sequence: seq}
      attributes: [platform]     # other columns to keep
      time-format: auto
      reject-above: 1%           # exit code 1 when more rows than this are rejected
    - {file: ids.csv, kind: identities, columns: {id: web_id, customer: crm_id}}
    - file: pulse.csv
      kind: survey
      type: momentary            # relational | transactional | momentary
      columns: {customer: id, time: answered, weight: w, touchpoint: where, language: lang, invited: sent}
      questions:
        - {column: q1, metric: nps}
        - {column: q2, metric: csat, touchpoint: call_centre, missing: [0, 6, Blank]}
        - {column: q3, metric: ces, touchpoint: web_checkout, scale: 1..7}
        - {column: q4, metric: csat, of: overall}
        - {column: q5, metric: csat, of: consistency}
        - {column: why, metric: text}
  """
