import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import type { Data, DataEntry, Source } from './data.js';
import { ArtifactProblem } from './problem.js';

/** Reads JSON, with comments and trailing commas unless it has to be strict. Throws an ArtifactProblem at the first fault. */
export function readJson(source: Source, isStrict = false): Data {
  const stack: Open[] = [];
  let root: Data | undefined;
  let fault: { readonly code: ParseErrorCode; readonly offset: number } | undefined;
  const add = (data: Data) => {
    const top = stack.at(-1);
    if (!top) root ??= data;
    else if (top.kind === 'list') top.items.push(data);
    else if (top.key) top.entries.set(top.key.name, { keyAt: top.key.at, value: data });
  };
  const open = (data: Open) => {
    add(data);
    stack.push(data);
  };
  visit(
    source.text,
    {
      onObjectBegin: (at) => open({ kind: 'map', at, entries: new Map(), key: undefined }),
      onObjectProperty: (name, at) => {
        const top = stack.at(-1);
        if (top?.kind === 'map') top.key = { name, at };
      },
      onObjectEnd: () => void stack.pop(),
      onArrayBegin: (at) => open({ kind: 'list', at, items: [] }),
      onArrayEnd: () => void stack.pop(),
      onLiteralValue: (value: string | number | boolean | null, at, length) =>
        add({ kind: 'scalar', at, end: at + length, value, spelling: 'double' }),
      onError: (code, offset) => {
        fault ??= { code, offset };
      },
    },
    { allowTrailingComma: !isStrict, disallowComments: isStrict },
  );
  if (fault) {
    const words = printParseErrorCode(fault.code)
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase();
    throw new ArtifactProblem(`not valid JSON: ${words}`, source.position(fault.offset));
  }
  return root ?? { kind: 'scalar', at: 0, end: 0, value: null, spelling: 'double' };
}

type Open =
  | {
      readonly kind: 'map';
      readonly at: number;
      readonly entries: Map<string, DataEntry>;
      key: { readonly name: string; readonly at: number } | undefined;
    }
  | { readonly kind: 'list'; readonly at: number; readonly items: Data[] };
