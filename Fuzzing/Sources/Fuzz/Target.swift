@testable import Reading

/// What an input is given to.
enum Target {
  /// A reader of files; without a format the content decides which.
  case file(InputFormat?)
  /// The sheets of a workbook, put into a sound archive: random archives seldom get past their checksums.
  case sheet
  case text(TextTarget)

  /// The target of a name.
  init?(name: String) {
    if name == "auto" {
      self = .file(nil)
    } else if name == "xlsx-sheet" {
      self = .sheet
    } else if let format = InputFormat(rawValue: name) {
      self = .file(format)
    } else if let text = TextTarget(rawValue: name) {
      self = .text(text)
    } else {
      return nil
    }
  }

  /// Every name.
  static let names =
    ["auto", "xlsx-sheet"] + InputFormat.allCases.map(\.rawValue) + TextTarget.allCases.map(\.rawValue)

  /// Gives the input to the target, which must neither crash nor hang nor break a promise.
  func attack(_ input: [UInt8]) {
    switch self {
    case .file(let format): FileAttack(input, format).run()
    case .sheet: FileAttack(workbook(around: input), .xlsx).run()
    case .text(let target): target.attack(input)
    }
  }
}
