/** A submission as a student would lay it out, and what is to run for it. */
import type { NoServer } from "../../../../src/grade/outcome.ts";

export interface Layout {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly expected:
    | {
        readonly command: string;
        /** The submission's own folder unless given. */
        readonly folder?: string;
        readonly build?: readonly string[];
        /** Part of it. */
        readonly why?: string;
      }
    | { readonly undecided: readonly string[] }
    | { readonly none: NoServer["kind"] };
}
