/// A server and a load generator in Python, each with the faults that a test asks for.
enum ServiceScript {
  static let text = #"""
    import os, signal, socket, sys, threading, time

    def answer(connection, status):
        with connection:
            while True:
                request = b""
                while b"\r\n\r\n" not in request:
                    more = connection.recv(4096)
                    if not more:
                        return
                    request += more
                if mode == "closing":
                    return
                if mode == "sleepy":
                    time.sleep(0.02)
                connection.sendall(b"HTTP/1.1 %d X\r\nContent-Length: 2\r\n\r\nok" % status)

    def serve(port, status=200):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
        print("listening", flush=True)
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=answer, args=(connection, status), daemon=True).start()

    def server(port):
        if mode == "never":
            time.sleep(600)
        if mode == "exits":
            sys.exit("last words of the server")
        if mode == "dies":
            threading.Timer(1.0, os._exit, (7,)).start()
        if mode == "stubborn":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        if mode == "daemon" and os.fork():
            os._exit(0)
        if mode == "flood":
            threading.Thread(target=flood, daemon=True).start()
        serve(port + 1 if mode == "elsewhere" else port, 502 if mode == "bad" else 200)

    def flood():
        while True:
            os.write(1, b"x" * 65535 + b"\n")

    def load(port, seconds, path):
        if mode == "fails":
            sys.exit("last words of the load")
        if mode == "hangs":
            time.sleep(600)
        if mode == "early":
            seconds /= 10
        end = time.monotonic() + seconds
        lines = []
        count = 16 if mode == "busy" else 1
        connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
        while time.monotonic() < end:
            before = time.monotonic()
            for connection in connections:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            statuses = [int(connection.recv(4096).split()[1]) for connection in connections]
            if mode == "busy":
                sum(range(1000000))
            for status in statuses:
                lines.append("%d\t%d\t%d\n" % (before * 1e6, status, (time.monotonic() - before) * 1e6))
            if mode == "gentle":
                time.sleep(0.005)
        with open(path, "w") as log:
            log.writelines(lines)
        if mode != "silent":
            print("rate: %.1f" % (len(lines) / seconds))

    role, mode = sys.argv[1:3]
    if role == "server":
        server(int(sys.argv[3]))
    else:
        load(int(sys.argv[3]), float(sys.argv[4]), sys.argv[5])
    """#

  /// A manifest of it.
  ///
  /// - Parameters:
  ///   - program: a server of its own that takes `serve PORT`; nil is the script.
  ///   - ready: the field's value.
  ///   - metrics: the field's lines.
  static func manifest(
    program: String? = nil, server: String = "ok", load: String = "gentle",
    ready: String = "{http: \"http://127.0.0.1:{port}/\", within: 5s}",
    metrics: String = """
      rate: {samples: "{scratch}/log.tsv", count: true, column: 2, is: "200", unit: requests/s, primary: true}
      p99: {samples: "{scratch}/log.tsv", column: 3, percentile: 99, unit: us}
    """
  ) -> String {
    let command =
      program.map { "\"\($0)\", serve, \"{port}\"" }
      ?? "python3, \"{folder}/service.py\", server, \"{server}\", \"{port}\""
    return """
      name: web
      summary: A server of the tests.
      parameters: {server: \(server), load: \(load), length: 600ms}
      service:
        sequential: [\(command)]
        thread: [\(command)]
      ready: \(ready)
      stop: {signal: TERM, within: 1s}
      load:
        command: [python3, "{folder}/service.py", load, "{load}", "{port}", "{duration}", "{scratch}/log.tsv"]
        duration: "{length}"
        connections: 1
      metrics:
      \(metrics)
      timeout: 20s

      """
  }
}
