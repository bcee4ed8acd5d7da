/// How likely so unequal a split is of two that are as likely, both ways (the sign test); 1 of nothing.
package func signTest(_ a: Int, _ b: Int) -> Double {
  let (least, n) = (min(a, b), a + b)
  guard n > 0 else { return 1 }
  // P(X ≤ k) of n throws is I_½(n − k, k + 1).
  return min(1, 2 * incompleteBeta(Double(n - least), Double(least + 1), 0.5))
}
