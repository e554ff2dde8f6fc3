/** The methods by which apps and routers register a handler for one method of HTTP, and for all of them. */
export const ROUTE_VERBS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'all'] as const;
