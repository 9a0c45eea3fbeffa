import { expect, test } from "bun:test";
import { quote } from "../../src/text/shell-words.ts";

test("a shell reads a quoted word as the word itself", () => {
  for (const word of ["plain", "two words", "it's", "$HOME `id`", "", "a\nb", "*", "\\"]) {
    expect(Bun.spawnSync(["sh", "-c", `printf %s ${quote(word)}`]).stdout.toString()).toBe(word);
  }
});
