import type { TSESTree } from '@typescript-eslint/types';
import { keyOf } from '../estree/member-name.js';
import type { FunctionNode, Node } from '../estree/nodes.js';
import { EstreeSource } from '../estree/source.js';
import { type Call, type Expression, propertyName, unwrap } from '../model/code/expression.js';
import { kept } from '../model/code/source.js';
import { type TextPrinter, type TextStep, textPrintersOf } from '../model/logs/text-printer.js';
import type { Settings } from '../model/settings.js';
import { type Edit, insertAfter, insertAt, insertBefore, mergeEdits } from '../model/text/edits.js';
import { LineMap } from '../model/text/lines.js';
import { type OwnValue, provenanceOf } from '../model/values/provenance.js';
import type { FunctionDeclaration } from '../model/values/resolver.js';
import type { AnalysedFile } from '../recognize/file.js';
import type { MessageFormat } from './fix-format.js';
import { languageOf } from './language.js';

/** What is called with a text: a method, or what an interface says of it. */
type Signature = FunctionNode | TSESTree.TSMethodSignature | TSESTree.TSFunctionType;

/** What has the logger print fields that a call is made on; undefined where it prints no text alone. */
export function receiverFormatOf(
  receiver: Expression,
  { source, settings }: Pick<AnalysedFile, 'source' | 'settings'>,
): MessageFormat | undefined {
  const provenance = provenanceOf(receiver, source, settings);
  const own = provenance.is === 'library' ? undefined : provenance.own;
  return own && textFormatOf(own, settings);
}

/**
 * What has a logger of the project's own print fields after its text: each of its methods that prints the text alone takes
 * them, hands them on as it does the text, and prints what it printed where there are none. Undefined where it prints no
 * text alone.
 */
export function textFormatOf(own: OwnValue, settings: Settings): MessageFormat | undefined {
  if (!('declaration' in own.by)) return undefined;
  const { declaration, source } = own.by;
  return kept(source, FORMATS, declaration, () => ({ is: formatOf(own, settings) })).is;
}

/** The key of what loggers of the project's own print their text alone with. */
const FORMATS = {};

function formatOf(own: OwnValue, settings: Settings): MessageFormat | undefined {
  const printers = textPrintersOf(own, settings);
  const [first] = printers;
  const source = first?.declared.context.source;
  if (!first || !(source instanceof EstreeSource)) return undefined;
  const module = new LoggerModule(source);
  const edits = printers.flatMap((each) => module.editsFor(each) ?? []);
  const { line } = new LineMap(source.text).position(first.declared.binding.range?.[0] ?? 0);
  return {
    ...{ path: source.file, line, isLogger: true },
    edits: edits.length > 0 ? mergeEdits(edits) : undefined,
  };
}

/** What a parameter for fields may be called. */
const NAMES = ['fields', 'data', 'details'];

