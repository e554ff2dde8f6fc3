/** A part of an expression that is filled in later: a dashboard's variable, a template's action. */
export interface Hole {
  readonly from: number;
  readonly to: number;
}
