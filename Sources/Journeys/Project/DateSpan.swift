@_exported import struct Basics.CivilDate

/// First and last day of a span, both inclusive.
package struct DateSpan: Sendable, Equatable {
  package var first: CivilDate
  package var last: CivilDate
}
