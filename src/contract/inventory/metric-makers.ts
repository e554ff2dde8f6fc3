import type { TSESTree } from '@typescript-eslint/types';
import { EstreeSource } from '../../estree/source.js';
import { descendants } from '../../estree/tree.js';
import { type Call, type Expression, type New, unwrap } from '../../model/code/expression.js';
import type { FunctionBinding, Source } from '../../model/code/source.js';
import type { MetricDefinition } from '../../model/metrics/metric.js';
import { metricDefinitionOf } from '../../model/metrics/read.js';
import type { Settings } from '../../model/settings.js';
import { propertyIn } from '../../model/values/collection.js';
import { helpersOf } from '../../model/values/helper.js';
import { Resolver } from '../../model/values/resolver.js';
import {
  HOLE,
  type OpenParameter,
  type Texts,
  textsOf,
  textsOfProperty,
} from '../../model/values/text-pattern.js';
import { type EvaluationContext, contextOf } from '../../model/values/value.js';
import { calledName } from '../../recognize/recogniser.js';
import type { AnalysedFile } from '../../recognize/file.js';
import { headerKind, headerNames, headersIn } from './exposition-header.js';
import type { DefinitionFact, ObservationFact, SiteId } from './facts.js';
import type { MetricKindName, Place } from './inventory.js';
import type { OpenHeader } from './read-exposition.js';
import { type PlaceOf, nameTexts } from './read-metrics.js';
import { siteAt } from './site.js';

type Range = readonly [number, number];

/** A function of the project that makes a metric for its caller, who gives the name or a part of it. */
interface Maker {
  readonly file: string;
  /** Of the function. */
  readonly range: Range;
  /** What it is called by; a class where it is a constructor. */
  readonly name: string;
  /** What it runs: the making of the metric, or a call of the next maker. */
  readonly inner: Range;
  /** How a metric is read off its making. */
  readonly making: Making;
  readonly next: Maker | undefined;
  /** The metric as it is made in the end. */
  readonly base: DefinitionFact;
}

/** Makers that call makers: deeper ones are not followed. */
const MAX_DEPTH = 3;

/** Reads the metric that an expression makes where it is evaluated; undefined where it makes none. */
type Making = (expression: Expression, context: EvaluationContext) => Made | undefined;

/** What a call of a maker makes. */
interface Made {
  readonly names: Texts;
  /** Undefined where it is that of the maker. */
  readonly kind: MetricKindName | undefined;
  readonly help: string | undefined;
  readonly labelNames: readonly string[] | undefined;
}

/**
 * Finds the metrics that functions of the project make for their callers: `createCounter('orders')`, `new RequestMetrics(prefix)`.
 * The functions are noted where they make a metric; their calls are read in a second pass over files that name them.
 */
export class MetricMakers {
  private readonly byName = new Map<string, Maker[]>();
  /** By the definition that a maker has, what calls of it make. */
  private readonly found = new Map<SiteId, { readonly by: SiteId; readonly fact: DefinitionFact }[]>();
  private readonly unresolved = new Set<string>();

  constructor(private readonly settings: Settings) {}

  /** Notes the functions whose callers name a metric. */
  note(definition: MetricDefinition, base: DefinitionFact): void {
    const { source, creation } = definition.at;
    const { texts, open } = nameTexts(definition, contextOf(source));
    if (!texts.some((text) => text.includes(HOLE))) return;
    const run = { inner: creation.range, making: this.defined, next: undefined, base };
    for (const parameter of open) this.add(parameter, source, run);
  }

  /** Notes the functions whose callers name a metric that the project writes as text. */
  noteHeader({ parameters, text, index, base }: OpenHeader, source: Source): void {
    const making: Making = (expression, context) => {
      const header = headersIn(expression)[index];
      return (
        header && {
          names: headerNames(header, context),
          kind: headerKind(header, context),
          help: undefined,
          labelNames: undefined,
        }
      );
    };
    const run = { inner: text.range, making, next: undefined, base };
    for (const parameter of parameters) this.add(parameter, source, run);
  }

