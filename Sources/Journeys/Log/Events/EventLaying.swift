/// Lays events down in blocks, one customer after another; no customer's stand apart.
struct EventLaying {
  private(set) var table: [UnsafeMutablePointer<LoggedEvent>] = []
  private(set) var amounts: SparseAmounts
  private let blocks: EventBlocks
  private var next = 0
  private var target: UnsafeMutablePointer<LoggedEvent>?

  init(_ blocks: EventBlocks, hasAmounts: Bool) {
    self.blocks = blocks
    amounts = hasAmounts ? SparseAmounts(hasAmounts: true) : SparseAmounts()
  }

  /// Makes room for a customer's events and returns the place of the first.
  mutating func begin(_ count: Int) -> Int {
    let perBlock = EventStorage.perBlock
    let end = table.count * perBlock
    if end - next < count {
      next = end
      if count <= perBlock {
        let block = blocks.block()
        table.append(block)
        target = block
      } else {
        // More than a block holds: as many blocks as it takes, side by side.
        let many = (count + perBlock - 1) / perBlock
        let start = blocks.allocate(LoggedEvent.self, capacity: many * perBlock)
        for i in 0..<many { table.append(start + i * perBlock) }
        target = start
      }
    }
    return next
  }

  /// Lays down the customer's next event.
  @inline(__always)
  mutating func add(_ event: LoggedEvent) {
    target.unsafelyUnwrapped.pointee = event
    target = target.unsafelyUnwrapped + 1
    next &+= 1
  }

  /// The amount of the event laid down last.
  mutating func add(amount: Int64) { amounts.set(amount, at: next - 1) }
}
