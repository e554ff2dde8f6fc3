/** The parts of oxc-parser, which it exports without types. */
declare module 'oxc-parser/src-js/bindings' {
  export const parseSync: import('./native.js').Oxc['parseSync'];
  export const parse: import('./native.js').Oxc['parse'];
}
declare module 'oxc-parser/src-js/wrap' {
  export const jsonParseAst: import('./native.js').Oxc['jsonParseAst'];
}
