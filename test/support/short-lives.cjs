// Executions of the local runtime live for milliseconds, each in a context of its own: V8 compiles what is hot in one of them for
// nothing. With this budget only what is really hot, over many of them, is optimised.
const { setFlagsFromString } = require('node:v8');

setFlagsFromString('--interrupt-budget=1000000');
