package import Text

/// A piece of running text and how it stands out; the texts are plain, each renderer escapes them in its way.
package enum Inline: Sendable, Equatable, ExpressibleByStringLiteral {
  case text(String)
  case strong(String)
  case emphasis(String)
  case code(String)
  case link(String, Link)
  /// What a paragraph begins with, in a colour where a form has some.
  case lead(String, Ink)

  package init(stringLiteral text: String) { self = .text(text) }
}

/// Where a link leads: in the text its short name, spelled out at the end of the page where a form does so.
package struct Link: Sendable, Equatable {
  package var name: String
  package var target: String

  package init(name: String, target: String) {
    self.name = name
    self.target = target
  }
}
