/** The server's log: events → lines, for a person at a terminal and as JSON elsewhere; it never holds the server up. */
import { painterFor } from "../../terminal/color.ts";
import { isTold, type LogEvent, type LogLevel } from "./levels.ts";
import { LineWriter } from "./line-writer.ts";
import { formatEvent } from "./terminal.ts";

export interface Log {
  tell(event: LogEvent): void;
  /** A line that is no event. */
  say(line: string): void;
  /** Whether all is written, for which it waits so long. */
  flush(milliseconds: number): Promise<boolean>;
}

interface Stream {
  readonly fd: number;
  readonly isTTY?: boolean;
}

/** @param level read again for every event, since it can change */
export async function openLog(level: () => LogLevel, stream: Stream): Promise<Log> {
  const loggerTo = await (stream.isTTY ? terminalLogger(level, stream) : jsonLoggers(level));
  const writer = new LineWriter(stream.fd, (lines) => {
    let report = "";
    loggerTo((line) => {
      report = line;
    })({ kind: "log-lines-dropped", lines });
    return report;
  });
  return {
    tell: loggerTo((line) => writer.write(line)),
    say: (line) => writer.write(`${line}\n`),
    flush: (milliseconds) => writer.flush(milliseconds),
  };
}

type LoggerTo = (write: (line: string) => void) => (event: LogEvent) => void;

async function jsonLoggers(level: () => LogLevel): Promise<LoggerTo> {
  const { jsonLogger } = await import("./json.ts"); // a terminal does without it
  return (write) => {
    const log = jsonLogger("info", write);
    return (event) => {
      if (isTold(event, level())) log(event);
    };
  };
}

function terminalLogger(level: () => LogLevel, stream: Stream): LoggerTo {
  const paint = painterFor(stream);
  return (write) => (event) => {
    const time = new Date().toTimeString().slice(0, 8);
    if (isTold(event, level())) write(`${formatEvent(event, time, paint)}\n`);
  };
}
