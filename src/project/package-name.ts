/** The package of a specifier: `@acme/log` of `@acme/log/node`; the first part of one that names no package. */
export function packageNameOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The package of DefinitelyTyped that declares another: `@types/acme__log` for `@acme/log`. */
export function typesPackageOf(name: string): string {
  return `@types/${name.replace(/^@(.*)\//, '$1__')}`;
}
