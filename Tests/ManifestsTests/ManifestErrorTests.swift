import Manifests
import Testing

/// Each refusal, word for word: what is wrong, where, and what to do.
@Suite struct ManifestErrorTests {
  @Test(arguments: [
    ("", "sample.yaml: the file is empty; a manifest has at least name, summary and commands"),
    (
      "# only this\n",
      "sample.yaml: the file is empty; a manifest has at least name, summary and commands"
    ),
    (
      "- a\n",
      "sample.yaml:1:1: the manifest must be a mapping, not a list; write 'key: value' lines"
    ),
    (
      "hello",
      "sample.yaml:1:1: the manifest must be a mapping, not a single value; write 'key: value' lines"
    ),
    ("summary: x\n", "sample.yaml:1:1: the name is missing; add 'name: my-workload'"),
    (
      "name: Sum\n",
      "sample.yaml:1:7: 'Sum' is not a workload's name; use lower-case letters, digits and hyphens, a letter first, at most 64 characters"
    ),
    ("name: cpu\n", "sample.yaml:1:7: 'cpu' is a built-in workload; choose another name"),
    (
      "name: a\nsummary: b\ncommands: {}\n",
      "sample.yaml:3:11: no command: 'commands' is empty; add 'commands:' with a line such as 'thread: [my-program, --threads, \"{workers}\"]'"
    ),
    (
      "name: a\nsummary: b\n",
      "sample.yaml:1:1: no command: 'commands' is missing; add 'commands:' with a line such as 'thread: [my-program, --threads, \"{workers}\"]'"
    ),
    (
      "name: a\nsummary: b\ncommands: {thread: []}\n",
      "sample.yaml:3:20: commands.thread names no program; give the program as the first element"
    ),
    (
      "name: a\nsummary: b\ncommands: {thread: work -n 2}\n",
      "sample.yaml:3:20: commands.thread must be a list of arguments (there is no shell), not a single value; write [first, second] or '- ' lines"
    ),
    (
      "name: a\nsummary: b\ncommands: {thread: [work, [x]]}\n",
      "sample.yaml:3:27: argument 1 of commands.thread must be a text, not a list; write a single value"
    ),
    (
      "name: a\nsummary: b\ncommands: {thread: [work, ~]}\n",
      "sample.yaml:3:27: argument 1 of commands.thread has no value; give one, or \"\" for an empty text"
    ),
    (
      "name: a\nsummary: b\ncommands: {thread: {copies: [work]}}\n",
      "sample.yaml:3:29: 'copies' makes processes, so it has no place in commands.thread; write a list of arguments here, and 'copies' under 'process'"
    ),
    (
      "name: a\nsummary: b\ncommands: {threads: [work]}\n",
      "sample.yaml:3:12: unknown field 'threads' in commands; did you mean 'thread'?"
    ),
    (
      "name: a\nsummary: b\ncomand: {thread: [work]}\n",
      "sample.yaml:3:1: unknown field 'comand' in the manifest; did you mean 'commands'?"
    ),
    (
      "name: a\nsumary: b\n",
      "sample.yaml:2:1: unknown field 'sumary' in the manifest; did you mean 'summary'?"
    ),
    (
      "name: a\n5: b\n",
      "sample.yaml:2:1: unknown field '5' in the manifest; the fields are name, summary, parameters, commands, service, working-directory, environment, set-up, clean-up, expect, report, metrics, ready, stop, load, packages, timeout"
    ),
  ])
  func theShapeOfAManifest(text: String, message: String) {
    #expect(refusal(text) == message)
  }