  private readonly defined: Making = (expression, context) => {
    if (expression.kind !== 'call' && expression.kind !== 'new') return undefined;
    const definition = metricDefinitionOf(expression, context.source, this.settings);
    return (
      definition && {
        names: nameTexts(definition, context),
        kind: undefined,
        help: definition.help ?? only(propertyTexts(definition, 'help', context)),
        labelNames: definition.labelNames ?? listAt(definition, context),
      }
    );
  };

  private add(
    { function: owner, file }: OpenParameter,
    source: Source,
    run: Pick<Maker, 'inner' | 'making' | 'next' | 'base'>,
  ): void {
    // A parameter of a function elsewhere was followed into it.
    if (file !== source.file || !(source instanceof EstreeSource) || !owner.range) return;
    const name = nameOf(source.nodeOfFunction(owner));
    if (name === undefined) return;
    const makers = this.byName.get(name) ?? [];
    const isKnown = makers.some(
      (each) =>
        each.file === file &&
        each.range[0] === owner.range?.[0] &&
        each.inner[0] === run.inner[0] &&
        each.base.id === run.base.id &&
        each.next === run.next,
    );
    if (isKnown) return;
    makers.push({ file, range: owner.range, name, ...run });
    this.byName.set(name, makers);
  }

  /** Has the calls of makers read, until no new ones turn up: a function may hand on what it is given to a maker. */
  follow(read: (names: ReadonlySet<string>) => void): void {
    const asked = new Map<string, number>();
    for (let round = 0; round < MAX_DEPTH; round++) {
      const grown = [...this.byName].filter(([name, makers]) => asked.get(name) !== makers.length);
      if (grown.length === 0) return;
      for (const [name, makers] of grown) asked.set(name, makers.length);
      read(new Set(grown.map(([name]) => name)));
    }
  }

  /** Reads the calls of makers in a file that is no definition of its own. */
  read(
    file: AnalysedFile,
    names: ReadonlySet<string>,
    definitions: ReadonlySet<SiteId>,
    placeOf: PlaceOf,
  ): void {
    for (const node of descendants(file.source.program)) {
      if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
      const name = calledName(node);
      if (name === undefined || !names.has(name)) continue;
      const call = file.source.expression(node);
      if (call.kind !== 'call' && call.kind !== 'new') continue;
      if (definitions.has(siteAt(file.source.file, call))) continue;
      this.called(call, name, file.source, () => placeOf(node));
    }
  }

  private called(call: Call | New, name: string, source: Source, place: () => Place): void {
    const makers = (this.byName.get(name) ?? []).filter(
      ({ file, range }) => !isInside(call, source, file, range),
    );
    const homes = makers.length === 0 ? [] : this.homesOf(call, source);
    const run = makers.filter((maker) => homes.some((home) => isOf(home, maker)));
    if (run.length === 0 && makers.length > 0 && call.arguments.length > 0 && homes.length === 0)
      this.unresolved.add(name);
    for (const maker of run) {
      const home = homes.find((each) => isOf(each, maker));
      const made = home && this.madeBy(maker, call, home.source, contextOf(source));
      if (!made) continue;
      const { texts, open } = made.names;
      const isFollowed = open.length > 0 && depthOf(maker) < MAX_DEPTH;
      if (isFollowed)
        for (const parameter of open)
          this.add(parameter, source, {
            ...{ inner: call.range, making: maker.making, next: maker, base: maker.base },
          });
      // What the callers of this function fill in is known from their calls.
      const names = texts.filter((text) => (isFollowed ? !text.includes(HOLE) : text !== HOLE));
      if (names.length === 0) {
        // A name that is not seen at all is the maker's own.
        if (!isFollowed) this.unresolved.add(name);
        continue;
      }
      const { kind, help, labelNames } = made;
      const { base } = maker;
      const at = siteAt(source.file, call);
      this.put(base.id, at, {
        ...base,
        id: `${base.id} by ${at} through ${String(maker.inner[0])}`,
        names,
        kind: kind ?? base.kind,
        help: help ?? base.help,
        labelNames: labelNames ?? base.labelNames,
        declaresUnseenLabels: labelNames === undefined && base.declaresUnseenLabels,
        place: place(),
      });
    }
  }

