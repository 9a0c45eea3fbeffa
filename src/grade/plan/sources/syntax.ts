/** Source text → the same text with comments, or comments and strings, as blanks. Lines and columns stay. */

/** Comments as the named group, and strings, so that a mark of one inside the other is not taken for it. */
export type Syntax = RegExp;

const STRINGS = String.raw`"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?`;
const upTo = (end: string) => String.raw`[\s\S]*?(?:${end}|(?![\s\S]))`;
const C_COMMENTS = String.raw`\/\/[^\n]*|\/\*${upTo(String.raw`\*\/`)}`;
const IF_0 = String.raw`^[ \t]*#[ \t]*if[ \t]+0\b${upTo(String.raw`^[ \t]*#[ \t]*(?:endif|else)\b`)}`;

/** Text in three quotes is documentation. */
export const PYTHON_SYNTAX = syntax(`#[^\\n]*|"""${upTo(`"""`)}|'''${upTo(`'''`)}`);
export const C_SYNTAX = syntax(`${C_COMMENTS}|${IF_0}`);
export const GO_SYNTAX = syntax(C_COMMENTS, `${STRINGS}|\`[^\`]*\`?`);
export const JAVA_SYNTAX = syntax(C_COMMENTS, `"""${upTo(`"""`)}|${STRINGS}`);
export const JAVASCRIPT_SYNTAX = syntax(C_COMMENTS, `${STRINGS}|\`(?:\\\\[\\s\\S]|[^\`\\\\])*\`?`);
export const PHP_SYNTAX = syntax(String.raw`${C_COMMENTS}|#(?!\[)[^\n]*`);
export const RUBY_SYNTAX = syntax(`#[^\\n]*|^=begin\\b${upTo("^=end\\b")}|^__END__\\r?\\n[\\s\\S]*`);

function syntax(comment: string, strings = STRINGS): Syntax {
  return new RegExp(`(?<comment>${comment})|${strings}`, "gm");
}

export function withoutComments(text: string, form: Syntax): string {
  return text.replace(form, (token, ...rest) => (isComment(rest) ? blank(token) : token));
}

/** Without comments and without what is in strings; their quotes stay. */
export function withoutStrings(text: string, form: Syntax): string {
  return text.replace(form, (token, ...rest) =>
    isComment(rest)
      ? blank(token)
      : `${token.slice(0, 1)}${blank(token.slice(1, -1))}${token.slice(1).slice(-1)}`,
  );
}

/** The named groups are the last argument that a replacer gets. */
function isComment(rest: readonly unknown[]): boolean {
  const groups = rest.at(-1);
  return typeof groups === "object" && groups !== null && "comment" in groups && groups.comment !== undefined;
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}
