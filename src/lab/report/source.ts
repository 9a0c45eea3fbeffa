/** The link to the source: what git calls a remote, or what a person typed → an address that a browser opens. */

/** `git@host:x/y.git` and git's other spellings → `https://host/x/y`; `undefined` for a path on this machine. */
export function sourceLink(remote: string): string | undefined {
  const text = remote.trim();
  if (/[\s\p{C}]/u.test(text)) return undefined;
  return linkOfUrl(text) ?? linkOfScp(text);
}

/** Names, passwords and tokens are left out: the link is printed. */
function linkOfUrl(text: string): string | undefined {
  if (!/^(https?|ssh|git|git\+ssh):\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  const host = isWeb ? url.host : url.hostname;
  if (host === "") return undefined;
  const rest = isWeb ? url.search + url.hash : "";
  return `${isWeb ? url.protocol : "https:"}//${host}${withoutGit(url.pathname)}${rest}`;
}

/** `git@host:x/y.git`, the form that ssh's copy program uses; `C:\\x` and `./x:y` are paths. */
function linkOfScp(text: string): string | undefined {
  const [, host, path] = /^(?:[\w.-]+@)?([a-z0-9-]+(?:\.[a-z0-9-]+)+):(?!\/\/)\/?([^\\]+)$/i.exec(text) ?? [];
  if (host === undefined || path === undefined) return undefined;
  const url = `https://${host}/${withoutGit(path)}`;
  return URL.canParse(url) ? new URL(url).href : undefined;
}

function withoutGit(path: string): string {
  return path.replace(/\/+$/, "").replace(/\.git$/, "");
}
