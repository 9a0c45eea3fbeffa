/** Whether another run of the server is shown than the reader has seen, or followed a link to. */
import { useEffect, useRef, useState } from "preact/hooks";

/**
 * @param startedAt of the server that is shown; undefined until it is known
 * @param linkedAt of the server whose session is picked
 * @returns when the new one was started, and what takes the notice away
 */
export function useRestart(
  startedAt: number | undefined,
  linkedAt: number | undefined,
): readonly [number | undefined, () => void] {
  const seen = useRef(startedAt);
  const [restartedAt, setRestartedAt] = useState<number>();
  useEffect(() => {
    if (startedAt === undefined) return;
    const isOther = (run: number | undefined) => run !== undefined && run !== startedAt;
    if (isOther(seen.current) || isOther(linkedAt)) setRestartedAt(startedAt);
    seen.current = startedAt;
  }, [startedAt, linkedAt]);
  return [restartedAt, () => setRestartedAt(undefined)];
}
