import { expect, test } from "bun:test";
import { join } from "node:path";
import { Client } from "./talk.ts";

const ENTRY = join(import.meta.dirname, "../../../src/check/rogues/entry.ts");

test("the program prints its port, and a program in Python does not outlive it", async () => {
  for (const id of ["right", "thread-per-connection"]) {
    const child = Bun.spawn([process.execPath, ENTRY, id, "0"], { stdout: "pipe" });
    const { value } = await child.stdout.getReader().read();
    const port = Number(/^listening (\d+)\n$/.exec(new TextDecoder().decode(value))?.[1]);
    const client = await Client.open(port);
    client.send("TIME\r\n");
    expect(await client.until(/\r\n/)).toMatch(/^JAM [\d:]{8}\r\n$/);
    child.kill("SIGKILL");
    await client.until(/<(closed|reset)>$/);
    client.close();
  }
});

test("an id that the gallery does not have ends the program with a failure", async () => {
  const child = Bun.spawn([process.execPath, ENTRY, "missing", "0"], { stdout: "ignore", stderr: "pipe" });
  expect(await child.exited).toBe(1);
  expect(await new Response(child.stderr).text()).toContain("the gallery has no server missing");
});
