import Findings
import Wording

// The ways of buyers over channels, from the first touch to the first purchase and the service after it.
extension ChannelsPage {
  /// `nil` where nobody bought, or there is one channel only.
  func paths() -> Section? {
    let channels = report.channels
    let used = Set(channels.paths.flatMap { $0.steps + $0.service })
    guard report.hasPurchases, let all = channels.pathBuyers.shown, all > 0 else { return nil }
    guard let first = channels.paths.first else {
      return Section(
        id: "channel-paths", heading: w("channels.paths-heading"),
        blocks: [.paragraph(w("channels.paths-few", ["k": .number(max(1, report.fewestPeople))]))])
    }
    guard used.count > 1 else { return nil }
    return Section(id: "channel-paths", blocks: [.figure(figure(first))])
  }

  private func figure(_ first: ChannelFindings.Path) -> FigureBlock {
    let paths = report.channels.paths
    let shown = paths.prefix(12)
    // A channel is another chip before the purchase, at it, and after it.
    var chips: [(code: UInt32, part: Int)] = []
    func chip(_ code: UInt32, _ part: Int) -> Int {
      if let place = chips.firstIndex(where: { $0 == (code, part) }) { return place }
      chips.append((code, part))
      return chips.count - 1
    }
    let lines = shown.map { path in
      VariantsFigure.Line(
        touchpoints: path.steps.dropLast().map { chip($0, 0) } + path.steps.suffix(1).map { chip($0, 1) }
          + path.service.map { chip($0, 2) }, customers: datum(path.buyers), share: datum(path.share))
    }
    let figure = VariantsFigure(
      stages: ["before", "bought", "service"].map {
        FigureStage(id: $0, name: w("channels.path-part." + $0), note: RichText())
      },
      touchpoints: chips.map {
        VariantsFigure.Touchpoint(name: channelName($0.code), stage: $0.part, isPurchase: $0.part == 1)
      }, lines: Array(lines))
    let rows = paths.prefix(50).map { path in
      Table.Row([
        text(way(path.steps)), text(path.service.isEmpty ? w.undefined : way(path.service)), datum(path.buyers),
        datum(path.share), caption(path.share),
      ])
    }
    let share = first.share.shown
    return FigureBlock(
      id: "channel-paths",
      title: share.map {
        w(
          "channels.paths-title",
          [
            "path": .text(said(first)), "share": .text(w.percent($0.value)), "range": .text(range($0)),
          ])
      } ?? w("channels.paths-heading"),
      howToRead: w("channels.paths-read"), figure: .variants(figure),
      table: Table(
        id: "channel-paths", caption: w("channels.paths-table"),
        columns: [
          column("channels.column.path", .name), column("channels.column.service", .text),
          Table.Column(w("channels.column.buyers"), .number), column("channels.column.share"),
          column("sieve.column.range"),
        ], rows: Array(rows)), base: customersBase, definition: "channel-paths")
  }

  /// A way with the service after it.
  private func said(_ path: ChannelFindings.Path) -> RichText {
    guard !path.service.isEmpty else { return way(path.steps) }
    return w("channels.path-service", ["path": .text(way(path.steps)), "service": .text(way(path.service))])
  }

  private func way(_ codes: [UInt32]) -> RichText {
    let arrow = RichText(w.language.direction.isRightToLeft ? " ← " : " → ")
    return codes.dropFirst().reduce(codes.first.map(channelName) ?? RichText()) { $0 + arrow + channelName($1) }
  }
}
