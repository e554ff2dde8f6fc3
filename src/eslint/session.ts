import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type Pass } from '../analysis/pass.js';
import { Session } from '../analysis/session.js';
import { lostExports } from '../estree/lost-exports.js';
import type { Parse } from '../estree/modules.js';
import type { Settings } from '../model/settings.js';
import { isSlipOfSettings, misspeltSettings, settingsProblems, unreadKeys } from '../model/settings/check.js';
import { type WrittenSettings, readSettings } from '../model/settings/read.js';
import { normalised } from '../project/path.js';
import { lostPaths, packageSettings, packageSettingsProblems } from '../project/settings.js';
import type { Parser } from './parsers.js';
import { surroundings } from './surroundings.js';
import { typesOf } from './types.js';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/**
 * The engine under ESLint, which has no place of its own for what is kept between files: the one thing that lives as long
 * as the process does. ESLint makes all rules of a file before it runs any, and lints one file after the other.
 */
class LintSession {
  private readonly session = new Session(surroundings.host);
  private readonly parsers = new WeakMap<Parser, Parse>();
  private readonly withoutParser = surroundings.parseWith(undefined);
  private readonly settings = new WeakMap<object, KnownSettings>();
  /** Those of ESLint's settings that were looked at: for most files they are the same. */
  private readonly keys = new Set<string>();
  private shared:
    | { readonly root: string; readonly asked: number; readonly found: WrittenSettings | undefined }
    | undefined;
  /** By the tree, not the SourceCode: oxlint hands out one SourceCode object for all files. */
  private current: { readonly tree: TSESTree.Program; readonly pass: Pass } | undefined;

  /** The pass over the file of a context, where it was begun for an earlier rule. */
  begunFor({ sourceCode }: Context): Pass | undefined {
    return this.current?.tree === sourceCode.ast ? this.current.pass : undefined;
  }

  /** ESLint lets go of a tree before it parses the next file: kept here, all of it would be copied by the collector. */
  end(): void {
    this.current = undefined;
  }

  /** Begins the pass over the file of a context. */
  begin(context: Context): Pass {
    const { sourceCode } = context;
    const root = context.cwd ?? surroundings.folder();
    const path = surroundings.absolute(context.filename, root);
    this.session.project.begin(path);
    const parse = this.parseBeside(context);
    const file = this.session.file({
      path: normalised(path),
      text: sourceCode.text,
      settings: this.settingsOf(context.settings, normalised(root), parse),
      parse,
      parsed: () => sourceCode,
      types: typesOf(sourceCode),
    });
    const pass = this.session.pass(file);
    this.current = { tree: sourceCode.ast, pass };
    return pass;
  }

  private parseBeside(context: Context): Parse {
    const parser = (context.languageOptions as { parser?: Parser } | undefined)?.parser;
    if (!parser) return this.withoutParser;
    let parse = this.parsers.get(parser);
    if (!parse) this.parsers.set(parser, (parse = surroundings.parseWith(parser)));
    return parse;
  }

  /** Those of the package.json, looked for once for the files that are linted right after each other. */
  private sharedSettings(root: string): WrittenSettings | undefined {
    const now = surroundings.now();
    if (this.shared?.root !== root || now - this.shared.asked > PAUSE_MS)
      this.shared = { root, asked: now, found: packageSettings(this.session.project, root) };
    return this.shared.found;
  }

  /** Warns of settings that stand under another name than theirs. */
  private heedSlips(written: Context['settings']): void {
    for (const key of Object.keys(written)) {
      if (this.keys.has(key)) continue;
      this.keys.add(key);
      if (isSlipOfSettings(key)) surroundings.warnOnce(misspeltSettings('settings', key));
    }
  }

  /** The same object while neither ESLint's settings nor those of the package.json change. */
  private settingsOf(written: Context['settings'], root: string, parse: Parse): Settings {
    const shared = this.sharedSettings(root);
    if (written.observability === undefined) this.heedSlips(written);
    // Where a configuration has no settings, ESLint makes an object of its own for each file.
    const key = written.observability === undefined ? NO_SETTINGS : written;
    const known = this.settings.get(key);
    if (known?.settings.root === root && known.shared === shared) return known.settings;
    const own = { written: written.observability, root };
    const { project } = this.session;
    const modules = this.session.modulesOf(parse);
    const lost = (each: WrittenSettings) => [
      ...lostPaths(project, each),
      ...lostExports(project, modules, each),
    ];
    const problems =
      own.written === undefined
        ? []
        : [...settingsProblems(own.written), ...unreadKeys(own.written, shared?.written), ...lost(own)];
    packageSettingsProblems(project, shared, root, lost).forEach((problem) => surroundings.warnOnce(problem));
    problems.forEach((problem) => surroundings.warnOnce(`settings.observability: ${problem}`));
    const settings = readSettings(shared ? [shared, own] : [own], root);
    this.settings.set(key, { shared, settings });
    return settings;
  }
}

/** Whoever changes a package.json takes longer. */
const PAUSE_MS = 100;

const NO_SETTINGS = {};

/** What settings were read from, apart from ESLint's. */
interface KnownSettings {
  readonly shared: WrittenSettings | undefined;
  readonly settings: Settings;
}

export const lintSession = new LintSession();