  @Test(arguments: [
    ("name: b\n", "sample.yaml:1:1: 'name' is given more than once; keep one of them"),
    (
      "parameters: {a: 1, a: 2}\n",
      "sample.yaml:4:14: 'a' is given more than once; keep one of them"
    ),
    (
      "environment: {\"5\": a, 5: b}\n",
      "sample.yaml:4:15: '5' is given more than once; keep one of them"
    ),
    (
      "timeout: 5\n",
      "sample.yaml:4:10: timeout is '5'; write a time with its unit, such as 500ms, 2s or 1m, at most 24h"
    ),
    (
      "timeout: 25h\n",
      "sample.yaml:4:10: timeout is '25h'; write a time with its unit, such as 500ms, 2s or 1m, at most 24h"
    ),
    (
      "timeout: 0s\n",
      "sample.yaml:4:10: timeout is '0s'; write a time with its unit, such as 500ms, 2s or 1m, at most 24h"
    ),
    (
      "timeout: [5s]\n",
      "sample.yaml:4:10: timeout must be a text, not a list; write a single value"
    ),
    (
      "report: !x [a]\n",
      "sample.yaml:4:9: YAML tags (!name) are not allowed; remove the tag; values are taken as written"
    ),
    (
      "expect: {line: x, number: \"3 *\"}\n",
      "sample.yaml:4:27: expect.number is '3 *': a whole number is missing at character 4; a formula has whole numbers, + - * / and parentheses"
    ),
    (
      "timeout: !!int 5\n",
      "sample.yaml:4:10: YAML tags (!name) are not allowed; remove the tag; values are taken as written"
    ),
    (
      "timeout: !!int \"5\"\n",
      "sample.yaml:4:10: YAML tags (!name) are not allowed; remove the tag; values are taken as written"
    ),
    (
      "environment: {A: !foo ~}\n",
      "sample.yaml:4:18: YAML tags (!name) are not allowed; remove the tag; values are taken as written"
    ),
    (
      "environment: {!foo A: b}\n",
      "sample.yaml:4:15: YAML tags (!name) are not allowed; remove the tag; values are taken as written"
    ),
    (
      "working-directory: \"\\0\"\n",
      "sample.yaml:4:20: working-directory contains a NUL byte; remove it: no program can be given one"
    ),
    (
      "environment: [A]\n",
      "sample.yaml:4:14: environment must be a mapping, not a list; write 'key: value' lines"
    ),
    (
      "environment: {A=B: c}\n",
      "sample.yaml:4:15: 'A=B' cannot be an environment variable's name; use a name without '='"
    ),
    (
      "set-up: [[a]]\n",
      "sample.yaml:4:9: set-up must be a mapping, not a list; write 'key: value' lines"
    ),
    (
      "set-up: {study: [make]}\n",
      "sample.yaml:4:18: command 1 of set-up.study must be a list of arguments (there is no shell), not a single value; write [first, second] or '- ' lines"
    ),
    (
      "set-up: {trail: []}\n",
      "sample.yaml:4:10: unknown field 'trail' in set-up; did you mean 'trial'?"
    ),
    (
      "expect: {exit-status: 256}\n",
      "sample.yaml:4:23: expect.exit-status is '256'; give the status, from 0 to 255, with which the command ends when it did its work"
    ),
    (
      "expect: {number: 5}\n",
      "sample.yaml:4:9: expect does not say which line carries the value; add 'line:' with the beginning of that line, such as 'line: \"sum: \"'"
    ),
    (
      "expect: {line: x}\n",
      "sample.yaml:4:16: expect does not say which value the line must carry; add 'number:' with a formula, or 'text:'"
    ),
    (
      "expect: {line: x, text: a, number: 1}\n",
      "sample.yaml:4:25: expect has both 'text' and 'number'; keep one of them"
    ),
    (
      "expect: {line: \"\", text: a}\n",
      "sample.yaml:4:16: expect.line must be the beginning of one line; write what precedes the value"
    ),
  ])
  func theFields(lines: String, message: String) {
    #expect(refusal(minimal + lines) == message)
  }

