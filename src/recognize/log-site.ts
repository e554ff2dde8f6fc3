import { isAbsolute, resolve } from 'node:path';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { DIALECTS, type Dialect } from '../catalog/dialects.js';
import {
  type ImportLayout,
  importStatement,
  insertStatements,
  relativeSpecifier,
} from '../model/import-statement.js';
import type { Expression } from '../model/expression.js';
import type { LoggerSetup } from '../model/log-arguments.js';
import { CONSOLE_SPECIAL, type LogCall, dialectOf } from '../model/log-call.js';
import { type LogPlan, type Refusal, keptExpressions, planLog } from '../model/log-plan.js';
import { type Style, hasContext, hasErrorSerializer, writeLogCall } from '../model/log-text.js';
import { type Origin, kindOf, loggerOf, originOfBinding } from '../model/provenance.js';
import type { Binding } from '../model/source.js';
import { wouldCycle } from '../project/import-graph.js';
import { existing } from '../project/resolve.js';
import { isFunction } from './estree.js';
import type { LintedFile } from './file.js';

type Node = TSESTree.Node;
type Fix = TSESLint.ReportFixFunction;

/** A logger that a call can be written with. */
export interface Logger {
  readonly dialect: Dialect;
  /** Source text of the logger. */
  readonly text: string;
  readonly hasContext: boolean;
  readonly creation: Origin['creation'];
  /** What has to be inserted for `text` to mean it. */
  readonly insertion?: { readonly at: number; readonly text: string };
}

/** A log call where it stands in the linted file: what rules report on and rewrite. */
export class LogSite {
  constructor(
    readonly call: LogCall,
    readonly node: TSESTree.CallExpression,
    readonly file: LintedFile,
  ) {}

  /** What is wrong with one of the call's expressions is reported there. */
  nodeOf(expression: Expression): Node {
    return this.file.source.nodeOf(expression) ?? this.node;
  }

  get dialect(): Dialect | undefined {
    return dialectOf(this.call);
  }

  /** What is known of how the project runs its logger, beside the call. */
  get setup(): LoggerSetup {
    const { versions, allDependencies } = this.file.package;
    const range = versions.get('@nestjs/common');
    const major = /\d+/.exec(range ?? '')?.[0];
    const isNest = this.call.library === 'nestjs';
    return {
      major: isNest && major ? Number(major) : undefined,
      overPino: isNest && allDependencies.has('nestjs-pino'),
    };
  }

  /**
   * Whether a rule on logger calls judges this one: a proven logger that is not the console, unless the
   * settings say that the console is the project's logger.
   */
  isJudged(options: { readonly presumed?: boolean }): boolean {
    if (this.call.library === 'console') {
      return this.file.settings.logger?.library === 'console' && !(this.call.method in CONSOLE_SPECIAL);
    }
    return this.call.provenance !== 'name' || options.presumed === true;
  }

  /** How an error is passed to this logger, in its own dialect. */
  errorExample(error: Expression): string {
    const name = error.text;
    const { method } = this.call;
    const place = this.dialect?.error;
    switch (place?.at) {
      case 'field': {
        const key = place.key === name ? name : `${place.key}: ${name}`;
        if (this.dialect?.shape === 'emit') return `\`exception: ${name}\``;
        return this.dialect?.shape === 'fields-first'
          ? `\`${method}({ ${key} }, message)\``
          : `\`${method}(message, { ${key} })\``;
      }
      case 'stack-field':
        return `\`${method}(message, { stack: ${name}.stack })\``;
      case 'stack-argument':
        return `\`${method}(message, ${name}.stack)\``;
      default:
        return `\`${method}(message, ${name})\``;
    }
  }

  /** The statement that is nothing but this call. */
  statement(): Node | undefined {
    const { parent } = this.node;
    return parent.type === 'ExpressionStatement' ? parent : undefined;
  }

  /** The whole call as one structured record of its own logger, or why that cannot be proven. */
  rewrite(): Fix | Refusal {
    const dialect = dialectOf(this.call);
    if (!dialect || this.call.provenance === 'name') {
      return { refused: 'the library of this logger is not known' };
    }
    const { receiver, creation } = this.call;
    return this.rewriteWith({ dialect, text: receiver.text, hasContext: hasContext(creation), creation });
  }

