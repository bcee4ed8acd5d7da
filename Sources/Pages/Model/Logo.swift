/// Whose mark stands on a page.
package enum Logo: String, Sendable, CaseIterable {
  case client, consultant

  /// Kinds of pictures that every browser shows.
  package static let endings = ["svg", "png", "jpg", "jpeg", "webp"]

  /// What it is called among the site's assets, whatever the client calls it; `nil` of a file that is no picture.
  package func asset(_ file: String) -> String? {
    let ending = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return Self.endings.contains(ending) && ending.utf8.count < file.utf8.count ? "logo-\(rawValue).\(ending)" : nil
  }
}
