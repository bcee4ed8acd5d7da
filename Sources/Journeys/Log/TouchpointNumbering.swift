import Cores
import Reading

/// The touchpoints that the sources' labels stand for, each numbered once.
///
/// Where names are many, comparing texts costs more than everything else: nothing behind this asks for a text again.
struct TouchpointNumbering {
  /// Ids by number: the declared ones in their order, then those that only the data know.
  private(set) var ids: [String]
  /// Number of each label's touchpoint, by source, worker and label; `dropped` for one that is left out.
  private(set) var numbers: [[[Int32]]] = []
  /// Whether any row of the touchpoint is kept, by number.
  private(set) var isSeen: [Bool] = []
  /// How many of them the project file declares.
  let declaredCount: Int
  /// Whether a touchpoint stands with others, by number; empty where none does.
  private var isJoined: [Bool] = []

  /// Number of a label that is left out.
  static let dropped: Int32 = -1

  init(declared: [String], _ plans: [SourcePlan]) {
    ids = declared
    declaredCount = declared.count
    var numberOf: [String: Int32] = [:]
    numberOf.reserveCapacity(declared.count + (plans.flatMap { $0.touchpointIDs.map(\.count) }.max() ?? 0))
    for (number, id) in declared.enumerated() { numberOf[id] = Int32(number) }
    for plan in plans {
      numbers.append(
        plan.touchpointIDs.map { labels in
          labels.map { id in
            guard let id else { return Self.dropped }
            let next = Int32(ids.count)
            // Looked up and added at once: the text is hashed once.
            let number = withUnsafePointer(to: &numberOf[id, default: next]) { $0.pointee }
            if number == next { ids.append(id) }
            return number
          }
        })
    }
    isSeen = [Bool](repeating: false, count: ids.count)
  }

  /// Finds out which touchpoints have a row that is kept: a label whose every row is left out stands for nothing.
  mutating func look(at sources: [EventSource], _ plans: [SourcePlan], latest: Int64?) {
    var isSeen = isSeen
    for (place, source) in sources.enumerated() {
      let plan = plans[place]
      let numbers = numbers[place]
      var isAwaited = [Bool](repeating: false, count: ids.count)
      var missing = 0
      for number in numbers.joined() where number != Self.dropped && !isSeen[Int(number)] && !isAwaited[Int(number)] {
        isAwaited[Int(number)] = true
        missing += 1
      }
      // The first few partitions mostly hold every touchpoint there is.
      for partition in 0..<source.rows.partitions where missing > 0 {
        source.rows.forEachStretch(partition) { stretch in
          let own = numbers[stretch.worker]
          for i in 0..<stretch.count {
            let row = stretch.row(i)
            let number = own[Int(row.label)]
            if number == Self.dropped || !isAwaited[Int(number)] { continue }
            if plan.keeps(stretch, i, row, latest: latest) {
              isAwaited[Int(number)] = false
              isSeen[Int(number)] = true
              missing -= 1
            }
          }
        }
      }
    }
    self.isSeen = isSeen
  }

  /// Numbers of touchpoints found in the data but not declared, by UTF-8 bytes of the id.
  var undeclared: [Int] {
    let found = (declaredCount..<ids.count).filter { isSeen[$0] && (isJoined.isEmpty || !isJoined[$0]) }
    return byteOrder(found.map { ids[$0] }).map { found[$0] }
  }

  /// Makes several touchpoints one of its own.
  mutating func join(_ others: [Int], as id: String) {
    let one = Int32(ids.count)
    ids.append(id)
    isSeen.append(true)
    isJoined = [Bool](repeating: false, count: ids.count)
    for other in others { isJoined[other] = true }
    numbers = numbers.map { workers in
      workers.map { labels in labels.map { $0 != Self.dropped && isJoined[Int($0)] ? one : $0 } }
    }
  }

  /// Ids that only the data know and of which no row is kept.
  var lost: [String] { (declaredCount..<ids.count).filter { !isSeen[$0] }.map { ids[$0] } }

  /// Declared ids that never occur.
  var unseen: [String] { (0..<declaredCount).filter { !isSeen[$0] }.map { ids[$0] } }

  /// Code of each label's touchpoint in a catalog of all declared ones and then these, by source, worker and label.
  func codes(undeclared: [Int]) -> [[[UInt32]]] {
    var codeOf = [UInt32](repeating: .max, count: ids.count)
    for number in 0..<declaredCount { codeOf[number] = UInt32(number) }
    for (place, number) in undeclared.enumerated() { codeOf[number] = UInt32(declaredCount + place) }
    return numbers.map { $0.map { $0.map { $0 == Self.dropped ? .max : codeOf[Int($0)] } } }
  }
}
