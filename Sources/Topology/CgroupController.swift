/// A resource that cgroups share out, by the kernel's name; cgroups(7).
public enum CgroupController: String, Sendable {
  case cpu, cpuset, memory, pids
}
