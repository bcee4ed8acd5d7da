/// The style sheet of all figures.
package enum ChartStyle {
  /// What a page includes once: colours of both themes as custom properties, and a rule per class.
  package static let styleSheet: String = {
    var css = ":root{" + properties(dark: false) + "}\n"
    css += "@media (prefers-color-scheme:dark){:root:not([data-theme=light]){" + properties(dark: true) + "}}\n"
    css += ":root[data-theme=dark]{" + properties(dark: true) + "}\n"
    css += rules { "var(--\($0))" }
    css += """
      .chart-scroll{overflow-x:auto;max-width:100%}
      svg.chart{display:block;width:100%;height:auto;overflow:visible}
      svg.chart-wide{min-width:56rem}
      svg.chart-narrow{max-width:33rem;min-width:20rem}
      svg.chart-middle{max-width:46rem;min-width:33rem}
      svg.chart-long{width:auto;max-width:none}

      """
    // Shrunk into a wide window, but never so far that its smallest type could not be read.
    css += "@media screen and (min-width:75rem){svg.chart-long{width:100%}"
    for step in 0...steps {
      css += ".chart-long-\(step){min-width:\(Int((0.95 * (page + Double(step) * stepWidth) / 16).rounded()))rem}"
    }
    css += "}\n"
    css += """
      @media print{:root,:root[data-theme=dark],:root:not([data-theme=light]){\(properties(dark: false));--paper:#ffffff}
      .chart-scroll{overflow:visible;break-inside:avoid}
      svg.chart{min-width:0;max-width:100%;width:100%;height:auto;max-height:170mm;break-inside:avoid}
      svg.chart-narrow{max-width:104mm}
      svg.chart-middle{max-width:170mm}
      svg.chart *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}

      """
    return css
  }()

  /// Width of the text of a page, in units of a figure.
  static let page = 1160.0
  private static let stepWidth = 160.0
  private static let steps = 20

  /// Classes that say how a figure of a width behaves in narrower windows.
  static func sizeClass(width: Double) -> String {
    if width <= 480 { return "chart-narrow" }
    if width < 700 { return "chart-middle" }
    if width <= page + 0.5 { return "chart-wide" }
    return "chart-long chart-long-\(Swift.min(steps, Int((width - page) / stepWidth)))"
  }

  /// What a downloaded figure carries: the light colours themselves, since few programs for slides know custom properties.
  static let standalone: String = {
    let values = Dictionary(uniqueKeysWithValues: allProperties(dark: false).map { ($0.name, $0.value) })
    return rules { values[$0] ?? "#000000" }.replacing("&", with: "")
  }()

  private static func allProperties(dark: Bool) -> [(name: String, value: String)] {
    var all = Palette.tokens.map { ($0.name, dark ? $0.dark : $0.light) }
    func add(_ name: String, _ colours: [String]) {
      for (index, colour) in colours.enumerated() { all.append(("\(name)\(index)", colour)) }
    }
    func words(_ black: [Bool]) -> [String] { black.map { $0 ? "#000000" : "#ffffff" } }
    add("scale", dark ? Palette.scaleDark : Palette.scale)
    add("on-scale", words(dark ? Palette.scaleDarkBlack : Palette.scaleBlack))
    add("heat", dark ? Palette.heatDark : Palette.heat)
    add("on-heat", words(dark ? Palette.heatDarkBlack : Palette.heatBlack))
    add("stage", dark ? Palette.stageDark : Palette.stage)
    add("stage-tint", dark ? Palette.stageTintDark : Palette.stageTint)
    return all
  }

  private static func properties(dark: Bool) -> String {
    allProperties(dark: dark).map { "--\($0.name):\($0.value)" }.joined(separator: ";")
  }

  private static func rules(_ color: (String) -> String) -> String {
    var css = """
      .chart text{font-family:Masa,"Noto Sans","Noto Sans Hebrew",Arial,sans-serif;fill:\(color("ink"));unicode-bidi:plaintext;direction:ltr}
      .chart .n{unicode-bidi:plaintext}
      .chart .f{unicode-bidi:isolate;direction:ltr}
      .chart .b{font-weight:700}
      .chart .halo{paint-order:stroke;stroke:\(color("paper"));stroke-width:4px;stroke-linejoin:round}
      .chart .t-muted{fill:\(color("muted"))}
      .chart .t-leak{fill:\(color("leak-text"))}
      .chart .t-purchase{fill:\(color("purchase"))}
      .chart .t-back{fill:\(color("back"))}
      .chart .t-dark{fill:\(color("on-dark"))}
      .chart .t-stage{fill:\(color("on-stage"))}
      .chart .hatch-line{stroke:\(color("hatch"));stroke-width:1.8}
      .chart .hatch-ground{fill:\(color("hatch-ground"))}

      """
    for paint in Paint.all { css += ".chart .\(paint.className){\(paint.rule(color))}\n" }
    for i in 0..<21 { css += ".chart .t-scale\(i){fill:\(color("on-scale\(i)"))}\n" }
    for i in 0..<11 { css += ".chart .t-heat\(i){fill:\(color("on-heat\(i)"))}\n" }
    return css
  }
}
