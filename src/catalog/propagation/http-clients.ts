import type { HttpTransport, Library, RequestChain, RequestMethod } from '../schema.js';
import { HTTP_SERVER } from './messaging.js';

/**
 * Every HTTP client the plugin knows: how it is called, where its headers go, and what it sends requests with,
 * which decides which instrumentation injects the trace context by itself. To add one: an entry here and its
 * outcomes in `tests/catalog/propagation.test.ts`, where a real server says what arrives.
 */

type Requests = Readonly<Record<string, RequestMethod>>;

/** The same way of writing a request under several names. */
function named(names: readonly string[], method: RequestMethod): Requests {
  return Object.fromEntries(names.map((name) => [name, method]));
}

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head'] as const;
const WITHOUT_BODY = ['get', 'delete', 'head', 'options'] as const;
const WITH_BODY = ['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm'] as const;

/** `(url, options?)`, or options alone. */
const urlOptions = (transport: HttpTransport): RequestMethod => ({ transport, options: [1, 0] });

const axiosRequests: Requests = {
  '()': { transport: 'http', options: [0, 1] },
  request: { transport: 'http', options: [0] },
  ...named(WITHOUT_BODY, { transport: 'http', options: [1] }),
  ...named(WITH_BODY, { transport: 'http', options: [2], body: 1 }),
};

