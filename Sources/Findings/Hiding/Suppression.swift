/// Hides small counts of people, and as many others as it takes that no published number gives them back; what is hidden
/// has a range.
///
/// Cells are counts; a relation says that parts add up to a total, or that one count lies within another. Each small cell
/// is protected by *moves*: changes of several cells at once that keep every relation. What is printed of a cell in a move
/// is how far it goes while the small one runs from 1 to one more than the threshold; so every point of the move lies in all
/// printed ranges, and no reader can tell which it was (interval protection, as in Fischetti & Salazar 2001, by moves that
/// are found rather than by linear programs). Where small cells cover one another no other cell is hidden.
///
/// Invariants, once settled: the true counts lie in the ranges; a hidden cell's range is at least the threshold wide, and
/// both of two such counts are reached by points that keep all relations and all ranges.
struct Suppression: Sendable {
  /// How a reader meets a count.
  private enum Form: UInt8 {
    /// Written: itself, or when hidden a range.
    case printed
    /// Written when it is not hidden, else left out of its list like one of nobody.
    case listed
    /// Written nowhere; it follows from others, and is a count of people like them.
    case implied
    /// Written nowhere, and nobody's secret.
    case slack
    /// Written whatever it is: how many rows a client's files have is no secret of anybody's.
    case open
  }

  private struct Cell {
    var value: Int
    var worth: UInt8
    var form: Form
    /// Not small, and no less a secret.
    var isFew = false
    /// The range in which an earlier report hides it.
    var earlier: (low: Int, high: Int)?
  }

  private var cells: [Cell] = []
  private var relations: [[Int]] = []
  private let threshold: Int
  /// By cell, once settled.
  private var outcome: [Outcome] = []
  /// What an earlier report tells of cells.
  private var pairs: [TwoReports.Pair] = []
  /// Cells of which no range is written, since one would tell too much beside an earlier report.
  private var isWithoutRange: Set<Int> = []

  private enum Outcome {
    case shown
    case hidden
    case within(Int, Int)
  }

  /// - Parameter threshold: smallest count that may be shown; 0 or 1 hides nothing.
  init(threshold: Int) { self.threshold = threshold }

  /// Adds a count that everybody may know.
  mutating func add(open value: Int) -> Int {
    cells.append(Cell(value: value, worth: 0, form: .open))
    return cells.count - 1
  }

  /// States what an earlier report tells of a count: whoever holds both reads their difference, which is people like the count,
  /// and takes what one of them shows for what the other hides.
  ///
  /// - Parameters:
  ///   - told: as it stands there; what is not small is no secret any more.
  ///   - grows: whether what is counted once is counted later on too.
  mutating func relate(_ cell: Int, earlier told: EarlierReport.Told<Int>, grows: Bool) {
    guard hides else { return }
    let value = cells[cell].value
    switch told {
    case .shown(let old): pair(cell, (old, old), grows: grows && old <= value)
    case .within(let low, let high): pair(cell, (low, high), grows: grows && low <= value, isHidden: true)
    case .hidden: pair(cell, (0, Moves.unbounded), grows: grows, isHidden: true)
    }
    relate(cell, told: told)
  }

  /// The same of what is told of a count elsewhere in this report.
  mutating func relate(_ cell: Int, told: EarlierReport.Told<Int>) {
    guard hides else { return }
    let value = cells[cell].value
    switch told {
    case .shown(let old):
      guard old >= threshold else { return }
      let known = add(open: old)
      if old == value {
        relate(parts: [known], total: cell)
      } else if old < value {
        nest(known, in: cell)
      } else {
        nest(cell, in: known)
      }
    case .within(let low, let high):
      // What is another number by far says nothing of the one that was hidden. What is near it does, with its neighbours.
      guard low <= value, value <= 2 * high else { return }
      // From nobody on is a bound, and no range that is written.
      if low > 0, value <= high { cells[cell].earlier = (low, high) }
      conceal(cell)
    case .hidden: conceal(cell)
    }
  }

  private mutating func pair(_ cell: Int, _ then: TwoReports.Ends, grows: Bool, isHidden: Bool = false) {
    // What stands in a file may be any number.
    func sound(_ end: Int) -> Int { min(max(0, end), Moves.unbounded) }
    pairs.append(
      TwoReports.Pair(cell: cell, then: (sound(then.low), sound(then.high)), grows: grows, isHiddenThen: isHidden))
  }

