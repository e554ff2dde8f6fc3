import { Session } from '../../../../src/analysis/session.js';
import { Planner } from '../../../../src/codemod/planner.js';
import { mayHoldLogCalls } from '../../../../src/codemod/prefilter.js';
import { patch } from '../../../../src/codemod/report/patch.js';
import { insertAt } from '../../../../src/model/text/edits.js';
import { reasonText } from '../../../../src/model/text/reason.js';
import { isUnder, relative } from '../../../../src/project/path.js';
import { projectSettings } from '../../../../src/project/settings.js';
import type { MigrationResult, PlaygroundProject } from '../project.js';
import { sourcesOf } from './lint.js';
import { FOLDER, host } from './surroundings.js';

/** What `obs-codemod --dry-run` would print of the project. */
export function migrate(project: PlaygroundProject): MigrationResult {
  const session = new Session(host);
  const { settings: written } = projectSettings(session.project, FOLDER);
  const library = project.logger === '' ? written.logger?.library : project.logger;
  const imported = library === written.logger?.library ? written.logger?.import : undefined;
  const logger =
    library === undefined ? {} : { logger: { library, ...(imported ? { import: imported } : {}) } };
  const files = sourcesOf(project).map(([file]) => `${FOLDER}/${file}`);
  const planner = new Planner({
    session,
    settings: { ...written, ...logger },
    logger: library,
    loggerImport: imported,
    isTold: project.logger === '',
    include: [],
    files,
    roots: [FOLDER],
    isWithin: (path) => isUnder(FOLDER, path),
  });
  const plans = sourcesOf(project).flatMap(([file, text]) =>
    mayHoldLogCalls(text) ? [{ file, text, ...planner.parsingMigration(`${FOLDER}/${file}`, text) }] : [],
  );
  const changed = plans.flatMap(({ file, text, edits }) =>
    edits.length > 0 ? [patch(`a/${file}`, `b/${file}`, text, edits)] : [],
  );
  const needsLogger = plans.some(({ importsTarget }) => importsTarget);
  const created = planner.loggers
    .all()
    .flatMap(({ target: { module } }) =>
      needsLogger && module.at === 'file' && module.create !== undefined
        ? [patch('/dev/null', `b/${relative(FOLDER, module.path)}`, '', [insertAt(0, module.create)])]
        : [],
    );
  return {
    diff: [...created, ...changed].join('\n'),
    migrated: plans.reduce((sum, { migrated }) => sum + migrated.length, 0),
    left: plans.flatMap(({ file, left }) =>
      left.map(({ line, call, reason }) => ({ place: `${file}:${line}`, call, reason: reasonText(reason) })),
    ),
  };
}
