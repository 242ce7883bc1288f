import ProfileModel

extension Glossary {
  static let placements: [Topic] =
    [Quantity.migrations].compactMap(\.topic) + [
      Topic(
        "pin",
        aliases: [
          "--pin", "none", "compact", "spread", "core", "l3", "node", "socket", "list",
          "expression",
        ],
        "which CPU each worker gets: --pin, which may be repeated to compare placements.",
        "core (the default): one CPU per worker, whole physical cores before SMT siblings. compact: neighbours first, siblings included. spread: as far apart as possible, sockets in turn, in each its nodes.",
        "l3, node, socket: these domains in turn, whole cores first in each. none: any allowed CPU, as the kernel likes.",
        "0-3,8: these CPUs in this order, ids as the kernel numbers them, one per worker, reused when there are too few. !0: all allowed CPUs but these. +0-3: the first four of those that are allowed.",
        "S0:0-3@node1:0-1: CPUs counted within a socket (S), a NUMA node (node) or a last-level cache (L3-): from 0, allowed ones only, whole cores first."
      ),
      Topic(
        "pin width", aliases: ["--pin-width"],
        "how much around its own CPU a worker may use: cpu, core, l3 or node."),
      Topic(
        "memory policy", aliases: ["numa"],
        "where a worker's memory comes from: default, local, bind:NODES, interleave:NODES, preferred:NODE.",
        "It matters on machines with several NUMA nodes. Containers often forbid it; then that is said and the CPU pin stays."
      ),
      Topic(
        "CPU quota", aliases: ["--cpu-quota", "cpuQuotaCores", "pod"],
        "CPU time that a cgroup may use in a second, in CPUs: what a container's CPU limit is.",
        "Who has used it up is stopped until the next period of 100 ms, with all its threads: throttled.",
        "--cpu-quota 0.5,1.5 runs each configuration in a cgroup of its own with that quota. How many workers are best depends on it, so each quota is a comparison of its own: cpu at 1.5 CPUs. Where nobody says how many workers, as many are tried as can use the quota up."
      ),
      Topic(
        "memory limit", aliases: ["--memory-limit", "memoryLimitBytes"],
        "memory that a cgroup may use: beyond it the kernel kills.",
        "--memory-limit 256MiB runs each configuration in a cgroup of its own with that limit and without swap, as a pod has none. The page cache counts, but a page that is there already counts for the group that read it first."
      ),
      Topic(
        "asked", aliases: ["requestedCPUs"], "the CPUs that the worker was to be pinned to."),
      Topic(
        "obtained", aliases: ["obtainedCPUs"],
        "the CPUs that the kernel granted: the mask, read back by the worker itself.",
        "The kernel drops CPUs that are not allowed without a word, so asking is no proof."),
      Topic(
        "observed", aliases: ["observedCPUs"],
        "the CPUs on which samples saw the worker."),
      Topic("held", "whether every worker stayed on the CPUs that it was pinned to."),
    ]

  static let prices: [Topic] =
    (Quantity.costs + Quantity.memory).compactMap(\.topic) + [
      Topic("processes", "how many processes the configuration has."),
      Topic(
        "segments",
        aliases: [
          "code", "data", "bss", "heap", "stack", "anonymous", "shared memory", "shared pages",
          "private pages",
        ], "resident memory of one process, by what it is used for.",
        "code: the program and its libraries. data: variables with a value. bss: variables that begin as zero. heap: what was allocated at run time. stack: local variables, of all threads. anonymous: other memory without a file.",
        "Shared pages are mapped by other processes too, private ones by this process alone."),
    ]
}
