/** The output of a run's server: into a file as it comes, and with the time of each chunk for the report. */
import type { ServerOutput } from "./run-folder.ts";

/** Characters kept with their times; the file has more. */
const MOST_CHARACTERS = 262_144;
/** A server may print without end. */
const MOST_BYTES = 67_108_864;
/** After the server's end, processes that it left may hold its output open. */
const LAST_SECONDS = 1;

export interface OutputRecorder {
  /** What was read so far. */
  text(): string;
  /** Resolves when the output has ended and the file is complete. */
  end(): Promise<ServerOutput>;
}

export function recordOutput(output: ReadableStream<Uint8Array<ArrayBuffer>>, file: string): OutputRecorder {
  const startedAt = Date.now() / 1000;
  const sink = Bun.file(file).writer();
  const chunks: { readonly at: number; readonly text: string }[] = [];
  let written = 0;
  let kept = 0;
  let charactersLeftOut = 0;
  let hasEnded = false;
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const bytes of output) {
      if (hasEnded) return;
      const room = MOST_BYTES - written;
      if (room > 0) sink.write(bytes.subarray(0, room));
      written += bytes.length;
      await sink.flush();
      const whole = decoder.decode(bytes, { stream: true });
      const text = whole.slice(0, MOST_CHARACTERS - kept);
      if (text !== "") chunks.push({ at: Date.now() / 1000, text });
      kept += text.length;
      charactersLeftOut += whole.length - text.length;
    }
  };
  const reading = read();
  return {
    text: () => chunks.map(({ text }) => text).join(""),
    async end() {
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, LAST_SECONDS * 1000);
      await Promise.race([reading, late.promise]);
      clearTimeout(timer);
      hasEnded = true;
      await sink.end();
      return { startedAt, chunks, charactersLeftOut };
    },
  };
}
