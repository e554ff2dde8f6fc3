/**
 * Programs that a test starts print plain text: `npm test` asks vitest for colours, and in CI that reaches every child
 * process, where a `console.log(1)` is then coloured too.
 */
delete process.env.FORCE_COLOR;
