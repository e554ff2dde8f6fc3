import type { TSESTree } from '@typescript-eslint/types';
import type { Binding, Located } from '../model/code/source.js';
import type { DeclaredTypes } from './declared-types.js';
import { importOf, nameOfExport } from './import-binding.js';
import { keyOf, memberName } from './member-name.js';
import { type Node, isFunction } from './nodes.js';
import { bindsName } from './pattern.js';
import type { SyntaxFile } from './syntax-file.js';

/** Modules that pass others on whole, asked for one name: a generated index has hundreds. */
const MAX_MODULES = 100;

/** What is around a module. */
interface Around {
  /** What another of the project's modules exports, by the specifier that this one would import it with. */
  readonly follow: (module: string) => ModuleExports | undefined;
  /** Whether the module is parsed already: a text is asked before that. */
  readonly isRead: () => boolean;
}

/** What a module exports, as ESM or CommonJS. */
export class ModuleExports {
  /** Whether the text says `export *`: each name that others pass on is asked of it. */
  private passesOn: boolean | undefined;

  constructor(
    private readonly file: SyntaxFile,
    private readonly types: DeclaredTypes,
    private readonly around: Around,
  ) {}

  /**
   * What the module exports under a name, be it through others.
   *
   * @param asked each module is asked once a question: many may `export *` from the same one, and two from each other
   */
  through(name: string, asked: Set<ModuleExports>): Located | undefined {
    if (asked.has(this) || asked.size > MAX_MODULES) return undefined;
    asked.add(this);
    // Most modules that an index passes on are another name's: their text says so.
    if (!this.mayExport(name)) return undefined;
    if (!this.around.isRead() && declaresInterface(this.file.text, name)) return this.writtenInterface(name);
    return this.findExport(name, asked);
  }

  /** Whether it can export a name at all: it has the name in its text, or passes on all of another module's. */
  private mayExport(name: string): boolean {
    if (name === 'default' || name === '*' || this.file.text.includes(name)) return true;
    return (this.passesOn ??= /export\s*\*/.test(this.file.text));
  }

  /** An exported interface that the text shows: what its members are is read when it is asked. */
  private writtenInterface(name: string): Located {
    const read = () => {
      const binding = this.findExport(name, new Set())?.binding;
      return binding?.kind === 'interface' ? binding : undefined;
    };
    const isExtended = new RegExp(`\\binterface\\s+${name}\\b[^{]{0,200}\\bextends\\b`).test(this.file.text);
    const isGeneric = new RegExp(`\\binterface\\s+${name}\\s*<`).test(this.file.text);
    const binding: Binding = {
      kind: 'interface',
      member: (key) => read()?.member(key),
      implementors: () => read()?.implementors?.() ?? [],
      ...(isExtended && { bases: () => read()?.bases?.() ?? [] }),
      ...(isGeneric && { typeParameters: () => read()?.typeParameters?.() ?? [] }),
    };
    return { source: this.file, binding };
  }

  private findExport(name: string, asked: Set<ModuleExports>): Located | undefined {
    const wildcards: string[] = [];
    for (const statement of this.file.program.body) {
      const found = this.exportedBy(statement, name, wildcards);
      if (found) return found;
    }
    for (const module of wildcards) {
      const found = this.around.follow(module)?.through(name, asked);
      if (found) return found;
    }
    return name === '*' || name === 'default' ? this.exportsObject() : undefined;
  }

  /** The variable that holds what a CommonJS module exports: `const logger = exports`. */
  private exportsObject(): Located | undefined {
    if (!/=\s*(?:module\.)?exports\b/.test(this.file.text)) return undefined;
    for (const statement of this.file.program.body) {
      if (statement.type !== 'VariableDeclaration') continue;
      for (const { id, init } of statement.declarations) {
        const isExports = init && /^(?:module\.)?exports$/.test(this.file.text.slice(...init.range));
        const binding = isExports && id.type === 'Identifier' ? this.file.named(id.name) : undefined;
        if (binding) return { source: this.file, binding };
      }
    }
    return undefined;
  }

