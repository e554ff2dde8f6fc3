import { logAttributes } from '../../model/attributes/attribute.js';
import { DIAGNOSTIC_FUNCTION, isLevelName } from '../../catalog/logs/names.js';
import { logCallOf, mayBeLogCall, mayBeLogFunction, mayBeLogger } from '../../model/logs/call.js';
import { libraryFunctionCallOf } from '../../model/logs/level-function.js';
import { isLogFunctionName } from '../../model/logs/log-function.js';
import { mayGenerate } from '../../model/logs/request-id.js';
import { emitAttributes } from '../attributes/recognisers.js';
import { type Recogniser, calledName, recogniser } from '../recogniser.js';
import { CaughtSite, rejectionHandler } from './caught-site.js';
import { consoleReference, mayReferToConsole } from './console-reference.js';
import { LogSite, isUsedAsLoggerIn } from './log-site.js';
import { textChild } from './text-child.js';
import { keptRequestId } from './kept-request-id.js';
import { generatedRequestId, mayNameRequestId } from './request-id-site.js';

const logCall = recogniser({
  nodes: ['CallExpression'],
  names: mayBeLogCall,
  events: ['logCall', 'attribute'],
  recognise(node, file, events) {
    const { callee } = node;
    const { source, settings } = file;
    const isOfLogger =
      callee.type === 'MemberExpression' &&
      (callee.object.type === 'ThisExpression' ||
        mayBeLogger(source.expression(callee.object), source, settings));
    if (!isOfLogger && !mayBeLogFunction(calledName(node) ?? '', callee.type === 'Identifier', file.settings))
      return;
    const expression = source.expression(node);
    if (expression.kind !== 'call') return;
    const isUsed = (name: string) => isUsedAsLoggerIn(file, name, 'method');
    const call = logCallOf(expression, source, settings, () => file.loggingLibrary, isUsed);
    if (!call) return;
    events.emit('logCall', new LogSite(call, node, file));
    if (events.hears('attribute')) emitAttributes(logAttributes(call, source, 'not-written'), file, events);
  },
});

const diagnosticCall = recogniser({
  nodes: ['CallExpression'],
  names: (name) => isLogFunctionName(name) || isLevelName(name) || DIAGNOSTIC_FUNCTION.test(name),
  events: ['diagnosticCall'],
  recognise(node, file, events) {
    if (node.callee.type !== 'Identifier') return;
    const expression = file.source.expression(node);
    const call = expression.kind === 'call' && libraryFunctionCallOf(expression, file.source, file.settings);
    if (call) events.emit('diagnosticCall', new LogSite(call, node, file));
  },
});

const console = recogniser({
  nodes: ['CallExpression'],
  names: mayReferToConsole,
  in: (file) => file.says(/\bconsole\b/),
  events: ['consoleReference'],
  recognise(node, file, events) {
    const call = consoleReference(node, file);
    if (call) events.emit('consoleReference', new LogSite(call, node, file));
  },
});

const child = recogniser({
  nodes: ['CallExpression'],
  names: (name) => name === 'child',
  events: ['textChild'],
  recognise(node, file, events) {
    const [given] = node.arguments;
    if (!given || given.type === 'ObjectExpression' || node.callee.type !== 'MemberExpression') return;
    const call = file.source.expression(node);
    const found = call.kind === 'call' ? textChild(node, call, file) : undefined;
    if (found) events.emit('textChild', found);
  },
});

const caughtError = recogniser({
  nodes: ['CatchClause'],
  events: ['caughtError'],
  recognise: (node, file, events) => events.emit('caughtError', new CaughtSite(node, file)),
});

const rejection = recogniser({
  nodes: ['CallExpression'],
  names: (name) => name === 'catch' || name === 'then',
  events: ['caughtError'],
  recognise(node, file, events) {
    const handler = node.callee.type === 'MemberExpression' ? rejectionHandler(node) : undefined;
    if (handler) events.emit('caughtError', new CaughtSite(handler, file));
  },
});

const requestId = recogniser({
  nodes: ['CallExpression'],
  names: mayGenerate,
  in: mayNameRequestId,
  events: ['generatedRequestId', 'keptRequestId'],
  recognise(node, file, events) {
    const generated = generatedRequestId(node, file);
    if (generated) events.emit('generatedRequestId', generated);
    events.emit('keptRequestId', () => keptRequestId(node, file));
  },
});

export const logRecognisers: readonly Recogniser[] = [
  logCall,
  diagnosticCall,
  console,
  child,
  caughtError,
  rejection,
  requestId,
];
