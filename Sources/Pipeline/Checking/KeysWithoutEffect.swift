import Journeys
import Reading

extension CheckReport {
  /// Keys of the project file that change nothing yet, and where they stand.
  func idleKeyLines(_ quality: DataQuality, _ words: CheckWords) -> [String] {
    guard !quality.idleKeys.isEmpty else { return [] }
    let lines = quality.idleKeys.map { key in
      "  \(printable(key.name)): "
        + (key.lines.count == 1 ? words.say("שורה", "line") : words.say("שורות", "lines")) + " \(listed(key))"
    }
    return [
      words.say("הגדרות בקובץ הפרויקט שעדיין אין להן השפעה:", "settings of the project file that have no effect yet:")
    ] + lines + [""]
  }
}

/// What standard error says of such keys, in one line; `nil` where every key works.
package func idleKeyWarning(_ quality: DataQuality, _ blueprint: Blueprint) -> String? {
  guard !quality.idleKeys.isEmpty else { return nil }
  let keys = quality.idleKeys.map { key in
    "\(printable(key.name)) (\(key.lines.count == 1 ? "line" : "lines") \(listed(key)))"
  }
  return "\(printable(blueprint.file)): no effect yet: \(keys.joined(separator: ", "))"
}

private func listed(_ key: IdleKey) -> String {
  key.lines.prefix(5).map(String.init).joined(separator: ", ") + (key.lines.count > 5 ? ", …" : "")
}
