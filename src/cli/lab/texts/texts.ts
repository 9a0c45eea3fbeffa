/** The help and the messages of `jam lab run` and `jam lab report`; a language without one of them does not compile. */
import type { REPORT_FLAGS } from "../report-flags.ts";
import type { RUN_FLAGS } from "../run-flags.ts";

/** A flag's help in another language than its declaration, and its default where that is words. */
export type FlagText = string | { readonly help: string; readonly fallbackText: string };
type FlagTexts<Table> = Readonly<Record<keyof Table, FlagText>>;

export interface LabTexts {
  readonly run: {
    readonly usage: string;
    readonly about: string;
    readonly exitCodes: string;
    /** Undefined in the language of the declarations. */
    readonly flags: FlagTexts<typeof RUN_FLAGS> | undefined;
    readonly next: (jam: string, out: string, named: string) => string;
    readonly interrupted: string;
  };
  readonly report: {
    readonly usage: string;
    readonly about: string;
    readonly exitCodes: string;
    readonly flags: FlagTexts<typeof REPORT_FLAGS> | undefined;
  };
}
