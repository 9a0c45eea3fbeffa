/** Small marks beside a student: handed in late, on another port, stopped at a limit. */
import { html } from "../../../text/html.ts";

interface Badge {
  readonly text: string;
  /** What it means, in a sentence. */
  readonly title?: string;
}

export function badges(marks: readonly Badge[]): string {
  return marks
    .map(({ text, title }) => {
      const more = title === undefined ? "" : ` title="${html(title)}"`;
      return ` <span class="mark"${more}>${html(text)}</span>`;
    })
    .join("");
}
