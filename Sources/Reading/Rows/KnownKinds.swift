/// Which kind a row is by the raw bytes of its touchpoint and its channel, for the records of a list at once: to clean two
/// texts, look them up and put them together takes many times as long.
struct KnownKinds: ~Copyable {
  /// Touchpoint and channel where they stand beside one another, otherwise the touchpoint alone.
  private var texts = KnownTexts()
  /// The channel, where it stands elsewhere.
  private var channels = KnownTexts()
  /// The kind each text of `texts` stands for, with its place; that of a touchpoint alone is without channel.
  private var kinds = PlainList<UInt64>()
  private var columns = 0...0
  /// The channel's column where it stands elsewhere, or -1.
  private var channel = -1
  /// The list whose texts were looked up.
  private var seen = 0

  /// Says where the texts are; nothing may have been looked at before.
  ///
  /// - Parameter touchpoint: its column in the file.
  /// - Parameter channel: its column in the file, -1 where there is none.
  mutating func watch(touchpoint: Int, channel: Int) {
    let isBeside = channel >= 0 && abs(channel - touchpoint) == 1
    columns = isBeside ? min(touchpoint, channel)...max(touchpoint, channel) : touchpoint...touchpoint
    self.channel = isBeside ? -1 : channel
  }

  /// Looks at the texts of a run's records, if that was not done; whether it was not.
  @inline(__always)
  mutating func look(_ run: PlainRecords.Run, width: Int) -> Bool {
    guard run.serial != seen else { return false }
    seen = run.serial
    texts.find(run, width: width, columns: columns)
    if channel >= 0 { channels.find(run, width: width, columns: channel...channel) }
    return true
  }

  /// The kind of a record of the run that was looked at, and its place, in one word, as long as nobody referred the
  /// customer; 0 where it is not known yet.
  @inline(__always)
  func word(_ record: Int, _ places: RowKinds) -> UInt64 {
    let text = texts.codes[record]
    guard text != KnownTexts.unknown else { return 0 }
    let word = kinds[Int(text)]
    guard channel >= 0 else { return word }
    let code = channels.codes[record]
    guard code != KnownTexts.unknown else { return 0 }
    return places.word(of: RowKind(label: RowKind(word: word).label, group: code, isReferred: false))
  }

  /// Takes down what the cells of a record say that was read with care.
  mutating func learn(_ fields: PlainFields, label: UInt32, group: UInt32, _ places: RowKinds) {
    let (start, count) = fields.bytes(columns)
    if texts.learn(start, count, UInt32(kinds.count)) {
      kinds.append(places.word(of: RowKind(label: label, group: group, isReferred: false)))
    }
    guard channel >= 0 else { return }
    let (other, otherCount) = fields[channel]
    _ = channels.learn(other, otherCount, group)
  }

  deinit { kinds.deallocate() }
}