  /** The whole call as one structured record of another logger, or why that cannot be proven. */
  rewriteWith(logger: Logger): Fix | Refusal {
    const { dialect } = logger;
    if (this.node.optional) return { refused: 'it is an optional call' };
    if (this.call.library === 'console' && this.call.method === 'assert') {
      return { refused: 'an assertion becomes a condition' };
    }
    const plan = planLog(this.call, this.file.source, dialect);
    if ('refused' in plan) return plan;
    if (this.losesComment(plan)) return { refused: 'a comment inside the call would be lost' };
    if (dialect.id === 'bunyan' && this.losesError(plan, logger)) {
      return { refused: 'bunyan prints `{}` for an error among fields unless it is made with serializers' };
    }
    const text = writeLogCall(plan, {
      dialect,
      receiver: logger.text,
      hasContext: logger.hasContext,
      style: this.style(),
      valueUsed: this.call.library === 'console' && this.isValueUsed(),
    });
    if (typeof text !== 'string') return text;
    if (text === this.file.sourceCode.getText(this.node)) return { refused: 'it is structured already' };
    const { insertion } = logger;
    return (fixer) => [
      ...(insertion ? [fixer.insertTextAfterRange([insertion.at, insertion.at], insertion.text)] : []),
      fixer.replaceText(this.node, text),
    ];
  }

  /**
   * A logger of a library that is in scope at the call, the innermost first; else the one that the settings
   * name, with the import it needs. Undefined when there is neither.
   */
  availableLogger(): Logger | undefined {
    return this.loggerInScope() ?? this.configuredLogger();
  }

  private loggerInScope(): Logger | undefined {
    const { source } = this.file;
    for (const name of ['logger', 'log']) {
      const member = source.thisMember(this.call.call, name);
      const found = member && this.loggerOfBinding(member.binding, `this.${name}`);
      if (found) return found;
    }
    for (let scope = source.scopeAt(this.node); scope; scope = scope.upper) {
      for (const variable of scope.variables) {
        if (variable.defs.length === 0 || source.variable(this.node, variable.name) !== variable) continue;
        const path = LOG_HOLDERS.has(variable.name) ? ['log'] : [];
        if (path.length === 0 && !/log/i.test(variable.name)) continue;
        if (!this.isInitialised(variable)) continue;
        const text = [variable.name, ...path].join('.');
        const found = this.loggerOfBinding(source.declared(variable), text, path);
        if (found) return found;
      }
    }
    return undefined;
  }

  /** The logger that a binding or the `log` of a request stands for, when that is proven. */
  private loggerOfBinding(binding: Binding, text: string, path: readonly string[] = []): Logger | undefined {
    if (binding.kind === 'import' && binding.typeOnly) return undefined;
    const origin = originOfBinding(binding, path, this.file.source, this.file.settings);
    const id = origin && kindOf(origin).logger;
    // A library's own module is no project's logger, and OpenTelemetry's is a bridge for other libraries.
    if (!id || id === 'console' || id === 'otel' || origin.kind === 'module') return undefined;
    return {
      dialect: DIALECTS[id],
      text,
      hasContext: hasContext(origin.creation),
      creation: origin.creation,
    };
  }

  /** Whether a variable surely has its value when the call runs: imported, a parameter, or declared before. */
  private isInitialised(variable: TSESLint.Scope.Variable): boolean {
    const definition = variable.defs.at(-1);
    if (!definition) return false;
    const kind = definition.type as string;
    if (kind === 'ImportBinding' || kind === 'Parameter') return true;
    const declaration = definition.node as Node;
    if (kind !== 'Variable' || declaration.range[1] > this.node.range[0]) return false;
    const own = enclosingFunction(this.node);
    if (own === enclosingFunction(declaration)) return true;
    // A hoisted function could be called before the declaration is reached.
    const { text } = this.file.sourceCode;
    const before = text.slice(0, declaration.range[0]);
    for (let outer: Node | undefined = own; outer; outer = enclosingFunction(outer)) {
      const name = outer.type === 'FunctionDeclaration' ? outer.id?.name : undefined;
      if (name !== undefined && new RegExp(`\\b${name.replace('$', '\\$')}\\b`).test(before)) return false;
    }
    return true;
  }

  private configuredLogger(): Logger | undefined {
    const wanted = this.file.settings.logger?.import;
    const library = this.file.loggingLibrary;
    const origin = library === undefined ? undefined : loggerOf(library, 'settings');
    const id = origin && kindOf(origin).logger;
    if (!wanted || !id || id === 'console' || id === 'otel') return undefined;
    const module = wanted.from.startsWith('.')
      ? existing(resolve(this.file.settings.root, wanted.from))
      : undefined;
    if (module && wouldCycle(module, this.file.path)) return undefined;
    if (isTaken(this.file, wanted.name === 'default' ? 'logger' : wanted.name)) return undefined;
    const layout = this.importLayout();
    const local = wanted.name === 'default' ? 'logger' : wanted.name;
    const from = this.specifierOf(wanted.from);
    const statement = importStatement({ from, name: wanted.name, local }, layout);
    return {
      dialect: DIALECTS[id],
      text: local,
      hasContext: false,
      creation: undefined,
      insertion: insertStatements([statement], layout),
    };
  }

