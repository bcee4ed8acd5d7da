/// The client's own colour, made strong enough to be read on the report's paper.
enum Accent {
  /// The report's paper, `#fbfaf6`.
  static let paper: (Double, Double, Double) = (0xFB / 255.0, 0xFA / 255.0, 0xF6 / 255.0)

  /// The colour itself where its contrast with the paper is at least 4.5 : 1, else the nearest darker one that is (WCAG 2.2).
  ///
  /// - Parameter colour: `#rrggbb`.
  static func readable(_ colour: String) -> String? {
    guard colour.utf8.count == 7, let number = Int(colour.dropFirst(), radix: 16) else { return nil }
    var channels = [Double(number >> 16 & 255), Double(number >> 8 & 255), Double(number & 255)]
    var steps = 0
    while contrast(channels) < 4.5, steps < 100 {
      channels = channels.map { $0 * 0.96 }
      steps += 1
    }
    return "#"
      + channels.map { channel in
        let digits = String(Int(channel.rounded()), radix: 16)
        return digits.utf8.count == 1 ? "0" + digits : digits
      }.joined()
  }

  private static func contrast(_ channels: [Double]) -> Double {
    (luminance([paper.0, paper.1, paper.2]) + 0.05) / (luminance(channels.map { $0 / 255 }) + 0.05)
  }

  private static func luminance(_ channels: [Double]) -> Double {
    let linear = channels.map { c in
      // sRGB's curve, as a power alone: the difference is below what contrast is measured to.
      c <= 0.04045 ? c / 12.92 : power((c + 0.055) / 1.055)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  /// x to the 2.4, as x² · x^(2/5), by Newton's method: no library for one exponent.
  private static func power(_ x: Double) -> Double {
    let square = x * x
    var root = 1.0
    for _ in 0..<40 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
    return square * root
  }
}