  private exportedBy(statement: Node, name: string, wildcards: string[]): Located | undefined {
    const here = (binding: Binding | undefined) => binding && { source: this.file, binding };
    const value = (node: Node) => here(this.valueBinding(node));
    switch (statement.type) {
      case 'ExportAllDeclaration':
        if (statement.exported) {
          return nameOfExport(statement.exported) === name
            ? here(this.file.asPublished(importOf(statement.source.value, '*')))
            : undefined;
        }
        wildcards.push(statement.source.value);
        return undefined;
      case 'ExportDefaultDeclaration':
        return name === 'default' ? value(statement.declaration) : undefined;
      case 'ExportNamedDeclaration': {
        const declaration = statement.declaration;
        if (declaration?.type === 'VariableDeclaration') {
          return declaration.declarations.some((each) => bindsName(each.id, name))
            ? here(this.file.named(name))
            : undefined;
        }
        if (declaration && 'id' in declaration && declaration.id && 'name' in declaration.id) {
          return declaration.id.name === name ? here(this.file.named(name)) : undefined;
        }
        for (const specifier of statement.specifiers) {
          if (nameOfExport(specifier.exported) !== name) continue;
          const local = nameOfExport(specifier.local);
          return statement.source
            ? here(this.file.asPublished(importOf(statement.source.value, local)))
            : here(this.file.named(local));
        }
        return undefined;
      }
      case 'TSExportAssignment':
        return name === 'default' || name === '*'
          ? value(statement.expression)
          : this.memberOfNamespace(statement.expression, name);
      case 'ExpressionStatement':
        return this.commonJsExport(statement.expression, name);
      default:
        return undefined;
    }
  }

  /** What a module exports that exports a namespace: `export = Shop; declare namespace Shop { interface Logger … }`. */
  private memberOfNamespace(exported: TSESTree.Expression, name: string): Located | undefined {
    const variable =
      exported.type === 'Identifier' ? this.file.variable(this.file.program, exported.name) : undefined;
    const binding = variable && this.types.namespaceOf(variable);
    return binding?.kind === 'namespace' ? binding.member(name) : undefined;
  }

  private commonJsExport(expression: TSESTree.Expression, name: string): Located | undefined {
    if (expression.type !== 'AssignmentExpression') return undefined;
    const { left } = expression;
    // `exports = module.exports = …`, `module.exports = exports = …`
    if (left.type === 'Identifier' && left.name === 'exports')
      return this.commonJsExport(expression.right, name);
    if (left.type !== 'MemberExpression') return undefined;
    const right = lastAssigned(expression.right);
    const target = memberName(left);
    const object = left.object;
    const isModule = object.type === 'Identifier' && object.name === 'module' && target === 'exports';
    const isNamed =
      (object.type === 'Identifier' && object.name === 'exports') ||
      (object.type === 'MemberExpression' && memberName(object) === 'exports');
    if (isNamed && target === name) return { source: this.file, binding: this.valueBinding(right) };
    if (!isModule) return undefined;
    if (name === 'default' || name === '*') return { source: this.file, binding: this.valueBinding(right) };
    if (right.type !== 'ObjectExpression') return undefined;
    for (const property of right.properties) {
      if (property.type === 'Property' && keyOf(property) === name) {
        return { source: this.file, binding: this.valueBinding(property.value) };
      }
    }
    return undefined;
  }

  private valueBinding(node: Node): Binding {
    if (node.type === 'Identifier') return this.file.named(node.name) ?? { kind: 'unknown' };
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
      return this.file.classBinding(node);
    if (isFunction(node)) return this.file.functionBinding(node);
    return {
      kind: 'variable',
      constant: true,
      path: [],
      init: () => this.file.expression(node),
      type: undefined,
    };
  }
}

/** Whether a module exports a function of its own under a name, by its text: a statement at the beginning of a line. */
export function exportsFunctionByText(text: string, name: string): boolean {
  return (
    text.includes(`function ${name}`) &&
    new RegExp(`^export\\s+(?:async\\s+)?function ${name.replaceAll('$', '\\$')}(?![\\w$])`, 'm').test(text)
  );
}

/** Whether a name is an interface and nothing else, which is what most types that modules share are. */
function declaresInterface(text: string, name: string): boolean {
  // Not one of a namespace, which is indented.
  const exported = `export interface ${name}`;
  if (!text.startsWith(exported) && !text.includes(`\n${exported}`)) return false;
  const declared = new RegExp(
    `\\b(interface|class|const|let|var|function|enum|type|namespace|module|import)\\s+${name}\\b`,
    'g',
  );
  const kinds = new Set([...text.matchAll(declared)].map(([, kind]) => kind));
  // None at all where the name is only the beginning of another's.
  return kinds.size === 1 && kinds.has('interface');
}

/** What `a = b = value` assigns. */
function lastAssigned(expression: TSESTree.Expression): TSESTree.Expression {
  let at = expression;
  while (at.type === 'AssignmentExpression' && at.operator === '=') at = at.right;
  return at;
}
