/** A bad argument or input, to be told in one line. */
export class InputError extends Error {}

/** The reason of a failed file operation in plain words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOENT':
      return 'no such file or directory';
    case 'ELOOP':
      return 'too many symbolic links';
    case 'ENOTDIR':
      return 'not a directory';
    case 'ENAMETOOLONG':
      return 'the name is too long';
    case 'ERR_INVALID_ARG_VALUE':
      return 'a NUL byte in the path';
    case 'EISDIR':
      return 'a directory';
    case 'ENOSPC':
      return 'no space left on the disk';
    case 'EROFS':
      return 'a read-only file system';
    default:
      return message.split('\n')[0] ?? 'unknown';
  }
}
