/** How students lay out servers in JavaScript for Node.js. */
import type { Layout } from "./layout.ts";

const SERVER = String.raw`const net = require("net");

const server = net.createServer((socket) => {
  socket.on("data", () => socket.write("JAM " + new Date().toTimeString().slice(0, 8) + "\r\n"));
  socket.on("error", () => {});
});

server.listen(45000, "0.0.0.0", () => console.log("listening"));
`;

const CLIENT = String.raw`const net = require("net");
const client = net.createConnection({ port: 45000 }, () => client.write("TIME\r\n"));
`;

/** An argument's own default is a port. */
const onPort = (port: string) => SERVER.replace("45000", port);

export const NODE: readonly Layout[] = [
  {
    title: "a server and a client",
    files: { "server.js": SERVER, "client.js": CLIENT },
    expected: { command: "node server.js", why: "server.js:3: const server = net.createServer" },
  },
  {
    title: "an npm package that names its start script",
    files: {
      "package.json": `{ "name": "jam", "scripts": { "start": "node src/index.js" } }`,
      "src/index.js": SERVER,
      "node_modules/lib/server.js": SERVER,
    },
    expected: { command: "node src/index.js" },
  },
  {
    title: "two servers, of which package.json starts one",
    files: {
      "package.json": `{ "main": "cluster", "type": "commonjs" }`,
      "cluster.js": `${SERVER}// with workers\n`,
      "simple.js": onPort("8889"),
    },
    expected: { command: "node cluster.js", why: "package.json starts this file" },
  },
  {
    title: "a module that exports the server, and an index that listens",
    files: {
      "lib/server.js": `const net = require("net");\nmodule.exports = () => net.createServer((socket) => socket.end());\n`,
      "index.js": `const make = require("./lib/server");\nmake().listen(45000);\n`,
    },
    expected: { command: "node index.js", why: "started by index.js" },
  },
  {
    title: "a module that starts itself if it is run",
    files: {
      "server.js": `const net = require("node:net");\nconst start = (port) => net.createServer((s) => s.end()).listen(port);\nif (require.main === module) start(45000);\nmodule.exports = { start };\n`,
      "demo.js": `require("./server").start(45000);\n`,
    },
    expected: { command: "node server.js" },
  },
  {
    title: "ES modules",
    files: { "server.mjs": SERVER.replace('const net = require("net")', 'import net from "node:net"') },
    expected: { command: "node server.mjs" },
  },
  {
    title: "ES modules with a named import, and type module",
    files: {
      "package.json": `{ "type": "module" }`,
      "server.js": `import { createServer } from "net";\nimport { PORT } from "./config.js";\ncreateServer((s) => s.end()).listen(PORT);\n`,
      "config.js": "export const PORT = 45000;\n",
    },
    expected: { command: "node server.js" },
  },
  {
    title: "the port as an argument, with another default",
    files: {
      "server.js": onPort("process.argv[2] || 8080").replace(
        "server.listen",
        "const port = process.argv[2] || 8080;\nserver.listen",
      ),
    },
    expected: { command: "node server.js 45000" },
  },
  {
    title: "the port as an argument, after those of Node.js are cut off",
    files: {
      "server.js": onPort("Number(args[0])").replace(
        "server.listen",
        "const args = process.argv.slice(2);\nserver.listen",
      ),
    },
    expected: { command: "node server.js 45000" },
  },
  {
    title: "the port from the environment",
    files: { "server.js": onPort("process.env.PORT || 3000") },
    expected: { command: "env PORT=45000 node server.js" },
  },
  {
    title: "a copy, a test and a built bundle beside it",
    files: {
      "server.js": SERVER,
      "server - Copy.js": onPort("45001"),
      "server.test.js": `require("./server");\n`,
      "dist/server.js": `${SERVER}// built\n`,
    },
    expected: {
      command: "node server.js",
      why: "set aside: server - Copy.js, server.test.js, dist/server.js",
    },
  },
  {
    title: "a class that extends net.Server",
    files: {
      "server.js": `const net = require("net");\nclass TimeServer extends net.Server {}\nnew TimeServer().listen({ port: 45000, host: "0.0.0.0" });\n`,
    },
    expected: { command: "node server.js" },
  },
  {
    title: "a server of HTTP, because there is no other",
    files: {
      "server.js": `const http = require("http");\nhttp.createServer((q, r) => r.end()).listen(45000);\n`,
    },
    expected: { command: "node server.js", why: "a server of HTTP" },
  },
  {
    title: "a page of HTTP beside the server",
    files: {
      "server.js": SERVER,
      "web.js": `const http = require("http");\nhttp.createServer((q, r) => r.end()).listen(8080);\n`,
    },
    expected: { command: "node server.js" },
  },
  {
    title: "two servers",
    files: { "a.js": SERVER, "b.js": onPort("45001") },
    expected: { undecided: ["a.js", "b.js"] },
  },
  { title: "only a client", files: { "client.js": CLIENT }, expected: { none: "only-client" } },
  {
    title: "UDP",
    files: { "server.js": `const dgram = require("dgram");\ndgram.createSocket("udp4").bind(45000);\n` },
    expected: { none: "only-udp" },
  },
  {
    title: "TypeScript",
    files: { "server.ts": "import net from 'net';\n" },
    expected: { none: "other-language" },
  },
];
