import type { TypeName } from '../model/code/expression.js';
import {
  type JsdocComment,
  type JsdocTypes,
  commentedStarts,
  jsdocTypesOf,
  mayHaveJsdocTypes,
} from './jsdoc.js';
import type { FunctionNode, Node } from './nodes.js';
import type { SyntaxFile } from './syntax-file.js';

/** What types in comments are read with. */
export interface CommentReading {
  /** Whether a text of declarations parses. */
  readonly parses: (text: string) => boolean;
  /** The declarations that comments make, as a file of their own: names that it does not declare are the file's. */
  readonly read: (text: string) => SyntaxFile;
  /** Whether a module is one of the project, or of a package that is installed or that some manifest asks for. */
  readonly hasPackage: (module: string) => boolean;
}

interface Commented {
  readonly types: JsdocTypes;
  readonly source: SyntaxFile;
}

/** The types that the comments of a JavaScript file declare. */
export class CommentTypes {
  private found: Commented | null | undefined;

  /** @param reading undefined where types in comments are not read */
  constructor(
    private readonly file: SyntaxFile,
    private readonly reading: CommentReading | undefined,
  ) {}

  /** The comments as a file, if some question has had them read. */
  get source(): SyntaxFile | undefined {
    return this.found?.source;
  }

  /** The type that the comment before a node declares: of itself, or of a parameter. */
  typeOf(node: Node, parameter?: string): TypeName | undefined {
    return this.firstAt(node, (comment) =>
      parameter === undefined ? comment.type : comment.parameters.get(parameter),
    );
  }

  /** What a function or method gives back, by the comment before it. */
  resultOf(owner: Node): TypeName | undefined {
    return this.firstAt(owner, ({ returns }) => returns);
  }

  /** What a parameter is, by its name, or for a pattern by its place. */
  parameterOf(owner: FunctionNode, index: number): TypeName | undefined {
    const param = owner.params[index];
    if (!param) return undefined;
    const target = param.type === 'AssignmentPattern' ? param.left : param;
    if (target.type === 'Identifier') return this.typeOf(owner, target.name);
    return this.firstAt(owner, ({ parameters }) => [...parameters.values()][index]);
  }

  /** What the comments before a node say first. */
  private firstAt(node: Node, nameIn: (comment: JsdocComment) => string | undefined): TypeName | undefined {
    const found = this.commented;
    if (!found || found.types.comments.size === 0) return undefined;
    for (const start of commentedStarts(node)) {
      const comment = found.types.comments.get(start);
      const name = comment && nameIn(comment);
      if (name !== undefined) return { path: [name], node: found.source.program };
    }
    return undefined;
  }

  private get commented(): Commented | undefined {
    if (this.found === undefined) {
      const { reading, file } = this;
      this.found = reading && mayHaveJsdocTypes(file.file, file.text) ? this.read(reading) : null;
    }
    return this.found ?? undefined;
  }

  private read({ parses, read, hasPackage }: CommentReading): Commented {
    const { file } = this;
    const isDeclared = (name: string) =>
      file.variable(file.program, name) !== undefined || file.globalTypes(name).length > 0;
    const surroundings = { isDeclared, hasPackage };
    const whole = jsdocTypesOf(file.text, () => true, surroundings);
    // One type that is none would take all others with it.
    const types = parses(whole.text)
      ? whole
      : jsdocTypesOf(file.text, (type) => parses(`type T = ${type};`), surroundings);
    return { types, source: read(types.text) };
  }
}
