/// A code of an attribute's value.
package enum AttributeCode {
  /// A column with more different values than this tells no group from another; beyond them no code is given.
  package static let mostValues = 1_000
  /// Says that there is no value.
  package static let none = UInt16.max
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
      let code = cellCode(&attributes[attribute], &issues, base, spans[at], column: at, row)
      writer.attributeCodes[attribute] = UInt16(exactly: code) ?? AttributeCode.none
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
      let code = attributes[attribute].code(start, count, .clean)
      guard code & TextDictionary.repairedBit == 0 else { return false }
      writer.attributeCodes[attribute] = UInt16(exactly: code) ?? AttributeCode.none
    }
    return true
  }
}
