/** How the charts look: no frame, few lines, colours from the page's style. */
import type uPlot from "uplot";
import type { Language } from "../../../language.ts";
import { scaleTop } from "./scale.ts";

interface Chart {
  readonly element: HTMLElement;
  readonly color: string;
  readonly moment: (at: number) => string;
  readonly language: Language;
  readonly onPoint: (index: number | undefined) => void;
}

const SECONDS = 300;
const FONT = "11px system-ui, sans-serif";

export function chartOptions({ element, color, moment, language, onPoint }: Chart): uPlot.Options {
  const paint = (name: string) => () => getComputedStyle(element).getPropertyValue(name).trim();
  const compact = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  const grid = { stroke: paint("--line"), width: 1 };
  return {
    width: Math.max(1, element.clientWidth),
    height: Math.max(1, element.clientHeight),
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: {
      x: { time: true, range: (_chart, _min, max) => [max - SECONDS, max] },
      y: { range: (_chart, _min, max) => [0, scaleTop(max)] },
    },
    axes: [
      {
        font: FONT,
        stroke: paint("--soft"),
        size: 24,
        gap: 4,
        grid: { show: false },
        ticks: { show: false },
        space: 64,
        incrs: [60, 120],
        values: (_chart, splits) => splits.map((at) => moment(at * 1000).slice(0, 5)),
      },
      {
        font: FONT,
        stroke: paint("--soft"),
        size: 42,
        gap: 6,
        grid,
        ticks: { show: false },
        splits: (_chart, _axis, _min, top) => [0, top / 2, top],
        values: (_chart, splits) => splits.map((value) => compact.format(value)),
      },
    ],
    series: [
      {},
      { stroke: paint(color), width: 1.75, fill: paint(`${color}-wash`), points: { show: false } },
    ],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
  };
}
