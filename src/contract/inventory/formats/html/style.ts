/** The page's style sheet: one palette for light and one for dark. */
export const STYLE = `
:root { color-scheme: light dark; --page: #fbfbfa; --card: #fff; --text: #1c2024; --dim: #60646c; --line: #e3e4e8;
  --series: #3e63dd; --label: #0d9b8a; --good: #d4f2df; --fair: #fdeecb; --bad-cell: #fbdcd8; --bad: #d64534; --quiet: #b9bcc4; --warn: #d99208; }
@media (prefers-color-scheme: dark) { :root { --page: #121316; --card: #1b1d21; --text: #edeef0; --dim: #a0a4ad; --line: #2f3238;
  --series: #7d9bff; --label: #3cc7b3; --good: #1d4a33; --fair: #57431a; --bad-cell: #5d2823; --bad: #f0705f; --quiet: #5c6068; --warn: #eeb04b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 32px 24px 64px; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 26px; margin: 0; } h2 { font-size: 18px; margin: 0 0 12px; } p.sub { color: var(--dim); margin: 4px 0 24px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 20px 24px; margin: 0 0 20px; overflow-x: auto; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin-bottom: 20px; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; }
.tile b { display: block; font-size: 22px; line-height: 1.2; } .tile span { color: var(--dim); font-size: 13px; }
.tile.alarm b { color: var(--bad); }
svg { width: 100%; height: auto; display: block; } svg text { font-size: 13px; fill: var(--text); }
svg .name, td code { font-family: ui-monospace, Consolas, monospace; font-size: 12.5px; } svg .value, svg .head { fill: var(--dim); }
.bar.series { fill: var(--series); } .bar.label { fill: var(--label); } .bar.bad, .bar.level-error, .bar.level-fatal { fill: var(--bad); }
.bar.level-warn { fill: var(--warn); } .bar.level-info { fill: var(--series); } .bar.level-debug, .bar.level-trace, .bar.level-unknown { fill: var(--quiet); }
.cell { fill: transparent; stroke: var(--line); } .cell.good { fill: var(--good); stroke: none; } .cell.fair { fill: var(--fair); stroke: none; } .cell.bad { fill: var(--bad-cell); stroke: none; }
table { border-collapse: collapse; width: 100%; font-size: 13.5px; } th { text-align: left; color: var(--dim); font-weight: 600; }
th, td { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; } td.right { text-align: right; } td.where { color: var(--dim); }
td.alarm { color: var(--bad); } details { margin-top: 12px; } summary { cursor: pointer; font-weight: 600; }
`;

/** What is another on a phone: charts stay as large as they can be read, and are moved sideways. */
export const PHONE_STYLE = `
body { padding: 20px 12px 48px; } section { padding: 16px; } svg { min-width: 720px; }
th, td { padding-right: 8px; min-width: 80px; } td, p, h2 { overflow-wrap: anywhere; }
`;
/** For which widths that is. */
export const PHONE = '(max-width: 720px)';
