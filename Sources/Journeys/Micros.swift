/// Microseconds in common spans of elapsed time.
public enum Micros {
  // Computed, and open to other modules: a stored constant is asked for by a call, once at every event that needs it.
  /// In microseconds each.
  @inlinable public static var second: Int64 { 1_000_000 }
  @inlinable public static var minute: Int64 { 60 * second }
  @inlinable public static var hour: Int64 { 60 * minute }
  @inlinable public static var day: Int64 { 24 * hour }
}
