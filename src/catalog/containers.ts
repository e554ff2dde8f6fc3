/** What a container is registered a service with gives under the service's name. */
export type Registers =
  /** What it is given. */
  | 'value'
  /** What the function that it is given returns. */
  | 'result'
  /** An object of the class that it is given. */
  | 'instance';

/** Functions of containers of services that say how a service is made, by their packages. */
export const SERVICE_REGISTRATIONS: Readonly<Record<string, Readonly<Record<string, Registers>>>> = {
  awilix: { asValue: 'value', asFunction: 'result', asClass: 'instance' },
};

/** What a registration says besides of how long a service lives: `asFunction(makeLogger).singleton()`. */
export const REGISTRATION_OPTIONS: ReadonlySet<string> = new Set([
  ...['singleton', 'scoped', 'transient', 'proxy', 'classic', 'setLifetime', 'disposer', 'inject'],
]);

/** Members of containers that have all services as members: awilix' `container.cradle`. */
export const HOLDS_SERVICES: ReadonlySet<string> = new Set(['cradle']);

/** Methods of containers that are given what makes a service, which they call with themselves. */
export const MAKES_SERVICE: ReadonlySet<string> = new Set([
  ...['singleton', 'bind', 'register', 'factory', 'transient'],
]);

const NAMES: ReadonlySet<string> = new Set(Object.values(SERVICE_REGISTRATIONS).flatMap(Object.keys));

/** Whether a function may say how a service is made, by its name. */
export function mayRegister(name: string): boolean {
  return NAMES.has(name);
}
