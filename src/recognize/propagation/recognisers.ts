import { lostInjectionOf } from '../../model/propagation/carrier.js';
import { maySendMessages, messageCallOf } from '../../model/propagation/message-call.js';
import { maySend, outboundCallOf } from '../../model/propagation/outbound-call.js';
import { type Recogniser, isOnCollection, recogniser } from '../recogniser.js';
import { lostExtraction } from './lost-extraction.js';
import { MessageSite } from './message-site.js';
import { LostInjectionSite, OutboundSite } from './outbound-site.js';

const injection = recogniser({
  nodes: ['CallExpression'],
  names: (name) => name === 'inject',
  events: ['lostInjection'],
  recognise(node, file, events) {
    const expression = node.callee.type === 'MemberExpression' ? file.source.expression(node) : undefined;
    const lost = expression?.kind === 'call' ? lostInjectionOf(expression, file.source) : undefined;
    if (lost) events.emit('lostInjection', new LostInjectionSite(lost, node, file));
  },
});

const extraction = recogniser({
  nodes: ['CallExpression'],
  names: (name) => name === 'extract',
  in: (file) => file.isOfServer,
  events: ['lostExtraction'],
  recognise(node, file, events) {
    const expression = node.callee.type === 'MemberExpression' ? file.source.expression(node) : undefined;
    const lost = expression?.kind === 'call' ? lostExtraction(node, expression, file) : undefined;
    if (lost) events.emit('lostExtraction', lost);
  },
});

const messageCall = recogniser({
  nodes: ['CallExpression', 'NewExpression'],
  names: maySendMessages,
  in: (file) => file.tracing.traces && file.mentionsMessaging,
  events: ['messageCall'],
  recognise(node, file, events) {
    if (node.type === 'CallExpression' && node.callee.type !== 'MemberExpression') return;
    const expression = file.source.expression(node);
    if (expression.kind !== 'call' && expression.kind !== 'new') return;
    const call = messageCallOf(expression, file.source, file.settings);
    if (call) events.emit('messageCall', new MessageSite(call, node, file));
  },
});

const outboundCall = recogniser({
  nodes: ['CallExpression'],
  names: maySend,
  in: (file) => file.tracing.traces && file.mentionsClients,
  events: ['outboundCall'],
  recognise(node, file, events) {
    if (isOnCollection(node, file)) return;
    const expression = file.source.expression(node);
    const call =
      expression.kind === 'call' ? outboundCallOf(expression, file.source, file.settings) : undefined;
    if (call) events.emit('outboundCall', new OutboundSite(call, node, file));
  },
});

export const propagationRecognisers: readonly Recogniser[] = [
  injection,
  extraction,
  messageCall,
  outboundCall,
];
