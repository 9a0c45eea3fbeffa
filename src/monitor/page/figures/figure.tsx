/** One large number and its last five minutes; next to it the value under the pointer. */
import { useState } from "preact/hooks";
import { useSpeech } from "../speech.ts";
import type { Theme } from "../use-theme.ts";
import { Chart } from "./chart.tsx";

interface Props {
  readonly name: string;
  readonly value: number;
  readonly beside: string;
  /** The CSS variable of its colour. */
  readonly color: string;
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly theme: Theme;
}

export function Figure({ name, value, beside, color, times, values, theme }: Props) {
  const { count, moment, sentences } = useSpeech();
  const [pointed, setPointed] = useState<number>();
  const at = pointed === undefined ? undefined : times[pointed];
  const readout = at === undefined ? beside : `${moment(at)} · ${count(values[pointed ?? 0] ?? 0)}`;
  return (
    <div class="figure card">
      <h2>{name}</h2>
      <p class="value">
        <strong class={color === "--bad" && value > 0 ? "bad" : ""}>{count(value)}</strong>
        <span>{readout}</span>
      </p>
      <Chart
        label={sentences.chart(name, count(value), count(Math.max(0, ...values)))}
        color={color}
        times={times}
        values={values}
        theme={theme}
        onPoint={setPointed}
      />
    </div>
  );
}
