import Testing

@testable import Execution

/// What processes of one tree are called apart.
@Suite struct ProcessRoleTests {
  @Test(
    arguments: [
      (["/usr/bin/redis-server", "*:6379"], "redis-server"),
      (["nginx: worker process"], "nginx: worker"),
      (["nginx: master process /usr/sbin/nginx -g daemon on;"], "nginx: master"),
      (["postgres: checkpointer "], "postgres: checkpointer"),
      (["gunicorn: worker [shop]"], "gunicorn: worker"),
      (["/usr/bin/python3.11", "-u", "/srv/shop/worker.py", "--fast"], "python3.11 worker.py"),
      (["node", "server.js"], "node server.js"),
      (["node"], "node"),
      (["a b"], "a b"),
      ([""], "comm"),
      ([], "comm"),
    ] as [([String], String)])
  func `a role is the title's beginning, or the program and its script`(
    commandLine: [String], role: String
  ) {
    #expect(ProcessRole.text(commandLine, name: "comm") == role)
  }
}