  private put(id: SiteId, by: SiteId, fact: DefinitionFact): void {
    const facts = this.found.get(id) ?? [];
    if (!facts.some((each) => each.fact.id === fact.id)) facts.push({ by, fact });
    this.found.set(id, facts);
  }

  /** What a call makes through a maker, read in the maker's own file. */
  private madeBy(
    maker: Maker,
    call: Call | New,
    source: EstreeSource,
    from: EvaluationContext,
  ): Made | undefined {
    const owner = this.ownerIn(source, maker);
    if (!owner) return undefined;
    return this.evaluate(maker, { ...contextOf(source), activation: { function: owner, call, from } });
  }

  private evaluate({ inner, making, next }: Maker, context: EvaluationContext): Made | undefined {
    const { source } = context;
    const expression = source instanceof EstreeSource ? expressionAt(source, inner) : undefined;
    if (!expression || !next) return expression && making(expression, context);
    if (expression.kind !== 'call' && expression.kind !== 'new') return undefined;
    const home = this.homesOf(expression, source).find((each) => isOf(each, next));
    return home && this.madeBy(next, expression, home.source, context);
  }

  /** The function of a maker as its own file knows it. */
  private ownerIn(source: EstreeSource, maker: Maker): FunctionBinding | undefined {
    const made = this.evaluate(maker, contextOf(source));
    return made?.names.open.find((each) => each.function.range?.[0] === maker.range[0])?.function;
  }

  /** The functions, or the class, that a call may run, and the files that they are in. */
  private homesOf(call: Call | New, source: Source): readonly Home[] {
    if (call.kind === 'call')
      return helpersOf(call, source, this.settings).flatMap(({ binding, context }) =>
        context.source instanceof EstreeSource ? [{ source: context.source, start: binding.range?.[0] }] : [],
      );
    const callee = unwrap(call.callee);
    const found =
      callee.kind === 'identifier' ? new Resolver().declaration(callee, contextOf(source)) : undefined;
    const isClass = found?.binding.kind === 'class' && found.context.source instanceof EstreeSource;
    return isClass ? [{ source: found.context.source, start: undefined }] : [];
  }

  /**
   * Definitions, with those at the calls of makers in place of what these make of what they are given. A maker's own stays where some
   * call of it could not be followed.
   */
  resolved(definitions: readonly DefinitionFact[]): readonly DefinitionFact[] {
    const makers = [...this.byName.values()].flat();
    const bases = new Set(makers.map(({ base }) => base.id));
    const isOpen = new Set(makers.filter(({ name }) => this.unresolved.has(name)).map(({ base }) => base.id));
    return definitions.flatMap((each): readonly DefinitionFact[] => {
      if (!bases.has(each.id)) return [each];
      const facts = (this.found.get(each.id) ?? []).map(({ fact }) => fact);
      // The labels that a call gives are known from there alone.
      const made = new Set(each.declaresUnseenLabels ? facts.flatMap(({ names }) => names) : []);
      const names = each.names.filter((name) =>
        name.includes(HOLE) ? isOpen.has(each.id) || (name !== HOLE && facts.length === 0) : !made.has(name),
      );
      return [...(names.length > 0 ? [{ ...each, names }] : []), ...facts];
    });
  }

  /** The calls that what a maker makes was made by: that of the observation, else all of them. */
  observed(observations: readonly ObservationFact[]): readonly ObservationFact[] {
    return observations.flatMap((each): readonly ObservationFact[] => {
      const made = each.of === undefined ? undefined : this.found.get(each.of);
      if (!made) return [each];
      const through = made.filter(({ by }) => each.through.includes(by));
      const ids = (through.length > 0 ? through : made).map(({ fact }) => fact.id);
      return [each, ...[...new Set(ids)].map((of) => ({ ...each, of }))];
    });
  }
}

