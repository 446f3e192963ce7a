/** TypeScript and JavaScript: what one head changes and the other newly relies on, beside what only looks like it. */
import { hold } from '../api-rules.ts';

hold({
  found: [
    [
      'a method gone that a test newly watches by its name',
      {
        base: { 'src/api.ts': 'export class Api { load(a: string) { return a; } other() {} }\n' },
        a: { 'src/api.ts': 'export class Api { read(a: string) { return a; } other() {} }\n' },
        b: {
          'src/use.ts':
            "import { Api } from './api';\ndeclare const jest: { spyOn<T, K extends keyof T>(o: T, k: K): void };\njest.spyOn(Api.prototype, 'load');\n",
        },
      },
      '0.95 a renames Api.load to read; b newly uses Api.load',
    ],
    [
      'a function gone that a test newly watches in its module',
      {
        base: {
          'src/api.ts':
            'export function load(a: string) { return a; }\nexport function other() {}\n',
        },
        a: { 'src/api.ts': 'export function other() {}\n' },
        b: {
          'src/use.ts':
            "import * as api from './api';\ndeclare const vi: { spyOn<T, K extends keyof T>(o: T, k: K): void };\nvi.spyOn(api, 'load');\n",
        },
      },
      '0.95 a removes load; b newly uses api.load',
    ],
    [
      'a string taken out of what a parameter may be, and newly given',
      {
        base: {
          'src/run.ts': "export function run(mode: 'fast' | 'slow' | 'off') { return mode; }\n",
        },
        a: { 'src/run.ts': "export function run(mode: 'fast' | 'slow') { return mode; }\n" },
        b: { 'src/use.ts': "import { run } from './run';\nexport const x = run('off');\n" },
      },
      '0.9 a takes "off" out of what run takes; b newly writes "off" there',
    ],
    [
      'a string taken out of what a field of props may be, and newly given to an element',
      {
        base: {
          'src/run.tsx':
            "export interface RunProps { mode: 'fast' | 'slow' | 'off'; n?: number }\nexport function Run(props: RunProps) { return null; }\n",
        },
        a: {
          'src/run.tsx':
            "export interface RunProps { mode: 'fast' | 'slow'; n?: number }\nexport function Run(props: RunProps) { return null; }\n",
        },
        b: {
          'src/use.tsx': 'import { Run } from \'./run\';\nexport const x = <Run mode="off" />;\n',
        },
      },
      '0.9 a takes "off" out of RunProps.mode; b newly writes "off" there',
    ],
    [
      'a field demanded of a type, where one made from it is newly written out',
      {
        base: {
          'src/a.ts': 'export interface Base { id: string }\n',
          'src/b.ts':
            "import type { Base } from './a';\nexport interface Item extends Base { name: string }\n",
        },
        a: { 'src/a.ts': 'export interface Base { id: string; owner: string }\n' },
        b: {
          'src/use.ts':
            "import type { Item } from './b';\nexport const x: Item = { id: 'a', name: 'b' };\n",
        },
      },
      '0.85 a adds the field Base.owner; b newly writes a value of Item out in full, which is made from Base',
    ],
    [
      'a field demanded of a type, where one that is it and more is newly written out',
      {
        base: {
          'src/a.ts':
            'export interface Base { id: string }\nexport type Item = Base & { name: string };\n',
        },
        a: {
          'src/a.ts':
            'export interface Base { id: string; owner: string }\nexport type Item = Base & { name: string };\n',
        },
        b: {
          'src/use.ts':
            "import type { Item } from './a';\nexport const x: Item = { id: 'a', name: 'b' };\n",
        },
      },
      '0.85 a adds the field Base.owner; b newly writes a value of Item out in full, which is made from Base',
    ],
    [
      'a function that is a class now, newly called',
      {
        base: {
          'src/make.ts': 'export function make(a: string): { a: string } { return { a }; }\n',
        },
        a: { 'src/make.ts': 'export class make { constructor(public a: string) {} }\n' },
        b: { 'src/use.ts': "import { make } from './make';\nexport const x = make('a');\n" },
      },
      '0.95 a turns make from a function into a class; b newly calls make',
    ],
    [
      'a function that is an object now, newly called',
      {
        base: { 'src/make.ts': 'export function make(a: string) { return { a }; }\n' },
        a: { 'src/make.ts': 'export const make = { one(a: string) { return { a }; } };\n' },
        b: { 'src/use.ts': "import { make } from './make';\nexport const x = make('a');\n" },
      },
      '0.95 a turns make from a function into a constant; b newly calls make',
    ],
    [
      'a method that is an object now, newly called',
      {
        base: { 'src/make.ts': 'export const api = { load(a: string) { return a; } };\n' },
        a: { 'src/make.ts': 'export const api = { load: { one: 1 } };\n' },
        b: { 'src/use.ts': "import { api } from './make';\nexport const x = api.load('a');\n" },
      },
      '0.85 a turns api.load from a method into a field; b newly calls api.load',
    ],
    [
      'a method that is a value to get now, newly called',
      {
        base: { 'src/make.ts': "export class Api { load() { return 'a'; } other() {} }\n" },
        a: { 'src/make.ts': "export class Api { get load() { return 'a'; } other() {} }\n" },
        b: {
          'src/use.ts':
            "import { Api } from './make';\nexport function x(api: Api) { return api.load(); }\n",
        },
      },
      '0.95 a turns Api.load from a method into a field; b newly calls api.load',
    ],
    [
      'a type that takes another one now, newly named without any',
      {
        base: {
          'src/box.ts': 'export interface Box { value: string }\n',
          'src/use.ts': "import type { Box } from './box';\nexport const one = 1;\n",
        },
        a: {
          'src/box.ts': 'export interface Box<T> { value: T }\n',
          'src/use.ts': 'export const one = 1;\n',
        },
        b: {
          'src/other.ts':
            "import type { Box } from './box';\nexport function open(box: Box): unknown { return box.value; }\n",
        },
      },
      '0.85 a changes the types that Box takes from 0 to 1; b newly names it without any',
    ],
    [
      'a class that takes a type now, newly derived from without any',
      {
        base: { 'src/box.ts': 'export class Box { constructor(public value: string) {} }\n' },
        a: { 'src/box.ts': 'export class Box<T> { constructor(public value: T) {} }\n' },
        b: { 'src/other.ts': "import { Box } from './box';\nexport class Big extends Box { }\n" },
      },
      '0.85 a changes the types that Box takes from 0 to 1; b newly names it without any',
    ],
    [
      'a method of the type moved to another one, asked of the old one',
      {
        base: {
          'src/drag.ts':
            "import { Component } from './component';\nexport class Drag extends Component {\n  private static focusOf(region: string) { return region; }\n  start(region: string) { return Drag.focusOf(region); }\n\n  end() { return 1; }\n\n  other() { return 2; }\n}\n",
          'src/component.ts': 'export class Component { state = {}; }\n',
          'src/regions.ts': 'export class Regions { static all = 1; }\n',
        },
        a: {
          'src/drag.ts':
            "import { Component } from './component';\nimport { Regions } from './regions';\nexport class Drag extends Component {\n  start(region: string) { return Regions.focusOf(region); }\n\n  end() { return 1; }\n\n  other() { return 2; }\n}\n",
          'src/regions.ts':
            'export class Regions {\n  static all = 1;\n  static focusOf(region: string) { return region; }\n}\n',
        },
        b: {
          'src/drag.ts':
            "import { Component } from './component';\nexport class Drag extends Component {\n  private static focusOf(region: string) { return region; }\n  start(region: string) { return Drag.focusOf(region); }\n\n  end() { return 1; }\n\n  other() { return Drag.focusOf('x'); }\n}\n",
        },
      },
      '0.8 a moves Drag.focusOf to src/regions.ts; b newly calls Drag.focusOf',
    ],
    [
      'a constructor that the base asks more of, while a class with one is added',
      {
        base: { 'src/u.ts': 'export class Core { constructor(a: string) {} }\n' },
        a: { 'src/u.ts': 'export class Core { constructor(a: string, b: number) {} }\n' },
        b: {
          'src/use.ts':
            "import { Core } from './u';\nexport class Derived extends Core { constructor() { super('a'); } }\n",
        },
      },
      '0.95 a changes the constructor of Core from constructor(string) to constructor(string, number); b newly calls it with 1 argument',
    ],
    [
      'a protected method renamed, asked by a class made from it',
      {
        base: {
          'src/u.ts':
            'export class A { protected step(a: number): void {} go() { this.step(1); } }\n',
        },
        a: {
          'src/u.ts':
            'export class A { protected stride(a: number): void {} go() { this.stride(1); } }\n',
        },
        b: {
          'src/use.ts':
            "import { A } from './u';\nexport class B extends A { run() { this.step(1); } }\n",
        },
      },
      '0.95 a renames A.step to stride; b newly calls this.step',
    ],
    [
      'an object instead of constant values by place',
      {
        base: { 'src/u.ts': 'export function useX() { return [1, 2] as const; }\n' },
        a: { 'src/u.ts': 'export function useX() { return { a: 1, b: 2 }; }\n' },
        b: {
          'src/use.ts':
            "import { useX } from './u';\nconst [a, b] = useX();\nexport const c = a + b;\n",
        },
      },
      '0.8 a gives no list of values any more from useX; b newly takes 2 values of it',
    ],
    [
      'a name taken out of an object at the top of a file no longer',
      {
        base: { 'std/w_test.ts': 'const { test } = Deno;\ntest("a", () => {});\n' },
        a: { 'std/w_test.ts': 'Deno.test("a", () => {});\n' },
        b: {
          'std/w_test.ts': 'const { test } = Deno;\ntest("b", () => {});\ntest("a", () => {});\n',
        },
        merged: { 'std/w_test.ts': 'test("b", () => {});\nDeno.test("a", () => {});\n' },
      },
      '0.85 a no longer has test in std/w_test.ts; b newly uses it there, and nothing brings it once merged',
    ],
    [
      'an overload less in a namespace that everybody sees',
      {
        base: {
          'lib/ns.d.ts':
            'declare namespace Deno {\n  export function mkdir(path: string, options?: Options): void;\n  export function mkdir(path: string, deep?: boolean, mode?: number): void;\n}\n',
          'src/other.ts': 'export function mkdir(a: string, b: string, c: string): void {}\n',
        },
        a: {
          'lib/ns.d.ts':
            'declare namespace Deno {\n  export function mkdir(path: string, options?: Options): void;\n}\n',
        },
        b: {
          'src/fs.ts':
            'export function mkdir(path: string): void {\n  Deno.mkdir(path, true, 1);\n}\n',
        },
      },
      '0.95 a changes Deno.mkdir from mkdir(string, boolean?, number?): void to mkdir(string, Options?): void; b newly calls it with 3 arguments',
    ],
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
    [
      'a method of an interface and of all that implement it, called on who knows what: told once',
      {
        base: {
          'src/repo.ts': 'export interface Repo {\n  findItem(id: string): Item;\n}\n',
          'src/sql.ts':
            "import { Repo } from './repo';\nexport class Sql implements Repo {\n  findItem(id: string): Item { return x; }\n}\n",
          'src/mem.ts':
            "import { Repo } from './repo';\nexport class Mem implements Repo {\n  findItem(id: string): Item { return x; }\n}\n",
          'src/red.ts':
            "import { Repo } from './repo';\nexport class Red implements Repo {\n  findItem(id: string): Item { return x; }\n}\n",
        },
        a: {
          'src/repo.ts':
            'export interface Repo {\n  findItem(tenant: string, id: string): Item;\n}\n',
          'src/sql.ts':
            "import { Repo } from './repo';\nexport class Sql implements Repo {\n  findItem(tenant: string, id: string): Item { return x; }\n}\n",
          'src/mem.ts':
            "import { Repo } from './repo';\nexport class Mem implements Repo {\n  findItem(tenant: string, id: string): Item { return x; }\n}\n",
          'src/red.ts':
            "import { Repo } from './repo';\nexport class Red implements Repo {\n  findItem(tenant: string, id: string): Item { return x; }\n}\n",
        },
        b: {
          'src/new.ts':
            "import { make } from './make';\nexport function f() { return make().findItem('x'); }\n",
        },
      },
      '0.95 a changes Repo.findItem from findItem(string): Item to findItem(string, string): Item (and 3 more of that name); b newly calls it with 1 argument',
    ],
    [
      'a function becomes async',
      {
        base: { 'src/s.ts': 'export function load(p: string): Item { return x; }\n' },
        a: { 'src/s.ts': 'export async function load(p: string): Promise<Item> { return x; }\n' },
        b: {
          'src/u.ts':
            "import { load } from './s';\nexport function f() { const t = load('a'); return t.name; }\n",
        },
      },
      '0.6 a changes load from load(string): Item to load(string): Promise<Item>; b newly calls it without `await`',
    ],
    [
      'a base class renames a method that an old class newly overrides',
      {
        base: {
          'src/b.ts':
            'export abstract class Base {\n  render(a: string): string { return a; }\n}\n',
          'src/x.ts': "import { Base } from './b';\nexport class X extends Base {\n  q = 1;\n}\n",
        },
        a: {
          'src/b.ts': 'export abstract class Base {\n  draw(a: string): string { return a; }\n}\n',
        },
        b: {
          'src/x.ts':
            "import { Base } from './b';\nexport class X extends Base {\n  q = 1;\n  override render(a: string): string { return 'x'; }\n}\n",
        },
      },
      '0.85 a renames Base.render to draw; b newly gives X one',
    ],
    [
      'one property more, and a value with its type',
      {
        base: { 'src/t.ts': 'export interface Opt { a: string }\n' },
        a: { 'src/t.ts': 'export interface Opt { a: string; b: number }\n' },
        b: { 'src/u.ts': "import { Opt } from './t';\nexport const o: Opt = { a: 'x' };\n" },
      },
      '0.9 a adds the field Opt.b; b newly writes a value of Opt out in full',
    ],
    [
      'one property more, and a value that is returned',
      {
        base: { 'src/t.ts': 'export interface Opt { a: string }\n' },
        a: { 'src/t.ts': 'export interface Opt { a: string; b: number }\n' },
        b: {
          'src/u.ts':
            "import { Opt } from './t';\nexport function f(): Opt { return { a: 'x' }; }\n",
        },
      },
      '0.9 a adds the field Opt.b; b newly writes a value of Opt out in full',
    ],
    [
      'one property more, and a value that an arrow gives',
      {
        base: { 'src/t.ts': 'export interface Opt { a: string }\n' },
        a: { 'src/t.ts': 'export interface Opt { a: string; b: number }\n' },
        b: {
          'src/u.ts': "import { Opt } from './t';\nexport const f = (): Opt => ({ a: 'x' });\n",
        },
      },
      '0.9 a adds the field Opt.b; b newly writes a value of Opt out in full',
    ],
    [
      'a property that is demanded now',
      {
        base: { 'src/t.ts': 'export interface Opt { a: string; b?: number }\n' },
        a: { 'src/t.ts': 'export interface Opt { a: string; b: number }\n' },
        b: { 'src/u.ts': "import { Opt } from './t';\nexport const o: Opt = { a: 'x' };\n" },
      },
      '0.85 a demands the field Opt.b; b newly writes a value of Opt out in full',
    ],
    [
      'one property more, and an object that a function is given',
      {
        base: {
          'src/t.ts': 'export interface Opt { a: string }\nexport function run(o: Opt): void {}\n',
        },
        a: {
          'src/t.ts':
            'export interface Opt { a: string; b: number }\nexport function run(o: Opt): void {}\n',
        },
        b: { 'src/u.ts': "import { run } from './t';\nrun({ a: 'x' });\n" },
      },
      '0.85 a adds the field Opt.b; b newly gives run an object of the old shape',
    ],
    [
      'one property more, and an element',
      {
        base: {
          'src/C.tsx':
            'interface CProps { a: string }\nexport function Card(props: CProps) { return null; }\n',
        },
        a: {
          'src/C.tsx':
            'interface CProps { a: string; b: number }\nexport function Card(props: CProps) { return null; }\n',
        },
        b: {
          'src/u.tsx': 'import { Card } from \'./C\';\nexport const x = () => <Card a="x" />;\n',
        },
      },
      '0.85 a adds the field CProps.b; b newly gives Card an object of the old shape',
    ],
    [
      'one property fewer, and an element that gives it',
      {
        base: {
          'src/C.tsx':
            'interface CProps { a: string; old?: number }\nexport function Card({ a, old }: CProps) { return null; }\n',
        },
        a: {
          'src/C.tsx':
            'interface CProps { a: string }\nexport function Card({ a }: CProps) { return null; }\n',
        },
        b: {
          'src/u.tsx':
            'import { Card } from \'./C\';\nexport const x = () => <Card a="x" old={1} />;\n',
        },
      },
      '0.85 a removes the field CProps.old; b newly gives Card an object of the old shape',
    ],
    [
      'one property fewer, asked of a value of that type',
      {
        base: { 'src/t.ts': 'export interface Opt { a: string; beta: number }\n' },
        a: { 'src/t.ts': 'export interface Opt { a: string }\n' },
        b: {
          'src/u.ts': "import { Opt } from './t';\nexport function f(o: Opt) { return o.beta; }\n",
        },
      },
      '0.95 a removes Opt.beta; b newly uses o.beta',
    ],
    [
      'a default export gets a name',
      {
        base: { 'src/t.ts': 'export default function load() {}\n' },
        a: { 'src/t.ts': 'export function load() {}\n' },
        b: { 'src/u.ts': "import load from './t';\nload();\n" },
      },
      '0.9 a no longer exports a default from src/t.ts, but load; b newly imports it in src/u.ts',
    ],
    [
      'a named export becomes the default',
      {
        base: { 'src/t.ts': 'export function load() {}\n' },
        a: { 'src/t.ts': 'export default function load() {}\n' },
        b: { 'src/u.ts': "import { load } from './t';\nload();\n" },
      },
      '0.9 a no longer exports load from src/t.ts, but as its default; b newly imports it in src/u.ts',
    ],
    [
      'a member of an enum renamed',
      {
        base: { 'src/t.ts': 'export enum Color { Red, Blue }\n' },
        a: { 'src/t.ts': 'export enum Color { Crimson, Blue }\n' },
        b: { 'src/u.ts': "import { Color } from './t';\nexport const c = Color.Red;\n" },
      },
      '0.95 a renames Color.Red to Crimson; b newly uses Color.Red',
    ],
    [
      'parameters become one object',
      {
        base: { 'src/t.ts': 'export function run(a: string, b: number): void {}\n' },
        a: { 'src/t.ts': 'export function run(o: { a: string; b: number }): void {}\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun('x', 1);\n" },
      },
      '0.95 a changes run from run(string, number): void to run({ a: string; b: number }): void; b newly calls it with 2 arguments',
    ],
    [
      'a function no longer exported',
      {
        base: { 'src/t.ts': 'export function run() {}\nexport const z = 1;\n' },
        a: { 'src/t.ts': 'function run() {}\nexport const z = 1;\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun();\n" },
      },
      '0.9 a no longer exports run from src/t.ts; b newly imports it in src/u.ts',
    ],
    [
      'a constructor takes one more',
      {
        base: { 'src/t.ts': 'export class Svc { constructor(a: string) {} }\n' },
        a: { 'src/t.ts': 'export class Svc { constructor(a: string, b: number) {} }\n' },
        b: { 'src/u.ts': "import { Svc } from './t';\nnew Svc('x');\n" },
      },
      '0.95 a changes the constructor of Svc from constructor(string) to constructor(string, number); b newly calls it with 1 argument',
    ],
    [
      'a class gets a constructor',
      {
        base: { 'src/t.ts': 'export class Svc { x = 1; }\n' },
        a: { 'src/t.ts': 'export class Svc { x = 1; constructor(a: string) {} }\n' },
        b: { 'src/u.ts': "import { Svc } from './t';\nnew Svc();\n" },
      },
      '0.85 a adds the constructor of Svc, constructor(string); b newly makes one with 0 arguments',
    ],
    [
      'a type takes one type more',
      {
        base: { 'src/t.ts': 'export interface Box<T> { v: T }\n' },
        a: { 'src/t.ts': 'export interface Box<T, E> { v: T; e: E }\n' },
        b: { 'src/u.ts': "import { Box } from './t';\nexport function f(b: Box<string>) {}\n" },
      },
      '0.85 a changes the types that Box takes from 1 to 2; b newly gives it 1',
    ],
    [
      'a property gets another type, newly given',
      {
        base: { 'src/t.ts': 'export interface Opt { a: string }\n' },
        a: { 'src/t.ts': 'export interface Opt { a: number }\n' },
        b: { 'src/u.ts': "import { Opt } from './t';\nexport const o: Opt = { a: 'x' };\n" },
      },
      '0.6 a changes the field Opt.a from string to number; b newly gives it a value',
    ],
    [
      'a private method, newly called in its class',
      {
        base: {
          'src/a.ts': 'export class A {\n  private prep(a: number) {}\n\n\n\n\n  two() {}\n}\n',
        },
        a: {
          'src/a.ts':
            'export class A {\n  private prep(a: number, b: number) {}\n\n\n\n\n  two() {}\n}\n',
        },
        b: {
          'src/a.ts':
            'export class A {\n  private prep(a: number) {}\n\n\n\n\n  two() { this.prep(1); }\n}\n',
        },
        merged: {
          'src/a.ts':
            'export class A {\n  private prep(a: number, b: number) {}\n\n\n\n\n  two() { this.prep(1); }\n}\n',
        },
      },
      '0.95 a changes A.prep from prep(number) to prep(number, number); b newly calls it with 1 argument',
    ],
    [
      'an import removed as unused, and newly used',
      {
        base: {
          'src/a.ts':
            "import { load, store } from './x';\nexport function one() { return load(store); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() {}\n",
        },
        a: {
          'src/a.ts':
            "import { store } from './x';\nexport function one() { return store; }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() {}\n",
        },
        b: {
          'src/a.ts':
            "import { load, store } from './x';\nexport function one() { return load(store); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() { return load(1); }\n",
        },
        merged: {
          'src/a.ts':
            "import { store } from './x';\nexport function one() { return store; }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() { return load(1); }\n",
        },
      },
      '0.9 a no longer imports load in src/a.ts; b newly uses it there, and nothing brings it once merged',
    ],
    [
      'a class method loses a parameter, called through an injected field',
      {
        base: { 'src/s.ts': 'export class Store {\n  load(a: string, b: number): void {}\n}\n' },
        a: { 'src/s.ts': 'export class Store {\n  load(a: string): void {}\n}\n' },
        b: {
          'src/u.ts':
            "import { Store } from './s';\nexport class App {\n  constructor(private readonly store: Store) {}\n  run() { this.store.load('x', 1); }\n}\n",
        },
      },
      '0.95 a changes Store.load from load(string, number): void to load(string): void; b newly calls it with 2 arguments',
    ],
    [
      'an element without a property that is demanded now, its component a constant',
      {
        base: {
          'src/a.tsx':
            'export interface CardProps { a: string }\nexport const Card: React.FC<CardProps> = ({ a }) => null;\n',
        },
        a: {
          'src/a.tsx':
            'export interface CardProps { a: string; b: string }\nexport const Card: React.FC<CardProps> = ({ a, b }) => null;\n',
        },
        b: {
          'src/b.tsx': 'import { Card } from \'./a\';\nexport const x = () => <Card a="1" />;\n',
        },
      },
      '0.85 a adds the field CardProps.b; b newly gives Card an object of the old shape',
    ],
    [
      'an object of options without what is demanded now, its type in place',
      {
        base: { 'src/a.ts': 'export function open({ path }: { path: string }) {}\n' },
        a: {
          'src/a.ts': 'export function open({ path, mode }: { path: string; mode: string }) {}\n',
        },
        b: { 'src/b.ts': "import { open } from './a';\nopen({ path: 'x' });\n" },
      },
      '0.85 a demands mode in what open takes; b newly gives open an object of the old shape',
    ],
    [
      'a module moved, imported by its old path, without its index',
      {
        base: { 'src/t/a.ts': 'export const limit = 1;\n' },
        a: { 'src/t/a.ts': null, 'src/t/b.ts': 'export const limit = 1;\n' },
        b: { 'src/u.ts': "import { limit } from './t/a';\nexport const o = limit;\n" },
      },
      '0.85 a moves limit to src/t/b.ts; b newly imports it from ./t/a',
    ],
    [
      'a hook renamed',
      {
        base: { 'src/h.ts': 'export const useUser = () => 1;\n' },
        a: { 'src/h.ts': 'export const useSession = () => 1;\n' },
        b: {
          'src/u.tsx':
            "import { useUser } from './h';\nexport const X = () => <p>{useUser()}</p>;\n",
        },
      },
      '0.95 a renames useUser to useSession; b newly imports it from ./h',
    ],
    [
      'a member of a class made private',
      {
        base: { 'src/s.ts': 'export class Store {\n  load(): void {}\n}\n' },
        a: { 'src/s.ts': 'export class Store {\n  private load(): void {}\n}\n' },
        b: {
          'src/u.ts': "import { Store } from './s';\nexport function f(s: Store) { s.load(); }\n",
        },
      },
      '0.75 a makes Store.load private to its file or type; b newly calls s.load',
    ],
    [
      'a function of its own file removed, newly called there',
      {
        base: {
          'src/a.ts':
            'function helpIt(a: number) {}\nexport function one() { helpIt(1); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() {}\n',
        },
        a: {
          'src/a.ts':
            'export function one() {}\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() {}\n',
        },
        b: {
          'src/a.ts':
            'function helpIt(a: number) {}\nexport function one() { helpIt(1); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() { helpIt(2); }\n',
        },
        merged: {
          'src/a.ts':
            'export function one() {}\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() { helpIt(2); }\n',
        },
      },
      '0.95 a removes helpIt; b newly calls helpIt',
    ],
    [
      'a string of a union went, newly in an object that a function is given',
      {
        base: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warn';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
          'src/app.ts':
            "import { write } from './log.ts';\n\nexport function start(): void {\n  write({ level: 'info', text: 'up' });\n}\n",
        },
        a: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'error';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
        },
        b: {
          'src/app.ts':
            "import { write } from './log.ts';\n\nexport function slow(): void {\n  write({ level: 'warn', text: 'slow' });\n}\n\nexport function start(): void {\n  write({ level: 'info', text: 'up' });\n}\n",
        },
      },
      '0.9 a renames warn from Level to error; b newly writes "warn" where one of Level must stand',
    ],
    [
      'a string of a union went, newly a value of that type',
      {
        base: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warn';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
        },
        a: {
          'src/log.ts':
            "export type Level = 'debug' | 'info';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
        },
        b: {
          'src/conf.ts':
            "import type { Level } from './log.ts';\n\nexport const least: Level = 'warn';\n",
        },
      },
      '0.9 a removes warn from Level; b newly writes "warn" where one of Level must stand',
    ],
    [
      'a string of a union renamed, newly compared with a parameter of that type',
      {
        base: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warn';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
        },
        a: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warning';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
        },
        b: {
          'src/conf.ts':
            "import type { Level } from './log.ts';\n\nexport function isBad(level: Level): boolean {\n  return level === 'warn';\n}\n",
        },
      },
      '0.9 a renames warn from Level to warning; b newly writes "warn" where one of Level must stand',
    ],
    [
      'a string of a union renamed, newly a case of a switch',
      {
        base: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warn';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
        },
        a: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warning';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
        },
        b: {
          'src/conf.ts':
            "import type { Level } from './log.ts';\n\nexport function colour(level: Level): string {\n  switch (level) {\n    case 'warn':\n      return 'yellow';\n    default:\n      return 'white';\n  }\n}\n",
        },
      },
      '0.9 a renames warn from Level to warning; b newly writes "warn" where one of Level must stand',
    ],
    [
      'a string of a union renamed, newly given to a function',
      {
        base: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warn';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n\nexport function setLevel(level: Level): void {}\n",
        },
        a: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warning';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n\nexport function setLevel(level: Level): void {}\n",
        },
        b: { 'src/conf.ts': "import { setLevel } from './log.ts';\n\nsetLevel('warn');\n" },
      },
      '0.9 a renames warn from Level to warning; b newly writes "warn" where one of Level must stand',
    ],
    [
      'a case of a union of objects went, newly written',
      {
        base: {
          'src/ev.ts':
            "export type Ev =\n  | { kind: 'open'; id: string }\n  | { kind: 'timeout'; after: number };\n\nexport function emit(ev: Ev): void {}\n",
        },
        a: {
          'src/ev.ts':
            "export type Ev =\n  | { kind: 'open'; id: string };\n\nexport function emit(ev: Ev): void {}\n",
        },
        b: {
          'src/e.ts':
            "import { emit } from './ev.ts';\n\nexport function late(): void {\n  emit({ kind: 'timeout', after: 3 });\n}\n",
        },
      },
      '0.9 a removes timeout from Ev; b newly writes "timeout" where one of Ev must stand',
    ],
    [
      'a constructor takes one more, of a class that inherits it',
      {
        base: {
          'src/reporter.ts':
            'export abstract class Reporter {\n  constructor(protected readonly name: string) {}\n\n  abstract report(text: string): void;\n\n  flush(): void {}\n}\n',
          'src/console.ts':
            "import { Reporter } from './reporter.ts';\n\nexport class ConsoleReporter extends Reporter {\n  report(text: string): void {\n    console.log(this.name, text);\n  }\n}\n",
        },
        a: {
          'src/reporter.ts':
            'export abstract class Reporter {\n  constructor(protected readonly name: string, private readonly width: number) {}\n\n  abstract report(text: string): void;\n\n  flush(): void {}\n}\n',
        },
        b: {
          'src/main.ts':
            "import { ConsoleReporter } from './console.ts';\n\nexport const reporter = new ConsoleReporter('main');\n",
        },
      },
      '0.9 a changes the constructor of Reporter, which ConsoleReporter inherits, to constructor(string, number); b newly makes a ConsoleReporter with 1 argument',
    ],
    [
      'a class becomes abstract',
      {
        base: {
          'src/store.ts':
            'export class Store {\n  get(key: string): string | undefined {\n    return undefined;\n  }\n}\n',
        },
        a: {
          'src/store.ts':
            'export abstract class Store {\n  abstract get(key: string): string | undefined;\n}\n',
        },
        b: {
          'src/boot.ts':
            "import { Store } from './store.ts';\n\nexport function boot(): Store {\n  return new Store();\n}\n",
        },
      },
      '0.9 a makes Store abstract; b newly makes one',
    ],
    [
      'an interface gets a method, newly met by an object',
      {
        base: {
          'src/port.ts': 'export interface Port {\n  read(path: string): Promise<string>;\n}\n',
        },
        a: {
          'src/port.ts':
            'export interface Port {\n  read(path: string): Promise<string>;\n  close(): Promise<void>;\n}\n',
        },
        b: {
          'src/fake.ts':
            "import type { Port } from './port.ts';\n\nexport function fakePort(files: Record<string, string>): Port {\n  return {\n    read: async (path) => files[path] ?? '',\n  };\n}\n",
        },
      },
      '0.9 a adds the method Port.close; b newly writes a value of Port out in full',
    ],
    [
      'an interface gets a method, newly met by an object with methods',
      {
        base: {
          'src/port.ts': 'export interface Port {\n  read(path: string): Promise<string>;\n}\n',
        },
        a: {
          'src/port.ts':
            'export interface Port {\n  read(path: string): Promise<string>;\n  close(): Promise<void>;\n}\n',
        },
        b: {
          'src/fake.ts':
            "import type { Port } from './port.ts';\n\nexport const port: Port = {\n  async read(path) {\n    return path;\n  },\n};\n",
        },
      },
      '0.9 a adds the method Port.close; b newly writes a value of Port out in full',
    ],
    [
      'a class becomes an interface, newly made',
      {
        base: { 'src/opt.ts': 'export class Options {\n  depth = 1;\n}\n' },
        a: { 'src/opt.ts': 'export interface Options {\n  depth?: number;\n}\n' },
        b: {
          'src/w.ts': "import { Options } from './opt.ts';\n\nexport const o = new Options();\n",
        },
      },
      '0.95 a turns Options from a class into an interface; b newly calls Options',
    ],
    [
      'a getter becomes a method',
      {
        base: {
          'src/q.ts': 'export class Queue {\n  get size(): number {\n    return 1;\n  }\n}\n',
        },
        a: { 'src/q.ts': 'export class Queue {\n  size(): number {\n    return 1;\n  }\n}\n' },
        b: {
          'src/g.ts':
            "import type { Queue } from './q.ts';\n\nexport const full = (q: Queue) => q.size > 3;\n",
        },
      },
      '0.95 a turns Queue.size from a field into a method; b newly uses q.size',
    ],
    [
      'JavaScript: a constructor takes one more, of a class that inherits it',
      {
        base: {
          'lib/shape.js':
            'export class Shape {\n  constructor(name) {\n    this.name = name;\n  }\n\n  area() {\n    return 0;\n  }\n}\n\nexport function describe(shape) {\n  return shape.name;\n}\n',
          'lib/sq.js':
            "import { Shape } from './shape.js';\n\nexport class Square extends Shape {\n  area() {\n    return 1;\n  }\n}\n",
        },
        a: {
          'lib/shape.js':
            'export class Shape {\n  constructor(name, colour) {\n    this.name = name;\n  }\n\n  area() {\n    return 0;\n  }\n}\n\nexport function describe(shape) {\n  return shape.name;\n}\n',
        },
        b: {
          'lib/main.js': "import { Square } from './sq.js';\n\nexport const s = new Square('s');\n",
        },
      },
      '0.9 a changes the constructor of Shape, which Square inherits, to constructor(_, _); b newly makes a Square with 1 argument',
    ],
    [
      'a method of an interface gives less, and a new one needs more',
      {
        base: { 'src/p.ts': 'export interface Plugin {\n  run(a: string, b: number): void;\n}\n' },
        a: { 'src/p.ts': 'export interface Plugin {\n  run(a: string): void;\n}\n' },
        b: {
          'src/q.ts':
            "import type { Plugin } from './p.ts';\n\nexport class Q implements Plugin {\n  run(a: string, b: number): void {}\n}\n",
        },
      },
      '0.85 a changes Plugin.run from run(string, number): void to run(string): void; b newly gives Q the old one',
    ],
    [
      'JavaScript: a name exported under another one',
      {
        base: { 'lib/m.js': 'function load() {}\nexport { load };\n' },
        a: { 'lib/m.js': 'function load() {}\nexport { load as read };\n' },
        b: { 'lib/u.js': "import { load } from './m.js';\n\nload();\n" },
      },
      '0.9 a no longer exports load from lib/m.js, but read; b newly imports it in lib/u.js',
    ],
    [
      'a string of a union went, newly given to an element',
      {
        base: {
          'src/b.tsx':
            "export type Variant = 'solid' | 'ghost';\n\nexport interface BProps {\n  variant: Variant;\n}\n\nexport function Button(props: BProps) {\n  return null;\n}\n",
        },
        a: {
          'src/b.tsx':
            "export type Variant = 'solid' | 'outline';\n\nexport interface BProps {\n  variant: Variant;\n}\n\nexport function Button(props: BProps) {\n  return null;\n}\n",
        },
        b: {
          'src/p.tsx':
            'import { Button } from \'./b\';\n\nexport function P() {\n  return <Button variant="ghost" />;\n}\n',
        },
      },
      '0.9 a renames ghost from Variant to outline; b newly writes "ghost" where one of Variant must stand',
    ],
    [
      'a file deleted, its default imported: told once',
      {
        base: { 'src/a/page.ts': 'export default function () {\n  return 1;\n}\n' },
        a: { 'src/a/page.ts': null },
        b: { 'src/b/u.ts': "import page from '../a/page.ts';\n\nexport const y = page();\n" },
      },
      '0.9 a deletes src/a/page.ts; b newly imports it in src/b/u.ts',
    ],
    [
      'the index of a folder deleted',
      {
        base: {
          'src/a/index.ts': "export * from './x.ts';\n",
          'src/a/x.ts': 'export const x = 1;\n',
        },
        a: { 'src/a/index.ts': null },
        b: { 'src/b/u.ts': "import * as a from '../a';\n\nexport const y = a;\n" },
      },
      '0.9 a deletes src/a/index.ts; b newly imports it in src/b/u.ts',
    ],
    [
      'a method removed that nobody else has, called on who knows what',
      {
        base: { 'src/s.ts': 'export class Store {\n  sweep(a: string): void {}\n}\n' },
        a: { 'src/s.ts': 'export class Store {\n}\n' },
        b: { 'src/u.ts': "import { make } from './make.ts';\n\nmake().sweep('a');\n" },
      },
      '0.85 a removes Store.sweep; b newly calls sweep',
    ],
    [
      'JavaScript: a file deleted, newly loaded and asked: told once',
      {
        base: {
          'lib/shape.js':
            'export class Shape {\n  constructor(name) {\n    this.name = name;\n  }\n\n  area() {\n    return 0;\n  }\n}\n\nexport function describe(shape) {\n  return shape.name;\n}\n',
        },
        a: { 'lib/shape.js': null },
        b: {
          'lib/lazy.js':
            "export async function lazy() {\n  const shape = await import('./shape.js');\n  return shape.describe({ name: 'x' });\n}\n",
        },
      },
      '0.9 a deletes lib/shape.js; b newly imports it in lib/lazy.js',
    ],
    [
      'JavaScript: a constructor takes one more, of a class that is a default',
      {
        base: {
          'lib/shape.js':
            'export class Shape {\n  constructor(name) {\n    this.name = name;\n  }\n}\n',
          'lib/square.js':
            "import { Shape } from './shape.js';\n\nexport default class Square extends Shape {\n  area() {\n    return 1;\n  }\n}\n",
        },
        a: {
          'lib/shape.js':
            'export class Shape {\n  constructor(name, colour) {\n    this.name = name;\n  }\n}\n',
        },
        b: {
          'lib/m.js': "import Square from './square.js';\n\nexport const s = new Square('s');\n",
        },
      },
      '0.9 a changes the constructor of Shape, which Square inherits, to constructor(_, _); b newly makes a Square with 1 argument',
    ],
    [
      'a constructor takes one more, of a class that is new',
      {
        base: { 'src/s.ts': 'export class Shape {\n  constructor(readonly name: string) {}\n}\n' },
        a: {
          'src/s.ts':
            'export class Shape {\n  constructor(readonly name: string, readonly n: number) {}\n}\n',
        },
        b: {
          'src/q.ts':
            "import { Shape } from './s.ts';\n\nexport class Quad extends Shape {}\n\nexport const q = new Quad('a');\n",
        },
      },
      '0.9 a changes the constructor of Shape, which Quad inherits, to constructor(string, number); b newly makes a Quad with 1 argument',
    ],
    [
      'a constructor takes one more, of a class that inherits it and that an index hands on',
      {
        base: {
          'src/m/base.ts': 'export class Base {\n  constructor(readonly id: string) {}\n}\n',
          'src/m/leaf.ts':
            "import { Base } from './base';\nexport class Leaf extends Base {\n  y = 1;\n}\n",
          'src/m/index.ts': "export { Base } from './base';\nexport { Leaf } from './leaf';\n",
        },
        a: {
          'src/m/base.ts':
            'export class Base {\n  constructor(readonly id: string, readonly log: Log) {}\n}\n',
        },
        b: { 'src/u.ts': "import { Leaf } from './m';\nexport const l = new Leaf('a');\n" },
      },
      '0.9 a changes the constructor of Base, which Leaf inherits, to constructor(string, Log); b newly makes a Leaf with 1 argument',
    ],
    [
      'a constructor takes one more, of a class that inherits it and that an index hands on with everything',
      {
        base: {
          'src/m/base.ts': 'export class Base {\n  constructor(readonly id: string) {}\n}\n',
          'src/m/leaf.ts':
            "import { Base } from './base';\nexport class Leaf extends Base {\n  y = 1;\n}\n",
          'src/m/index.ts': "export * from './base';\nexport * from './leaf';\n",
        },
        a: {
          'src/m/base.ts':
            'export class Base {\n  constructor(readonly id: string, readonly log: Log) {}\n}\n',
        },
        b: { 'src/u.ts': "import { Leaf } from './m/index';\nexport const l = new Leaf('a');\n" },
      },
      '0.9 a changes the constructor of Base, which Leaf inherits, to constructor(string, Log); b newly makes a Leaf with 1 argument',
    ],
    [
      'a case more in an enum, and a new record that names them by their enum',
      {
        base: { 'src/e.ts': "export enum Color {\n  Red = 'r',\n  Blue = 'b',\n}\n" },
        a: { 'src/e.ts': "export enum Color {\n  Red = 'r',\n  Blue = 'b',\n  Green = 'g',\n}\n" },
        b: {
          'src/x.ts':
            "import { Color } from './e';\nexport const names: Record<Color, string> = {\n  [Color.Red]: 'red',\n  [Color.Blue]: 'blue',\n};\n",
        },
      },
      '0.85 a adds the case Color.Green; b newly chooses among all cases of Color, without it',
    ],
    [
      'a property that may be left out now, and something newly asked of it',
      {
        base: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile: Profile;\n}\n' },
        a: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile?: Profile;\n}\n' },
        b: {
          'src/c.ts':
            "import type { User } from './t';\nexport function g(u: User) { return u.profile.avatar; }\n",
        },
      },
      '0.6 a lets User.profile be missing (Profile?); b newly asks u.profile for something without a check',
    ],
    [
      'a property that may be undefined now, and something newly asked of it',
      {
        base: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile: Profile;\n}\n' },
        a: {
          'src/t.ts':
            'export interface User {\n  name: string;\n  profile: Profile | undefined;\n}\n',
        },
        b: {
          'src/c.ts':
            "import type { User } from './t';\nexport function g(u: User) { return u.profile.avatar; }\n",
        },
      },
      '0.6 a lets User.profile be missing (Profile | undefined); b newly asks u.profile for something without a check',
    ],
    [
      'a result that may be undefined now, and something newly asked of it',
      {
        base: { 'src/t.ts': 'export function findUser(id: string): User { return x; }\n' },
        a: { 'src/t.ts': 'export function findUser(id: string): User | undefined { return x; }\n' },
        b: {
          'src/c.ts':
            "import { findUser } from './t';\nexport function g(id: string) { return findUser(id).name; }\n",
        },
      },
      '0.6 a lets what findUser gives be missing (User | undefined); b newly asks it for something without a check',
    ],
    [
      'a property more of a component in memo()',
      {
        base: {
          'src/B.tsx':
            'export interface ButtonProps {\n  label: string;\n}\nexport const Button = memo(function Button({ label }: ButtonProps) {\n  return <button>{label}</button>;\n});\n',
        },
        a: {
          'src/B.tsx':
            'export interface ButtonProps {\n  label: string;\n  size: number;\n}\nexport const Button = memo(function Button({ label, size }: ButtonProps) {\n  return <button>{label}</button>;\n});\n',
        },
        b: {
          'src/P.tsx':
            'import { Button } from \'./B\';\nexport function P() {\n  return <Button label="a" />;\n}\n',
        },
      },
      '0.85 a adds the field ButtonProps.size; b newly gives Button an object of the old shape',
    ],
    [
      'a class takes one type more, and is newly derived from',
      {
        base: { 'src/r.ts': 'export class Repo<T> {\n  all(): T[] { return []; }\n}\n' },
        a: { 'src/r.ts': 'export class Repo<T, K> {\n  all(): T[] { return []; }\n}\n' },
        b: {
          'src/c.ts': "import { Repo } from './r';\nexport class Users extends Repo<User> {}\n",
        },
      },
      '0.85 a changes the types that Repo takes from 1 to 2; b newly gives it 1',
    ],
    [
      'an index hands a name on no longer',
      {
        base: {
          'src/m/index.ts': "export { alpha, beta } from './x';\n",
          'src/m/x.ts': 'export const alpha = 1;\nexport const beta = 2;\n',
        },
        a: { 'src/m/index.ts': "export { alpha } from './x';\n" },
        b: { 'src/c.ts': "import { beta } from './m';\nconsole.log(beta);\n" },
      },
      '0.9 a no longer exports beta from src/m/index.ts; b newly imports it in src/c.ts',
    ],
    [
      'a property more, and a state that holds one',
      {
        base: { 'src/i.ts': 'export interface Form {\n  a: string;\n}\n' },
        a: { 'src/i.ts': 'export interface Form {\n  a: string;\n  b: string;\n}\n' },
        b: {
          'src/c.tsx':
            "import type { Form } from './i';\nexport function F() {\n  const [f, set] = useState<Form>({ a: '' });\n  return null;\n}\n",
        },
      },
      '0.9 a adds the field Form.b; b newly writes a value of Form out in full',
    ],
    [
      'a constructor takes one more, of a class that inherits it over another one',
      {
        base: {
          'src/base.ts':
            'export class Base {\n  constructor(readonly id: string) {}\n}\nexport class Mid extends Base {\n  x = 1;\n}\n',
          'src/leaf.ts':
            "import { Mid } from './base';\nexport class Leaf extends Mid {\n  y = 1;\n}\n",
        },
        a: {
          'src/base.ts':
            'export class Base {\n  constructor(readonly id: string, readonly log: Log) {}\n}\nexport class Mid extends Base {\n  x = 1;\n}\n',
        },
        b: { 'src/u.ts': "import { Leaf } from './leaf';\nexport const leaf = new Leaf('a');\n" },
      },
      '0.9 a changes the constructor of Base, which Leaf inherits, to constructor(string, Log); b newly makes a Leaf with 1 argument',
    ],
    [
      'a name that goes, and what an index handed on',
      {
        base: {
          'src/m/index.ts': "export { alpha, beta } from './x';\n",
          'src/m/x.ts': 'export const alpha = 1;\nexport const beta = 2;\n',
        },
        a: {
          'src/m/index.ts': "export { alpha } from './x';\n",
          'src/m/x.ts': 'export const alpha = 1;\n',
        },
        b: { 'src/c.ts': "import { beta } from './m';\nconsole.log(beta);\n" },
      },
      '0.9 a no longer exports beta from src/m/index.ts; b newly imports it in src/c.ts',
    ],
    [
      'a property more of a component in forwardRef()',
      {
        base: {
          'src/I.tsx':
            'export interface InputProps {\n  label: string;\n}\nexport const Input = React.forwardRef<HTMLInputElement, InputProps>((props, ref) => {\n  return <input ref={ref} title={props.label} />;\n});\n',
        },
        a: {
          'src/I.tsx':
            'export interface InputProps {\n  label: string;\n  size: number;\n}\nexport const Input = React.forwardRef<HTMLInputElement, InputProps>((props, ref) => {\n  return <input ref={ref} title={props.label} />;\n});\n',
        },
        b: {
          'src/P.tsx':
            'import { Input } from \'./I\';\nexport function P() {\n  return <Input label="a" />;\n}\n',
        },
      },
      '0.85 a adds the field InputProps.size; b newly gives Input an object of the old shape',
    ],
    [
      'a static method becomes one of a value, and is newly called on its class',
      {
        base: {
          'src/x.ts':
            'export class Bag {\n  static parseBag(text: string): Bag { return new Bag(); }\n}\n',
        },
        a: {
          'src/x.ts':
            'export class Bag {\n  parseBag(text: string): Bag { return new Bag(); }\n}\n',
        },
        b: { 'src/c.ts': "import { Bag } from './x';\nexport const bag = Bag.parseBag('a');\n" },
      },
      '0.85 a makes Bag.parseBag one of a value; b newly calls it on the type',
    ],
    [
      'values that are taken apart come as an object now',
      {
        base: {
          'src/hook.ts':
            'export function useEntry(): [string, (v: string) => void] { return x; }\n',
        },
        a: {
          'src/hook.ts':
            'export function useEntry(): { value: string; set: (v: string) => void } { return x; }\n',
        },
        b: {
          'src/user.ts':
            'import { useEntry } from "./hook.ts";\nexport function show() {\n  const [value, set] = useEntry();\n  set(value);\n}\n',
        },
      },
      '0.8 a gives no list of values any more from useEntry; b newly takes 2 values of it',
    ],
    [
      'a part of what a function gives is gone, as its returns show',
      {
        base: {
          'src/hook.ts':
            'export function load(id: string) {\n  if (id === "") return { data: null, error: "none" };\n  return { data: id, error: null };\n}\n',
        },
        a: {
          'src/hook.ts':
            'export function load(id: string) {\n  if (id === "") return { value: null, error: "none" };\n  return { value: id, error: null };\n}\n',
        },
        b: {
          'src/user.ts':
            'import { load } from "./hook.ts";\nexport function show() {\n  const { data, error } = load("a");\n  return data ?? error;\n}\n',
        },
      },
      '0.85 a gives no data from load; b newly takes data of it',
    ],
    [
      'a list comes with more around it, asked at once',
      {
        base: { 'src/hook.ts': 'export function list(): string[] { return []; }\n' },
        a: {
          'src/hook.ts':
            'export function list(): { items: string[]; next: string } { return x; }\n',
        },
        b: {
          'src/user.ts':
            'import { list } from "./hook.ts";\nexport const sizes = list().map((one) => one.length);\n',
        },
      },
      '0.85 a gives no map from list; b newly asks it for map',
    ],
    [
      'a text becomes an object, put where a text must stand',
      {
        base: { 'src/hook.ts': 'export function token(): string { return ""; }\n' },
        a: { 'src/hook.ts': 'export function token(): { value: string } { return x; }\n' },
        b: {
          'src/user.ts':
            'import { token } from "./hook.ts";\nexport const own: string = token();\n',
        },
      },
      '0.75 a changes token from token(): string to token(): { value: string }; b newly puts what it gives where string must stand',
    ],
    [
      'a text becomes an object with members, newly given a text',
      {
        base: { 'src/hook.ts': 'export function run(name: string) {}\n' },
        a: { 'src/hook.ts': 'export function run(options: { name: string }) {}\n' },
        b: { 'src/user.ts': 'import { run } from "./hook.ts";\nrun("build");\n' },
      },
      '0.85 a changes run from run(string) to run({ name: string }); b newly gives it a string',
    ],
    [
      'a number becomes an interface that is new, newly given a number',
      {
        base: { 'src/hook.ts': 'export function wait(ms: number) {}\n' },
        a: {
          'src/hook.ts':
            'export interface Pause { ms: number }\nexport function wait(pause: Pause) {}\n',
        },
        b: { 'src/user.ts': 'import { wait } from "./hook.ts";\nwait(500);\n' },
      },
      '0.85 a changes wait from wait(number) to wait(Pause); b newly gives it a number',
    ],
    [
      'a field more in values of a list with a long name',
      {
        base: { 'src/opt.ts': 'export interface Opt { name: string }\n' },
        a: { 'src/opt.ts': 'export interface Opt { name: string; size: number }\n' },
        b: {
          'src/user.ts':
            'import type { Opt } from "./opt.ts";\nexport const all: Array<Opt> = [{ name: "x" }];\n',
        },
      },
      '0.9 a adds the field Opt.size; b newly writes a value of Opt out in full',
    ],
    [
      'a field more in values of a record',
      {
        base: { 'src/opt.ts': 'export interface Opt { name: string }\n' },
        a: { 'src/opt.ts': 'export interface Opt { name: string; size: number }\n' },
        b: {
          'src/user.ts':
            'import type { Opt } from "./opt.ts";\nexport const all: Record<string, Opt> = { x: { name: "x" } };\n',
        },
      },
      '0.9 a adds the field Opt.size; b newly writes a value of Opt out in full',
    ],
    [
      'a class takes two types, newly made with one',
      {
        base: { 'src/box.ts': 'export class Box<T> {}\n' },
        a: { 'src/box.ts': 'export class Box<T, E> {}\n' },
        b: {
          'src/user.ts': 'import { Box } from "./box.ts";\nexport const box = new Box<string>();\n',
        },
      },
      '0.85 a changes the types that Box takes from 1 to 2; b newly gives it 1',
    ],
    [
      'a member gone that a type picks',
      {
        base: { 'src/user-type.ts': 'export interface User { id: string; mail: string }\n' },
        a: { 'src/user-type.ts': 'export interface User { id: string; email: string }\n' },
        b: {
          'src/user.ts':
            'import type { User } from "./user-type.ts";\nexport type Small = Pick<User, "id" | "mail">;\n',
        },
      },
      '0.95 a renames User.mail to email; b newly uses User.mail',
    ],
    [
      'a member gone whose type another one takes',
      {
        base: { 'src/user-type.ts': 'export interface User { id: string; mail: string }\n' },
        a: { 'src/user-type.ts': 'export interface User { id: string; email: string }\n' },
        b: {
          'src/user.ts':
            'import type { User } from "./user-type.ts";\nexport type Mail = User["mail"];\n',
        },
      },
      '0.95 a renames User.mail to email; b newly uses User.mail',
    ],
    [
      'a file gone that a test replaces',
      {
        base: { 'src/net.ts': 'export function run() {}\n' },
        a: { 'src/net.ts': null, 'src/net/http.ts': 'export function run() {}\n' },
        b: { 'src/user.test.ts': 'jest.mock("./net.ts");\n' },
      },
      '0.9 a deletes src/net.ts; b newly imports it in src/user.test.ts',
    ],
    [
      'a method gone from the object that a module is',
      {
        base: {
          'lib/conn.js': 'module.exports = {\n  open(a) {},\n  close: function (a) {},\n};\n',
        },
        a: { 'lib/conn.js': 'module.exports = {\n  open(a) {},\n};\n' },
        b: { 'lib/user.js': 'const conn = require("./conn.js");\nconn.close(1);\n' },
      },
      '0.95 a removes close; b newly calls conn.close',
    ],
    [
      'a module that was a class is an object with it now',
      {
        base: { 'lib/conn.js': 'class Store {}\nmodule.exports = Store;\n' },
        a: { 'lib/conn.js': 'class Store {}\nmodule.exports = { Store };\n' },
        b: { 'lib/user.js': 'const Store = require("./conn.js");\nconst own = new Store();\n' },
      },
      '0.9 a no longer exports one thing alone from lib/conn.js, but Store; b newly imports it in lib/user.js',
    ],
    [
      'a function takes an object apart by other names',
      {
        base: { 'lib/conn.js': 'exports.connect = function ({ host, port = 1 }) {};\n' },
        a: { 'lib/conn.js': 'exports.connect = function ({ url, port = 1 }) {};\n' },
        b: {
          'lib/user.js':
            'const { connect } = require("./conn.js");\nconnect({ host: "a", port: 1 });\n',
        },
      },
      '0.8 a removes host in what connect takes; b newly gives connect an object of the old shape',
    ],
    [
      'a case more in a union, and a choice that a function ends with',
      {
        base: { 'src/kinds.ts': 'export type Kind = "one" | "two";\n' },
        a: { 'src/kinds.ts': 'export type Kind = "one" | "two" | "six";\n' },
        b: {
          'src/user.ts':
            'import type { Kind } from "./kinds.ts";\nexport function size(kind: Kind): number {\n  switch (kind) {\n    case "one":\n      return 1;\n    case "two":\n      return 2;\n  }\n}\n',
        },
      },
      '0.85 a adds the case Kind.six; b newly chooses among all cases of Kind, without it',
    ],
    [
      'an abstract method takes a type of another name first',
      {
        base: {
          'src/kinds.ts':
            'export abstract class Handler {\n  abstract handle(text: Text): void;\n}\n',
        },
        a: {
          'src/kinds.ts':
            'export abstract class Handler {\n  abstract handle(context: Context, text: Text): void;\n}\n',
        },
        b: {
          'src/user.ts':
            'import { Handler } from "./kinds.ts";\nexport class Log extends Handler {\n  handle(text: Text): void {\n    print();\n  }\n}\n',
        },
      },
      '0.6 a changes Handler.handle from handle(Text): void to handle(Context, Text): void; b newly gives Log the old one',
    ],
    [
      'an abstract method gives a promise now',
      {
        base: {
          'src/kinds.ts':
            'export abstract class Handler {\n  abstract handle(text: Text): void;\n}\n',
        },
        a: {
          'src/kinds.ts':
            'export abstract class Handler {\n  abstract handle(text: Text): Promise<void>;\n}\n',
        },
        b: {
          'src/user.ts':
            'import { Handler } from "./kinds.ts";\nexport class Log extends Handler {\n  handle(text: Text): void {\n    print();\n  }\n}\n',
        },
      },
      '0.75 a changes Handler.handle from handle(Text): void to handle(Text): Promise<void>; b newly gives Log the old one',
    ],
    [
      'a method gone that a function hands to what it makes',
      {
        base: {
          'lib/store.js':
            'function Store() {}\nStore.prototype.load = function (id) {};\nmodule.exports = Store;\n',
        },
        a: {
          'lib/store.js':
            'function Store() {}\nStore.prototype.fetchAll = function (id) {};\nmodule.exports = Store;\n',
        },
        b: {
          'lib/user.js':
            'const Store = require("./store");\nconst own = new Store();\nown.load(1);\n',
        },
      },
      '0.95 a renames Store.load to fetchAll; b newly calls own.load',
    ],
    [
      'an element of a component without types whose parts are renamed',
      {
        base: { 'src/B.jsx': 'export function Btn({ label }) { return <b>{label}</b>; }\n' },
        a: { 'src/B.jsx': 'export function Btn({ title }) { return <b>{title}</b>; }\n' },
        b: {
          'src/u.jsx': 'import { Btn } from "./B";\nexport const X = () => <Btn label="a" />;\n',
        },
      },
      '0.8 a removes label in what Btn takes; b newly gives Btn an object of the old shape',
    ],
  ],
  silent: [
    [
      'a method that is a function to get now',
      {
        base: { 'src/x.ts': 'export class Api { load(a: string) { return a; } other() {} }\n' },
        a: {
          'src/x.ts': 'export class Api { get load() { return (a: string) => a; } other() {} }\n',
        },
        b: {
          'src/use.ts':
            "import { Api } from './x';\nexport function f(api: Api) { return api.load('a'); }\n",
        },
      },
    ],
    [
      'a field demanded of a type, and one made from another of its name',
      {
        base: {
          'src/a.ts': 'export interface Base { id: string }\n',
          'src/b.ts':
            'export interface Base { id: string }\nexport interface Item extends Base { name: string }\n',
        },
        a: { 'src/a.ts': 'export interface Base { id: string; owner: string }\n' },
        b: {
          'src/use.ts':
            "import type { Item } from './b';\nexport const x: Item = { id: 'a', name: 'b' };\n",
        },
      },
    ],
    [
      'a string taken out of what a parameter may be, and given as anything',
      {
        base: {
          'src/run.ts': "export function run(mode: 'fast' | 'slow' | 'off') { return mode; }\n",
        },
        a: { 'src/run.ts': "export function run(mode: 'fast' | 'slow') { return mode; }\n" },
        b: { 'src/use.ts': "import { run } from './run';\nexport const x = run('off' as any);\n" },
      },
    ],
    [
      'a method of a base now, newly watched by its name',
      {
        base: { 'src/api.ts': 'export class Api { load(a: string) { return a; } other() {} }\n' },
        a: {
          'src/api.ts':
            'export class Base { load(a: string) { return a; } }\nexport class Api extends Base { other() {} }\n',
        },
        b: {
          'src/use.ts':
            "import { Api } from './api';\ndeclare const jest: { spyOn<T, K extends keyof T>(o: T, k: K): void };\njest.spyOn(Api.prototype, 'load');\n",
        },
      },
    ],
    [
      'a field that may be any string now',
      {
        base: {
          'src/run.ts': "export interface Options { mode: 'fast' | 'slow' | 'off'; n?: number }\n",
        },
        a: {
          'src/run.ts':
            "export interface Options { mode: 'fast' | 'slow' | (string & {}); n?: number }\n",
        },
        b: {
          'src/use.ts':
            "import type { Options } from './run';\nexport const x: Options = { mode: 'off' };\n",
        },
      },
    ],
    [
      'a string taken out of a field, and newly given to one of a type of the same name',
      {
        base: {
          'src/run.ts': "export interface Options { mode: 'fast' | 'slow' | 'off'; n?: number }\n",
          'src/other.ts': "export interface Options { mode: 'off' | 'on' }\n",
        },
        a: { 'src/run.ts': "export interface Options { mode: 'fast' | 'slow'; n?: number }\n" },
        b: {
          'src/use.ts':
            "import type { Options } from './other';\nexport const x: Options = { mode: 'off' };\n",
        },
      },
    ],
    [
      'a parameter whose strings have a name now',
      {
        base: {
          'src/run.ts':
            "export function run(n: number, mode?: 'fast' | 'slow' | 'off') { return mode; }\n",
        },
        a: {
          'src/run.ts':
            "export type Mode = 'fast' | 'slow' | 'off';\nexport function run(n: number, mode?: Mode) { return mode; }\n",
        },
        b: { 'src/use.ts': "import { run } from './run';\nexport const x = run(1, 'off');\n" },
      },
    ],
    [
      'a field demanded of a type, of which one takes some fields only',
      {
        base: {
          'src/a.ts':
            "export interface Base { id: string }\nexport interface Item extends Pick<Base, 'id'> { name: string }\n",
        },
        a: {
          'src/a.ts':
            "export interface Base { id: string; owner: string }\nexport interface Item extends Pick<Base, 'id'> { name: string }\n",
        },
        b: {
          'src/use.ts':
            "import type { Item } from './a';\nexport const x: Item = { id: 'a', name: 'b' };\n",
        },
      },
    ],
    [
      'a field demanded of a type that one of two cases is made from',
      {
        base: {
          'src/a.ts':
            'export interface Base { id: string }\nexport type Item = Base & { k: 1 } | { id: string, name: string };\n',
        },
        a: {
          'src/a.ts':
            'export interface Base { id: string; owner: string }\nexport type Item = Base & { k: 1 } | { id: string, name: string };\n',
        },
        b: {
          'src/use.ts':
            "import type { Item } from './a';\nexport const x: Item = { id: 'a', name: 'b' };\n",
        },
      },
    ],
    [
      'a field demanded of a type, and one named like one made from it',
      {
        base: {
          'src/a.ts':
            'export interface Base { id: string }\nexport interface Item extends Base { name: string }\n',
          'src/c.ts': 'export interface Item { id: string, name: string }\n',
        },
        a: {
          'src/a.ts':
            'export interface Base { id: string; owner: string }\nexport interface Item extends Base { name: string }\n',
        },
        b: {
          'src/use.ts':
            "import type { Item } from './c';\nexport const x: Item = { id: 'a', name: 'b' };\n",
        },
      },
    ],
    [
      'a function that is a class now, newly used to make a value',
      {
        base: { 'src/make.js': 'export function Make(a) { this.a = a; }\n' },
        a: { 'src/make.js': 'export class Make { constructor(a) { this.a = a; } }\n' },
        b: { 'src/use.js': "import { Make } from './make';\nexport const x = new Make('a');\n" },
      },
    ],
    [
      'a function that a call makes now',
      {
        base: { 'src/make.ts': 'export function make(a: string) { return { a }; }\n' },
        a: {
          'src/make.ts':
            'const memo = <T,>(f: T): T => f;\nexport const make = memo((a: string) => ({ a }));\n',
        },
        b: { 'src/use.ts': "import { make } from './make';\nexport const x = make('a');\n" },
      },
    ],
    [
      'a method of an object that is given by its name now',
      {
        base: { 'src/make.ts': 'export const api = { load(a: string) { return a; } };\n' },
        a: {
          'src/make.ts': 'const load = (a: string) => a;\nexport const api = { load: load };\n',
        },
        b: { 'src/use.ts': "import { api } from './make';\nexport const x = api.load('a');\n" },
      },
    ],
    [
      'a method that is a field of the type of a function now',
      {
        base: { 'src/make.ts': 'export interface Api { load(a: string): void; other(): void }\n' },
        a: { 'src/make.ts': 'export interface Api { load: (a: string) => void; other(): void }\n' },
        b: {
          'src/use.ts':
            "import type { Api } from './make';\nexport function x(api: Api) { api.load('a'); }\n",
        },
      },
    ],
    [
      'a method that is a field of a type with a name now',
      {
        base: {
          'src/make.ts':
            'type Fn = (a: string) => void;\nexport interface Api { load(a: string): void; other(): void }\n',
        },
        a: {
          'src/make.ts':
            'type Fn = (a: string) => void;\nexport interface Api { load: Fn; other(): void }\n',
        },
        b: {
          'src/use.ts':
            "import type { Api } from './make';\nexport function x(api: Api) { api.load('a'); }\n",
        },
      },
    ],
    [
      'a type that may be given another one now, newly named without any',
      {
        base: { 'src/box.ts': 'export interface Box { value: string }\n' },
        a: { 'src/box.ts': 'export interface Box<T = string> { value: T }\n' },
        b: {
          'src/other.ts':
            "import type { Box } from './box';\nexport function open(box: Box): unknown { return box.value; }\n",
        },
      },
    ],
    [
      'a class that takes a type now, whose value alone is newly named',
      {
        base: { 'src/box.ts': 'export class Box { constructor(public value: string) {} }\n' },
        a: { 'src/box.ts': 'export class Box<T> { constructor(public value: T) {} }\n' },
        b: {
          'src/other.ts':
            "import { Box } from './box';\nexport const make = () => new Box('a');\nexport const is = (x: unknown) => x instanceof Box;\nexport const ctor: typeof Box = Box;\n",
        },
      },
    ],
    [
      'a class that takes a type now, newly derived from in JavaScript',
      {
        base: { 'src/box.ts': 'export class Box { constructor(public value: string) {} }\n' },
        a: { 'src/box.ts': 'export class Box<T> { constructor(public value: T) {} }\n' },
        b: { 'src/other.js': "import { Box } from './box';\nexport class Big extends Box { }\n" },
      },
    ],
    [
      'a method moved to the class that its own is made from',
      {
        base: {
          'src/drag.ts':
            "import { Component } from './component';\nexport class Drag extends Component {\n  focusOf(region: string) { return region; }\n}\n",
          'src/component.ts': 'export class Component { state = {}; }\n',
        },
        a: {
          'src/drag.ts':
            "import { Component } from './component';\nexport class Drag extends Component {\n}\n",
          'src/component.ts':
            'export class Component {\n  state = {};\n  focusOf(region: string) { return region; }\n}\n',
        },
        b: {
          'src/use.ts':
            "import { Drag } from './drag';\nexport const focus = (drag: Drag) => drag.focusOf('x');\n",
        },
      },
    ],
    [
      'a field more, where a value is only said to be of the type, or of a part of it',
      {
        base: { 'src/a.ts': 'export interface Opt { a: string }\n' },
        a: { 'src/a.ts': 'export interface Opt { a: string; z: number }\n' },
        b: {
          'src/use.ts':
            "import { Opt } from './a';\nexport const o: Partial<Opt> = { a: 'x' };\nexport const p = { a: 'x' } as Opt;\n",
        },
      },
    ],
    [
      'a name bound by both in blocks of a script',
      {
        base: {
          'src/s.ts':
            "export {};\nconst all = [1, 2];\nconsole.log('one');\nconsole.log('two');\nconsole.log('three');\nconsole.log('four');\nconsole.log(all);\n",
        },
        a: {
          'src/s.ts':
            "export {};\nconst all = [1, 2];\n{\n  const total = all.length;\n  console.log(total);\n}\nconsole.log('one');\nconsole.log('two');\nconsole.log('three');\nconsole.log('four');\nconsole.log(all);\n",
        },
        b: {
          'src/s.ts':
            "export {};\nconst all = [1, 2];\nconsole.log('one');\nconsole.log('two');\nconsole.log('three');\nconsole.log('four');\nfor (const one of all) {\n  const total = one + 1;\n  console.log(total);\n}\nconsole.log(all);\n",
        },
      },
    ],
    [
      'a function that becomes async, awaited with others',
      {
        base: { 'src/u.ts': 'export function load(a: string): string { return a; }\n' },
        a: { 'src/u.ts': 'export async function load(a: string): Promise<string> { return a; }\n' },
        b: {
          'src/use.ts':
            "import { load } from './u';\nexport async function g() { const [x] = await Promise.all([load('a')]); return x.length; }\n",
        },
      },
    ],
    [
      'a method gone that a value of the platform has, too',
      {
        base: { 'src/a.js': 'export class Pool { destroy() {} }\n' },
        a: { 'src/a.js': 'export class Pool { stop() {} }\n' },
        b: {
          'src/use.js':
            "/** @param {any} request */\nexport function fetchIt(request) {\n  request.on('error', () => { request.socket.destroy(); });\n}\n",
        },
      },
    ],
    [
      'a demanded member that another base of the class has',
      {
        base: {
          'src/u.ts':
            "export interface Shape { area(): number }\nexport class Base {\n  title(): string { return ''; }\n}\n",
        },
        a: {
          'src/u.ts':
            "export interface Shape { area(): number; title(): string }\nexport class Base {\n  title(): string { return ''; }\n}\n",
        },
        b: {
          'src/use.ts':
            "import { Shape, Base } from './u';\nexport class Sq extends Base implements Shape { area() { return 1; } }\n",
        },
      },
    ],
    [
      'what one file asks no longer, and others still do',
      {
        base: {
          'src/other.ts': "export const other = () => console.log('x');\n",
          'src/u.ts':
            "export function a() {\n  console.log('one');\n}\nexport function b() {\n  console.log('two');\n}\nexport function c() {\n  return 1;\n}\nexport function d() {\n  return 2;\n}\n",
        },
        a: {
          'src/u.ts':
            "export function a() {\n  console.debug('one');\n}\nexport function b() {\n  console.debug('two');\n}\nexport function c() {\n  return 1;\n}\nexport function d() {\n  return 2;\n}\n",
        },
        b: {
          'src/u.ts':
            "export function a() {\n  console.log('one');\n}\nexport function b() {\n  console.log('two');\n}\nexport function c() {\n  return 1;\n}\nexport function d() {\n  console.log('three');\n  return 2;\n}\n",
        },
      },
    ],
    [
      'a case more in a union, and a new record whose keys have names elsewhere',
      {
        base: { 'src/e.ts': "export type Kind = 'a' | 'b';\n" },
        a: { 'src/e.ts': "export type Kind = 'a' | 'b' | 'c';\n" },
        b: {
          'src/x.ts':
            "import type { Kind } from './e';\nimport { Kinds } from './kinds';\nexport const names: Record<Kind, string> = {\n  [Kinds.A]: 'x',\n  [Kinds.B]: 'y',\n  [Kinds.C]: 'z',\n};\n",
        },
      },
    ],
    [
      'a property that may be left out now, and something newly asked of it behind a question in its line',
      {
        base: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile: Profile;\n}\n' },
        a: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile?: Profile;\n}\n' },
        b: {
          'src/c.ts':
            "import type { User } from './t';\nexport const g = (user: User) => (user.profile?.avatar ? user.profile.avatar : '');\n",
        },
      },
    ],
    [
      'a property that may be left out now, of a type that a package has, too',
      {
        base: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile: Profile;\n}\n' },
        a: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile?: Profile;\n}\n' },
        b: {
          'src/c.ts':
            "import type { User } from 'users';\nexport const g = (user: User) => user.profile.avatar;\n",
        },
      },
    ],
    [
      'a case more in an enum, and a new record that need not name all',
      {
        base: { 'src/e.ts': "export enum Color {\n  Red = 'r',\n  Blue = 'b',\n}\n" },
        a: { 'src/e.ts': "export enum Color {\n  Red = 'r',\n  Blue = 'b',\n  Green = 'g',\n}\n" },
        b: {
          'src/x.ts':
            "import { Color } from './e';\nexport const names: Partial<Record<Color, string>> = {\n  [Color.Red]: 'red',\n  [Color.Blue]: 'blue',\n};\n",
        },
      },
    ],
    [
      'a property that may be left out now, and something newly asked of it where it is there',
      {
        base: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile: Profile;\n}\n' },
        a: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile?: Profile;\n}\n' },
        b: {
          'src/c.ts':
            "import type { User } from './t';\nexport function g(u: User) { return u.profile?.avatar; }\n",
        },
      },
    ],
    [
      'a property that may be left out now, and something newly asked of it behind a check',
      {
        base: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile: Profile;\n}\n' },
        a: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile?: Profile;\n}\n' },
        b: {
          'src/c.ts':
            "import type { User } from './t';\nexport function g(u: User) {\n  if (!u.profile) return null;\n  return u.profile.avatar;\n}\n",
        },
      },
    ],
    [
      'a result that may be undefined now, and something newly asked of it where it is there',
      {
        base: { 'src/t.ts': 'export function findUser(id: string): User { return x; }\n' },
        a: { 'src/t.ts': 'export function findUser(id: string): User | undefined { return x; }\n' },
        b: {
          'src/c.ts':
            "import { findUser } from './t';\nexport function g(id: string) { return findUser(id)?.name; }\n",
        },
      },
    ],
    [
      'a default export has another name within its file',
      {
        base: { 'src/f.ts': 'export default function build() {}\n' },
        a: { 'src/f.ts': 'export default function make() {}\n' },
        b: { 'src/c.ts': "import build from './f';\nbuild();\n" },
      },
    ],
    [
      'a class takes one type more with a default, and is newly derived from',
      {
        base: { 'src/r.ts': 'export class Repo<T> {\n  all(): T[] { return []; }\n}\n' },
        a: { 'src/r.ts': 'export class Repo<T, K = string> {\n  all(): T[] { return []; }\n}\n' },
        b: {
          'src/c.ts': "import { Repo } from './r';\nexport class Users extends Repo<User> {}\n",
        },
      },
    ],
    [
      'JavaScript: a file becomes the index of a folder',
      {
        base: { 'lib/a.js': 'module.exports = 1;\n' },
        a: { 'lib/a.js': null, 'lib/a/index.js': 'module.exports = { one };\n' },
        b: { 'lib/b.js': "const a = require('./a');\nconsole.log(a);\n" },
      },
    ],
    [
      'a constructor takes one more, of a class above one with its own',
      {
        base: {
          'src/base.ts':
            'export class Base {\n  constructor(readonly id: string) {}\n}\nexport class Mid extends Base {\n  constructor(x: string) { super(x); }\n}\n',
          'src/leaf.ts':
            "import { Mid } from './base';\nexport class Leaf extends Mid {\n  y = 1;\n}\n",
        },
        a: {
          'src/base.ts':
            'export class Base {\n  constructor(readonly id: string, readonly log: Log) {}\n}\nexport class Mid extends Base {\n  constructor(x: string) { super(x, NONE); }\n}\n',
        },
        b: { 'src/u.ts': "import { Leaf } from './leaf';\nexport const leaf = new Leaf('a');\n" },
      },
    ],
    [
      'a constructor takes one more, of a class that an index hands on and that has its own',
      {
        base: {
          'src/m/base.ts': 'export class Base {\n  constructor(readonly id: string) {}\n}\n',
          'src/m/leaf.ts':
            "import { Base } from './base';\nexport class Leaf extends Base {\n  constructor(x: string) { super(x); }\n}\n",
          'src/m/index.ts': "export * from './base';\nexport * from './leaf';\n",
        },
        a: {
          'src/m/base.ts':
            'export class Base {\n  constructor(readonly id: string, readonly log: Log) {}\n}\n',
          'src/m/leaf.ts':
            "import { Base } from './base';\nexport class Leaf extends Base {\n  constructor(x: string) { super(x, NONE); }\n}\n",
        },
        b: { 'src/u.ts': "import { Leaf } from './m';\nexport const leaf = new Leaf('a');\n" },
      },
    ],
    [
      'a constructor takes one more, and a file elsewhere has a class of the name',
      {
        base: {
          'src/m/base.ts': 'export class Base {\n  constructor(readonly id: string) {}\n}\n',
          'src/o/leaf.ts':
            "import { Base } from '../m/base';\nexport class Leaf extends Base {\n  y = 1;\n}\n",
          'src/m/index.ts': "export { Leaf } from 'leaves';\n",
        },
        a: {
          'src/m/base.ts':
            'export class Base {\n  constructor(readonly id: string, readonly log: Log) {}\n}\n',
        },
        b: { 'src/u.ts': "import { Leaf } from './m';\nexport const leaf = new Leaf('a');\n" },
      },
    ],
    [
      'a name that an index hands on from another file now',
      {
        base: {
          'src/m/index.ts': "export { alpha, beta } from './x';\n",
          'src/m/x.ts': 'export const alpha = 1;\nexport const beta = 2;\n',
        },
        a: {
          'src/m/index.ts': "export { alpha } from './x';\nexport { beta } from './y';\n",
          'src/m/x.ts': 'export const alpha = 1;\n',
          'src/m/y.ts': 'export const beta = 2;\n',
        },
        b: { 'src/c.ts': "import { beta } from './m';\nconsole.log(beta);\n" },
      },
    ],
    [
      'an index that hands everything on now',
      {
        base: {
          'src/m/index.ts': "export { alpha, beta } from './x';\n",
          'src/m/x.ts': 'export const alpha = 1;\nexport const beta = 2;\n',
        },
        a: { 'src/m/index.ts': "export * from './x';\n" },
        b: { 'src/c.ts': "import { beta } from './m';\nconsole.log(beta);\n" },
      },
    ],
    [
      'a file that becomes the index of a folder',
      {
        base: { 'src/pool.ts': 'export class Pool {}\nexport default Pool;\n' },
        a: {
          'src/pool.ts': null,
          'src/pool/index.ts': 'export class Pool {}\nexport default Pool;\n',
        },
        b: { 'src/c.ts': "import Pool from './pool';\nexport const pool = new Pool();\n" },
      },
    ],
    [
      'a result that may be undefined now, and is looked at first',
      {
        base: { 'src/t.ts': 'export function findUser(id: string): User { return x; }\n' },
        a: { 'src/t.ts': 'export function findUser(id: string): User | undefined { return x; }\n' },
        b: {
          'src/c.ts':
            "import { findUser } from './t';\nexport function g(id: string) {\n  const user = findUser(id);\n  return user ? user.name : '';\n}\n",
        },
      },
    ],
    [
      'a result that could be undefined before, and something newly asked of it',
      {
        base: {
          'src/t.ts': 'export function findUser(id: string): User | undefined { return x; }\n',
        },
        a: {
          'src/t.ts':
            'export function findUser(id: string): User | null | undefined { return x; }\n',
        },
        b: {
          'src/c.ts':
            "import { findUser } from './t';\nexport function g(id: string) { return findUser(id).name; }\n",
        },
      },
    ],
    [
      'a property that may be left out now, and is said to be there',
      {
        base: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile: Profile;\n}\n' },
        a: { 'src/t.ts': 'export interface User {\n  name: string;\n  profile?: Profile;\n}\n' },
        b: {
          'src/c.ts':
            "import type { User } from './t';\nexport function g(user: User) { return user.profile!.avatar; }\n",
        },
      },
    ],
    [
      'a property of another type may be left out now',
      {
        base: {
          'src/t.ts': 'export interface User {\n  profile: Profile;\n}\n',
          'src/o.ts': 'export interface Other {\n  profile: Profile;\n}\n',
        },
        a: { 'src/t.ts': 'export interface User {\n  profile?: Profile;\n}\n' },
        b: {
          'src/c.ts':
            "import type { Other } from './o';\nexport function g(other: Other) { return other.profile.avatar; }\n",
        },
      },
    ],
    [
      'a case more in an enum, and a record of another one',
      {
        base: {
          'src/e.ts':
            "export enum Color {\n  Red = 'r',\n  Blue = 'b',\n}\nexport enum Tone {\n  Red = 'r',\n  Blue = 'b',\n}\n",
        },
        a: {
          'src/e.ts':
            "export enum Color {\n  Red = 'r',\n  Blue = 'b',\n  Green = 'g',\n}\nexport enum Tone {\n  Red = 'r',\n  Blue = 'b',\n}\n",
        },
        b: {
          'src/x.ts':
            "import { Tone } from './e';\nexport const names: Record<Tone, string> = {\n  [Tone.Red]: 'red',\n  [Tone.Blue]: 'blue',\n};\n",
        },
      },
    ],
    [
      'a property more of a component in memo(), that need not be given',
      {
        base: {
          'src/B.tsx':
            'export interface ButtonProps {\n  label: string;\n}\nexport const Button = memo(function Button({ label }: ButtonProps) {\n  return <button>{label}</button>;\n});\n',
        },
        a: {
          'src/B.tsx':
            'export interface ButtonProps {\n  label: string;\n  size?: number;\n}\nexport const Button = memo(function Button({ label, size }: ButtonProps) {\n  return <button>{label}</button>;\n});\n',
        },
        b: {
          'src/P.tsx':
            'import { Button } from \'./B\';\nexport function P() {\n  return <Button label="a" />;\n}\n',
        },
      },
    ],
    [
      'a component comes into memo()',
      {
        base: {
          'src/B.tsx':
            'export interface ButtonProps {\n  label: string;\n}\nexport const Button = ({ label }: ButtonProps) => {\n  return <button>{label}</button>;\n};\n',
        },
        a: {
          'src/B.tsx':
            'export interface ButtonProps {\n  label: string;\n}\nexport const Button = memo(({ label }: ButtonProps) => {\n  return <button>{label}</button>;\n});\n',
        },
        b: {
          'src/P.tsx':
            'import { Button } from \'./B\';\nexport function P() {\n  return <Button label="a" />;\n}\n',
        },
      },
    ],
    [
      'a property more that need not be given, and a state that holds one',
      {
        base: { 'src/i.ts': 'export interface Form {\n  a: string;\n}\n' },
        a: { 'src/i.ts': 'export interface Form {\n  a: string;\n  b?: string;\n}\n' },
        b: {
          'src/c.tsx':
            "import type { Form } from './i';\nexport function F() {\n  const [form, set] = useState<Form>({ a: '' });\n  return null;\n}\n",
        },
      },
    ],
    [
      'a name taken out of an object at the top of a file elsewhere',
      {
        base: { 'std/w_test.ts': 'const { test } = Deno;\ntest("a", () => {});\n' },
        a: { 'std/w_test.ts': 'const { test } = Deno;\nDeno.test("a", () => {});\n' },
        b: {
          'std/w_test.ts': 'const { test } = Deno;\ntest("b", () => {});\ntest("a", () => {});\n',
        },
        merged: {
          'std/w_test.ts':
            'const { test } = Deno;\ntest("b", () => {});\nDeno.test("a", () => {});\n',
        },
      },
    ],
    [
      'an overload less in a namespace, called as it stays',
      {
        base: {
          'lib/ns.d.ts':
            'declare namespace Deno {\n  export function mkdir(path: string, options?: Options): void;\n  export function mkdir(path: string, deep?: boolean, mode?: number): void;\n}\n',
        },
        a: {
          'lib/ns.d.ts':
            'declare namespace Deno {\n  export function mkdir(path: string, options?: Options): void;\n}\n',
        },
        b: { 'src/fs.ts': 'export function mkdir(path: string): void {\n  Deno.mkdir(path);\n}\n' },
      },
    ],
    [
      'a function of the same name in another namespace',
      {
        base: {
          'lib/ns.d.ts':
            'declare namespace Deno {\n  export function mkdir(path: string, options?: Options): void;\n  export function mkdir(path: string, deep?: boolean, mode?: number): void;\n}\n',
        },
        a: {
          'lib/ns.d.ts':
            'declare namespace Deno {\n  export function mkdir(path: string, options?: Options): void;\n}\n',
        },
        b: {
          'src/fs.ts':
            'export function mkdir(path: string): void {\n  Node.mkdir(path, true, 1);\n}\n',
        },
      },
    ],
    [
      'a method of an interface, of which other types have one that stays',
      {
        base: {
          'src/repo.ts': 'export interface Repo {\n  find(id: string): Item;\n}\n',
          'src/sql.ts':
            "import { Repo } from './repo';\nexport class Sql implements Repo {\n  find(id: string): Item { return x; }\n}\n",
          'src/mem.ts':
            "import { Repo } from './repo';\nexport class Mem implements Repo {\n  find(id: string): Item { return x; }\n}\n",
          'src/red.ts':
            "import { Repo } from './repo';\nexport class Red implements Repo {\n  find(id: string): Item { return x; }\n}\n",
          'src/tree.ts': 'export class Tree {\n  find(id: string): Item { return y; }\n}\n',
          'src/t2.ts': 'export class Tree2 {\n  find(id: string): Item { return y; }\n}\n',
          'src/t3.ts': 'export class Tree3 {\n  find(id: string): Item { return y; }\n}\n',
        },
        a: {
          'src/repo.ts': 'export interface Repo {\n  find(tenant: string, id: string): Item;\n}\n',
          'src/sql.ts':
            "import { Repo } from './repo';\nexport class Sql implements Repo {\n  find(tenant: string, id: string): Item { return x; }\n}\n",
          'src/mem.ts':
            "import { Repo } from './repo';\nexport class Mem implements Repo {\n  find(tenant: string, id: string): Item { return x; }\n}\n",
          'src/red.ts':
            "import { Repo } from './repo';\nexport class Red implements Repo {\n  find(tenant: string, id: string): Item { return x; }\n}\n",
        },
        b: {
          'src/new.ts':
            "import { make } from './make';\nexport function f() { return make().find('x'); }\n",
        },
      },
    ],
    [
      'a function becomes async that is awaited anyway',
      {
        base: { 'src/s.ts': 'export function load(p: string): Item { return x; }\n' },
        a: { 'src/s.ts': 'export async function load(p: string): Promise<Item> { return x; }\n' },
        b: {
          'src/u.ts':
            "import { load } from './s';\nexport async function f() { const t = await load('a'); return t.name; }\n",
        },
      },
    ],
    [
      'a function becomes async whose value is handed on',
      {
        base: { 'src/s.ts': 'export function load(p: string): Item { return x; }\n' },
        a: { 'src/s.ts': 'export async function load(p: string): Promise<Item> { return x; }\n' },
        b: {
          'src/u.ts':
            "import { load } from './s';\nexport async function f() { return load('a'); }\n",
        },
      },
    ],
    [
      'one property more, and an element that takes its properties from elsewhere',
      {
        base: {
          'src/C.tsx':
            'interface CProps { a: string }\nexport function Card(props: CProps) { return null; }\n',
        },
        a: {
          'src/C.tsx':
            'interface CProps { a: string; b: number }\nexport function Card(props: CProps) { return null; }\n',
        },
        b: {
          'src/u.tsx':
            "import { Card } from './C';\nexport const x = (p: any) => <Card {...p} />;\n",
        },
      },
    ],
    [
      'a parameter takes more types',
      {
        base: { 'src/t.ts': 'export function run(o: string): void {}\n' },
        a: { 'src/t.ts': 'export function run(o: string | number): void {}\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun('x');\n" },
      },
    ],
    [
      'one property more that may be left out',
      {
        base: { 'src/t.ts': 'export interface Opt { a: string }\n' },
        a: { 'src/t.ts': 'export interface Opt { a: string; b?: number }\n' },
        b: { 'src/u.ts': "import { Opt } from './t';\nexport const o: Opt = { a: 'x' };\n" },
      },
    ],
    [
      'a call that suits the new parameters',
      {
        base: { 'src/t.ts': 'export function run(a: string): void {}\n' },
        a: { 'src/t.ts': 'export function run(a: string, b: number): void {}\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun('x', 1);\n" },
      },
    ],
    [
      'a method of the same name of another class',
      {
        base: {
          'src/t.ts': 'export class A { go(a: string): void {} }\n',
          'src/b.ts': 'export class B { go(a: string): void {} }\n',
        },
        a: { 'src/t.ts': 'export class A { go(a: string, b: number): void {} }\n' },
        b: { 'src/u.ts': "import { B } from './b';\nexport function f(b: B) { b.go('x'); }\n" },
      },
    ],
    [
      'a parameter gets a type of its own',
      {
        base: { 'src/t.ts': 'export function run(a: string): void {}\n' },
        a: { 'src/t.ts': 'export function run<T extends string>(a: T): void {}\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun('x');\n" },
      },
    ],
    [
      'a parameter gets another name',
      {
        base: { 'src/t.ts': 'export function run(a: string, b?: number): void {}\n' },
        a: { 'src/t.ts': 'export function run(name: string, b?: number): void {}\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun('x');\n" },
      },
    ],
    [
      'fewer parameters in an implementation',
      {
        base: { 'src/s.ts': 'export interface Sink {\n  put(a: string): void;\n}\n' },
        a: { 'src/s.ts': 'export interface Sink {\n  put(a: string, b: number): void;\n}\n' },
        b: {
          'src/u.ts':
            "import { Sink } from './s';\nexport class File implements Sink {\n  put(a: string): void {}\n}\n",
        },
      },
    ],
    [
      'props of the same name in another file',
      {
        base: {
          'src/a.tsx':
            'interface Props { a: string }\nexport function Card(p: Props) { return null; }\n',
        },
        a: {
          'src/a.tsx':
            'interface Props { a: string; b: string }\nexport function Card(p: Props) { return null; }\n',
        },
        b: { 'src/b.tsx': 'interface Props { a: string }\nexport const x: Props = { a: "1" };\n' },
      },
    ],
    [
      'another component of the same name',
      {
        base: {
          'src/a.tsx':
            'interface Props { a: string }\nexport function Card(p: Props) { return null; }\n',
        },
        a: {
          'src/a.tsx':
            'interface Props { a: string; b: string }\nexport function Card(p: Props) { return null; }\n',
        },
        b: {
          'src/b.tsx':
            'import { Card } from \'@mui/material\';\nexport const x = () => <Card a="1" />;\n',
        },
      },
    ],
    [
      'an object of options with one more that may be left out',
      {
        base: { 'src/a.ts': 'export function open({ path }: { path: string }) {}\n' },
        a: {
          'src/a.ts': 'export function open({ path, mode }: { path: string; mode?: string }) {}\n',
        },
        b: { 'src/b.ts': "import { open } from './a';\nopen({ path: 'x' });\n" },
      },
    ],
    [
      'an object that takes the rest from elsewhere',
      {
        base: { 'src/a.ts': 'export function open({ path }: { path: string }) {}\n' },
        a: {
          'src/a.ts': 'export function open({ path, mode }: { path: string; mode: string }) {}\n',
        },
        b: { 'src/b.ts': "import { open } from './a';\nopen({ ...defaults, path: 'x' });\n" },
      },
    ],
    [
      'a type that moves and is handed on by the index',
      {
        base: {
          'src/t/a.ts': 'export interface Opt { a: string }\n',
          'src/t/index.ts': "export * from './a';\n",
        },
        a: {
          'src/t/a.ts': null,
          'src/t/b.ts': 'export interface Opt { a: string }\n',
          'src/t/index.ts': "export * from './b';\n",
        },
        b: { 'src/u.ts': "import type { Opt } from './t';\nexport const o: Opt = { a: 'x' };\n" },
      },
    ],
    [
      'a promise that is waited for in a chain',
      {
        base: { 'src/s.ts': 'export function load(p: string): Item { return x; }\n' },
        a: { 'src/s.ts': 'export async function load(p: string): Promise<Item> { return x; }\n' },
        b: { 'src/u.ts': "import { load } from './s';\nexport const f = () => load('a');\n" },
      },
    ],
    [
      'overloads where one of them still fits',
      {
        base: {
          'src/s.ts':
            'export function load(a: string): void;\nexport function load(a: any): void {}\n',
        },
        a: {
          'src/s.ts':
            'export function load(a: string): void;\nexport function load(a: string, b: number): void;\nexport function load(a: any, b?: any): void {}\n',
        },
        b: { 'src/u.ts': "import { load } from './s';\nload('x');\n" },
      },
    ],
    [
      'a declaration of types beside',
      {
        base: { 'src/s.ts': 'export type Id = string;\n' },
        a: { 'src/s.ts': 'export type Id = string | number;\n' },
        b: { 'src/u.ts': "import { Id } from './s';\nexport const o: Id = 'x';\n" },
      },
    ],
    [
      'a function moved out of its file, which imports it now',
      {
        base: {
          'src/a.ts':
            'function helpIt(a: number) {}\nexport function one() { helpIt(1); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() {}\n',
        },
        a: {
          'src/a.ts':
            "import { helpIt } from './util';\nexport function one() { helpIt(1); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() {}\n",
          'src/util.ts': 'export function helpIt(a: number) {}\n',
        },
        b: {
          'src/a.ts':
            'function helpIt(a: number) {}\nexport function one() { helpIt(1); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() { helpIt(2); }\n',
        },
        merged: {
          'src/a.ts':
            "import { helpIt } from './util';\nexport function one() { helpIt(1); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nexport function two() { helpIt(2); }\n",
        },
      },
    ],
    [
      'a method moved to a base of the class',
      {
        base: {
          'src/a.ts':
            'export class Base {\n}\nexport class Sub extends Base {\n  load(a: number) {}\n}\n',
        },
        a: {
          'src/a.ts':
            'export class Base {\n  load(a: number) {}\n}\nexport class Sub extends Base {\n}\n',
        },
        b: { 'src/u.ts': "import { Sub } from './a';\nexport function f(s: Sub) { s.load(1); }\n" },
      },
    ],
    [
      'a string of a union renamed, another union has it',
      {
        base: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warn';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
        },
        a: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warning';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
        },
        b: {
          'src/lint.ts':
            "import { write } from './log.ts';\n\ntype Severity = 'warn' | 'error';\n\nexport const severity: Severity = 'warn';\n\nexport function bad(level: string): boolean {\n  write({ level: 'info', text: 'warn' });\n  return level === 'warn';\n}\n",
        },
      },
    ],
    [
      'a union gets one string more',
      {
        base: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warn';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
        },
        a: {
          'src/log.ts':
            "export type Level = 'debug' | 'info' | 'warn' | 'error';\n\nexport interface Entry {\n  level: Level;\n  text: string;\n}\n\nexport function write(entry: Entry): void {\n  console.log(entry.level, entry.text);\n}\n",
        },
        b: {
          'src/conf.ts':
            "import type { Level } from './log.ts';\n\nexport const least: Level = 'warn';\n",
        },
      },
    ],
    [
      'a union becomes any string',
      {
        base: { 'src/log.ts': "export type Level = 'debug' | 'info' | 'warn';\n" },
        a: { 'src/log.ts': 'export type Level = string;\n' },
        b: {
          'src/c.ts':
            "import type { Level } from './log.ts';\n\nexport const least: Level = 'warn';\n",
        },
      },
    ],
    [
      'strings of a union move into one that it holds',
      {
        base: { 'src/log.ts': "export type Level = 'debug' | 'info' | 'warn';\n" },
        a: {
          'src/log.ts':
            "type Loud = 'warn' | 'error';\nexport type Level = 'debug' | 'info' | Loud;\n",
        },
        b: {
          'src/c.ts':
            "import type { Level } from './log.ts';\n\nexport const least: Level = 'warn';\n",
        },
      },
    ],
    [
      'a constructor takes one more, of a class that has its own',
      {
        base: {
          'src/reporter.ts':
            'export abstract class Reporter {\n  constructor(protected readonly name: string) {}\n\n  abstract report(text: string): void;\n\n  flush(): void {}\n}\n',
          'src/console.ts':
            "import { Reporter } from './reporter.ts';\n\nexport class ConsoleReporter extends Reporter {\n  constructor() {\n    super(...args());\n  }\n  report(text: string): void {}\n}\n",
        },
        a: {
          'src/reporter.ts':
            'export abstract class Reporter {\n  constructor(protected readonly name: string, private readonly width: number) {}\n\n  abstract report(text: string): void;\n\n  flush(): void {}\n}\n',
        },
        b: {
          'src/main.ts':
            "import { ConsoleReporter } from './console.ts';\n\nexport const reporter = new ConsoleReporter();\n",
        },
      },
    ],
    [
      'a class becomes abstract, newly derived from',
      {
        base: {
          'src/store.ts':
            'export class Store {\n  get(key: string): string | undefined {\n    return undefined;\n  }\n}\n',
        },
        a: {
          'src/store.ts':
            'export abstract class Store {\n  abstract get(key: string): string | undefined;\n}\n',
        },
        b: {
          'src/mem.ts':
            "import { Store } from './store.ts';\n\nexport class MemStore extends Store {\n  get(key: string): string | undefined {\n    return key;\n  }\n}\n\nexport const mem = new MemStore();\n",
        },
      },
    ],
    [
      'a class becomes abstract, newly called by `super(…)`',
      {
        base: { 'src/s.ts': 'export class Store {\n  constructor(readonly a: string) {}\n}\n' },
        a: {
          'src/s.ts': 'export abstract class Store {\n  constructor(readonly a: string) {}\n}\n',
        },
        b: {
          'src/m.ts':
            "import { Store } from './s.ts';\n\nexport class Mem extends Store {\n  constructor() {\n    super('m');\n  }\n}\n",
        },
      },
    ],
    [
      'a method of a map that is made at the top of the file',
      {
        base: {
          'src/store.ts':
            'export class Registry {\n  set(key: string, value: string): void {}\n  get(key: string): string {\n    return key;\n  }\n}\n',
        },
        a: {
          'src/store.ts':
            'export class Registry {\n  set(key: string, value: string, ttl: number): void {}\n  get(key: string): string {\n    return key;\n  }\n}\n',
        },
        b: {
          'src/n.ts':
            "const seen = new Map<string, string>();\n\nexport function mark(k: string): void {\n  seen.set(k, 'x');\n}\n",
        },
      },
    ],
    [
      'a class becomes an interface, newly named as a type',
      {
        base: { 'src/opt.ts': 'export class Options {\n  depth = 1;\n}\n' },
        a: { 'src/opt.ts': 'export interface Options {\n  depth?: number;\n}\n' },
        b: {
          'src/w.ts':
            "import type { Options } from './opt.ts';\n\nexport function walk(o: Options): void {}\n",
        },
      },
    ],
    [
      'an interface becomes an alias',
      {
        base: { 'src/opt.ts': 'export interface Options {\n  depth: number;\n}\n' },
        a: { 'src/opt.ts': 'export type Options = {\n  depth: number;\n};\n' },
        b: {
          'src/w.ts':
            "import type { Options } from './opt.ts';\n\nexport const o: Options = { depth: 1 };\n",
        },
      },
    ],
    [
      'JavaScript: a method that maps have, too',
      {
        base: { 'lib/r.js': 'export class Registry {\n  set(key, value) {}\n}\n' },
        a: { 'lib/r.js': 'export class Registry {\n  set(value) {}\n}\n' },
        b: {
          'lib/n.js':
            'const seen = new Map();\n\nexport function mark(k, other) {\n  seen.set(k, 1);\n  other.set(k, 2);\n}\n',
        },
      },
    ],
    [
      'a class gets a constructor, newly made with who knows what',
      {
        base: { 'src/s.ts': 'export class Svc {\n  run(): void {}\n}\n' },
        a: {
          'src/s.ts':
            'export class Svc {\n  constructor(readonly a: string) {}\n  run(): void {}\n}\n',
        },
        b: {
          'src/u.ts':
            "import { Svc } from './s.ts';\n\nexport const make = (...args: [string]) => new Svc(...args);\n",
        },
      },
    ],
    [
      'a class gets a constructor, newly named',
      {
        base: { 'src/s.ts': 'export class Svc {\n  run(): void {}\n}\n' },
        a: {
          'src/s.ts':
            'export class Svc {\n  constructor(readonly a: string) {}\n  run(): void {}\n}\n',
        },
        b: { 'src/u.ts': "import type { Svc } from './s.ts';\n\nexport const list: Svc[] = [];\n" },
      },
    ],
    [
      'a class gets a constructor, another one of its name is made',
      {
        base: {
          'src/s.ts': 'export class Svc {\n  run(): void {}\n}\n',
          'src/o.ts': 'export class Svc {\n  stop(): void {}\n}\n',
        },
        a: {
          'src/s.ts':
            'export class Svc {\n  constructor(readonly a: string) {}\n  run(): void {}\n}\n',
        },
        b: { 'src/u.ts': "import { Svc } from './o.ts';\n\nexport const s = new Svc();\n" },
      },
    ],
    [
      'a class loses its constructor and has that of its base',
      {
        base: {
          'src/s.ts':
            "import { Base } from './base.ts';\n\nexport class Svc extends Base {\n  constructor(a: string) {\n    super(a);\n  }\n  run(): void {}\n}\n",
        },
        a: {
          'src/s.ts':
            "import { Base } from './base.ts';\n\nexport class Svc extends Base {\n  run(): void {}\n}\n",
        },
        b: { 'src/u.ts': "import { Svc } from './s.ts';\n\nexport const s = new Svc('a');\n" },
      },
    ],
    [
      'a method need not be given any more',
      {
        base: { 'src/p.ts': 'export interface Plugin {\n  name(): string;\n  stop(): void;\n}\n' },
        a: { 'src/p.ts': 'export interface Plugin {\n  name(): string;\n  stop?(): void;\n}\n' },
        b: {
          'src/q.ts':
            "import type { Plugin } from './p.ts';\n\nexport class Q implements Plugin {\n  name(): string {\n    return 'q';\n  }\n  stop(): void {}\n}\n",
        },
      },
    ],
    [
      'a name no longer exported by itself, but with all of its module',
      {
        base: {
          'src/m.ts': "import { load } from './l.ts';\nexport { load };\nexport const other = 1;\n",
          'src/l.ts': 'export const load = 1;\n',
        },
        a: { 'src/m.ts': "export * from './l.ts';\nexport const other = 1;\n" },
        b: { 'src/u.ts': "import { load } from './m.ts';\n\nexport const x = load;\n" },
      },
    ],
    [
      'a name no longer exported, that another module exports',
      {
        base: {
          'src/m.ts': 'export function load() {}\nexport function other() { load(); }\n',
          'src/l.ts': 'export function load() {}\n',
        },
        a: { 'src/m.ts': 'function load() {}\nexport function other() { load(); }\n' },
        b: { 'src/u.ts': "import { load } from './l.ts';\n\nexport const x = load();\n" },
      },
    ],
    [
      'a class becomes abstract, another one of its name is made',
      {
        base: {
          'src/s.ts': 'export class Svc {\n  run(): void {}\n}\n',
          'src/o.ts': 'export class Svc {\n  stop(): void {}\n}\n',
        },
        a: { 'src/s.ts': 'export abstract class Svc {\n  run(): void {}\n}\n' },
        b: { 'src/u.ts': "import { Svc } from './o.ts';\n\nexport const s = new Svc();\n" },
      },
    ],
    [
      'a type takes another number of types, another one of its name',
      {
        base: { 'src/b.ts': 'export class Box<T> {\n  v!: T;\n}\n' },
        a: { 'src/b.ts': 'export class Box<T, U> {\n  v!: T;\n}\n' },
        b: {
          'src/u.ts':
            "import { Box } from './other.ts';\n\nexport const b: Box<number> = new Box<number>();\n",
        },
      },
    ],
    [
      'an object given to another function of the name',
      {
        base: { 'src/o.ts': 'export function open(o: { path: string }): void {}\n' },
        a: { 'src/o.ts': 'export function open(o: { path: string; mode: string }): void {}\n' },
        b: { 'src/u.ts': "import { open } from './p.ts';\n\nopen({ path: 'a' });\n" },
      },
    ],
    [
      'an object whose keys become any',
      {
        base: { 'src/o.ts': 'export function open(o: { path: string }): void {}\n' },
        a: { 'src/o.ts': 'export function open(o: { [key: string]: string }): void {}\n' },
        b: { 'src/u.ts': "import { open } from './o.ts';\n\nopen({ path: 'a' });\n" },
      },
    ],
    [
      'an object whose type gets a name',
      {
        base: {
          'src/o.ts':
            'export interface Opts {\n  path: string;\n}\n\nexport function open(o: { path: string }): void {}\n',
        },
        a: {
          'src/o.ts':
            'export interface Opts {\n  path: string;\n}\n\nexport function open(o: Opts): void {}\n',
        },
        b: { 'src/u.ts': "import { open } from './o.ts';\n\nopen({ path: 'a' });\n" },
      },
    ],
    [
      'a string of a list went',
      {
        base: {
          'src/l.ts':
            "export const LEVELS = ['debug', 'info', 'warn'] as const;\nexport type Level = (typeof LEVELS)[number];\n",
        },
        a: {
          'src/l.ts':
            "export const LEVELS = ['debug', 'info', 'error'] as const;\nexport type Level = (typeof LEVELS)[number];\n",
        },
        b: { 'src/u.ts': "export const x = 'warn';\n" },
      },
    ],
    [
      'a method made private, of the name that who knows what is asked',
      {
        base: { 'src/s.ts': 'export class Store {\n  load(a: string): void {}\n}\n' },
        a: { 'src/s.ts': 'export class Store {\n  private load(a: string): void {}\n}\n' },
        b: { 'src/u.ts': "import { make } from './make.ts';\n\nmake().load('a');\n" },
      },
    ],
    [
      'a file deleted, another of its name imported',
      {
        base: {
          'src/a/util.ts': 'export const x = 1;\n',
          'src/b/util.ts': 'export const x = 2;\n',
        },
        a: { 'src/a/util.ts': null },
        b: { 'src/b/u.ts': "import * as util from './util.ts';\n\nexport const y = util.x;\n" },
      },
    ],
    [
      'a method removed, that others have',
      {
        base: {
          'src/s.ts': 'export class Store {\n  sweep(a: string): void {}\n}\n',
          'src/t.ts': 'export class Table {\n  sweep(a: string): void {}\n}\n',
          'src/v.ts': "import { table } from './x.ts';\n\ntable.sweep('b');\n",
        },
        a: { 'src/s.ts': 'export class Store {\n}\n' },
        b: { 'src/u.ts': "import { make } from './make.ts';\n\nmake().sweep('a');\n" },
      },
    ],
    [
      'a property removed, still asked of others',
      {
        base: {
          'src/s.ts': 'export interface Opts {\n  depth: number;\n  wide: number;\n}\n',
          'src/v.ts': 'export const f = (x: any) => x.depth;\n',
        },
        a: { 'src/s.ts': 'export interface Opts {\n  wide: number;\n}\n' },
        b: { 'src/u.ts': "import { make } from './make.ts';\n\nexport const d = make().depth;\n" },
      },
    ],
    [
      'a constructor takes one more, and a function is called like a class',
      {
        base: {
          'src/s.ts': 'export class Shape {\n  constructor(readonly name: string) {}\n}\n',
          'src/q.ts':
            "import { Shape } from './s.ts';\n\nexport function Quad(name: string): Shape {\n  return make(name);\n}\n",
        },
        a: {
          'src/s.ts':
            'export class Shape {\n  constructor(readonly name: string, readonly n: number) {}\n}\n',
        },
        b: { 'src/u.ts': "import { Quad } from './q.ts';\n\nexport const q = Quad('a');\n" },
      },
    ],
    [
      'a constructor takes one more, of a class that has another base of its name',
      {
        base: {
          'src/s.ts': 'export class Shape {\n  constructor(readonly name: string) {}\n}\n',
          'src/q.ts': "import { Shape } from './other.ts';\n\nexport class Quad extends Shape {}\n",
        },
        a: {
          'src/s.ts':
            'export class Shape {\n  constructor(readonly name: string, readonly n: number) {}\n}\n',
        },
        b: { 'src/u.ts': "import { Quad } from './q.ts';\n\nexport const q = new Quad('a');\n" },
      },
    ],
    [
      'values that are taken apart, and one more now',
      {
        base: {
          'src/hook.ts':
            'export function useEntry(): [string, (v: string) => void] { return x; }\n',
        },
        a: {
          'src/hook.ts':
            'export function useEntry(): [string, (v: string) => void, boolean] { return x; }\n',
        },
        b: {
          'src/user.ts':
            'import { useEntry } from "./hook.ts";\nexport function show() {\n  const [value, set] = useEntry();\n  set(value);\n}\n',
        },
      },
    ],
    [
      'a part of what a function gives is gone, another one is taken',
      {
        base: {
          'src/hook.ts':
            'export function load(id: string) {\n  return { data: id, error: null };\n}\n',
        },
        a: {
          'src/hook.ts':
            'export function load(id: string) {\n  return { value: id, error: null };\n}\n',
        },
        b: {
          'src/user.ts':
            'import { load } from "./hook.ts";\nexport function show() {\n  const { error } = load("a");\n  return error;\n}\n',
        },
      },
    ],
    [
      'a part of what a function gives is gone, taken with a default',
      {
        base: {
          'src/hook.ts':
            'export function load(id: string) {\n  return { data: id, error: null };\n}\n',
        },
        a: {
          'src/hook.ts':
            'export function load(id: string) {\n  return { value: id, error: null };\n}\n',
        },
        b: {
          'src/user.ts':
            'import { load } from "./hook.ts";\nexport function show() {\n  const { data = "" } = load("a");\n  return data;\n}\n',
        },
      },
    ],
    [
      'a part of what a function gives is gone in one return of two',
      {
        base: {
          'src/hook.ts':
            'export function load(id: string) {\n  if (id === "") return { error: "none" };\n  return { data: id, error: null };\n}\n',
        },
        a: {
          'src/hook.ts':
            'export function load(id: string) {\n  if (id === "") return { error: "no" };\n  return { data: id, error: null };\n}\n',
        },
        b: {
          'src/user.ts':
            'import { load } from "./hook.ts";\nexport function show() {\n  const { data } = load("a");\n  return data;\n}\n',
        },
      },
    ],
    [
      'an object gives one part more, asked for another',
      {
        base: { 'src/hook.ts': 'export function list(): { items: string[] } { return x; }\n' },
        a: {
          'src/hook.ts':
            'export function list(): { items: string[]; next: string } { return x; }\n',
        },
        b: {
          'src/user.ts': 'import { list } from "./hook.ts";\nexport const sizes = list().items;\n',
        },
      },
    ],
    [
      'a text becomes an object, put where anything may stand',
      {
        base: { 'src/hook.ts': 'export function token(): string { return ""; }\n' },
        a: { 'src/hook.ts': 'export function token(): { value: string } { return x; }\n' },
        b: {
          'src/user.ts':
            'import { token } from "./hook.ts";\nexport const own: unknown = token();\n',
        },
      },
    ],
    [
      'a text becomes a text or an object, newly given a text',
      {
        base: { 'src/hook.ts': 'export function run(name: string) {}\n' },
        a: { 'src/hook.ts': 'export function run(options: string | { name: string }) {}\n' },
        b: { 'src/user.ts': 'import { run } from "./hook.ts";\nrun("build");\n' },
      },
    ],
    [
      'a text gets a name of its own, newly given a text',
      {
        base: { 'src/hook.ts': 'export function run(name: string) {}\n' },
        a: { 'src/hook.ts': 'export type Name = string;\nexport function run(name: Name) {}\n' },
        b: { 'src/user.ts': 'import { run } from "./hook.ts";\nrun("build");\n' },
      },
    ],
    [
      'a field more that may be left out, in values of a record',
      {
        base: { 'src/opt.ts': 'export interface Opt { name: string }\n' },
        a: { 'src/opt.ts': 'export interface Opt { name: string; size?: number }\n' },
        b: {
          'src/user.ts':
            'import type { Opt } from "./opt.ts";\nexport const all: Record<string, Opt> = { x: { name: "x" } };\n',
        },
      },
    ],
    [
      'a class takes two types, newly made without any',
      {
        base: { 'src/box.ts': 'export class Box<T> {}\n' },
        a: { 'src/box.ts': 'export class Box<T, E> {}\n' },
        b: { 'src/user.ts': 'import { Box } from "./box.ts";\nexport const box = new Box();\n' },
      },
    ],
    [
      'a member gone that a type does not pick',
      {
        base: { 'src/user-type.ts': 'export interface User { id: string; mail: string }\n' },
        a: { 'src/user-type.ts': 'export interface User { id: string; email: string }\n' },
        b: {
          'src/user.ts':
            'import type { User } from "./user-type.ts";\nexport type Small = Pick<User, "id">;\n',
        },
      },
    ],
    [
      'a file gone, and a test replaces another one',
      {
        base: { 'src/net.ts': 'export function run() {}\n' },
        a: { 'src/net.ts': null, 'src/net/http.ts': 'export function run() {}\n' },
        b: { 'src/sub/user.test.ts': 'jest.mock("./net.ts");\n' },
      },
    ],
    [
      'a method gone from the object that a module is, asked of another',
      {
        base: {
          'lib/conn.js': 'module.exports = {\n  open(a) {},\n  close: function (a) {},\n};\n',
        },
        a: { 'lib/conn.js': 'module.exports = {\n  open(a) {},\n};\n' },
        b: { 'lib/user.js': 'const conn = require("./other.js");\nconn.close(1);\n' },
      },
    ],
    [
      'a module that was a class is an object with it now, asked for it',
      {
        base: { 'lib/conn.js': 'class Store {}\nmodule.exports = Store;\n' },
        a: { 'lib/conn.js': 'class Store {}\nmodule.exports = { Store };\n' },
        b: { 'lib/user.js': 'const conn = require("./conn.js");\nconst own = new conn.Store();\n' },
      },
    ],
    [
      'a function takes one more name of an object',
      {
        base: { 'lib/conn.js': 'exports.connect = function ({ host, port = 1 }) {};\n' },
        a: { 'lib/conn.js': 'exports.connect = function ({ host, url, port = 1 }) {};\n' },
        b: {
          'lib/user.js':
            'const { connect } = require("./conn.js");\nconnect({ host: "a", port: 1 });\n',
        },
      },
    ],
    [
      'a function takes an object whole',
      {
        base: { 'lib/conn.js': 'exports.connect = function ({ host, port }) {};\n' },
        a: { 'lib/conn.js': 'exports.connect = function ({ url, ...rest }) {};\n' },
        b: {
          'lib/user.js':
            'const { connect } = require("./conn.js");\nconnect({ host: "a", port: 1 });\n',
        },
      },
    ],
    [
      'a case more in a union, and a choice that may give nothing',
      {
        base: { 'src/kinds.ts': 'export type Kind = "one" | "two";\n' },
        a: { 'src/kinds.ts': 'export type Kind = "one" | "two" | "six";\n' },
        b: {
          'src/user.ts':
            'import type { Kind } from "./kinds.ts";\nexport function size(kind: Kind) {\n  switch (kind) {\n    case "one":\n      return 1;\n    case "two":\n      return 2;\n  }\n}\n',
        },
      },
    ],
    [
      'a case more in a union, and a choice with something behind it',
      {
        base: { 'src/kinds.ts': 'export type Kind = "one" | "two";\n' },
        a: { 'src/kinds.ts': 'export type Kind = "one" | "two" | "six";\n' },
        b: {
          'src/user.ts':
            'import type { Kind } from "./kinds.ts";\nexport function size(kind: Kind): number {\n  switch (kind) {\n    case "one":\n      return 1;\n    case "two":\n      return 2;\n  }\n  return 0;\n}\n',
        },
      },
    ],
    [
      'an abstract method takes one more at the end',
      {
        base: {
          'src/kinds.ts':
            'export abstract class Handler {\n  abstract handle(text: Text): void;\n}\n',
        },
        a: {
          'src/kinds.ts':
            'export abstract class Handler {\n  abstract handle(text: Text, context: Context): void;\n}\n',
        },
        b: {
          'src/user.ts':
            'import { Handler } from "./kinds.ts";\nexport class Log extends Handler {\n  handle(text: Text): void {\n    print();\n  }\n}\n',
        },
      },
    ],
    [
      'an abstract method gives a promise now, and so does the new one',
      {
        base: {
          'src/kinds.ts':
            'export abstract class Handler {\n  abstract handle(text: Text): void;\n}\n',
        },
        a: {
          'src/kinds.ts':
            'export abstract class Handler {\n  abstract handle(text: Text): Promise<void>;\n}\n',
        },
        b: {
          'src/user.ts':
            'import { Handler } from "./kinds.ts";\nexport class Log extends Handler {\n  handle(text: Text): Promise<void> {\n    print();\n  }\n}\n',
        },
      },
    ],
    [
      'a method gone that a function hands to what it makes, asked of something else',
      {
        base: {
          'lib/store.js':
            'function Store() {}\nStore.prototype.load = function (id) {};\nmodule.exports = Store;\n',
        },
        a: {
          'lib/store.js':
            'function Store() {}\nStore.prototype.fetchAll = function (id) {};\nmodule.exports = Store;\n',
        },
        b: { 'lib/user.js': 'const own = require("./other");\nown.load(1);\n' },
      },
    ],
    [
      'a number gets a name, put where a number must stand',
      {
        base: { 'src/h.ts': 'export function size(): number { return 1; }\n' },
        a: {
          'src/h.ts': 'export type Bytes = number;\nexport function size(): Bytes { return 1; }\n',
        },
        b: { 'src/u.ts': 'import { size } from "./h";\nexport const n: number = size();\n' },
      },
    ],
    [
      'a file gone that is called like a module of Node',
      {
        base: { 'src/net.ts': 'export const n1 = 1;\n' },
        a: { 'src/net.ts': null },
        b: { 'src/u.test.ts': 'jest.mock("net", () => ({}));\n' },
      },
    ],
  ],
});
