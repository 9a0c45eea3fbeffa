/** The picture of a diagram for slides and reports. */
import { expect, test } from "bun:test";
import type { RecordedChunk, SessionDetail, SessionRow } from "../../../../src/monitor/facts/api.ts";
import { diagramOf } from "../../../../src/monitor/page/chunks/diagram.ts";
import { diagramSvg } from "../../../../src/monitor/page/session/diagram-svg.ts";
import { EN } from "../../../../src/monitor/page/texts/en.ts";

const chunk = (from: RecordedChunk["from"], text: string): RecordedChunk => ({
  at: 1_000,
  from,
  what: "bytes",
  hex: Buffer.from(text, "latin1").toString("hex"),
  length: text.length,
});

function svgOf(...chunks: readonly RecordedChunk[]): string {
  // Of the row only its counts matter here.
  const row = { openedAt: 1_000, refused: {} } as SessionRow;
  const detail: SessionDetail = { row, openedAt: 1_000, chunks, bytesDropped: 0, replyBytesDropped: 0 };
  return diagramSvg(diagramOf(detail, false), { ...EN, title: "Session of <10.0.0.1>" });
}

test("it has the bytes, the line ends and the notes, the mistake in red", () => {
  const svg = svgOf(chunk("client", "TIME\n"), chunk("server", "ERROR end the line with CR LF (13 10)\r\n"));
  expect(svg).toStartWith('<svg xmlns="http://www.w3.org/2000/svg"');
  expect(svg).toContain("Session of &#60;10.0.0.1&#62;");
  expect(svg).toContain('fill="#b3261e">LF<');
  expect(svg).toContain('fill="#b3261e">The line ended with a bare LF');
  expect(svg).toContain("ERROR end the line with CR LF (13 10)");
  expect(svg).toContain("0.000000 s");
});

test("hostile bytes are text in it", () => {
  const svg = svgOf(chunk("client", "</text><script>alert(1)</script>&\u0007\r\n"));
  expect(svg).not.toContain("<script");
  expect(svg.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  expect(svg).toContain("&#60;script&#62;");
});

test("a line of escapes or of wide characters ends before the other side, however many there are", () => {
  for (const text of ["\u0000".repeat(80), "\u00e6\u0097\u00a5".repeat(60)]) {
    const [, line = ""] = /(<text[^>]*monospace.*<\/text>)/.exec(svgOf(chunk("client", text))) ?? [];
    const shown = line.replace(/<[^>]*>/g, "");
    const columns = [...shown].reduce((sum, character) => sum + (character > "\u00ff" ? 2 : 1), 0);
    expect(shown).toEndWith("…");
    expect(columns).toBeGreaterThan(70);
    expect(columns).toBeLessThan(88);
  }
});
