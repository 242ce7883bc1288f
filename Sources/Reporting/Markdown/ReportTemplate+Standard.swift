extension ReportTemplate {
  /// The page that is used without `--template`; a good start for one's own.
  public static let standardText = #"""
    # {{title}}

    {{introduction}}

    {{#warnings}}
    {{.}}

    {{/warnings}}
    ## The answer

    {{#answers}}
    {{.}}
    {{/answers}}

    {{#moreRounds}}
    {{text}}

    {{command}}

    {{/moreRounds}}
    {{#workloads}}
    ## The evidence: {{name}}

    {{description}}

    {{#table}}
    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{#picture}}
    {{.}}

    {{/picture}}
    {{/table}}
    {{^table}}
    No trial of this workload was completed, so there is nothing to show.

    {{/table}}
    {{#reads}}
    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{#picture}}
    {{.}}

    {{/picture}}
    {{/reads}}
    {{#ledger}}
    Where a worker's wall time went:

    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{#picture}}
    {{.}}

    {{/picture}}
    {{/ledger}}
    {{#concurrency}}
    How many cores were busy:

    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{/concurrency}}
    {{#breakdown}}
    One trial, taken apart:

    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{/breakdown}}
    {{#scaling}}
    How it scales:

    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{#picture}}
    {{.}}

    {{/picture}}
    {{/scaling}}
    {{#bounds}}
    {{.}}
    {{#last()}}

    {{/last()}}
    {{/bounds}}
    {{#pictures}}
    {{.}}

    {{/pictures}}
    {{/workloads}}
    {{#pictureNote}}
    {{.}}

    {{/pictureNote}}
    {{#placement}}
    ## Placement

    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{/placement}}
    {{#memoryPlacement}}
    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{/memoryPlacement}}
    ## The price

    {{#price}}
    {{#overhead}}
    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{/overhead}}
    {{^overhead}}
    No trial was completed, so there is no price to tell.

    {{/overhead}}
    {{#memory}}
    Resident memory of one process, by segment:

    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{/memory}}
    {{/price}}
    ## The machine and its noise

    {{#machine}}
    {{#facts}}
    {{.}}
    {{/facts}}

    {{#tree}}
    {{.}}

    {{/tree}}
    {{#noise}}
    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{/noise}}
    {{#sampling}}
    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{/sampling}}
    {{#remarks}}
    {{.}}
    {{#last()}}

    {{/last()}}
    {{/remarks}}
    {{/machine}}
    ## What could not be measured

    {{#gaps}}
    {{.}}
    {{/gaps}}
    {{^gaps}}
    Everything that this report shows was measured.
    {{/gaps}}

    {{#failures}}
    ## Trials that failed

    {{text}}

    {{#notes}}
    {{.}}

    {{/notes}}
    {{/failures}}
    ## How to read this, and what it cannot tell

    - **Wall time** runs from the first worker's first statement of the work to the last worker's last;
      start-up and teardown are listed apart. A command's runs from just before its start to its end, and
      is all of it. The **median** is the middle trial; a **range** is the
      smallest and the largest, and is no error bar. A **95 % interval** needs at least 6 rounds.
    - **Speed-up** is how many times as fast as the reference of the same workload: above 1 is faster.
    - **Cores busy** is CPU time over wall time: 2 workers that compute all the time keep 2 cores busy.
    - A **voluntary** context switch is a worker that waits for something; an **involuntary** one is a
      worker that was pushed off its CPU. **Run-queue wait** is the time per worker in which it could
      have run but had no CPU.
    - **RSS** is resident memory and counts a page that several processes share once for each of them.
      **PSS** divides shared pages among those who share them, so it is the honest sum.
    - Every trial runs in processes of its own. Those of the built-in workloads are **spawned and executed,
      not forked**: servers that fork their workers after loading share more memory and start faster. A
      command makes its threads and processes in its own way (Python's multiprocessing may fork).
    - The order of the configurations is shuffled in every round, so that drift of the machine does not
      favour one of them. A difference smaller than the machine's own noise is not claimed.
    - It cannot tell what another machine would do, nor another size of the work, nor whether code
      that shares data between its workers would stay correct or fast: the built-in ones share none.

    ## How to repeat it

    {{#repetition}}
    {{command}}

    {{seed}}
    {{/repetition}}
    {{#links}}
    {{#first()}}

    {{/first()}}
    {{.}}
    {{/links}}

    """#
}
