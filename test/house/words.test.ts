/** Phrases that the project does not use, in code, comments, tests and pages, because they have a plainer equivalent. */
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Only phrases that are never right here: what is right in one sentence and odd in the next is left to review. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/\bwho(m)?ever\b/i, "clients that …, a process that …"],
  [/(?<!import )\bwhom\b/i, "the noun itself"],
  [/(?<!["'`=:(])\bnobody\b(?!["'`:])/i, "no client, no process"],
  [/\bsomebody\b/i, "a client, a process"],
  [/\beverybody\b/i, "every client, every process"],
  [/\b(is|are|was|were|be|been|gets|get|and) told\b/i, "is logged, is reported, is sent"],
  [/\btold (to|of|that|so|by|which|what|why|how|once|from)\b/i, "logged, reported, sent, distinguished"],
  [/\btells? (of|why|what|so|whether|nobody|which|how|when|where)\b/i, "describes, reports, prints"],
  [/\b(is|are|was|be|been) said\b|\b(says?|said) so\b/i, "is logged, is reported, prints"],
  [/\bkernel's word\b|\bword of the kernel\b|\bword on (its|the) clock\b/i, "the kernel's clock status"],
  [/\blacks\b/i, "is missing, has no"],
  [/\bcalled wrongly\b/i, "usage error"],
  [/\bgo(es)? before (a variable|the file|an? environment)/i, "overrides"],
  [/\b(give|gives|gave|giving) way\b/i, "yields"],
  [/\blook(s|ed|ing)? for more\b/i, "busy-polls"],
  [/\bslowest hundredth\b/i, "p99"],
  [/\bat (his|its|their) defaults\b/i, "default settings"],
  [/\b(have|has|had) (it|them) (read|sent|made|run|written)\b/i, "reload, send, make, run"],
  [/\bwhere there (is|are) (one|none|some)\b/i, "if present, if missing"],
  [/\b(held|kept) (to it )?by a test\b/i, "tested by"],
  [/\b(it|that|this|which) is none\b/i, "is not one, is not a valid …"],
  [/\b(keep|keeps|kept|keeping) (a|its|the|this|that|their) promises?\b/i, "meets"],
  [/\bof (its|their|our|his) own accord\b/i, "on its own, by itself"],
  [/\b(right|directly|shortly) behind\b/i, "right after"],
  [
    /\bbehind (QUIT|JAM|TIME|(a|the|our|its|their|that|each|every) (FIN|reply|request|line|word|pause|command)|the last|which|what)\b/i,
    "after",
  ],
  [/\bmend(s|ed|ing)?\b/i, "fix"],
  [/\bbears\b/i, "has, supports"],
  [/\bweighs\b/i, "matters, counts"],
  [/(?<!\b(do|does|did|doing|if|or|and|think|thinks) )\bso[.;](?=\s|$)/i, "leave it out"],
  [
    /[,;:] for (it|they|he|there|this|that|which) (is|are|was|were|has|have|can|may|does|do|would|will)\b/i,
    "because",
  ],
  [/\bwho (asks more|comes|looks late|may no longer stay|can look)\b/i, "a client that …"],
  [/\bpermintaan\b/i, "request"],
  [/\bsegmen\b/i, "segment"],
];

/** The same, not yet in the check rooms. */
const INSTEAD_OUTSIDE_CHECK: readonly (readonly [RegExp, string])[] = [
  [/\btells (also|all|every)/i, "logs, reports, prints"],
  [/(?<!\bthere )\bis no [a-z]+ of\b/i, "is not a … of"],
  [/\bwhere there was one\b/i, "if present"],
  [/\ba test holds\b/i, "tested by"],
  [/\bfor so (long|much)\b/i, "for this long, how long"],
  [/\blest\b/i, "so that … not"],
  [/["'`] ?wants \w|\bexpects (a time|METRIC|FROM)/, "must be, in the message of a flag"],
];

/** Indonesian: one term for one thing, that of the course. Not yet in the check rooms. */
const TERMS: readonly (readonly [RegExp, string])[] = [
  [/\bsesudah\b/i, "setelah"],
  [/\bberkas\b/i, "file"],
  [/\bmilidetik\b|: "md"/i, "ms"],
  [/\b(memutus|diputus)\b.*\bRST\b|\bRST\b.*\bmemutus\b/i, "me-reset, di-reset"],
  [/\b(membalas|dibalas)\b/i, "menjawab, dijawab"],
  [/\b(minta|dijawab dengan|respons) waktu\b/i, "jam"],
  [/\beror\b|\bpesan kesalahan\b/i, "galat"],
  [/\blini masa\b/i, "garis waktu"],
  [/\b(klausa|klausul|pasal)\b/i, "butir"],
];
const INDONESIAN = /\/id\/|\/id\.ts$|\.id\.md$/;

const CHECK_ROOMS = /^(src|test)\/check\/|^src\/cli\/check\/|^docs\/checking\.md$/;

const SCANNED = [
  "{src,test,compare,examples}/**/*.{ts,tsx,css,html,md,py,sh,bash,c,go}",
  "*.md",
  "docs/**/*.md",
  "deploy/**/*",
  "packages/*/{*.md,*.json}",
  "bin/*",
  ".ci/run",
  "package.json",
];

/** What was released keeps its words; this file and a licence quote; node_modules is not ours. */
const NOT_SCANNED =
  /^CHANGELOG\.md$|^test\/house\/words\.test\.ts$|^deploy\/debian\/copyright$|node_modules|\/dist\//;

function* hits(): Generator<string> {
  const files = SCANNED.flatMap((glob) => [...new Bun.Glob(glob).scanSync({ cwd: ROOT, dot: true })]);
  for (const file of [...new Set(files)].filter((name) => !NOT_SCANNED.test(name)).sort()) {
    const more = [...INSTEAD_OUTSIDE_CHECK, ...(INDONESIAN.test(file) ? TERMS : [])];
    const phrases = CHECK_ROOMS.test(file) ? INSTEAD : [...INSTEAD, ...more];
    for (const [index, line] of readFileSync(join(ROOT, file), "utf8").split("\n").entries()) {
      for (const [phrase, instead] of phrases) {
        const found = phrase.exec(line)?.[0];
        if (found !== undefined) yield `${file}:${index + 1}: "${found.trim()}"; write: ${instead}`;
      }
    }
  }
}

test("no text uses a phrase that has a plainer equivalent", () => {
  expect([...hits()].join("\n")).toBe("");
});

test.each([
  ["Whoever asks is told so.", true],
  ["It sleeps at once, for it is idle.", true],
  ["the user nobody:nogroup", false],
  ["A client behind HAProxy gets a reply within 5 s, for example.", false],
  ["The kernel does so. So does Bun.", false],
])("%p has such a phrase: %p", (text, hasOne) => {
  expect(INSTEAD.some(([phrase]) => phrase.test(text))).toBe(hasOne);
});
