import ProfileModel

extension Glossary {
  /// What an answer says in few words.
  static let answers: [Topic] =
    AnswerLine.allCases.compactMap(\.topic) + [
      Topic(
        "use",
        "the configuration to take: it beats the reference, and no other is known to be better.",
        "In capitals on the terminal. What else would do stands behind “or”, what speaks against it behind “but”."
      ),
      Topic(
        "established", aliases: ["not established", "claimed"],
        "more than chance, the machine's noise and the margin can make, at 95 % for all comparisons together.",
        "The whole interval of the ratio lies beyond the margin, by levels that Holm's correction tightens for the number of comparisons, and the ratio itself beyond the noise floor. What is not established may still be true: more rounds tell."
      ),
      Topic(
        "how sure", "what is established, from how many rounds, beside how much noise."),
      Topic(
        "idle", aliases: ["nothing came"],
        "hardly on a CPU, and waiting for what never or seldom came: a request, input, or a time.",
        "Nothing holds an idle program back but its callers, so that nothing would make it faster."),
      Topic(
        "bound by its output", aliases: ["output"],
        "a command writes so much that the pipe for its output is what it works or waits for.",
        "The profiler empties that pipe, as another program would; 256 MiB a second and more beyond what is kept count as much. sh -c 'command > /dev/null' measures the command without."
      ),
      Topic(
        "median", "the middle value: as many trials lie above it as below.",
        "Unlike the mean it is not moved by one trial that took very long."),
    ]

  /// What a report says of the machine.
  static let hardware: [Topic] = [
    Topic(
      "CPUs", aliases: ["cores", "allowed CPUs", "CPUs not allowed"],
      "what the kernel runs threads on, one at a time each, by the kernel's own numbers.",
      "A physical core with SMT counts as two or more. Allowed are those of the affinity mask and the cpuset; the others are there, and may not be used. How many are kept busy counts CPU time: a quota or other programs leave less than all."
    ),
    Topic(
      "SMT", aliases: ["hyper-threading", "siblings", "SMT siblings"],
      "several CPUs that share one physical core, and its units that compute."),
    Topic(
      "package", aliases: ["packages"], "a processor as one piece, which sits in a socket."),
    Topic(
      "caches", aliases: ["last-level cache", "LLC"],
      "fast memory beside the CPUs: its level, its size, and how many CPUs share one."),
    Topic(
      "NUMA node", aliases: ["NUMA nodes", "NUMA distances"],
      "CPUs with the memory that is near them; memory of other nodes takes longer to reach.",
      "A distance of 10 is the node itself, 20 says about twice as far. memory policy (--memory) sets where memory comes from."
    ),
    Topic(
      "machine's memory", aliases: ["swap"], "what the machine has in all, what is free, and swap.",
      "What a trial used is peak PSS, where it may come from memory policy."),
    Topic(
      "cpuset", "the cgroup that says which CPUs may be used, such as a container's."),
    Topic(
      "isolated CPU", aliases: ["isolated CPUs", "isolcpus"],
      "a CPU that the kernel gives to nobody by itself: taskset -c N profile --pin N reaches it."),
    Topic(
      "kernel", "Linux's version.",
      "CPU-bound in the kernel means something else: the time went into its code, for system calls of the program."
    ),
    Topic(
      "settings",
      "switches of the kernel that decide what can be measured, and what disturbs it: profile doctor explains each."
    ),
    Topic("virtualization", "what kind of virtual machine or container this is, if it is one."),
    Topic(
      "storage", aliases: ["device"],
      "where the file of io lies, on which file system and device: --directory chooses it.",
      "Bound by storage means: the workers waited for it for most of the time."),
    Topic(
      "timeslices", aliases: ["timeslice"],
      "how often a command's thread got a CPU, by the scheduler's account (schedstat)."),
  ]
}