interface Home {
  readonly source: EstreeSource;
  /** Where the function starts; undefined for a class. */
  readonly start: number | undefined;
}

function isOf({ source, start }: Home, { file, range }: Maker): boolean {
  return source.file === file && (start === undefined || start === range[0]);
}

function isInside({ range }: Expression, source: Source, file: string, [start, end]: Range): boolean {
  return source.file === file && range[0] >= start && range[1] <= end;
}

function depthOf({ next }: Maker): number {
  return next ? depthOf(next) + 1 : 1;
}

function propertyTexts(
  { at: { creation } }: MetricDefinition,
  name: string,
  context: EvaluationContext,
): readonly string[] {
  const given = creation.kind === 'call' || creation.kind === 'new' ? creation.arguments[0] : undefined;
  return given ? textsOfProperty(given, name, context).texts : [];
}

function only(texts: readonly string[]): string | undefined {
  const [text, ...others] = texts;
  return text === undefined || others.length > 0 || text.includes(HOLE) ? undefined : text;
}

/** The label names that a maker is given; none where the options that it is given surely have no such member. */
function listAt(
  { dialect, at: { labelNames, creation } }: MetricDefinition,
  context: EvaluationContext,
): readonly string[] | undefined {
  const values = new Resolver();
  if (labelNames) return listedTexts(labelNames, context, values);
  if (dialect.labelNames === undefined || (creation.kind !== 'call' && creation.kind !== 'new'))
    return undefined;
  for (const argument of creation.arguments) {
    const options = values.value(argument, context);
    const found = options && propertyIn(options, dialect.labelNames, argument, values);
    if (!found?.isComplete) continue;
    const [only, ...others] = found.values;
    if (!only) return [];
    return others.length > 0 || found.mayBeMissing ? undefined : listedTexts(only.expression, only, values);
  }
  return undefined;
}

/** The texts of a list that is written out, with the lists that it spreads: `[...(names ?? []), 'service']`. */
function listedTexts(
  expression: Expression,
  context: EvaluationContext,
  values: Resolver,
): readonly string[] | undefined {
  const read = unwrap(expression);
  if (read.kind === 'operation' && (read.operator === '??' || read.operator === '||')) {
    const given = values.step(read.left, context);
    const isLeftOut = given?.isComplete === true && given.values.length === 0;
    return listedTexts(isLeftOut ? read.right : read.left, context, values);
  }
  const list = values.value(read, context);
  if (list?.expression.kind !== 'array') return undefined;
  const texts: string[] = [];
  for (const each of list.expression.elements) {
    const found = each.kind === 'spread' ? listedTexts(each.operand, list, values) : textAt(each, list);
    if (!found) return undefined;
    texts.push(...found);
  }
  return texts;
}

function textAt(expression: Expression, context: EvaluationContext): readonly string[] | undefined {
  const text = only(textsOf(expression, context).texts);
  return text === undefined ? undefined : [text];
}

/** What calls name a function by: its own name, its variable's, its member's; a constructor's class. */
function nameOf(node: TSESTree.Node | undefined): string | undefined {
  if (!node) return undefined;
  if (node.type === 'FunctionDeclaration') return node.id?.name;
  const { parent } = node;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined;
    case 'MethodDefinition':
      if (parent.kind === 'constructor') return parent.parent.parent.id?.name;
      return parent.key.type === 'Identifier' ? parent.key.name : undefined;
    case 'PropertyDefinition':
    case 'Property':
      return parent.key.type === 'Identifier' ? parent.key.name : undefined;
    default:
      return undefined;
  }
}

/** What makes a metric: a call, or a text that holds its header. */
const MAKES: ReadonlySet<string> = new Set([
  ...['CallExpression', 'NewExpression', 'TemplateLiteral', 'BinaryExpression'],
]);

function expressionAt(source: EstreeSource, range: Range): Expression | undefined {
  for (const node of descendants(source.program))
    if (node.range[0] === range[0] && node.range[1] === range[1] && MAKES.has(node.type))
      return source.expression(node);
  return undefined;
}
