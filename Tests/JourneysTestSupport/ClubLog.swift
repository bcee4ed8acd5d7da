import Journeys
import Reading

/// A log with a club, as a file of customers would make it.
///
/// - Parameter joined: by customer, the day of joining; who is not in it is in no club.
package func clubLog(_ yaml: String, _ rows: [Row], joined: [String: Int32]) throws -> JourneyLog {
  let blueprint = try Blueprint(yaml: yaml, file: "project.yml")
  guard let zone = TimeZoneTable(identifier: "UTC") else { throw UnknownZone() }
  var assembly = LogAssembly(blueprint, zone: zone)
  let names = Set(rows.map(\.customer)).sorted()
  var log = assembly.assemble([batch(rows)], wanted: names).log
  var days = [Int32](repeating: ClubMembers.unknown, count: log.customerCount)
  for (name, place) in zip(names, assembly.places) {
    guard let place else { continue }
    days[log.parts[Int(place.part)].firstCustomer + Int(place.customer)] = joined[name] ?? ClubMembers.never
  }
  let members = joined.keys.count { names.contains($0) }
  log.club = ClubMembers(joined: days, members: members, others: names.count - members, dated: members)
  return log
}
