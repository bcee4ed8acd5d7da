/// A code of an attribute's value.
package enum AttributeCode {
  /// A column with more different values than this tells no group from another; beyond them no code is given.
  package static let mostValues = 1_000
  /// Says that there is no value.
  package static let none = UInt16.max
}

/// The words of the column that says how contact was made, each of them understood once.
struct ContactWords {
  /// The place among the attributes.
  let attribute: Int
  let isKnown: @Sendable (String) -> Bool
  /// By code, whether the word names a way of contact or nothing; codes beyond are not asked yet.
  private(set) var known: [Bool] = []

  init(attribute: Int, isKnown: @escaping @Sendable (String) -> Bool) {
    self.attribute = attribute
    self.isKnown = isKnown
  }

  /// Whether a code has been asked and is a word that is understood.
  func understands(_ code: UInt16) -> Bool { Int(code) < known.count && known[Int(code)] }

  /// The same of a word whose code may be new.
  mutating func understands(_ code: UInt16, _ word: @autoclosure () -> String) -> Bool {
    if Int(code) == known.count { known.append(isKnown(word())) }
    return understands(code)
  }
}

extension KeyedRowSink {
  /// Notes the attributes of a row that is read with care.
  mutating func takeAttributes(_ base: Bytes, _ spans: UnsafeMutablePointer<FieldSpan>, _ row: UInt32) {
    for attribute in attributes.indices {
      let at = attributeAt + attribute
      trimCell(&spans[at], base)
      guard spans[at].length > 0, attributes[attribute].codeCount <= AttributeCode.mostValues else {
        writer.attributeCodes[attribute] = AttributeCode.none
        continue
      }
      if let classes = numberClasses[attribute] {
        writer.attributeCodes[attribute] = classes.code(
          NumberParser.decimal(base + spans[at].start, spans[at].length, decimals))
        continue
      }
      let code = cellCode(&attributes[attribute], &issues, base, spans[at], column: at, row)
      writer.attributeCodes[attribute] = UInt16(exactly: code) ?? AttributeCode.none
      guard contact?.attribute == attribute, let code = UInt16(exactly: code) else { continue }
      let cell = spans[at]
      let understood = contact?.understands(
        code, String(decoding: UnsafeBufferPointer(start: base + cell.start, count: cell.length), as: UTF8.self))
      if understood == false { issues.add(.unknownContact, column: at, row: row, base + cell.start, cell.length) }
    }
  }

  /// Notes the attributes of a row as they stand in the file; false where one of them needs care.
  mutating func takeAttributes(_ fields: PlainFields) -> Bool {
    for attribute in attributes.indices {
      let column = attributeColumns[attribute]
      guard fields[column].count > 0, attributes[attribute].codeCount <= AttributeCode.mostValues else {
        writer.attributeCodes[attribute] = AttributeCode.none
        continue
      }
      guard let (start, count) = plainCell(fields, column) else { return false }
      if let classes = numberClasses[attribute] {
        writer.attributeCodes[attribute] = classes.code(NumberParser.decimal(start, count, decimals))
        continue
      }
      let code = attributes[attribute].code(start, count, .clean)
      guard code & TextDictionary.repairedBit == 0 else { return false }
      writer.attributeCodes[attribute] = UInt16(exactly: code) ?? AttributeCode.none
      if let contact, contact.attribute == attribute, !contact.understands(writer.attributeCodes[attribute]) {
        return false
      }
    }
    return true
  }
}
