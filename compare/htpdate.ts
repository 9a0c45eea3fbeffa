/** `bin/bun compare/htpdate.ts`: jam offset next to htpdate, each with a server on the same faked clock; prints the table of compare/htpdate.md. */
import { parseArgs } from "node:util";
import { seeded } from "../test/truth/delays.ts";
import { FakedClock, fakedServer } from "../test/truth/faked-server.ts";

const WEB_SERVER = `import { createServer } from "node:http";
let requests = 0;
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  if (request.url === "/count") { response.end(String(requests)); requests = 0; return; }
  requests++;
  response.setHeader("Date", new Date().toUTCString());
  response.end();
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));`;

interface Sample {
  readonly method: string;
  readonly errorMs: number;
  readonly requests: number;
}

const { values } = parseArgs({
  options: {
    offsets: { type: "string", default: "15" },
    requests: { type: "string", default: "4,9,60" },
    seed: { type: "string", default: "3" },
  },
});
const budgets = values.requests.split(",");
/** htpdate's `-p` is at most 9. */
const precisions = budgets.filter((requests) => Number(requests) <= 9);
// htpdate takes the whole offset, and jam offset one below a quarter of an hour: so below 7 minutes, with any fraction.
const chance = seeded(Number(values.seed));
const offsets = Array.from(
  { length: Number(values.offsets) },
  () => Math.round((chance() - 0.5) * 8e8) / 1000,
);
const samples: Sample[] = [];

/** The tool before ends near the server's change of the second: the next one must not begin there each time. */
const anyMoment = () => Bun.sleep(chance() * 1_000);

async function output(command: readonly string[]): Promise<string> {
  const child = Bun.spawn([...command], { stdio: ["ignore", "pipe", "pipe"], timeout: 60_000 });
  const [out, errors] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  return out + errors;
}

async function compare(offsetMs: number): Promise<void> {
  await using server = await fakedServer(offsetMs);
  using clock = new FakedClock(offsetMs);
  const web = Bun.spawn(["node", "--input-type=module", "-e", WEB_SERVER], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...clock.env },
  });
  try {
    const { value } = await web.stdout.getReader().read();
    const url = `http://127.0.0.1:${Number(new TextDecoder().decode(value))}`;
    for (const precision of precisions) {
      await anyMoment();
      await fetch(`${url}/count`);
      const text = await output(["htpdate", "-d", "-q", "-t", "-n", "-p", precision, url]);
      const requests = Number(await (await fetch(`${url}/count`)).text());
      const debug = Number(/^offset: (\S+)/m.exec(text)?.[1]) * 1000;
      const printed = Number(/^Offset (\S+) seconds/m.exec(text)?.[1]) * 1000;
      samples.push({
        method: `htpdate -p ${precision}, \`offset:\` of -d`,
        errorMs: debug - offsetMs,
        requests,
      });
      samples.push({ method: `htpdate -p ${precision}, as printed`, errorMs: printed - offsetMs, requests });
    }
    for (const requests of budgets) {
      await anyMoment();
      const json = await output([
        "bin/jam",
        "offset",
        `127.0.0.1:${server.port}`,
        "--json",
        "--requests",
        requests,
      ]);
      const { servers } = JSON.parse(json.split("\n")[0] ?? "") as {
        servers: [{ offsetMs: number; requests: number }];
      };
      const [{ offsetMs: measured, requests: used }] = servers;
      samples.push({
        method: `jam offset --requests ${requests}`,
        errorMs: measured - offsetMs,
        requests: used,
      });
    }
  } finally {
    web.kill();
    await web.exited;
  }
}

const waiting = offsets.values();
async function work(): Promise<void> {
  for (const offsetMs of waiting) {
    await compare(offsetMs);
    console.error(`${samples.length} samples`);
  }
}
await Promise.all([work(), work(), work()]);

const methods = [...new Set(samples.map(({ method }) => method))];
console.log("| method | requests | error, median | error, greatest |");
console.log("|---|---:|---:|---:|");
for (const method of methods) {
  const here = samples.filter((sample) => sample.method === method);
  const errors = here.map(({ errorMs }) => Math.abs(errorMs)).toSorted((a, b) => a - b);
  const median = errors[errors.length >> 1] ?? Number.NaN;
  const most = Math.max(...here.map(({ requests }) => requests));
  console.log(`| ${method} | ${most} | ${median.toFixed(2)} ms | ${(errors.at(-1) ?? 0).toFixed(2)} ms |`);
}