  private mutating func conceal(_ cell: Int) {
    if cells[cell].value >= threshold { cells[cell].isFew = true }
  }

  /// Makes room for so many more cells.
  mutating func reserve(_ count: Int) { cells.reserveCapacity(cells.count + count) }

  /// Whether anything is ever hidden: where everything is shown, nobody asks what follows from what.
  var hides: Bool { threshold > 1 }

  /// Adds a cell and returns its index.
  ///
  /// - Parameters:
  ///   - isListed: it stands in a list that leaves out what is hidden, and does not say of what.
  ///   - worth: 0 to 3; what covers another is chosen among the cells of least worth first.
  ///   - people: how many people it is of, at most; what few people did is hidden however often they did it.
  ///   - isOnes: it is mostly one person's.
  mutating func add(
    _ value: Int, isListed: Bool = false, worth: Int = 0, people: Int? = nil, isOnes: Bool = false
  ) -> Int {
    cells.append(
      Cell(
        value: value, worth: UInt8(worth), form: isListed ? .listed : .printed,
        isFew: value >= threshold && (isOnes || people.map(isSmall) ?? false)))
    return cells.count - 1
  }

  /// Adds a count that is written nowhere but follows from others; small ones are protected like those that are written.
  mutating func add(implied value: Int) -> Int {
    cells.append(Cell(value: value, worth: 0, form: .implied))
    return cells.count - 1
  }

  /// Adds what is left between counts, written nowhere and nobody's secret.
  mutating func add(slack value: Int) -> Int {
    cells.append(Cell(value: value, worth: 0, form: .slack))
    return cells.count - 1
  }

  /// States that the parts add up to the total.
  mutating func relate(parts: @autoclosure () -> [Int], total: Int) {
    if hides { relations.append(parts() + [total]) }
  }

  /// States that the parts add up to the total, where they do.
  mutating func relate(parts: [Int], ifTotal total: Int) {
    let parts = parts.filter { cells[$0].value > 0 }
    if !parts.isEmpty, parts.reduce(0, { $0 + cells[$1].value }) == cells[total].value {
      relate(parts: parts, total: total)
    }
  }

  /// States that some of the whole are the part; the others are people too, and as many as any cell.
  mutating func nest(_ part: Int, in whole: Int) { relateDifference(part, whole, form: .implied) }

  /// States that one count is never above another, as customers are never more than their touches.
  mutating func bound(_ lesser: Int, by greater: Int) { relateDifference(lesser, greater, form: .slack) }

  private mutating func relateDifference(_ lesser: Int, _ greater: Int, form: Form) {
    guard hides, lesser != greater else { return }
    let rest = cells[greater].value - cells[lesser].value
    // What does not hold for these counts is nothing that a reader could know.
    guard rest >= 0 else { return }
    cells.append(Cell(value: rest, worth: 0, form: form))
    relations.append([lesser, cells.count - 1, greater])
  }

  /// Hides what must be hidden, and finds the ranges; of two reports as much as it takes that both together tell no more.
  mutating func settle() {
    guard hides else { return }
    settleOnce()
    // A report that tells the same tells nothing new.
    guard pairs.contains(where: { !tellsSame($0) }) else { return }
    var tried: Set<Int> = []
    for _ in 0..<Self.rounds {
      let told = told()
      // Ranges go first, and of nothing more is hidden than once for each.
      if dropRanges(told) { continue }
      guard hideAround(told.filter { tried.insert($0).inserted }) else { return }
      settleOnce()
    }
  }

  /// How often what two reports tell is worked out.
  private static let rounds = 16

  /// Whether the report says of a count what the earlier one said.
  private func tellsSame(_ pair: TwoReports.Pair) -> Bool {
    if pair.then == (cells[pair.cell].value, cells[pair.cell].value) { return !isHidden(pair.cell) }
    guard pair.isHiddenThen, isHidden(pair.cell) else { return false }
    return range(pair.cell).map { $0 == pair.then } ?? (pair.then.high >= Moves.unbounded)
  }

