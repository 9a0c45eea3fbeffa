/** A machine whose zone cannot be determined: UTC is served, and the first log line reports it. */
import { expect } from "bun:test";
import { JAM, JamServer } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { RawClient } from "../support/raw-client.ts";
import { expectTimes } from "../support/replies.ts";

const LOCALTIME = "/etc/localtime";
const EMPTY_ETC = `mount -t tmpfs none /etc`;

const INVALID = "/etc/localtime is no valid zone file";

for (const [fault, shell, env, why] of [
  ["TZ names no zone", "", { TZ: ":nonsense" }, 'TZ is ":nonsense", which is no time zone'],
  ["/etc/localtime is missing", EMPTY_ETC, {}, undefined],
  ["/etc/localtime is empty", `${EMPTY_ETC}; touch ${LOCALTIME}`, {}, INVALID],
  ["/etc/localtime is garbage", `${EMPTY_ETC}; head -c 1000 /dev/urandom >${LOCALTIME}`, {}, INVALID],
  [
    "/etc/localtime names no zone",
    `${EMPTY_ETC}; ln -s /usr/share/zoneinfo/No/Where ${LOCALTIME}`,
    {},
    INVALID,
  ],
] as const) {
  needs("unshare", "util-linux")(
    `where ${fault}, UTC is served and said`,
    async () => {
      const command = ["unshare", "-rm", "sh", "-c", `${shell || ":"}; exec "$@"`, "sh", JAM, "serve"];
      await using server = await JamServer.start([], { command, env });
      expect(await server.waitFor(({ event }) => event === "listening")).toMatchObject({ zone: "UTC" });
      if (why !== undefined)
        expect(await server.waitFor(({ event }) => event === "zone-unreadable")).toMatchObject({
          level: "warn",
          zone: "UTC",
          why,
        } as never);
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
