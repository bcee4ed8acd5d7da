import CBytes

/// Whose rows with an id are.
package enum ResolvedID: Sendable, Equatable {
  case customer(String)
  /// Nobody's, and why.
  case nobody(IssueKind)
}

/// Says whose an id is: cleaned as ids are compared, and then by tables of who is who.
///
/// The tables' short ids stand in an open-addressing hash table of plain words, which every worker may read: a row costs one
/// look and no text.
package final class IDResolver: @unchecked Sendable {
  /// Whether ids are cleaned at all; a log of traces names each of its own.
  let cleans: Bool
  /// The spelling in which ids are compared, where cleaning alone is not enough: telephones, leading zeros.
  private let spelling: (@Sendable (String) -> String)?
  /// The ids of the tables by their places; a long key's place is that of its text.
  private let keys: [RowKey]
  private let texts: [String]
  /// The place of each id that stands in no short key.
  private let placeOfText: [String: Int32]
  /// By place of an id, the place of the one that its customer goes by.
  private let owners: [Int32]
  /// The ids of the tables, in no order.
  package var ids: [String] { keys.map(text) }
  /// How many ids the tables know.
  package var count: Int { keys.count }

  /// An id of at most fifteen bytes and the key of its customer.
  struct Entry: BitwiseCopyable {
    var raw: RowKey
    /// The customer's key; a long name has its place among `names` and 254 in the last byte.
    var own: RowKey
    var place: UInt32
  }
  private let slots: UnsafeMutablePointer<Entry>
  private let mask: Int
  /// Whether any table names an id.
  let hasTables: Bool
  /// Whether a clean id may be looked up as it stands.
  var looksUpKeys: Bool { spelling == nil }

  /// - Parameters:
  ///   - keys: by place, each id of the tables in the spelling in which ids are compared.
  ///   - texts: by the place in a long key, the text of an id that is too long for a short one or not of ASCII.
  ///   - placeOfText: the place of the id with such a text.
  ///   - owners: by place, the place of the id that its customer goes by.
  package init(
    keys: [RowKey] = [], texts: [String] = [], placeOfText: [String: Int32] = [:], owners: [Int32] = [],
    cleans: Bool = true, spelling: (@Sendable (String) -> String)? = nil
  ) {
    self.keys = keys
    self.texts = texts
    self.placeOfText = placeOfText
    self.owners = owners
    self.cleans = cleans
    self.spelling = spelling
    hasTables = !keys.isEmpty
    var size = 64
    while size < (keys.count - texts.count) * 2 { size *= 2 }
    mask = size - 1
    slots = .allocate(capacity: size)
    slots.initialize(
      repeating: Entry(raw: RowKey(word0: 0, word1: 0), own: RowKey(word0: 0, word1: 0), place: 0), count: size)
    for (place, key) in keys.enumerated() where !key.isLong {
      var own = keys[Int(owners[place])]
      if own.isLong { own = RowKey(word0: 0, word1: 0xFE << 56 | UInt64(place)) }
      var slot = Int(truncatingIfNeeded: key.hash) & mask
      while slots[slot].raw.word1 != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = Entry(raw: key, own: own, place: UInt32(truncatingIfNeeded: place))
    }
  }

  deinit { slots.deallocate() }

  /// Nobody but placeholders is known.
  package static let cleaning = IDResolver()

  /// The key of a text of one to fifteen bytes, all ASCII; `nil` for any other.
  package static func shortKey(_ text: String) -> RowKey? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count <= 15, !bytes.isEmpty else { return nil }
      let key = RowKey(short: bytes)
      return key.isASCII ? key : nil
    }
  }

  /// The entry of a short id as it stands.
  @inline(__always)
  func entry(_ key: RowKey) -> UnsafePointer<Entry>? {
    var slot = Int(truncatingIfNeeded: key.hash) & mask
    while true {
      let entry = slots + slot
      if entry.pointee.raw.word1 == 0 { return nil }
      if entry.pointee.raw.word0 == key.word0, entry.pointee.raw.word1 == key.word1 { return UnsafePointer(entry) }
      slot = (slot &+ 1) & mask
    }
  }

  /// Asks for the memory an id will be looked up in.
  @inline(__always)
  func prepare(_ key: RowKey) {
    let entry = UnsafeRawPointer(slots + (Int(truncatingIfNeeded: key.hash) & mask))
    masa_prefetch(entry)
    masa_prefetch(entry + MemoryLayout<Entry>.size - 1)
  }

  /// The name of the customer whose the id at a place is.
  package func name(_ place: UInt32) -> String { text(keys[Int(owners[Int(place)])]) }

  private func text(_ key: RowKey) -> String { key.isLong ? texts[key.place] : key.shortText }

  /// The place of an id, in the spelling in which ids are compared.
  private func place(_ id: String) -> UInt32? {
    if let key = Self.shortKey(id) { return entry(key)?.pointee.place }
    return placeOfText[id].map { UInt32(bitPattern: $0) }
  }

  /// An id as it is compared, and where the tables have it.
  package func look(_ cell: String) -> (id: ResolvedID, place: UInt32?) {
    var id = cell
    if cleans {
      let cleaned = CustomerID(cell)
      guard let name = cleaned.name else { return (.nobody(cleaned.issue ?? .missingValue), nil) }
      id = name
    }
    if let spelling { id = spelling(id) }
    guard let place = place(id) else { return (.customer(id), nil) }
    return (.customer(name(place)), place)
  }

  /// Whose an id is.
  package func resolve(_ cell: String) -> ResolvedID { look(cell).id }
}

