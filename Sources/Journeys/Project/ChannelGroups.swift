import Basics
import Reading

/// Channels that are told as one, as the project file has them.
package struct ChannelGroupDeclaration: Sendable {
  package var id: String
  package var name: LocalizedText
  /// Ids of channels, and where each stands.
  package var channels: [(id: String, place: ProjectPlace)]
}

extension Blueprint {
  /// Takes `channel-groups:` from the project file.
  mutating func decodeChannelGroups(_ map: YAMLMap) throws(ProjectFileError) {
    for item in try map["channel-groups"]?.list("channel-groups", most: Self.mostThings) ?? [] {
      let entries = try item.map("channel-groups", allowed: ["id", "name", "channels"])
      let cursor = try entries.required("id")
      let id = try cursor.id("channel-groups.id")
      guard !channelGroups.contains(where: { $0.id == id }) else { throw cursor.twice("channel-groups", id) }
      var group = ChannelGroupDeclaration(
        id: id, name: try entries["name"]?.localized("channel-groups.name") ?? LocalizedText(id), channels: [])
      let list = try entries.required("channels")
      for channel in list.listOrOne() {
        let own = try channel.id("channel-groups.channels")
        guard !group.channels.contains(where: { $0.id == own }) else {
          throw channel.twice("channel-groups.channels", own)
        }
        if let other = channelGroups.first(where: { $0.channels.contains { $0.id == own } }) {
          throw channel.fail(
            Sentence(
              "error.project.channel-in-two-groups",
              ["channel": .name(clipped(own)), "first": .name(clipped(other.id)), "second": .name(clipped(id))]))
        }
        let mark = channel.node.mark
        group.channels.append((own, ProjectPlace(line: mark?.line ?? 1, column: mark?.column ?? 1)))
      }
      guard !group.channels.isEmpty else {
        throw list.fail(Sentence("error.project.no-channels-of-group", ["id": .name(clipped(id))]))
      }
      channelGroups.append(group)
    }
  }

  /// Refuses groups of channels that neither the project nor its data have, and groups that are called like a channel.
  func checkChannelGroups(_ catalog: Catalog) throws(ProjectFileError) {
    let known = catalog.channels.map(\.id)
    for group in channelGroups {
      for (id, place) in group.channels where !known.contains(id) {
        throw .invalid(
          file: file, line: place.line, column: place.column,
          Sentence(
            "error.project.no-grouped-channel",
            ["id": .name(clipped(id)), "hint": .meant(id, among: known), "known": .listed(known)]))
      }
      guard let first = group.channels.first, known.contains(group.id) else { continue }
      throw .invalid(
        file: file, line: first.place.line, column: first.place.column,
        Sentence("error.project.channel-group-like-channel", ["id": .name(clipped(group.id))]))
    }
  }
}

extension Catalog {
  /// Channels that are told as one.
  package struct ChannelGroup: Sendable {
    package var id: String
    package var name: LocalizedText
    /// Codes into `channels`.
    package var channels: [UInt32]
  }

  /// By channel, what it is told as where groups of channels are declared: the code of its group, which follows those of the
  /// channels, or its own.
  package var channelPlaces: [UInt32] {
    var places = channels.indices.map { UInt32($0) }
    for (group, own) in channelGroups.enumerated() {
      for channel in own.channels { places[Int(channel)] = UInt32(channels.count + group) }
    }
    return places
  }

  /// What stands for a channel or a group of channels in files; `nil` of neither.
  package func channelID(_ code: UInt32) -> String? { channelThing(code)?.id }

  /// What a channel or a group of channels is called; `nil` of neither.
  package func channelName(_ code: UInt32) -> LocalizedText? { channelThing(code)?.name }

  private func channelThing(_ code: UInt32) -> (id: String, name: LocalizedText)? {
    let place = Int(code)
    if place < channels.count { return (channels[place].id, channels[place].name) }
    guard place - channels.count < channelGroups.count else { return nil }
    let group = channelGroups[place - channels.count]
    return (group.id, group.name)
  }

  /// Takes in the groups of a project; a channel in one is declared by it. Ids that are no channel's are left to the check.
  mutating func group(_ declared: [ChannelGroupDeclaration]) {
    channelGroups = declared.map { group in
      let codes = group.channels.compactMap { own in channels.firstIndex { $0.id == own.id } }
      for code in codes { channels[code].isDeclared = true }
      return ChannelGroup(id: group.id, name: group.name, channels: codes.map { UInt32($0) })
    }
  }
}
