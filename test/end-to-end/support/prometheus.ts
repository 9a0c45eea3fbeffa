/** A real Prometheus on a free port, with the rules of deploy/, that scrapes one jam server. Knows no test. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./within.ts";

const RULES = fileURLToPath(new URL("../../../deploy/prometheus/jam.rules.yml", import.meta.url));

interface Answer<Data> {
  readonly status: "success" | "error";
  readonly data: Data;
  readonly error?: string;
}

interface Vector {
  readonly result: readonly {
    readonly metric: Readonly<Record<string, string>>;
    readonly value: readonly [number, string];
  }[];
}

/** To be declared with `await using`. */
export class Prometheus implements AsyncDisposable {
  readonly #process: Bun.Subprocess;
  readonly #folder: string;
  readonly #url: string;

  private constructor(target: string, token: string | undefined) {
    this.#folder = mkdtempSync(join(tmpdir(), "jam-prometheus-"));
    const port = freePort();
    this.#url = `http://127.0.0.1:${port}/api/v1`;
    const config = {
      global: { scrape_interval: "1s", evaluation_interval: "1s" },
      rule_files: [RULES],
      scrape_configs: [
        {
          job_name: "jam",
          static_configs: [{ targets: [target] }],
          ...(token === undefined ? {} : { authorization: { credentials: token } }),
        },
      ],
    };
    writeFileSync(join(this.#folder, "prometheus.yml"), JSON.stringify(config)); // JSON is YAML
    this.#process = Bun.spawn(
      [
        "prometheus",
        `--config.file=${join(this.#folder, "prometheus.yml")}`,
        `--storage.tsdb.path=${join(this.#folder, "data")}`,
        `--web.listen-address=127.0.0.1:${port}`,
        "--log.level=error",
      ],
      { stdio: ["ignore", "ignore", "ignore"] },
    );
  }

  /** Resolves when it answers. */
  static async start(target: string, token?: string): Promise<Prometheus> {
    const prometheus = new Prometheus(target, token);
    const isUp = () =>
      prometheus.get("status/buildinfo", {}).then(
        () => true,
        () => false,
      );
    try {
      await until(20, isUp, () => "a Prometheus that answers");
    } catch (error) {
      await prometheus[Symbol.asyncDispose]();
      throw error;
    }
    return prometheus;
  }

  async get<Data>(path: string, parameters: Readonly<Record<string, string>>): Promise<Answer<Data>> {
    const answer = await fetch(`${this.#url}/${path}?${new URLSearchParams(parameters)}`);
    return (await answer.json()) as Answer<Data>;
  }

  /** @throws where the expression is none */
  async query(expression: string): Promise<Vector["result"]> {
    const { status, data, error } = await this.get<Vector>("query", { query: expression });
    if (status === "error") throw new Error(`${expression}: ${error}`);
    return data.result;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.exited;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Free a moment ago: Prometheus takes no port 0 of which it would tell. */
function freePort(): number {
  const held = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  held.stop(true);
  return held.port;
}
