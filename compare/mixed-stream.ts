/** Requests as a class of students sends them: TIME, TIME with text after it, unknown lines, one QUIT. */

/** Lines of the stream, the last of which is QUIT. */
const STREAM_LINES = 10_000;

/** Of ten lines six are plain, three have text after TIME, one is unknown. Always the same stream. */
export function mixedStream(): string {
  const lines = Array.from({ length: STREAM_LINES - 1 }, (_, at) => {
    const draw = (at * 7919 + (at >> 3) * 104_729) % 10;
    if (draw < 6) return "TIME";
    if (draw < 9) return `TIME ${"please, what is the time in Surabaya?".slice(0, 1 + (at % 37))}`;
    return ["HELLO", "time", "WAKTU", "JAM 10:00:00"][at % 4];
  });
  return `${[...lines, "QUIT"].join("\r\n")}\r\n`;
}
