import Pages
import Wording

extension Page {
  /// Everything the page says, a line each; of a table its first rows and how many there are.
  var saidInFull: String {
    var lines = ["# \(name)", headline.plain] + lead.map(\.plain)
    lines += keyFigures.map { "[\($0.label.plain)] \($0.value.text.plain) – \($0.note.plain)" }
    for section in sections {
      lines.append("## \(section.id): \(section.heading.plain)")
      for block in section.blocks { lines += block.said }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Block {
  fileprivate var said: [String] {
    switch self {
    case .paragraph(let text): [text.plain]
    case .figure(let figure): figure.said
    case .pair(let a, let b): a.said + b.said
    case .table(let table): table.said
    case .folded(let title, let table): [title.plain] + table.said
    case .list(let items): items.map { "- \($0.plain)" }
    case .definitions(let entries):
      entries.map { "\($0.term.plain): \($0.meaning.map(\.plain).joined(separator: " / "))" }
    case .actions(let actions):
      actions.flatMap { action in
        let tag = action.tag.isEmpty ? "" : " [\(action.tag.plain)]"
        return [
          "* \(action.title.plain)\(tag) \(action.value.text.plain) (\(action.note.plain)): \(action.sentence.plain)"
        ] + action.asides.map { "  \($0.label.plain): \($0.text.plain)" }
      }
    case .claims(let rows):
      rows.map { row in
        let number = row.value.state == .shown ? row.value.text.plain + " " : ""
        return
          "* \(row.claim.plain) [\(row.verdictText.plain)] \(number)\(row.sentence.plain) (\(row.confidence.plain))"
      }
    case .link(let text, let page, let section): ["\(text.plain) → \(page.fileName)#\(section)"]
    case .choices(let rows):
      rows.map { row in
        row.label.plain + ": "
          + row.choices.map { ($0.isCurrent ? "*" : "") + $0.text.plain }.joined(separator: " · ")
      }
    case .strip(let items):
      items.flatMap { item in ["# \(item.name.plain) (\(item.size.plain))"] + item.facts.map { "  \($0.plain)" } }
    case .note(let text, let attribution): ["> \(text.plain) — \(attribution.plain)"]
    }
  }
}

extension FigureBlock {
  fileprivate var said: [String] { ["(\(id)) \(title.plain)", howToRead.plain, base.plain] + table.said }
}

extension Table {
  fileprivate var said: [String] {
    let shown = rows.prefix(8).map { "| " + $0.cells.map(\.text.plain).joined(separator: " | ") }
    return ["| \(caption.plain) (\(rows.count))", "| " + columns.map(\.title.plain).joined(separator: " | ")] + shown
  }
}
