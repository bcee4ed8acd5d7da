import Findings
import Wording

/// A group or persona that has a page, whatever is known of it.
struct PagedGroup: Equatable {
  let by: String
  let isPersona: Bool
  let value: String
  let name: LocalizedText
}

extension PageContent {
  /// What a group is called: a value, or a persona.
  func groupName(_ name: LocalizedText) -> RichText { w.value(name.text(w.language.code)) }

  /// The same where a sentence begins with it: a bare number needs the column's name beside it.
  func name(of group: SurveyGroupFindings) -> RichText {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    let isNumber = !group.isPersona && group.value.id.utf8.allSatisfy { digits ~= $0 }
    guard isNumber else { return groupName(group.value.name) }
    return w("groups.survey.named", ["by": .text(columnName(group.by)), "value": .text(groupName(group.value.name))])
  }

  /// Those with a page: first those of whom journeys tell, then those known from surveys alone.
  var pagedGroups: [PagedGroup] {
    report.groupPages.map { PagedGroup(by: $0.by, isPersona: $0.isPersona, value: $0.value.id, name: $0.value.name) }
      + report.surveyGroups.map {
        PagedGroup(by: $0.by, isPersona: $0.isPersona, value: $0.value.id, name: $0.value.name)
      }
  }

  /// By group with a page, its address: stable as long as the column and the value are called the same.
  var groupParts: [String] {
    var taken: Set<String> = []
    return pagedGroups.map { group in
      let own = group.isPersona ? "persona=\(group.by)" : "\(group.by)=\(group.value)"
      var part = own
      var number = 2
      while !taken.insert(part).inserted {
        part = "\(own)=\(number)"
        number += 1
      }
      return part
    }
  }

  /// Rows of links to the map of everyone, of each persona and of each group of a column; empty without groups.
  ///
  /// - Parameter current: the address of the group that is looked at; `nil`: everyone.
  func mapChoices(current: String?) -> [ChoiceRow] {
    guard !report.groupPages.isEmpty else { return [] }
    let everyone = ChoiceRow(
      label: RichText(),
      choices: [
        Choice(text: w("groups.everyone"), page: .journeyMap, part: nil, section: "map", isCurrent: current == nil)
      ]
    )
    return [everyone] + groupChoices(section: "map", current: current) { $0 < report.groupPages.count }
  }

  /// Rows of links to the pages of groups, a row for personas and one for each column.
  ///
  /// - Parameter isWanted: which of the groups with a page.
  func groupChoices(section: String?, current: String? = nil, _ isWanted: (Int) -> Bool) -> [ChoiceRow] {
    let parts = groupParts
    var rows: [(by: String?, row: ChoiceRow)] = []
    for (place, group) in pagedGroups.enumerated() where isWanted(place) {
      let by = group.isPersona ? nil : group.by
      let choice = Choice(
        text: groupName(group.name), page: .groups, part: parts[place], section: section,
        isCurrent: parts[place] == current)
      if let row = rows.firstIndex(where: { $0.by == by }) {
        rows[row].row.choices.append(choice)
      } else {
        let label = by.map(columnName) ?? w("personas.heading")
        rows.append((by, ChoiceRow(label: label, choices: [choice])))
      }
    }
    return rows.map(\.row)
  }

  /// The personas that have a page, as a strip over the map: who, how many, which share, and what sets them apart.
  func personaStrip() -> [StripItem] {
    guard let personas = PersonaPart(telling) else { return [] }
    let parts = groupParts
    return report.groupPages.indices.filter { report.groupPages[$0].isPersona }.compactMap { place in
      let group = report.groupPages[place]
      guard let number = personas.found.personas.firstIndex(where: { $0.persona.id == group.by }) else { return nil }
      let own = personas.found.personas[number]
      let size =
        own.share.shown.map {
          w(
            "personas.size",
            ["n": .text(counted("count.customers", own.customers)), "share": .text(w.percent($0.value))])
        } ?? counted("count.customers", own.customers)
      let facts = GroupPage(telling: telling, place: place).sentences.prefix(3).map(\.text)
      return StripItem(
        id: "persona-\(group.by)", name: groupName(group.value.name), size: size,
        facts: facts.isEmpty ? [w("groups.alike")] : facts, page: .groups, part: parts[place])
    }
  }
}
