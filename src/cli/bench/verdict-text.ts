/** What limited a step, in words: the title of its label, and the evidence below it. */
import type { StepReport } from "../../bench/report.ts";
import { formatSeconds, LABELS, type Label } from "../../bench/verdict.ts";
import { formatMs, formatShare } from "../../text/numbers.ts";
import type { Painter } from "../../text/painter.ts";
import { lines, type Page } from "./page.ts";

export const LABEL_COLOURS = {
  "server-bound": "green",
  "schedule-kept": "green",
  "generator-bound": "yellow",
  "machine-busy": "yellow",
  "schedule-missed": "yellow",
  "server-gone": "red",
  "server-silent": "red",
  undecided: "dim",
} as const satisfies Record<Label, keyof Painter>;

export function titleOf({ verdict, serverEnd }: StepReport): string {
  const after = formatSeconds(serverEnd.afterSeconds ?? 0);
  if (verdict.label === "server-gone") return `the server was gone after ${after}`;
  if (verdict.label === "server-silent") return `the server was silent after ${after}`;
  return verdict.label === "machine-busy" ? "the machine was busy" : verdict.label.replace("-", " ");
}

export function formatVerdict(step: StepReport, page: Page): readonly string[] {
  const { verdict, generator, serverCpuShare } = step;
  const { paint } = page;
  const [first] = generator;
  const title = titleOf(step);
  const [head = "", ...rest] = lines(`${title}: ${LABELS[verdict.label]}`, page);
  const most = (pick: (thread: (typeof generator)[number]) => number) => Math.max(...generator.map(pick));
  const self =
    first === undefined
      ? []
      : [
          `generator: clock resolution ${first.clockResolutionNs} ns, a 1 ms timer takes ${formatMs(first.timerMs)}, ` +
            `timers late by ${formatMs(most((thread) => thread.loopDelayP99Ms))} (p99), ` +
            `${formatMs(most((thread) => thread.loopDelayMaxMs))} (max)`,
        ];
  const server = serverCpuShare === null ? [] : [`server: used ${formatShare(serverCpuShare)} of a core`];
  return [
    head.replace(title, paint[LABEL_COLOURS[verdict.label]](paint.bold(title))),
    ...rest,
    ...[verdict.why, ...self, ...server].flatMap((text) => lines(text, page, paint.dim)),
  ];
}
