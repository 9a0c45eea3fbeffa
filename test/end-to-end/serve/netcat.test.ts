/** The course's programs: OpenBSD's netcat and Nmap's ncat, with the README's command lines. */
import { expect } from "bun:test";
import { JamServer } from "../support/jam-server.ts";
import { needs } from "../support/needs.ts";
import { expectTimes } from "../support/replies.ts";
import { runProgram } from "../support/run-program.ts";

const withNc = needs("nc.openbsd", "netcat-openbsd");
const withNcat = needs("ncat", "ncat");

withNc("netcat requests the time, quits and ends", async () => {
  await using server = await JamServer.start();
  const input = "TIME\r\nQUIT\r\n";
  const { stdout, exit } = await runProgram(["nc.openbsd", "127.0.0.1", String(server.port)], { input });
  expectTimes(stdout, 1);
  expect(exit).toBe(0);
});

withNc("netcat that ends with a FIN instead of QUIT gets all its replies", async () => {
  await using server = await JamServer.start();
  const input = "TIME\r\n".repeat(3);
  const { stdout, exit } = await runProgram(["nc.openbsd", "-N", "127.0.0.1", String(server.port)], {
    input,
  });
  expectTimes(stdout, 3);
  expect(exit).toBe(0);
});

withNc("netcat without CR gets an ERROR that says how to end a line", async () => {
  await using server = await JamServer.start();
  const input = "TIME\n";
  const { stdout } = await runProgram(["nc.openbsd", "-N", "127.0.0.1", String(server.port)], { input });
  expect(stdout).toBe("ERROR end the line with CR LF (13 10)\r\n");
});

withNcat("ncat -C turns typed lines into requests", async () => {
  await using server = await JamServer.start();
  const input = "TIME\nTIME\nQUIT\n";
  const { stdout, exit } = await runProgram(["ncat", "-C", "127.0.0.1", String(server.port)], { input });
  expectTimes(stdout, 2);
  expect(exit).toBe(0);
});
