import { parseSync } from 'oxc-parser';
import { NativeParser } from '../estree/native.js';

export { ParseError } from '../estree/native.js';

const parser = new NativeParser(parseSync);

export const parseFile = parser.parseFile.bind(parser);
export const parseModule = parser.parseModule.bind(parser);
export const syntaxError = parser.syntaxError.bind(parser);
