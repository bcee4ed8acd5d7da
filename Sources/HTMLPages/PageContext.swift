import ReportModel
import Wording

// What the templates may name: stored properties only, since swift-mustache finds them by reflection. Text is `String` and
// escaped by `{{ }}`; HTML is `Markup` and enters by `{{{ }}}`. `Templates` refuses a template that names anything else.

/// The keys of `page.mustache`.
struct PageContext: Sendable {
  struct Link: Sendable {
    var href: String
    var name: String
    var isCurrent: Bool
  }
  struct LanguageLink: Sendable {
    var href: String
    var code: String
    var name: String
  }
  struct Line: Sendable {
    var text: Markup
  }

  var language: String
  var direction: String
  /// Page, client and period.
  var title: String
  /// Empty or `../`: from this page to the site's folder.
  var root: String
  var home: String
  var pageName: String
  var client: Markup
  var period: Markup
  var consultant: Markup
  var pages: [Link]
  var otherLanguages: [LanguageLink]
  var isDraft: Bool
  var isInternal: Bool
  var headline: Markup
  var lead: Markup
  var keyFigures: Markup
  var contents: Markup
  var body: Markup
  var footer: [Line]
  var words: InterfaceWords
}

/// The keys of `portal.mustache`.
struct PortalContext: Sendable {
  struct Heading: Sendable {
    var text: String
    var language: String
    var direction: String
  }

  var language: String
  var direction: String
  var title: String
  var headings: [Heading]
  var body: Markup
  var words: InterfaceWords
}
