/** A git remote, or a link that a person typed → a link that opens in a browser. */

/** `git@host:x/y.git` and git's other forms → `https://host/x/y`; `undefined` for a path on this machine. */
export function sourceLink(remote: string): string | undefined {
  const text = remote.trim();
  if (/[\s\p{C}]/u.test(text)) return undefined;
  return linkOfUrl(text) ?? linkOfScp(text);
}

/** Without user names, passwords and tokens, because the link is printed. */
function linkOfUrl(text: string): string | undefined {
  if (!/^(https?|ssh|git|git\+ssh):\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isWeb = url.protocol === "http:" || url.protocol === "https:";
  const host = isWeb ? url.host : url.hostname;
  if (host === "") return undefined;
  const rest = isWeb ? url.search + url.hash : "";
  return `${isWeb ? url.protocol : "https:"}//${host}${withoutGit(url.pathname)}${rest}`;
}

/** `git@host:x/y.git`, the syntax of scp; `C:\\x` and `./x:y` are paths. */
function linkOfScp(text: string): string | undefined {
  const [, host, path] = /^(?:[\w.-]+@)?([a-z0-9-]+(?:\.[a-z0-9-]+)+):(?!\/\/)\/?([^\\]+)$/i.exec(text) ?? [];
  if (host === undefined || path === undefined) return undefined;
  const url = `https://${host}/${withoutGit(path)}`;
  return URL.canParse(url) ? new URL(url).href : undefined;
}

function withoutGit(path: string): string {
  return path.replace(/\/+$/, "").replace(/\.git$/, "");
}
