import Journeys

/// Score tallies of many parts (touchpoints, quarters, values of a group …) side by side in flat arrays.
///
/// Answers are added question by question and row by row, because sums of weights depend on the order of adding.
struct TallyGrid {
  let scale: ClosedRange<Int32>
  let parts: Int
  private let width: Int
  /// Answers by part and value.
  private var counts: [Int]
  /// Sums of weights and of their squares likewise; empty where each answer counts once.
  private var weights: [Double]
  private var squares: [Double]

  /// - Parameter isWeighted: whether any of the answers to come has a weight.
  init(_ scale: ClosedRange<Int32>, parts: Int, isWeighted: Bool) {
    self.scale = scale
    self.parts = parts
    width = scale.count
    counts = [Int](repeating: 0, count: parts * width)
    weights = [Double](repeating: 0, count: isWeighted ? parts * width : 0)
    squares = weights
  }

  /// Adds every answer to the part that is told for its row; negative: to none.
  @inline(__always)
  mutating func add(_ column: AnswerColumn, to part: (_ row: Int) -> Int32) {
    let (low, width, size) = (scale.lowerBound, width, counts.count)
    @inline(__always)
    func place(_ row: Int, _ score: Int32) -> Int? {
      let part = part(row)
      guard part >= 0 else { return nil }
      let place = Int(part) * width + Int(score - low)
      precondition(place >= 0 && place < size)
      return place
    }
    counts.withUnsafeMutableBufferPointer { counts in
      column.forEach { row, score in
        if let place = place(row, score) { counts[place] += 1 }
      }
    }
    guard !weights.isEmpty else { return }
    weights.withUnsafeMutableBufferPointer { weights in
      squares.withUnsafeMutableBufferPointer { squares in
        let own = column.weights
        column.forEach { row, score in
          guard let place = place(row, score) else { return }
          let weight = own.isEmpty ? 1 : own[row]
          weights[place] += weight
          squares[place] += weight * weight
        }
      }
    }
  }

  /// Adds every answer to one part.
  mutating func add(_ column: AnswerColumn) { add(column) { _ in 0 } }

  /// Answers of a part.
  func n(_ part: Int) -> Int {
    var n = 0
    for place in part * width..<(part + 1) * width { n += counts[place] }
    return n
  }

  /// A part by itself.
  subscript(part: Int) -> ScoreTally {
    let places = part * width..<(part + 1) * width
    let counts = Array(counts[places])
    guard !weights.isEmpty else { return ScoreTally(scale, counts) }
    return ScoreTally(scale, counts, weights: Array(weights[places]), squares: Array(squares[places]))
  }

  /// All parts.
  var tallies: [ScoreTally] { (0..<parts).map { self[$0] } }
}
