/** The stream of updates → the picture that is shown, and the state of the connection to the server. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { SessionQuery, Status, Update } from "../facts/api.ts";
import { foldUpdate, type Picture } from "../facts/picture.ts";
import { streamAddress } from "./link.ts";

export interface Stream {
  /** Undefined until the first update. */
  readonly picture: Picture | undefined;
  /** The newest, also while the picture is paused. */
  readonly status: Status | undefined;
  /** Why no update comes: no answer, or too many streams are open. Also the key of its text. */
  readonly trouble: "lost" | "tooManyPages" | undefined;
}

/** A browser does not retry by itself after a response that is not an event stream. */
const RETRY_MS = 3_000;

export function useStream(query: SessionQuery, isPaused: boolean): Stream {
  const [stream, setStream] = useState<Stream>({ picture: undefined, status: undefined, trouble: undefined });
  const live = useRef<Picture>(undefined);
  const paused = useRef(isPaused);
  paused.current = isPaused;

  useEffect(() => {
    if (isPaused || live.current === undefined) return;
    setStream((before) => ({ ...before, picture: live.current }));
  }, [isPaused]);

  const address = streamAddress(query);
  useEffect(() => {
    let retry: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource | undefined;
    let isOver = false;
    const open = () => {
      let isFirst = true;
      source = new EventSource(address);
      source.addEventListener("update", ({ data }: MessageEvent<string>) => {
        const update = JSON.parse(data) as Update;
        live.current = foldUpdate(live.current, update);
        const picture = live.current;
        // Sorting or searching on a paused page must show its result.
        const isShown = !paused.current || isFirst;
        isFirst = false;
        setStream((before) => ({
          picture: isShown ? picture : before.picture,
          status: update.status,
          trouble: undefined,
        }));
      });
      source.addEventListener("error", async () => {
        const isRefused = source?.readyState === EventSource.CLOSED;
        if (isRefused) retry = setTimeout(open, RETRY_MS);
        const trouble = isRefused && (await serverAnswers()) ? "tooManyPages" : "lost";
        if (!isOver) setStream((before) => ({ ...before, trouble }));
      });
    };
    open();
    return () => {
      isOver = true;
      clearTimeout(retry);
      source?.close();
    };
  }, [address]);

  return stream;
}

/** Whether the server answers although it refused the stream: EventSource does not expose the status code. */
async function serverAnswers(): Promise<boolean> {
  try {
    return (await fetch("/api/v1/status")).ok;
  } catch {
    return false;
  }
}
