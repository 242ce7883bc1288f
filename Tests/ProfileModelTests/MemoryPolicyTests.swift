import ProfileModel
import Testing

@Suite struct MemoryPolicyTests {
  static let policies: [(MemoryPolicy, String)] = [
    (.standard, "default"), (.local, "local"), (.bind([0]), "bind:0"),
    (.bind([0, 2, 3, 4, 8]), "bind:0,2-4,8"), (.interleave([1022, 1023]), "interleave:1022-1023"),
    (.preferred(255), "preferred:255"),
  ]

  @Test(arguments: policies)
  func `a policy is read as it was written`(policy: MemoryPolicy, text: String) {
    #expect(policy.description == text)
    #expect(MemoryPolicy(text) == policy)
  }

  @Test(arguments: [
    "", "bind", "bind:", "local:0", "default:", "preferred:0,1", "bind:1,0", "bind:0,0", "bind:a",
    "bind:3-1", "bind:0-1-2", "bind:-1", "bind:0-4000000000", "interleave:0:1", "first:0",
  ])
  func `what no plan writes is no policy`(text: String) {
    #expect(MemoryPolicy(text) == nil)
  }
}
