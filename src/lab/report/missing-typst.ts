/** The typesetter does not load: it is an optional npm package with a binary for each platform. */

const PACKAGE = "@myriaddreamin/typst-ts-node-compiler";
const VERSION = "0.7.0";

export class MissingTypst extends Error {
  readonly code = "TYPST_MISSING";
  readonly npmPackage = PACKAGE;

  constructor(options?: ErrorOptions) {
    super(
      `the PDF is typeset by the npm package ${PACKAGE}, which is not installed or does not load; run: npm install ${PACKAGE}@${VERSION}`,
      options,
    );
    this.name = "MissingTypst";
  }
}
