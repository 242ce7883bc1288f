/// What makes threads of a running program alike: the role of their process and their name, digits aside.
struct ThreadKind: Hashable {
  let role: String
  let name: String

  /// Threads that each ran and waited for a CPU for less than this share of the time are idle.
  static let idleShare = 0.01

  init(role: String, name: String) {
    self.role = role
    self.name = ThreadName.folded(name)
  }
}
