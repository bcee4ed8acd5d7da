import Foundation

/// A simulation of many runs whose share of some outcome has a bound.
///
/// `make test` makes a tenth of the runs, `make studies` all of them, and writes what they show into docs/studies.md. The
/// suites are called …Study.
package struct Study: Sendable {
  /// How many runs there are.
  package let runs: Int
  private let name: String

  /// A study by the name it has in the table.
  package init(_ name: String, runs all: Int) {
    self.name = name
    runs = Self.isWhole ? all : all / 10
  }

  /// Whether all runs were asked for.
  private static let isWhole = ProcessInfo.processInfo.environment["MASA_STUDIES"] == "all"

  /// Says how many runs ended so, as a row of the table.
  ///
  /// - Parameter bound: what it is held to, in words.
  package func report(_ count: Int, bound: String) {
    let tenths = (count * 2_000 + runs) / (2 * runs)
    print("study | \(name) | \(runs) | \(count) (\(tenths / 10).\(tenths % 10) %) | \(bound) |")
  }
}