  /// Cells of which both reports tell what neither does alone.
  private func told() -> [Int] {
    let now = cells.indices.map(ends)
    func told(_ now: [TwoReports.Ends], _ pairs: [TwoReports.Pair]) -> [Int] {
      var reader = TwoReports(now, relations, pairs)
      return reader.told(threshold: threshold, isHidden: isHidden)
    }
    let both = told(now, pairs)
    guard !both.isEmpty else { return [] }
    let unknown = [TwoReports.Ends](repeating: (0, Moves.unbounded), count: cells.count)
    let alone = Set(told(now, []) + told(unknown, pairs))
    return both.filter { !alone.contains($0) }
  }

  /// What a reader knows of a cell.
  private func ends(_ cell: Int) -> TwoReports.Ends {
    let own = cells[cell]
    if own.form == .open || own.value == 0 && (own.form == .printed || own.form == .listed) {
      return (own.value, own.value)
    }
    if own.form == .implied || own.form == .slack { return (0, Moves.unbounded) }
    switch outcome[cell] {
    case .shown: return (own.value, own.value)
    case .within(let low, let high): return (low, high)
    case .hidden: return (own.form == .listed ? 0 : 1, Moves.unbounded)
    }
  }

  /// What each of some cells adds up with, and itself.
  private func around(_ told: [Int]) -> [[Int]] {
    var near: [Int: Set<Int>] = [:]
    for cell in told { near[cell] = [cell] }
    for relation in relations {
      for cell in relation where near[cell] != nil { near[cell]?.formUnion(relation) }
    }
    return told.map { near[$0, default: []].sorted() }
  }

  /// Says no range of what some cells add up with; false where there is none.
  private mutating func dropRanges(_ told: [Int]) -> Bool {
    let ranged = around(told).joined().filter { range($0) != nil }
    for cell in ranged {
      isWithoutRange.insert(cell)
      outcome[cell] = .hidden
    }
    return !ranged.isEmpty
  }

  /// Hides the cheapest of what each of some cells adds up with and is still shown; false where nothing is.
  private mutating func hideAround(_ told: [Int]) -> Bool {
    var hasChanged = false
    for around in around(told) {
      let shown = around.filter { isWritten($0) && cells[$0].value >= threshold && !isHidden($0) }
      let next = shown.min { (cells[$0].worth, cells[$0].value, $0) < (cells[$1].worth, cells[$1].value, $1) }
      guard let next else { continue }
      cells[next].isFew = true
      hasChanged = true
    }
    return hasChanged
  }

  private func isWritten(_ cell: Int) -> Bool { cells[cell].form == .printed || cells[cell].form == .listed }

  private mutating func settleOnce() {
    outcome = [Outcome](repeating: .shown, count: cells.count)
    guard cells.contains(where: { $0.isFew || isSmall($0.value) && $0.form != .slack && $0.form != .open }) else {
      return
    }
    var moves = Moves(
      counts: cells.map {
        Moves.Count(
          value: $0.value, worth: Int($0.worth), isSecret: $0.form != .slack && $0.form != .open,
          isWritten: $0.form == .printed || $0.form == .open, isListed: $0.form == .listed, isFixed: $0.form == .open,
          isFew: $0.isFew, earlier: $0.earlier)
      }, relations: relations, threshold: threshold)
    moves.protect()
    for cell in cells.indices where cells[cell].value > 0 && cells[cell].form != .slack && cells[cell].form != .open {
      guard let range = moves.range(cell) else { continue }
      let isLeftOut =
        cells[cell].form == .implied || cells[cell].form == .listed && isSmall(cells[cell].value)
        || isWithoutRange.contains(cell)
      outcome[cell] = if let high = range.high, !isLeftOut { .within(range.low, high) } else { .hidden }
    }
  }

  /// Whether so many are too few to be spoken of.
  func isSmall(_ value: Int) -> Bool { value > 0 && value < threshold }

  /// Whether a cell is not to be shown, once settled.
  func isHidden(_ cell: Int) -> Bool {
    guard hides, outcome.indices.contains(cell) else { return false }
    if case .shown = outcome[cell] { return false }
    return true
  }

  /// What may be said of a hidden cell; `nil` when it is shown, or nothing may be said.
  func range(_ cell: Int) -> (low: Int, high: Int)? {
    guard hides, outcome.indices.contains(cell), case .within(let low, let high) = outcome[cell] else { return nil }
    return (low, high)
  }

  /// The count in a cell, hidden or not.
  func value(_ cell: Int) -> Int { cells[cell].value }
}
