/** How the class page looks: the colours of a student's report, a table that scrolls in itself, and paper. */
import { THEMES } from "../../../check/reports/html/style.ts";

const variables = (theme: Readonly<Record<string, string>>) =>
  Object.entries(theme)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");

export const STYLE = `
:root{color-scheme:light dark;${variables(THEMES.light)};--tint:12%;--mono:ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace}
@media screen and (prefers-color-scheme:dark){:root{${variables(THEMES.dark)};--tint:20%}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
header,main,footer{max-width:96rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.25rem}
footer{padding-block:2rem 3rem;color:var(--soft);font-size:.875rem}
h1{font-size:1rem;font-weight:600;color:var(--soft);margin:0;letter-spacing:.02em}
h2{font-size:1.375rem;line-height:1.3;margin:0 0 .35rem}
h3{font-size:1.0625rem;line-height:1.4;margin:0}
h4{font-size:.8125rem;margin:.75rem 0 .15rem;color:var(--soft);letter-spacing:.03em}
h2 .soft,h3 .soft{font-weight:400;font-variant-numeric:tabular-nums}
p{margin:.25rem 0;max-width:75ch;overflow-wrap:anywhere}
small{font-size:.8125rem}
a{color:inherit;text-underline-offset:.15em}
a:focus-visible,button:focus-visible,summary:focus-visible,pre:focus-visible,.wide:focus-visible,input:focus-visible,select:focus-visible,td:focus-visible{outline:3px solid var(--client);outline-offset:2px}
code,pre{font-family:var(--mono);font-size:.875em}
pre{background:var(--sunk);border:1px solid var(--line);border-radius:.5rem;padding:.7rem .85rem;margin:.5rem 0 0;overflow:auto;line-height:1.5;max-height:20rem}
pre.wraps{white-space:pre-wrap;overflow-wrap:anywhere}
.soft,small{color:var(--soft)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.owner{font-size:clamp(1.6rem,5vw,2.5rem);font-weight:700;line-height:1.2;margin:.1rem 0 0;overflow-wrap:anywhere}
.figures{display:flex;flex-wrap:wrap;gap:.5rem 2.25rem;list-style:none;margin:1.25rem 0 .75rem;padding:0;color:var(--soft)}
.figures strong{display:block;font-size:clamp(1.75rem,6vw,2.5rem);line-height:1.1;letter-spacing:-.02em;color:var(--ink);font-variant-numeric:tabular-nums}
nav{display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin:1rem 0 0;padding:.6rem 0;border-block:1px solid var(--line)}
section{margin:2.5rem 0}
.box{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1rem 1.15rem}
.bars{display:grid;grid-template-columns:repeat(11,minmax(0,1fr));gap:.4rem;height:12rem;max-width:44rem;margin:1rem 0 0;padding:0;list-style:none}
.bars li{position:relative;display:flex;flex-direction:column;justify-content:flex-end;align-items:stretch;text-align:center;min-height:0}
.bars b{font-weight:600;font-size:.9375rem;font-variant-numeric:tabular-nums}
.bars i{display:block;background:var(--client);border-radius:.3rem .3rem 0 0;min-height:1px;flex:0 1 auto}
.bars li:last-child i{background:var(--good)}
.bars small{border-top:1px solid var(--line);padding-top:.15rem;flex:none}
.filter{display:none;flex-wrap:wrap;gap:.6rem 1.25rem;align-items:end;margin:.9rem 0}
.scripted .filter{display:flex}
.filter label{display:grid;gap:.15rem;font-size:.8125rem;color:var(--soft)}
.filter input,.filter select{font:inherit;font-size:1rem;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:.45rem;padding:.35rem .6rem;min-width:11rem;max-width:100%}
.filter p{margin:0;padding-bottom:.4rem;color:var(--soft)}
.wide{overflow:auto;max-height:min(85vh,60rem);border:1px solid var(--line);border-radius:.75rem;background:var(--card)}
table{border-collapse:separate;border-spacing:0;font-size:.875rem}
thead th,thead td{position:sticky;top:0;background:var(--card);z-index:2;font-weight:600}
thead tr:first-child>*{height:1.7rem;padding:.25rem .4rem 0;text-align:left;font-size:.8125rem;color:var(--soft);white-space:nowrap;overflow:hidden;max-width:0}
thead tr:nth-child(2)>*{top:1.7rem;border-bottom:1px solid var(--line);vertical-align:bottom;padding:0}
thead button{font:inherit;color:inherit;background:none;border:0;cursor:pointer;padding:.3rem .2rem;width:100%;text-align:left}
thead button:hover{color:var(--client)}
th[data-case] button{display:flex;flex-direction:column;align-items:center;justify-content:flex-end;gap:.35rem;height:10.5rem;padding:.3rem 0}
th[data-case] span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap;font-weight:500}
th[data-case].should span{font-style:italic;font-weight:400;color:var(--soft)}
th[data-case] small{font-variant-numeric:tabular-nums;font-weight:400}
th.chosen{background:color-mix(in srgb,var(--client) 18%,var(--card))}
th[aria-sort=ascending]>button::after{content:" ▲";font-size:.65rem}
th[aria-sort=descending]>button::after{content:" ▼";font-size:.65rem}
.who{position:sticky;left:0;z-index:1;background:var(--card);text-align:left;font-weight:500;min-width:12.5rem;max-width:16rem;line-height:1.3;padding:.3rem .75rem!important;border-right:1px solid var(--line);overflow-wrap:anywhere}
thead .who{z-index:3}
.who small{display:block;font-family:var(--mono)}
.who a{text-decoration:none}.who a:hover{text-decoration:underline}
.g,.grade-head{text-align:right!important;padding:.3rem .6rem!important;font-weight:600;font-variant-numeric:tabular-nums}
.grade-head button{text-align:right}
tbody tr>*{border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
tbody tr:hover>*{background:color-mix(in srgb,var(--client) 8%,var(--card))}
tbody td:not(.g){width:1.45rem;min-width:1.45rem;height:2rem;text-align:center;padding:0;cursor:pointer}
thead .first{border-left:1px solid var(--line)}
td.p{color:var(--good)}
td.f{color:var(--bad);font-weight:700;background:color-mix(in srgb,var(--bad) var(--tint),var(--card))}
td.y,td.e{color:var(--warn);font-weight:700;background:color-mix(in srgb,var(--warn) var(--tint),var(--card))}
td.s{color:var(--soft);background:var(--sunk)}
tbody td:focus-visible{outline-offset:-3px}
.legend{margin-top:.6rem;font-size:.875rem}
.mark{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:0 .5rem;font-size:.75rem;font-weight:600;line-height:1.5;color:var(--warn);white-space:nowrap}
.states{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));gap:1rem;align-items:start;margin-top:1rem}
.states>.box{border-top:4px solid var(--warn)}
.do{margin:.4rem 0 .6rem}
.reasons{list-style:none;margin:0;padding:0}
.reasons li{border-top:1px solid var(--line);padding:.55rem 0}
.reasons p:first-child{font-weight:600}
.reasons .source{font:.8125rem var(--mono);color:var(--soft)}
summary{cursor:pointer;font-weight:600;padding:.2rem 0}
.mistakes,.groups{margin:1rem 0 0;padding:0;list-style:none;display:grid;gap:1rem}
.mistakes .box,.groups .box{min-width:0}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.15rem 1.5rem;align-items:baseline}
.head h3{flex:1 1 20rem}
.share strong{font-size:1.25rem;font-variant-numeric:tabular-nums}
.bar{height:.55rem;border-radius:.3rem;background:var(--sunk);border:1px solid var(--line);overflow:hidden;margin:.5rem 0}
.bar i{display:block;height:100%;background:var(--bad)}.bar i.should{background:var(--warn)}
.both{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:0 2.25rem}
.ids{display:flex;flex-wrap:wrap;gap:.35rem;list-style:none;margin:.5rem 0 0;padding:0}
.ids a{display:block;font:.8125rem var(--mono);background:var(--sunk);border:1px solid var(--line);border-radius:.35rem;padding:.1rem .5rem;text-decoration:none}
.ids a:hover{text-decoration:underline}
.groups{grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));align-items:start}
.members{margin-top:.6rem}
.more{margin-top:1rem}
dialog{width:min(52rem,calc(100vw - 2rem));max-height:min(90vh,60rem);overflow:auto;background:var(--card);color:var(--ink);border:1px solid var(--line);border-radius:.9rem;padding:1.25rem 1.5rem 1.5rem;overscroll-behavior:contain}
dialog::backdrop{background:rgb(0 0 0/.45)}
.close{float:right;font:inherit;font-size:.875rem;color:var(--ink);background:var(--sunk);border:1px solid var(--soft);border-radius:.45rem;padding:.25rem .8rem;cursor:pointer}
dialog h2{font-family:var(--mono);overflow-wrap:anywhere}
dialog h3{font-size:.8125rem;margin:1rem 0 .15rem;color:var(--soft);letter-spacing:.03em}
.verdict{font-weight:700}.verdict.f{color:var(--bad)}.verdict.p{color:var(--good)}.verdict.y,.verdict.e{color:var(--warn)}
.time-line{list-style:none;margin:.35rem 0 0;padding:.5rem .8rem;background:var(--sunk);border:1px solid var(--line);border-radius:.5rem;font-family:var(--mono);font-size:.8125rem}
.time-line li{display:grid;grid-template-columns:4.5rem 3.5rem minmax(0,1fr);gap:.5rem;padding:.2rem 0}
.time-line .at{text-align:right;color:var(--soft);white-space:nowrap}
.time-line .client .arrow{color:var(--client);font-weight:700}.time-line .server .arrow{color:var(--server);font-weight:700}
.bytes{overflow-wrap:anywhere;font-weight:600}
.bytes .hex{display:block;font-weight:400;color:var(--soft)}
.bytes .name{font-size:.6875rem;color:var(--warn);margin-inline:.2rem}
@media (max-width:40rem){header,main,footer{padding-inline:1rem}header{padding-top:1.5rem}.who{min-width:7.5rem;max-width:7.5rem;padding:.3rem .5rem!important}.filter label{flex:1 1 100%}.filter input,.filter select{width:100%}.bars{gap:.2rem;height:9rem}.figures{display:grid;grid-template-columns:1fr 1fr;gap:.6rem 1rem}.time-line{padding:.4rem .5rem}.time-line li{grid-template-columns:3.6rem 2rem minmax(0,1fr);gap:.35rem}dialog{padding:1rem;width:calc(100vw - 1rem)}}
@media print{@page{size:A4 landscape;margin:10mm}:root{color-scheme:light}body{background:#fff;font-size:11px}h2{break-after:avoid}.filter,.scripted .filter,nav,dialog,.close{display:none}.wide{overflow:visible;max-height:none;border:0}table{font-size:8px;width:100%}thead th,thead td,.who{position:static}thead{display:table-header-group}.who{min-width:0}.who small{display:inline;margin-left:.4rem}small,.mark{font-size:7px}tbody td:not(.g){min-width:0;width:auto;height:auto}.bars{height:7rem;max-width:28rem}.bars i,.bar i{print-color-adjust:exact}tr,.box{break-inside:avoid}th[data-case] button{height:8rem}td{print-color-adjust:exact}}
`;
