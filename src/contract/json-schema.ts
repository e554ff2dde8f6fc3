/** The parts that the JSON Schemas of all outputs are made of. */

export function object(
  properties: Readonly<Record<string, object>>,
  required: readonly string[] = Object.keys(properties),
): object {
  return { type: 'object', properties, required, additionalProperties: false };
}

export function list(items: object, description?: string): object {
  return { type: 'array', items, ...(description !== undefined && { description }) };
}

export function text(description?: string): object {
  return { type: 'string', ...(description !== undefined && { description }) };
}

/** A place, where the schema defines `place`. */
export function place(): object {
  return { $ref: '#/definitions/place' };
}
