import Pages
import Wording

extension PageWriter {
  /// Claims, a row each: what is claimed, what the data say, the number, a small picture, how sure, and where it is measured.
  mutating func claims(_ claims: [ClaimRow], _ level: String) {
    html.raw("<ol class=\"claims\">\n")
    for claim in claims {
      html.raw("<li")
      html.id(claim.id)
      html.attribute("class", claim.verdict.rawValue)
      html.raw(">\n<div class=\"claim\">\n")
      html.rich(level == "h2" ? "h2" : "h3", claim.claim)
      html.rich("p", class: "note", claim.checked)
      html.raw("</div>\n")
      html.rich("p", class: "verdict", claim.verdictText)
      html.raw("<div class=\"found\">\n")
      if claim.value.state == .shown { html.rich("p", class: "value", claim.value.text) }
      html.rich("p", claim.sentence)
      html.raw("</div>\n")
      picture(claim.picture)
      html.raw("<div class=\"sure\">\n")
      html.rich("p", class: "label", claim.confidence)
      html.rich("p", class: "note", claim.confidenceNote)
      html.raw("</div>\n<p class=\"leads-on\"><a")
      html.attribute(
        "href", claim.page.fileName + (claim.section.map { "#" + SiteAddress.anchor($0) } ?? ""))
      html.raw(">")
      html.rich(claim.link)
      html.raw("</a></p>\n</li>\n")
    }
    html.raw("</ol>\n")
  }

  /// The range as a bar with its middle, and the bounds as lines; hatched where nothing was measured. The sentence beside it
  /// has the numbers.
  private mutating func picture(_ picture: ClaimRow.Picture?) {
    let mirrored = frame.language.direction == .rightToLeft
    func x(_ place: Double) -> Int { Int((1000 * min(1, max(0, mirrored ? 1 - place : place))).rounded()) }
    html.raw(
      "<svg class=\"range\" direction=\"ltr\" viewBox=\"0 0 1000 120\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">"
    )
    if let picture {
      let (a, b) = (min(x(picture.low), x(picture.high)), max(x(picture.low), x(picture.high)))
      html.raw("<rect class=\"axis\" x=\"0\" y=\"58\" width=\"1000\" height=\"4\"/>")
      for bound in picture.bounds {
        html.raw("<rect class=\"bound\" x=\"\(x(bound) - 3)\" y=\"10\" width=\"6\" height=\"100\"/>")
      }
      html.raw("<rect class=\"likely\" x=\"\(a)\" y=\"44\" width=\"\(max(8, b - a))\" height=\"32\"/>")
      html.raw("<rect class=\"value\" x=\"\(x(picture.value) - 7)\" y=\"28\" width=\"14\" height=\"64\"/>")
    } else {
      html.raw("<rect class=\"none\" x=\"0\" y=\"30\" width=\"1000\" height=\"60\"/>")
    }
    html.raw("</svg>\n")
  }
}
