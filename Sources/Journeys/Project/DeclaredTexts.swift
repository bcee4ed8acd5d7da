import Yams

/// Every text of a project file, keys and values, as YAML means it: what a person wrote who knew that it may be published.
package func declaredTexts(yaml: String) -> [String] {
  guard let node = try? Yams.compose(yaml: yaml) else { return [] }
  var texts: [String] = []
  var open = [node]
  while let node = open.popLast() {
    switch node {
    case .scalar(let scalar): texts.append(scalar.string)
    case .sequence(let items): open += Array(items)
    case .mapping(let members): for (key, value) in members { open += [key, value] }
    case .alias: break
    }
  }
  return texts
}
