import Cores
import Journeys

/// Walks the customers of every part on all cores and merges what each walk counted; the answer does not depend on who
/// walked what.
func walk<T: Sendable>(
  _ log: JourneyLog, threads: Int, _ begin: @Sendable () -> T,
  _ body: @Sendable (inout T, EventLog, Range<Int>) -> Void, merge: (inout T, T) -> Void
) -> T {
  // A log in one part is split by customers, so that it too is walked on all cores.
  let split = log.parts.count == 1 ? max(1, min(threads, log.customerCount / 256)) : 1
  let tasks = log.parts.count * split
  let workers = max(1, min(threads, tasks))
  var all = onCores(workers) { worker in
    var tally = begin()
    for task in stride(from: worker, to: tasks, by: workers) {
      let part = log.parts[task / split]
      let piece = task % split
      let count = part.customerCount
      body(&tally, part, (count * piece / split)..<(count * (piece + 1) / split))
    }
    return tally
  }
  var total = all.removeFirst()
  for result in all { merge(&total, result) }
  return total
}
