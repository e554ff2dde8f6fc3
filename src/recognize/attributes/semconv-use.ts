import type { TSESTree } from '@typescript-eslint/types';
import { INSTRUMENTATION, SEMANTIC_CONVENTIONS } from '../../catalog/opentelemetry.js';
import { constantText } from '../../model/values/constant.js';
import { isRequestTarget } from '../../model/values/request-target.js';
import type { MetricDefinition } from '../../model/metrics/metric.js';
import {
  type DeprecatedName,
  type SemconvConstant,
  type SemconvVerdict,
  URL_OR_TARGET,
  deprecationOf,
  deprecationOfTarget,
  isNotedIn,
  plainRename,
  semconvConstantOf,
  spellingsOf,
  verdictOf,
} from '../../model/attributes/semconv.js';
import type { AttributeSite } from './attribute-site.js';
import { mayBeOpenTelemetry } from '../traces/other-tracers.js';
import { isFunction } from '../../estree/nodes.js';
import type { AnalysedFile } from '../file.js';
import type { MetricSite } from '../metrics/metric-site.js';

type Node = TSESTree.Node;

/** A deprecated name of the semantic conventions, where code gives it to its telemetry. */
export interface SemconvUse {
  readonly what: 'attribute' | 'metric';
  readonly deprecated: DeprecatedName;
  readonly verdict: SemconvVerdict;
  /** The name as it is written: a string, or an expression that stands for one. */
  readonly node: Node;
  /** The package's constant, where the name is written as one. */
  readonly constant: SemconvConstant | undefined;
  /** The name that simply takes its place; undefined where the value has to change as well, or may have to. */
  readonly renamed: string | undefined;
}

/** Reads an attribute as the use of a deprecated name; undefined where its name is current or not the conventions'. */
export function attributeUse(site: AttributeSite): SemconvUse | undefined {
  const { attribute, file } = site;
  const { name, signal } = attribute;
  if (name === undefined) return undefined;
  const written = site.keyExpression;
  const constant = written && semconvConstantOf(written, file.source);
  const known = deprecationOf(name, 'attribute', constant !== undefined);
  const isTarget = known?.name === URL_OR_TARGET && isRequestTarget(attribute.value, file.source);
  const deprecated = known && isTarget !== false ? deprecationOfTarget(known, isTarget === true) : known;
  if (!deprecated || !isNotedIn(deprecated, file.versionOf(SEMANTIC_CONVENTIONS))) return undefined;
  // The names of Datadog, OpenTracing and Sentry are conventions of their own, and so may those of a log record be.
  const isTheirs = attribute.isOpenTelemetry
    ? signal !== 'span' || constant !== undefined || isTraced(site)
    : signal === 'log' && constant !== undefined;
  if (!isTheirs) return undefined;
  const value = constantText(attribute.value, file.source);
  return {
    what: 'attribute',
    deprecated,
    verdict: verdictOf(deprecated, value),
    node: site.keyNode,
    constant,
    renamed: site.isOnlyTelemetry ? plainRename(deprecated, value) : undefined,
  };
}

/** Reads a metric's definition as the use of a deprecated name. */
export function metricUse({ event, file }: MetricSite<MetricDefinition>): SemconvUse | undefined {
  const written = event.at.name;
  if (!written || !event.dialect.convention.followsSemconv) return undefined;
  const constant = semconvConstantOf(written, file.source);
  const name = constant?.name ?? event.name;
  const deprecated = name === undefined ? undefined : deprecationOf(name, 'metric', constant !== undefined);
  if (!deprecated || !isNotedIn(deprecated, file.versionOf(SEMANTIC_CONVENTIONS))) return undefined;
  return {
    what: 'metric',
    deprecated,
    verdict: verdictOf(deprecated, undefined),
    node: file.source.nodeOf(written) ?? file.syntax.ast,
    constant,
    renamed: plainRename(deprecated, undefined),
  };
}

/**
 * The uses that are to be reported: not those beside a name that replaces them, as a project that moves sets both for
 * a while, or says in a comment that it means to, nor those of code that asks `OTEL_SEMCONV_STABILITY_OPT_IN` which to set, nor those
 * of an instrumentation, which emits the old names until its next major version.
 */
export function reportedUses(uses: readonly SemconvUse[], file: AnalysedFile): readonly SemconvUse[] {
  if (uses.length === 0) return [];
  if (/SEMCONV_STABILITY|semconvStability/i.test(file.syntax.text) || isOfInstrumentation(file)) return [];
  return uses.filter(({ deprecated, node }) => {
    const around = surroundings(node);
    const text = file.syntax.textOf(around);
    if (deprecated.to?.some((name) => spellingsOf(name).test(text))) return false;
    return !file.syntax.commentsInside(around).some(({ value }) => SETS_BOTH.test(value));
  });
}

/** A comment that says that names of before are meant to be set as well. */
const SETS_BOTH =
  /\bboth (?:the )?(?:old|legacy|deprecated|new|current)\b|\b(?:old|legacy|deprecated) (?:names? )?and (?:the )?(?:new|current)\b|\bbackwards?[- ]compat|\bdual[- ](?:emit|emission|writ)/i;

/** Whether a file is part of an instrumentation that others install: a service may depend on the package to register some. */
function isOfInstrumentation(file: AnalysedFile): boolean {
  return file.isPublished && file.package.dependencies.has(INSTRUMENTATION);
}

/** The function that code belongs to, a callback counted to the function that hands it on; else the whole file. */
export function surroundings(node: Node): Node {
  let found: Node | undefined;
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'Program') return found ?? at;
    if (!isFunction(at)) continue;
    found = at;
    if (at.parent.type !== 'CallExpression' || at.parent.callee === at) return at;
  }
  return found ?? node;
}

/** Whether a span that only its name says to be one is OpenTelemetry's, as far as the package tells. */
function isTraced({ attribute, file }: AttributeSite): boolean {
  return !attribute.isPresumed || mayBeOpenTelemetry(file);
}
