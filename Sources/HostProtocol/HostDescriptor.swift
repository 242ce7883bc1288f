/// Where a host finds what it was given.
public enum HostDescriptor {
  /// The order, a file read from its start.
  public static let order: Int32 = 3
  /// The control pipe: when it closes, the host ends.
  public static let control: Int32 = 4
  /// The answers, one line each, written whole.
  public static let answers: Int32 = 5
  /// The gate's shared file.
  public static let gate: Int32 = 6
}

/// How a host exits; anything else is a crash.
public enum HostExit {
  public static let done: Int32 = 0
  /// The order could not be read or followed.
  public static let refused: Int32 = 3
  /// The control pipe closed before the work was done.
  public static let abandoned: Int32 = 4
}

/// What the controller says on the control pipe of a launcher, one byte each; closing it ends the tree at once.
public enum LaunchControl {
  /// Start.
  public static let go = UInt8(ascii: "g")
  /// End the tree, politely first.
  public static let end = UInt8(ascii: "e")
  /// The profiler lives and does the rest: without this, a pipe that closes means that it died.
  public static let done = UInt8(ascii: "d")
}
