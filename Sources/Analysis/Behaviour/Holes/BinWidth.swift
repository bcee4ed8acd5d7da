/// How wide bins of times are, and the reciprocal by which a time is divided: a product in place of a division (Granlund &
/// Montgomery 1994, "Division by invariant integers using multiplication").
struct BinWidth: BitwiseCopyable, Sendable {
  /// In the unit of the times; positive.
  let width: Int64
  /// 2^64 ÷ width, rounded up.
  private let reciprocal: UInt64

  init(_ width: Int64) {
    self.width = width
    let most = UInt64.max / UInt64(width)
    reciprocal = most == .max ? most : most + 1
  }

  /// The bin of a time that is not below 0: 0 of nothing, i of what is above i − 1 widths and at most i; the last of all
  /// that is more.
  @inline(__always)
  func bin(_ time: Int64, most: Int) -> Int {
    // Never too low by more than what is above a bound, and too high only just below one, whose bin that is.
    let guess = Int(truncatingIfNeeded: min(UInt64(truncatingIfNeeded: most), quotient(time)))
    return guess < most && Int64(truncatingIfNeeded: guess) &* width < time ? guess &+ 1 : guess
  }

  @inline(__always)
  private func quotient(_ time: Int64) -> UInt64 {
    UInt64(truncatingIfNeeded: time).multipliedFullWidth(by: reciprocal).high
  }
}
