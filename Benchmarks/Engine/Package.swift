// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "engine-benchmark",
  dependencies: [.package(name: "lstm-tutor", path: "../..")],
  targets: [
    .executableTarget(
      name: "EngineBenchmark",
      dependencies: [.product(name: "Recurrent", package: "lstm-tutor")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
