// swift-tools-version: 6.2

import PackageDescription

/// A benchmark of the rooms: one folder, one executable that `swift package benchmark` finds and runs.
func benchmark(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      .product(name: "Benchmark", package: "benchmark"),
      .product(name: "Rooms", package: "profile"),
    ],
    path: name,
    swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)],
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "profile-benchmarks",
  dependencies: [
    .package(name: "profile", path: ".."),
    // Without its own allocator: allocations are counted by a test of ours.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [benchmark("Readings"), benchmark("Parsers"), benchmark("Conclusions")]
)
