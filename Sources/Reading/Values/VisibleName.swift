/// A name as people see it: without invisible marks, and with plain spaces for those that do not break.
///
/// Names that differ in nothing one can see are one.
package func visibleName(_ name: String) -> String {
  if name.utf8.allSatisfy({ $0 < 0x80 }) { return name }
  var scalars = String.UnicodeScalarView()
  for scalar in name.unicodeScalars {
    switch scalar.value {
    case 0xAD, 0x200B, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: continue
    case 0xA0, 0x202F: scalars.append(" ")
    default: scalars.append(scalar)
    }
  }
  return trimmed(String(scalars))
}
