// swift-tools-version: 6.0
import PackageDescription

// The order of the targets is the order in which data flow: a target may use only what stands above it.
// Tests/ArchitectureTests holds the sources to the same list.
let package = Package(
  name: "masa",
  products: [.executable(name: "masa", targets: ["masa"])],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CReadStat", providers: [.apt(["libreadstat-dev"])]),

    .systemLibrary(name: "CBytes"),
    .target(name: "Basics"),
    .target(name: "Cores"),
    .target(
      name: "Reading", dependencies: ["Basics", "Cores", "CBytes", "CZlib", "CLibXML2", "CLibZip", "CReadStat"]),
    .target(
      name: "Journeys",
      dependencies: ["Basics", "CBytes", "Cores", "Reading", .product(name: "Yams", package: "Yams")]),
    .target(name: "Statistics", dependencies: ["CBytes"]),
    .target(name: "Analysis", dependencies: ["Basics", "CBytes", "Cores", "Journeys", "Statistics"]),
    .target(name: "Wording", dependencies: ["Basics", .product(name: "Yams", package: "Yams")]),
    .target(name: "Findings", dependencies: ["Basics", "Analysis", "Statistics", "Journeys", "Reading"]),
    .target(name: "Pages", dependencies: ["Findings", "Wording"]),
    .target(name: "SVGCharts", dependencies: ["Basics", "Pages", "Wording"]),
    .target(
      name: "HTMLPages",
      dependencies: [
        "Basics", "SVGCharts", "Pages", "Wording", .product(name: "Mustache", package: "swift-mustache"),
      ]),
    .target(
      name: "Publishing", dependencies: ["Basics", "Cores", "HTMLPages", "SVGCharts", "Pages", "Findings", "Wording"]),
    .target(name: "Drafting", dependencies: ["Reading", "Journeys", "Wording"]),
    .target(
      name: "Pipeline",
      dependencies: [
        "Cores", "Reading", "Journeys", "Analysis", "Wording", "Findings", "Pages", "HTMLPages", "Publishing",
      ]),
    .target(name: "Simulation", dependencies: ["Basics"]),
    .executableTarget(
      name: "masa",
      dependencies: [
        "Basics", "Reading", "Journeys", "Wording", "Publishing", "Drafting", "Pipeline", "Simulation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      // The released program carries Swift's own libraries: it starts sooner, and runs where no toolchain is installed.
      swiftSettings: [.unsafeFlags(["-static-stdlib"], .when(platforms: [.linux], configuration: .release))],
      linkerSettings: [
        .unsafeFlags(["-static-stdlib", "-use-ld=lld"], .when(platforms: [.linux], configuration: .release))
      ]),

    .target(name: "TestSupport", dependencies: ["CZlib", "Wording"], path: "Tests/TestSupport"),
    .target(name: "JourneysTestSupport", dependencies: ["Journeys", "Reading"], path: "Tests/JourneysTestSupport"),
    .testTarget(name: "BasicsTests", dependencies: ["Basics"]),
    .testTarget(name: "CoresTests", dependencies: ["Cores"]),
    .testTarget(name: "ReadingTests", dependencies: ["CBytes", "Reading", "TestSupport"], exclude: ["Fixtures"]),
    .testTarget(name: "JourneysTests", dependencies: ["Journeys", "Reading", "JourneysTestSupport", "TestSupport"]),
    .testTarget(name: "StatisticsTests", dependencies: ["CBytes", "Statistics", "TestSupport"]),
    .testTarget(
      name: "AnalysisTests",
      dependencies: ["Analysis", "Journeys", "Reading", "Statistics", "JourneysTestSupport", "TestSupport"]),
    .testTarget(name: "WordingTests", dependencies: ["Basics", "Wording", "TestSupport"]),
    .testTarget(
      name: "FindingsTests",
      dependencies: ["Findings", "Analysis", "Journeys", "Reading", "Statistics", "JourneysTestSupport", "TestSupport"]),
    .testTarget(
      name: "PagesTests",
      dependencies: [
        "Pages", "Findings", "Wording", "Analysis", "Journeys", "Reading", "Pipeline", "Publishing",
        "JourneysTestSupport",
        "TestSupport",
      ], exclude: ["Golden"]),
    .testTarget(
      name: "SVGChartsTests", dependencies: ["SVGCharts", "Pages", "Wording", "TestSupport"], exclude: ["Golden"]),
    .testTarget(
      name: "HTMLPagesTests", dependencies: ["HTMLPages", "Publishing", "Pages", "Findings", "Wording", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(name: "SimulationTests", dependencies: ["Basics", "Simulation"]),
    .testTarget(name: "DraftingTests", dependencies: ["Drafting", "Journeys", "Reading", "Wording", "TestSupport"]),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "Basics", "Pipeline", "Publishing", "Findings", "Pages", "Journeys", "Reading", "Wording", "TestSupport",
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(
      name: "CommandTests", dependencies: ["Journeys", "Reading", "TestSupport"], exclude: ["Faults"]),
    .testTarget(
      name: "ArchitectureTests",
      dependencies: ["Reading", "Journeys", "Analysis", "Findings", "Pages", "Wording", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// `make test` builds what is tested as it is shipped, because the tests have it compute much; their own code runs once, and is
// compiled as it stands.
for target in package.targets where target.isTest || target.path?.hasPrefix("Tests/") == true {
  target.swiftSettings = [.unsafeFlags(["-Onone"], .when(configuration: .release))]
}

// What breaks readers on purpose is built only when asked for: `make fuzz`.
if Context.environment["MASA_FUZZING"] != nil {
  package.products.append(.executable(name: "fuzz", targets: ["Fuzz"]))
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["Reading", "Journeys", "Analysis", "CZlib"], path: "Fuzzing/Sources/Fuzz"))
}
