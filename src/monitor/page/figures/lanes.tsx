/** A lane for each thread, with dots for its connections. */
import type { ThreadStatus } from "../../facts/api.ts";
import { useSpeech } from "../speech.ts";
import { connectionsPerDot, dotsOf } from "./dots.ts";

export function Lanes({ threads }: { readonly threads: readonly ThreadStatus[] }) {
  const { words, sentences, count } = useSpeech();
  const perDot = connectionsPerDot(Math.max(0, ...threads.map(({ open }) => open)));
  return (
    <div class={threads.length > 4 ? "lanes card many" : "lanes card"}>
      <h2>
        {words.threads}
        <small>{sentences.perDot(count(perDot))}</small>
      </h2>
      <ul>
        {threads.map((thread) => (
          <Lane key={thread.thread} thread={thread} perDot={perDot} />
        ))}
      </ul>
    </div>
  );
}

function Lane({ thread, perDot }: { readonly thread: ThreadStatus; readonly perDot: number }) {
  const { words, sentences, count } = useSpeech();
  const { open, requestsPerSecond, isAlive, restarts } = thread;
  const rate = count(requestsPerSecond);
  return (
    <li>
      <span class="hidden">{sentences.lane(thread.thread, count(open), rate)}</span>
      <span class="name" aria-hidden="true">
        {thread.thread}
      </span>
      <span class="track" aria-hidden="true">
        {Array.from({ length: dotsOf(open, perDot) }, (_, index) => (
          <i key={index} />
        ))}
      </span>
      <span class="open" aria-hidden="true">
        {count(open)}
      </span>
      <span class="rate" aria-hidden="true">
        {rate}/s
      </span>
      {!isAlive && <small class="bad">{words.threadDead}</small>}
      {isAlive && restarts > 0 && <small class="bad">{sentences.restarts(restarts)}</small>}
    </li>
  );
}
