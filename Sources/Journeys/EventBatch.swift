import Reading

/// The events of one source as read, before names are mapped and customers grouped.
///
/// All columns have the same length; a column the source lacks is `nil`.
package struct EventBatch: Sendable {
  package var customer: DictionaryColumn
  /// Microseconds UTC.
  package var time: [Int64]
  package var touchpoint: DictionaryColumn
  package var channel: DictionaryColumn?
  /// Millionths; `Int64.min` where missing.
  package var amount: [Int64]?
  package var order: DictionaryColumn?
  package var sequence: [Int64]?
  package var referrer: DictionaryColumn?
  package var lifecycle: DictionaryColumn?
  /// True when no time of the source has a time of day: ties then follow the stages.
  package var hasDatesOnly: Bool

  package init(
    customer: DictionaryColumn, time: [Int64], touchpoint: DictionaryColumn, channel: DictionaryColumn? = nil,
    amount: [Int64]? = nil, order: DictionaryColumn? = nil, sequence: [Int64]? = nil,
    referrer: DictionaryColumn? = nil, lifecycle: DictionaryColumn? = nil, hasDatesOnly: Bool = false
  ) {
    self.customer = customer
    self.time = time
    self.touchpoint = touchpoint
    self.channel = channel
    self.amount = amount
    self.order = order
    self.sequence = sequence
    self.referrer = referrer
    self.lifecycle = lifecycle
    self.hasDatesOnly = hasDatesOnly
  }
}
