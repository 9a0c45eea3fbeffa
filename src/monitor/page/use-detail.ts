/** The record of the picked session, asked for again while the session lives. */
import { useEffect, useState } from "preact/hooks";
import type { SessionDetail } from "../facts/api.ts";

/** `gone` is a session that the server no longer keeps, or never had. */
export type Detail = SessionDetail | "loading" | "gone";

const REFRESH_MS = 1_000;

export function detailAddress(session: string): string {
  return `/api/v1/sessions/${session}`;
}

/** @param version changes when the list tells something new of the session */
export function useDetail(session: string, version: string): Detail {
  const [detail, setDetail] = useState<{ readonly session: string; readonly value: Detail }>();

  // A new version is a reason to ask again
  useEffect(() => {
    const abort = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      try {
        const response = await fetch(detailAddress(session), { signal: abort.signal });
        const value = response.ok ? ((await response.json()) as SessionDetail) : "gone";
        if (response.ok || response.status === 404) setDetail({ session, value });
        if (value !== "gone" && value.row.endedAt !== undefined) return;
        if (response.status === 404) return;
      } catch {
        if (abort.signal.aborted) return;
      }
      again = setTimeout(ask, REFRESH_MS);
    };
    void ask();
    return () => {
      abort.abort();
      clearTimeout(again);
    };
  }, [session, version]);

  return detail?.session === session ? detail.value : "loading";
}
