import { isAbsolute, resolve } from 'node:path';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Dialect, InstalledPackages } from '../../catalog/schema.js';
import { isConsole } from '../../catalog/index.js';
import { DEFAULT_DIALECT } from '../../catalog/logs/dialects.js';
import {
  eolOf,
  type ImportLayout,
  endOfLine,
  headPosition,
  importStatement,
  usesSemicolons,
  insertStatements,
  relativeSpecifier,
} from '../../model/text/import-statement.js';
import type { Expression } from '../../model/code/expression.js';
import { type LogCall, specialOf } from '../../model/logs/call.js';
import { type Refusal, decorationOf } from '../../model/logs/plan.js';
import {
  type CallSurroundings,
  type Logger,
  addLogField,
  loggerInScope,
  ownLogger,
  rewriteLogCall,
} from '../../model/logs/rewrite.js';
import { type Style, serializesErrors, styleAt } from '../../model/logs/dialect-text.js';
import { kindOf, loggerOf } from '../../model/code/provenance.js';
import { wouldCycle } from '../../project/import-graph.js';
import { lineWidthOf } from '../../project/package-json.js';
import { existing } from '../../project/resolve.js';
import type { LintedFile } from '../../eslint/linted-file.js';

type Node = TSESTree.Node;
type Fix = TSESLint.ReportFixFunction;

/** A logger, and what has to be inserted for its text to mean it. */
interface ReachableLogger extends Logger {
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
    return this.call.dialect;
  }

  /** The method that the call's level is written with: `error` for winston's `log('error', …)`. */
  get method(): string {
    const { method, level } = this.call;
    return method === this.dialect?.levelMethod ? this.dialect.methodFor[level] : method;
  }

  /** Why the call prints text that is drawn rather than said; undefined when it says something. */
  get decoration(): Refusal | undefined {
    return decorationOf(this.call, this.file.source, DEFAULT_DIALECT);
  }

  /** What the package asks for: with another version, or on top of another logger, a library loses other things. */
  get installed(): InstalledPackages {
    return this.file.package;
  }

  /**
   * Whether a rule on logger calls judges this one: a proven logger that is not the console, unless the
   * settings say that the console is the project's logger.
   */
  isJudged(options: { readonly presumed?: boolean }): boolean {
    if (isConsole(this.call.library)) {
      return isConsole(this.file.settings.logger?.library) && !specialOf(this.call);
    }
    return this.call.provenance !== 'name' || options.presumed === true;
  }

  /** How an error is passed to this logger, in its own dialect. */
  errorExample(error: Expression): string {
    const name = error.text;
    const { method } = this;
    const { creation } = this.call;
    const place = this.dialect?.error;
    if (this.dialect && !serializesErrors(this.dialect, creation)) return `\`${method}(${name}, message)\``;
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

  /** The statement in a block that is nothing but this call. */
  statement(): Node | undefined {
    const { parent } = this.node;
    return parent.type === 'ExpressionStatement' && isInBlock(parent) ? parent : undefined;
  }

  /** The whole call as one structured record of its own logger, or why that cannot be proven. */
  rewrite(): Fix | Refusal {
    const logger = ownLogger(this.call);
    return logger ? this.rewriteWith(logger) : { refused: 'the library of this logger is not known' };
  }

  /**
   * The text of the call with one field more in its record, under the first of its names that is free; `undefined` when the record has the value already,
   * and why it cannot be proven.
   */
  withField(names: readonly [string, ...string[]], value: Expression): string | Refusal | undefined {
    return addLogField(this.call, this.file.source, { names, value }, this.surroundings());
  }

  /** The whole call as one structured record of another logger, or why that cannot be proven. */
  rewriteWith(logger: ReachableLogger): Fix | Refusal {
    const text = rewriteLogCall(this.call, this.file.source, logger, this.surroundings());
    if (typeof text !== 'string') return text;
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
  availableLogger(): ReachableLogger | Refusal | undefined {
    return loggerInScope(this.call, this.file.source, this.file.settings) ?? this.configuredLogger();
  }

  private configuredLogger(): ReachableLogger | Refusal | undefined {
    const wanted = this.file.settings.logger?.import;
    const library = this.file.loggingLibrary;
    const origin = library === undefined ? undefined : loggerOf(library, 'settings');
    const dialect = origin && kindOf(origin).logger;
    if (!wanted || !dialect || dialect.isTarget === false) return undefined;
    const module = wanted.from.startsWith('.')
      ? existing(resolve(this.file.settings.root, wanted.from))
      : undefined;
    if (module && wouldCycle(module, this.file.path)) {
      return { refused: 'importing the logger here would close an import cycle' };
    }
    const layout = this.importLayout();
    const local = wanted.name === 'default' ? 'logger' : wanted.name;
    if (isTaken(this.file, local)) return { refused: `the name \`${local}\` is taken in this file` };
    const from = this.specifierOf(wanted.from);
    const statement = importStatement({ from, name: wanted.name, local }, layout);
    return {
      dialect,
      text: local,
      hasContext: false,
      serializesErrors: serializesErrors(dialect, undefined),
      writesFields: true,
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
    const { text } = sourceCode;
    const body = sourceCode.ast.body.filter(
      (statement) => !('directive' in statement && statement.directive),
    );
    const firstOther = body.findIndex((each) => each.type !== 'ImportDeclaration' && !isRequire(each));
    const style = this.isCommonJs(body) ? 'cjs' : 'esm';
    // Imports are hoisted, wherever they stand; a `require` runs in its place.
    const lastImport =
      style === 'esm' ? body.findLast((each) => each.type === 'ImportDeclaration') : undefined;
    const head = lastImport ?? (firstOther < 0 ? body : body.slice(0, firstOther)).at(-1);
    const first = body[0];
    const comment = first && sourceCode.getCommentsBefore(first).at(-1)?.range;
    return {
      style,
      quote: this.style().quote,
      semicolons: usesSemicolons(text),
      eol: eolOf(text),
      lastImportEnd: head && endOfLine(head.range[1], text),
      headEnd: first ? headPosition(text, first.range[0], comment) : text.length,
    };
  }

  private isCommonJs(body: readonly Node[]): boolean {
    const { path } = this.file;
    if (/\.c[jt]s$/.test(path)) return true;
    if (/\.m?ts$|\.mjs$|\.tsx$/.test(path) || body.some((each) => /^(?:Import|Export)/.test(each.type)))
      return false;
    const isCjs = body.some(isRequire) || /\b(?:module\.exports|exports\.\w)/.test(this.file.sourceCode.text);
    return isCjs || this.file.package.type === 'commonjs';
  }

  private surroundings(): CallSurroundings {
    return {
      comments: this.file.sourceCode.getCommentsInside(this.node).map((comment) => comment.range),
      style: this.style(),
      valueUsed: this.isValueUsed(),
      isBlockStatement: this.statement() !== undefined,
    };
  }

  private style(): Style {
    const width = lineWidthOf(this.file.package);
    return styleAt(this.file.sourceCode.text, this.node.range[0], this.node.range[1], width);
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

function isInBlock(statement: Node): boolean {
  const parent = statement.parent?.type;
  return parent === 'BlockStatement' || parent === 'Program' || parent === 'StaticBlock';
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
