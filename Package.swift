// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]
// Debug array and string code is 10 to 40 times slower; tests run networks for thousands of steps,
// read hostile files of megabytes and draw tens of thousands of screens.
let fast: [SwiftSetting] = [
  .unsafeFlags(["-O"], .when(configuration: .debug)),
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]
// Tests run the kernels for millions of steps. Contractions are those the source spells out, so that
// each instance of a kernel rounds alike.
let kernels: [CSetting] = [.unsafeFlags(["-O3", "-fno-math-errno", "-ffp-contract=on"])]
// A statically linked standard library starts in half the time. The packages are compiled for the
// dynamic one, so what their Foundation needs has to be named here.
let quickStart: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-static-stdlib", "-use-ld=lld", "-lCoreFoundation", "-l_FoundationICU",
      "-l_FoundationCollections",
      "-l_FoundationCShims", "-lstdc++", "-Xclang-linker", "-no-pie", "-Xlinker", "--gc-sections",
    ],
    .when(platforms: [.linux], configuration: .release))
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let diffs: [Target.Dependency] = [
  .product(name: "CustomDump", package: "swift-custom-dump"),
  // Without this product a failed expectNoDifference passes on Linux.
  .product(name: "IssueReportingTestSupport", package: "xctest-dynamic-overlay"),
]

let package = Package(
  name: "lstm-tutor",
  products: [
    .executable(name: "lstm-tutor", targets: ["LSTMTutor"]),
    // For Benchmarks/Engine
    .library(name: "Recurrent", targets: ["Recurrent", "CKernels"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/pointfreeco/swift-custom-dump", exact: "1.7.3"),
    .package(url: "https://github.com/pointfreeco/xctest-dynamic-overlay", exact: "1.13.1"),
  ],
  targets: [
    // Floor 0: C, and the names of the two languages
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
    .systemLibrary(
      name: "CCmarkGFM",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(name: "CPosix"),
    .target(name: "CKernels", cSettings: kernels),
    .target(name: "Languages", swiftSettings: strict),

    // Floor 1: values
    .target(name: "Cells", swiftSettings: strict + fast),
    .target(name: "CourseModel", dependencies: ["Languages"], swiftSettings: strict),
    .target(name: "Phrases", dependencies: ["Languages"], swiftSettings: strict),
    .target(name: "Recurrent", dependencies: ["CKernels"], swiftSettings: strict + fast),

    // Floor 2: pure behaviour
    .target(name: "Console", dependencies: ["Cells"], swiftSettings: strict),
    .target(
      name: "Views", dependencies: ["Cells", "CourseModel"], swiftSettings: strict + fast),
    .target(
      name: "Study", dependencies: ["CourseModel", "Languages", "Recurrent"],
      swiftSettings: strict + fast),

    // Floor 3: files, the screen, the program's state
    .target(
      name: "Content",
      dependencies: [
        "Cells", "CourseModel", "Languages", "Recurrent", "Study", "CCmarkGFM", "Yams",
      ],
      swiftSettings: strict + fast),
    .target(
      name: "Journal",
      dependencies: ["Study", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "CursesConsole", dependencies: ["Cells", "Console", "CNcurses", "CPosix"],
      swiftSettings: strict),
    .target(
      name: "TutorCore",
      dependencies: [
        "Cells", "Console", "CourseModel", "Languages", "Phrases", "Recurrent", "Study", "Views",
      ],
      swiftSettings: strict + fast),

    // Floor 4: the program
    .executableTarget(
      name: "LSTMTutor",
      dependencies: [
        "Cells", "Console", "Content", "CourseModel", "CPosix", "CursesConsole", "Journal",
        "Languages", "Phrases", "Recurrent", "Study", "TutorCore", "Views", argumentParser,
      ],
      swiftSettings: strict, linkerSettings: quickStart),

    .target(
      name: "TestSupport", dependencies: ["Cells", "Study"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "CellsTests", dependencies: ["Cells", "CNcurses", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "KernelTests", dependencies: ["CKernels"], swiftSettings: strict + fast),
    .testTarget(
      name: "RecurrentTests", dependencies: ["Recurrent"], exclude: ["Reference"],
      swiftSettings: strict),
    .testTarget(
      name: "ViewsTests",
      dependencies: ["Cells", "Content", "CourseModel", "Languages", "TestSupport", "Views"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "StudyTests", dependencies: ["CourseModel", "Languages", "Study", "TestSupport"],
      exclude: ["Reference"], swiftSettings: strict),
    .testTarget(
      name: "JournalTests",
      dependencies: [
        "Journal", "Study", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ContentTests",
      dependencies: ["Cells", "Content", "CourseModel", "Languages", "Recurrent", "Study"],
      swiftSettings: strict),
    .testTarget(
      name: "TutorCoreTests",
      dependencies: [
        "Cells", "Console", "Content", "CourseModel", "Languages", "Phrases", "Recurrent",
        "Study", "TestSupport", "TutorCore", "Views",
      ] + diffs,
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "ToolTests", dependencies: ["Cells", "TestSupport", "LSTMTutor"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
