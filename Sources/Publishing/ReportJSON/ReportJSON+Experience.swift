import Findings
import Pages

/// What goes along with a low score, a complaint, and a wait for a call back.
extension ReportJSON {
  /// `experience[]`: those with the most to gain first.
  static func experience(_ report: Report) -> JSON {
    let found = report.experience
    return .array(
      found.points.map { point in
        let cause: [JSON.Member]
        switch point.cause {
        case .lowScore(let measure):
          cause = [
            JSON.Member("cause", "lowScore"), JSON.Member("type", .string(measure.type.rawValue)),
            JSON.Member("metric", .string(measure.metric.rawValue)),
          ]
        case .complaint:
          cause = [JSON.Member("cause", "complaint"), JSON.Member("type", .null), JSON.Member("metric", .null)]
        }
        let place = [JSON.Member("touchpoint", .string(point.touchpoint))]
        let horizon = [JSON.Member("horizonSeconds", .number(Double(found.horizon) / 1_000_000))]
        return .object(place + cause + horizon + gap(point.gap, isPerYear: found.isPerYear))
      })
  }

  /// `waiting[]`: likewise; weeks in order.
  static func waiting(_ report: Report) -> JSON {
    let found = report.waiting
    return .array(
      found.points.map { point in
        let waits = point.waits
        var members = [
          JSON.Member("touchpoint", .string(report.catalog.touchpoints[point.code].id)),
          JSON.Member("windowSeconds", .number(Double(found.window) / 1_000_000)),
          JSON.Member("requests", shown(waits.requests)), JSON.Member("withinDay", shown(waits.withinDay)),
          JSON.Member("later", shown(waits.later)), JSON.Member("never", shown(waits.never)),
          JSON.Member("medianSeconds", seconds(waits.medianSeconds)),
          JSON.Member("ninetiethSeconds", seconds(waits.ninetiethSeconds)),
          JSON.Member("longSeconds", .number(point.longSeconds)),
        ]
        members += gap(point.gap, isPerYear: found.isPerYear)
        members.append(JSON.Member("weeks", .array(point.weeks.map(week))))
        return .object(members)
      })
  }

  private static func week(_ week: WaitingFindings.Week) -> JSON {
    .object([
      "from": .string(week.firstDay.iso), "requests": shown(week.requests), "withinDay": shown(week.withinDay),
      "ninetiethSeconds": seconds(week.ninetiethSeconds),
    ])
  }

  private static func seconds(_ time: Published<Double>) -> JSON { published(time) { .number($0) } }

  private static func gap(_ gap: GapFindings, isPerYear: Bool) -> [JSON.Member] {
    func side(_ own: GapFindings.Side) -> JSON {
      .object(["all": shown(own.all), "bought": shown(own.bought), "share": estimate(own.share)])
    }
    return [
      JSON.Member("worse", side(gap.worse)), JSON.Member("better", side(gap.better)),
      JSON.Member("difference", estimate(gap.difference)),
      JSON.Member("pValue", published(gap.pValue) { .number($0) }),
      JSON.Member("adjustedP", published(gap.adjustedP) { .number($0) }),
      JSON.Member("isOpportunity", .bool(gap.isOpportunity)), JSON.Member("perYear", .bool(isPerYear)),
      JSON.Member("purchases", range(gap.purchases, unit: 1)),
      JSON.Member("value", range(gap.money, unit: 1_000_000)),
    ]
  }
}
