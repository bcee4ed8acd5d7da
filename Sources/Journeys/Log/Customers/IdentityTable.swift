import Reading

/// Which ids are one customer, by the project's tables of who is who and its lists of customers.
///
/// All that is linked is one customer, through as many tables as it takes: device → user → customer. An id linked to more
/// than ``mostJoined`` known customers says nothing of any of them, as a device in a shop does, and its links are refused;
/// so is a link that would join more of them.
package struct IdentityTable: Sendable {
  /// A link from an id to whom it belongs, and the table it stands in.
  private struct Link: Sendable {
    var id: Int32
    var customer: Int32
    var table: Int32
  }

  /// More known customers than this are never one.
  package static let mostJoined = 20

  /// Ids are telephones, and all are compared in one spelling.
  package let hasPhones: Bool
  /// Leading zeros of ids of digits count for nothing.
  package let ignoresZeros: Bool
  private var nodeOf: [String: Int32] = [:]
  private var ids: [String] = []
  private var links: [Link] = []
  private var listed: Set<Int32> = []
  private var tables: Int32 = 0
  /// Whether a list says who the customers are.
  package private(set) var hasList = false

  /// Nobody yet.
  package init(hasPhones: Bool = false, ignoresZeros: Bool = false) {
    self.hasPhones = hasPhones
    self.ignoresZeros = ignoresZeros
  }

  /// True when neither a table nor a list says anything.
  package var isEmpty: Bool { ids.isEmpty }
  /// How many tables there are.
  package var tableCount: Int { Int(tables) }

  /// Begins a table; the links added from now on stand in it.
  ///
  /// - Parameter room: how many ids it has at most, so that what is known moves once.
  package mutating func beginTable(room: Int = 0) {
    tables += 1
    nodeOf.reserveCapacity(nodeOf.count + room)
  }

  /// Says whose an id is.
  package mutating func add(id: String, customer: String) {
    guard let id = node(id), let customer = node(customer) else { return }
    link(id, customer)
  }

  /// Adds a customer of a list.
  package mutating func add(customer: String) {
    hasList = true
    if let node = node(customer) { listed.insert(node) }
  }

  /// The number of an id, the same for the same id; `nil` for what is nobody's.
  mutating func node(_ cell: String) -> Int32? {
    guard var id = CustomerID(cell).name else { return nil }
    if let spelling { id = spelling(id) }
    let next = Int32(ids.count)
    let node = withUnsafePointer(to: &nodeOf[id, default: next]) { $0.pointee }
    if node == next { ids.append(id) }
    return node
  }

  /// Links two ids by their numbers.
  mutating func link(_ id: Int32, _ customer: Int32) {
    if tables == 0 { tables = 1 }
    links.append(Link(id: id, customer: customer, table: tables - 1))
  }

  /// The spelling in which ids are compared beyond cleaning; `nil` where there is none.
  var spelling: (@Sendable (String) -> String)? {
    switch (hasPhones, ignoresZeros) {
    case (false, false): nil
    case (true, _): { Phone.normalised($0) }
    case (false, true): { withoutLeadingZeros($0) }
    }
  }

  /// Everything linked, settled.
  package func resolved() -> ResolvedIdentities {
    let count = ids.count
    // What stands on the left of no link is whom others are linked to.
    var isLinked = [Bool](repeating: false, count: count)
    for link in links where link.id != link.customer { isLinked[Int(link.id)] = true }
    let isKnown = (0..<count).map { listed.isEmpty ? !isLinked[$0] : listed.contains(Int32($0)) }
    var linksOf = [Int32](repeating: 0, count: count)
    for link in links where isKnown[Int(link.customer)] { linksOf[Int(link.id)] += 1 }
    // Few ids have so many links that it is worth a look at how many customers they are to.
    var partners: [Int32: Set<Int32>] = [:]
    for link in links where linksOf[Int(link.id)] > Self.mostJoined && isKnown[Int(link.customer)] {
      partners[link.id, default: []].insert(link.customer)
    }
    let crowded = Set(partners.filter { $0.value.count > Self.mostJoined }.keys)
    var union = UnionFind(isKnown.map { $0 ? 1 : 0 })
    var refused = 0
    for link in links {
      guard !crowded.contains(link.id), union.join(Int(link.id), Int(link.customer), most: Self.mostJoined) else {
        refused += 1
        continue
      }
    }
    // A component goes by the name of its known customer, of several by the first in the order of bytes.
    var best = [Int32](repeating: -1, count: count)
    func isBetter(_ a: Int, than b: Int) -> Bool {
      if isKnown[a] != isKnown[b] { return isKnown[a] }
      if isLinked[a] != isLinked[b] { return isLinked[b] }
      return ids[a].utf8.lexicographicallyPrecedes(ids[b].utf8)
    }
    var roots = [Int](repeating: 0, count: count)
    for node in 0..<count {
      let root = union.root(node)
      roots[node] = root
      if best[root] < 0 || isBetter(node, than: Int(best[root])) { best[root] = Int32(node) }
    }
    let names = roots.map { ids[Int(best[$0])] }
    // A table's own ids, each once however often it stands there: a table's links stand side by side.
    var idsOfTable = [[Int32]](repeating: [], count: Int(tables))
    var stamps = [Int32](repeating: -1, count: count)
    for link in links where link.id != link.customer && stamps[Int(link.id)] != link.table {
      stamps[Int(link.id)] = link.table
      idsOfTable[Int(link.table)].append(link.id)
    }
    return ResolvedIdentities(
      resolver: IDResolver(placeOf: nodeOf, names: names, spelling: spelling), refused: refused,
      ignoresZeros: ignoresZeros, hasLeadingZeros: ids.contains { withoutLeadingZeros($0) != $0 },
      customers: hasList ? listed.map { names[Int($0)] } : nil, names: names, isLinked: isLinked,
      idsOfTable: idsOfTable)
  }
}

