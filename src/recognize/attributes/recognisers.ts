import {
  type Attribute,
  baggageEntries,
  mayDescribeResource,
  mayPutBaggage,
  resourceAttributes,
} from '../../model/attributes/attribute.js';
import type { AnalysedFile } from '../file.js';
import { type Events, type Recogniser, recogniser } from '../recogniser.js';
import { AttributeSite } from './attribute-site.js';

/** Emits each attribute that was not seen in the file before. */
export function emitAttributes(found: readonly Attribute[], file: AnalysedFile, events: Events): void {
  const { attributes } = file;
  for (const attribute of found) {
    const known = attributes.get(attribute.value);
    known?.reach(attribute.via);
    if (known) continue;
    const site = new AttributeSite(attribute, file);
    attributes.set(attribute.value, site);
    events.emit('attribute', site);
  }
}

const baggage = recogniser({
  nodes: ['CallExpression'],
  names: mayPutBaggage,
  events: ['attribute'],
  recognise(node, file, events) {
    if (node.callee.type !== 'MemberExpression') return;
    const expression = file.source.expression(node);
    if (expression.kind !== 'call') return;
    emitAttributes(baggageEntries(expression, file.source, file.settings), file, events);
  },
});

const resource = recogniser({
  nodes: ['CallExpression', 'NewExpression'],
  names: mayDescribeResource,
  events: ['attribute'],
  recognise(node, file, events) {
    const expression = file.source.expression(node);
    if (expression.kind !== 'call' && expression.kind !== 'new') return;
    emitAttributes(resourceAttributes(expression, file.source, file.settings), file, events);
  },
});

export const attributeRecognisers: readonly Recogniser[] = [baggage, resource];
