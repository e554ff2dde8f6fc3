import type { TSESTree } from '@typescript-eslint/types';
import { UNTYPED_VALUES } from '../catalog/index.js';
import { FRAMEWORK_LOGGERS, REQUEST_LOGGERS } from '../catalog/logs/names.js';
import { REQUEST_LOGGER_MIDDLEWARES } from '../catalog/logs/request-loggers.js';
import { FRAMEWORK_METRICS } from '../catalog/metrics/unseen-client.js';
import type { Handed, HandedOn } from '../model/code/source.js';
import { oncePer } from '../model/code/once.js';
import { packagesAround } from '../project/packages-around.js';
import { sourcesThatSay } from '../project/package-sources.js';
import type { Package } from '../project/packages.js';
import { keyOf, memberName } from './member-name.js';
import { prototypeClassAround } from './prototype-class.js';
import type { EstreeSource } from './source.js';
import { descendants } from './tree.js';
import type { Node } from './nodes.js';

/** Files that are looked into for what they hand on: where so many agree, the others do. */
const MAX_FILES = 40;
const MAX_VALUES = 100;
/** What a server hands to browsers. */
const FOR_BROWSERS = /\/(?:public|static|assets|vendor|bower_components)\/|\.min\.js$/;

/**
 * What a package hands on under a name; where that is nothing but what is called so already, the packages that it depends on, and
 * that depend on it. Told from the files whose text says something of it.
 */
export function handedOnIn(
  owner: Package,
  name: string,
  read: (path: string) => EstreeSource | undefined,
): HandedOn | undefined {
  if (!/^[A-Za-z_$][\w$]*$/.test(name)) return undefined;
  const own = handedIn(owner, name, read);
  if (own.values.length > 0 || own.framework !== undefined || own.middleware) return own;
  for (const other of packagesAround(owner)) {
    const found = handedIn(other, name, read);
    if (found.values.length > 0) return found;
  }
  return undefined;
}

function handedIn(owner: Package, name: string, read: (path: string) => EstreeSource | undefined): HandedOn {
  const values: Handed[] = [];
  const owners = new Set<string>();
  const { library } = UNTYPED_VALUES.get(name) ?? {};
  if (library?.packages.some((each) => owner.dependencies.has(each)))
    return { values, owners, framework: library.id };
  for (const [framework, requests] of Object.entries(REQUEST_LOGGERS))
    if (owner.dependencies.has(framework)) for (const each of requests) owners.add(each);
  const framework = [FRAMEWORK_LOGGERS, FRAMEWORK_METRICS]
    .flatMap(Object.entries<readonly string[]>)
    .find(([each, names]) => names.includes(name) && owner.dependencies.has(each))?.[0];
  const middleware = REQUEST_LOGGER_MIDDLEWARES.find(
    ({ member, packages }) => member === `.${name}` && packages.some((each) => owner.dependencies.has(each)),
  );
  const paths = sourcesThatSay(owner, handsOn(name)).filter((path) => !FOR_BROWSERS.test(path));
  for (const path of paths.slice(0, MAX_FILES)) {
    const source = read(path);
    if (!source?.isJudged) continue;
    for (const each of handedBy(source.program)) {
      if (each.name !== name || values.length >= MAX_VALUES) continue;
      values.push({ source, value: source.expression(each.value), isOfThis: isOfThis(each.value) });
      for (const called of calledAs(each.owner)) owners.add(called);
    }
  }
  return { values, owners, framework, middleware };
}

/** What is called as an instance of a class is: `ctx`, of `RequestContext`. */
function calledAs(owner: string | undefined): readonly string[] {
  if (owner === undefined) return [];
  const short = Object.entries(SHORT_NAMES).find(([name]) => owner.toLowerCase().endsWith(name))?.[1];
  return short ? [owner, ...short] : [owner];
}

const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  context: ['ctx', 'context', 'c'],
  request: ['req', 'request'],
  application: ['app'],
  app: ['app'],
  server: ['server'],
};

/**
 * Code that hands something on under a name: `log: make()`, `it.log = make()`, `{ log }`, `run(log)`, `provide('log', make())`; not what
 * has the name already, `log: options.log`, nor types.
 */
function handsOn(name: string): RegExp {
  const is = name.replaceAll('$', '\\$');
  const passed = String.raw`(?:[\w$]+\??\.)*_?(?:log|logger|LOG|Log)\s*[,;)}\r\n]`;
  const type = String.raw`[A-Z][\w.]*\s*[;,)}=|]`;
  return new RegExp(
    String.raw`(?<![\w$.])['"]?${is}['"]?\s*:\s*(?!${passed}|${type})|\.${is}\s*=(?![=>])\s*(?!${passed})` +
      String.raw`|[{(,]\s*${is}\s*(?:[,)]|\}(?!\s*(?:from\b|=)))|[(,]\s*[\w$.]+\.${is}\s*[,)]|['"]${is}['"]\s*,`,
  );
}

/** What a member is assigned to: a name, or the class around `this`. */
function ownerOf(object: Node): string | undefined {
  if (object.type === 'Identifier') return object.name;
  if (object.type !== 'ThisExpression') return undefined;
  let at: Node | undefined = object;
  while (at && at.type !== 'ClassDeclaration') at = at.parent;
  return at?.id?.name ?? prototypeClassAround(object);
}

function isOfThis({ parent }: Node): boolean {
  return (
    parent?.type === 'AssignmentExpression' &&
    parent.left.type === 'MemberExpression' &&
    parent.left.object.type === 'ThisExpression'
  );
}

interface HandedNode {
  readonly name: string;
  readonly value: Node;
  readonly owner: string | undefined;
}

/** What a file hands on under names. What its variables are given is no part of it. */
const handedBy = oncePer(function findHanded(program: TSESTree.Program): readonly HandedNode[] {
  return [...descendants(program)].flatMap(handedAt);
});

function handedAt(node: Node): readonly HandedNode[] {
  switch (node.type) {
    case 'Property': {
      const name = node.parent.type === 'ObjectExpression' ? keyOf(node) : undefined;
      return name === undefined ? [] : [{ name, value: node.value, owner: undefined }];
    }
    case 'AssignmentExpression': {
      if (node.left.type !== 'MemberExpression') return [];
      const name = memberName(node.left);
      const owner = ownerOf(node.left.object);
      return name === undefined ? [] : [{ name, value: node.right, owner }];
    }
    case 'CallExpression':
    case 'NewExpression':
      return node.arguments.flatMap((value, index): readonly HandedNode[] => {
        const before = node.arguments[index - 1];
        if (before?.type === 'Literal' && typeof before.value === 'string')
          return [{ name: before.value, value, owner: undefined }];
        const name =
          value.type === 'Identifier'
            ? value.name
            : value.type === 'MemberExpression'
              ? memberName(value)
              : undefined;
        return name === undefined ? [] : [{ name, value, owner: undefined }];
      });
    default:
      return [];
  }
}
