import { spanCallAttributes, spanStartAttributes } from '../../model/attributes/attribute.js';
import { anyStartOf, mayStartInside } from '../../model/traces/helper.js';
import { mayStartSpan, mayUseSpan, spanCallOf } from '../../model/traces/span.js';
import { emitAttributes } from '../attributes/recognisers.js';
import { type Recogniser, recogniser } from '../recogniser.js';
import { SpanCallSite, SpanSite } from './span-site.js';

const spanStart = recogniser({
  nodes: ['CallExpression'],
  names: (name) => mayStartSpan(name) || mayStartInside(name),
  in: (file) => file.mentionsSpans,
  events: ['spanStart', 'attribute'],
  recognise(node, file, events) {
    const { source, settings } = file;
    const expression = source.expression(node);
    const start = expression.kind === 'call' ? anyStartOf(expression, source, settings) : undefined;
    if (!start) return;
    events.emit('spanStart', new SpanSite(start, node, file));
    if (events.hears('attribute')) emitAttributes(spanStartAttributes(start, source), file, events);
  },
});

const spanCall = recogniser({
  nodes: ['CallExpression'],
  names: mayUseSpan,
  in: (file) => file.mentionsSpans,
  events: ['spanCall', 'attribute'],
  recognise(node, file, events) {
    if (node.callee.type !== 'MemberExpression') return;
    const { source, settings } = file;
    const expression = source.expression(node);
    const call = expression.kind === 'call' ? spanCallOf(expression, source, settings) : undefined;
    if (!call) return;
    events.emit('spanCall', new SpanCallSite(call, node, file));
    if (events.hears('attribute')) emitAttributes(spanCallAttributes(call, source), file, events);
  },
});

export const traceRecognisers: readonly Recogniser[] = [spanStart, spanCall];
