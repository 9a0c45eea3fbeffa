import { expect, test } from "bun:test";
import { barredLines, commandLines } from "../../../../src/check/reports/terminal/code-lines.ts";
import { PLAIN } from "../../../../src/text/painter.ts";

test("a command goes on in the next line where a shell takes it for one, first behind its pipes", () => {
  const command =
    "(printf 'TI'; sleep 0.2; printf 'ME') | (exec 3<>/dev/tcp/h/1; cat >&3; cat <&3 && echo closed)";
  expect(commandLines(command, 200)).toEqual([command]);
  expect(commandLines(command, 62)).toEqual([
    "(printf 'TI'; sleep 0.2; printf 'ME') |",
    "(exec 3<>/dev/tcp/h/1; cat >&3; cat <&3 && echo closed)",
  ]);
  expect(commandLines(command, 40)).toEqual([
    "(printf 'TI'; sleep 0.2; printf 'ME') |",
    "(exec 3<>/dev/tcp/h/1; cat >&3;",
    "cat <&3 && echo closed)",
  ]);
});

test("what a server printed goes on in the next line, and acts on no terminal", () => {
  expect(barredLines("12345678\n\u001b[2J", 12, PLAIN)).toEqual(["  │ 12345678", "  │ \\u001b[2", "  │ J"]);
  expect(barredLines("a\n\nb", 60, PLAIN)).toEqual(["  │ a", "  │", "  │ b"]);
});
