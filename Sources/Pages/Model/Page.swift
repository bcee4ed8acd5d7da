import Findings
import Wording

/// Every page of the site. The order is the order of the navigation.
package enum PageID: String, CaseIterable, Sendable {
  case summary = "index"
  case journeyMap = "journey-map"
  case funnelAndSieve = "funnel-and-sieve"
  case paths = "paths"
  case channels = "channels"
  case comingBack = "who-comes-back"
  case satisfaction = "satisfaction"
  case programme = "programme"
  case touchpoints = "touchpoints"
  case dataQuality = "data-quality"
  case methods = "methods"
  case glossary = "glossary"

  /// File name inside the language's folder.
  package var fileName: String { rawValue + ".html" }
  /// Key of the page's name in the language files.
  package var phrase: String { "page." + rawValue }
}

/// What one page says in one language: no tag, no coordinate.
package struct Page: Sendable, Equatable {
  package var id: PageID
  package var language: Language
  /// The page's name, as in the navigation.
  package var name: String
  /// The finding as a headline.
  package var headline: RichText
  /// The paragraph that carries the headline in numbers.
  package var lead: [RichText]
  package var keyFigures: [KeyFigure] = []
  package var sections: [Section]
}

/// One number of the row under the headline, with its base or range.
package struct KeyFigure: Sendable, Equatable {
  /// Stable: `customers`, `purchases`, …
  package var id: String
  package var label: RichText
  package var value: Datum
  /// Base and range in one short line.
  package var note: RichText
}

/// A part of a page with an address of its own.
package struct Section: Sendable, Equatable {
  package var id: String
  /// Empty when the section's only block is a figure, whose title then serves.
  package var heading: RichText = RichText()
  package var blocks: [Block]
}

/// What stands on a page between two headings.
package enum Block: Sendable, Equatable {
  case paragraph(RichText)
  case figure(FigureBlock)
  /// Two figures side by side on a wide screen, under each other on a narrow one; same height scale.
  case pair(FigureBlock, FigureBlock)
  case table(Table)
  case list([RichText])
  /// Term and meaning; the id is the address other pages link to.
  case definitions([(id: String, term: RichText, meaning: [RichText])])
  /// Ranked findings: a title, a sentence that carries it in numbers, and a number at the side.
  case actions([Action])
  /// The consultant's own words, shown as such.
  case note(text: RichText, attribution: RichText)

  package static func == (a: Block, b: Block) -> Bool { String(describing: a) == String(describing: b) }
}

/// A finding to look into.
package struct Action: Sendable, Equatable {
  package var title: RichText
  package var sentence: RichText
  package var value: Datum
  package var note: RichText
}

/// A figure with everything that must stand around it.
package struct FigureBlock: Sendable, Equatable {
  /// Stable across runs and languages: address in the page, and file name of its SVG and CSV.
  package var id: String
  /// The finding, in a sentence.
  package var title: RichText
  /// One line: how to read it.
  package var howToRead: RichText
  package var figure: Figure
  /// The same numbers as a table.
  package var table: Table
  /// Base and period, in one line.
  package var base: RichText
  /// Address on the methods page that defines what is drawn.
  package var definition: String
}

/// What every page of one language's site shares.
package struct SiteFrame: Sendable, Equatable {
  package var language: Language
  package var languages: [Language]
  package var client: RichText
  package var period: RichText
  package var consultant: RichText
  /// Navigation: pages in order, with their names.
  package var pages: [(id: PageID, name: String)]
  package var isDraft: Bool
  /// True with `privacy: off`: every page is marked internal.
  package var isInternal: Bool
  /// `#rrggbb`, contrast already checked; `nil` for the report's own.
  package var accent: String?
  /// Lines under every page.
  package var footer: [RichText]

  package static func == (a: SiteFrame, b: SiteFrame) -> Bool { String(describing: a) == String(describing: b) }
}
