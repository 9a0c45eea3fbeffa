/** The stream of updates → the picture that is shown, and what is known of the connection to the server. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { SessionQuery, Status, Update } from "../facts/api.ts";
import { streamAddress } from "./link.ts";
import { foldUpdate, type Picture } from "./picture.ts";

export interface Stream {
  /** Undefined until the first update. */
  readonly picture: Picture | undefined;
  /** The newest, also while the picture is paused. */
  readonly status: Status | undefined;
  /** Why none comes: nobody answers, or too many read it already; also the word for it. */
  readonly trouble: "lost" | "tooManyPages" | undefined;
}

/** After an answer that is no stream the browser does not try again by itself. */
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
        // A reader who sorts or searches a paused page wants to see the answer.
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
        const trouble = isRefused && (await answers()) ? "tooManyPages" : "lost";
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

/** Whether the server tells of itself, though it gave no stream; a browser does not say with what status. */
async function answers(): Promise<boolean> {
  try {
    return (await fetch("/api/v1/status")).ok;
  } catch {
    return false;
  }
}
