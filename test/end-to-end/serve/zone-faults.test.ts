/** A machine whose zone cannot be determined: UTC is served, and the first log line reports it. */
import { expect } from "bun:test";
import { JAM, JamServer } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes } from "../support/replies.ts";

const LOCALTIME = "/etc/localtime";
const EMPTY_ETC = `mount -t tmpfs none /etc`;

for (const [fault, shell, env] of [
  ["TZ names no zone", "", { TZ: ":nonsense" }],
  ["/etc/localtime is missing", EMPTY_ETC, {}],
  ["/etc/localtime is empty", `${EMPTY_ETC}; touch ${LOCALTIME}`, {}],
  ["/etc/localtime is garbage", `${EMPTY_ETC}; head -c 1000 /dev/urandom >${LOCALTIME}`, {}],
  ["/etc/localtime names no zone", `${EMPTY_ETC}; ln -s /usr/share/zoneinfo/No/Where ${LOCALTIME}`, {}],
] as const) {
  needs("unshare", "util-linux")(
    `where ${fault}, UTC is served and said`,
    async () => {
      const command = ["unshare", "-rm", "sh", "-c", `${shell || ":"}; exec "$@"`, "sh", JAM, "serve"];
      await using server = await JamServer.start([], { command, env });
      expect(await server.waitFor(({ event }) => event === "listening")).toMatchObject({ zone: "UTC" });
      using client = await RawClient.dial(server.port);
      const before = new Date().toISOString().slice(11, 19);
      client.send("TIME\r\nQUIT\r\n");
      expect(await client.waitForClose()).toBe("fin");
      const after = new Date().toISOString().slice(11, 19);
      expectTimes(client.text, 1);
      expect([before, client.text.slice(4, 12), after].toSorted()[1]).toBe(client.text.slice(4, 12));
    },
    20_000,
  );
}
