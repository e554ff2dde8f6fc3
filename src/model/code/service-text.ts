import {
  LOADED_BY_FRAMEWORK,
  OF_SERVICES,
  SERVER_PACKAGES,
  SERVICE_PACKAGES,
} from '../../catalog/packages.js';
import { importsOf, listens } from './program-text.js';

/** Files and folders that frameworks load by their names, or that stand for a program of their own. */
const LOADED_BY_NAME =
  /(?:^|\/)(?:pages\/api|app\/api|api|routes?|routers?|controllers?|handlers?|endpoints?|jobs?|workers?|queues?|consumers?|processors?|subscribers?|listeners?|cron(?:s|[_-]?jobs)?|tasks?|services?|middlewares?|resolvers?|models?|repositor(?:y|ies)|lambdas?|functions)\/|\.(?:controller|service|gateway|resolver|module|worker|job|handler|route|server)\.[cm]?[jt]s$|(?:^|\/)\+(?:server|page\.server|layout\.server)\.[cm]?[jt]s$|(?:^|\/)route\.[cm]?[jt]s$/;

const ENTRY =
  /^(?:src\/|app\/|server\/|backend\/)?(?:index|main|app|server|worker|start|www|bootstrap)\.[cm]?[jt]s$/;

/** A program that goes on: it waits for a signal, a message or the time. */
const GOES_ON =
  /\bSIG(?:TERM|INT)\b|\bsetInterval\s*\(|\bcron\b|\bcluster\.(?:fork|isPrimary|isMaster)\b|\.(?:subscribe|consume)\s*\(|\bnew Worker\s*\(|\bcreateServer\s*\(/i;

/**
 * Whether a file is seen to be a part of what serves, by itself: it waits for requests, messages or the time, uses what only
 * services use, or is loaded by a framework, by what it says or where it stands.
 *
 * @param path from the package's root
 */
export function servesByItself(path: string, text: string): boolean {
  if (listens(text) || GOES_ON.test(text) || ENTRY.test(path)) return true;
  if (LOADED_BY_NAME.test(path) || LOADED_BY_FRAMEWORK.test(text)) return true;
  return importsOf(text).some(isOfService);
}

function isOfService(module: string): boolean {
  const [scope = '', name] = module.split('/');
  const owner = scope.startsWith('@') && name !== undefined ? `${scope}/${name}` : scope;
  return SERVER_PACKAGES.has(owner) || SERVICE_PACKAGES.has(owner) || OF_SERVICES.test(module);
}
