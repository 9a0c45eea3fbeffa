/** The typesetter does not load: it is an optional npm package with a binary for each platform. */

import { isExecutable } from "../../proc/own-program.ts";

const PACKAGE = "@myriaddreamin/typst-ts-node-compiler";
const VERSION = "0.7.0";

export class MissingTypst extends Error {
  readonly code = "TYPST_MISSING";
  readonly npmPackage = PACKAGE;

  constructor(options?: ErrorOptions) {
    super(
      isExecutable
        ? "this executable cannot typeset a PDF: use --markdown DIR, or jam from npm"
        : `the PDF is typeset by the npm package ${PACKAGE}, which is not installed or does not load; run: npm install ${PACKAGE}@${VERSION}`,
      options,
    );
    this.name = "MissingTypst";
  }
}
