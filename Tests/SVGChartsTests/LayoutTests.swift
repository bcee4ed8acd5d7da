import Foundation
import FoundationXML
@testable import Pages
@testable import SVGCharts
import Testing
import Wording

/// What holds for every figure, whatever it is given.
struct LayoutTests {
  @Test("no text is drawn over another or cut off at the edge", arguments: Hostile.cases)
  func textsStayApart(touchpoints: Int, stages: Int, seed: Int) {
    for (name, figure) in Hostile.figures(touchpoints: touchpoints, stages: stages, seed: seed) {
      expectApart(scene(of: figure, direction: .leftToRight), name)
      for medium in figure.media {
        expectApart(scene(of: figure, direction: .leftToRight, for: medium), "\(name), \(medium)")
      }
    }
  }

  @Test("the specification's own client has no touching labels", arguments: Language.all)
  func samplesStayApart(language: Language) {
    for (name, figure) in Samples(language: language).all {
      expectApart(scene(of: figure, direction: language.direction), name)
      for medium in figure.media {
        expectApart(scene(of: figure, direction: language.direction, for: medium), "\(name), \(medium)")
      }
    }
  }

  @Test("a telephone's list is set in type of eleven and more", arguments: Language.all)
  func telephoneType(language: Language) {
    for (name, figure) in Samples(language: language).all where figure.media.contains(.phone) {
      let sizes = scene(of: figure, direction: language.direction, for: .phone).texts.map(\.size)
      #expect(sizes.allSatisfy { $0 >= 11 } && sizes.count > 10, "\(name)")
    }
  }

