/** The detail of the picked session, fetched again while the session is open. */
import { useEffect, useState } from "preact/hooks";
import type { SessionDetail } from "../facts/api.ts";

/** `gone`: the server no longer keeps the session, or never had it. */
export type Detail = SessionDetail | "loading" | "gone";

const REFRESH_MS = 1_000;

export function detailAddress(session: string): string {
  return `/api/v1/sessions/${session}`;
}

/** @param version changes when the session changes in the list */
export function useDetail(session: string, version: string): Detail {
  const [detail, setDetail] = useState<{ readonly session: string; readonly value: Detail }>();

  // A new version fetches again
  useEffect(() => {
    const abort = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const response = await fetch(detailAddress(session), { signal: abort.signal });
        const value = response.ok ? ((await response.json()) as SessionDetail) : "gone";
        if (response.ok || response.status === 404) setDetail({ session, value });
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
  }, [session, version]);

  return detail?.session === session ? detail.value : "loading";
}
