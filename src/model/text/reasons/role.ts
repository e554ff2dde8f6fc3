import type { CodeAlone, ReasonsOf, Texts } from './table.js';

/** What says what a file is for. */
export interface RoleReasons {
  'declaration-file': CodeAlone;
  'generated-code': CodeAlone;
  test: CodeAlone;
  'cli-shebang': CodeAlone;
  'cli-bin': CodeAlone;
  'cli-parser': { readonly evidence: string };
  'cli-parses-arguments': CodeAlone;
  'cli-reads-argv': CodeAlone;
  'cli-asks': CodeAlone;
  'cli-path': CodeAlone;
  'cli-reached-from-bin': CodeAlone;
  'cli-imported-by-commands': CodeAlone;
  'cli-package': CodeAlone;
  'cli-command': CodeAlone;
  'cli-script': { readonly evidence: string };
  'load-test': CodeAlone;
  script: CodeAlone;
  'package-script': { readonly evidence: string };
  operation: CodeAlone;
  development: CodeAlone;
  'runs-once': CodeAlone;
  'build-tool': { readonly evidence: string };
  'editor-extension': CodeAlone;
  'browser-jsx': CodeAlone;
  'browser-client-file': CodeAlone;
  'browser-hook': CodeAlone;
  'browser-component': CodeAlone;
  'browser-extension': CodeAlone;
  'browser-package': CodeAlone;
  'browser-maybe': CodeAlone;
  'browser-angular': CodeAlone;
  'browser-dom': CodeAlone;
  'browser-path': CodeAlone;
  'browser-page': CodeAlone;
  device: CodeAlone;
  server: CodeAlone;
}

export type RoleReason = ReasonsOf<RoleReasons>;

/** End the sentence "left alone: …". */
export const ROLE_TEXTS: Texts<RoleReasons> = {
  'declaration-file': 'a declaration file',
  'generated-code': 'generated, minified or third-party code',
  test: 'a test',
  'cli-shebang': "a command line's own output (it starts with #!)",
  'cli-bin': "a command line's own output (package.json `bin`)",
  'cli-parser': ({ evidence }) => `a command line's own output (it imports ${evidence})`,
  'cli-parses-arguments': "a command line's own output (it parses arguments)",
  'cli-reads-argv': "a command line's own output (it reads process.argv)",
  'cli-asks': "a command line's own output (it reads answers from stdin)",
  'cli-path': "a command line's own output (by its path)",
  'cli-reached-from-bin': "a command line's own output (its package.json `bin` leads here)",
  'cli-imported-by-commands': "a command line's own output (only command lines and scripts import it)",
  'cli-package': "a command line's own output (its package is a command line)",
  'cli-command': "a command line's own output (a command of the package's `bin`)",
  'cli-script': ({ evidence }) =>
    `a command line's own output (package.json script "${evidence}" leads here)`,
  'load-test': 'a load test',
  script: 'a script, seed, migration or configuration',
  'package-script': ({ evidence }) => `run by hand (package.json script "${evidence}")`,
  operation: 'what an operator watches: it installs, upgrades or builds',
  development: 'what developers run and watch, by its name',
  'runs-once': 'a program that does one thing and exits',
  'build-tool': ({ evidence }) => `part of a build (${evidence})`,
  'editor-extension': 'an editor extension',
  'browser-jsx': 'browser code (JSX)',
  'browser-client-file': 'browser code (a `.client` file)',
  'browser-hook': 'browser code (it uses hooks)',
  'browser-component': "browser code (it uses a page's components)",
  'browser-extension': 'browser code (an extension or service worker)',
  'browser-package': 'browser code (by its package)',
  'browser-maybe': "code that may run in the browser (by its package's dependencies)",
  'browser-angular': 'browser code (Angular)',
  'browser-dom': 'browser code (it uses the DOM)',
  'browser-path': 'browser code (by its path)',
  'browser-page': 'browser code (a page loads it)',
  device: 'an app on a device (React Native, Expo)',
  server: 'server code',
};
