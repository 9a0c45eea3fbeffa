/** One arrow of the sequence diagram: its time, its text and hex, and its notes. */
import type { Step } from "../chunks/diagram.ts";
import { isBad } from "../chunks/notes.ts";
import { formatOffset } from "../format.ts";
import { useSpeech } from "../speech.ts";
import { Line } from "./line.tsx";

/** Shorter pauses are not shown. */
const PAUSE_MS = 1_000;

export function FlowStep({ step }: { readonly step: Step }) {
  const { words, sentences, notes, count, duration } = useSpeech();
  return (
    <li class={`step ${step.from} ${step.what}`}>
      {step.gap >= PAUSE_MS && <p class="gap">{sentences.pause(duration(step.gap))}</p>}
      <span class="at">{formatOffset(step.after)}</span>
      <div class="wire">
        <span class="hidden">{step.from === "client" ? words.client : words.server}: </span>
        {step.parts.map((part, index) => (
          <Line key={index} part={part} isClient={step.from === "client"} />
        ))}
        {step.partsLeftOut > 0 && (
          <p class="more-lines">{sentences.linesLeftOut(count(step.partsLeftOut))}</p>
        )}
        <span class="arrow" aria-hidden="true" />
        {step.hex !== "" && (
          <p class="hex">
            {step.hex}
            {step.bytesLeftOut > 0 && " …"}
            <span class="size">{sentences.bytes(step.length)}</span>
          </p>
        )}
        {step.notes.map(({ kind, count: times }) => (
          <p key={kind} class={isBad(kind) ? "note bad" : "note"}>
            {notes[kind](times)}
          </p>
        ))}
      </div>
    </li>
  );
}
