import Findings
import Wording

/// Every page of the site. The order is the order of the navigation.
package enum PageID: String, CaseIterable, Sendable {
  case summary = "index"
  case journeyMap = "journey-map"
  case funnelAndSieve = "funnel-and-sieve"
  case satisfaction = "satisfaction"
  case comingBack = "who-comes-back"
  case whatToDo = "what-to-do"
  case claims = "ten-claims"
  case overTime = "over-time"
  case programme = "programme"
  case paths = "paths"
  case channels = "channels"
  case groups
  case products = "what-they-buy"
  case branches
  case touchpoints = "touchpoints"
  case entry = "where-to-read"
  case unsaid = "cannot-be-said"
  case dataQuality = "data-quality"
  case methods = "methods"
  case glossary = "glossary"
  case accessibility

  /// Whether it is looked up, and no part of the story that the report tells from its first page on.
  package var isAppendix: Bool {
    switch self {
    case .summary, .journeyMap, .funnelAndSieve, .satisfaction, .comingBack, .whatToDo, .claims, .overTime, .programme:
      false
    case .paths, .channels, .groups, .products, .branches, .touchpoints, .entry, .unsaid, .dataQuality, .methods,
      .glossary,
      .accessibility:
      true
    }
  }

  /// File name inside the language's folder.
  package var fileName: String { rawValue + ".html" }
  /// Key of the page's name in the language files.
  package var phrase: String { "page." + rawValue }
}

/// What one page says in one language: no tag, no coordinate.
package struct Page: Sendable, Equatable {
  package var id: PageID
  /// Of several of a kind, which one it is: part of its address, stable across runs; `nil`: there is but one.
  package var part: String? = nil
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
  /// Whether it stands behind its title, which opens it: a finding that few readers need more of.
  package var isFolded = false

  /// What it is called: the heading, or the title of the figure that serves as one.
  package var title: RichText {
    guard heading.isEmpty else { return heading }
    guard case .figure(let block)? = blocks.first else { return RichText() }
    return block.title
  }

  /// The same behind its title.
  var folded: Section {
    var section = self
    section.isFolded = true
    return section
  }
}

/// What stands on a page between two headings.
package enum Block: Sendable, Equatable {
  case paragraph(RichText)
  case figure(FigureBlock)
  /// Two figures side by side on a wide screen, under each other on a narrow one; same height scale.
  case pair(FigureBlock, FigureBlock)
  case table(Table)
  /// A table behind a line that opens it: what most readers pass over.
  case folded(RichText, Table)
  case list([RichText])
  /// Term and meaning; the id is the address other pages link to.
  case definitions([(id: String, term: RichText, meaning: [RichText])])
  /// Ranked findings: a title, a sentence that carries it in numbers, and a number at the side.
  case actions([Action])
  /// Claims held against the data, a row each.
  case claims([ClaimRow])
  /// The consultant's own words, shown as such.
  case note(text: RichText, attribution: RichText)
  /// A line that leads to a section of another page.
  case link(RichText, page: PageID, section: String)
  /// Rows of links to the same of others: the one that is looked at stands among them.
  case choices([ChoiceRow])
  /// Who is who, side by side.
  case strip([StripItem])

  package static func == (a: Block, b: Block) -> Bool { String(describing: a) == String(describing: b) }
}

/// One of several that may be looked at.
package struct Choice: Sendable, Equatable {
  package var text: RichText
  package var page: PageID
  /// Which page of the kind, and which section of it; `nil`: the only one, and its top.
  package var part: String?
  package var section: String?
  package var isCurrent: Bool
}

/// Choices of a kind, under its name; without one where it is empty.
package struct ChoiceRow: Sendable, Equatable {
  package var label: RichText
  package var choices: [Choice]
}

/// One of a strip: its name, which leads to its page, how many, and a few facts.
package struct StripItem: Sendable, Equatable {
  /// Stable: its address in the page.
  package var id: String
  package var name: RichText
  package var size: RichText
  package var facts: [RichText]
  package var page: PageID
  /// Which page of the kind; `nil`: the only one.
  package var part: String?
}

/// A finding to look into.
package struct Action: Sendable, Equatable {
  /// Who sees to it, what to look at first: a few words under a label.
  package struct Aside: Sendable, Equatable {
    package var label: RichText
    package var text: RichText
  }

  /// Customers lost, as a part of a bar of all customers there.
  package struct Bar: Sendable, Equatable {
    package var lost: Int
    package var customers: Int

    /// `nil` where either number is hidden, or nobody is there.
    init?(_ lost: Published<Int>, of customers: Published<Int>) {
      guard let lost = lost.shown, let customers = customers.shown, customers > 0, lost <= customers else { return nil }
      (self.lost, self.customers) = (lost, customers)
    }
  }

  package var title: RichText
  package var sentence: RichText
  package var value: Datum
  package var note: RichText
  /// What kind of finding it is, under the title; may be empty.
  package var tag = RichText()
  /// The touchpoint whose card the title leads to; `nil`: it leads nowhere.
  package var card: String?
  package var bar: Bar?
  package var asides: [Aside] = []
}

/// A claim and what the data say of it: a row of the page of claims.
package struct ClaimRow: Sendable, Equatable {
  /// What the data say, which decides the mark.
  package enum Verdict: String, Sendable { case holds, fails, open }

  /// A range on a short axis with the bounds of the claim.
  package struct Picture: Sendable, Equatable {
    /// The range's ends and its middle, as places from 0 to 1.
    package var low: Double
    package var value: Double
    package var high: Double
    /// From where on the claim holds, and up to where it does not; the same.
    package var bounds: [Double]
  }

  /// Stable: its address in the page.
  package var id: String
  package var claim: RichText
  package var checked: RichText
  package var verdict: Verdict
  package var verdictText: RichText
  /// The number the verdict rests on; undefined where nothing was measured.
  package var value: Datum
  package var sentence: RichText
  /// `nil` where nothing was measured.
  package var picture: Picture?
  package var confidence: RichText
  package var confidenceNote: RichText
  /// Where it is measured.
  package var link: RichText
  package var page: PageID
  package var section: String?
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
  /// Names of the marks among the assets; `nil`: none.
  package var logo: String?
  package var consultantLogo: String?
  /// Lines under every page.
  package var footer: [RichText]

  package static func == (a: SiteFrame, b: SiteFrame) -> Bool { String(describing: a) == String(describing: b) }
}
