import Basics
import Reading

/// What is said of a zone that is none: with letters that several zones share, the question which of them is meant.
func unknownZone(_ what: String, _ name: String) -> Sentence {
  guard let meant = sharedLetters.first(where: { $0.letters == name.uppercased() })?.zones else {
    return Sentence("error.project.unknown-zone", ["what": .key(what), "name": .name(clipped(name))])
  }
  return Sentence(
    "error.project.shared-zone", ["what": .key(what), "name": .name(clipped(name)), "meant": .codes(meant)])
}

/// Letters that people write for a zone, and the zones they may mean.
private let sharedLetters: [(letters: String, zones: [String])] = [
  ("IST", ["Asia/Jerusalem", "Asia/Kolkata", "Europe/Dublin"]), ("IDT", ["Asia/Jerusalem"]),
  ("ISRAEL", ["Asia/Jerusalem"]), ("EST", ["America/New_York", "America/Panama", "Australia/Sydney"]),
  ("EDT", ["America/New_York", "Australia/Sydney"]), ("EST5EDT", ["America/New_York"]),
  ("CST", ["America/Chicago", "Asia/Shanghai", "America/Havana"]), ("CDT", ["America/Chicago", "America/Havana"]),
  ("CST6CDT", ["America/Chicago"]), ("MST", ["America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"]),
  ("MDT", ["America/Denver"]), ("MST7MDT", ["America/Denver"]), ("PST", ["America/Los_Angeles", "Asia/Manila"]),
  ("PDT", ["America/Los_Angeles"]), ("PST8PDT", ["America/Los_Angeles"]), ("BST", ["Europe/London", "Asia/Dhaka"]),
  ("GMT", ["UTC", "Europe/London", "Africa/Accra"]), ("WET", ["Europe/Lisbon", "Atlantic/Canary"]),
  ("CET", ["Europe/Berlin", "Europe/Paris", "Africa/Tunis"]), ("CEST", ["Europe/Berlin", "Europe/Paris"]),
  ("MET", ["Europe/Berlin", "Europe/Paris"]), ("EET", ["Europe/Athens", "Europe/Kyiv", "Africa/Cairo"]),
  ("EEST", ["Europe/Athens", "Europe/Kyiv"]), ("AST", ["America/Halifax", "Asia/Riyadh"]),
  ("SST", ["Asia/Singapore", "Pacific/Pago_Pago"]), ("JST", ["Asia/Tokyo"]), ("HST", ["Pacific/Honolulu"]),
]
