const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Calls `step` for each item. When the user ends the process meanwhile, the step under way is finished, none follows,
 * and only then does the process end by that signal: nothing half written stays behind.
 */
export async function untilInterrupted<T>(
  items: Iterable<T>,
  step: (item: T) => Promise<unknown>,
): Promise<void> {
  let interruptedBy: NodeJS.Signals | undefined;
  const note = (signal: NodeJS.Signals) => {
    interruptedBy ??= signal;
  };
  for (const signal of SIGNALS) process.on(signal, note);
  try {
    for (const item of items) {
      await step(item);
      if (interruptedBy !== undefined) break;
    }
  } finally {
    for (const signal of SIGNALS) process.off(signal, note);
  }
  if (interruptedBy !== undefined) process.kill(process.pid, interruptedBy);
}
