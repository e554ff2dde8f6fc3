import { spanCallAttributes, spanStartAttributes } from '../../model/attributes/attribute.js';
import { mayStartSpan, mayUseSpan, spanCallOf, spanStartOf } from '../../model/traces/span.js';
import { emitAttributes } from '../attributes/recognisers.js';
import { type Recogniser, recogniser } from '../recogniser.js';
import { SpanCallSite, SpanSite } from './span-site.js';

const spanStart = recogniser({
  nodes: ['CallExpression'],
  names: mayStartSpan,
  in: (file) => file.mentionsSpans,
  events: ['spanStart', 'attribute'],
  recognise(node, file, events) {
    const { source, settings } = file;
    const expression = source.expression(node);
    const start = expression.kind === 'call' ? spanStartOf(expression, source, settings) : undefined;
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
