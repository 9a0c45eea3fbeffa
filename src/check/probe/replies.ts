/** What in a text is a reply: time-like, how many, and whether there is something beside them. Pure. */

/** One or two digits a field, any values: wrong ones fail the `reply-*` cases alone. */
const TIME_LIKE = /\d{1,2}:\d{1,2}:\d{1,2}/g;

/** What this server's reply looks like, right or not. */
export interface NormalReply {
  readonly text: string;
  /** Whether it ends in a line end, so that replies can be counted by line. */
  readonly hasLineEnd: boolean;
}

/** @param reply may still grow: what comes in the silence behind it belongs to it */
export function normalReplyOf(reply: { readonly text: string }): NormalReply {
  return {
    get text() {
      return reply.text;
    },
    get hasLineEnd() {
      return /[\r\n]$/.test(reply.text);
    },
  };
}

export function isTimeLike(text: string): boolean {
  return text.match(TIME_LIKE) !== null;
}

/** Complete time-like replies: by line, or by occurrence where the server's reply has no line end. */
export function countReplies(text: string, normal: NormalReply | undefined): number {
  if (normal === undefined || !normal.hasLineEnd) return text.match(TIME_LIKE)?.length ?? 0;
  const whole = text.slice(0, Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1);
  return countLines(whole);
}

/** The same at the end of all waiting, when a line that is not ended will not be ended any more. */
export function countAllReplies(text: string, normal: NormalReply | undefined): number {
  return normal?.hasLineEnd === true ? countLines(text) : countReplies(text, normal);
}

function countLines(text: string): number {
  return text.split(/[\r\n]+/).filter(isTimeLike).length;
}

/** Whether, apart from digits and white space, the text is `count` times the normal reply. */
export function isNothingElse(text: string, count: number, normal: NormalReply): boolean {
  return residue(text) === residue(normal.text).repeat(count);
}

function residue(text: string): string {
  return text.replace(/[\d\s]/g, "");
}
