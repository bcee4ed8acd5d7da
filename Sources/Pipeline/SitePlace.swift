import Journeys
import Wording

/// What lies beside the clients' folders, and is no client's name.
private let taken = ["index.html", "assets"]

/// A client's id as a folder's name: letters, digits, dots, dashes; anything else adds a fingerprint, so that two ids
/// never share a folder, and none that of the page that lists them.
package func folderName(_ id: String) -> String {
  var name: [UInt8] = []
  var isPlain = true
  for byte in id.utf8.prefix(60) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      name.append(byte)
    case UInt8(ascii: "."), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      name.append(byte)
      if name.count == 1, byte == UInt8(ascii: ".") { isPlain = false }
    default:
      isPlain = false
      if name.last != UInt8(ascii: "-") { name.append(UInt8(ascii: "-")) }
    }
  }
  if id.utf8.count > 60 { isPlain = false }
  if name.first == UInt8(ascii: ".") { name[0] = UInt8(ascii: "-") }
  // Some file systems do not tell large letters from small ones.
  if taken.contains(id.lowercased()) { isPlain = false }
  if isPlain, !name.isEmpty { return String(decoding: name, as: UTF8.self) }
  var hash: UInt32 = 2_166_136_261
  for byte in id.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  let digits = String(hash, radix: 16)
  return String(decoding: name, as: UTF8.self) + "-" + String(repeating: "0", count: 8 - digits.count) + digits
}

/// `2025-01_2026-06` for whole months, else both dates in full.
package func periodFolder(_ first: CivilDate, _ last: CivilDate) -> String {
  let next = CivilDate(daysSince1970: last.daysSince1970 + 1)
  if first.day == 1, next.day == 1 { return first.iso.prefix(7) + "_" + last.iso.prefix(7) }
  return first.iso + "_" + last.iso
}
