import Foundation

/// A container's filter (seccomp(2)) that refuses the calls about memory policies with EPERM.
enum ForbiddenMemoryCalls {
  /// Numbers of mbind, get_mempolicy, set_mempolicy and move_pages (`asm/unistd.h`).
  #if arch(x86_64)
    private static let numbers = [237, 239, 238, 279]
  #else
    private static let numbers = [235, 236, 237, 239]
  #endif

  /// Executes what follows it under the filter.
  static let launcher = launcher(forbidding: numbers)

  /// Forbids no more than reading a policy back.
  static let readingLauncher = launcher(forbidding: [numbers[1]])

  private static func launcher(forbidding numbers: [Int]) -> [String] {
    [
      "python3", "-c",
      """
      import ctypes, os, struct, sys
      def step(code, jt, jf, k): return struct.pack("HBBI", code, jt, jf, k)
      numbers = \(numbers)
      code = step(0x20, 0, 0, 0)
      for place, number in enumerate(numbers): code += step(0x15, len(numbers) - place, 0, number)
      code += step(0x06, 0, 0, 0x7fff0000) + step(0x06, 0, 0, 0x00050001)
      steps = ctypes.create_string_buffer(code)
      program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(steps)))
      libc = ctypes.CDLL(None, use_errno=True)
      if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, program, 0, 0): sys.exit("seccomp: errno %d" % ctypes.get_errno())
      os.execvp(sys.argv[1], sys.argv[1:])
      """,
    ]
  }

  static let canForbid =
    Tool.exists("python3")
    && (try? Tool.run("python3", Array(launcher.dropFirst()) + ["true"]).succeeded) == true
}
