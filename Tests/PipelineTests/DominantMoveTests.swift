import Foundation
import Publishing
import Testing

@testable import Pipeline

/// What one customer did over and over at a place of many is that customer's: the move is hidden as a count of few is.
struct DominantMoveTests {
  /// Sixty come to the page and go on to the shop; so many times somebody looks at the page again, by so many customers.
  private func report(again times: Int, by customers: Int) throws -> String {
    var rows = ""
    for i in 0..<60 {
      rows += "c\(i),2025-01-10T10:00:00Z,Page\n"
      if i < customers {
        for time in 0..<(times / customers) {
          rows += "c\(i),2025-01-10T1\(1 + time / 60):\(10 + time % 50):00Z,Page\n"
        }
      }
      rows += "c\(i),2025-01-11T10:00:00Z,Shop\nc\(i),2025-02-1\(i % 10)T10:00:00Z,Call\n"
    }
    let made = try OneFileClient.report(rows)
    let file = try #require(made.site.files.first { $0.path == "report.json" })
    return String(decoding: file.bytes, as: UTF8.self)
  }

  /// The count of the move from the page to itself, and of such moves among what became of the page's touches.
  private func again(_ report: String) throws -> (move: Any?, repeats: Any?) {
    let json = try #require(try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any])
    let moves = json["directlyFollows"] as? [[String: Any]] ?? []
    let rows = json["sieve"] as? [[String: Any]] ?? []
    let move = moves.first { $0["from"] as? String == "Page" && $0["to"] as? String == "Page" }
    return (move?["count"], rows.first { $0["touchpoint"] as? String == "Page" }?["repeat"])
  }

  @Test("thirty looks of one customer are hidden wherever they are counted")
  func one() throws {
    let (move, repeats) = try again(report(again: 30, by: 1))
    #expect(!(move is Int) && !(repeats is Int), "\(String(describing: move)), \(String(describing: repeats))")
  }

  @Test("thirty looks of four customers are hidden too")
  func four() throws {
    let (move, repeats) = try again(report(again: 32, by: 4))
    #expect(!(move is Int) && !(repeats is Int), "\(String(describing: move)), \(String(describing: repeats))")
  }

  @Test("thirty looks of thirty customers are told")
  func many() throws {
    let (move, repeats) = try again(report(again: 30, by: 30))
    #expect(move as? Int == 30 && repeats as? Int == 30)
  }
}
