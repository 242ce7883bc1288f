import CLinuxShims

/// Another process's memory.
public enum ProcessMemory {
  /// Two machine words at an address; nil where the process is gone or may not be traced (`process_vm_readv`).
  public static func words(of pid: Int32, at address: UInt64) -> (Int64, Int64)? {
    var words: (Int64, Int64) = (0, 0)
    let size = MemoryLayout<(Int64, Int64)>.size
    let count = withUnsafeMutableBytes(of: &words) { bytes in
      profile_read_words(pid, address, bytes.assumingMemoryBound(to: Int64.self).baseAddress)
    }
    return count == size ? words : nil
  }
}
