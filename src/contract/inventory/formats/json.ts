import { printableJson } from '../../../model/text/printable.js';
import type { Inventory } from '../inventory.js';

/** The inventory as JSON: the same text for the same code, whatever machine it is taken on. */
export function jsonInventory(inventory: Inventory): string {
  return `${printableJson(JSON.stringify(inventory, undefined, 2))}\n`;
}