/// Who is who, settled.
package struct ResolvedIdentities: Sendable {
  /// Says whose an id is.
  package let resolver: IDResolver
  /// Links that would have joined too many known customers.
  package let refused: Int
  /// Leading zeros of ids of digits count for nothing.
  let ignoresZeros: Bool
  /// Whether some id of the tables is digits behind a zero.
  let hasLeadingZeros: Bool
  /// The customers of the lists, some perhaps more than once; `nil` without a list.
  package let customers: [String]?
  private let names: [String]
  private let isLinked: [Bool]
  /// By table, the places of its ids.
  let idsOfTable: [[Int32]]

  fileprivate init(
    resolver: IDResolver, refused: Int, ignoresZeros: Bool, hasLeadingZeros: Bool, customers: [String]?,
    names: [String], isLinked: [Bool], idsOfTable: [[Int32]]
  ) {
    self.resolver = resolver
    self.refused = refused
    self.ignoresZeros = ignoresZeros
    self.hasLeadingZeros = hasLeadingZeros
    self.customers = customers
    self.names = names
    self.isLinked = isLinked
    self.idsOfTable = idsOfTable
  }

  /// How many ids the tables lead to somebody.
  var linkedIDs: Int { isLinked.count { $0 } }

  /// Names of customers to whom some table leads.
  var linkedNames: [String] { isLinked.indices.filter { isLinked[$0] }.map { names[$0] } }

  /// Nobody is known.
  package static let none = IdentityTable().resolved()

  /// The customer an id stands for; `nil` where it stands for nobody.
  package func customer(_ cell: String) -> String? {
    switch resolver.resolve(cell) {
    case .customer(let name): name
    case .nobody: nil
    }
  }
}

/// Sets that are joined, with how many known customers each holds (union by size, path halving).
private struct UnionFind {
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

/// An id of digits without the zeros before it; any other as it is.
func withoutLeadingZeros(_ id: String) -> String {
  guard id.utf8.first == 0x30, id.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return id }
  let rest = id.utf8.drop { $0 == 0x30 }
  return rest.isEmpty ? id : String(decoding: rest, as: UTF8.self)
}
