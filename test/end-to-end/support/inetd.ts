/** Real inetds on a free port, each with `jam serve --inetd` as its program. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JAM } from "./jam-server.ts";
import { freeLowPort } from "./low-port.ts";
import { RawClient } from "./raw-client.ts";
import { until } from "./within.ts";

/** Debian's openbsd-inetd and xinetd conflict: `.ci/run` unpacks the first into /opt. */
const PATH = `${process.env["PATH"]}:/usr/sbin:/opt/openbsd-inetd/usr/sbin`;

interface Kind {
  readonly program: string | null;
  readonly debianPackage: string;
  readonly configuration: (port: number, flags: readonly string[]) => string;
  readonly flags: (file: string) => readonly string[];
}

export const INETDS = {
  xinetd: {
    program: Bun.which("xinetd", { PATH }),
    debianPackage: "xinetd",
    configuration: (port, flags) => `service jam
{
  type = UNLISTED
  socket_type = stream
  protocol = tcp
  wait = no
  user = root
  bind = 127.0.0.1
  port = ${port}
  server = ${JAM}
  server_args = serve --inetd ${flags.join(" ")}
}
`,
    flags: (file) => ["-dontfork", "-f", file, "-pidfile", `${file}.pid`],
  },
  "OpenBSD's inetd": {
    program: Bun.which("inetd", { PATH }),
    debianPackage: "openbsd-inetd",
    configuration: (port, flags) =>
      `127.0.0.1:${port} stream tcp nowait root ${JAM} jam serve --inetd ${flags.join(" ")}\n`,
    flags: (file) => ["-i", file],
  },
} as const satisfies Record<string, Kind>;

/** To be declared with `await using`. */
export class Inetd implements AsyncDisposable {
  readonly port: number;
  readonly #folder: string;
  readonly #process: Bun.Subprocess;

  private constructor(kind: Kind, port: number, flags: readonly string[]) {
    this.port = port;
    this.#folder = mkdtempSync(join(tmpdir(), "jam-inetd-"));
    const file = join(this.#folder, "conf");
    writeFileSync(file, kind.configuration(port, flags));
    this.#process = Bun.spawn([kind.program ?? "", ...kind.flags(file)], {
      stdio: ["ignore", "ignore", "ignore"],
      cwd: this.#folder,
    });
    process.once("exit", this.#kill);
  }

  /** Resolves when it listens. @param flags of `jam serve` */
  static async start(kind: Kind, flags: readonly string[] = []): Promise<Inetd> {
    const inetd = new Inetd(kind, await freeLowPort(), flags);
    const listens = () =>
      RawClient.dial(inetd.port).then(
        (client) => {
          client[Symbol.dispose]();
          return true;
        },
        () => false,
      );
    await until(15, listens, () => "an inetd that listens");
    return inetd;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#kill();
    await this.#process.exited;
    process.off("exit", this.#kill);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  readonly #kill = (): void => {
    this.#process.kill("SIGKILL");
  };
}
