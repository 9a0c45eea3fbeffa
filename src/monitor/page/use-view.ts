/** The view in the page's URL. Picking a session is a step that Back undoes; other changes are not. */
import { useEffect, useState } from "preact/hooks";
import { hashOfView, type View, viewOfHash } from "./link.ts";

/** @returns the view, and what changes it; a step can be undone with Back */
export function useView(): readonly [View, (change: Partial<View>, isStep?: boolean) => void] {
  const [view, setView] = useState(() => viewOfHash(location.hash));
  useEffect(() => {
    const follow = () => setView(viewOfHash(location.hash));
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  const change = (part: Partial<View>, isStep = "picked" in part || "isPresenting" in part) => {
    const next = { ...viewOfHash(location.hash), ...part };
    const address = `${location.pathname}${hashOfView(next)}`;
    const isSame = hashOfView(next) === hashOfView(viewOfHash(location.hash));
    if (isSame) return;
    if (isStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    setView(next);
  };
  return [view, change];
}
