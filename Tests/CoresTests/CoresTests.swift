import Cores
import Testing

struct CoresTests {
  @Test("what each worker made comes back in the workers' order, whoever was done first", arguments: [1, 2, 7, 64])
  func order(_ workers: Int) {
    let made = onCores(workers) { worker in
      // The first has the most to do.
      (0..<((workers - worker) * 1000)).reduce(worker * 1_000_000) { sum, _ in sum + 1 }
    }
    #expect(made == (0..<workers).map { $0 * 1_000_000 + (workers - $0) * 1000 })
  }

  @Test("without workers nothing is made")
  func none() { #expect(onCores(0) { $0 }.isEmpty) }
}