/// One worker's way from the ids of a file to its customers: what was asked once is at hand the next time.
///
/// A direct-mapped cache of keys; what two ids want the same place of is asked again. `used` says which ids of the tables
/// came up. It belongs to one worker.
struct KeyResolution: ~Copyable {
  private struct Known: BitwiseCopyable {
    var raw: RowKey
    /// The customer's key; for nobody, the place of the kind of issue in the last byte but one and 253 in the last.
    var own: RowKey
  }
  let resolver: IDResolver
  private let cache: UnsafeMutablePointer<Known>
  private let bits: Int
  /// By place in the tables, whether an id came up.
  let used: UnsafeMutablePointer<Bool>
  /// The shape of the plain id seen last.
  private var shape = IDShape()

  init(_ resolver: IDResolver) {
    self.resolver = resolver
    bits = resolver.looksUpKeys ? 12 : 16
    let empty = Known(raw: RowKey(word0: 0, word1: 0), own: RowKey(word0: 0, word1: 0))
    cache = .allocate(capacity: 1 << bits)
    cache.initialize(repeating: empty, count: 1 << bits)
    used = .allocate(capacity: max(1, resolver.count))
    used.initialize(repeating: false, count: max(1, resolver.count))
  }

  deinit {
    cache.deallocate()
    used.deallocate()
  }

  /// Whether keys are looked up in the tables as they stand.
  var looksUp: Bool { resolver.hasTables && resolver.looksUpKeys }

  /// What a key stands for, as far as no text is needed to know.
  enum Look {
    case key(RowKey)
    case nobody(IssueKind)
    /// The customer's name is a long one.
    case name(UInt32)
    case unknown
  }

  /// Looks for a key of at most fifteen ASCII bytes.
  @inline(__always)
  mutating func look(_ key: RowKey) -> Look {
    if !resolver.cleans, !resolver.hasTables { return .key(key) }
    if resolver.looksUpKeys, !resolver.cleans || shape.fits(key) || isPlain(key) {
      guard resolver.hasTables, let entry = resolver.entry(key) else { return .key(key) }
      used[Int(entry.pointee.place)] = true
      let own = entry.pointee.own
      return own.word1 >> 56 == 0xFE ? .name(UInt32(truncatingIfNeeded: own.word1)) : .key(own)
    }
    let known = cache[place(key)]
    guard known.raw == key else { return .unknown }
    return known.own.word1 >> 56 == 0xFD
      ? .nobody(IssueKind.allCases[Int(known.own.word0)]) : .key(known.own)
  }

  /// Whether an id of another shape than the last is plain.
  @inline(never)
  private mutating func isPlain(_ key: RowKey) -> Bool {
    guard key.isPlain else { return false }
    shape = IDShape(key)
    return true
  }

  private func place(_ key: RowKey) -> Int { Int(truncatingIfNeeded: key.hash >> UInt64(64 - bits)) }

  /// Keeps what a short key stands for.
  func learn(_ raw: RowKey, _ own: RowKey) { cache[place(raw)] = Known(raw: raw, own: own) }

  /// Keeps that a short key stands for nobody.
  func learn(_ raw: RowKey, nobody kind: IssueKind) {
    cache[place(raw)] = Known(
      raw: raw, own: RowKey(word0: UInt64(IssueKind.allCases.firstIndex(of: kind) ?? 0), word1: 0xFD << 56))
  }

  /// Asks with the text of an id.
  func ask(_ text: String) -> ResolvedID {
    let (id, place) = resolver.look(text)
    if let place { used[Int(place)] = true }
    return id
  }
}
