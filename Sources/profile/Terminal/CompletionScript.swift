package import ArgumentParser

/// The parser's completion script, made to complete `profile --wor…` as `profile run --wor…`, and after `help` the
/// commands: it knows of neither.
package struct CompletionScript {
  private let text: String
  private let shell: CompletionShell

  package init(_ text: String, for shell: CompletionShell) {
    self.text = text
    self.shell = shell
  }

  /// Before this line of the parser's script the words are as the user typed them.
  private var anchor: String? {
    switch shell {
    case .bash: "    local -r cur=\"${2}\"\n"
    case .zsh: "    local -r command_name=\"${words[1]}\"\n"
    case .fish: "    switch $unparsed_tokens[1]\n    case 'profile'\n"
    default: nil
    }
  }

  /// Puts `run` before a first word that is an option, and takes `help` away before another word.
  private var insertion: String? {
    switch shell {
    case .bash:
      """
          if [[ "${COMP_WORDS[1]}" == -* ]]; then
              COMP_WORDS=("${COMP_WORDS[0]}" run "${COMP_WORDS[@]:1}")
              COMP_CWORD=$((COMP_CWORD + 1))
          elif [[ "${COMP_WORDS[1]}" == help ]] && ((COMP_CWORD > 1)); then
              COMP_WORDS=("${COMP_WORDS[0]}" "${COMP_WORDS[@]:2}")
              COMP_CWORD=$((COMP_CWORD - 1))
          fi

      """
    case .zsh:
      """
          if [[ "${words[2]}" == -* ]]; then
              words=("${words[1]}" run "${(@)words[2,-1]}")
              (( CURRENT++ ))
          elif [[ "${words[2]}" == help ]] && (( CURRENT > 2 )); then
              words=("${words[1]}" "${(@)words[3,-1]}")
              (( CURRENT-- ))
          fi

      """
    case .fish:
      """
          set -l first_word $unparsed_tokens[2] (commandline -ct)
          if string match -q -- '-*' $first_word[1]
              set unparsed_tokens $unparsed_tokens[1] run $unparsed_tokens[2..]
          else if test "$unparsed_tokens[2]" = help
              set -e unparsed_tokens[2]
          end

      """
    default: nil
    }
  }

  /// Nil where the parser's script looks otherwise than expected.
  package var adapted: String? {
    guard let anchor, let insertion, let place = text.firstRange(of: anchor) else { return nil }
    return text[..<place.lowerBound] + insertion + text[place.lowerBound...]
  }

  /// Prints the script where the arguments ask for it.
  ///
  /// - Returns: whether they do; other shells than the known ones are left to the parser.
  static func print(for arguments: [String]) throws -> Bool {
    let option = "--generate-completion-script"
    guard let first = arguments.first, first.hasPrefix(option) else { return false }
    let name =
      first.hasPrefix(option + "=")
      ? String(first.dropFirst(option.count + 1)) : arguments.dropFirst().first
    guard let shell = name.flatMap(CompletionShell.init(rawValue:)) else { return false }
    let script = Profile.completionScript(for: shell)
    try Results.print(CompletionScript(script, for: shell).adapted ?? script)
    return true
  }
}

extension CompletionKind {
  /// Names of which several may be given, with commas between them: completes the last.
  static func names(_ all: @escaping @Sendable () -> [String]) -> CompletionKind {
    .custom { _, _, prefix in
      let done = prefix.lastIndex(of: ",").map { String(prefix[...$0]) } ?? ""
      let taken = Set(done.split(separator: ",").map(String.init))
      return all().filter { !taken.contains($0) }.map { done + $0 }
    }
  }
}
