import { expect, test } from "bun:test";
import { drawPlot, type Plot } from "../../src/plot/plot.ts";
import { svgDocument } from "../../src/plot/svg.ts";

const EMPTY: Plot = { title: "", note: "", xTicks: [], yTicks: [], series: [], legend: "above" };
const line = (name: string) => ({ name, color: "red", shape: "line" as const, points: [] });

test("titles and names are escaped, and a line without points draws nothing", () => {
  const svg = svgDocument(
    1,
    1,
    "<a>",
    drawPlot({ ...EMPTY, title: "<script>&", series: [line("<b>"), line("c")] }, 0),
  );
  expect(svg).toContain("&lt;script&gt;&amp;");
  expect(svg).toContain("&lt;b&gt;");
  expect(svg).toContain("<title>&lt;a&gt;</title>");
  expect(svg).not.toMatch(/NaN|<script>|<path/);
});

test("a point from 0 to 1 lies inside the axes, 0 at the lower left", () => {
  const series = [
    { name: "a", color: "red", shape: "points" as const, points: [[0, 0] as const, [1, 1] as const] },
  ];
  const svg = drawPlot({ ...EMPTY, series, xTicks: [{ at: 0, label: "zero" }] }, 0);
  expect(svg).toContain('d="M84 300L928 64"');
  expect(svg).toContain('<circle cx="84" cy="300"');
});

test("lines beside the plot are named in their order, one below the other", () => {
  const svg = drawPlot({ ...EMPTY, series: [line("one"), line("two")], legend: "beside" }, 0);
  const rows = [...svg.matchAll(/y="([\d.]+)"[^>]*>(one|two)</g)].map(([, y, name]) => [name, Number(y)]);
  expect(rows).toEqual([
    ["one", 74],
    ["two", 95],
  ]);
});
