/** The outline → a PDF, with Typst. The compiler is optional and loaded only here, when a PDF is made. */
import { MissingTypst } from "./missing-typst.ts";
import type { Outline } from "./outline.ts";
import { pageData } from "./page-data.ts";
import parts from "./parts.typ" with { type: "text" };
import template from "./template.typ" with { type: "text" };

/** The folder of Typst's files, which exists only in the compiler's memory. */
const WORKSPACE = "/jam-report";

export async function typesetPdf(outline: Outline): Promise<Uint8Array> {
  const { NodeCompiler } = await loadCompiler();
  const compiler = NodeCompiler.create({ workspace: WORKSPACE });
  compiler.mapShadow(`${WORKSPACE}/report.json`, Buffer.from(JSON.stringify(pageData(outline))));
  compiler.mapShadow(`${WORKSPACE}/parts.typ`, Buffer.from(parts));
  const compiled = compiler.compile({ mainFileContent: template });
  const error = compiled.takeError();
  if (error !== null || compiled.result === null) {
    const diagnostics = error === null ? [] : compiler.fetchDiagnostics(error);
    throw new Error(`the report's template does not compile: ${JSON.stringify(diagnostics)}`);
  }
  return compiler.pdf(compiled.result, {});
}

async function loadCompiler() {
  try {
    return await import("@myriaddreamin/typst-ts-node-compiler");
  } catch (cause) {
    throw new MissingTypst({ cause });
  }
}
