/** A file with a token, in a folder of its own. Knows no test. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** To be declared with `using`, which removes it. */
export class TokenFile implements Disposable {
  readonly path = join(mkdtempSync(join(tmpdir(), "jam-token-")), "token");

  constructor(content: string, mode: number) {
    writeFileSync(this.path, content);
    chmodSync(this.path, mode);
  }

  [Symbol.dispose](): void {
    rmSync(dirname(this.path), { recursive: true });
  }
}