const SETS_DISPATCHER = /setGlobalDispatcher\s*\(/;

/** The global `fetch`: it stands in no package. */
export const GLOBAL_FETCH: {
  /** How messages name it, and code. */
  readonly name: string;
  readonly request: RequestMethod;
  readonly hook: RegExp;
} = {
  name: 'fetch',
  request: { transport: 'undici', options: [1] },
  hook: new RegExp(
    `\\b(?:globalThis|global)(?:\\.fetch|\\[['"]fetch['"]\\])\\s*=(?!=)|${SETS_DISPATCHER.source}`,
  ),
};

/** Run by hand with 6.1 and 7.4 against a server: the global `fetch` since 7, node-fetch before. */
const GRAPHQL_REQUEST = {
  transport: 'undici',
  transportBefore: { transport: 'http', versions: [{ package: 'graphql-request', before: '7.0.0' }] },
} as const satisfies RequestMethod;

const SUPERAGENT_CHAIN: RequestChain = { set: 'set', sends: 'awaited', mayInject: ['use'] };
const WRETCH_CHAIN: RequestChain = {
  set: 'headers',
  sends: 'called',
  mayInject: ['middlewares', 'defer', 'addon', 'options', 'polyfills'],
};

export const HTTP_CLIENTS: readonly Library[] = [
  {
    id: 'axios',
    packages: ['axios'],
    exports: { default: 'axios', '*': 'axios', axios: 'axios' },
    types: { AxiosInstance: 'axios', AxiosStatic: 'axios' },
    kinds: {
      axios: {
        requests: axiosRequests,
        steps: { 'create()': 'axios', default: 'axios', axios: 'axios' },
        intercepts: ['interceptors'],
        interceptsShared: ['interceptors'],
        // `axios.get(url, { adapter: 'fetch' })`
        transportBy: { option: 'adapter', mentions: 'fetch', transport: 'undici' },
      },
    },
    hook: /\.interceptors\.request\.use\s*\(|\.defaults\.headers\b/,
  },
  {
    id: '@nestjs/axios',
    packages: ['@nestjs/axios'],
    exports: {},
    types: { HttpService: 'service' },
    kinds: {
      service: {
        requests: {
          request: { transport: 'http', options: [0] },
          ...named(['get', 'delete', 'head'], { transport: 'http', options: [1] }),
          ...named(WITH_BODY, { transport: 'http', options: [2], body: 1 }),
        },
        steps: { axiosRef: 'axios' },
        intercepts: ['axiosRef'],
        interceptsShared: ['axiosRef'],
      },
      axios: {
        requests: axiosRequests,
        intercepts: ['interceptors'],
        interceptsShared: ['interceptors'],
      },
    },
    hook: /\.interceptors\.request\.use\s*\(|\baxiosRef\.defaults\b|HttpModule\.register/,
    isHandedIn: true,
  },
  {
    id: 'undici',
    packages: ['undici'],
    exports: {
      fetch: 'function',
      request: 'function',
      stream: 'function',
      pipeline: 'function',
      Client: 'Dispatcher',
      Pool: 'Dispatcher',
      BalancedPool: 'Dispatcher',
      Agent: 'Dispatcher',
      ProxyAgent: 'Dispatcher',
      EnvHttpProxyAgent: 'Dispatcher',
      RetryAgent: 'Dispatcher',
    },
    types: { Dispatcher: 'dispatcher', Client: 'dispatcher', Pool: 'dispatcher', Agent: 'dispatcher' },
    kinds: {
      function: { requests: { '()': { transport: 'undici', options: [1] } } },
      Dispatcher: { steps: { new: 'dispatcher' } },
      dispatcher: {
        requests: named(['request', 'stream', 'pipeline', 'dispatch'], {
          transport: 'undici',
          options: [0],
        }),
        steps: { 'compose()': 'dispatcher' },
        intercepts: ['compose'],
      },
    },
    hook: SETS_DISPATCHER,
  },
  {
    id: 'node:http',
    packages: ['http', 'https', 'node:http', 'node:https'],
    exports: { default: 'module', get: 'function', request: 'function', createServer: 'createServer' },
    kinds: {
      module: {
        requests: named(['get', 'request'], urlOptions('http')),
        consumes: { createServer: HTTP_SERVER },
      },
      createServer: { consumes: { '()': HTTP_SERVER } },
      function: { requests: { '()': urlOptions('http') } },
    },
  },
  {
    id: 'got',
    packages: ['got'],
    exports: { default: 'got', '*': 'got', got: 'got' },
    types: { Got: 'got', ExtendedGot: 'got' },
    kinds: {
      got: {
        requests: {
          '()': urlOptions('http'),
          ...named([...VERBS, 'stream', 'paginate'], { transport: 'http', options: [1] }),
        },
        steps: { 'extend()': 'got', default: 'got', got: 'got', stream: 'got' },
        intercepts: ['hooks', 'beforeRequest'],
      },
    },
  },
  {
    id: 'ky',
    packages: ['ky', 'ky-universal'],
    exports: { default: 'ky', '*': 'ky' },
    types: { KyInstance: 'ky' },
    kinds: {
      ky: {
        requests: {
          '()': { transport: 'undici', options: [1] },
          ...named(VERBS, { transport: 'undici', options: [1] }),
        },
        steps: { 'extend()': 'ky', 'create()': 'ky', default: 'ky' },
        intercepts: ['hooks', 'beforeRequest'],
      },
    },
  },
  {
    id: 'node-fetch',
    packages: ['node-fetch', 'cross-fetch', 'node-fetch-native'],
    exports: { default: 'fetch', '*': 'fetch', fetch: 'fetch' },
    kinds: {
      fetch: { requests: { '()': { transport: 'http', options: [1] } }, steps: { default: 'fetch' } },
    },
  },
  {
    id: 'superagent',
    packages: ['superagent'],
    exports: { default: 'superagent', '*': 'superagent' },
    kinds: {
      superagent: {
        requests: {
          // `request(method, url)`
          '()': { transport: 'http', url: 1, chain: SUPERAGENT_CHAIN },
          ...named([...VERBS, 'del', 'options'], {
            transport: 'http',
            chain: SUPERAGENT_CHAIN,
          }),
        },
        steps: { 'agent()': 'superagent', default: 'superagent' },
        intercepts: ['use', 'set'],
      },
    },
  },
  {
    id: 'needle',
    packages: ['needle'],
    exports: { default: 'needle', '*': 'needle' },
    kinds: {
      needle: {
        requests: {
          '()': { transport: 'http', url: 1, options: [3, 2] },
          ...named(['get', 'head'], { transport: 'http', options: [1] }),
          ...named(['post', 'put', 'patch', 'delete'], { transport: 'http', options: [2], body: 1 }),
          request: { transport: 'http', url: 1, options: [3], body: 2 },
        },
        steps: { default: 'needle' },
      },
    },
  },
  {
    id: 'wretch',
    packages: ['wretch'],
    exports: { default: 'wretch', '*': 'wretch' },
    kinds: {
      wretch: { steps: { '()': 'request', default: 'wretch' } },
      request: {
        requests: named([...VERBS, 'fetch', 'opts'], {
          transport: 'undici',
          chain: WRETCH_CHAIN,
        }),
        steps: Object.fromEntries(
          [
            'url',
            'headers',
            'auth',
            'accept',
            'content',
            'options',
            'json',
            'body',
            'query',
            'addon',
            'catcher',
          ]
            .concat('middlewares', 'defer', 'resolve', 'errorType', 'polyfills', 'replace')
            .map((name) => [`${name}()`, 'request']),
        ),
      },
    },
  },
  {
    id: 'ofetch',
    packages: ['ofetch'],
    exports: { ofetch: 'ofetch', $fetch: 'ofetch' },
    kinds: {
      ofetch: {
        requests: {
          '()': { transport: 'undici', options: [1] },
          raw: { transport: 'undici', options: [1] },
        },
        steps: { 'create()': 'ofetch' },
        intercepts: ['onRequest'],
      },
    },
  },
  {
    id: 'graphql-request',
    packages: ['graphql-request'],
    exports: { GraphQLClient: 'Client', request: 'function', rawRequest: 'function', batchRequests: 'batch' },
    types: { GraphQLClient: 'client' },
    kinds: {
      Client: { steps: { new: 'client' } },
      // Its address is the client's.
      client: {
        requests: {
          ...named(['request', 'rawRequest'], { ...GRAPHQL_REQUEST, headers: 2 }),
          batchRequests: { ...GRAPHQL_REQUEST, headers: 1 },
        },
        steps: { 'setHeader()': 'client', 'setHeaders()': 'client', 'setEndpoint()': 'client' },
        intercepts: ['requestMiddleware', 'setHeader', 'setHeaders', 'fetch'],
      },
      function: { requests: { '()': { ...GRAPHQL_REQUEST, headers: 3 } } },
      batch: { requests: { '()': { ...GRAPHQL_REQUEST, headers: 2 } } },
    },
  },
  {
    id: 'request',
    packages: ['request', 'request-promise', 'request-promise-native'],
    exports: { default: 'request', '*': 'request' },
    kinds: {
      request: {
        requests: {
          '()': urlOptions('http'),
          ...named([...VERBS, 'del'], urlOptions('http')),
        },
        steps: { 'defaults()': 'request', default: 'request' },
      },
    },
  },
  {
    id: 'node:http2',
    packages: ['http2', 'node:http2'],
    exports: { default: 'module', connect: 'connect' },
    types: { ClientHttp2Session: 'session' },
    kinds: {
      module: { steps: { 'connect()': 'session' } },
      connect: { steps: { '()': 'session' } },
      session: { requests: { request: { transport: 'http2', headers: 0 } } },
    },
  },
];
