import type { TSESTree } from '@typescript-eslint/types';
import { isConsole } from '../../catalog/index.js';
import { TRACING_LIBRARY } from '../../catalog/opentelemetry.js';
import { recognised } from '../../analysis/walk.js';
import type { Session } from '../../analysis/session.js';
import { brief } from '../../model/code/expression.js';
import type { Settings } from '../../model/settings.js';
import { maySend, outboundCallOf } from '../../model/propagation/outbound-call.js';
import { type Evidence, provenanceOf } from '../../model/values/provenance.js';
import { LineMap } from '../../model/text/lines.js';
import { relative } from '../../project/path.js';
import { calledName } from '../../recognize/recogniser.js';
import type { LogSite } from '../../recognize/logs/log-site.js';
import { parseFile, parseModule } from '../parser.js';
import { type Lookalike, lookalikeOf } from './lookalike.js';
import { type Origin, originOf } from './origin.js';
import { type Shape, shapeOf } from './shape.js';

export type Signal = 'logs' | 'metrics' | 'observations' | 'traces' | 'clients';

/** Calls of one kind, as they are counted. */
export interface Recognised {
  readonly signal: Signal;
  /** The library's id, or where the project's own logger stands. */
  readonly by: string;
  /** How it is known; left out where that says nothing. */
  readonly evidence?: Evidence;
}

/** A call that looks like one and is not recognised. */
export interface Unattributed extends Omit<Lookalike, 'receiver'> {
  /** What it is called on, as it is written. */
  readonly receiver: string;
  /** Where that comes from. */
  readonly origin: Origin;
  /** What its arguments look like. */
  readonly shape: Shape;
  readonly path: string;
  readonly line: number;
  /** The library that the package logs with. */
  readonly library: string | undefined;
}

/** What one file says to whom. */
export interface Examined {
  readonly recognised: readonly Recognised[];
  readonly unattributed: readonly Unattributed[];
}

/** What is a command line's for the command that its package has besides: servers run a library that has one, too. */
const OF_A_LIBRARY: ReadonlySet<string> = new Set(['cli-reached-from-bin', 'cli-package']);

/**
 * Looks at one file; undefined where it is no server code. Throws where it does not parse.
 *
 * @param root the folder that paths start from where settings name them
 */
export function examine(
  { path, text }: { readonly path: string; readonly text: string },
  session: Session,
  settings: Settings,
  root: string,
): Examined | undefined {
  const parsed = () => parseFile(text, path);
  const file = session.file({ path, text, settings, parse: parseModule, parsed });
  const isServer = file.isOfServer;
  const mayServe = isServer || OF_A_LIBRARY.has(file.role.reason.code);
  if (!mayServe || !file.source.isJudged) return undefined;
  const lines = new LineMap(text);
  const found: Recognised[] = [];
  const known = new Set<object>();
  const unattributed: Unattributed[] = [];
  const note = (signal: Signal, node: object, by: string, evidence?: Evidence) => {
    known.add(node);
    found.push({ signal, by, ...(evidence && { evidence }) });
  };
  const pass = session.pass(file);
  pass.subscribe({}, () => ({
    logCall: (site) => {
      // What only its name says to be a logger is not known to be one.
      if (site.call.provenance === 'name' && !site.isUsedAsLogger) return;
      if (!isServer && isConsole(site.call.library)) return;
      note('logs', site.node, libraryOf(site) ?? ownLoggerOf(site, settings.root), site.call.provenance);
    },
    diagnosticCall: ({ node, call }) => note('logs', node, call.library ?? '', call.provenance),
    metricDefinition: ({ node, event: { library, evidence } }) => note('metrics', node, library, evidence),
    metricObservation: ({ node, event: { library } }) => note('observations', node, library),
    // One call may be several: of each metric that it observes.
    handedObservation: ({ node, event: { library } }) => {
      if (!known.has(node)) note('observations', node, library);
    },
    spanStart: ({ node, start: { library, provenance } }) => {
      if (provenance !== 'name') note('traces', node, library ?? TRACING_LIBRARY, provenance);
    },
  }));
  for (const node of recognised(file.source.program)) {
    pass.visit(node);
    const name = node.type === 'CatchClause' || known.has(node) ? undefined : calledName(node);
    if (name === undefined) continue;
    const call = file.source.expression(node);
    if (call.kind !== 'call' && call.kind !== 'new') continue;
    const sent =
      call.kind === 'call' && maySend(name) ? outboundCallOf(call, file.source, settings) : undefined;
    if (sent) note('clients', node, sent.client);
    const alike = sent ? undefined : lookalikeOf(call, file.source, settings, isForItsValue(node));
    if (!alike) continue;
    const { receiver, ...what } = alike;
    unattributed.push({
      ...what,
      receiver: brief(receiver),
      origin: alike.isFunction ? { called: name } : originOf(receiver, file, root),
      shape: shapeOf(call.arguments),
      path,
      line: lines.position(node.range[0]).line,
      library: file.loggingLibrary,
    });
  }
  return { recognised: found, unattributed };
}

/** Whether something is made of what a call gives: a record gives nothing. */
function isForItsValue({ parent }: TSESTree.Node): boolean {
  return VALUE_TAKERS.has(parent?.type ?? '');
}

const VALUE_TAKERS: ReadonlySet<string> = new Set([
  'ArrayExpression',
  'AssignmentExpression',
  'BinaryExpression',
  'CallExpression',
  'MemberExpression',
  'NewExpression',
  'Property',
  'PropertyDefinition',
  'SpreadElement',
  'TemplateLiteral',
  'VariableDeclarator',
]);

/** The library of a logger, where more than its name says it. */
function libraryOf({ call }: LogSite): string | undefined {
  return call.provenance === 'name' ? undefined : call.library;
}

/** Where the project's own logger is declared: its file, or its type in another package. */
function ownLoggerOf({ call, file }: LogSite, root: string): string {
  const provenance = provenanceOf(call.receiver, file.source, file.settings);
  const by = provenance.is === 'library' ? undefined : provenance.own?.by;
  if (!by) return brief(call.receiver);
  if ('source' in by) return relative(root, by.source.file);
  return 'module' in by ? `${by.type} of ${by.module}` : "the project's own";
}
