import Foundation
import LinuxSystem
import Testing

@Suite struct ByteTextTests {
  @Test(arguments: ["", "plain", "häuser", "valid \u{FFFD}", "\u{1F600}"])
  func `text is itself`(text: String) {
    #expect(ByteText.text(Array(text.utf8)) == text)
    #expect(ByteText.bytes(text) == Array(text.utf8))
  }

  @Test(
    arguments: [
      [0xFF], [0x61, 0xC3, 0x62], [0xE4, 0xF6], [0xF0, 0x9F, 0x98], Array(0x80...0xFF),
      Array("a mark itself: \u{10FEFF}".utf8),
    ] as [[UInt8]])
  func `bytes that are no text come back, through JSON too`(bytes: [UInt8]) throws {
    let text = ByteText.text(bytes)
    #expect(ByteText.bytes(text) == bytes)
    let again = try JSONDecoder().decode([String].self, from: JSONEncoder().encode([text]))
    #expect(ByteText.bytes(try #require(again.first)) == bytes)
  }

  @Test func `a program gets the bytes`() throws {
    let word = ByteText.text([0x61, 0xFF])
    #expect(
      try Child("/bin/sh", "-c", "printf %s \"$1\" | od -An -tx1", "sh", word).output == " 61 ff\n")
  }
}