/** How a line ends: in a template, or as what is added last. */
const LINE_END = /\\n`$|(\s\+\s*(?:(["'])\\n\2|(?:os\.)?EOL))$/;
const REDACTS = /(?:redact|saniti[sz]|mask|scrub|censor|obfuscat|sensitive|secret|filter)[\w.]*\(/i;

/** The module that declares a logger. */
class LoggerModule {
  private readonly type: string;

  constructor(private readonly source: EstreeSource) {
    this.type = languageOf(source.file) === 'ts' ? '?: Record<string, unknown>' : '';
  }

  /** The edits by which a method takes fields; undefined where it is not written plainly. */
  editsFor(printer: TextPrinter): readonly Edit[] | undefined {
    const { declared, steps, prints } = printer;
    const taking = new Set([declared, ...steps.map(({ to }) => to)]);
    // What is taken out of the text would stay in the fields.
    if ([...taking].some(({ binding }) => REDACTS.test(binding.text?.() ?? ''))) return undefined;
    const parts = [
      this.declaredIn(printer),
      ...[...taking].map((each) => this.taken(each)),
      ...steps.map((step) => this.handedOn(step)),
      ...prints.map(({ call, by }) => this.printed(call, by)),
    ];
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }

  /** The parameter of a function. */
  private taken(declared: FunctionDeclaration): readonly Edit[] | undefined {
    const node = this.source.nodeOfFunction(declared.binding);
    const name = nameIn(declared);
    return node && name !== undefined ? this.parameter(node, name) : undefined;
  }

  private parameter({ params, type }: Signature, name: string): readonly Edit[] | undefined {
    const last = params.at(-1);
    if (!last || last.type === 'RestElement') return undefined;
    const written = `, ${name}${this.type}`;
    // `message => …`
    const isBare = type === 'ArrowFunctionExpression' && /^\s*=>/.test(this.source.text.slice(last.range[1]));
    return isBare
      ? [insertBefore(last, '('), insertAfter(last, `${written})`)]
      : [insertAfter(last, written)];
  }

  /** The argument of the call by which a function hands its text on. */
  private handedOn({ from, call, to }: TextStep): readonly Edit[] | undefined {
    const name = nameIn(from);
    const node = this.source.nodeOfFunction(to.binding);
    const missing = (node?.params.length ?? 0) - call.arguments.length;
    if (name === undefined || missing < 0) return undefined;
    return this.argument(call, [...Array<string>(missing).fill('undefined'), name].join(', '));
  }

  /** The argument of the console, which gets none where there are no fields, or the end of a line that a stream gets. */
  private printed(call: Call, by: FunctionDeclaration): readonly Edit[] | undefined {
    const name = nameIn(by);
    if (name === undefined) return undefined;
    return propertyName(unwrap(call.callee)) === 'write'
      ? this.lineEnd(call, name)
      : this.argument(call, `...(${name} ? [${name}] : [])`);
  }

  /** `` `${text}\n` ``, `text + '\n'`: the fields as JSON before the line ends. */
  private lineEnd({ arguments: [line] }: Call, name: string): readonly Edit[] | undefined {
    if (!line) return undefined;
    const json = `\` \${JSON.stringify(${name})}\``;
    const end = LINE_END.exec(line.text);
    if (!end) return undefined;
    const at = line.range[1] - end[0].length;
    return end[1] === undefined
      ? [insertAt(at, `\${${name} ? ${json} : ''}`)]
      : [insertAt(at, ` + (${name} ? ${json} : '')`)];
  }

  private argument({ arguments: given, range }: Call, text: string): readonly Edit[] | undefined {
    const last = given.at(-1);
    if (!last || last.kind === 'spread') return undefined;
    const rest = this.source.text.slice(last.range[1], range[1]);
    return /^(?:\s*,)?\s*\)$/.test(rest) ? [insertAt(last.range[1], `, ${text}`)] : undefined;
  }

  /** The parameter in what the module's types say of a method; undefined where that is said elsewhere, or otherwise. */
  private declaredIn({ name, declared }: TextPrinter): readonly Edit[] | undefined {
    const node = this.source.nodeOfFunction(declared.binding);
    const field = nameIn(declared);
    if (!node || field === undefined || !this.isTypedHere(node)) return undefined;
    const parts = this.membersNamed(name).map((member) => {
      const signature = signatureOf(member);
      if (!signature) return undefined;
      return signature.params.length === node.params.length ? this.parameter(signature, field) : [];
    });
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }

  /** Whether an object of methods is declared to be what this module declares, or nothing. */
  private isTypedHere(method: FunctionNode): boolean {
    const literal = method.parent.type === 'Property' ? method.parent.parent : undefined;
    const type = literal && annotationOf(literal);
    if (!type) return true;
    const { text } = this.source;
    const [named] = /^\w+$/.exec(text.slice(...type.range)) ?? [];
    return named !== undefined && this.declaredTypes().some(({ id }) => id.name === named);
  }

  /** Members of that name in the interfaces and object types of the module. */
  private membersNamed(name: string): readonly TSESTree.TypeElement[] {
    return this.declaredTypes().flatMap((declared) => {
      const members =
        declared.type === 'TSInterfaceDeclaration'
          ? declared.body.body
          : declared.typeAnnotation.type === 'TSTypeLiteral'
            ? declared.typeAnnotation.members
            : [];
      return members.filter((member) => 'key' in member && keyOf(member) === name);
    });
  }

  private declaredTypes(): readonly (TSESTree.TSInterfaceDeclaration | TSESTree.TSTypeAliasDeclaration)[] {
    return this.source.program.body.flatMap((statement) => {
      const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
      return declared?.type === 'TSInterfaceDeclaration' || declared?.type === 'TSTypeAliasDeclaration'
        ? [declared]
        : [];
    });
  }
}

/** A name for fields that a function does not have. */
function nameIn({ binding }: FunctionDeclaration): string | undefined {
  const text = binding.text?.() ?? '';
  return NAMES.find((name) => !new RegExp(`\\b${name}\\b`).test(text));
}

/** What an object is declared to be where it stands. */
function annotationOf({ parent }: Node): TSESTree.TypeNode | undefined {
  switch (parent?.type) {
    case 'TSSatisfiesExpression':
    case 'TSAsExpression':
      return parent.typeAnnotation;
    case 'VariableDeclarator':
      return parent.id.typeAnnotation?.typeAnnotation;
    default:
      return undefined;
  }
}

function signatureOf(member: TSESTree.TypeElement): Signature | undefined {
  if (member.type === 'TSMethodSignature') return member;
  const type = member.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined;
  return type?.type === 'TSFunctionType' ? type : undefined;
}
