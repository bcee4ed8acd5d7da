import Reading
import TestSupport
import Testing

@testable import Journeys

/// Channels that are told as one, as the project file says it.
struct ChannelGroupTests {
  private func catalog(_ groups: String) throws -> Catalog {
    let folder = try TemporaryFolder()
    try folder.write(
      "events.csv", "customer,time,touchpoint,channel\na,2025-03-01 10:00,look,site\na,2025-03-02 10:00,buy,shop\n")
    let yaml = """
      client: x
      touchpoints: [look, {id: buy, kind: purchase}]
      channels: [{id: app, name: App}]
      channel-groups: [\(groups)]
      sources: [{file: events.csv}]
      """
    let blueprint = try Blueprint(yaml: yaml, file: "p.yml")
    return try load(
      blueprint,
      blueprint.sources.map { ResolvedSource(declaration: $0, files: [InputFile(path: folder.path("events.csv"))]) }
    ).log.catalog
  }

  @Test("channels of a group, declared or in the data, are told as it, and one in no group as itself")
  func read() throws {
    let found = try catalog("{id: online, name: {he: מקוון, en: Online}, channels: [site, app]}")
    // Declared ones first, then those of the data by their bytes.
    #expect(found.channels.map(\.id) == ["app", "shop", "site"])
    #expect(found.channelPlaces == [3, 1, 3])
    #expect(found.channelID(3) == "online" && found.channelID(1) == "shop" && found.channelID(4) == nil)
    #expect(found.channelName(3)?.text("he") == "מקוון" && found.channelID(Catalog.noChannel) == nil)
    // Who puts a channel of the data into a group has declared it.
    #expect(found.channels.map(\.isDeclared) == [true, false, true])
  }

  @Test(
    "a channel nobody has, or in two groups, or twice in one, an empty group and a group like a channel are refused",
    arguments: [
      ("{id: online, channels: [sight]}", "no-grouped-channel"),
      ("{id: online, channels: [site]}, {id: other, channels: [shop, site]}", "channel-in-two-groups"),
      ("{id: online, channels: [site, site]}", "given-twice"),
      ("{id: online, channels: [site]}, {id: online, channels: [shop]}", "given-twice"),
      ("{id: online, channels: []}", "no-channels-of-group"),
      ("{id: shop, channels: [site]}", "channel-group-like-channel"), ("{id: online}", "needs"),
      ("{channels: [site]}", "needs"), ("{id: online, channels: [site], colour: red}", "unknown"),
    ])
  func refused(groups: String, problem: String) throws {
    var found = ""
    do { _ = try catalog(groups) } catch { found = "\(error)" }
    #expect(found.contains(problem), "\(found)")
  }
}
