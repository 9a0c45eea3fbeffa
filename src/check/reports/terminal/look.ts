/** How a terminal report looks: colours, width, language. */

import type { Language } from "../../../language.ts";
import type { Painter } from "../../../text/painter.ts";
import { PHRASES, type Phrases } from "../../texts/phrases.ts";
import type { Texts } from "../../texts/texts.ts";

export interface Look {
  readonly painter: Painter;
  readonly width: number;
  readonly language: Language;
  readonly catalogue: Texts;
  readonly phrases: Phrases;
}

const WIDTHS = { least: 60, most: 96 };

/** @param columns the terminal's width; lines are 60 to 96 wide */
export function lookOf(catalogue: Texts, language: Language, painter: Painter, columns = 88): Look {
  const width = Math.min(Math.max(columns, WIDTHS.least), WIDTHS.most);
  return { painter, width, language, catalogue, phrases: PHRASES[language] };
}
