import { escapeHtml } from '../../inventory/formats/html/escape.js';
import { PHONE, PHONE_STYLE, STYLE } from '../../inventory/formats/html/style.js';
import { type Audit, type LevelVerdict, type ServiceAudit, nextStep } from '../audit.js';
import { LEVEL_NAMES, MARKS, evidenceText, levelName } from './words.js';

/** The audit as one page that needs nothing else: a chart of all services, then the evidence of each. */
export function htmlAudit({ services, libraries }: Audit): string {
  const others =
    libraries.length === 0
      ? ''
      : `<p class="sub">Not services: ${libraries.map((path) => `<code>${escapeHtml(path)}</code>`).join(', ')}</p>`;
  const body = [
    '<h1>What the on-call will see</h1>',
    `<p class="sub">${services.length === 0 ? 'No service: nothing here logs, measures or traces.' : 'A level counts when all below it hold.'}</p>`,
    services.length === 0 ? '' : `<section><h2>Levels</h2>${levelsChart(services)}</section>`,
    ...services.map(section),
    others,
  ];
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Observability audit</title><style>${STYLE}${OWN_STYLE}</style><style media="${PHONE}">${PHONE_STYLE}${OWN_PHONE_STYLE}</style></head>
<body>
${body.join('\n')}
</body>
</html>
`;
}

const OWN_STYLE = `
.step { fill: transparent; stroke: var(--line); } .step.proven { fill: var(--good); stroke: none; } .step.beyond { fill: var(--good); opacity: .45; stroke: none; }
.step.contradicted { fill: var(--bad-cell); stroke: none; } ul.steps { list-style: none; margin: 0; padding: 0; } ul.steps li { padding: 4px 0; display: grid; grid-template-columns: 20px 240px 1fr; }
 .why { color: var(--dim); } .next { margin: 12px 0; }
`;
const OWN_PHONE_STYLE = `ul.steps li { grid-template-columns: 20px 1fr; } .why { grid-column: 2; overflow-wrap: anywhere; }
`;

const [WIDTH, ROW, NAME] = [960, 30, 250];

/** One row a service, one cell a level; those that hold above one that does not are pale. */
function levelsChart(services: readonly ServiceAudit[]): string {
  const column = (WIDTH - NAME) / 7;
  const head = LEVEL_NAMES.slice(1)
    .map(
      (name, i) =>
        `<text class="head" x="${NAME + i * column + column / 2}" y="18" text-anchor="middle">${name}</text>`,
    )
    .join('');
  const rows = services.map(({ name, level, levels }, row) => {
    const y = (row + 1) * ROW;
    const shown = name.length > 30 ? `…${name.slice(-29)}` : name;
    const cells = levels.map((step, i) => cell(step, level, NAME + i * column, y, column));
    return `<text class="name" x="${NAME - 12}" y="${y + 20}" text-anchor="end">${escapeHtml(shown)}</text>${cells.join('')}`;
  });
  return `<svg role="img" aria-label="Levels of ${services.length} services" viewBox="0 0 ${WIDTH} ${(services.length + 1) * ROW + 6}">${head}${rows.join('')}</svg>`;
}

function cell(
  { state, level: step, evidence, next }: LevelVerdict,
  level: number,
  x: number,
  y: number,
  width: number,
): string {
  const style = state !== 'proven' ? state.replace(' ', '-') : step <= level ? 'proven' : 'beyond';
  const title = evidence.length > 0 ? evidence.map(evidenceText).join('; ') : next;
  return `<g><title>${escapeHtml(title)}</title><rect class="step ${style}" x="${x + 3}" y="${y + 3}" width="${width - 6}" height="${ROW - 6}" rx="4"/><text x="${x + width / 2}" y="${y + 20}" text-anchor="middle">${MARKS[state]}</text></g>`;
}

function section(service: ServiceAudit): string {
  const { name, path, level, levels, signals } = service;
  const next = nextStep(service);
  const steps = levels.map(({ level: step, title, state, evidence }) => {
    const why = evidence.map(evidenceText).join('; ');
    return `<li>${MARKS[state]} <b>${step} ${escapeHtml(title)}</b> <span class="why">${escapeHtml(why)}</span></li>`;
  });
  const rows = signals.map(
    ({ signal, emitted, onDashboard, alertedOn }) =>
      `<tr><td>${signal}</td>${[emitted, onDashboard, alertedOn].map((each) => `<td${each === undefined ? ' class="alarm"' : ''}>${escapeHtml(each ?? 'no')}</td>`).join('')}</tr>`,
  );
  return `<section><h2>${escapeHtml(name)}: level ${level}, ${levelName(level)}</h2><p class="sub">${path === '.' ? 'the root' : `<code>${escapeHtml(path)}</code>`}</p><ul class="steps">${steps.join('')}</ul>${
    next
      ? `<p class="next"><b>Next:</b> ${escapeHtml(next.next).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`
      : ''
  }<table><tr><th>signal</th><th>emitted</th><th>on a dashboard</th><th>alerted on</th></tr>${rows.join('')}</table></section>`;
}
