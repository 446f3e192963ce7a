/** Modules of TypeScript and JavaScript: what names mean that are exported, handed on, imported and loaded. */
import { hold } from '../api-rules.ts';

hold({
  found: [
    [
      'a name gone that a pattern exported',
      {
        base: {
          'src/x.ts':
            'const all = { run: () => 1, stop: () => 2 };\nexport const { run, stop } = all;\n',
        },
        a: { 'src/x.ts': 'const all = { stop: () => 2 };\nexport const { stop } = all;\n' },
        b: { 'src/use.ts': "import { run } from './x';\nexport const z = run();\n" },
      },
      '0.95 a removes run; b newly imports it from ./x',
    ],
    [
      'a function gone of an object that is all of a module',
      {
        base: { 'src/x.js': 'exports.run = () => 1;\nexports.y = 2;\n' },
        a: { 'src/x.js': 'module.exports = { y: 2 };\n' },
        b: { 'src/use.js': "const { run } = require('./x');\nexports.z = run();\n" },
      },
      '0.95 a removes run; b newly imports it from ./x',
    ],
    [
      'a type gone that a type newly loads',
      {
        base: { 'src/x.ts': 'export interface T { a: string }\nexport const y = 1;\n' },
        a: { 'src/x.ts': 'export const y = 1;\n' },
        b: { 'src/use.ts': "export function f(t: import('./x').T) { return t.a; }\n" },
      },
      '0.95 a removes T; b newly imports it from ./x',
    ],
    [
      'a function gone of a module that is newly loaded for it',
      {
        base: { 'src/x.js': 'exports.run = () => 1;\nexports.y = 2;\n' },
        a: { 'src/x.js': 'exports.y = 2;\n' },
        b: { 'src/use.js': "exports.z = require('./x').run();\n" },
      },
      '0.95 a removes run; b newly imports it from ./x',
    ],
    [
      'a function that was all of a module, and is one of several now',
      {
        base: { 'lib/run.js': 'module.exports = function run(a) { return a; };\n' },
        a: { 'lib/run.js': 'module.exports = { run(a) { return a; }, stop() {} };\n' },
        b: { 'lib/use.js': "const run = require('./run');\nmodule.exports = run(1);\n" },
      },
      '0.95 a removes default; b newly calls run',
    ],
    [
      'an import that is one of a type now, where its value is newly used',
      {
        base: {
          'src/s.ts':
            "import { Thing } from './thing';\nexport function first(thing: Thing) {\n  return thing.size;\n}\n\nexport function second() {\n  return 1;\n}\n\nexport const other = 2;\n",
          'src/thing.ts': 'export class Thing { size = 1; }\n',
        },
        a: {
          'src/s.ts':
            "import type { Thing } from './thing';\nexport function first(thing: Thing) {\n  return thing.size;\n}\n\nexport function second() {\n  return 1;\n}\n\nexport const other = 2;\n",
        },
        b: {
          'src/s.ts':
            "import { Thing } from './thing';\nexport function first(thing: Thing) {\n  return thing.size;\n}\n\nexport function second() {\n  return new Thing();\n}\n\nexport const other = 2;\n",
        },
      },
      '0.9 a imports Thing in src/s.ts as a type only; b newly uses its value there',
    ],
    [
      'an import under another name, where a field has its old one',
      {
        base: {
          'src/s.ts':
            "import { logger } from './log';\nexport class Stream {\n  first() {\n    logger.info('a');\n  }\n  second() {\n    return 1;\n  }\n  third() {\n    return 2;\n  }\n}\n",
          'src/log.ts': 'export const logger = { info(a: string) {} };\n',
        },
        a: {
          'src/s.ts':
            "import { logger as defaultLogger } from './log';\nexport class Stream {\n  private logger = defaultLogger;\n  first() {\n    this.logger.info('a');\n  }\n  second() {\n    return 1;\n  }\n  third() {\n    return 2;\n  }\n}\n",
        },
        b: {
          'src/s.ts':
            "import { logger } from './log';\nexport class Stream {\n  first() {\n    logger.info('a');\n  }\n  second() {\n    return 1;\n  }\n  third() {\n    logger.info('b');\n    return 2;\n  }\n}\n",
        },
      },
      '0.9 a no longer imports logger in src/s.ts; b newly uses it there, and nothing brings it once merged',
    ],
    [
      'a type gone from a file of which an index makes a namespace',
      {
        base: {
          'packages/types/src/index.ts': "export * as chain from './chain';\n",
          'packages/types/src/chain/index.ts':
            'export type Message<T> = { data: T };\nexport type Input = string;\n',
          'tsconfig.json':
            '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler","noEmit":true,"strict":true,"paths":{"@acme/types":["./packages/types/src/index.ts"]}},"include":["packages"]}\n',
        },
        a: { 'packages/types/src/chain/index.ts': 'export type Input = string;\n' },
        b: {
          'packages/adapters/src/base.ts':
            "import { chain } from '@acme/types';\nexport type Handler = (message: chain.Message<string>) => void;\n",
        },
      },
      '0.85 a removes Message; b newly uses chain.Message',
    ],
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
      'a function of an object that has all of another module now',
      {
        base: { 'src/x.js': 'exports.run = () => 1;\nexports.y = 2;\n' },
        a: {
          'src/x.js': "module.exports = { ...require('./impl'), y: 2 };\n",
          'src/impl.js': 'exports.run = () => 1;\n',
        },
        b: { 'src/use.js': "const { run } = require('./x');\nexports.z = run();\n" },
      },
    ],
    [
      'a function of an object that has all of a variable now',
      {
        base: { 'src/x.js': 'exports.run = () => 1;\nexports.y = 2;\n' },
        a: {
          'src/x.js':
            "const make = require('./impl');\nconst all = make();\nmodule.exports = { ...all, y: 2 };\n",
          'src/impl.js': 'module.exports = () => ({ run: () => 1 });\n',
        },
        b: { 'src/use.js': "const { run } = require('./x');\nexports.z = run();\n" },
      },
    ],
    [
      'a function that another module has, assigned to what is exported',
      {
        base: { 'src/x.js': 'exports.run = () => 1;\nexports.y = 2;\n' },
        a: {
          'src/x.js': "exports.y = 2;\nObject.assign(exports, require('./impl'));\n",
          'src/impl.js': 'exports.run = () => 1;\n',
        },
        b: { 'src/use.js': "const { run } = require('./x');\nexports.z = run();\n" },
      },
    ],
    [
      'a function that is exported by a property that is defined',
      {
        base: { 'src/x.js': 'exports.run = () => 1;\nexports.y = 2;\n' },
        a: {
          'src/x.js':
            "Object.defineProperty(exports, 'run', { get: () => require('./impl').run });\nexports.y = 2;\n",
          'src/impl.js': 'exports.run = () => 1;\n',
        },
        b: { 'src/use.js': "const { run } = require('./x');\nexports.z = run();\n" },
      },
    ],
    [
      'a function that a pattern exports now',
      {
        base: { 'src/x.ts': 'export function run() { return 1; }\n' },
        a: {
          'src/x.ts': "import * as impl from './impl';\nexport const { run } = impl;\n",
          'src/impl.ts': 'export const run = () => 1;\n',
        },
        b: { 'src/use.ts': "import { run } from './x';\nexport const z = run();\n" },
      },
    ],
    [
      'a function gone whose name what is loaded later has',
      {
        base: { 'src/x.ts': 'export const then = () => 1;\nexport const y = 2;\n' },
        a: { 'src/x.ts': 'export const y = 2;\n' },
        b: { 'src/use.ts': "export const z = () => import('./x').then((m) => m.y);\n" },
      },
    ],
    [
      'a type that is handed on now, and that a type newly loads',
      {
        base: { 'src/x.ts': 'export interface T { a: string }\nexport const y = 2;\n' },
        a: {
          'src/x.ts': "export const y = 2;\nexport type { T } from './z';\n",
          'src/z.ts': 'export interface T { a: string }\n',
        },
        b: { 'src/use.ts': "export const z = (t: import('./x').T) => t.a;\n" },
      },
    ],
    [
      'a function that is all of a module, and is wrapped now',
      {
        base: {
          'lib/run.js': 'module.exports = function run(a) { return a; };\n',
          'lib/wrap.js': 'module.exports = (fn) => fn;\n',
        },
        a: {
          'lib/run.js':
            "const wrap = require('./wrap');\nmodule.exports = wrap(function run(a) { return a; });\n",
        },
        b: { 'lib/use.js': "const run = require('./run');\nmodule.exports = run(1);\n" },
      },
    ],
    [
      'a function that is all of a module, and comes from another one now',
      {
        base: { 'lib/run.js': 'module.exports = function run(a) { return a; };\n' },
        a: {
          'lib/run.js': "module.exports = require('./other');\n",
          'lib/other.js': 'module.exports = function run(a) { return a; };\n',
        },
        b: { 'lib/use.js': "const run = require('./run');\nmodule.exports = run(1);\n" },
      },
    ],
    [
      'an import that is one of a type now, newly used as a type',
      {
        base: {
          'src/s.ts':
            "import { Thing } from './thing';\nexport function first(thing: Thing) {\n  return thing.size;\n}\n\nexport function second() {\n  return 1;\n}\n\nexport const other = 2;\n",
          'src/thing.ts': 'export class Thing { size = 1; }\n',
        },
        a: {
          'src/s.ts':
            "import { type Thing } from './thing';\nexport function first(thing: Thing) {\n  return thing.size;\n}\n\nexport function second() {\n  return 1;\n}\n\nexport const other = 2;\n",
        },
        b: {
          'src/s.ts':
            "import { Thing } from './thing';\nexport function first(thing: Thing) {\n  return thing.size;\n}\n\nexport function second(things: Thing[], make: typeof Thing) {\n  return things.length;\n}\n\nexport const other = 2;\n",
        },
      },
    ],
    [
      'an import under another name, where a parameter has its old one',
      {
        base: {
          'src/s.ts':
            "import { logger } from './log';\nexport class Stream {\n  first() {\n    logger.info('a');\n  }\n  second() {\n    return 1;\n  }\n  third() {\n    return 2;\n  }\n}\n",
          'src/log.ts': 'export const logger = { info(a: string) {} };\n',
        },
        a: {
          'src/s.ts':
            "import { logger as defaultLogger } from './log';\nexport class Stream {\n  private logger = defaultLogger;\n  first() {\n    this.logger.info('a');\n  }\n  second() {\n    return 1;\n  }\n  third() {\n    return 2;\n  }\n}\n",
        },
        b: {
          'src/s.ts':
            "import { logger } from './log';\nexport class Stream {\n  first() {\n    logger.info('a');\n  }\n  second() {\n    return 1;\n  }\n  third(logger: { info(a: string): void }) {\n    logger.info('b');\n    return 2;\n  }\n}\n",
        },
      },
    ],
    [
      'a member of what is imported, named like a function gone',
      {
        base: {
          'packages/types/src/index.ts':
            "export * from './chain';\nexport const chain = { message: 1 };\n",
          'packages/types/src/chain/index.ts':
            'export function message() { return 1; }\nexport type Input = string;\n',
          'tsconfig.json':
            '{"compilerOptions":{"module":"esnext","moduleResolution":"bundler","noEmit":true,"strict":true,"paths":{"@acme/types":["./packages/types/src/index.ts"]}},"include":["packages"]}\n',
        },
        a: { 'packages/types/src/chain/index.ts': 'export type Input = string;\n' },
        b: {
          'packages/adapters/src/base.ts':
            "import { chain } from '@acme/types';\nexport const made = chain.message;\n",
        },
      },
    ],
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
