/** `jam bench`: loads a running server, or one that it starts and stops; checks and measures every reply. */
import packageJson from "../../../package.json" with { type: "json" };
import { Generator, GeneratorError } from "../../bench/generator.ts";
import { escapeText, TimeError } from "../../client/index.ts";
import type { ServerProcess } from "../../proc/server-process.ts";
import { connectionsAllowed } from "../../server/limits/descriptors.ts";
import type { Command } from "../command.ts";
import { CommandError, EXIT, UsageError } from "../exit.ts";
import { type Arguments, flagValues, readArguments, type ValuesOf } from "../flags/flags.ts";
import { formatFlags, paragraph } from "../flags/help.ts";
import { parseTarget } from "../flags/target.ts";
import { adviseOn } from "../terminal/advice.ts";
import { ReaderGone, writeOut } from "../terminal/stdout.ts";
import { runCompare } from "./compare.ts";
import { LOAD_FLAGS, OUTPUT_FLAGS } from "./flags.ts";
import { silentLive, startLive } from "./live.ts";
import { writeOutputs } from "./outputs.ts";
import { type BenchTarget, isGood, resultOf, SCHEMA } from "./result.ts";
import { endText, reach, startBenchServer } from "./start-server.ts";
import { checkTogether, runSteps, type Steps } from "./steps.ts";

const FLAGS = { ...LOAD_FLAGS, ...OUTPUT_FLAGS };
type Values = ValuesOf<typeof FLAGS>;

const USAGE = `Usage: jam bench HOST[:PORT] [FLAGS]
       jam bench [FLAGS] -- COMMAND
       jam bench compare A.json B.json

${paragraph(`Loads a time server, measures it, and checks every reply.
With -- COMMAND it starts the server, and stops it at the end.`)}

${formatFlags(LOAD_FLAGS)}

${formatFlags(OUTPUT_FLAGS)}

${paragraph(`Ctrl-C ends the run early, with the results so far.`)}

${paragraph(`Exit codes: 0 measured, and every expectation was met, 1 an expectation was missed, no reply was right or the server
was not reached, 2 usage error, 3 something is missing on this machine, such as COMMAND or a free port for it.`)}`;

async function run(args: readonly string[]): Promise<number> {
  if (args[0] === "compare") return runCompare(args.slice(1));
  const parsed = readArguments(args, FLAGS);
  if (parsed.wantsHelp) {
    console.log(USAGE);
    return EXIT.good;
  }
  const values = flagValues(FLAGS, parsed);
  checkTogether(values);
  const target = targetOf(parsed, values);
  const wanted = values.connections + values.idle;
  if (wanted > connectionsAllowed()) {
    const message = `${wanted} connections exceed the limit of ${connectionsAllowed()} for this process: raise it with ulimit -n.`;
    throw new CommandError(message, EXIT.environment);
  }
  const interrupt = new AbortController();
  const stop = () => (interrupt.signal.aborted ? process.exit(EXIT.failed) : interrupt.abort());
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    return await bench(target, values, interrupt.signal);
  } catch (error) {
    if (error instanceof ReaderGone) return EXIT.good;
    if (!(error instanceof TimeError)) throw error;
    const message = adviseOn(error, target.host);
    if (!values.json) throw new CommandError(message, EXIT.failed);
    await writeOut(
      `${JSON.stringify({ schema: SCHEMA, host: target.host, port: target.port, code: error.code, message })}\n`,
    );
    return EXIT.failed;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

function targetOf({ positionals, rest, given }: Arguments, { port }: Values): BenchTarget {
  if (rest !== undefined) {
    if (positionals.length > 0)
      throw new UsageError("HOST:PORT and -- COMMAND exclude each other: choose one.");
    if (rest.length === 0) throw new UsageError("-- must be followed by the command that starts the server.");
    return { host: "127.0.0.1", port, command: rest };
  }
  const [server, more] = positionals;
  if (server === undefined)
    throw new UsageError('missing server: give HOST:PORT, or "-- COMMAND" that starts one.');
  if (more !== undefined) throw new UsageError(`jam bench loads one server: unexpected argument ${more}.`);
  if (given.has("port"))
    throw new UsageError("--port is only for -- COMMAND: give a server's port as HOST:PORT.");
  return { ...parseTarget(server), command: null };
}

async function bench(target: BenchTarget, values: Values, interrupt: AbortSignal): Promise<number> {
  const { host, port, command } = target;
  await using server: ServerProcess | null =
    command === null ? null : await startBenchServer(command, port, values.startTimeout, interrupt);
  if (server !== null) process.once("exit", () => server.kill()); // a second Ctrl-C leaves no time to stop it
  const address = await reach(host, port, values.timeout, interrupt);
  const { connections, pipeline, churn, idle, timeout, clockToleranceMs } = values;
  const threads = Math.min(values.threads, connections);
  const plan = {
    address,
    port,
    threads,
    connections,
    pipeline,
    churn,
    idle,
    timeoutMs: timeout,
    toleranceMs: clockToleranceMs,
  };
  const startedAt = new Date();
  const steps = await load(async (generator) =>
    runSteps(values, {
      generator,
      live: values.quiet ? silentLive : startLive(),
      serverCpuMs() {
        const usage = server?.usage();
        return usage && usage.cpuSeconds * 1000;
      },
      serverEnded() {
        return server?.ended && `${command?.[0]} ${endText(server.ended)}`;
      },
      interrupt,
    }),
  );
  const result = resultOf({
    version: packageJson.version,
    startedAt,
    isInterrupted: interrupt.aborted,
    target,
    plan,
    steps,
    expected: values.expect ?? [],
  });
  await writeOutputs(values, result, steps);
  return isGood(result) ? EXIT.good : EXIT.failed;

  async function load(work: (generator: Generator) => Promise<Steps>): Promise<Steps> {
    try {
      await using generator = await Generator.start(plan);
      return await work(generator);
    } catch (error) {
      if (!(error instanceof GeneratorError)) throw error;
      throw new CommandError(`${escapeText(host)}:${port}: ${error.message}.`, EXIT.failed);
    }
  }
}

export const command = { run } satisfies Command;
