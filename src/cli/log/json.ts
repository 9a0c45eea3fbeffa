/** Events → JSON lines, by pino, for a log that a machine reads. */
import pino from "pino";
import { type LogEvent, type LogLevel, levelOf } from "./levels.ts";

/** @param file descriptor to write to; every line is written before the call returns */
export function jsonLogger(level: LogLevel, file: number): (event: LogEvent) => void {
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: file, sync: true }),
  );
  return (event) => {
    const { kind, ...fields } = event;
    logger[levelOf(event)]({ event: kind, ...fields });
  };
}
