/** Entry point of the command line: finds the command, runs it, and sets the exit code. */
import packageJson from "../../package.json" with { type: "json" };
import { missingPackage } from "../text/missing-package.ts";
import { didYouMean } from "../text/nearest.ts";
import { visibleText } from "../text/visible.ts";
import { COMMANDS } from "./commands.ts";
import { CommandError, EXIT, UsageError } from "./exit.ts";
import { formatRows, paragraph, spelledOut } from "./flags/help.ts";
import { writeErr } from "./terminal/stderr.ts";

function usage(): string {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => ({ name, text: summary }));
  const head = `jam ${packageJson.version}: a TCP time server with a checker, a load generator, a network lab and a monitor`;
  return `${paragraph(head)}

Usage: jam COMMAND [FLAGS]

${formatRows(rows)}

"jam help COMMAND" lists the flags of a command.
"jam -v" prints the version.`;
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = spelledOut(args);
  if (name === undefined) throw new UsageError(`a command is missing.\n\n${usage()}`);
  if (name === "--help" || name === "-h") {
    console.log(usage());
    return EXIT.good;
  }
  if (name === "--version" || name === "-v") {
    console.log(packageJson.version);
    return EXIT.good;
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined) {
    const near = didYouMean(name, Object.keys(COMMANDS));
    throw new UsageError(`there is no command ${JSON.stringify(name)}.${near} "jam --help" lists them.`);
  }
  const { command } = await entry.load().catch((error: unknown) => {
    const missing = missingPackage(error);
    if (missing === undefined) throw error;
    // Only this command needs it; the others work in an incomplete installation too.
    throw new CommandError(
      `jam ${name} needs the npm package ${missing}, which is not installed; in a clone run: npm ci`,
      EXIT.environment,
    );
  });
  return command.run(rest);
}

async function run(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    // A message may quote a server's bytes, a capture's or a file's.
    writeErr(`jam: ${visibleText(error.message)}`);
    process.exitCode = error.exitCode;
  }
}

void run(); // nothing awaits at a module's top: what bin/build.ts bundles cannot
