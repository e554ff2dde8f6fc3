import type { Session } from '../analysis/session.js';
import { exportsByText, lacksExport } from '../estree/lost-exports.js';
import type { Settings } from '../model/settings.js';
import { existing } from '../project/existing.js';
import { normalised, resolve } from '../project/path.js';
import { isPathWithoutDot } from '../project/settings.js';
import { InputError } from './files.js';
import { parseModule } from './parser.js';
import type { RunOptions } from './run-options.js';
import type { TargetOptions } from './logger-place.js';

/** The library and the logger to import: as the flags say, else as the package.json does. */
export function chosenLogger(
  { logger, loggerImport }: RunOptions,
  told: Settings['logger'],
): Pick<TargetOptions, 'logger' | 'loggerImport' | 'isTold'> {
  const library = logger ?? told?.library;
  const imported = library === told?.library ? told?.import : undefined;
  return { logger: library, loggerImport: loggerImport ?? imported, isTold: logger === undefined };
}

/** The settings with that logger: what is called a logger, and is not seen to be another, is one of its library. */
export function withLogger(
  { logger: told, ...settings }: Settings,
  { logger: library, loggerImport }: RunOptions,
): Settings {
  if (library === undefined) return told ? { ...settings, logger: told } : settings;
  const imported = loggerImport ?? (library === told?.library ? told.import : undefined);
  return { ...settings, logger: { library, ...(imported ? { import: imported } : {}) } };
}

export function checkLoggerImport(
  { loggerImport: flag, cwd }: RunOptions,
  { loggerImport }: RunOptions,
  session: Session,
): void {
  if (!loggerImport) return;
  const { from, name } = loggerImport;
  const where = flag ? '--logger-import' : '"observability" in package.json: logger.import.from';
  if (isPathWithoutDot(session.project, from, normalised(cwd)))
    throw new InputError(`${where} ${from}: no such package; did you mean ./${from}?`);
  if (!from.startsWith('.')) return;
  const path = existing(session.project, resolve(normalised(cwd), from));
  if (!path) throw new InputError(`${where} ${from}: no such module`);
  const module = session.modulesOf(parseModule).read(path);
  if (!module || !lacksExport(module, name)) return;
  const others = exportsByText(module).map((each) => `\`${each}\``);
  const has = others.length > 0 ? `; it has ${others.join(', ')}` : '';
  throw new InputError(`${where} ${from}: no export \`${name}\`${has}`);
}
