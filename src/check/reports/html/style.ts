/** How the page looks: colours for light and dark that keep WCAG's AA contrast, one column on a phone. */

/** Each is a text or a line on `paper` or `card`; a test holds the contrasts. */
export const THEMES = {
  light: {
    paper: "#f6f4ef",
    card: "#ffffff",
    sunk: "#f1eee6",
    line: "#d9d3c5",
    ink: "#1d2024",
    soft: "#575d63",
    good: "#1a6b3c",
    bad: "#b3261e",
    warn: "#855300",
    client: "#1f5fae",
    server: "#7a3d9c",
  },
  dark: {
    paper: "#14171b",
    card: "#1d2127",
    sunk: "#171a1f",
    line: "#3a4049",
    ink: "#e8e6e1",
    soft: "#a9b0b8",
    good: "#6fcf97",
    bad: "#ff8f85",
    warn: "#f0b95b",
    client: "#7fb4f5",
    server: "#d0a0ee",
  },
} as const;

const variables = (theme: Readonly<Record<string, string>>) =>
  Object.entries(theme)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");

export const STYLE = `
:root{color-scheme:light dark;${variables(THEMES.light)}}
@media (prefers-color-scheme:dark){:root{${variables(THEMES.dark)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main,header,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
footer{padding-block:2rem 3rem;color:var(--soft);font-size:.875rem}
h1{font-size:1rem;font-weight:600;color:var(--soft);margin:0;letter-spacing:.02em}
h2{font-size:1.25rem;line-height:1.3;margin:0 0 .75rem}
h3{font-size:1.0625rem;margin:0;font-family:var(--mono)}
h4,h3.minor{font:600 .8125rem/1.55 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;margin:1.1rem 0 .25rem;color:var(--soft);letter-spacing:.03em}
p{margin:.25rem 0}
:root{--mono:ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace}
code,pre,.mono{font-family:var(--mono);font-size:.875em;overflow-wrap:anywhere}
pre{background:var(--sunk);border:1px solid var(--line);border-radius:.5rem;padding:.75rem .9rem;margin:.5rem 0 0;overflow-x:auto;line-height:1.5}
pre{white-space:pre-wrap}
a{color:inherit}
a:focus-visible,summary:focus-visible,pre:focus-visible{outline:3px solid var(--client);outline-offset:2px}
.owner{font-size:clamp(1.5rem,5vw,2.25rem);font-weight:700;line-height:1.25;margin:.15rem 0 0;overflow-wrap:anywhere}
.target{font:600 clamp(1.125rem,3.5vw,1.75rem)/1.3 var(--mono);margin:.15rem 0 0;overflow-wrap:anywhere}
.summary{display:flex;flex-wrap:wrap;gap:1.5rem 3rem;align-items:center;margin:1.5rem 0 0}
.grade{display:flex;align-items:baseline;gap:.75rem}
.grade strong{font-size:clamp(3rem,10vw,4.5rem);line-height:1;font-weight:700;letter-spacing:-.03em;font-variant-numeric:tabular-nums}
.badge{font-weight:700;border:2px solid currentColor;border-radius:2rem;padding:.1rem .8rem;white-space:nowrap}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}.soft{color:var(--soft)}
.counts{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.75rem 0 0;padding:0;color:var(--soft)}
.profiles{display:flex;flex-wrap:wrap;gap:1rem;margin:2rem 0;padding:0;list-style:none}
.profiles li,.card,.box{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.15rem}
.profiles li{flex:1 1 13rem}
/* Four in a row or two, never three and one. */
@media (max-width:58rem),print{.profiles:has(li:nth-child(4)) li{flex-basis:max(40%,13rem)}}
.profiles .name{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 .5rem;font-weight:700}
.bar{height:.6rem;border-radius:.3rem;border:1px solid var(--line);background:var(--sunk);overflow:hidden;margin:.6rem 0 .45rem;print-color-adjust:exact}
.bar i{display:block;height:100%;background:var(--good)}
.profiles small{color:var(--soft);font-size:.875rem}
section{margin:2.5rem 0}
section.box{margin:1rem 0}
.box>h2:first-child{margin-top:0}
.card{border-top:4px solid var(--bad)}
.card.light{border-top-color:var(--warn)}
.both{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));gap:.5rem 2.25rem}
.both>div{min-width:0}
.cards>.both{grid-column:1/-1}
.both>div>h4:first-child{margin-top:.1rem}
blockquote{margin:0;padding:0;font-style:italic}
/* With an odd number, the last has the whole row. */
.cards>article:last-child:nth-child(even){grid-column:1/-1}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:1rem;align-items:start}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.1rem 1rem;align-items:baseline}
.head .soft,.common{font-size:.875rem}
.common{margin-top:.9rem}
.happened{font-weight:600;margin:.6rem 0}
.picture{display:block;width:100%;max-width:31rem;height:auto;margin:.75rem auto 0;background:var(--sunk);border-radius:.5rem;font-family:var(--mono)}
.picture text{fill:var(--ink)}
.picture .lane{stroke:var(--line);stroke-width:2}
.picture .lane-name{font:600 12px system-ui,sans-serif;fill:var(--soft)}
.picture .time,.picture .which{font-size:10.5px;fill:var(--soft)}
.picture .bytes{font-size:13px;font-weight:600}
.picture .name{font-size:10px;font-weight:700;fill:var(--warn)}
.picture .hex{font-size:10px;fill:var(--soft)}
.picture .note{font:12px system-ui,sans-serif;fill:var(--soft)}
.picture .note.silence,.picture .note.reset,.picture .note.refused,.picture .note.not-accepted{font-weight:700;fill:var(--bad)}
.picture g line{stroke:currentColor;stroke-width:1.75}
.picture g path.cut{stroke:currentColor;stroke-width:2.5;fill:none}
.picture g circle,.picture g path.head{fill:currentColor;stroke:none}
.picture g.client{color:var(--client)}.picture g.server{color:var(--server)}
.picture g.reset,.picture g.refused{color:var(--bad)}
.picture .nothing{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:2 5}
.picture .open{stroke:var(--line);stroke-width:1.5;stroke-dasharray:6 4}
.picture .pause{stroke:var(--soft);stroke-width:1.25;fill:none}
details{margin:0}
summary{cursor:pointer;padding:.2rem 0}
h2.minor{display:inline;font-size:1rem}
.ids{display:flex;flex-wrap:wrap;gap:.35rem;list-style:none;margin:.6rem 0 0;padding:0}
.ids li{font-family:var(--mono);font-size:.8125rem;background:var(--sunk);border:1px solid var(--line);border-radius:.35rem;padding:.05rem .5rem}
.ids a{text-decoration:none}.ids a:hover{text-decoration:underline}
dl{display:grid;grid-template-columns:fit-content(45%) minmax(0,1fr);gap:.3rem 1.25rem;margin:0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:1rem;align-items:start}
@media (max-width:40rem){main,header,footer{padding-inline:.85rem}.card,.box,.profiles li{padding:.85rem .9rem}.picture{width:calc(100% + 1rem);margin-inline:-.5rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}header{padding-top:1.5rem}}
@media print{:root{color-scheme:light;${variables(THEMES.light)};--paper:#fff}.card,.picture,pre{break-inside:avoid}h2,h3,h4{break-after:avoid}}
`;
