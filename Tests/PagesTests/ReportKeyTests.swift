import Foundation
import Publishing
import TestSupport
import Testing

/// What machines read is documented: keys are taken from files that were produced, not from the sources.
struct ReportKeyTests {
  /// Keys by which things are named rather than measured; and ids of touchpoints, questions and channels are no keys.
  private static let names: Set<String> = ["he", "en"]
  /// Numbers by touchpoint: what stands in them are ids.
  private static let byTouchpoint: Set<String> = [
    "purchaseFrom", "meanSteps", "removalEffect", "decided", "touchpoints",
  ]

  private func keys(_ value: Any, _ keys: inout Set<String>) {
    if let members = value as? [String: Any] {
      for (key, inner) in members {
        keys.insert(key)
        if Self.byTouchpoint.contains(key), let own = inner as? [String: Any] {
          for value in own.values { self.keys(value, &keys) }
        } else {
          self.keys(inner, &keys)
        }
      }
    } else if let values = value as? [Any] {
      for inner in values { self.keys(inner, &keys) }
    }
  }

  @Test(
    "every key of a produced report.json is in docs/report-json.md or docs/metrics.md", arguments: Miniature.allCases)
  func documented(_ client: Miniature) throws {
    let docs = try ["docs/report-json.md", "docs/metrics.md"].map {
      String(decoding: try Data(contentsOf: Repository.root.appending(path: $0)), as: UTF8.self)
    }.joined()
    let file = try #require(try client.made().site.files.first { $0.path == "report.json" })
    var found: Set<String> = []
    keys(try JSONSerialization.jsonObject(with: Data(file.bytes)), &found)
    #expect(found.count > 80)
    for key in found.subtracting(Self.names).sorted() {
      // `key`, or as part of another: `key[]`, `list[].key`, `key{}`.
      let isNamed = ["`", ".", "]."].contains { before in
        ["`", "[", "{", "."].contains { docs.contains(before + key + $0) }
      }
      #expect(isNamed, "neither docs/report-json.md nor docs/metrics.md has \(key)")
    }
  }
}
