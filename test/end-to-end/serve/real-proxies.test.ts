/** A real HAProxy and a real nginx in front of a server: the headers that they send, in all the forms that they have. */
import { expect } from "bun:test";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../client/fake-server.ts";
import { HaProxy, withHaproxy } from "../support/haproxy.ts";
import { JamServer, type LogLine } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const VISIT = "TIME\r\nQUIT\r\n";
const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);
const addressOf = (line: LogLine) => (line as LogLine & { readonly address: string }).address;

/** Visits through a proxy, and finds the session of that client in the server's log. */
async function visit(server: JamServer, port: number, dial: Parameters<typeof RawClient.dial>[1]) {
  using client = await RawClient.dial(port, dial);
  const { localPort } = client;
  client.send(VISIT);
  expect(await client.waitForClose()).toBe("fin");
  expectTimes(client.text, 1);
  return addressOf(
    await server.waitFor(({ event, port: named }) => event === "session-opened" && named === localPort),
  );
}

/** HAProxy with a frontend of TCP and one of a UNIX socket, and the options of its connection to the server. */
const configuration = (bind: string, unix: string, server: number, options: string) => `
global
    stats socket "\${ADMIN_SOCKET}" mode 600 level admin
defaults
    mode tcp
    timeout connect 5s
    timeout client 30s
    timeout server 30s
frontend tcp
    bind ${bind}
    bind unix@${unix}
    unique-id-format %[uuid()]
    default_backend servers
backend servers
    option tcp-check
    tcp-check connect send-proxy
    tcp-check send TIME\\r\\n
    tcp-check expect rstring "^JAM "
    server a 127.0.0.1:${server} check inter 100ms rise 1 ${options}
`;

for (const [name, options] of [
  ["version 1", "send-proxy"],
  ["version 2", "send-proxy-v2"],
  [
    "version 2 with TLVs and checksum",
    "send-proxy-v2-ssl-cn proxy-v2-options ssl,cert-cn,ssl-cipher,cert-sig,cert-key,authority,crc32c,unique-id",
  ],
] as const) {
  withHaproxy(
    `HAProxy's header of ${name} names the client, and its checks are served`,
    async () => {
      const allow = "127.0.0.1,127.0.0.7"; // HAProxy for its checks, and the client
      await using server = await JamServer.start(["--proxy-from", "127.0.0.1", "--allow", allow]);
      const folder = mkdtempSync(join(tmpdir(), "jam-unix-"));
      try {
        const port = await freePort();
        const unix = join(folder, "tcp.sock");
        const text = configuration(`${hasIpv6 ? "::" : "0.0.0.0"}:${port} v4v6`, unix, server.port, options);
        await using _ = await HaProxy.start(text, {}, ["a"]);
        expect(await visit(server, port, { from: "127.0.0.7" })).toBe("127.0.0.7");
        if (hasIpv6) {
          using client = await RawClient.dial(port, { host: "::1" });
          client.send(VISIT);
          await client.waitForClose();
          expect(client.text).toBe("ERROR not allowed\r\n"); // --allow has no IPv6
        }
        const reply = await runProgram(["nc", "-U", unix], { input: VISIT, seconds: 5 });
        expectTimes(reply.stdout, 1);
        // Neither version names a client of a UNIX socket. HAProxy's checks here do not end with QUIT.
        const ended = ({ event, reason }: LogLine) => event === "session-ended" && reason === "quit";
        const visits = await server.waitForAll(ended, 2);
        expect(visits.map(addressOf)).toEqual(["127.0.0.7", "127.0.0.1"]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    120_000,
  );
}

const NGINX_STREAM = "/usr/lib/nginx/modules/ngx_stream_module.so";

needs(existsSync(NGINX_STREAM) ? "nginx" : "no-such-tool", "nginx and libnginx-mod-stream")(
  "nginx's header names the client",
  async () => {
    await using server = await JamServer.start(["--proxy-from", "127.0.0.1"]);
    const folder = mkdtempSync(join(tmpdir(), "jam-nginx-"));
    const port = await freePort();
    const file = join(folder, "nginx.conf");
    writeFileSync(
      file,
      `load_module ${NGINX_STREAM};
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr error;
events {}
stream {
  server {
    listen 127.0.0.1:${port};
    ${hasIpv6 ? `listen [::1]:${port};` : ""}
    proxy_pass 127.0.0.1:${server.port};
    proxy_protocol on;
  }
}
`,
    );
    const nginx = Bun.spawn(["nginx", "-e", "stderr", "-p", folder, "-c", file], {
      stdio: ["ignore", "ignore", "ignore"],
    });
    try {
      const answers = () =>
        RawClient.dial(port).then(
          (client) => {
            client[Symbol.dispose]();
            return true;
          },
          () => false,
        );
      await until(10, answers, () => "nginx");
      expect(await visit(server, port, { from: "127.0.0.7" })).toBe("127.0.0.7");
      if (hasIpv6) expect(await visit(server, port, { host: "::1" })).toBe("::1");
    } finally {
      nginx.kill("SIGKILL");
      await nginx.exited;
      rmSync(folder, { recursive: true });
    }
  },
  120_000,
);
