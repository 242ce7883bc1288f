import Testing
import Text

@Suite struct HostListTests {
  @Test(
    "are expanded as Slurm writes them",
    arguments: [
      ("n1,n2", ["n1", "n2"]), ("n[1-3]", ["n1", "n2", "n3"]),
      ("n[08-10,12]", ["n08", "n09", "n10", "n12"]),
      ("a,b[1-2]-ib,c", ["a", "b1-ib", "b2-ib", "c"]),
      ("r[1-2]n[1-2]", ["r1n1", "r1n2", "r2n1", "r2n2"]), ("my host", ["my host"]),
    ])
  func names(text: String, names: [String]) {
    #expect(HostList.names(in: text) == names)
  }

  @Test(
    "that make no sense are refused",
    arguments: [
      "", "n1,", ",n1", "n[1", "n1]", "n[]", "n[a-b]", "n[3-1]", "n[1-2-3]", "n[1-9999999]",
      "n[1-999]x[1-999]", "n[-1]",
    ])
  func refused(text: String) {
    #expect(HostList.names(in: text) == nil)
  }

  @Test func `names are ordered as people count`() {
    let names = ["n10", "n2", "a", "n1", "n02"].sorted(by: HostList.isAscending)
    #expect(names == ["a", "n1", "n02", "n2", "n10"])
  }
}
