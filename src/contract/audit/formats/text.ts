import type picocolors from 'picocolors';
import { printable } from '../../../model/text/printable.js';
import { type Audit, type ServiceAudit, nextStep } from '../audit.js';
import { MARKS, evidenceText, levelName, signalText } from './words.js';

type Colors = ReturnType<typeof picocolors.createColors>;

/** The audit for a terminal: a table where there are several services, then each by itself. */
export function textAudit({ services, libraries }: Audit, colors: Colors): string {
  if (services.length === 0) return 'No service: nothing here logs, measures or traces.\n';
  const table = services.length > 1 ? [...scoreTable(services, colors), ''] : [];
  const others = libraries.length === 0 ? [] : ['', `Not services: ${libraries.map(printable).join(', ')}`];
  return [
    ...table,
    ...services.flatMap((each, i) => [...(i > 0 ? [''] : []), ...serviceLines(each, colors)]),
    ...others,
    '',
  ].join('\n');
}

function scoreTable(services: readonly ServiceAudit[], colors: Colors): readonly string[] {
  const width = Math.max(...services.map(({ name }) => name.length));
  return [...services]
    .sort((a, b) => a.level - b.level || (a.path < b.path ? -1 : 1))
    .map(({ name, level, levels }) => {
      const marks = levels.map(({ state }) => MARKS[state]).join(' ');
      return `${printable(name).padEnd(width)}  ${marks}  ${colors.bold(String(level))} ${levelName(level)}`;
    });
}

function serviceLines(service: ServiceAudit, colors: Colors): readonly string[] {
  const { name, path, level, levels, signals } = service;
  const next = nextStep(service);
  const paint = { proven: colors.green, 'not found': colors.dim, contradicted: colors.red };
  return [
    `${colors.bold(printable(name))} ${colors.dim(printable(path))}: level ${level} of 7, ${levelName(level)}`,
    ...levels.map(({ level: each, title, state, evidence }) => {
      const why = evidence.map(evidenceText).map(printable).join('; ');
      return `  ${paint[state](MARKS[state])} ${each} ${title}${why === '' ? '' : colors.dim(`  ${why}`)}`;
    }),
    ...(next
      ? [
          `  next: ${printable(next.next)}${next.provenBy === undefined ? '' : colors.dim(` (${next.provenBy})`)}`,
        ]
      : []),
    ...signals.map((signal) => `  ${signal.signal.padEnd(14)} ${printable(signalText(signal))}`),
  ];
}
