/** Options of instrumentations that hold functions which get a span: the cheap question that comes first. */
export const OPTION_CALLBACKS: ReadonlySet<string> = new Set([
  ...['requestHook', 'responseHook', 'applyCustomAttributesOnSpan', 'preRequestHook', 'exceptionHook'],
  ...['publishHook', 'publishConfirmHook', 'consumeHook', 'consumeEndHook', 'sqsProcessHook'],
  ...['producerHook', 'consumerHook', 'logHook', 'queryHook', 'createHook', 'endHook'],
]);
