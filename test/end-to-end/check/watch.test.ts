/** `jam check --watch`: a student's loop of saving and looking. */
import { expect, test } from "bun:test";
import { textsOf } from "../../../src/check/texts/index.ts";
import { freePort } from "../../check/small-server.ts";
import { CourseFile } from "../support/course-servers.ts";
import { cleanEnvironment, JAM } from "../support/jam-server.ts";
import { Lines } from "../support/lines.ts";

const { words } = textsOf("en");
/** Side by side, because a watching check mostly waits. */
const withPython = (title: string, run: () => Promise<void>, milliseconds: number) => {
  const make = Bun.which("python3") === null ? test.skip : test.concurrent;
  make(`${title} (needs Debian's python3)`, run, milliseconds);
};

const WRONG = { prefix: "JAM: " };

/** To be declared with `await using`, which ends it however the test ends. */
class Watching implements AsyncDisposable {
  readonly #child: Bun.Subprocess<"ignore", "pipe", "pipe">;
  readonly results: Lines;
  readonly talk: Lines;

  constructor(server: CourseFile, port: number) {
    const flags = [
      "--watch",
      "--port",
      String(port),
      "--only",
      "connect,time-reply,reply-*",
      "--skip",
      "reply-clock",
    ];
    this.#child = Bun.spawn([JAM, "check", ...flags, "--", ...server.command(port)], {
      stdio: ["ignore", "pipe", "pipe"],
      env: cleanEnvironment({ LC_ALL: "C.UTF-8" }),
    });
    this.results = new Lines(this.#child.stdout);
    this.talk = new Lines(this.#child.stderr);
  }

  /** Waits until it has judged so many times, and waits for a change. */
  judged(times: number): Promise<true> {
    return this.talk.waitFor(
      (lines) => lines.filter((line) => line.includes(words.waitingForChange)).length >= times || undefined,
      40,
    );
  }

  interrupt(): Promise<number> {
    this.#child.kill("SIGINT");
    return this.#child.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
  }
}

withPython(
  "it prints what to fix first, and after each save what got better or worse",
  async () => {
    using server = new CourseFile(WRONG);
    await using watching = new Watching(server, await freePort());
    await watching.judged(1);
    expect(watching.results.all.join("\n")).toContain("reply-prefix");
    expect(watching.results.all.join("\n")).not.toContain(words.better);

    server.write({});
    await watching.judged(2);
    expect(watching.results.all).toContain(`${words.better}: reply-prefix`);

    server.write(WRONG);
    await watching.judged(3);
    expect(watching.results.all).toContain(`${words.worse}: reply-prefix`);

    expect(await watching.interrupt()).toBe(0);
    expect(server.pids.length).toBeGreaterThanOrEqual(6);
    expect(server.running).toEqual([]);
  },
  60_000,
);

withPython(
  "a save during a check leads to another check",
  async () => {
    using server = new CourseFile(WRONG);
    await using watching = new Watching(server, await freePort());
    await server.started(1); // the check still takes seconds, and Python has read the file
    server.write({});
    await watching.judged(2);
    expect(watching.results.all).toContain(`${words.better}: reply-prefix`);
    expect(await watching.interrupt()).toBe(0);
    expect(server.running).toEqual([]);
  },
  60_000,
);

withPython(
  "Ctrl-C during a check ends it and leaves no process",
  async () => {
    using server = new CourseFile(WRONG);
    await using watching = new Watching(server, await freePort());
    await server.started(1);
    expect(await watching.interrupt()).toBe(0);
    expect(server.running).toEqual([]);
  },
  60_000,
);

withPython(
  "a server that does not even start is checked again when it is fixed",
  async () => {
    using server = new CourseFile({ before: "raise SystemExit('half written')" });
    await using watching = new Watching(server, await freePort());
    await watching.judged(1);
    expect(watching.talk.all.join("\n")).toContain(
      "half written\njam: COMMAND exited with 1 before it listened.",
    );
    expect(watching.results.all).toEqual([]);
    server.write(WRONG);
    await watching.judged(2);
    expect(watching.results.all.join("\n")).toContain("reply-prefix");
    expect(await watching.interrupt()).toBe(0);
    expect(server.running).toEqual([]);
  },
  60_000,
);