  @Test(
    "a telephone's list has every touchpoint once, and sheets have every column once",
    arguments: Hostile.cases)
  func media(touchpoints: Int, stages: Int, seed: Int) {
    for (name, figure) in Hostile.figures(touchpoints: touchpoints, stages: stages, seed: seed) {
      let ids: [String]
      switch figure {
      case .sieve(let own): ids = own.touchpoints.map(\.id)
      case .journeyMap(let own): ids = own.touchpoints.map(\.id)
      default: continue
      }
      func groups(_ medium: Medium) -> [String] {
        scene(of: figure, direction: .leftToRight, for: medium).marks.compactMap { mark in
          if case .open(let id, _) = mark, ids.contains(id) { id } else { nil }
        }
      }
      if figure.media.contains(.phone) {
        #expect(groups(.phone).sorted() == ids.sorted(), "\(name)")
      }
      let sheets = figure.media.filter { $0 != .phone }
      if !sheets.isEmpty { #expect(sheets.flatMap(groups) == ids, "\(name)") }
    }
  }

  private func expectApart(_ scene: Scene, _ name: String) {
    let texts = scene.texts.filter { $0.line.width > 0 }
    let boxes = texts.map(\.box)
    for (index, box) in boxes.enumerated() {
      let words = texts[index].line.runs
      let isInside = box.x >= -0.5 && box.maxX <= scene.width + 0.5 && box.y >= -0.5 && box.maxY <= scene.height + 0.5
      if !isInside { Issue.record("\(name): \(words) leaves \(scene.width) × \(scene.height) at \(box)") }
      // Lines of letters may come within a tenth of their size, which no letter uses.
      for other in (index + 1)..<max(boxes.count, index + 1) where box.overlaps(boxes[other], slack: 1.6) {
        Issue.record("\(name): \(words) meets \(texts[other].line.runs) at \(box), \(boxes[other])")
      }
    }
    #expect(scene.width > 0 && scene.height > 0)
  }

  @Test("a figure for right to left is the mirror image of the one for left to right", arguments: Hostile.cases)
  func mirrored(touchpoints: Int, stages: Int, seed: Int) {
    for (_, figure) in Hostile.figures(touchpoints: touchpoints, stages: stages, seed: seed)
    where !figure.staysLeftToRight {
      let (left, right) = (scene(of: figure, direction: .leftToRight), scene(of: figure, direction: .rightToLeft))
      #expect(left.width == right.width && left.marks.count == right.marks.count)
      for (a, b) in zip(left.texts, right.texts) where a.column == nil {
        let isMirrored = abs(a.box.x + b.box.maxX - left.width) < 1e-6 && a.baseline == b.baseline && a.line == b.line
        if !isMirrored { Issue.record("\(a) is not the mirror image of \(b)") }
      }
      for case (.box(let a, _, let paint), .box(let b, _, let other)) in zip(left.marks, right.marks) {
        #expect(abs(a.x + b.maxX - left.width) < 1e-6 && a.y == b.y && a.height == b.height && paint == other)
      }
      for case (.circle(let a, _, _), .circle(let b, _, _)) in zip(left.marks, right.marks) {
        #expect(abs(a.x + b.x - left.width) < 1e-6 && a.y == b.y)
      }
    }
  }

  @Test("scatters and time run left to right in Hebrew too", arguments: Hostile.cases)
  func leftToRight(touchpoints: Int, stages: Int, seed: Int) throws {
    for (name, figure) in Hostile.figures(touchpoints: touchpoints, stages: stages, seed: seed)
    where figure.staysLeftToRight {
      let (left, right) = (scene(of: figure, direction: .leftToRight), scene(of: figure, direction: .rightToLeft))
      expectApart(right, name)
      #expect(left.width == right.width && left.height == right.height)
    }
    let waves = WavesFigure(
      panels: [
        .init(
          id: "a", name: "a", note: "",
          waves: [
            .init(name: "1", value: Samples.score(10), range: nil),
            .init(name: "2", value: Samples.score(90), range: nil),
          ]
        )
      ], ticks: [Samples.score(0), Samples.score(100)], breakLabel: "")
    let dots = scene(of: .waves(waves), direction: .rightToLeft).marks.compactMap { mark -> Point? in
      if case .circle(let center, _, .scale) = mark { center } else { nil }
    }
    try #require(dots.count == 2)
    #expect(dots[0].x < dots[1].x && dots[0].y > dots[1].y)
    // What is no score has none of the colours of scores.
    var counts = waves
    counts.panels[0].isScore = false
    let marks = scene(of: .waves(counts), direction: .rightToLeft).marks
    #expect(!marks.contains { if case .circle(_, _, .scale) = $0 { true } else { false } })
    #expect(marks.count { if case .circle(_, _, .plate) = $0 { true } else { false } } == 2)
  }

  @Test("every figure is well-formed XML with a title and a description", arguments: Hostile.cases)
  func wellFormed(touchpoints: Int, stages: Int, seed: Int) throws {
    for (name, figure) in Hostile.figures(touchpoints: touchpoints, stages: stages, seed: seed) {
      for standalone in [true, false] {
        let bytes = Drawing(
          figure, id: "גרף <1>", title: "A \"title\" <b>", description: "]]> & more", direction: .rightToLeft
        ).svg(standalone: standalone)
        let parser = XMLParser(data: Data(bytes))
        #expect(parser.parse(), "\(name): \(String(describing: parser.parserError)) at line \(parser.lineNumber)")
        let svg = String(decoding: bytes, as: UTF8.self)
        #expect(svg.contains("role=\"img\"") && svg.contains("aria-labelledby=\"") && svg.contains("direction=\"ltr\""))
        #expect(!svg.contains("<script") && !svg.contains("NaN") && !svg.contains("nan ") && !svg.contains("inf"))
        #expect(!svg.contains("\u{202E}") && !svg.unicodeScalars.contains("\u{0}"))
      }
    }
  }

  @Test("call-outs lead to their cards on a page, in the columns' order, and nowhere in a file of their own")
  func callOuts() throws {
    guard case .sieve(var sieve)? = Samples(language: .hebrew).all.first(where: { $0.name == "sieve" })?.figure else {
      Issue.record("no sieve among the samples")
      return
    }
    // Neighbours, so that the words must move aside; given in the order of their worth.
    let columns = [3, 1, 2]
    sieve.callOuts = columns.map {
      .init(touchpoint: $0, title: sieve.touchpoints[$0].name, text: "1. שווה בין 27,000 ל־37,000 שקלים בשנה")
    }
    for direction in [Direction.leftToRight, .rightToLeft] {
      let drawing = Drawing(
        .sieve(sieve), id: "s", title: "t", description: "d", direction: direction, address: { "cards.html#" + $0 })
      let page = String(decoding: drawing.svg(standalone: false), as: UTF8.self)
      let places = try columns.sorted().map { column in
        try #require(page.range(of: "<a href=\"cards.html#\(sieve.touchpoints[column].id)\">")).lowerBound
      }
      #expect(places == places.sorted() && page.components(separatedBy: "</a>").count == 4)
      #expect(page.contains("role=\"group\"") && !page.contains("role=\"img\""))
      let file = String(decoding: drawing.svg(standalone: true), as: UTF8.self)
      #expect(!file.contains("<a ") && !file.contains("</a>") && file.contains("role=\"img\""))
      expectApart(scene(of: .sieve(sieve), direction: direction), "sieve with call-outs")
    }
  }

  @Test("the same figure is the same bytes")
  func deterministic() {
    for (_, figure) in Samples(language: .hebrew).all {
      func draw() -> [UInt8] {
        Drawing(figure, id: "f", title: "t", description: "d", direction: .rightToLeft).svg(standalone: true)
      }
      #expect(draw() == draw())
    }
  }

  @Test("the sieve's bars share the funnel's scale of height")
  func sharedScale() throws {
    let count = Samples.count(500)
    let sieve = SieveFigure(
      stages: Hostile.stages(1, seed: 3),
      touchpoints: [
        .init(
          id: "a", name: "a", stage: 0, customers: count, started: Samples.undefined, satisfaction: nil,
          bought: Samples.undefined, leaked: Samples.undefined, leakRate: Samples.undefined,
          returned: Samples.undefined)
      ], loop: nil, key: [], fullHeight: 1000)
    let funnel = FunnelFigure(
      steps: [
        .init(id: "a", name: "a", customers: count, stepConversion: Samples.undefined, anyhow: Samples.undefined)
      ], filledLabel: "",
      outlineLabel: "", fullHeight: 1000)
    func heights(_ figure: Figure, _ paint: Paint) -> [Double] {
      scene(of: figure, direction: .leftToRight).marks.compactMap {
        if case .box(let box, _, paint) = $0 { box.height } else { nil }
      }
    }
    #expect(heights(.sieve(sieve), .unmeasured) == [105])
    #expect(heights(.funnel(funnel), .plate) == [105])
  }

  @Test(
    "two sieves side by side are as large as each other, and half as many are half as high", arguments: Language.all)
  func sideBySide(_ language: Language) throws {
    let samples = Samples(language: language)
    let (whole, half) = (layOutSieve(samples.halfSieve(1)), layOutSieve(samples.halfSieve(0.5)))
    #expect(whole.width == 556 && half.width == 556)
    #expect(whole.plate == half.plate && whole.columns.map(\.x) == half.columns.map(\.x))
    for (a, b) in zip(whole.columns, half.columns) {
      #expect(abs(b.bar.height - a.bar.height / 2) < 0.1 && b.bar.maxY == a.bar.maxY)
      let (own, other) = (try #require(a.streams.first), try #require(b.streams.first))
      #expect(abs(other.width - max(3, own.width / 2)) < 0.1)
    }
  }
}
