import Foundation
import Pages
import Testing

@testable import Pipeline

/// The touchpoint with the highest leak rate is one whose rate can be shown; where another's may be higher, that is said.
struct HiddenRateTests {
  /// Two hundred come to the basket, a quarter of whom stop; at the branch so many stop, so many buy, and for so many the
  /// period ends too soon to tell. At others eight of a hundred stop.
  private func report(stopped: Int, bought: Int, open: Int, others: [String] = []) throws -> [Page] {
    var rows = ""
    func add(_ name: String, _ day: String, _ touchpoint: String, buys: Bool) {
      rows += "\(name),2025-\(day)T10:00:00Z,\(touchpoint)\n"
      if buys { rows += "\(name),2025-\(day)T18:00:00Z,buy\n" }
    }
    for i in 0..<200 { add("c\(i)", "01-\(10 + i % 20)", "Basket", buys: i >= 50) }
    for i in 0..<(stopped + bought) { add("d\(i)", "01-\(10 + i % 20)", "Branch", buys: i >= stopped) }
    for touchpoint in others { for i in 0..<100 { add("g\(touchpoint)\(i)", "02-10", touchpoint, buys: i >= 8) } }
    for i in 0..<open { add("e\(i)", "06-28", "Branch", buys: false) }
    // The period reaches to the end of June.
    for i in 0..<40 { add("f\(i)", "06-29", "buy", buys: false) }
    let made = try OneFileClient.report(
      rows,
      keys: """
        windows: {inactivity: 30d}
        touchpoints: [{id: Basket}, {id: Branch}, {id: buy, kind: purchase}]
        """)
    return try #require(made.editions.first).pages
  }

  /// Headings of the page about the sieve, and what page one reads out above the places to begin.
  private func said(_ pages: [Page]) throws -> (headings: [String], read: String) {
    let sieve = try #require(pages.first { $0.id == .funnelAndSieve })
    let summary = try #require(pages.first { $0.id == .summary })
    let leaks = try #require(summary.sections.first { $0.id == "leaks" })
    guard case .paragraph(let read)? = leaks.blocks.first else { return ([], "") }
    let figures = sieve.sections.flatMap(\.blocks).compactMap { block -> String? in
      guard case .figure(let figure) = block else { return nil }
      return figure.title.plain
    }
    return (sieve.sections.map(\.heading.plain) + figures, read.plain)
  }

  @Test("a hidden rate that may be the highest is spoken of")
  func mayBeHigher() throws {
    let (headings, read) = try said(report(stopped: 40, bought: 17, open: 3))
    #expect(headings.contains("The biggest leak that can be shown: Basket"), "\(headings)")
    #expect(read.contains("The rate of one more touchpoint is hidden"), "\(read)")
  }

  @Test("where the same rate can be shown it leads, and nothing is said of hidden ones")
  func isShown() throws {
    let (headings, read) = try said(report(stopped: 40, bought: 20, open: 0))
    #expect(headings.contains("The biggest leak: Branch"), "\(headings)")
    #expect(!read.contains("hidden"), "\(read)")
  }

  @Test("a hidden rate that is lower for all that is published takes nothing from the first")
  func isLower() throws {
    let (headings, read) = try said(report(stopped: 2, bought: 298, open: 0, others: ["Shop", "Chat", "Call"]))
    #expect(headings.contains("The biggest leak: Basket"), "\(headings)")
    #expect(!read.contains("hidden"), "\(read)")
  }
}
