import { analyze } from '@typescript-eslint/scope-manager';
import { parse, parseSync } from 'oxc-parser/src-js/bindings';
import { jsonParseAst } from 'oxc-parser/src-js/wrap';
import { NativeParser } from '../estree/native.js';

export { ParseError } from '../estree/native.js';

const parser = new NativeParser({ parseSync, parse, jsonParseAst }, analyze);

export const parseFile = parser.parseFile.bind(parser);
export const parseBeside = parser.parseBeside.bind(parser);
export const parseModule = parser.parseModule.bind(parser);
export const syntaxError = parser.syntaxError.bind(parser);
export const syntaxErrorBeside = parser.syntaxErrorBeside.bind(parser);
