/// Whether two numbers agree within a tolerance; an undefined one agrees with none.
func near(_ a: Double?, _ b: Double, within tolerance: Double = 5e-7) -> Bool {
  guard let a else { return false }
  return abs(a - b) <= tolerance
}

/// Whether two rows of numbers agree within a tolerance.
func near(_ a: [Double]?, _ b: [Double], within tolerance: Double = 5e-7) -> Bool {
  guard let a, a.count == b.count else { return false }
  return zip(a, b).allSatisfy { near($0, $1, within: tolerance) }
}
