/// Sets that are joined, with how many known customers each holds (union by size, path halving).
struct UnionFind {
  private var parent: [Int32]
  private var known: [Int32]

  init(_ known: [Int32]) {
    parent = known.indices.map { Int32($0) }
    self.known = known
  }

  mutating func root(_ node: Int) -> Int {
    var node = Int32(node)
    while parent[Int(node)] != node {
      parent[Int(node)] = parent[Int(parent[Int(node)])]
      node = parent[Int(node)]
    }
    return Int(node)
  }

  /// Joins two sets unless they would hold more known customers than that; says whether they are one.
  mutating func join(_ a: Int, _ b: Int, most: Int) -> Bool {
    let (a, b) = (root(a), root(b))
    if a == b { return true }
    guard Int(known[a] + known[b]) <= most else { return false }
    // The smaller number leads, so that the order of links decides nothing else.
    let (lead, other) = (min(a, b), max(a, b))
    parent[other] = Int32(lead)
    known[lead] += known[other]
    return true
  }
}
