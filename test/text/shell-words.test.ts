import { expect, test } from "bun:test";
import { quote } from "../../src/text/shell-words.ts";

test("a quoted word is what a shell makes of it again", () => {
  for (const word of ["plain", "two words", "it's", "$HOME `id`", "", "a\nb", "*", "\\"]) {
    expect(Bun.spawnSync(["sh", "-c", `printf %s ${quote(word)}`]).stdout.toString()).toBe(word);
  }
});
