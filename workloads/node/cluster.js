// An HTTP server in as many processes as it is told: node cluster.js PORT WORKERS
const cluster = require("node:cluster");
const http = require("node:http");

const port = Number(process.argv[2]);
const workers = Number(process.argv[3]);

function serve() {
  http
    .createServer((request, response) => {
      const body = JSON.stringify({ path: request.url, numbers: [...Array(20).keys()] });
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": body.length });
      response.end(body);
    })
    .listen(port, "127.0.0.1");
}

if (workers === 1 || cluster.isWorker) {
  serve();
} else {
  for (let number = 0; number < workers; number++) cluster.fork();
  process.on("SIGTERM", () => {
    for (const worker of Object.values(cluster.workers)) worker.kill();
    process.exit(0);
  });
}
