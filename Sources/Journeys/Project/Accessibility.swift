import Basics

/// Whom people turn to who cannot use a page of the report, for the statement that the law asks for: `accessibility: …`.
package struct Accessibility: Sendable, Equatable {
  /// A mail address, or where else one writes to.
  package var contact: String
  package var phone: String?
  package var name: LocalizedText?
  /// When the statement was looked over last.
  package var updated: CivilDate?
}

extension Blueprint {
  /// Takes `accessibility:` from the project file.
  mutating func decodeAccessibility(_ map: YAMLMap) throws(ProjectFileError) {
    guard let cursor = map["accessibility"] else { return }
    let entries = try cursor.map("accessibility", allowed: ["contact", "phone", "name", "updated"])
    accessibility = Accessibility(
      contact: try entries.required("contact").id("accessibility.contact"),
      phone: try entries["phone"]?.id("accessibility.phone"),
      name: try entries["name"]?.localized("accessibility.name"),
      updated: try entries["updated"]?.date("accessibility.updated"))
  }
}
