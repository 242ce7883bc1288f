import ProfileModel

extension Configuration {
  /// This configuration with its processes started in each of these ways; one process is always spawned.
  func started(_ starts: [ProcessStart]) -> [Configuration] {
    guard processes > 1, starts != [.spawn] else { return [self] }
    return starts.map { start in
      var configuration = self
      configuration.parameters[ProcessStart.parameter] = .text(start.rawValue)
      configuration.id += ";\(ProcessStart.parameter)=\(start.rawValue)"
      return configuration
    }
  }
}
