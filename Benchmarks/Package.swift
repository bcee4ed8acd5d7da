// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that users and tests never build it. It runs the built program as a whole process.
let package = Package(
  name: "Benchmarks",
  targets: [.executableTarget(name: "Benchmarks")],
  swiftLanguageModes: [.v6]
)
