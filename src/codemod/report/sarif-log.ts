import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder';
import type { Invocation, Region, ReportingConfiguration, Run } from 'sarif';

/** What a command says of places in files, for code scanning. */
export interface SarifLog {
  readonly tool: string;
  readonly version: string | undefined;
  /** What is known of the tool. */
  readonly url: string;
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
  readonly invocation?: Invocation;
  /** The folders that paths are told from, by the names that results give them. */
  readonly bases?: Run['originalUriBaseIds'];
}

export interface SarifRule {
  readonly id: string;
  readonly text: string;
  readonly url: string;
}

export interface SarifResult {
  readonly rule: string;
  readonly level: NonNullable<ReportingConfiguration['level']>;
  readonly message: string;
  readonly uri: string;
  readonly base?: string;
  readonly region: Region;
  /** The same as long as the finding is, by the name of how it is made. */
  readonly fingerprints: Readonly<Record<string, string>>;
}

/** A log in SARIF 2.1.0. */
export function sarifLog({ tool, version, url, rules, results, invocation, bases }: SarifLog): string {
  const run = new SarifRunBuilder();
  run.setToolDriverName(tool);
  run.setToolDriverUri(url);
  if (version !== undefined) run.setToolDriverVersion(version);
  if (invocation) run.run.invocations = [invocation];
  if (bases) run.run.originalUriBaseIds = bases;
  for (const { id, text, url: helpUri } of rules)
    run.addRule(new SarifRuleBuilder().initSimple({ ruleId: id, shortDescriptionText: text, helpUri }));
  for (const result of results) run.addResult(resultOf(result));
  const log = new SarifBuilder();
  log.addRun(run);
  return `${log.buildSarifJsonString({ indent: true })}\n`;
}

function resultOf({ rule, level, message, uri, base, region, fingerprints }: SarifResult) {
  const result = new SarifResultBuilder({ partialFingerprints: { ...fingerprints } });
  result.initSimple({ ruleId: rule, level, messageText: message });
  result.setLocationArtifactUri(base === undefined ? { uri } : { uri, uriBaseId: base });
  result.setLocationRegion(region);
  return result;
}
