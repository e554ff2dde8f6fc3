/** The data of a reason whose code says it all. */
export type CodeAlone = unknown;

/** The reasons of a table: an interface of codes and the data that each carries. */
export type ReasonsOf<Table, Code extends keyof Table = keyof Table> = {
  [Each in Code]: { readonly code: Each } & Table[Each];
}[Code];

/** The text of every reason in a table: fixed, or made of the reason's data. A code without a text is a type error. */
export type Texts<Table> = {
  readonly [Code in keyof Table]: string | ((reason: ReasonsOf<Table, Code>) => string);
};
