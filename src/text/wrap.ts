/** Texts → lines of a width. Knows no colours: wrap first, paint then. */

/** Breaks at blanks; a word that is longer than the width stays whole. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split("\n").flatMap((paragraph) => wrapParagraph(paragraph, width));
}

function wrapParagraph(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** As much of a list as fits into the width, and how many more there are: `connect, repeat … +3`. */
export function fitList(names: readonly string[], width: number): string {
  const whole = names.join(", ");
  if (whole.length <= width) return whole;
  let count = names.length;
  let text = whole;
  while (count > 1 && text.length > width) {
    count--;
    text = `${names.slice(0, count).join(", ")} … +${names.length - count}`;
  }
  return text;
}

export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
