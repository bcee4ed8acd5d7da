import Testing

@testable import Journeys

@Suite struct KeyWithoutEffectTests {
  private func found(_ yaml: String) throws -> [String] {
    try Blueprint(yaml: yaml, file: "p.yml").idleKeys.map {
      "\($0.name) \($0.lines.map(String.init).joined(separator: ","))"
    }
  }

  @Test("every key that does nothing is found with its line, wherever it stands")
  func places() throws {
    let yaml = """
      client: T
      consultant: {name: C, logo: c.svg}
      logo: l.svg
      period: 2025-03-01..2025-04-01
      compare: 2025-01-01..2025-02-01
      calendar:
        - {dates: 2026-01-01, name: A}
        - {dates: 2026-01-02, name: B, exclude: yes}
        - {dates: 2026-01-03, name: C, exclude: no}
      windows:
        visit: 30m
        conversion: 10d
      collapse: none
      retention: {periods: rolling}
      privacy: {behaviour: 5, quotes: off}
      touchpoints:
        - {id: a, planned: yes}
        - {id: b, name: {he: ב, he-definite: הב, he-gender: m, he-number: one}}
        - {id: c, planned: no}
      personas: [{id: x, where: {y: 1}}]
      club: {member: m}
      captive: yes  # works
      offers: {column: o}
      organisation: {branch: b}
      targets: [{metric: nps, value: 3}, {metric: leak_rate, value: 3}]
      sources:
        - file: a.csv
          columns: {product: p, offer: o, contact: c, customer: id}
          header-row: 1
          shape: long
          time-format: dmy
          timezone: UTC
        - {file: i.csv, kind: identities, attributes: [z], shape: long, time-format: dmy, timezone: UTC,
           decimal-mark: comma}
        - {file: c.csv, kind: customers, columns: {customer: id, product: p}}
        - file: d.csv
          kind: customers
          columns: {customer: id, contact: c, offer: o, branch: b}
      """
    let expected = [
      "targets (metric: leak_rate) 25",
      "sources.attributes (kind: identities) 33",
      "sources.shape (kind: identities) 33", "sources.time-format (kind: identities) 33",
      "sources.timezone (kind: identities) 33", "sources.decimal-mark (kind: identities) 34",
      "sources.columns.product (kind: customers) 35", "sources.columns.contact (kind: customers) 38",
      "sources.columns.offer (kind: customers) 38",
    ]
    #expect(try found(yaml) == expected)
    #expect(expected.count == KeyWithoutEffect.allCases.count)
  }

  @Test("a file whose every key works has none")
  func none() throws {
    #expect(try found("client: T").isEmpty)
    let yaml = """
      client: {id: t, name: {he: ט, en: T}}
      consultant: {name: C}
      period: 2026-01-01..2026-06-30
      calendar: [{dates: 2026-01-01, name: A, exclude: yes}]
      windows: {inactivity: 30d, conversion: none, repurchase: 90d, response: 7d, transactional: 7d, momentary: 1d}
      privacy: {behaviour: 5, ratings: 10}
      touchpoints: [{id: logo, name: {he: ב, en: compare}, contact: direct}, {id: b, kind: purchase}]
      funnel: {steps: [logo, b]}
      sources:
        - {file: a.csv, columns: {customer: id, referrer: r}, attributes: [z], time-format: dmy, timezone: UTC, shape: long, decimal-mark: point}
        - {file: s.csv, kind: survey, time-format: dmy, timezone: UTC, questions: [{column: q, metric: nps}]}
      """
    #expect(try found(yaml).isEmpty)
  }
}
