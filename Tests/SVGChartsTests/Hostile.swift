import ReportModel
import SVGCharts
import Wording

/// Figures that no client should have, and some client will.
enum Hostile {
  static func lookable(_ language: Language) -> [(name: String, figure: Figure)] { [] }
}