  private specifierOf(from: string): string {
    if (!from.startsWith('.') && !isAbsolute(from)) return from;
    const target = resolve(this.file.settings.root, from).replaceAll('\\', '/');
    const neighbours = this.file.sourceCode.ast.body
      .flatMap((statement) => (statement.type === 'ImportDeclaration' ? [statement.source.value] : []))
      .filter((specifier) => specifier.startsWith('.'));
    const bare = neighbours.length > 0 && neighbours.every((specifier) => !/\.[cm]?[jt]sx?$/.test(specifier));
    return relativeSpecifier(target, this.file.directory, bare ? 'none' : 'source');
  }

  private importLayout(): ImportLayout {
    const { sourceCode } = this.file;
    const { body } = sourceCode.ast;
    const imports = body.filter((statement) => statement.type === 'ImportDeclaration');
    const requires = body.filter(isRequire);
    const style = imports.length > 0 || (requires.length === 0 && !this.isCommonJs()) ? 'esm' : 'cjs';
    const head = (style === 'esm' ? imports : requires).at(-1);
    const first = body.find((statement) => !('directive' in statement && statement.directive));
    const comments = first ? sourceCode.getCommentsBefore(first) : [];
    return {
      style,
      quote: this.style().quote,
      semicolons: usesSemicolons(sourceCode.text),
      eol: sourceCode.text.includes('\r\n') ? '\r\n' : '\n',
      lastImportEnd: head?.range[1],
      headEnd: comments.find((comment) => comment.type === 'Block')?.range[0] ?? first?.range[0] ?? 0,
    };
  }

  private isCommonJs(): boolean {
    const { path } = this.file;
    if (/\.c[jt]s$/.test(path)) return true;
    if (/\.m?ts$|\.mjs$|\.tsx$/.test(path)) return false;
    return (
      this.file.sourceCode.ast.sourceType !== 'module' ||
      /\bmodule\.exports\b/.test(this.file.sourceCode.text)
    );
  }

  private style(): Style {
    const { text } = this.file.sourceCode;
    const start = this.node.range[0];
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const indent = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
    return {
      quote: quoteOf(text, this.file.sourceCode.getText(this.node)),
      indent,
      step: indent.includes('\t') || /\n\t/.test(text) ? '\t' : '  ',
      column: start - lineStart,
    };
  }

  private losesComment(plan: LogPlan): boolean {
    const comments = this.file.sourceCode.getCommentsInside(this.node);
    if (comments.length === 0) return false;
    const kept = [this.call.receiver, ...keptExpressions(plan)].map((expression) => expression.range);
    return comments.some(({ range }) => !kept.some((place) => place[0] <= range[0] && range[1] <= place[1]));
  }

  private losesError(plan: LogPlan, logger: Logger): boolean {
    return plan.entries.some((entry) => entry.is === 'error') && !hasErrorSerializer(logger.creation);
  }

  /** Whether the call is more than a statement, so that its value, `undefined`, can be seen. */
  private isValueUsed(): boolean {
    let node: Node = this.node;
    for (let parent = node.parent; parent; node = parent, parent = parent.parent) {
      switch (parent.type) {
        case 'ExpressionStatement':
          return false;
        case 'LogicalExpression':
          if (parent.left === node) return true;
          break;
        case 'ConditionalExpression':
          if (parent.test === node) return true;
          break;
        case 'ChainExpression':
          break;
        case 'UnaryExpression':
          return parent.operator !== 'void';
        default:
          return true;
      }
    }
    return true;
  }
}

/** Values that hold the logger of one request or of the app under `log`. */
const LOG_HOLDERS = new Set(['request', 'req', 'reply', 'fastify', 'app', 'server', 'instance']);

function enclosingFunction(node: Node): Node | undefined {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

function isRequire(statement: Node): boolean {
  return (
    statement.type === 'VariableDeclaration' &&
    statement.declarations.every((each) => {
      const init = each.init;
      return (
        init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'require'
      );
    })
  );
}

/** Whether any scope of the file declares a name, so that an import of it could capture or be shadowed. */
function isTaken(file: LintedFile, name: string): boolean {
  const scopes = file.sourceCode.scopeManager?.scopes ?? [];
  return scopes.some((scope) => (scope.set.get(name)?.defs.length ?? 0) > 0);
}

/** The quote of the call's own strings, else the one that the file uses most. */
function quoteOf(text: string, call: string): Style['quote'] {
  const own = /['"]/.exec(call)?.[0];
  if (own === "'" || own === '"') return own;
  const count = (quote: string) => text.split(quote).length;
  return count('"') > count("'") ? '"' : "'";
}

function usesSemicolons(text: string): boolean {
  const lines = text
    .split('\n')
    .filter((line) => /^(?:import|const|let|export)\b.*['")]\s*;?\s*$/.test(line));
  return lines.length === 0 || lines.some((line) => line.trimEnd().endsWith(';'));
}
