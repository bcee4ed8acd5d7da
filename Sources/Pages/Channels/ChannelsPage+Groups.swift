import Findings
import Wording

// Which channels each group of customers starts and buys in.
extension ChannelsPage {
  /// By each column of `groups`; `nil` where there is none.
  func byGroup() -> Section? {
    let blocks = report.groups.enumerated().flatMap { place, groups in
      // Where nobody bought, there is nothing to look at.
      (report.hasPurchases ? [GroupLook.Side.started, .bought] : [.started]).flatMap { side in
        GroupLook(telling: telling, groups: groups, side: side, place: place).blocks()
      }
    }
    let reach = report.groupReach.enumerated().flatMap { place, groups in
      (saysContact ? [GroupLook.Side.contact, .channelCount] : [.channelCount]).flatMap { side -> [Block] in
        let look = GroupLook(telling: telling, groups: groups, side: side, place: place)
        return look.look.places.count > 1 ? look.blocks() : []
      }
    }
    guard !blocks.isEmpty else { return nil }
    let isTold = report.groups.contains { $0.first.isTold || $0.second.isTold }
    return Section(
      id: "by-group", heading: w("groups.channels-heading"),
      blocks: blocks + reach + (isTold ? [.paragraph(w("groups.no-preference"))] : []))
  }
}
