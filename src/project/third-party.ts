import type { Package } from './packages.js';
import { dirname, isUnder, join } from './path.js';
import { type Project, query } from './project.js';

const LICENCE = /^(?:licen[cs]e|copying)(?:[.-](?:md|txt|mit|bsd|apache))?$/i;
/** What licences of libraries say; those of a project's paid parts say other things. */
const PERMISSIVE =
  /Permission is hereby granted|Permission to use, copy, modify|Redistribution and use in source|Apache License|\bMIT License/i;
const MAX_BYTES = 20_000;

/**
 * Whether a file is somebody else's, copied into the package: a folder above it, below the package's own, has a library's licence that
 * is not the package's.
 */
export function isThirdParty({ project, root }: Package, file: string): boolean {
  for (let folder = dirname(file); folder !== root && isUnder(root, folder); folder = dirname(folder)) {
    const licence = licenceIn(project, folder);
    if (licence !== undefined) return PERMISSIVE.test(licence) && licence !== licenceIn(project, root);
  }
  return false;
}

const licenceIn = query((project: Project, folder): string | undefined => {
  const file = project.entries(folder).find(({ name, kind }) => kind === 'file' && LICENCE.test(name));
  return file && project.read(join(folder, file.name), MAX_BYTES)?.trim();
});
