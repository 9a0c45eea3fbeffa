import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { visiblePieces } from "../../../../src/monitor/page/exchange/visible.ts";

/** Escapes in brackets, so that they can be told from the same characters sent as text. */
function shown(bytes: string | Uint8Array): string {
  const given = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  return visiblePieces(given)
    .map((piece) => {
      if (piece.kind === "cr") return "⟨CR⟩";
      if (piece.kind === "lf") return "⟨LF⟩";
      return piece.kind === "text" ? piece.text : `⟨${piece.text}⟩`;
    })
    .join("");
}

describe("bytes", () => {
  test("text is itself, and CR and LF are named", () => {
    expect(shown("TIME\r\n")).toBe("TIME⟨CR⟩⟨LF⟩");
    expect(shown("TIME\n")).toBe("TIME⟨LF⟩");
    expect(shown("jam é 時\r\n")).toBe("jam é 時⟨CR⟩⟨LF⟩");
  });

  test("markup is text", () => {
    expect(visiblePieces(new TextEncoder().encode("<script>"))).toEqual([{ kind: "text", text: "<script>" }]);
  });

  test("control characters are escapes, and no text can pass itself off for one", () => {
    expect(shown("\0\x07\x1b[31m\x7fA")).toBe("⟨\\x00⟩⟨\\x07⟩⟨\\x1b⟩[31m⟨\\x7f⟩A");
    expect(shown("a\tb")).toBe("a⟨\\t⟩b");
    expect(visiblePieces(new TextEncoder().encode("\\x00"))).toEqual([{ kind: "text", text: "\\x00" }]);
  });

  test("marks of direction, joiners, unusual blanks and marks that pile up are escapes", () => {
    expect(shown("a\u202eb\u200fc\u2066d")).toBe("a⟨\\u202e⟩b⟨\\u200f⟩c⟨\\u2066⟩d");
    expect(shown("a\u200db\u00a0c\u2028d\ufeffe")).toBe("a⟨\\u200d⟩b⟨\\u00a0⟩c⟨\\u2028⟩d⟨\\ufeff⟩e");
    expect(shown("a\u0301\u{e0041}")).toBe("a⟨\\u0301⟩⟨\\udb40\\udc41⟩");
  });

  test("what is no UTF-8 is shown byte by byte", () => {
    expect(shown(Uint8Array.of(0xff, 0xfe, 0x41))).toBe("⟨\\xff⟩⟨\\xfe⟩A");
    expect(shown(Uint8Array.of(0x41, 0xc3))).toBe("A⟨\\xc3⟩");
    expect(shown(Uint8Array.of(0xe6, 0x99, 0x41))).toBe("⟨\\xe6⟩⟨\\x99⟩A");
    expect(shown(Uint8Array.of(0xc0, 0x80))).toBe("⟨\\xc0⟩⟨\\x80⟩");
  });

  test("blanks at either end of a line can be seen", () => {
    expect(shown(" TIME please \r\n")).toBe("⟨␣⟩TIME please⟨␣⟩⟨CR⟩⟨LF⟩");
    expect(shown("  \r\n")).toBe("⟨␣⟩⟨␣⟩⟨CR⟩⟨LF⟩");
  });

  test("whatever comes, nothing invisible is left", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(shown(bytes)).not.toMatch(/[\p{C}\p{M}\p{Zl}\p{Zp}]/u);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 64 }), (text) => {
        expect(shown(text)).not.toMatch(/[\p{C}\p{M}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
