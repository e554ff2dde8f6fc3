declare module 'logplease' {
  import type { EventEmitter } from 'node:events';

  const logplease: { readonly create: (category: string) => unknown; readonly events: EventEmitter };
  export default logplease;
}
