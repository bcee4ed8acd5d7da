import Dispatch

/// Runs a body once for each worker, on as many cores, and returns what each made, in the workers' order.
package func onCores<T: Sendable>(_ workers: Int, _ body: @Sendable (_ worker: Int) -> T) -> [T] {
  var results = [T?](repeating: nil, count: workers)
  results.withUnsafeMutableBufferPointer { buffer in
    // Every worker writes its own slot only, and nobody reads before all are done.
    nonisolated(unsafe) let slots = buffer
    DispatchQueue.concurrentPerform(iterations: workers) { slots[$0] = body($0) }
  }
  return results.compactMap { $0 }
}
