/** The flags of `jam lab run`. */
import { LANGUAGES } from "../../language.ts";
import { choiceFlag, integerFlag, textFlag } from "../flags/flag-kinds.ts";
import type { FlagTable } from "../flags/flags.ts";
import { environmentLanguage, PORT_RANGE, RUN_FOLDER } from "./defaults.ts";
import { LAYOUT_FLAGS } from "./layout-flags.ts";

export const RUN_FLAGS = {
  out: textFlag(() => RUN_FOLDER, { placeholder: "DIR", help: "the folder for the results" }),
  port: integerFlag(PORT_RANGE, { help: "where the server listens" }),
  ...LAYOUT_FLAGS,
  lang: choiceFlag(LANGUAGES, environmentLanguage(), {
    placeholder: "LANG",
    help: `language of the messages: ${LANGUAGES.join(", ")}`,
    fallbackText: "from LANG",
  }),
} as const satisfies FlagTable;
