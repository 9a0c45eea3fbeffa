/** Events → JSON lines, by pino, for a log that a program reads. */
import pino from "pino";
import { type LogEvent, type LogLevel, levelOf } from "./levels.ts";

/** @param write called with each line and its LF before the logger returns */
export function jsonLogger(level: LogLevel, write: (line: string) => void): (event: LogEvent) => void {
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  return (event) => {
    const { kind, ...fields } = event;
    logger[levelOf(event)]({ event: kind, ...fields });
  };
}
