/**
 * A function that computes what it says of an object once, however often it is asked. The answer is kept on the object itself
 * (a node, a resource), so that it goes with it: a weak map of so many nodes costs the collector more than the walks.
 */
export function oncePer<Of extends object, Value extends object>(
  compute: (of: Of) => Value,
): (of: Of) => Value {
  const key = Symbol(compute.name);
  return (of) => ((of as Of & { [key]?: Value })[key] ??= compute(of));
}
