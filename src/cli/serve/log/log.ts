/** The server's log: events → lines, as text on a terminal and as JSON elsewhere. It never blocks the server. */
import { painterFor } from "../../terminal/color.ts";
import { isLogged, type LogEvent, type LogLevel } from "./levels.ts";
import { LineWriter } from "./line-writer.ts";
import { formatEvent } from "./terminal.ts";

export interface Log {
  write(event: LogEvent): void;
  /** Writes a line that is not an event. */
  writeLine(line: string): void;
  /** Waits until everything is written. @returns false if that takes longer */
  flush(milliseconds: number): Promise<boolean>;
}

interface Stream {
  readonly fd: number;
  readonly isTTY?: boolean;
}

/**
 * @param level read for every event, since it can change
 * @param timeOfDay now, for a person at a terminal
 */
async function openLog(level: () => LogLevel, timeOfDay: () => string, stream: Stream): Promise<Log> {
  const loggerTo = await (stream.isTTY ? terminalLogger(level, timeOfDay, stream) : jsonLoggers(level));
  const writer = new LineWriter(stream.fd, (lines) => {
    let report = "";
    loggerTo((line) => {
      report = line;
    })({ kind: "log-lines-dropped", lines });
    return report;
  });
  return {
    write: loggerTo((line) => writer.write(line)),
    writeLine: (line) => writer.write(`${line}\n`),
    flush: (milliseconds) => writer.flush(milliseconds),
  };
}

/** Not process.stderr, which makes a pipe non-blocking for every process that shares it. */
export async function openStderrLog(level: () => LogLevel, timeOfDay: () => string): Promise<Log> {
  const { isatty } = await import("node:tty"); // loads node:net too, 15 ms
  return openLog(level, timeOfDay, { fd: 2, isTTY: isatty(2) });
}

type LoggerTo = (write: (line: string) => void) => (event: LogEvent) => void;

async function jsonLoggers(level: () => LogLevel): Promise<LoggerTo> {
  const { jsonLogger } = await import("./json.ts"); // not needed on a terminal
  return (write) => {
    const log = jsonLogger("info", write);
    return (event) => {
      if (isLogged(event, level())) log(event);
    };
  };
}

function terminalLogger(level: () => LogLevel, timeOfDay: () => string, stream: Stream): LoggerTo {
  const paint = painterFor(stream);
  return (write) => (event) => {
    if (isLogged(event, level())) write(`${formatEvent(event, timeOfDay(), paint)}\n`);
  };
}
