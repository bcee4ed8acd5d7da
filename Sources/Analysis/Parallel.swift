import Dispatch

/// Walks ranges of customers on all cores and merges what each walk counted; the answer does not depend on the split.
func walk<T: Sendable>(
  customers: Int, threads: Int, _ body: @Sendable (Range<Int>) -> T, merge: (inout T, T) -> Void
) -> T {
  let parts = max(1, min(threads, customers / 256))
  guard parts > 1 else { return body(0..<customers) }
  var results = [T?](repeating: nil, count: parts)
  results.withUnsafeMutableBufferPointer { buffer in
    // Each part writes its own slot only.
    nonisolated(unsafe) let slots = buffer
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      slots[part] = body((customers * part / parts)..<(customers * (part + 1) / parts))
    }
  }
  let all = results.compactMap { $0 }
  var total = all[0]
  for result in all.dropFirst() { merge(&total, result) }
  return total
}
