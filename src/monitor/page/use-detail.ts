/** The detail of the picked session, fetched again while the session is open. */
import { useEffect, useState } from "preact/hooks";
import type { SessionDetail } from "../facts/api.ts";
import type { Picked } from "./link.ts";

/** `gone`: the server no longer keeps the session, or never had it. */
export type Detail = SessionDetail | "loading" | "gone";

const REFRESH_MS = 1_000;

/** The pane and the presentation show the same session: the one that opens has what the other had, without the server too. */
let newest: (Picked & { readonly value: Detail }) | undefined;

export function detailAddress({ session, startedAt }: Picked): string {
  return `/api/v1/sessions/${session}?startedAt=${startedAt}`;
}

/** @param version changes when the session changes in the list */
export function useDetail(picked: Picked, version: string): Detail {
  const { session, startedAt } = picked;
  const [detail, setDetail] = useState(newest);

  // A new version fetches again
  useEffect(() => {
    const abort = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const response = await fetch(detailAddress({ session, startedAt }), { signal: abort.signal });
        const value = response.ok ? ((await response.json()) as SessionDetail) : "gone";
        if (response.ok || response.status === 404) {
          newest = { session, startedAt, value };
          setDetail(newest);
        }
        if (value !== "gone" && value.row.endedAt !== undefined) return;
        if (response.status === 404) return;
      } catch {
        if (abort.signal.aborted) return;
      }
      again = setTimeout(load, REFRESH_MS);
    };
    void load();
    return () => {
      abort.abort();
      clearTimeout(again);
    };
  }, [session, startedAt, version]);

  return detail?.session === session && detail.startedAt === startedAt ? detail.value : "loading";
}
