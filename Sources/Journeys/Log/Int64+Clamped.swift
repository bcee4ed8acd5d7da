extension Int64 {
  /// The sum, or the nearest number there is: a hostile amount must not end the run.
  @inlinable public func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other < 0 ? .min : .max) : sum
  }
}
