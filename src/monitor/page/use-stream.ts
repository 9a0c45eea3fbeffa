/** The stream of updates → the picture that is shown, and the state of the connection to the server. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Status, Update } from "../facts/api.ts";
import { foldUpdate, type Picture } from "../facts/picture.ts";
import { type Query, streamAddress } from "./link.ts";

/** Why no update comes: no answer for this long, or too many streams are open. */
export type Trouble =
  | { readonly kind: "noContact"; readonly forMs: number }
  | { readonly kind: "tooManyPages" };

export interface Stream {
  /** Undefined until the first update. */
  readonly picture: Picture | undefined;
  /** The newest, also while the picture is paused. */
  readonly status: Status | undefined;
  readonly trouble: Trouble | undefined;
}

/** A browser does not retry by itself after a response that is not an event stream. */
const RETRY_MS = 3_000;
/** Updates come at least once a second: a server that is silent for longer hangs, or the network is cut. */
const SILENCE_MS = 3_000;
const TICK_MS = 1_000;

export function useStream(query: Query, isPaused: boolean): Stream {
  const [stream, setStream] = useState<Stream>({ picture: undefined, status: undefined, trouble: undefined });
  const live = useRef<Picture>(undefined);
  const heardAt = useRef(performance.now());
  const paused = useRef(isPaused);
  paused.current = isPaused;

  useEffect(() => {
    if (isPaused || live.current === undefined) return;
    setStream((before) => ({ ...before, picture: live.current }));
  }, [isPaused]);

  const noContact = (): Trouble => ({ kind: "noContact", forMs: performance.now() - heardAt.current });

  useEffect(() => {
    const ticking = setInterval(() => {
      const isSilent = performance.now() - heardAt.current > SILENCE_MS;
      setStream((before) =>
        before.trouble?.kind === "noContact" || (isSilent && before.trouble === undefined)
          ? { ...before, trouble: noContact() }
          : before,
      );
    }, TICK_MS);
    return () => clearInterval(ticking);
  }, []);

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
        heardAt.current = performance.now();
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
        const isFull = isRefused && (await serverAnswers());
        const trouble: Trouble = isFull ? { kind: "tooManyPages" } : noContact();
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
