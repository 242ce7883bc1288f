import Foundation
import ProfileModel
import TestSupport
import Testing

extension EndToEnd {
  @Suite struct ClaimsTests {
    @Test func `claims are measured, told in English, and told again in Korean`() throws {
      let folder = try TemporaryFolder()
      let ending = try Program.run(
        ["claims", "--only", "control,switch,failure", "--trials", "1", "--output", "page"],
        in: folder.path)
      #expect(ending.status == 0, "\(ending)")
      #expect(ending.output.contains("0 of 3 others finished"), "one thread takes all with it")
      #expect(ending.output.contains("3 of 3 others finished"), "processes go on")
      let study = try folder.study(in: "page")
      study.expectAllRight()
      #expect(Set(study.configurations.map(\.workload)) == ["control", "switch"])
      #expect(study.kills?.count == 2)
      let page = try folder.text("page/claims.md")
      #expect(page.contains("# Threads or processes"))
      #expect(page.contains("Threads switch more cheaply"))
      #expect(try folder.text("page/claims.html").contains("<html lang=\"en\">"))
      let again = try Program.run(["claims", "page"], in: folder.path)
      #expect(again.output == page)
      let korean = try Program.run(["claims", "page", "--language", "ko"], in: folder.path)
      #expect(korean.status == 0)
      #expect(korean.output.contains("스레드의 컨텍스트 스위칭이 가볍다"))
    }

    @Test func `what cannot be is refused before any trial`() throws {
      let folder = try TemporaryFolder()
      let unknown = try Program.run(["claims", "--only", "swtich"], in: folder.path)
      #expect(unknown.status == 64)
      #expect(unknown.errors.contains("Did you mean switch?"), "\(unknown.errors)")
      let language = try Program.run(["claims", "--language", "fr"], in: folder.path)
      #expect(language.status == 64)
      let absent = try Program.run(["claims", "nothing-here"], in: folder.path)
      #expect(absent.status == 66)
      #expect(folder.contents.isEmpty)
    }
  }
}
