import Foundation
import SVGCharts
import Testing

/// Contrast by WCAG 2: relative luminance of sRGB.
private func luminance(_ hex: String) -> Double {
  let value = Int(hex.dropFirst(), radix: 16) ?? 0
  func linear(_ shift: Int) -> Double {
    let c = Double((value >> shift) & 255) / 255
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
  }
  return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
}
private func contrast(_ a: String, _ b: String) -> Double {
  let (x, y) = (luminance(a), luminance(b))
  return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

struct StyleTests {
  private func token(_ name: String, dark: Bool) throws -> String {
    // The first declaration of a token is the light one, the second the dark one.
    let parts = ChartStyle.styleSheet.components(separatedBy: "--\(name):")
    let part = try #require(parts.count > 2 ? parts[dark ? 2 : 1] : nil, "no token \(name)")
    return String(part.prefix(7))
  }

  @Test("texts have a contrast of 4.5 in both themes", arguments: [false, true])
  func texts(dark: Bool) throws {
    let paper = try token("paper", dark: dark)
    for name in ["ink", "muted", "leak-text", "purchase", "back"] {
      #expect(contrast(try token(name, dark: dark), paper) >= 4.5, "\(name)")
    }
    let ink = try token("ink", dark: dark)
    for name in ["good-tint", "bad-tint", "neutral-tint"] + (0..<9).map({ "stage-tint\($0)" }) {
      #expect(contrast(ink, try token(name, dark: dark)) >= 4.5, "\(name)")
    }
    for i in 0..<9 {
      #expect(contrast(try token("on-stage", dark: dark), try token("stage\(i)", dark: dark)) >= 4.5, "stage \(i)")
    }
    for i in 0..<21 {
      #expect(contrast(try token("on-scale\(i)", dark: dark), try token("scale\(i)", dark: dark)) >= 4.5, "scale \(i)")
    }
    for i in 0..<11 {
      #expect(contrast(try token("on-heat\(i)", dark: dark), try token("heat\(i)", dark: dark)) >= 4.5, "heat \(i)")
    }
    for name in ["purchase", "plate"] {
      #expect(contrast(try token("on-dark", dark: dark), try token(name, dark: dark)) >= 4.5, "\(name)")
    }
  }

  @Test("shapes have a contrast of 3 in both themes", arguments: [false, true])
  func shapes(dark: Bool) throws {
    let paper = try token("paper", dark: dark)
    for name in ["plate", "leak", "purchase", "back", "hatch", "muted"] + (0..<9).map({ "stage\($0)" }) {
      #expect(contrast(try token(name, dark: dark), paper) >= 3, "\(name)")
    }
  }

  @Test("a figure for download needs no custom properties and its own colours are the light ones")
  func standalone() {
    let svg = String(
      decoding: Drawing(
        .sieve(Samples(language: .hebrew).sieve), id: "s", title: "t", description: "d", direction: .rightToLeft
      ).svg(standalone: true), as: UTF8.self)
    #expect(!svg.contains("var(--") && svg.contains("#2b3f73") && svg.contains("xmlns="))
  }
}
