import Glibc
import Synchronization

/// Runs a body once for each worker, on as many cores, and returns what each made, in the workers' order.
///
/// The threads are made for it and gone when it returns. Where the system gives fewer than asked for, those that are there
/// do the work of all: the calling one at the least. (Dispatch waits for a thread without end where none is to be had.)
package func onCores<T: Sendable>(_ workers: Int, _ body: @Sendable (_ worker: Int) -> T) -> [T] {
  guard workers > 1 else { return (0..<workers).map(body) }
  var results = [T?](repeating: nil, count: workers)
  results.withUnsafeMutableBufferPointer { buffer in
    // Every worker writes its own slot only, and nobody reads before all are done.
    nonisolated(unsafe) let slots = buffer
    withoutActuallyEscaping(body) { body in
      // All threads are joined before this returns: the body does not escape.
      let work = Work(count: workers) { slots[$0] = body($0) }
      let threads = (1..<min(workers, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))).compactMap { _ in work.thread() }
      work.run()
      for thread in threads { pthread_join(thread, nil) }
    }
  }
  return results.compactMap { $0 }
}

/// Numbers from 0 on that threads take one after the other.
private final class Work: Sendable {
  private let count: Int
  private let body: @Sendable (Int) -> Void
  private let next = Atomic<Int>(0)

  init(count: Int, body: @escaping @Sendable (Int) -> Void) {
    self.count = count
    self.body = body
  }

  /// Takes numbers until none is left.
  func run() {
    while true {
      let own = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard own < count else { return }
      body(own)
    }
  }

  /// Begins a thread that runs it too; `nil` where the system gives none.
  func thread() -> pthread_t? {
    var thread = pthread_t()
    let own = Unmanaged.passRetained(self)
    let code = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, own.toOpaque())
    guard code == 0 else {
      own.release()
      return nil
    }
    return thread
  }
}