  @Test(arguments: [
    (
      "set-up: {trial: [[a, \"{limt}\"]]}\nparameters: {limit: 1}\n",
      "sample.yaml:4:22: argument 1 of command 1 of set-up.trial: unknown placeholder {limt}; did you mean {limit}? A parameter must be declared under 'parameters'"
    ),
    (
      "set-up: {study: [[a, \"{workers}\"]]}\n",
      "sample.yaml:4:22: argument 1 of command 1 of set-up.study: unknown placeholder {workers}; {workers} has no value in this place; known here: {folder} {scratch}"
    ),
    (
      "set-up: {trial: [[a, \"{index}\"]]}\n",
      "sample.yaml:4:22: argument 1 of command 1 of set-up.trial: unknown placeholder {index}; {index} has no value in this place; known here: {folder} {scratch} {workers} {processes} {threads} {cpus}"
    ),
    (
      "set-up: {study: [[awk, \"{print $1}\"]]}\n",
      "sample.yaml:4:24: argument 1 of command 1 of set-up.study: '{print $1}' is not a placeholder; a placeholder's name has lower-case letters, digits and hyphens; write {{ and }} for the braces themselves"
    ),
    (
      "set-up: {study: [[a, \"{folder\"]]}\n",
      "sample.yaml:4:22: argument 1 of command 1 of set-up.study: '{' without '}'; write {{ or }} for a brace itself"
    ),
    (
      "set-up: {study: [[a, \"folder}\"]]}\n",
      "sample.yaml:4:22: argument 1 of command 1 of set-up.study: '}' without '{'; write {{ or }} for a brace itself"
    ),
    (
      "set-up: {study: [[a, \"{zebra}\"]]}\n",
      "sample.yaml:4:22: argument 1 of command 1 of set-up.study: unknown placeholder {zebra}; declare it under 'parameters', or write {{zebra}} for the braces themselves; known here: {folder} {scratch}"
    ),
    (
      "expect: {line: a, text: \"{cpus}\"}\n",
      "sample.yaml:4:25: expect.text: unknown placeholder {cpus}; {cpus} has no value in this place; known here: {workers} {processes} {threads}"
    ),
  ])
  func placeholders(lines: String, message: String) {
    #expect(refusal(minimal + lines) == message)
  }

  @Test(arguments: [
    (
      "parameters: {a: \"{b}\", b: \"{c}/x\", c: \"{a}\"}\n",
      "sample.yaml:4:14: parameters refer to each other in a circle: a → b → c → a; give one of them a value of its own"
    ),
    (
      "parameters: {x: 1, a: \"{a}\"}\n",
      "sample.yaml:4:20: parameters refer to each other in a circle: a → a; give one of them a value of its own"
    ),
    (
      "parameters: {workers: 1}\n",
      "sample.yaml:4:14: {workers} is a placeholder of the profiler's own; give the parameter another name"
    ),
    (
      "parameters: {Big: 1}\n",
      "sample.yaml:4:14: 'Big' is not a parameter's name; use lower-case letters, digits and hyphens, a letter first"
    ),
    (
      "parameters: {a: {summary: x}}\n",
      "sample.yaml:4:17: parameters.a has no default; add 'default:' and a value"
    ),
    (
      "parameters: {a: {default: 1, choice: [1]}}\n",
      "sample.yaml:4:30: unknown field 'choice' in parameters.a; did you mean 'choices'?"
    ),
    (
      "parameters: {a: {default: 1, choices: [2, 3]}}\n",
      "sample.yaml:4:27: the default '1' of a is not among its choices; choose one of 2, 3"
    ),
    (
      "parameters: {a: {default: 1, changes-work: yes}}\n",
      "sample.yaml:4:44: parameters.a.changes-work is 'yes'; write true or false"
    ),
    (
      "parameters: {a: {default: 1, choices: []}}\n",
      "sample.yaml:4:39: parameters.a.choices is empty; list the values, or leave it out"
    ),
    (
      "parameters: {a: }\n",
      "sample.yaml:4:17: parameters.a has no value; give one, or \"\" for an empty text"
    ),
  ])
  func parameters(lines: String, message: String) {
    #expect(refusal(minimal + lines) == message)
  }

  /// A long chain of references is neither a circle nor exponential work.
  @Test func manyReferencesEndSoon() {
    let chain = (1...200).map { "  p\($0): \"{p\($0 - 1)}{p\($0 - 1)}\"\n" }.joined()
    #expect(refusal(minimal + "parameters:\n  p0: \"\"\n" + chain) == "accepted")
    // From its other end: cubic work would take minutes.
    let deep = (0..<1500).map { "  p\($0): \"{p\($0 + 1)}\"\n" }.joined()
    #expect(refusal(minimal + "parameters:\n" + deep + "  p1500: \"\"\n") == "accepted")
  }
}
