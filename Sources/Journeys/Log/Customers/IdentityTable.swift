import Reading

/// Which ids are one customer, by the project's tables of who is who and its lists of customers.
///
/// All that is linked is one customer, through as many tables as it takes: device → user → customer. An id linked to more
/// than ``mostJoined`` known customers says nothing of any of them, as a device in a shop does, and its links are refused;
/// so is a link that would join more of them. A copy shares the numbers of ids with its original.
package struct IdentityTable {
  /// A link from an id to whom it belongs, and the table it stands in.
  private struct Link {
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
  /// The ids by their keys; one that no short key holds has a long one, with its place among the texts.
  private let ids = CustomerNumbering()
  private var texts: [String] = []
  private var nodeOfText: [String: Int32] = [:]
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
  package var isEmpty: Bool { ids.count == 0 }
  /// How many tables there are.
  package var tableCount: Int { Int(tables) }

  /// Begins a table; the links added from now on stand in it.
  ///
  /// - Parameter room: how many ids it has at most, so that what is known moves once.
  package mutating func beginTable(room: Int = 0) {
    tables += 1
    ids.reserve(ids.count + room)
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
  private mutating func node(_ cell: String) -> Int32? {
    guard var id = CustomerID(cell).name else { return nil }
    if let spelling { id = spelling(id) }
    if let key = IDResolver.shortKey(id) { return ids.number(key) }
    if let known = nodeOfText[id] { return known }
    let node = id.withUTF8 { ids.number(RowKey(long: $0, place: texts.count)) }
    nodeOfText[id] = node
    texts.append(id)
    return node
  }

  /// The number of each id of a column, by its code; -1 for what is nobody's.
  private mutating func nodes(_ column: IDColumn) -> [Int32] {
    let isSpelt = spelling != nil
    var nodes: [Int32] = []
    nodes.reserveCapacity(column.keys.count)
    for key in column.keys {
      if key.isLong {
        nodes.append(node(column.texts[key.place]) ?? -1)
      } else {
        nodes.append(isSpelt ? node(key.shortText) ?? -1 : ids.number(key))
      }
    }
    return nodes
  }

  /// Adds a table of who is who, row by row; returns how many rows link nothing, because one of the two is nobody's.
  mutating func addTable(_ column: IDColumn, customers: IDColumn) -> Int {
    beginTable(room: column.keys.count + customers.keys.count)
    let nodes = nodes(column)
    let owners = self.nodes(customers)
    links.reserveCapacity(links.count + nodes.count)
    var unlinked = 0
    var last: (Int32, Int32) = (-1, -1)
    for (id, customer) in zip(column.codes, customers.codes) {
      guard id != DictionaryColumn.none, customer != DictionaryColumn.none else {
        unlinked += 1
        continue
      }
      let (node, owner) = (nodes[Int(id)], owners[Int(customer)])
      guard node >= 0, owner >= 0 else {
        unlinked += 1
        continue
      }
      if last != (node, owner) { link(node, owner) }
      last = (node, owner)
    }
    return unlinked
  }

  private mutating func link(_ id: Int32, _ customer: Int32) {
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
    let keys = ids.allKeys
    let count = keys.count
    func text(_ key: RowKey) -> String { key.isLong ? texts[key.place] : key.shortText }
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
      if keys[a].isLong || keys[b].isLong {
        return text(keys[a]).utf8.lexicographicallyPrecedes(text(keys[b]).utf8)
      }
      return keys[a].precedes(keys[b])
    }
    var roots = [Int32](repeating: 0, count: count)
    for node in 0..<count {
      let root = union.root(node)
      roots[node] = Int32(root)
      if best[root] < 0 || isBetter(node, than: Int(best[root])) { best[root] = Int32(node) }
    }
    let owners = roots.map { best[Int($0)] }
    // A table's own ids, each once however often it stands there: a table's links stand side by side.
    var idsOfTable = [[Int32]](repeating: [], count: Int(tables))
    var stamps = [Int32](repeating: -1, count: count)
    for link in links where link.id != link.customer && stamps[Int(link.id)] != link.table {
      stamps[Int(link.id)] = link.table
      idsOfTable[Int(link.table)].append(link.id)
    }
    let hasZeros = keys.contains { key in
      key.isLong ? withoutLeadingZeros(text(key)) != text(key) : key.hasLeadingZero
    }
    let resolver = IDResolver(
      keys: keys, texts: texts, placeOfText: nodeOfText, owners: owners, spelling: spelling)
    return ResolvedIdentities(
      resolver: resolver, refused: refused, ignoresZeros: ignoresZeros, hasLeadingZeros: hasZeros,
      customers: hasList ? listed.map { resolver.name(UInt32($0)) } : nil, isLinked: isLinked, idsOfTable: idsOfTable)
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
  private let isLinked: [Bool]
  /// By table, the places of its ids.
  let idsOfTable: [[Int32]]

  fileprivate init(
    resolver: IDResolver, refused: Int, ignoresZeros: Bool, hasLeadingZeros: Bool, customers: [String]?,
    isLinked: [Bool], idsOfTable: [[Int32]]
  ) {
    self.resolver = resolver
    self.refused = refused
    self.ignoresZeros = ignoresZeros
    self.hasLeadingZeros = hasLeadingZeros
    self.customers = customers
    self.isLinked = isLinked
    self.idsOfTable = idsOfTable
  }

  /// How many ids the tables lead to somebody.
  var linkedIDs: Int { isLinked.count { $0 } }

  /// Names of customers to whom some table leads.
  var linkedNames: [String] { isLinked.indices.filter { isLinked[$0] }.map { resolver.name(UInt32($0)) } }

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

extension RowKey {
  /// Whether a short id comes before another in the order of bytes.
  fileprivate func precedes(_ other: RowKey) -> Bool {
    if word0 != other.word0 { return word0.byteSwapped < other.word0.byteSwapped }
    // The length is the last byte: what is the same so far and shorter comes first.
    let (own, others) = (word1 & ~0 >> 8, other.word1 & ~0 >> 8)
    if own != others { return own.byteSwapped < others.byteSwapped }
    return word1 < other.word1
  }
}

/// An id of digits without the zeros before it; any other as it is.
func withoutLeadingZeros(_ id: String) -> String {
  guard id.utf8.first == 0x30, id.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return id }
  let rest = id.utf8.drop { $0 == 0x30 }
  return rest.isEmpty ? id : String(decoding: rest, as: UTF8.self)
}
