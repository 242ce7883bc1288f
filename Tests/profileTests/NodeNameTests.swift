import Testing
import profile

@Suite struct NodeNameTests {
  @Test(
    "fill a path",
    arguments: [
      ("r/{host}", "r/alpha"), ("r/{node}/x", "r/n1/x"), ("{host}-{node}", "alpha-n1"),
      ("plain", "plain"), ("{hots}", "{hots}"), ("{node}{node}", "n1n1"),
    ])
  func filled(path: String, filled: String) {
    #expect(NodeName.filled(path, host: "alpha", node: "n1") == filled)
  }

  @Test(
    "are one part of it, whatever they hold",
    arguments: [
      ("../../etc", ".._.._etc"), ("my host", "my_host"), ("a\nb", "a_b"), ("..", "_"), ("", "_"),
      ("$(x)", "__x_"), ("node-07.cluster", "node-07.cluster"), ("{node}", "_node_"),
    ])
  func safe(name: String, part: String) {
    #expect(NodeName.filled("r/{host}/s", host: name, node: "n") == "r/\(part)/s")
  }
}
