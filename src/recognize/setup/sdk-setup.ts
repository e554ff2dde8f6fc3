import type { TSESTree } from '@typescript-eslint/types';
import { SHORT_LIVED_PACKAGES } from '../../catalog/setup/span-processors.js';
import { EXPORTING_SDKS } from '../../catalog/setup/telemetry-sdk.js';
import type { New } from '../../model/code/expression.js';
import { importedBy } from '../../model/values/imported.js';
import { namesService } from '../../model/setup/service-name.js';
import { deploymentOf } from '../../project/deployment.js';
import { someSourceSays } from '../../project/package-sources.js';
import type { AnalysedFile } from '../file.js';
import { descendants } from '../../estree/tree.js';
import { MAKES_SDK } from './prefilter.js';

/** Where a service sets up what it exports. */
export interface SdkSetup {
  readonly node: TSESTree.NewExpression;
  /** The class, as the package exports it. */
  readonly sdk: string;
  /** The variable that holds it; undefined where nothing does. */
  readonly variable: string | undefined;
  readonly creation: New;
}

/** The SDKs that a file of a service makes. */
export function sdksOf(file: AnalysedFile): readonly SdkSetup[] {
  if (!MAKES_SDK.test(file.syntax.text) || !file.isOfServer) return [];
  return [...descendants(file.syntax.ast)].flatMap((node) => {
    if (node.type !== 'NewExpression') return [];
    const creation = file.source.expression(node);
    const from = creation.kind === 'new' ? importedBy(creation.callee, file.source) : undefined;
    if (creation.kind !== 'new' || !from || !EXPORTING_SDKS.get(from.name)?.test(from.module)) return [];
    const { parent } = node;
    const target =
      parent.type === 'VariableDeclarator'
        ? parent.id
        : parent.type === 'AssignmentExpression'
          ? parent.left
          : undefined;
    const variable = target?.type === 'Identifier' ? target.name : undefined;
    return [{ node, sdk: from.name, variable, creation }];
  });
}

/** Whether neither an SDK's options nor anything in the repository names the service. */
export function isNameless({ creation }: SdkSetup, file: AnalysedFile): boolean {
  if (namesService(creation.arguments[0], file.source) !== 'no') return false;
  if (/OTEL_SERVICE_NAME|OTEL_RESOURCE_ATTRIBUTES|service\.name/.test(file.syntax.text)) return false;
  const { namesService: isNamedOutside, isPartial } = deploymentOf(file.package);
  return !isNamedOutside && !isPartial && !someSourceSays(file.package, SETS_NAME);
}

/** Code that sets the name for the SDK in the environment. */
const SETS_NAME = /\bOTEL_SERVICE_NAME\b|\bOTEL_RESOURCE_ATTRIBUTES\b/;

/** What flushes an SDK, wherever in a package it stands. Whose `shutdown` it is is read backwards, once for each. */
const FLUSHES =
  /(?<!exporter[?!]?\.)\bforceFlush\s*\(|(?<!exporter[?!]?)\.shutdown(?<=(?:sdk|otel|telemetry|trac|provider|processor|instrument|monitor|apm)\w*(?:\(\))?[?!]?\.shutdown)\s*\(|shutdown_?(?:otel|open_?telemetry|telemetry|trac|sdk|instrument|observ)/i;

/**
 * Whether nothing ever flushes an SDK: not this file, and no other of its package. A process that may be frozen after each
 * request is flushed by what runs it.
 */
export function isNeverFlushed(setup: SdkSetup, file: AnalysedFile): boolean {
  if (/(?<!exporter[?!]?\.)(?:shutdown|forceFlush)|SimpleSpanProcessor/i.test(file.syntax.text)) return false;
  if ([...file.package.allDependencies].some((name) => SHORT_LIVED_PACKAGES.test(name))) return false;
  // Handed on: whoever has it may shut it down under a name of its own.
  const isHandedOn = setup.variable === undefined && setup.node.parent.type !== 'MemberExpression';
  return !isHandedOn && !isGivenAway(setup, file) && !someSourceSays(file.package, FLUSHES);
}

/** Whether the variable is returned, exported or passed to other code. */
function isGivenAway({ node, variable }: SdkSetup, file: AnalysedFile): boolean {
  if (variable === undefined) return false;
  const declared = file.source.variable(node, variable);
  if (!declared) return true;
  return (
    declared.references.some((reference) => {
      const { parent } = reference.identifier as TSESTree.Identifier;
      const isOwn =
        (parent.type === 'MemberExpression' && parent.object === reference.identifier) ||
        parent.type === 'VariableDeclarator' ||
        (parent.type === 'AssignmentExpression' && parent.left === reference.identifier);
      return !isOwn;
    }) ||
    declared.defs.some(({ node: definition }) => (definition.parent?.parent?.type ?? '').startsWith('Export'))
  );
}
