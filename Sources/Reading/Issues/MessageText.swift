import Basics

/// Names for a message: in their order, clipped, and never more than thirty or than a few lines.
package func listed(_ names: [String]) -> String {
  var shown: [String] = []
  var bytes = 0
  for name in names.prefix(30) where bytes < 1000 {
    shown.append(clipped(name))
    bytes += shown[shown.count - 1].utf8.count
  }
  let text = shown.joined(separator: ", ")
  return names.count > shown.count ? "\(text), and \(names.count - shown.count) more" : text
}

/// A limit in bytes, in its largest whole unit.
func sized(_ bytes: Int) -> String {
  if bytes >= 1 << 30, bytes % (1 << 30) == 0 { return "\(bytes >> 30) GiB" }
  if bytes >= 1 << 20, bytes % (1 << 20) == 0 { return "\(bytes >> 20) MiB" }
  if bytes >= 1 << 10, bytes % (1 << 10) == 0 { return "\(bytes >> 10) KiB" }
  return "\(bytes) bytes"
}

/// A text short enough for a message: at most sixty scalars, control characters shown as spaces.
package func clipped(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  var count = 0
  for scalar in text.unicodeScalars {
    if count == 60 {
      result.append("…")
      break
    }
    result.append(scalar.properties.generalCategory == .control ? " " : scalar)
    count += 1
  }
  return String(result)
}

/// Text from a file as a terminal may show it: control characters and direction marks become spaces.
package func printable(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { scalar in
        switch scalar.value {
        case 0..<32, 127..<160: " "
        default: scalar.isDirectionMark ? " " : scalar
        }
      }))
}

/// What a format counts its rows by.
func rowWord(_ format: InputFormat) -> String {
  switch format {
  case .jsonl, .fixedWidth: "line"
  case .xes: "event"
  case .limesurvey, .sav: "answer"
  case .csv, .tsv, .xlsx, .qualtrics, .surveymonkey, .googleForms, .typeform: "row"
  }
}

/// What is probably the matter with a cell that is too long, and what would be right.
func valueAdvice(_ format: InputFormat) -> String {
  switch format {
  case .csv, .tsv, .qualtrics, .surveymonkey, .googleForms, .typeform: "a quotation mark may be missing its end"
  case .xlsx: "spreadsheet programs keep 32,767 characters; shorten the text or delete the column"
  case .jsonl: "leave the key out of the export, or shorten its texts"
  case .xes: "leave the attribute out of the log, or shorten its texts"
  case .fixedWidth: "are its line ends missing?"
  case .sav, .limesurvey: "leave the question out of the export, or shorten its answers"
  }
}
