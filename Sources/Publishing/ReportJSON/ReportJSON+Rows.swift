import Findings
import Pages

/// The lists with a row for each touchpoint, written as they are made: there may be tens of thousands.
extension ReportJSON {
  /// - Parameter codes: the report's languages.
  static func touchpoints(_ report: Report, _ codes: [String], _ json: inout JSONWriter) {
    // Taken one member at a time: a whole touchpoint would be copied with all that is known of it.
    let all = report.touchpoints
    let stages = report.catalog.stages.map(\.id)
    json.list("touchpoints", all.count) { json, t in
      json.object(isFlat: false) { json in
        json.member("id", .string(all[t].info.id))
        json.object("name", isFlat: true) { json in
          for code in codes { json.member(named: code, .string(all[t].info.name.text(code))) }
        }
        json.member("stage", .string(stages[all[t].info.stage]))
        json.member("kind", .string(all[t].info.kind.rawValue))
        json.member("events", shown(all[t].events))
        json.member("customers", shown(all[t].customers))
        json.member("starts", shown(all[t].starts))
        json.member("ends", shown(all[t].ends))
        json.member("purchases", shown(all[t].purchases))
        json.member("cancelled", shown(all[t].cancelled))
        json.member("cameIn", shown(all[t].cameIn))
        json.member("lost", shown(all[t].lost))
      }
    }
  }

  /// What became of the touches at each touchpoint.
  static func sieve(_ report: Report, _ json: inout JSONWriter) {
    let all = report.touchpoints
    let rows = all.indices.filter { all[$0].sieve != nil }
    json.list("sieve", rows.count) { json, place in
      let t = rows[place]
      guard let sieve = all[t].sieve else { return }
      let isFlat =
        sieve.people == nil && sieve.hole.shown == nil && all[t].typical.shown == nil && all[t].service == nil
        && all[t].recognised == nil
      json.object(isFlat: isFlat) { json in
        json.member("touchpoint", .string(all[t].info.id))
        numbers(sieve, &json)
        json.member("typical", estimate(all[t].typical))
        if let service = all[t].service {
          json.object("notFollowed", isFlat: service.here.shown == nil && service.elsewhere.shown == nil) { json in
            json.member("here", estimate(service.here))
            json.member("elsewhere", estimate(service.elsewhere))
          }
        }
        if let own = all[t].recognised { recognised(own, all[t], &json) }
        guard let people = sieve.people else { return }
        json.object("people", isFlat: people.leakShare.shown == nil) { json in
          json.member("customers", shown(people.customers))
          json.member("started", shown(people.started))
          json.member("boughtNext", shown(people.boughtNext))
          json.member("mature", shown(people.mature))
          json.member("leaked", shown(people.leaked))
          json.member("returned", shown(people.returned))
          json.member("leakShare", estimate(people.leakShare))
        }
      }
    }
  }

  /// Customers apart from visitors, at one touchpoint.
  private static func recognised(_ own: RecognisedNumbers, _ t: TouchpointFindings, _ json: inout JSONWriter) {
    json.object("recognised", isFlat: own.leakRate.shown == nil && own.eventShare.shown == nil) { json in
      json.member("customers", shown(own.customers))
      json.member("visitors", shown(own.visitors))
      json.member("lost", shown(own.lost))
      json.member("lostVisitors", shown(own.lostVisitors))
      json.member("eventShare", estimate(own.eventShare))
      json.member("hole", estimate(own.leakRate))
    }
  }

  /// The same by stage.
  static func stages(_ report: Report, _ editions: [Edition], _ json: inout JSONWriter) {
    let (stages, sums) = (report.catalog.stages, report.sieve.stages)
    json.list("stages", stages.count) { json, stage in
      json.object(isFlat: false) { json in
        json.member("id", .string(stages[stage].id))
        json.member("name", texts(editions) { stages[stage].name.text($0.frame.language.code) })
        json.member("cameIn", shown(report.sieve.cameIn[stage]))
        json.member("lost", shown(report.sieve.lost[stage]))
        json.object("sieve", isFlat: sums[stage].hole.shown == nil) { numbers(sums[stage], &$0) }
      }
    }
  }

  private static func numbers(_ n: SieveNumbers, _ json: inout JSONWriter) {
    json.member("starts", shown(n.starts))
    json.member("arrivals", shown(n.arrivals))
    json.member("on", shown(.sum([n.advance, n.skip])))
    json.member("skip", shown(n.skip))
    json.member("back", shown(n.back))
    json.member("lateral", shown(n.lateral))
    json.member("repeat", shown(n.repeats))
    json.member("purchase", shown(n.purchase))
    json.member("rest", shown(n.rest))
    json.member("well", shown(n.well))
    json.member("leak", shown(n.leak))
    json.member("open", shown(n.open))
    json.member("end", shown(n.end))
    json.member("hole", estimate(n.hole))
    json.member("returned", shown(n.returned))
  }
}
