/** Modules whose functions take the path of a file as their first argument. */
export const OPENS_PATHS = /^(?:(?:node:)?fs(?:\/promises)?|fs-extra|graceful-fs)$/;

/** Modules that put paths together. */
export const MAKES_PATHS = /^(?:node:)?(?:path(?:\/(?:posix|win32))?|url)$/;
