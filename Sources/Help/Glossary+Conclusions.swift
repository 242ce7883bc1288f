import ProfileModel

extension Glossary {
  static let noises: [Topic] =
    (Quantity.noise + Quantity.sampling).compactMap(\.topic) + [
      Topic(
        "disturbed trials", aliases: ["disturbed"],
        "trials during which the rest of the machine did too much.",
        "That is: other programs used over 5 % of all CPUs, the hypervisor took over 2 %, or a quota stopped us for over 1 % of the time. Rounds with such trials are measured again at the end while the budget allows, if they are no more than a third: both stay in the record, the quieter one counts. --retry-noisy K repeats a trial at once, up to K times, and the last attempt counts."
      ),
      Topic("interval asked", "the time between two samples that was asked for."),
      Topic("achieved", "the time between two samples that was reached, in the median."),
      Topic(
        "noise", aliases: ["the machine and its noise"],
        "what differs from run to run although nothing was changed: other programs, the hypervisor, chance."
      ),
      Topic(
        "noise floor", "how much two runs of the very same configuration differ on this machine.",
        "Measured by a twin of the reference in every round. No difference smaller than this is claimed."
      ),
    ]

  static let conclusions: [Topic] = [
    Topic(
      "verdict", aliases: ["answer", "the answer"],
      "the answer for one workload: recommended, no difference, or undecided.",
      "A configuration is recommended when the whole 95 % interval of its ratio to the reference lies beyond the margin, corrected for the number of comparisons, the ratio itself beyond the noise floor as well, and no other is better. Of those that the fastest beats by no more than a standard error, the one with the fewest workers is taken, and of as many the one with less memory (PSS)."
    ),
    Topic(
      "fleet", aliases: ["nodes"],
      "one plan's studies from many machines, which profile fleet holds against each other.",
      "A node is named by its scheduler (SLURMD_NODENAME, or NODE_NAME in a pod), else by its host name. --output results/{node} writes a folder for each."
    ),
    Topic(
      "kind", aliases: ["kinds", "by"],
      "machines that are alike: CPU model, packages, cores, CPUs, memory nodes, and CPU quota.",
      "Only like machines are pooled and judged. An answer for a kind rests on its nodes, each of which gives one median per configuration. Kinds of fewer than 4 machines are shown and not judged."
    ),
    Topic(
      "stands out", aliases: ["outlier", "stands", "ratio to the others", "--fail-if-outlier"],
      "a node whose whole interval lies beyond the margin, and which strays farther than the others of its kind.",
      "The ratio is the node's median over the median of the others. How far those stray is told by their median and their standard deviation without the ill ones (those beyond five times the median absolute deviation), with Holm's correction for the number of nodes.",
      "profile fleet --fail-if-outlier 5% exits with 2 when a node that stands out is slower than that beyond doubt, 3 when it cannot tell of every node."
    ),
    Topic(
      "only it says",
      "what a node's own doctor, or its kernel, says of it and at most a quarter of its kind shares."
    ),
    Topic(
      "evidence", aliases: ["the evidence"],
      "the tables and sentences behind an answer: what each configuration took, and where its time went."
    ),
    Topic("recommended", "one configuration is faster than the reference, and no other is better."),
    Topic(
      "no difference", aliases: ["noDifference", "no different", "it makes no difference"],
      "every interval lies within the margin or the noise floor: take what is simplest."),
    Topic(
      "undecided", aliases: ["inconclusive", "not decided", "not told apart"],
      "the data cannot tell: too few rounds, or too much noise.",
      "The report prints the command that would settle it."),
    Topic(
      "ratio", "a configuration's value divided by the reference's, paired within rounds.",
      "Below 1 is faster. 95 % intervals come from the signed ranks of the pairs (Wilcoxon), with 3 to 5 rounds from their logarithms (Student's t); outcomes are Holm-adjusted."
    ),
    Topic(
      "either will do",
      "configurations that are not told apart, and cannot differ by more than 10 %: take what suits you."
    ),
    Topic(
      "rotation", aliases: ["CPU effect"],
      "over the rounds a configuration visits the CPUs that the study uses, so that no CPU's own speed passes for its own.",
      "Each is visited equally often, in an order drawn from the seed, and all configurations of as many workers are on the same CPUs in a round. Where two sides of a ratio visit different CPUs, what the CPUs differ by is taken out of it. CPUs that --pin names by their numbers are kept to."
    ),
    Topic(
      "margin", aliases: ["--margin"], "no difference smaller than this is claimed; 2 % by default."
    ),
    Topic(
      "precision", aliases: ["--precision"],
      "the half-width of the ratios' intervals at which a study stops by itself, 2 % by default."),
    Topic(
      "bound by",
      aliases: ["bound", "the limit"] + BoundKind.allCases.map(\.phrase)
        + BoundKind.allCases.map { "bound by \($0.words)" },
      "what keeps a configuration from being faster, with the evidence and a lever.",
      "One of: \(BoundKind.allCases.map(\.words).joined(separator: ", "))."
    ),
    Topic(
      "Amdahl's law", aliases: ["amdahl", "scaling", "sigma", "how it scales"],
      "speed-up when a share sigma of the work cannot be done in parallel: N / (1 + sigma (N−1))."),
    Topic(
      "USL", aliases: ["Universal Scalability Law", "kappa", "gamma"],
      "Amdahl's law with a second cost kappa, for workers that keep each other in step: N / (1 + sigma (N−1) + kappa N (N−1)).",
      "With kappa above 0 there is a number of workers beyond which more make it slower."),
    Topic(
      "knee",
      "the fewest workers whose throughput is within the margin, or the noise, of the largest: more of them buy next to nothing.",
      "It is read from the fitted curve up to the most workers that were tried; without a fit, from those that were measured."
    ),
  ]

  static let files: [Topic] = [
    Topic(
      "study.json", "the record of a study: what was measured, and nothing that was concluded.",
      "One object, format profile-study, version 1. Field names carry their unit. They stay: keys may be added, never renamed."
    ),
    Topic(
      "findings.json", "what was concluded: estimates, comparisons, verdicts, ledgers, scaling.",
      "profile report STUDY --format json prints it anew from the study."),
    Topic(
      "fleet.json", aliases: ["fleet.md", "fleet.csv"],
      "what was concluded from the studies of many machines: answers, kinds, a row per node.",
      "profile fleet DIR --format json prints it."),
    Topic("samples.csv", "one row per worker and sample, for pictures and spreadsheets."),
    Topic(
      "report.md", aliases: ["report"],
      "the report: the answer first, then the evidence, the price and the noise."),
    Topic(
      "exit codes", aliases: ["exit status"],
      "0 done; 1 a trial failed; 2 and 3 from compare and fleet: worse, and cannot tell; 64 and above: errors.",
      "64 bad usage. 65 malformed input, or studies that cannot be compared. 66 input missing, or nothing there to attach to. 69 the machine lacks what was asked for, or several warm-ups used up the time budget. 70 a bug of ours. 73 output cannot be written. 128 + n: ended by signal n, such as 130 by Ctrl-C and 143 by SIGTERM; what was measured is saved."
    ),
  ]
}
