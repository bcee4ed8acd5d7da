import Journeys
import Wording

extension CheckReport {
  /// Keys of the project file that change nothing yet, and where they stand.
  func idleKeyLines(_ quality: DataQuality) -> [RichText] {
    guard !quality.idleKeys.isEmpty else { return [] }
    return [line(0, Sentence("check.no-effect"))]
      + quality.idleKeys.map { line(1, Sentence("check.no-effect-key", $0.braces)) } + [RichText()]
  }
}

extension MadeReport {
  /// What standard error says although nothing is wrong: columns in doubt, what cannot be, and keys that change nothing.
  package var warnings: [Sentence] {
    quality.doubts + quality.misread + quality.strayAnswers + quality.identityDoubts + quality.countedTwice(duplicates)
      + quality.contradictions
      + keysWithoutEffect
  }

  /// Keys of the project file that change nothing yet, in one line.
  private var keysWithoutEffect: [Sentence] {
    guard !quality.idleKeys.isEmpty else { return [] }
    let keys = quality.idleKeys.map { Sentence.Value.sentence(Sentence("result.no-effect-key", $0.braces)) }
    return [Sentence("result.no-effect", ["file": .name(projectFile), "keys": .list(keys)])]
  }
}

extension IdleKey {
  /// Its name, the lines it stands on, and how many those are.
  fileprivate var braces: KeyValuePairs<String, Sentence.Value> {
    let shown = lines.prefix(5).map(String.init).joined(separator: ", ") + (lines.count > 5 ? ", …" : "")
    return ["key": .code(name), "n": .count(lines.count), "lines": .text(shown)]
  }
}
