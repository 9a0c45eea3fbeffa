/** The script of the class page, bundled once. The executable has it ready in place of this module; see bin/executable-build.ts. */
import { fileURLToPath } from "node:url";

let bundled: Promise<string> | undefined;

export function pageScript(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const { outputs } = await Bun.build({
    entrypoints: [fileURLToPath(new URL("browser/main.ts", import.meta.url))],
    target: "browser",
    minify: true,
  });
  const [output] = outputs;
  if (output === undefined) throw new Error("the bundler made nothing of the class page's script");
  const text = await output.text();
  if (text.includes("</script")) throw new Error("the class page's script would end its own element");
  return text;
}
