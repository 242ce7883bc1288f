import Text

/// What stands around the content of a self-contained HTML page: no script, nothing loaded.
enum HTMLPage {
  /// - Parameters:
  ///   - title: plain text.
  ///   - contents: the headings and the fragments that lead there.
  ///   - language: of its text, as HTML names it.
  static func text(
    title: String, contents: [(anchor: String, heading: String)] = [], body: String,
    language: String = "en"
  ) -> String {
    let links = contents.map {
      "<a href=\"#\($0.anchor)\">\(HTMLText.escaped(OutsideText.line($0.heading)))</a>"
    }
    let navigation = links.isEmpty ? "" : "<nav>\(links.joined(separator: " "))</nav>\n"
    return """
      <!DOCTYPE html>
      <html lang="\(language)">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/>
      <title>\(HTMLText.escaped(OutsideText.line(title)))</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <main>
      \(navigation)\(body)
      </main>
      </body>
      </html>

      """
  }

  private static let style = """
    :root { color-scheme: light dark; --text: #1f2328; --page: #ffffff; --line: #d1d9e0; --soft: #f6f8fa; --link: #0969da; }
    @media (prefers-color-scheme: dark) {
      :root { --text: #e6edf3; --page: #0d1117; --line: #3d444d; --soft: #161b22; --link: #58a6ff; }
    }
    body { margin: 0; background: var(--page); color: var(--text);
      font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans KR", sans-serif; }
    main { max-width: 80rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: break-word; }
    main > p, main > ul, main > blockquote { max-width: 50rem; }
    h1, h2 { line-height: 1.25; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
    h2 { margin-top: 2rem; }
    a { color: var(--link); }
    .table { overflow-x: auto; margin: 1rem 0; max-width: 100%; }
    table { border-collapse: collapse; font-size: .8125rem; font-variant-numeric: tabular-nums; }
    th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; }
    th { background: var(--soft); vertical-align: bottom; }
    .number { text-align: right; }
    td { white-space: nowrap; }
    .prose td { white-space: normal; min-width: 5rem; font-size: .875rem; }
    td.words { white-space: normal; min-width: 9rem; }
    nav { font-size: .875rem; display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
    details { margin: .6rem 0; max-width: 100%; }
    summary { cursor: pointer; }
    pre { background: var(--soft); padding: .8rem 1rem; overflow-x: auto; border-radius: 6px; }
    code { font: .875em ui-monospace, "DejaVu Sans Mono", monospace; }
    blockquote { margin: 1rem 0; padding: .1rem 1rem; border-left: 4px solid #bf8700; background: var(--soft); }
    img { max-width: 100%; height: auto; border-radius: 6px; }
    """
}
