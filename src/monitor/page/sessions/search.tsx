/** The search over the sessions; the server searches, so the text is sent when typing pauses. */
import { useEffect, useRef, useState } from "preact/hooks";
import { useSpeech } from "../speech.ts";

const TYPING_PAUSE_MS = 250;
/** The result of a search comes within this time, and can change the height of the page. */
const RESULT_MS = 1_500;

interface Props {
  readonly filter: string;
  /** How many sessions match: then the page has another height. */
  readonly matching: number;
  readonly onFilter: (filter: string) => void;
}

export function Search({ filter, matching, onFilter }: Props) {
  const { words } = useSpeech();
  const [typed, setTyped] = useState(filter);
  useEffect(() => setTyped(filter), [filter]);

  // Only typing sends
  useEffect(() => {
    if (typed === filter) return;
    const waiting = setTimeout(() => onFilter(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(waiting);
  }, [typed]);

  const field = useRef<HTMLInputElement>(null);
  const searchedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    searchedAt.current = performance.now();
  }, [filter]);
  // Only after a search: sessions come all the time, and a reader who has scrolled on stays there.
  useEffect(() => {
    const isFresh = performance.now() - searchedAt.current < RESULT_MS;
    if (isFresh && document.activeElement === field.current)
      field.current?.scrollIntoView({ block: "nearest" });
  }, [filter, matching]);

  return (
    <label class="search">
      <span class="hidden">{words.search}</span>
      <input
        ref={field}
        type="search"
        value={typed}
        maxLength={100}
        placeholder={`${words.search}: ${words.searchHint}`}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </label>
  );
}
