import Foundation

@testable import Reading

/// The part of Masa under attack, named by `MASA_READER`.
private let attacked: Target = {
  let name = ProcessInfo.processInfo.environment["MASA_READER"] ?? ""
  guard let target = Target(name: name) else {
    let names = Target.names.joined(separator: " ")
    FileHandle.standardError.write(Data("MASA_READER must be one of: \(names)\n".utf8))
    exit(2)
  }
  return target
}()

/// What libFuzzer calls with every input it makes up.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  attacked.attack(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Ends the program where libFuzzer sees it and keeps the input.
func broken(_ promise: String) -> Never { fatalError("a promise is broken: \(promise)") }

/// The zone of times without one; looking its changes up is slow.
let zone: TimeZoneTable = {
  guard let zone = TimeZoneTable(identifier: "Asia/Jerusalem") else { broken("the system knows time zones") }
  return zone
}()
