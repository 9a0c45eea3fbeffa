/** Whether this machine can send to an address: asked without a packet. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { routeError } from "../../../src/check/target/route.ts";
import { needs } from "../../end-to-end/support/needs.ts";

test("there is a way to this machine itself, whether anything listens there or not", async () => {
  expect(await routeError({ ip: "127.0.0.1", port: 9 })).toBeUndefined();
});

test("an address that cannot be sent to has the system's code", async () => {
  expect(await routeError({ ip: "fe80::1", port: 9 })).toBe("EINVAL"); // link-local, and no link named
});

needs("sh", "dash")(
  "a machine without descriptors, or without a network, has the system's code",
  async () => {
    const program = `
    import { routeError } from "${join(import.meta.dir, "../../../src/check/target/route.ts")}";
    console.log(await routeError({ ip: "127.0.0.1", port: 9 }));
    const { openSync } = require("node:fs");
    try { for (;;) openSync("/dev/null"); } catch {}
    console.log(await routeError({ ip: "127.0.0.1", port: 9 }));
    process.exit();`;
    const script = 'ulimit -n 64; exec "$0" -e "$1"';
    const child = Bun.spawn(["sh", "-c", script, process.execPath, program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    expect(await child.stdout.text()).toBe("undefined\nEMFILE\n");
  },
);
