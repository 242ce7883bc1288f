extension Sequence where Element == Int {
  /// Ids of CPUs or nodes as the kernel writes lists: `0-3,8`; empty without any.
  package var idList: String {
    var runs: [ClosedRange<Int>] = []
    for id in Set(self).sorted() {
      if let last = runs.last, last.upperBound == id - 1 {
        runs[runs.count - 1] = last.lowerBound...id
      } else {
        runs.append(id...id)
      }
    }
    return runs.map { run in
      // Not by the count, which the range of all numbers overflows.
      run.lowerBound == run.upperBound ? "\(run.lowerBound)" : "\(run.lowerBound)-\(run.upperBound)"
    }.joined(separator: ",")
  }
}
