/** jam bench and the C load on the same server, once: how close the two come. */
import { fileURLToPath } from "node:url";
import { type Context, loadOf, startServer } from "../context.ts";
import { runLoad } from "../load.ts";
import type { Run } from "../record.ts";

const JAM = fileURLToPath(new URL("../../bin/jam", import.meta.url));
const SHAPE = { connections: 50, pipeline: 16 } as const;

/** Undefined if no server could be started. */
export async function measureJamBench(context: Context): Promise<Run["jamBench"]> {
  const jam = context.peers.find(({ role }) => role === "jam");
  await using server = jam && (await startServer(context, jam, "one", "pinned"));
  if (server === undefined) return undefined;
  const load = await runLoad(server, loadOf(context, "pinned", { ...SHAPE }));
  const pinned = context.cores === undefined ? [] : ["taskset", "-c", String(context.cores.load)];
  const bench = Bun.spawn(
    [
      ...[...pinned, JAM, "bench", `127.0.0.1:${server.port}`, "--json", "--threads", "1"],
      ...["--connections", String(SHAPE.connections), "--pipeline", String(SHAPE.pipeline)],
      ...[
        "--warmup",
        context.isShort ? "0" : "0.3",
        "--duration",
        String(context.isShort ? 0.1 : Math.max(1, context.seconds)),
      ],
    ],
    { stdout: "pipe", stderr: "pipe", timeout: 30_000 },
  );
  const [output, errors] = await Promise.all([bench.stdout.text(), bench.stderr.text()]);
  const rate = rateIn(output);
  if (rate === undefined) throw new Error(`jam bench printed no rate: ${errors}`);
  return { bench: rate, load: load.sample.rate };
}

function rateIn(json: string): number | undefined {
  const rate = /"repliesPerSecond":\s*([\d.]+)/.exec(json)?.[1];
  return rate === undefined ? undefined : Number(rate);
}
