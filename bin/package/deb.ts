/** Builds the Debian package of an executable: `npm run build:deb -- [TARGET…]`; without one, for this machine. */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { THIS_MACHINE } from "../executable-build.ts";
import { bashCompletion, fishCompletion, zshCompletion } from "./completions.ts";
import { helpPages } from "./help.ts";
import { ARCHITECTURES, type LinuxExecutable, packageEach, withSize } from "./linux-executable.ts";
import { manPage } from "./man-page.ts";
import { thirdParty } from "./third-party.ts";

const root = join(import.meta.dirname, "../..");
const DEBIAN = join(root, "deploy/debian");
const UNITS = join(root, "deploy/systemd");
interface DebOptions extends LinuxExecutable {
  /** The folder in which it is made. */
  readonly out: string;
  readonly version?: string;
  /** Of dpkg-deb; xz takes a minute. */
  readonly compression?: readonly string[];
}

/** @returns the package's file */
export async function buildDeb({
  executable,
  target,
  out,
  version = packageJson.version,
  compression = ["-Zxz"],
}: DebOptions): Promise<string> {
  const tree = mkdtempSync(join(tmpdir(), "jam-deb-"));
  try {
    const program = target === THIS_MACHINE ? executable : join(root, "bin/jam");
    const jam = (...words: readonly string[]) =>
      Bun.$`${[program, ...words]}`
        .env({ ...process.env, COLUMNS: "100" })
        .quiet()
        .text();
    const pages = await helpPages((words) => jam(...words, "--help"));
    const put = (path: string, content: string | Uint8Array, mode = 0o644) => {
      mkdirSync(join(tree, dirname(path)), { recursive: true, mode: 0o755 });
      writeFileSync(join(tree, path), content);
      chmodSync(join(tree, path), mode);
    };
    const gzip = (text: string) => Bun.gzipSync(Buffer.from(text), { level: 9 });
    const date = new Date(
      Number(process.env["SOURCE_DATE_EPOCH"] ?? statSync(join(root, "CHANGELOG.md")).mtimeMs / 1000) * 1000,
    );
    mkdirSync(join(tree, "usr/bin"), { recursive: true });
    copyFileSync(executable, join(tree, "usr/bin/jam"));
    chmodSync(join(tree, "usr/bin/jam"), 0o755);
    for (const unit of ["jam.service", "jam.socket"])
      put(`lib/systemd/system/${unit}`, readFileSync(join(UNITS, unit)));
    put("usr/lib/sysctl.d/50-jam.conf", readFileSync(join(UNITS, "jam.sysctl.conf")));
    put("etc/jam/jam.toml", settings(await jam("serve", "--print-config")));
    put("usr/share/man/man1/jam.1.gz", gzip(manPage(pages, version, date.toISOString().slice(0, 10))));
    put("usr/share/bash-completion/completions/jam", bashCompletion(pages));
    put("usr/share/zsh/vendor-completions/_jam", zshCompletion(pages));
    put("usr/share/fish/vendor_completions.d/jam.fish", fishCompletion(pages));
    put("usr/share/doc/jam/copyright", readFileSync(join(DEBIAN, "copyright")));
    put("usr/share/doc/jam/THIRD-PARTY", thirdParty(root));
    put("usr/share/doc/jam/changelog.gz", gzip(changelog(version, date)));
    put("usr/share/lintian/overrides/jam", readFileSync(join(DEBIAN, "lintian-overrides")));
    const kib = Math.ceil(Number((await Bun.$`du -sk ${tree}`.quiet().text()).split("\t")[0]));
    put(
      "DEBIAN/control",
      readFileSync(join(DEBIAN, "control"), "utf8")
        .replace("VERSION", version)
        .replace("ARCHITECTURE", ARCHITECTURES[target])
        .replace("MAINTAINER", maintainer())
        .replace("SIZE", String(kib)),
    );
    put("DEBIAN/conffiles", "/etc/jam/jam.toml\n");
    for (const script of ["postinst", "prerm", "postrm"])
      put(`DEBIAN/${script}`, readFileSync(join(DEBIAN, script)), 0o755);
    put("DEBIAN/md5sums", await Bun.$`find usr lib -type f | sort | xargs md5sum`.cwd(tree).quiet().text());
    const file = join(out, `jam_${version}_${ARCHITECTURES[target]}.deb`);
    await Bun.$`find . -type d -exec chmod 755 {} +`.cwd(tree).quiet();
    await Bun.$`dpkg-deb --root-owner-group ${compression} --build ${tree} ${file}`.quiet();
    return file;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/** Every setting with its default, in a comment: a later version's default is in force where nothing is set. */
function settings(printed: string): string {
  const lines = printed.split("\n").filter((line) => / = /.test(line));
  const commented = lines.map((line) => `# ${line.replace(/ +# default$/, "")}`).join("\n");
  return `# Settings of jam.service; see jam(1). systemctl reload jam puts most of them in force.\n\n${commented}\n`;
}

/** As Debian's own tools take it. The address without these variables is one that cannot exist (RFC 2606). */
function maintainer(): string {
  const { DEBFULLNAME = "The jam developers", DEBEMAIL = "maintainers@jam.example" } = process.env;
  return `${DEBFULLNAME} <${DEBEMAIL}>`;
}

function changelog(version: string, date: Date): string {
  return `jam (${version}) unstable; urgency=medium

  * See the CHANGELOG of the sources.

 -- ${maintainer()}  ${date.toUTCString().replace("GMT", "+0000")}
`;
}

if (import.meta.main) {
  const out = join(root, "build");
  await packageEach(out, async (executable) => withSize(await buildDeb({ ...executable, out })));
}
