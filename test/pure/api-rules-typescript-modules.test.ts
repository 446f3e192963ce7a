/** Modules of TypeScript and JavaScript: what names mean that are exported, handed on, imported and loaded. */
import { hold } from '../api-rules.ts';

hold({
  found: [
    [
      'a function that is imported under another name',
      {
        base: { 'src/u.ts': 'export function fetchIt(a: string): void {}\n' },
        a: { 'src/u.ts': 'export function fetchIt(a: string, b: number): void {}\n' },
        b: { 'src/use.ts': "import { fetchIt as goTo } from './u';\ngoTo('a');\n" },
      },
      '0.95 a changes fetchIt from fetchIt(string): void to fetchIt(string, number): void; b newly calls it with 1 argument',
    ],
    [
      'a default export that is imported under another name',
      {
        base: { 'src/u.ts': 'export default function fetchIt(a: string): void {}\n' },
        a: { 'src/u.ts': 'export default function fetchIt(a: string, b: number): void {}\n' },
        b: { 'src/use.ts': "import go from './u';\ngo('a');\n" },
      },
      '0.95 a changes fetchIt from fetchIt(string): void to fetchIt(string, number): void; b newly calls it with 1 argument',
    ],
    [
      'a file that only an expression loads',
      {
        base: { 'src/page.ts': 'export const page = 1;\n' },
        a: { 'src/page.ts': null },
        b: { 'src/use.ts': "export const load = () => import('./page');\n" },
      },
      '0.9 a deletes src/page.ts; b newly imports it in src/use.ts',
    ],
    [
      'a moved file that is the one function it exports',
      {
        base: { 'lib/helpers/x.js': 'module.exports = function x(a) { return a + 1; };\n' },
        a: {
          'lib/helpers/x.js': null,
          'lib/shared/x.js': 'module.exports = function x(a) { return a + 1; };\n',
        },
        b: { 'lib/rules/use.js': "const x = require('../helpers/x');\nmodule.exports = x(1);\n" },
      },
      '0.9 a deletes lib/helpers/x.js; b newly imports it in lib/rules/use.js',
    ],
  ],
  silent: [
    [
      'a renamed function, exported under its old name',
      {
        base: { 'src/u.ts': 'export function oldName(a: string): string { return a; }\n' },
        a: {
          'src/u.ts':
            'export function newName(a: string): string { return a; }\nexport { newName as oldName };\n',
        },
        b: { 'src/use.ts': "import { oldName } from './u';\noldName('a');\n" },
      },
    ],
    [
      'another name of a class that is the default export',
      {
        base: { 'src/u.ts': 'export default class Old { go(): void {} }\n' },
        a: { 'src/u.ts': 'export default class Newer { go(): void {} }\n' },
        b: { 'src/use.ts': "import Old from './u';\nnew Old().go();\n" },
      },
    ],
    [
      'a file that becomes a folder',
      {
        base: { 'src/foo.ts': 'export const x = 1;\n' },
        a: { 'src/foo.ts': null, 'src/foo/index.ts': 'export const x = 1;\n' },
        b: { 'src/use.ts': "import { x } from './foo';\nexport const y = x;\n" },
      },
    ],
    [
      'a class that moves behind an index of everything',
      {
        base: {
          'src/a.ts': 'export class Foo { run(): void {} }\nexport const nothing = 1;\n',
          'src/index.ts': "export * from './a';\n",
        },
        a: {
          'src/a.ts': 'export const nothing = 1;\n',
          'src/b.ts': 'export class Foo { run(): void {} }\n',
          'src/index.ts': "export * from './a';\nexport * from './b';\n",
        },
        b: { 'app/use.ts': "import { Foo } from '../src/index';\nnew Foo().run();\n" },
      },
    ],
    [
      'an enum that becomes an object of constants',
      {
        base: { 'src/u.ts': "export enum Mode { On = 'on', Off = 'off' }\n" },
        a: {
          'src/u.ts':
            "export const Mode = { On: 'on', Off: 'off' } as const;\nexport type Mode = (typeof Mode)[keyof typeof Mode];\n",
        },
        b: { 'src/use.ts': "import { Mode } from './u';\nexport const m: Mode = Mode.On;\n" },
      },
    ],
  ],
});
