/** The ways to restart a server that are compared. */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JamServer } from "../end-to-end/support/jam-server.ts";
import { Listener } from "../end-to-end/support/listeners.ts";

interface Starter {
  readonly folder: string;
  first(): Promise<JamServer>;
  /** Resolves when the next server serves alone. */
  next(running: JamServer): Promise<JamServer>;
}

export type Way = (port: number) => Promise<Starter>;

const THREADS = ["--threads", "2"];

async function stop(server: JamServer): Promise<void> {
  await server.stop();
  await server[Symbol.asyncDispose]();
}

function starter(first: () => Promise<JamServer>, isFirstStopped: boolean, folder = newFolder()): Starter {
  return {
    folder,
    first,
    async next(running) {
      if (isFirstStopped) await stop(running);
      const next = await first();
      if (!isFirstStopped) await stop(running);
      return next;
    },
  };
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "jam-restarts-"));
}

/** Stopped, then started. */
const plain: Way = async (port) => starter(() => JamServer.start([...THREADS, "--port", `${port}`]), true);

const takeover: Way = async (port) => {
  const folder = newFolder();
  const env = { XDG_RUNTIME_DIR: folder };
  const start = () => JamServer.start([...THREADS, "--takeover", "--port", `${port}`], { env });
  return {
    ...starter(start, false, folder),
    async next(running) {
      const next = await start();
      await running.exited;
      await running[Symbol.asyncDispose]();
      return next;
    },
  };
};

/** As with the socket unit: one socket stays open, and the server is stopped, then started. */
const socketUnit: Way = async (port) => {
  const { descriptor } = new Listener(port);
  return starter(() => JamServer.start(THREADS, { listeners: [descriptor] }), true);
};

/**
 * A socket of its own for each server, on one port by SO_REUSEPORT: the next server starts, then the first closes its.
 * This is what net.ipv4.tcp_migrate_req is for. Set in this network, so run it in a network of its own.
 */
function shared(migrates: boolean): Way {
  return async (port) => {
    execFileSync("sysctl", ["-qw", `net.ipv4.tcp_migrate_req=${migrates ? 1 : 0}`]);
    const start = () => {
      using listener = new Listener(port, true);
      return JamServer.start(THREADS, { listeners: [listener.descriptor] });
    };
    return starter(start, false);
  };
}

export const WAYS: Readonly<Record<string, Way>> = {
  plain,
  takeover,
  "socket-unit": socketUnit,
  reuseport: shared(false),
  "reuseport-migrate": shared(true),
};
