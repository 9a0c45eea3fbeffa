/** A line over the last five minutes, drawn by uPlot. */
import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { useSpeech } from "../speech.ts";
import type { Theme } from "../use-theme.ts";
import { chartOptions } from "./chart-options.ts";

interface Props {
  /** For screen readers. */
  readonly label: string;
  readonly color: string;
  readonly times: readonly number[];
  readonly values: readonly number[];
  readonly theme: Theme;
  readonly onPoint: (index: number | undefined) => void;
}

export function Chart({ label, color, times, values, theme, onPoint }: Props) {
  const { moment, language } = useSpeech();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);

  // The effect below updates the numbers
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const made = new uPlot(
      chartOptions({ element, color, moment, language, onPoint }),
      dataOf(times, values),
      element,
    );
    chart.current = made;
    const sizes = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width !== made.width || height !== made.height) made.setSize({ width, height });
    });
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, [color, moment, language]);

  useEffect(() => {
    chart.current?.setData(dataOf(times, values));
  }, [times, values]);

  // Colours are read from the CSS at each redraw
  useEffect(() => {
    const redraw = () => chart.current?.redraw(false);
    redraw();
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", redraw);
    return () => system.removeEventListener("change", redraw);
  }, [theme]);

  return <div class="chart" role="img" aria-label={label} ref={place} />;
}

function dataOf(times: readonly number[], values: readonly number[]): uPlot.AlignedData {
  return [times.map((at) => at / 1000), [...values]];
}
