import ReportModel
import Wording

// What the templates may name: stored properties only, since they are found by reflection. Text is `String` and escaped
// by `{{ }}`; HTML is `Markup` and enters by `{{{ }}}`. `Templates` refuses a template that names anything else.

/// Something whose stored properties are the keys of a template.
protocol TemplateContext: Sendable {}

extension TemplateContext {
  /// Its properties by name, contexts inside it too.
  ///
  /// Given a dictionary, swift-mustache looks a key up; given the context itself, it would reflect on all of its
  /// properties for every key of the template.
  var fields: [String: Any] {
    var fields: [String: Any] = [:]
    for case (let name?, let value) in Mirror(reflecting: self).children {
      switch value {
      // The common ones first: to find that a type keeps to no protocol takes long.
      case is String, is Markup, is Bool, is [String: String]: fields[name] = value
      case let context as any TemplateContext: fields[name] = context.fields
      case let list as [any TemplateContext]: fields[name] = list.map(\.fields)
      default: fields[name] = value
      }
    }
    return fields
  }
}

/// The keys of `page.mustache`.
struct PageContext: TemplateContext {
  struct Link: TemplateContext {
    var href: String
    var name: String
    var isCurrent: Bool
  }
  struct LanguageLink: TemplateContext {
    var href: String
    var code: String
    var name: String
  }
  struct Line: TemplateContext {
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
  /// `InterfaceWords` by their names.
  var words: [String: String]
}

/// The keys of `portal.mustache`.
struct PortalContext: TemplateContext {
  struct Heading: TemplateContext {
    var text: String
    var language: String
    var direction: String
  }

  var language: String
  var direction: String
  var title: String
  var headings: [Heading]
  var body: Markup
  /// `InterfaceWords` by their names.
  var words: [String: String]
}
