import type { TSESTree } from '@typescript-eslint/types';
import { GLOBAL_FETCH } from '../../catalog/propagation/http-clients.js';
import type { HttpTransport } from '../../catalog/schema.js';
import { INSTRUMENTED_BY } from '../../catalog/setup/instrumentation.js';
import type { LostInjection } from '../../model/propagation/carrier.js';
import type { Expression } from '../../model/code/expression.js';
import type { OutboundCall } from '../../model/propagation/outbound-call.js';
import { isOwnHost } from '../../model/propagation/request-target.js';
import { hookedClients } from '../../project/instrumentation.js';
import { projectRootOf } from '../../project/packages.js';
import { hasOwnFetch } from '../../project/runtime.js';
import type { AnalysedFile } from '../file.js';

/** A call that leaves the process, where it stands in the linted file. */
export class OutboundSite {
  constructor(
    readonly event: OutboundCall,
    readonly node: TSESTree.CallExpression,
    readonly file: AnalysedFile,
  ) {}

  nodeOf(expression: Expression | undefined): TSESTree.Node {
    return (expression && this.file.source.nodeOf(expression)) ?? this.node;
  }

  /** Whether the headers carry the context and are sent as the body, where nothing else carries it. */
  get sendsCarrierAsBody(): boolean {
    return this.event.asBody !== undefined && this.file.sendsForService && !this.isCovered;
  }

  /**
   * Whether the trace stops here: the package makes spans, nothing injects into what this client sends, and the
   * call carries no context itself. Browser code, scripts and tests continue no trace.
   */
  get breaksTrace(): boolean {
    const { propagated, client } = this.event;
    return (
      propagated.is === 'no' &&
      !this.isForeign &&
      this.file.sendsForService &&
      this.file.tracing.traces &&
      !this.isCovered &&
      !this.isSuppressed &&
      !hookedClients(this.file.package).has(client)
    );
  }

  /** Whether something says to whom it goes: what is handed in, or named for nothing (`url`, `this.baseUrl`), may lead to anybody. */
  get isAddressSeen(): boolean {
    return this.event.target.is !== 'unseen';
  }

  /** Whether it goes to somebody else; a public host that is not named after the project is another's. */
  private get isForeign(): boolean {
    const { target } = this.event;
    if (target.is === 'foreign' || this.file.servesForeignService) return true;
    if (target.is !== 'public') return false;
    const { json } = this.file.package;
    const { repository } = json;
    const address =
      typeof repository === 'string' ? repository : (repository as { url?: unknown } | undefined)?.url;
    const owner = /[/:]([\w.-]+)\/[\w.-]+$/.exec(String(address))?.[1];
    // A package of a workspace is often called after whom it talks to: only a scope is the owner's.
    const name = typeof json.name === 'string' ? json.name : '';
    const isAlone = projectRootOf(this.file.package) === this.file.package.root;
    const scope = name.startsWith('@') ? name.slice(1).split('/')[0] : undefined;
    const owners = [scope, owner].filter((each) => each !== undefined);
    return !isOwnHost(target.host, owners, isAlone && scope === undefined ? name : undefined);
  }

  /** What the request is sent with, by the version of the client; its newest where that is not known. */
  get via(): HttpTransport {
    const { via, shape } = this.event;
    const before = shape.transportBefore;
    return before && this.file.holds(before.versions) === true ? before.transport : via;
  }

  /** The package that would instrument what it is sent with; undefined where none can. */
  get instrumentation(): string | undefined {
    const isPatched = this.via !== GLOBAL_FETCH.request.transport || !hasOwnFetch(this.file.package);
    return isPatched ? INSTRUMENTED_BY[this.via] : undefined;
  }

  private get isCovered(): boolean {
    const { tracing } = this.file;
    const before = this.event.shape.transportBefore;
    // Of a version that is not known, either way to send may be the one.
    const isOpen = before && this.file.holds(before.versions) === undefined;
    return (
      tracing.covers(this.via) !== false || (isOpen === true && tracing.covers(before.transport) !== false)
    );
  }

  /** `context.with(suppressTracing(context.active()), () => fetch(url))` */
  private get isSuppressed(): boolean {
    const { syntax } = this.file;
    if (!syntax.text.includes('suppressTracing')) return false;
    for (let at: TSESTree.Node | undefined = this.node.parent; at; at = at.parent) {
      if (at.type !== 'CallExpression') continue;
      const [first] = at.arguments;
      if (first && /suppress/i.test(syntax.textOf(first))) return true;
    }
    return false;
  }
}

/** A trace context that is injected where nobody sends it from, in the linted file. */
export class LostInjectionSite {
  constructor(
    readonly event: LostInjection,
    readonly node: TSESTree.CallExpression,
    readonly file: AnalysedFile,
  ) {}

  /** Whether it matters: no test, and no `fetch` that an instrumentation injects into anyway. */
  get breaksTrace(): boolean {
    const { tracing, role } = this.file;
    return (
      role.role !== 'tests' && !(tracing.traces && tracing.covers(GLOBAL_FETCH.request.transport) === true)
    );
  }
}
