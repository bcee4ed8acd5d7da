/// Every colour of the figures, light and dark: tokens of the style sheet, and the steps of its scales.
///
/// Texts have a contrast of 4.5 to what they stand on and shapes one of 3 to the paper, or an outline that has it.
enum Palette {
  /// Name, light value, dark value.
  static let tokens: [(name: String, light: String, dark: String)] = [
    ("paper", "#fbfaf6", "#14191f"),
    ("ink", "#1d2733", "#ece8de"),
    ("muted", "#5d6772", "#a3adb8"),
    ("plate", "#39434f", "#b4becb"),
    ("leak", "#c84c2e", "#e2714f"),
    ("leak-text", "#a8391c", "#f0906f"),
    ("purchase", "#2b3f73", "#8fa8ea"),
    ("on-dark", "#ffffff", "#10151b"),
    ("back", "#1b6f8a", "#5fb3cf"),
    ("on-stage", "#ffffff", "#10151b"),
    ("grid", "#dedbd2", "#333c46"),
    ("hatch", "#83868a", "#8b95a1"),
    ("hatch-ground", "#e3e2dd", "#28313a"),
    ("low", "#c84c2e", "#e2714f"),
    ("mid", "#e8dcc0", "#d9cda8"),
    ("high", "#1b6f8a", "#55abc6"),
    ("good-tint", "#e1edef", "#1c333d"),
    ("bad-tint", "#f8e4dc", "#402a25"),
    ("neutral-tint", "#efede5", "#242c35"),
  ]

  /// Satisfaction from low to high in 21 steps, straight lines through low, middle and high in Oklab.
  static let scale = [
    "#c84c2e", "#cd5c3e", "#d26c4d", "#d67a5c", "#da896a", "#dd9778", "#e0a586", "#e3b395", "#e5c0a3", "#e7ceb1",
    "#e8dcc0", "#d5d1bb", "#c2c6b6", "#afbbb1", "#9cb0ac", "#89a5a7", "#759aa1", "#62909c", "#4e8596", "#377a90",
    "#1b6f8a",
  ]
  /// The same on dark paper.
  static let scaleDark = [
    "#e2714f", "#e27b58", "#e28561", "#e28e6a", "#e29873", "#e1a17c", "#e0aa85", "#dfb38e", "#ddbc96", "#dbc49f",
    "#d9cda8", "#cdcaac", "#c1c7af", "#b5c4b3", "#a9c0b6", "#9cbdb9", "#90babc", "#82b6bf", "#74b3c1", "#65afc4",
    "#55abc6",
  ]
  /// A neutral scale in 11 steps, for shares of a row.
  static let heat = [
    "#f1efe8", "#dddcd8", "#c9cac7", "#b5b8b7", "#a2a6a8", "#909498", "#7d8389", "#6b737a", "#5a626b", "#49525d",
    "#39434f",
  ]
  /// The same on dark paper.
  static let heatDark = [
    "#20272f", "#2e353e", "#3d444d", "#4c545d", "#5c646d", "#6c747d", "#7c858e", "#8e96a0", "#9fa8b2", "#b1bac4",
    "#c3ccd6",
  ]
  /// Nine shades of one hue for stages, first to last.
  static let stage = [
    "#223a66", "#23426c", "#234a71", "#235377", "#235b7c", "#236382", "#226c88", "#21748d", "#1f7d93",
  ]
  /// The same on dark paper.
  static let stageDark = [
    "#8faee0", "#8bb1df", "#88b4de", "#84b7dd", "#80badc", "#7bbddb", "#76c0da", "#71c3d9", "#6cc6d8",
  ]
  /// The stages' shades as a background for text.
  static let stageTint = [
    "#a2adbf", "#abb7c5", "#b3bfcb", "#bbc8d1", "#c3d0d7", "#cbd7dc", "#d3dee1", "#dae4e5", "#e1eaea",
  ]
  /// The same on dark paper.
  static let stageTintDark = [
    "#435269", "#3e4e62", "#394a5b", "#344655", "#30414e", "#2b3d48", "#273842", "#24343c", "#202f36",
  ]

  /// Which steps of a scale carry black text rather than white: the better of the two, which is always enough.
  static let scaleBlack: [Bool] = [
    false, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true,
    false, false,
  ]
  static let scaleDarkBlack: [Bool] = [
    true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true, true,
    true, true,
  ]
  static let heatBlack: [Bool] = [true, true, true, true, true, true, true, false, false, false, false]
  static let heatDarkBlack: [Bool] = [false, false, false, false, false, false, true, true, true, true, true]

  /// The step of the satisfaction scale for a score on 0…100.
  static func scaleStep(_ score: Double) -> Int { Int((score.clamped(0, 100) / 5).rounded()) }

  /// The step of the neutral scale for a share.
  static func heatStep(_ share: Double) -> Int { Int((share.clamped(0, 1) * 10).rounded()) }

  /// The shade of a stage among `count`, spread over the whole hue.
  static func stageStep(_ stage: Int, of count: Int) -> Int {
    guard count > 1 else { return 3 }
    return Int((Double(min(max(stage, 0), count - 1)) * 8 / Double(count - 1)).rounded())
  }
}
