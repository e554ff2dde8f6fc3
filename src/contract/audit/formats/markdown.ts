import { type Audit, type ServiceAudit, nextStep } from '../audit.js';
import { MARKS, evidenceText, levelName } from './words.js';

/** The audit as Markdown: a table of all services, then the evidence of each. */
export function markdownAudit({ services, libraries }: Audit): string {
  if (services.length === 0) return 'No service: nothing here logs, measures or traces.\n';
  const rows = services.map((service) => {
    const { name, level, levels } = service;
    const marks = levels.map(({ state }) => MARKS[state]).join(' | ');
    return `| ${cell(name)} | **${level}** ${levelName(level)} | ${marks} | ${cell(nextStep(service)?.next ?? 'none')} |`;
  });
  return [
    '| service | level | logger | structured | correlated | metrics | errors | traces | SLOs | next step |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    ...services.flatMap(section),
    ...(libraries.length === 0
      ? []
      : ['', `Not services: ${libraries.map((path) => `\`${path}\``).join(', ')}`]),
    '',
  ].join('\n');
}

function section(service: ServiceAudit): readonly string[] {
  const { name, path, levels, signals } = service;
  return [
    '',
    `### ${cell(name)} (\`${path}\`)`,
    '',
    ...levels.map(({ level, title, state, evidence, next }) => {
      const why = state === 'proven' || evidence.length > 0 ? evidence.map(evidenceText).join('; ') : next;
      return `- ${MARKS[state]} **${level} ${title}**: ${cell(why)}`;
    }),
    '',
    '| signal | emitted | on a dashboard | alerted on |',
    '| --- | --- | --- | --- |',
    ...signals.map(
      ({ signal, emitted, onDashboard, alertedOn }) =>
        `| ${signal} | ${[emitted, onDashboard, alertedOn].map((each) => cell(each ?? '–')).join(' | ')} |`,
    ),
  ];
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('<', '&lt;');
}
