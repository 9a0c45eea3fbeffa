/** Requests, connections and errors, now and in the last five minutes, and the threads' lanes. */
import { useMemo } from "preact/hooks";
import { refusalsOf } from "../../../server/counters.ts";
import type { Sample, Status } from "../../facts/api.ts";
import { useSpeech } from "../speech.ts";
import type { Theme } from "../use-theme.ts";
import { Figure } from "./figure.tsx";
import { Lanes } from "./lanes.tsx";

interface Props {
  readonly status: Status;
  readonly samples: readonly Sample[];
  readonly theme: Theme;
}

export function Figures({ status, samples, theme }: Props) {
  const { words, sentences, count } = useSpeech();
  const times = useMemo(() => samples.map(({ at }) => at), [samples]);
  const requests = useMemo(() => samples.map((sample) => sample.requests), [samples]);
  const connections = useMemo(() => samples.map((sample) => sample.connections), [samples]);
  const errors = useMemo(() => samples.map((sample) => sample.errors), [samples]);
  const { open, limit } = status.connections;
  const refused = refusalsOf(status.counts);
  const peak = (values: readonly number[]) => sentences.atMost(count(Math.max(0, ...values)));
  return (
    <section class="figures" aria-label={words.now}>
      <Figure
        name={words.requestsPerSecond}
        value={status.rates.requests}
        beside={peak(requests)}
        color="--client"
        times={times}
        values={requests}
        theme={theme}
      />
      <Figure
        name={words.connections}
        value={open}
        beside={refused > 0 ? sentences.refused(count(refused)) : sentences.ofLimit(count(limit))}
        color="--server"
        times={times}
        values={connections}
        theme={theme}
      />
      <Figure
        name={words.errorsPerSecond}
        value={status.rates.errors}
        beside={peak(errors)}
        color="--bad"
        times={times}
        values={errors}
        theme={theme}
      />
      <Lanes threads={status.threads} />
    </section>
  );
}
