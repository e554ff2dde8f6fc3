import type { Hole } from '../promql/hole.js';
import { hasHole } from '../promql/mask.js';

/** The records of some streams, and what is read of them. */
export interface LogPipeline {
  readonly streams: readonly StreamMatcher[];
  /** Fields that it reads after a parser has made labels of the record's own fields. */
  readonly fields: readonly FieldRead[];
}

export interface StreamMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  /** The value, or a part of it, is filled in later. */
  readonly isOpen: boolean;
}

/** A field that a filter, `unwrap` or the parser itself asks for. */
export interface FieldRead {
  readonly name: string;
  readonly at: number;
}

const MATCHER = /^([A-Za-z_]\w*)\s*(=~|!~|!=|=)\s*(["`])(.*)\3$/s;

/** What stands at the beginning of a filter or of an extraction: the label, and what it is compared with. */
const READ = /^([A-Za-z_]\w*)\s*(?:(==?|!=|=~|!~|[<>]=?)\s*(?:(["`])(.*)\3)?)?/s;

/** Puts pipelines together from the nodes of a query, in their order. */
export class PipelineReader {
  private readonly found: Building[] = [];

  constructor(
    private readonly text: string,
    private readonly holes: readonly Hole[],
  ) {}

  enter(node: string, from: number, to: number): void {
    if (node === 'Selector') {
      this.found.push({ streams: [], fields: [], own: new Set(), stage: 'streams' });
      return;
    }
    const at = this.found.at(-1);
    if (!at) return;
    const isOpen = hasHole(this.holes, from, to);
    const text = this.text.slice(from, to);
    switch (node) {
      case 'PipelineStage':
      case 'UnwrapExpr':
        if (at.stage === 'streams') at.stage = 'labels';
        if (node === 'UnwrapExpr')
          this.readField(/unwrap\s+(?:\w+\s*\(\s*)?(\w+)/.exec(text)?.[1], from, isOpen, at);
        break;
      case 'Matcher':
        if (at.stage === 'streams') at.streams.push(...streamMatcher(text, isOpen));
        else this.readFilter(text, from, isOpen, at);
        break;
      case 'UnitFilter':
      case 'NumberFilter':
      case 'IpLabelFilter':
        this.readFilter(text, from, isOpen, at);
        break;
      case 'LabelParser':
      case 'LogfmtParser':
        at.stage = at.stage === 'labels' && /^(?:json|logfmt)\b/.test(text) ? 'fields' : 'changed';
        break;
      case 'LabelExtractionExpression':
        this.readExtraction(text, from, isOpen, at);
        break;
      case 'LabelFormatMatcher':
        at.own.add(READ.exec(text)?.[1] ?? '');
        break;
      case 'LineFormatExpr':
        at.stage = 'changed';
        break;
    }
  }

  done(): readonly LogPipeline[] {
    return this.found;
  }

  private readFilter(text: string, from: number, isOpen: boolean, at: Building): void {
    const [, name, operator, , value] = READ.exec(text) ?? [];
    // A field that is not there is an empty one.
    const isAbsence = (operator === '=' || operator === '==') && value === '';
    if (!isAbsence)
      this.readField(name, from, isOpen && hasHole(this.holes, from, from + (name ?? '').length), at);
  }

  private readField(name: string | undefined, from: number, isOpen: boolean, at: Building): void {
    if (name !== undefined && !isOpen && at.stage === 'fields' && !at.own.has(name))
      at.fields.push({ name, at: from });
  }

  /** `json total="order.total"`: the label is the query's own, the field the record's. */
  private readExtraction(text: string, from: number, isOpen: boolean, at: Building): void {
    const [, name = '', , , path] = READ.exec(text) ?? [];
    const field = path === undefined ? name : /^\[?"?([A-Za-z_]\w*)/.exec(path.replaceAll('\\"', '"'))?.[1];
    if (at.stage === 'labels' && field !== undefined && !isOpen) at.fields.push({ name: field, at: from });
    at.own.add(name);
  }
}

interface Building {
  readonly streams: StreamMatcher[];
  readonly fields: FieldRead[];
  /** Labels that the query makes. */
  readonly own: Set<string>;
  /** What labels are at this point: those of streams, the record's fields too, or something else. */
  stage: 'streams' | 'labels' | 'fields' | 'changed';
}

function streamMatcher(text: string, isOpen: boolean): readonly StreamMatcher[] {
  const [, label, operator, , value = ''] = MATCHER.exec(text) ?? [];
  if (label === undefined || operator === undefined) return [];
  return [{ label, operator: operator as StreamMatcher['operator'], value, isOpen }];
}
