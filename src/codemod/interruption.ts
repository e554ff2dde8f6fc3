const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does something that can stop half way. When the user ends the process meanwhile, what is under way is finished, and only
 * then does the process end by that signal: nothing half written stays behind.
 *
 * @param action asks between its steps whether it is to stop
 */
export async function untilInterrupted(
  action: (isInterrupted: () => boolean) => Promise<void>,
): Promise<void> {
  let interruptedBy: NodeJS.Signals | undefined;
  const note = (signal: NodeJS.Signals) => {
    interruptedBy ??= signal;
  };
  for (const signal of SIGNALS) process.on(signal, note);
  try {
    await action(() => interruptedBy !== undefined);
  } finally {
    for (const signal of SIGNALS) process.off(signal, note);
  }
  if (interruptedBy !== undefined) process.kill(process.pid, interruptedBy);
}
