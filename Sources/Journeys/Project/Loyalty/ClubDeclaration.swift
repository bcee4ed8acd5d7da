import Basics
import Reading

/// Which columns of the customers' files say who is in the club: `club: {member: …, joined: …}`.
package struct ClubDeclaration: Sendable, Equatable {
  /// A column that says yes or no, or at which level.
  package var member: String?
  /// A column of dates; who has one is a member.
  package var joined: String?
  /// What the club costs.
  package var cost: Cost?
  /// Where the key stands.
  package var place: ProjectPlace

  package init(member: String?, joined: String?, place: ProjectPlace = ProjectPlace(line: 1, column: 1)) {
    (self.member, self.joined, self.place) = (member, joined, place)
  }

  /// The columns, the one of dates last.
  var columns: [String] { [member, joined].compactMap { $0 } }
}

extension Blueprint {
  /// Takes `club:` from the project file.
  mutating func decodeClub(_ map: YAMLMap) throws(ProjectFileError) {
    guard let cursor = map["club"] else { return }
    let entries = try cursor.map("club", allowed: ["member", "joined", "cost"])
    let member = try entries["member"]?.id("club.member")
    let joined = try entries["joined"]?.id("club.joined")
    guard member != nil || joined != nil else {
      // What nobody is in costs nothing.
      if entries["cost"] != nil { _ = try entries.required("member") }
      return
    }
    let mark = (entries.entries.first?.value ?? cursor).node.mark
    club = ClubDeclaration(
      member: member, joined: joined, place: ProjectPlace(line: mark?.line ?? 1, column: mark?.column ?? 1))
    if let cost = try entries["cost"]?.map("club.cost", allowed: ["once", "per", "value"]) {
      club?.cost = try Cost(cost, ["once", "per"], "club.cost")
    }
  }

  /// Refuses a club by a column that no file has.
  ///
  /// - Returns: the key where it changes nothing: who is a member stands in files of customers.
  func checkClub(_ sources: [SourceQuality]) throws(ProjectFileError) -> [IdleKey] {
    guard let club else { return [] }
    var isIdle = false
    for column in club.columns {
      let holders = sources.filter { $0.columns.contains(column) }
      guard !holders.isEmpty else {
        let columns = sources.columnNames
        throw .invalid(
          file: file, line: club.place.line, column: club.place.column,
          Sentence(
            "error.project.no-club-column",
            ["column": .name(clipped(column)), "hint": .meant(column, among: columns), "columns": .listed(columns)]))
      }
      if !holders.contains(where: { $0.kind == .customers }) { isIdle = true }
    }
    return isIdle ? [IdleKey(name: "club", lines: [club.place.line])] : []
  }
}
