import type { PlaygroundProject } from './project.js';

/** A project as the part of a link after `#`: compressed JSON that an address may hold. */
export async function linkOf(project: PlaygroundProject): Promise<string> {
  const bytes = await through(
    new TextEncoder().encode(JSON.stringify(project)),
    new CompressionStream('deflate-raw'),
  );
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The project of a link; undefined for a link that holds none. */
export async function projectOf(link: string): Promise<PlaygroundProject | undefined> {
  try {
    const binary = atob(link.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const json = new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')));
    const read: unknown = JSON.parse(json);
    return isProject(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

function isProject(read: unknown): read is PlaygroundProject {
  const { files, preset, logger } = (read ?? {}) as Partial<Record<keyof PlaygroundProject, unknown>>;
  const isText = (value: unknown) => typeof value === 'string';
  return (
    typeof files === 'object' &&
    files !== null &&
    Object.values(files).every(isText) &&
    Object.keys(files).length > 0 &&
    isText(preset) &&
    isText(logger)
  );
}
