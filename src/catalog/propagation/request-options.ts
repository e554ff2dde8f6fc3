/** Options of HTTP clients, and modules, that say what a request is sent with. */

/** Modules that export a `Headers` like the global one. */
export const HEADERS_MODULES: ReadonlySet<string> = new Set(['node-fetch', 'undici']);

/** Modules whose own functions send requests that wait for an answer as long as it takes. */
export const UNLIMITED_CLIENTS: ReadonlySet<string> = new Set(['axios', 'node-fetch']);

/** Options of one request that may fill its headers when it is sent. */
export const REQUEST_HOOKS: ReadonlySet<string> = new Set([
  'hooks',
  'onRequest',
  'transformRequest',
  'adapter',
  'dispatcher',
  'fetch',
  'interceptors',
]);

/** Options of a client that send its requests in a way of their own. */
export const SENDING_OPTIONS: ReadonlySet<string> = new Set(['fetch', 'adapter', 'factory']);

/** Options that no body has: an object of nothing else is none. */
export const OPTION_KEYS: ReadonlySet<string> = new Set([
  ...['headers', 'params', 'timeout', 'auth', 'responseType', 'withCredentials', 'httpAgent', 'httpsAgent'],
  ...['signal', 'maxRedirects', 'validateStatus', 'baseURL', 'proxy', 'open_timeout', 'read_timeout'],
]);
