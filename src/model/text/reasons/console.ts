import type { CodeAlone, ReasonsOf, Texts } from './table.js';

/** Why console output is no log that a logger should write. */
export interface ConsoleReasons {
  // What the file is, or where it runs.
  example: CodeAlone;
  'edge-runtime': CodeAlone;
  'desktop-app': CodeAlone;
  'protocol-on-stdout': CodeAlone;
  'workflow-sandbox': CodeAlone;
  'deployed-as-text': CodeAlone;
  'shared-library': CodeAlone;
  unreached: CodeAlone;
  'own-logger': CodeAlone;
  'starts-telemetry': CodeAlone;
  'console-replaced': CodeAlone;
  'console-tracked': CodeAlone;
  // What the call does.
  suppressed: CodeAlone;
  'allowed-by-comment': CodeAlone;
  'logger-fallback': CodeAlone;
  'logger-closed': CodeAlone;
  'stops-process': CodeAlone;
  'before-checks': CodeAlone;
  'for-debugging': CodeAlone;
  notice: CodeAlone;
  'tells-deprecation': CodeAlone;
  'tells-usage': CodeAlone;
  'run-by-hand': CodeAlone;
  'program-result': CodeAlone;
  'prints-metrics': CodeAlone;
  'runs-at-build': CodeAlone;
  'loads-configuration': CodeAlone;
}

export type ConsoleReason = ReasonsOf<ConsoleReasons>;

/** End the sentence "left alone: …". */
export const CONSOLE_TEXTS: Texts<ConsoleReasons> = {
  example: 'an example',
  'edge-runtime': 'code of an edge runtime, whose console is its log',
  'desktop-app': 'a desktop application, whose console nobody keeps',
  'protocol-on-stdout': 'a server whose stdout is its protocol',
  'deployed-as-text': 'its text alone is deployed, and can import no logger',
  'workflow-sandbox': 'a workflow, which can import no logger',
  'shared-library': 'a library that is not for servers alone',
  unreached: 'nothing that serves is seen to use this file',
  'own-logger': "it is the project's own logger",
  'starts-telemetry': 'it runs before telemetry and logger do',
  'console-replaced': 'the package sends its console to its logger',
  'console-tracked': 'an error tracker is told what the console prints',
  suppressed: 'a comment suppresses the finding',
  'allowed-by-comment': 'a comment allows it',
  'logger-fallback': 'it says that logging itself failed',
  'logger-closed': 'the logger is closed by then',
  'stops-process': 'it runs before a logger does, and ends the process',
  'before-checks': 'it runs before the program has checked whether it can run',
  'for-debugging': 'it prints for debugging only',
  notice: 'it prints a banner of several lines',
  'tells-deprecation': 'it warns that something is deprecated',
  'tells-usage': 'it tells how to start the program',
  'run-by-hand': 'it runs only where somebody starts the module by hand',
  'program-result': 'it prints what the program was run for',
  'prints-metrics': 'it prints metrics, which are read from there',
  'runs-at-build': 'it runs when the site is built',
  'loads-configuration': 'it loads the configuration, before a logger is made',
};
