// swift-tools-version: 6.2

import PackageDescription

/// Every target of ours: Swift 6 language mode, warnings as errors, explicit existentials and imports.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let histogram = Target.Dependency.product(name: "Histogram", package: "hdrhistogram-swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

/// A room of the program (design: the rooms and who may import whom).
func room(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one room, in `Tests/<room>Tests`.
func tests(of name: String, _ dependencies: Target.Dependency...) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies,
    swiftSettings: strict)
}

/// The fuzzers' own program, which takes the compiler's runtime for them: `scripts/fuzz` asks for it.
let fuzzers: [Target] =
  Context.environment["PROFILE_FUZZ"] == nil
  ? []
  : [
    .target(name: "CFuzzer", path: "Fuzz/CFuzzer"),
    .executableTarget(
      name: "fuzz", dependencies: ["FuzzParsers", "CFuzzer"], path: "Fuzz/Driver",
      swiftSettings: strict),
  ]

let package = Package(
  name: "profile",
  products: [
    .executable(name: "profile", targets: ["profile"]),
    .executable(name: "profile-host", targets: ["profile-host"]),
    // For `Benchmarks`, a package of its own.
    .library(
      name: "Rooms",
      targets: [
        "ProcFS", "LinuxSystem", "ProfileModel", "Analysis", "Reporting", "FuzzParsers",
        "TestSupport",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.0.0"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: fuzzers + [
    // C: what Swift cannot see by itself.
    .systemLibrary(name: "CNuma", pkgConfig: "numa", providers: [.apt(["libnuma-dev"])]),
    .target(name: "CLinuxShims", cSettings: [.define("_GNU_SOURCE")]),

    // Words for people: numbers, lists, escaping. It knows nothing of the other rooms, and each may use it
    // that speaks to a person, in a message or a remark.
    room("Text"),

    // Values without behaviour: the study, and what controller and host say to each other.
    room("ProfileModel", "Text"),
    room("HostProtocol"),

    // Wet rooms: they touch the kernel and can fail.
    room("LinuxSystem", "CNuma", "CLinuxShims", systemPackage),
    room("ProcFS", "LinuxSystem", systemPackage),
    room("Topology", "ProfileModel", "Text", "LinuxSystem", "ProcFS", systemPackage),
    room("Builtin", "LinuxSystem", "Text", histogram, systemPackage),
    room(
      "Execution", "ProfileModel", "Text", "Builtin", "HostProtocol", "LinuxSystem", "ProcFS",
      "Topology", histogram, systemPackage),

    // Dry rooms: pure, tested in milliseconds on any machine.
    room("Planning", "ProfileModel", "Builtin", "Text"),
    room("Analysis", "ProfileModel", "Builtin", "Text", realModule),
    room("Manifests", "ProfileModel", "Builtin", "Text", yams),
    room("Reporting", "ProfileModel", "Analysis", "Builtin", "Text", mustache),
    room("Exports", "ProfileModel", "Analysis", "Text"),
    room("Help", "ProfileModel", "Builtin", "Text"),

    // The executables: the profiler, and the small one in which all work is done.
    .executableTarget(
      name: "profile",
      dependencies: [
        "ProfileModel", "Text", "LinuxSystem", "Topology", "Builtin",
        "Planning", "Manifests", "Execution", "Analysis", "Reporting", "Exports",
        "Help", argumentParser,
        systemPackage,
      ], swiftSettings: strict),
    .executableTarget(
      name: "profile-host",
      dependencies: ["Builtin", "HostProtocol", "LinuxSystem", "ProcFS", systemPackage],
      swiftSettings: strict),

    // Tests, and the fixed studies and machines that they share.
    .target(
      name: "TestSupport", dependencies: ["ProfileModel", "Analysis", "Topology", systemPackage],
      path: "Tests/TestSupport", swiftSettings: strict),
    // Parsers as fuzzers meet them, and as a test reads the same inputs.
    .target(
      name: "FuzzParsers",
      dependencies: [
        "ProcFS", "HostProtocol", "Planning", "Manifests", "ProfileModel", "Text",
      ], path: "Fuzz/Parsers", swiftSettings: strict),
    tests(of: "FuzzParsers"),
    // Whose CPU time, switches, waits and bytes are known beforehand, for the end-to-end tests to measure.
    .executableTarget(name: "known-truth", path: "Tests/KnownTruth"),
    tests(
      of: "profile", "Analysis", "Builtin", "Execution", "LinuxSystem", "Planning", "ProfileModel",
      "Reporting", "Text", "TestSupport"),
    tests(of: "Text"),
    tests(of: "ProcFS", "Builtin", "TestSupport", systemPackage),
    tests(of: "Topology", "ProfileModel", "LinuxSystem", "Builtin", "TestSupport"),
    .testTarget(
      name: "PlanningTests",
      dependencies: ["Planning", "ProfileModel", "Builtin", "Text", "TestSupport", "Topology"],
      exclude: ["Golden"], swiftSettings: strict),
    tests(of: "Manifests", "ProfileModel"),
    .testTarget(
      name: "ExportsTests",
      dependencies: ["Exports", "Analysis", "ProfileModel", "Text", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    tests(of: "Help", "Analysis", "ProfileModel", "Text", "TestSupport"),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "Analysis", "Builtin", "Exports", "ProfileModel", "Text", "TestSupport",
      ],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "AnalysisTests", dependencies: ["Analysis", "ProfileModel", "Builtin"],
      exclude: ["Reference"],
      swiftSettings: strict),
    tests(of: "ProfileModel", "Builtin", "TestSupport"),
    tests(of: "HostProtocol", "Builtin", "TestSupport"),
    tests(
      of: "Execution", "Builtin", "HostProtocol", "LinuxSystem", "ProcFS", "ProfileModel",
      "TestSupport"),
    tests(of: "Builtin", "LinuxSystem", "TestSupport", systemPackage),
    tests(of: "LinuxSystem", "CLinuxShims", "TestSupport", systemPackage),
    .testTarget(name: "DocumentTests", swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "ProfileModel", "LinuxSystem", "Help", "HostProtocol", "Topology", "TestSupport",
        systemPackage,
      ], swiftSettings: strict),
  ]
)
