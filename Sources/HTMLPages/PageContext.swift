import Pages
import Wording

// What the templates may name. Text is `String` and escaped by `{{ }}`; HTML is `Markup` and enters by `{{{ }}}`.
// `Templates` refuses a template that names anything else.

/// Something that fills a template.
protocol TemplateContext: Sendable {
  /// What each key of the template stands for.
  ///
  /// Given a dictionary, swift-mustache looks a key up; given anything else, it reflects on all of its properties for every
  /// key of the template.
  var fields: [String: Any] { get }
}

/// The keys of `page.mustache`.
struct PageContext: TemplateContext {
  struct Link: TemplateContext {
    var href: String
    var name: String
    var isCurrent: Bool

    var fields: [String: Any] { ["href": href, "name": name, "isCurrent": isCurrent] }
  }
  struct LanguageLink: TemplateContext {
    var href: String
    var code: String
    var name: String

    var fields: [String: Any] { ["href": href, "code": code, "name": name] }
  }
  struct Line: TemplateContext {
    var text: Markup

    var fields: [String: Any] { ["text": text] }
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
  /// The pages that tell the story, and those that are looked up.
  var pages: [Link]
  var appendix: [Link]
  /// The page behind this one, if any: one at most.
  var next: [Link]
  var otherLanguages: [LanguageLink]
  /// Files of the marks among the assets, one at most each.
  var logo: [Line]
  var consultantLogo: [Line]
  var isDraft: Bool
  var isInternal: Bool
  var headline: Markup
  var lead: Markup
  var keyFigures: Markup
  var contents: Markup
  var body: Markup
  var footer: [Line]
  /// `InterfaceWords` by their names.
  var words: [String: String]

  var fields: [String: Any] {
    [
      "language": language, "direction": direction, "title": title, "root": root, "home": home, "pageName": pageName,
      "client": client, "period": period, "consultant": consultant, "pages": pages.map(\.fields),
      "appendix": appendix.map(\.fields), "hasAppendix": !appendix.isEmpty, "next": next.map(\.fields),
      "otherLanguages": otherLanguages.map(\.fields), "logo": logo.map(\.fields),
      "consultantLogo": consultantLogo.map(\.fields), "isDraft": isDraft, "isInternal": isInternal,
      "headline": headline, "lead": lead, "keyFigures": keyFigures, "contents": contents, "body": body,
      "footer": footer.map(\.fields), "words": words,
    ]
  }
}

/// The keys of `portal.mustache`.
struct PortalContext: TemplateContext {
  struct Heading: TemplateContext {
    var text: String
    var language: String
    var direction: String

    var fields: [String: Any] { ["text": text, "language": language, "direction": direction] }
  }

  var language: String
  var direction: String
  var title: String
  var headings: [Heading]
  var body: Markup
  /// `InterfaceWords` by their names.
  var words: [String: String]

  var fields: [String: Any] {
    [
      "language": language, "direction": direction, "title": title, "headings": headings.map(\.fields), "body": body,
      "words": words,
    ]
  }
}
