/** JavaScript: what one head changes and the other newly relies on, beside what only looks like it. */
import type { Rules } from './rules.ts';

export const javascript: Rules = {
  found: [
    [
      'a property of module.exports went',
      {
        base: {
          'lib/a.js': 'function load() {}\nfunction save() {}\nmodule.exports = { load, save };\n',
        },
        a: { 'lib/a.js': 'function load() {}\nmodule.exports = { load };\n' },
        b: { 'lib/b.js': "const { save } = require('./a');\nsave();\n" },
      },
      '0.95 a removes save; b newly imports it from ./a',
    ],
  ],
  silent: [],
};
