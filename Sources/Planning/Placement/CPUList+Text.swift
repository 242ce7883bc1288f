/// CPU ids as the kernel writes lists: `0-3,8`.
func cpuListText(_ ids: some Sequence<Int>) -> String {
  var parts: [String] = []
  var run: ClosedRange<Int>?
  for id in Set(ids).sorted() {
    if let open = run, open.upperBound + 1 == id {
      run = open.lowerBound...id
    } else {
      if let open = run { parts.append(rangeText(open)) }
      run = id...id
    }
  }
  if let open = run { parts.append(rangeText(open)) }
  return parts.joined(separator: ",")
}

private func rangeText(_ range: ClosedRange<Int>) -> String {
  range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
}
