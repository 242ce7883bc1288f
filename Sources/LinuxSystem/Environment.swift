import Glibc

/// The environment of this process.
public enum Environment {
  /// A variable (`getenv`); nil when it is not set.
  public static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// A variable that is set and not empty.
  public static func text(_ name: String) -> String? {
    value(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Sets a variable (`setenv`), or removes it (`unsetenv`).
  public static func set(_ name: String, to value: String?) {
    if let value { setenv(name, value, 1) } else { unsetenv(name) }
  }
}
