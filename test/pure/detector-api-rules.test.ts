/** Rules of each language: what one head changes and the other newly relies on, beside what only looks like it. */
import { expect, test } from '@jest/globals';
import { api } from '#src/integration/detectors/api.ts';
import { type Case, findingsOf } from '../detector-cases.ts';

/** What is sure enough to be told, without places and advice. */
async function told(one: Case): Promise<string[]> {
  const lines = await findingsOf(api, one);
  return lines
    .filter((line) => Number.parseFloat(line) >= 0.5)
    .map((line) => line.replace(/ → .*$/, ''));
}

const found: Record<string, [string, Case, string][]> = {
  TypeScript: [
    [
      'a method of an interface and of all that implement it, called on who knows what: told once',
      {
        base: {
          'src/repo.ts': 'export interface Repo {\n  find(id: string): Item;\n}\n',
          'src/sql.ts':
            "import { Repo } from './repo';\nexport class Sql implements Repo {\n  find(id: string): Item { return x; }\n}\n",
          'src/mem.ts':
            "import { Repo } from './repo';\nexport class Mem implements Repo {\n  find(id: string): Item { return x; }\n}\n",
          'src/red.ts':
            "import { Repo } from './repo';\nexport class Red implements Repo {\n  find(id: string): Item { return x; }\n}\n",
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
      '0.95 a changes Repo.find from find(string):Item to find(string,string):Item (and 3 more of that name); b newly calls it with 1 argument',
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
      '0.6 a changes load from load(string):Item to load(string):Promise<Item>; b newly calls it without `await`',
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
      '0.95 a changes run from run(string,number):void to run({a:string;b:number}):void; b newly calls it with 2 arguments',
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
      '0.95 a changes the constructor of Svc from constructor(string) to constructor(string,number); b newly calls it with 1 argument',
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
      '0.95 a changes A.prep from prep(number) to prep(number,number); b newly calls it with 1 argument',
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
      '0.95 a changes Store.load from load(string,number):void to load(string):void; b newly calls it with 2 arguments',
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
  ],
  Rust: [
    [
      'a method of a trait and of all that implement it, called on who knows what: told once',
      {
        base: {
          'src/store.rs': 'pub trait Store {\n    fn get_item(&self, id: u64) -> Item;\n}\n',
          'src/a.rs': 'impl Store for A {\n    fn get_item(&self, id: u64) -> Item { x }\n}\n',
          'src/b.rs': 'impl Store for B {\n    fn get_item(&self, id: u64) -> Item { x }\n}\n',
          'src/c.rs': 'impl Store for C {\n    fn get_item(&self, id: u64) -> Item { x }\n}\n',
        },
        a: {
          'src/store.rs':
            'pub trait Store {\n    fn get_item(&self, id: u64, log: &Log) -> Item;\n}\n',
          'src/a.rs':
            'impl Store for A {\n    fn get_item(&self, id: u64, log: &Log) -> Item { x }\n}\n',
          'src/b.rs':
            'impl Store for B {\n    fn get_item(&self, id: u64, log: &Log) -> Item { x }\n}\n',
          'src/c.rs':
            'impl Store for C {\n    fn get_item(&self, id: u64, log: &Log) -> Item { x }\n}\n',
        },
        b: { 'src/n.rs': 'fn f(s: &dyn Any) { let z = make().get_item(4); }\n' },
      },
      '0.95 a changes Store.get_item from get_item(&self,u64)->Item to get_item(&self,u64,&Log)->Item (and 3 more of that name); b newly calls it with 1 argument',
    ],
    [
      'what it gives becomes a `Result`',
      {
        base: {
          'src/store.rs': 'pub fn load_it(p: &str) -> String { todo!() }\npub fn load_other() {}\n',
        },
        a: {
          'src/store.rs':
            'pub fn load_it(p: &str) -> Result<String, E> { todo!() }\npub fn load_other() {}\n',
        },
        b: {
          'src/app.rs':
            'use crate::store::load_it;\nfn f() { let t = load_it("a"); use_it(&t); }\n',
        },
      },
      '0.65 a changes load_it from load_it(&str)->String to load_it(&str)->Result<String,E>; b newly uses what it gives',
    ],
    [
      'what it gives is no `Result` any more',
      {
        base: {
          'src/store.rs':
            'pub fn load_it(p: &str) -> Result<String, E> { todo!() }\npub fn load_other() {}\n',
        },
        a: {
          'src/store.rs': 'pub fn load_it(p: &str) -> String { todo!() }\npub fn load_other() {}\n',
        },
        b: { 'src/app.rs': 'use crate::store::load_it;\nfn f() { let t = load_it("a")?; }\n' },
      },
      '0.65 a changes load_it from load_it(&str)->Result<String,E> to load_it(&str)->String; b newly uses what it gives',
    ],
    [
      'what it gives becomes an `Option`',
      {
        base: {
          'src/store.rs': 'pub fn load_it(p: &str) -> Foo { todo!() }\npub fn load_other() {}\n',
        },
        a: {
          'src/store.rs':
            'pub fn load_it(p: &str) -> Option<Foo> { todo!() }\npub fn load_other() {}\n',
        },
        b: { 'src/app.rs': 'use crate::store::load_it;\nfn f() { let t = load_it("a").len(); }\n' },
      },
      '0.65 a changes load_it from load_it(&str)->Foo to load_it(&str)->Option<Foo>; b newly uses what it gives',
    ],
    [
      'a function becomes async',
      {
        base: {
          'src/store.rs': 'pub fn load_it(p: &str) -> Foo { todo!() }\npub fn load_other() {}\n',
        },
        a: {
          'src/store.rs':
            'pub async fn load_it(p: &str) -> Foo { todo!() }\npub fn load_other() {}\n',
        },
        b: { 'src/app.rs': 'use crate::store::load_it;\nfn f() { let t = load_it("a").len(); }\n' },
      },
      '0.65 a changes load_it from load_it(&str)->Foo to load_itasync(&str)->Foo; b newly calls it without `.await`',
    ],
    [
      'a trait changes a method that an old implementation newly has',
      {
        base: {
          'src/t.rs':
            'pub trait Sink {\n    fn put(&self);\n    fn size_hint(&self, a: u8) -> u8 { 0 }\n}\n',
          'src/f.rs': 'pub struct File;\nimpl Sink for File {\n    fn put(&self) {}\n}\n',
        },
        a: {
          'src/t.rs':
            'pub trait Sink {\n    fn put(&self);\n    fn size_hint(&self, a: u8, b: u8) -> u8 { 0 }\n}\n',
        },
        b: {
          'src/f.rs':
            'pub struct File;\nimpl Sink for File {\n    fn put(&self) {}\n    fn size_hint(&self, a: u8) -> u8 { 1 }\n}\n',
        },
      },
      '0.85 a changes Sink.size_hint from size_hint(&self,u8)->u8 to size_hint(&self,u8,u8)->u8; b newly gives File the old one',
    ],
    [
      'a trait loses a method that an old implementation newly has',
      {
        base: {
          'src/t.rs':
            'pub trait Sink {\n    fn put(&self);\n    fn size_hint(&self, a: u8) -> u8 { 0 }\n}\n',
          'src/f.rs': 'pub struct File;\nimpl Sink for File {\n    fn put(&self) {}\n}\n',
        },
        a: { 'src/t.rs': 'pub trait Sink {\n    fn put(&self);\n}\n' },
        b: {
          'src/f.rs':
            'pub struct File;\nimpl Sink for File {\n    fn put(&self) {}\n    fn size_hint(&self, a: u8) -> u8 { 1 }\n}\n',
        },
      },
      '0.85 a removes Sink.size_hint; b newly gives File one',
    ],
    [
      'a case with one value more, newly made',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put(1));\n}\n' },
      },
      '0.95 a changes Event.Put from Put(u8) to Put(u8,u8); b newly makes one with 1 value',
    ],
    [
      'a case with one value more, newly taken apart',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n' },
        b: {
          'src/m.rs':
            'use crate::e::Event;\nfn f(e: Event) {\n    if let Event::Put(n) = e { use_it(n); }\n}\n',
        },
      },
      '0.95 a changes Event.Put from Put(u8) to Put(u8,u8); b newly takes it apart with 1 value',
    ],
    [
      'a case without its value',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put,\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put(1));\n}\n' },
      },
      '0.9 a gives Event.Put nothing in it instead of values by place; b newly names it',
    ],
    [
      'a case with a first value',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put,\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put);\n}\n' },
      },
      '0.9 a gives Event.Put values by place instead of nothing in it; b newly names it',
    ],
    [
      'a case with a first field',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put,\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put { a: u8 },\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put);\n}\n' },
      },
      '0.9 a gives Event.Put fields with names instead of nothing in it; b newly names it',
    ],
    [
      'a case with one field more, newly made',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put { a: u8 },\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put { a: u8, b: u8 },\n}\n' },
        b: {
          'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put { a: 1 });\n}\n',
        },
      },
      '0.9 a adds the field Event.Put.b; b newly writes a value of Put out in full',
    ],
    [
      'a case with one field more, newly taken apart',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put { a: u8 },\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put { a: u8, b: u8 },\n}\n' },
        b: {
          'src/m.rs':
            'use crate::e::Event;\nfn f(e: Event) {\n    if let Event::Put { a } = e { use_it(a); }\n}\n',
        },
      },
      '0.9 a adds the field Event.Put.b; b newly takes a Put apart in full',
    ],
    [
      'a case whose value gets a name',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put { a: u8 },\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put(1));\n}\n' },
      },
      '0.9 a gives Event.Put fields with names instead of values by place; b newly names it',
    ],
    [
      'a case whose value gets another type',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(Cell),\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put(1));\n}\n' },
      },
      '0.6 a changes Event.Put from Put(u8) to Put(Cell); b newly names it',
    ],
    [
      'a case with one value more, made as `Self::Put`',
      {
        base: {
          'src/e.rs':
            'pub enum Event {\n    A,\n    Put(u8),\n}\n\nimpl Event {\n    fn x() {}\n}\n',
        },
        a: {
          'src/e.rs':
            'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n\nimpl Event {\n    fn x() {}\n}\n',
        },
        b: { 'src/e2.rs': 'impl Event {\n    fn z() -> Self { Self::Put(1) }\n}\n' },
      },
      '0.95 a changes Event.Put from Put(u8) to Put(u8,u8); b newly makes one with 1 value',
    ],
    [
      'a case with one value more, imported',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event::{self, Put};\nfn f() { send(Put(1)); }\n' },
      },
      '0.95 a changes Event.Put from Put(u8) to Put(u8,u8); b newly makes one with 1 value',
    ],
    [
      'a case with one value more, made in a macro',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n' },
        b: {
          'src/m.rs':
            'use crate::e::Event;\nfn f(e: Event) {\n    assert_eq!(e, Event::Put(1));\n}\n',
        },
      },
      '0.95 a changes Event.Put from Put(u8) to Put(u8,u8); b newly makes one with 1 value',
    ],
    [
      'a struct with one field more, newly taken apart',
      {
        base: { 'src/r.rs': 'pub struct Report {\n    pub a: u8,\n}\n' },
        a: { 'src/r.rs': 'pub struct Report {\n    pub a: u8,\n    pub b: u8,\n}\n' },
        b: { 'src/u.rs': 'use crate::r::Report;\nfn f(r: Report) { let Report { a } = r; }\n' },
      },
      '0.9 a adds the field Report.b; b newly takes a Report apart in full',
    ],
    [
      'a tuple struct with one value more, newly made',
      {
        base: { 'src/r.rs': 'pub struct Id(pub u8);\n' },
        a: { 'src/r.rs': 'pub struct Id(pub u8, pub u8);\n' },
        b: { 'src/u.rs': 'use crate::r::Id;\nfn f() -> Id { Id(1) }\n' },
      },
      '0.95 a changes Id from Id(u8) to Id(u8,u8); b newly makes one with 1 value',
    ],
    [
      'a tuple struct with one value more, newly taken apart',
      {
        base: { 'src/r.rs': 'pub struct Id(pub u8);\n' },
        a: { 'src/r.rs': 'pub struct Id(pub u8, pub u8);\n' },
        b: { 'src/u.rs': 'use crate::r::Id;\nfn f(x: Id) { let Id(v) = x; }\n' },
      },
      '0.95 a changes Id from Id(u8) to Id(u8,u8); b newly takes it apart with 1 value',
    ],
    [
      'a type takes one type more',
      {
        base: { 'src/r.rs': 'pub struct Cache<K> { k: K }\n' },
        a: { 'src/r.rs': 'pub struct Cache<K, V> { k: K, v: V }\n' },
        b: { 'src/u.rs': 'use crate::r::Cache;\nfn f(c: Cache<u8>) {}\n' },
      },
      '0.85 a changes the types that Cache takes from 1 to 2; b newly gives it 1',
    ],
    [
      'a function takes one type more',
      {
        base: { 'src/r.rs': 'pub fn make<T>() -> T { x }\n' },
        a: { 'src/r.rs': 'pub fn make<T, U>() -> T { x }\n' },
        b: { 'src/u.rs': 'use crate::r::make;\nfn f() { make::<u8>(); }\n' },
      },
      '0.85 a changes the types that make takes from 1 to 2; b newly gives it 1',
    ],
    [
      'a trait gains a type that each must name',
      {
        base: { 'src/t.rs': 'pub trait Sink { fn put(&self); }\n' },
        a: { 'src/t.rs': 'pub trait Sink { type Error; fn put(&self); }\n' },
        b: {
          'src/f.rs':
            'use crate::t::Sink;\nstruct File;\nimpl Sink for File { fn put(&self) {} }\n',
        },
      },
      '0.85 a adds Sink.Error, which every Sink must have; b newly makes File one, without it',
    ],
    [
      'a function kept to its crate, newly used by another',
      {
        base: { 'crates/s/src/lib.rs': 'pub fn load() {}\n' },
        a: { 'crates/s/src/lib.rs': 'pub(crate) fn load() {}\n' },
        b: { 'crates/t/src/lib.rs': 'use s::load;\nfn f() { load(); }\n' },
      },
      '0.75 a makes load private to its crate; b newly calls load',
    ],
    [
      'a function made private, newly used elsewhere',
      {
        base: { 'crates/s/src/io.rs': 'pub fn load() {}\n' },
        a: { 'crates/s/src/io.rs': 'fn load() {}\n' },
        b: { 'crates/s/src/x.rs': 'use crate::io::load;\nfn f() { load(); }\n' },
      },
      '0.75 a makes load private to its file or type; b newly calls load',
    ],
    [
      'a field renamed, asked of a value of that type',
      {
        base: { 'src/r.rs': 'pub struct Report { pub width: u8 }' },
        a: { 'src/r.rs': 'pub struct Report {\n    pub breadth: u8,\n}\n' },
        b: { 'src/u.rs': 'use crate::r::Report;\nfn f(r: &Report) -> u8 { r.width }\n' },
      },
      '0.95 a renames Report.width to breadth; b newly uses r.width',
    ],
    [
      'a macro removed',
      {
        base: { 'src/r.rs': '#[macro_export]\nmacro_rules! check_it { () => {} }\n' },
        a: { 'src/r.rs': '' },
        b: { 'src/u.rs': 'fn f() { check_it!(); }\n' },
      },
      '0.85 a removes check_it; b newly uses check_it',
    ],
    [
      'a constant removed: told once',
      {
        base: { 'src/r.rs': 'pub const MAX_ITEMS: u8 = 1;\npub fn o() {}\n' },
        a: { 'src/r.rs': 'pub fn o() {}\n' },
        b: { 'src/u.rs': 'use crate::r::MAX_ITEMS;\nfn f() -> u8 { MAX_ITEMS }\n' },
      },
      '0.95 a removes MAX_ITEMS; b newly imports it from crate::r',
    ],
    [
      'a method becomes a function of its type',
      {
        base: { 'src/r.rs': 'impl Pool {\n    pub fn take_one(&self) -> u8 { 1 }\n}\n' },
        a: { 'src/r.rs': 'impl Pool {\n    pub fn take_one(pool: &Pool, n: u8) -> u8 { 1 }\n}\n' },
        b: { 'src/u.rs': 'fn f(p: &Pool) -> u8 { p.take_one() }\n' },
      },
      '0.95 a changes Pool.take_one from take_one(&self)->u8 to take_one(&Pool,u8)->u8; b newly calls it with 0 arguments',
    ],
    [
      'a field gets another type, newly given',
      {
        base: { 'src/r.rs': 'pub struct Report {\n    pub a: u8,\n}\n' },
        a: { 'src/r.rs': 'pub struct Report {\n    pub a: Option<u8>,\n}\n' },
        b: { 'src/u.rs': 'use crate::r::Report;\nfn f() -> Report { Report { a: 1 } }\n' },
      },
      '0.6 a changes the field Report.a from u8 to Option<u8>; b newly gives it a value',
    ],
    [
      'a private function, newly called in its file',
      {
        base: { 'src/a.rs': 'fn prep(a: u8) {}\n\nfn one() { prep(1); }\n\n\n\nfn two() {}\n' },
        a: {
          'src/a.rs': 'fn prep(a: u8, b: u8) {}\n\nfn one() { prep(1, 2); }\n\n\n\nfn two() {}\n',
        },
        b: {
          'src/a.rs': 'fn prep(a: u8) {}\n\nfn one() { prep(1); }\n\n\n\nfn two() { prep(3); }\n',
        },
        merged: {
          'src/a.rs':
            'fn prep(a: u8, b: u8) {}\n\nfn one() { prep(1, 2); }\n\n\n\nfn two() { prep(3); }\n',
        },
      },
      '0.95 a changes prep from prep(u8)-> to prep(u8,u8)->; b newly calls it with 1 argument',
    ],
    [
      'a parameter renamed, and used by a new line',
      {
        base: {
          'src/a.rs':
            'fn one(cfg: &Cfg) {\n    start(cfg);\n    // filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n    end();\n}\n',
        },
        a: {
          'src/a.rs':
            'fn one(config: &Cfg) {\n    start(config);\n    // filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n    end();\n}\n',
        },
        b: {
          'src/a.rs':
            'fn one(cfg: &Cfg) {\n    start(cfg);\n    // filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n    end();\n    log(cfg.name);\n}\n',
        },
        merged: {
          'src/a.rs':
            'fn one(config: &Cfg) {\n    start(config);\n    // filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n    end();\n    log(cfg.name);\n}\n',
        },
      },
      '0.85 a no longer has cfg in one; b newly uses it there, and nothing brings it once merged',
    ],
    [
      'a method moved to another type, asked of a value of the old one',
      {
        base: {
          'src/p.rs':
            'pub struct Pool;\nimpl Pool {\n    pub fn acquire(&self) -> u8 { 1 }\n}\npub struct Inner;\nimpl Inner {\n}\n',
        },
        a: {
          'src/p.rs':
            'pub struct Pool;\nimpl Pool {\n}\npub struct Inner;\nimpl Inner {\n    pub fn acquire(&self) -> u8 { 1 }\n}\n',
        },
        b: { 'src/u.rs': 'use crate::p::Pool;\nfn f(p: &Pool) -> u8 { p.acquire() }\n' },
      },
      '0.8 a moves Pool.acquire to Inner.acquire; b newly calls p.acquire',
    ],
    [
      'a function that becomes a method',
      {
        base: {
          'src/p.rs':
            'pub fn render_page(p: &Page) -> String { x }\npub struct Page;\nimpl Page {\n}\n',
        },
        a: {
          'src/p.rs':
            'pub struct Page;\nimpl Page {\n    pub fn render_page(&self) -> String { x }\n}\n',
        },
        b: {
          'src/u.rs':
            'use crate::p::{render_page, Page};\nfn f(p: &Page) -> String { render_page(p) }\n',
        },
      },
      '0.95 a removes render_page; b newly imports it from crate::p',
    ],
    [
      'a field becomes a method',
      {
        base: { 'src/p.rs': 'pub struct Page {\n    pub title: String,\n}\nimpl Page {\n}\n' },
        a: {
          'src/p.rs':
            'pub struct Page {\n    text: String,\n}\nimpl Page {\n    pub fn title(&self) -> &str { x }\n}\n',
        },
        b: { 'src/u.rs': 'use crate::p::Page;\nfn f(p: &Page) -> String { p.title.clone() }\n' },
      },
      '0.95 a renames Page.title to text; b newly uses p.title',
    ],
    [
      'a constructor function takes one more, called by `Self` in another block',
      {
        base: { 'src/p.rs': 'impl Page {\n    pub fn make(a: u8) -> Self { x }\n}\n' },
        a: { 'src/p.rs': 'impl Page {\n    pub fn make(a: u8, b: u8) -> Self { x }\n}\n' },
        b: { 'src/u.rs': 'impl Page {\n    fn two() -> Self { Self::make(2) }\n}\n' },
      },
      '0.95 a changes Page.make from make(u8)->Self to make(u8,u8)->Self; b newly calls it with 1 argument',
    ],
    [
      'a module moved, imported by its old path',
      {
        base: { 'src/util/time.rs': 'pub fn now_ms() -> u64 { 1 }\n' },
        a: { 'src/util/time.rs': null, 'src/clock.rs': 'pub fn now_ms() -> u64 { 1 }\n' },
        b: { 'src/u.rs': 'use crate::util::time::now_ms;\nfn f() -> u64 { now_ms() }\n' },
      },
      '0.85 a moves now_ms to src/clock.rs; b newly imports it from crate::util::time',
    ],
    [
      'a trait method takes another type, a new implementation the old one',
      {
        base: { 'src/t.rs': 'pub trait Sink {\n    fn put(&self, a: u8);\n}\n' },
        a: { 'src/t.rs': 'pub trait Sink {\n    fn put(&self, a: &Item);\n}\n' },
        b: {
          'src/f.rs':
            'use crate::t::Sink;\nstruct F;\nimpl Sink for F {\n    fn put(&self, a: u8) {}\n}\n',
        },
      },
      '0.85 a changes Sink.put from put(&self,u8)-> to put(&self,&Item)->; b newly gives F the old one',
    ],
    [
      'a trait method becomes async, a new implementation is not',
      {
        base: { 'src/t.rs': 'pub trait Sink {\n    fn put(&self, a: u8);\n}\n' },
        a: { 'src/t.rs': 'pub trait Sink {\n    async fn put(&self, a: u8);\n}\n' },
        b: {
          'src/f.rs':
            'use crate::t::Sink;\nstruct F;\nimpl Sink for F {\n    fn put(&self, a: u8) {}\n}\n',
        },
      },
      '0.85 a changes Sink.put from put(&self,u8)-> to putasync(&self,u8)->; b newly gives F the old one',
    ],
    [
      'a function of a test helper in a macro',
      {
        base: { 'src/p.rs': 'pub fn sample(a: u8) -> u8 { a }\n' },
        a: { 'src/p.rs': 'pub fn sample(a: u8, b: u8) -> u8 { a }\n' },
        b: { 'src/u.rs': 'use crate::p::sample;\n#[test]\nfn t() { assert_eq!(sample(1), 1); }\n' },
      },
      '0.95 a changes sample from sample(u8)->u8 to sample(u8,u8)->u8; b newly calls it with 1 argument',
    ],
    [
      'many names of one file removed: told once',
      {
        base: {
          'src/c.rs':
            'pub const ALPHA_URL: u8 = 1;\npub const BETA_URL: u8 = 1;\npub const GAMMA_URL: u8 = 1;\npub const DELTA_URL: u8 = 1;\npub const EPSILON_URL: u8 = 1;\npub const ZETA_URL: u8 = 1;\n',
        },
        a: { 'src/c.rs': 'pub fn urls() {}\n' },
        b: {
          'src/u.rs':
            'use crate::c;\nfn f() {\n    g(c::ALPHA_URL);\n    g(c::BETA_URL);\n    g(c::GAMMA_URL);\n    g(c::DELTA_URL);\n    g(c::EPSILON_URL);\n    g(c::ZETA_URL);\n}\n',
        },
      },
      '0.95 a removes ALPHA_URL; b newly uses c::ALPHA_URL (and 5 more between these two files)',
    ],
    [
      'a common method, called on what is named after its type',
      {
        base: {
          'src/s.rs':
            'pub struct DataStore;\nimpl DataStore {\n    pub fn fetch(&self, a: u8) {}\n}\n',
          'src/o_a.rs': 'impl Oa {\n    pub fn fetch(&self, a: u8) {}\n}\n',
          'src/o_b.rs': 'impl Ob {\n    pub fn fetch(&self, a: u8) {}\n}\n',
          'src/o_c.rs': 'impl Oc {\n    pub fn fetch(&self, a: u8) {}\n}\n',
        },
        a: {
          'src/s.rs':
            'pub struct DataStore;\nimpl DataStore {\n    pub fn fetch(&self, a: u8, b: u8) {}\n}\n',
        },
        b: { 'src/u.rs': 'fn f(x: &App) { x.datastore().fetch(1); }\n' },
      },
      '0.76 a changes DataStore.fetch from fetch(&self,u8)-> to fetch(&self,u8,u8)->; b newly calls it with 1 argument',
    ],
    [
      'what a `Result` holds becomes two values',
      {
        base: { 'src/s.rs': 'pub fn load_it(p: &str) -> Result<Option<Foo>, E> { x }\n' },
        a: { 'src/s.rs': 'pub fn load_it(p: &str) -> Result<(Option<Foo>, Kind), E> { x }\n' },
        b: {
          'src/u.rs':
            'use crate::s::load_it;\nfn f() { if let Ok(Some(a)) = load_it("a") { g(a); } }\n',
        },
      },
      '0.65 a changes load_it from load_it(&str)->Result<Option<Foo>,E> to load_it(&str)->Result<(Option<Foo>,Kind),E>; b newly uses what it gives',
    ],
  ],
  Java: [
    [
      'a method of an interface and of all that implement it, called on who knows what: told once',
      {
        base: {
          'a/Svc.java': 'package a;\npublic interface S {\n  Item find(String id);\n}\n',
          'a/A.java':
            'package a;\npublic class A implements S {\n  @Override\n  public Item find(String id) { return x; }\n}\n',
          'a/B.java':
            'package a;\npublic class B implements S {\n  @Override\n  public Item find(String id) { return x; }\n}\n',
          'a/C.java':
            'package a;\npublic class C implements S {\n  @Override\n  public Item find(String id) { return x; }\n}\n',
        },
        a: {
          'a/Svc.java': 'package a;\npublic interface S {\n  Item find(String t, String id);\n}\n',
          'a/A.java':
            'package a;\npublic class A implements S {\n  @Override\n  public Item find(String t, String id) { return x; }\n}\n',
          'a/B.java':
            'package a;\npublic class B implements S {\n  @Override\n  public Item find(String t, String id) { return x; }\n}\n',
          'a/C.java':
            'package a;\npublic class C implements S {\n  @Override\n  public Item find(String t, String id) { return x; }\n}\n',
        },
        b: { 'b/N.java': 'package b;\nclass N {\n  void f() { make().find("x"); }\n}\n' },
      },
      '0.95 a changes S.find from find(String)Item to find(String,String)Item (and 3 more of that name); b newly calls it with 1 argument',
    ],
    [
      'a base class changes a method that an old class newly overrides',
      {
        base: {
          'a/Base.java':
            'package a;\npublic abstract class Base {\n  void close() {}\n  protected void hook(int a) {}\n}\n',
          'a/X.java': 'package a;\npublic class X extends Base {\n  int q;\n}\n',
        },
        a: {
          'a/Base.java':
            'package a;\npublic abstract class Base {\n  void close() {}\n  protected void hook(int a, int b) {}\n}\n',
        },
        b: {
          'a/X.java':
            'package a;\npublic class X extends Base {\n  int q;\n  @Override\n  protected void hook(int a) {}\n}\n',
        },
      },
      '0.85 a changes Base.hook from hook(int)void to hook(int,int)void; b newly gives X the old one',
    ],
    [
      'a constructor takes one more',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a, int b) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { Object x = new Svc(1); }\n' },
      },
      '0.95 a changes the constructor of Svc from Svc(int) to Svc(int,int); b newly calls it with 1 argument',
    ],
    [
      'a constructor takes one more, called by `super(…)`',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a, int b) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U extends Svc { U() { super(1); } }\n' },
      },
      '0.95 a changes the constructor of Svc from Svc(int) to Svc(int,int); b newly calls it with 1 argument',
    ],
    [
      'a method removed that others have too, called by a class below',
      {
        base: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  protected void setup() {}\n  int z;\n}\n',
          'c/O.java': 'package c;\nclass O { void setup() {} }\n',
        },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  int z;\n}\n' },
        b: {
          'b/U.java': 'package b;\nimport a.Svc;\nclass U extends Svc { void f() { setup(); } }\n',
        },
      },
      '0.95 a removes Svc.setup; b newly calls setup',
    ],
    [
      'a method removed, called by `this` and `super` below: told once',
      {
        base: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  protected void setup() {}\n  int z;\n}\n',
          'c/O.java': 'package c;\nclass O { void setup() {} }\n',
        },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  int z;\n}\n' },
        b: {
          'b/U.java':
            'package b;\nimport a.Svc;\nclass U extends Svc { void f() { this.setup(); super.setup(); } }\n',
        },
      },
      '0.95 a removes Svc.setup; b newly calls this.setup',
    ],
    [
      'an annotation asks for one element more',
      {
        base: { 'a/An.java': 'package a;\npublic @interface An { String name(); }\n' },
        a: { 'a/An.java': 'package a;\npublic @interface An { String name(); int size(); }\n' },
        b: { 'b/U.java': 'package b;\nimport a.An;\n@An(name = "x")\nclass U {}\n' },
      },
      '0.9 a adds the field An.size; b newly writes a value of An out in full',
    ],
    [
      'an element of an annotation renamed',
      {
        base: { 'a/An.java': 'package a;\npublic @interface An { String name(); }\n' },
        a: { 'a/An.java': 'package a;\npublic @interface An { String id(); }\n' },
        b: { 'b/U.java': 'package b;\nimport a.An;\n@An(name = "x")\nclass U {}\n' },
      },
      '0.9 a removes the field An.name; b newly writes a value of An out in full',
    ],
    [
      'a record with one component more',
      {
        base: { 'a/Rec.java': 'package a;\npublic record Rec(int x) {}\n' },
        a: { 'a/Rec.java': 'package a;\npublic record Rec(int x, int y) {}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Rec;\nclass U { Object o = new Rec(1); }\n' },
      },
      '0.95 a changes Rec from Rec(int) to Rec(int,int); b newly calls it with 1 argument',
    ],
    [
      'a component of a record renamed',
      {
        base: { 'a/Rec.java': 'package a;\npublic record Rec(int width) {}\n' },
        a: { 'a/Rec.java': 'package a;\npublic record Rec(int breadth) {}\n' },
        b: {
          'b/U.java': 'package b;\nimport a.Rec;\nclass U { int f(Rec r) { return r.width(); } }\n',
        },
      },
      '0.95 a renames Rec.width to breadth; b newly calls r.width',
    ],
    [
      'a constant more, and a switch over all',
      {
        base: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE, TWO }\n' },
        a: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE, TWO, THREE }\n' },
        b: {
          'b/U.java':
            'package b;\nimport a.Enm;\nclass U { int f(Enm e) { return switch (e) { case ONE -> 1; case TWO -> 2; }; } }\n',
        },
      },
      '0.85 a adds the case Enm.THREE; b newly chooses among all cases of Enm, without it',
    ],
    [
      'a constant removed',
      {
        base: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE, TWO }\n' },
        a: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE }\n' },
        b: { 'b/U.java': 'package b;\nimport a.Enm;\nclass U { Enm f() { return Enm.TWO; } }\n' },
      },
      '0.95 a removes Enm.TWO; b newly uses Enm.TWO',
    ],
    [
      'a constant removed that a switch names',
      {
        base: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE, TWO }\n' },
        a: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE }\n' },
        b: {
          'b/U.java':
            'package b;\nimport a.Enm;\nclass U { int f(Enm e) { switch (e) { case TWO: return 1; default: return 2; } } }\n',
        },
      },
      '0.85 a removes Enm.TWO; b newly uses TWO',
    ],
    [
      'a static member moved, imported',
      {
        base: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  public static int helper() { return 1; }\n  int z;\n}\n',
        },
        a: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  int z;\n}\n',
          'a/T.java':
            'package a;\npublic class T {\n  public static int helper() { return 1; }\n}\n',
        },
        b: {
          'b/U.java': 'package b;\nimport static a.Svc.helper;\nclass U { int x = helper(); }\n',
        },
      },
      '0.85 a moves Svc.helper to a/T.java; b newly imports it from a.Svc.helper',
    ],
    [
      'a class moved: told once',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {}\n' },
        a: { 'a/Svc.java': null, 'c/Svc.java': 'package c;\npublic class Svc {}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { Svc s; }\n' },
      },
      '0.85 a moves Svc to c/Svc.java; b newly imports it from a.Svc',
    ],
    [
      'what it gives becomes an `Optional`',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public int size() { return 1; }\n}\n',
        },
        a: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  public java.util.Optional<Integer> size() { return null; }\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Svc;\nclass U { int f(Svc s) { int q = s.size(); return q; } }\n',
        },
      },
      '0.65 a changes Svc.size from size()int to size()java.util.Optional<Integer>; b newly uses what it gives',
    ],
    [
      'a method made private',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public void go() {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  private void go() {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { void f(Svc s) { s.go(); } }\n' },
      },
      '0.75 a makes Svc.go private to its file or type; b newly calls s.go',
    ],
    [
      'a parameter gets another type',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(String a) {}\n}\n',
        },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(Path a) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { void f(Svc s) { s.go("x"); } }\n' },
      },
      '0.6 a changes Svc.go from go(String)void to go(Path)void; b newly calls it',
    ],
    [
      'a builder method renamed, called in a chain',
      {
        base: {
          'a/Builder.java':
            'package a;\npublic class Builder {\n  public Builder withTimeout(int t) { return this; }\n}\n',
        },
        a: {
          'a/Builder.java':
            'package a;\npublic class Builder {\n  public Builder withDeadline(int t) { return this; }\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Builder;\nclass User { Object o = new Builder().withTimeout(1); }\n',
        },
      },
      '0.95 a renames Builder.withTimeout to withDeadline; b newly calls withTimeout',
    ],
    [
      'an interface gains a method',
      {
        base: { 'a/Job.java': 'package a;\npublic interface Job {\n  void run();\n}\n' },
        a: {
          'a/Job.java': 'package a;\npublic interface Job {\n  void run();\n  void stop();\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Job;\nclass User implements Job {\n  public void run() {}\n}\n',
        },
      },
      '0.85 a adds Job.stop, which every Job must have; b newly makes User one, without it',
    ],
    [
      'a field made private, asked by another class',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public int total;\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  private int total;\n}\n' },
        b: {
          'b/U.java':
            'package b;\nimport a.Svc;\nclass User { int f(Svc s) { return s.total; } }\n',
        },
      },
      '0.75 a makes Svc.total private to its file or type; b newly uses s.total',
    ],
    [
      'an import removed as unused, and newly used',
      {
        base: {
          'b/U.java':
            'package b;\nimport a.Svc;\nimport a.Other;\nclass User {\n  int f(Svc s) { return 1; }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n  int g() { return 2; }\n}\n',
        },
        a: {
          'b/U.java':
            'package b;\nimport a.Other;\nclass User {\n  int f(Other s) { return 1; }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n  int g() { return 2; }\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Svc;\nimport a.Other;\nclass User {\n  int f(Svc s) { return 1; }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n  int g() { return new Svc().go(); }\n}\n',
        },
        merged: {
          'b/U.java':
            'package b;\nimport a.Other;\nclass User {\n  int f(Other s) { return 1; }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n  int g() { return new Svc().go(); }\n}\n',
        },
      },
      '0.9 a no longer imports Svc in b/U.java; b newly uses it there, and nothing brings it once merged',
    ],
    [
      'a common method that went, called on what is named after its type',
      {
        base: {
          'a/UserStore.java':
            'package a;\npublic class UserStore {\n  public int load(int a) { return a; }\n}\n',
          'a/O.java': 'package a;\npublic class O {\n  public int load(int a) { return a; }\n}\n',
        },
        a: { 'a/UserStore.java': 'package a;\npublic class UserStore {\n}\n' },
        b: {
          'b/U.java':
            'package b;\nclass User { int f(App app) { return app.getUserStore().load(1); } }\n',
        },
      },
      '0.68 a removes UserStore.load; b newly calls load',
    ],
    [
      'everything is brought from its package',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a, int b) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.*;\nclass User { Object o = new Svc(1); }\n' },
      },
      '0.95 a changes the constructor of Svc from Svc(int) to Svc(int,int); b newly calls it with 1 argument',
    ],
  ],
  Go: [
    [
      'a method of an interface and of all that have it, called on who knows what: told once',
      {
        base: {
          's/s.go': 'package s\n\ntype Store interface {\n\tFindItem(id string) Item\n}\n',
          's/a.go':
            'package s\n\ntype A struct{}\n\nfunc (a *A) FindItem(id string) Item { return x }\n',
          's/b.go':
            'package s\n\ntype B struct{}\n\nfunc (a *B) FindItem(id string) Item { return x }\n',
          's/c.go':
            'package s\n\ntype C struct{}\n\nfunc (a *C) FindItem(id string) Item { return x }\n',
        },
        a: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tFindItem(ctx context.Context, id string) Item\n}\n',
          's/a.go':
            'package s\n\ntype A struct{}\n\nfunc (a *A) FindItem(ctx context.Context, id string) Item { return x }\n',
          's/b.go':
            'package s\n\ntype B struct{}\n\nfunc (a *B) FindItem(ctx context.Context, id string) Item { return x }\n',
          's/c.go':
            'package s\n\ntype C struct{}\n\nfunc (a *C) FindItem(ctx context.Context, id string) Item { return x }\n',
        },
        b: { 'm/m.go': 'package m\n\nfunc f(h *H) { x := h.store.FindItem("a"); _ = x }\n' },
      },
      '0.95 a changes Store.FindItem from FindItem(string)Item to FindItem(context.Context,string)Item (and 3 more of that name); b newly calls it with 1 argument',
    ],
    [
      'one result becomes two',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string) string { return p }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(p string) (string, error) { return p, nil }\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { t := s.Load("a"); use(t) }\n' },
      },
      '0.8 a changes Load from Load(string)string to Load(string)string,error; b newly takes 1 result of it',
    ],
    [
      'two results become one',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string) (string, error) { return p, nil }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(p string) string { return p }\n' },
        b: {
          'm/m.go':
            'package m\n\nimport "x.org/s"\n\nfunc f() { t, err := s.Load("a"); use(t, err) }\n',
        },
      },
      '0.8 a changes Load from Load(string)string,error to Load(string)string; b newly takes 2 results of it',
    ],
    [
      'one result becomes two, in the same package',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string) error { return nil }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(p string) (int, error) { return 1, nil }\n' },
        b: {
          's/m.go': 'package s\n\nfunc f() { if err := Load("a"); err != nil { panic(err) } }\n',
        },
      },
      '0.8 a changes Load from Load(string)error to Load(string)int,error; b newly takes 1 result of it',
    ],
    [
      'no result any more',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string) error { return nil }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(p string)  {  }\n' },
        b: {
          's/m.go': 'package s\n\nfunc f() { if err := Load("a"); err != nil { panic(err) } }\n',
        },
      },
      '0.8 a changes Load from Load(string)error to Load(string); b newly takes 1 result of it',
    ],
    [
      'an interface loses a method',
      {
        base: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(id string) int\n\tPurge(id string) int\n}\n',
        },
        a: { 's/s.go': 'package s\n\ntype Store interface {\n\tGet(id string) int\n}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f(st s.Store) { st.Purge("a") }\n' },
      },
      '0.95 a removes Store.Purge; b newly calls st.Purge',
    ],
    [
      'a field renamed, newly given by name: told once',
      {
        base: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tHost string\n}\n' },
        a: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tAddr string\n}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nvar c = s.Cfg{Host: "a"}\n' },
      },
      '0.9 a removes the field Cfg.Host; b newly writes a value of Cfg out in full',
    ],
    [
      'a field gets another type, newly given',
      {
        base: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tHost string\n}\n' },
        a: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tHost *url.URL\n}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nvar c = s.Cfg{Host: "a"}\n' },
      },
      '0.6 a changes the field Cfg.Host from string to *url.URL; b newly gives it a value',
    ],
    [
      'a variable of a package removed',
      {
        base: { 's/s.go': 'package s\n\nvar ErrGone = 1\n\nvar Z = 2\n' },
        a: { 's/s.go': 'package s\n\nvar Z = 2\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() int { return s.ErrGone }\n' },
      },
      '0.95 a removes ErrGone; b newly uses s.ErrGone',
    ],
    [
      'a function moved to another package',
      {
        base: { 's/s.go': 'package s\n\nfunc Load() {}\n\nfunc Z() {}\n' },
        a: { 's/s.go': 'package s\n\nfunc Z() {}\n', 't/t.go': 'package t\n\nfunc Load() {}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { s.Load() }\n' },
      },
      '0.6 a moves Load to t/t.go; b newly calls s.Load',
    ],
    [
      'an embedded struct removed, newly given',
      {
        base: {
          's/s.go':
            'package s\n\ntype Base struct{}\n\nfunc (b *Base) Ping() {}\n\ntype Cfg struct {\n\tBase\n\tX int\n}\n',
        },
        a: {
          's/s.go':
            'package s\n\ntype Base struct{}\n\nfunc (b *Base) Ping() {}\n\ntype Cfg struct {\n\tX int\n}\n',
        },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nvar c = s.Cfg{Base: s.Base{}, X: 1}\n' },
      },
      '0.9 a removes the field Cfg.Base; b newly writes a value of Cfg out in full',
    ],
    [
      'a parameter more, in a test of the same package',
      {
        base: { 's/s.go': 'package s\n\nfunc load(a int) {}\n' },
        a: { 's/s.go': 'package s\n\nfunc load(a int, b int) {}\n' },
        b: { 's/m_test.go': 'package s\n\nfunc TestX(t *testing.T) { load(1) }\n' },
      },
      '0.95 a changes load from load(int) to load(int,int); b newly calls it with 1 argument',
    ],
    [
      'a parameter more, called on what a function made',
      {
        base: {
          's/s.go':
            'package s\n\ntype Cli struct{}\n\nfunc NewCli() *Cli { return nil }\n\nfunc (c *Cli) Run(a int) {}\n',
        },
        a: {
          's/s.go':
            'package s\n\ntype Cli struct{}\n\nfunc NewCli() *Cli { return nil }\n\nfunc (c *Cli) Run(ctx Ctx, a int) {}\n',
        },
        b: {
          'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { c := s.NewCli(); c.Run(1) }\n',
        },
      },
      '0.95 a changes Cli.Run from Run(int) to Run(Ctx,int); b newly calls it with 1 argument',
    ],
    [
      'one result becomes two, given to another function',
      {
        base: { 's/s.go': 'package s\n\ntype Cli struct{}\n\nfunc NewCli() *Cli { return nil }\n' },
        a: {
          's/s.go':
            'package s\n\ntype Cli struct{}\n\nfunc NewCli() (*Cli, error) { return nil, nil }\n',
        },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { run(s.NewCli()) }\n' },
      },
      '0.8 a changes NewCli from NewCli()*Cli to NewCli()*Cli,error; b newly takes 1 result of it',
    ],
    [
      'an interface changes a method, the other adds a type that was one',
      {
        base: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(id string) int\n\tPut(id string) int\n}\n',
        },
        a: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(ctx Ctx, id string) int\n\tPut(id string) int\n}\n',
        },
        b: {
          's/m.go':
            'package s\n\ntype mem struct{}\n\nfunc (m *mem) Get(id string) int { return 1 }\nfunc (m *mem) Put(id string) int { return 1 }\n',
        },
      },
      '0.85 a changes Store.Get from Get(string)int to Get(Ctx,string)int; b newly gives mem the old one',
    ],
    [
      'an import removed as unused, and newly used',
      {
        base: {
          's/a.go':
            'package s\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc one() { fmt.Println(os.Args) }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nfunc two() {}\n',
        },
        a: {
          's/a.go':
            'package s\n\nimport (\n\t"os"\n)\n\nfunc one() { use(os.Args) }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nfunc two() {}\n',
        },
        b: {
          's/a.go':
            'package s\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc one() { fmt.Println(os.Args) }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nfunc two() { fmt.Println(2) }\n',
        },
        merged: {
          's/a.go':
            'package s\n\nimport (\n\t"os"\n)\n\nfunc one() { use(os.Args) }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nfunc two() { fmt.Println(2) }\n',
        },
      },
      '0.9 a no longer imports fmt in s/a.go; b newly uses it there, and nothing brings it once merged',
    ],
    [
      'a method takes a context, called on a field of a type here',
      {
        base: {
          's/s.go':
            'package s\n\ntype Store struct{}\n\nfunc (s *Store) Get(id string) int { return 1 }\n',
          's/h.go': 'package s\n\ntype handler struct {\n\tstore *Store\n}\n',
        },
        a: {
          's/s.go':
            'package s\n\ntype Store struct{}\n\nfunc (s *Store) Get(ctx context.Context, id string) int { return 1 }\n',
        },
        b: {
          's/n.go':
            'package s\n\ntype other struct {\n\tstore *Store\n}\n\nfunc (o *other) run() int { return o.store.Get("a") }\n',
        },
      },
      '0.95 a changes Store.Get from Get(string)int to Get(context.Context,string)int; b newly calls it with 1 argument',
    ],
    [
      'a type renamed, named in a signature of another package',
      {
        base: { 's/s.go': 'package s\n\ntype Store struct{}\n' },
        a: { 's/s.go': 'package s\n\ntype Depot struct{}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f(st *s.Store) {}\n' },
      },
      '0.95 a renames Store to Depot; b newly uses s::Store',
    ],
    [
      'a function used as a value changes',
      {
        base: { 's/s.go': 'package s\n\nfunc Handle(w W, r R) {}\n' },
        a: { 's/s.go': 'package s\n\nfunc Serve(w W, r R) {}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { mux("/", s.Handle) }\n' },
      },
      '0.95 a renames Handle to Serve; b newly uses s.Handle',
    ],
    [
      'an import under another name',
      {
        base: { 'store/s.go': 'package store\n\nfunc Load(a int) {}\n' },
        a: { 'store/s.go': 'package store\n\nfunc Load(a, b int) {}\n' },
        b: { 'm/m.go': 'package m\n\nimport st "x.org/store"\n\nfunc f() { st.Load(1) }\n' },
      },
      '0.95 a changes Load from Load(int) to Load(int,int); b newly calls it with 1 argument',
    ],
    [
      'both import the same, at two places',
      {
        base: {
          's/m.go':
            'package s\n\nimport (\n\t"bytes"\n\t"io"\n\t"net"\n\t"time"\n)\n\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nfunc f() {}\n',
        },
        a: {
          's/m.go':
            'package s\n\nimport (\n\t"fmt"\n\t"bytes"\n\t"io"\n\t"net"\n\t"time"\n)\n\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nfunc f() { fmt.Println(1) }\n',
        },
        b: {
          's/m.go':
            'package s\n\nimport (\n\t"bytes"\n\t"io"\n\t"net"\n\t"time"\n\t"fmt"\n)\n\nfunc g() { fmt.Println(2) }\n\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nfunc f() {}\n',
        },
        merged: {
          's/m.go':
            'package s\n\nimport (\n\t"fmt"\n\t"bytes"\n\t"io"\n\t"net"\n\t"time"\n\t"fmt"\n)\n\nfunc g() { fmt.Println(2) }\n\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nfunc f() { fmt.Println(1) }\n',
        },
      },
      '0.9 Both import fmt into s/m.go, and both imports stand there once merged',
    ],
    [
      'a function of the same package, of which other packages have one too',
      {
        base: {
          's/s.go': 'package s\n\nfunc Open(a int) error { return nil }\n',
          't/t.go': 'package t\n\nfunc Open(a int) error { return nil }\n',
          'u/u.go': 'package u\n\nfunc Open(a int) error { return nil }\n',
          'v/v.go': 'package v\n\nfunc Open(a int) error { return nil }\n',
        },
        a: { 's/s.go': 'package s\n\nfunc Open(a, b int) error { return nil }\n' },
        b: { 's/s_test.go': 'package s\n\nfunc TestOpen(t *T) { err := Open(1); use(err) }\n' },
      },
      '0.95 a changes Open from Open(int)error to Open(int,int)error; b newly calls it with 1 argument',
    ],
    [
      'a helper of the tests removed, of which other packages have one too',
      {
        base: {
          's/a_test.go': 'package s\n\nfunc helpIt(a int) {}\n\nfunc TestA() { helpIt(1) }\n',
          't/t_test.go': 'package t\n\nfunc helpIt(a int) {}\n',
          'u/u_test.go': 'package u\n\nfunc helpIt(a int) {}\n',
          'v/v_test.go': 'package v\n\nfunc helpIt(a int) {}\n',
        },
        a: { 's/a_test.go': 'package s\n\nfunc TestA() {}\n' },
        b: { 's/b_test.go': 'package s\n\nfunc TestB() { helpIt(2) }\n' },
      },
      '0.95 a removes helpIt; b newly calls helpIt',
    ],
  ],
  Python: [
    [
      'a method of an abstract class and of all below it, called on who knows what: told once',
      {
        base: {
          'p/s.py': 'class Store(ABC):\n    @abstractmethod\n    def find_item(self, id): ...\n',
          'p/a.py': 'class A(Store):\n    def find_item(self, id):\n        return 1\n',
          'p/b.py': 'class B(Store):\n    def find_item(self, id):\n        return 1\n',
          'p/c.py': 'class C(Store):\n    def find_item(self, id):\n        return 1\n',
        },
        a: {
          'p/s.py':
            'class Store(ABC):\n    @abstractmethod\n    def find_item(self, tenant, id): ...\n',
          'p/a.py': 'class A(Store):\n    def find_item(self, tenant, id):\n        return 1\n',
          'p/b.py': 'class B(Store):\n    def find_item(self, tenant, id):\n        return 1\n',
          'p/c.py': 'class C(Store):\n    def find_item(self, tenant, id):\n        return 1\n',
        },
        b: { 'p/n.py': 'def f(x):\n    return x.store.find_item(4)\n' },
      },
      '0.95 a changes Store.find_item from find_item(id) to find_item(tenant, id) (and 3 more of that name); b newly calls it with 1 argument',
    ],
    [
      'a function becomes async',
      {
        base: { 'p/s.py': 'def load(p):\n    return p\n' },
        a: { 'p/s.py': 'async def load(p):\n    return p\n' },
        b: { 'p/u.py': "from p.s import load\n\ndef f():\n    t = load('a')\n    return t.name\n" },
      },
      '0.65 a changes load from load(p) to load(p); b newly calls it without `await`',
    ],
    [
      'a base class changes a method that an old class newly overrides',
      {
        base: {
          'p/b.py': 'class Base:\n    def render(self, a):\n        return a\n',
          'p/x.py': 'from p.b import Base\n\nclass X(Base):\n    q = 1\n',
        },
        a: { 'p/b.py': 'class Base:\n    def render(self, a, b):\n        return a\n' },
        b: {
          'p/x.py':
            'from p.b import Base\n\nclass X(Base):\n    q = 1\n    def render(self, a):\n        return 2\n',
        },
      },
      '0.7 a changes Base.render from render(a) to render(a, b); b newly gives X the old one',
    ],
    [
      'a parameter more that must be named',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, *, mode):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1)\n' },
      },
      '0.95 a changes load from load(a) to load(a, mode); b newly calls it with 1 argument',
    ],
    [
      'a parameter fewer, given by name',
      {
        base: { 'p/s.py': 'def load(a, deep=False):\n    return a\n' },
        a: { 'p/s.py': 'def load(a):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, deep=True)\n' },
      },
      '0.95 a changes load from load(a, deep) to load(a); b newly calls it with 2 arguments',
    ],
    [
      'a parameter that must be named now, given by place',
      {
        base: { 'p/s.py': 'def load(a, deep=False):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, *, deep=False):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, True)\n' },
      },
      '0.9 a changes load from load(a, deep) to load(a, deep); b newly gives 2 by place',
    ],
    [
      'an attribute renamed, asked in a class below',
      {
        base: { 'p/s.py': 'class Base:\n    def __init__(self):\n        self.registry = {}\n' },
        a: { 'p/s.py': 'class Base:\n    def __init__(self):\n        self.table = {}\n' },
        b: {
          'p/u.py':
            'from p.s import Base\n\nclass Sub(Base):\n    def f(self):\n        return self.registry\n',
        },
      },
      '0.95 a renames Base.registry to table; b newly uses self.registry',
    ],
    [
      'an attribute renamed, asked in the same class',
      {
        base: {
          'p/s.py':
            'class Base:\n    def __init__(self):\n        self.registry = {}\n\n    def a(self):\n        pass\n',
        },
        a: {
          'p/s.py':
            'class Base:\n    def __init__(self):\n        self.table = {}\n\n    def a(self):\n        pass\n',
        },
        b: {
          'p/s.py':
            'class Base:\n    def __init__(self):\n        self.registry = {}\n\n    def a(self):\n        pass\n\n    def b(self):\n        return self.registry\n',
        },
        merged: {
          'p/s.py':
            'class Base:\n    def __init__(self):\n        self.table = {}\n\n    def a(self):\n        pass\n\n    def b(self):\n        return self.registry\n',
        },
      },
      '0.95 a renames Base.registry to table; b newly uses self.registry',
    ],
    [
      'a method removed, called by `super()`',
      {
        base: {
          'p/s.py':
            'class Base:\n    def setup(self):\n        pass\n    def b(self):\n        pass\n',
        },
        a: { 'p/s.py': 'class Base:\n    def b(self):\n        pass\n' },
        b: {
          'p/u.py':
            'from p.s import Base\n\nclass Sub(Base):\n    def setup(self):\n        super().setup()\n',
        },
      },
      '0.95 a removes Base.setup; b newly calls setup',
    ],
    [
      'a method removed that others have too, called by a class below',
      {
        base: {
          'p/s.py':
            'class Base:\n    def setup(self):\n        pass\n    def b(self):\n        pass\n',
          'p/o.py': 'class O:\n    def setup(self):\n        pass\n',
        },
        a: { 'p/s.py': 'class Base:\n    def b(self):\n        pass\n' },
        b: {
          'p/u.py':
            'from p.s import Base\n\nclass Sub(Base):\n    def go(self):\n        self.setup()\n',
        },
      },
      '0.95 a removes Base.setup; b newly calls self.setup',
    ],
    [
      'a module moved',
      {
        base: { 'p/old.py': 'def load():\n    pass\n' },
        a: { 'p/old.py': null, 'p/new.py': 'def load():\n    pass\n' },
        b: { 'p/u.py': 'from p.old import load\nload()\n' },
      },
      '0.85 a moves load to p/new.py; b newly imports it from p.old',
    ],
    [
      'a data class with one field more',
      {
        base: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n' },
        a: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n    b: int\n' },
        b: { 'p/u.py': 'from p.s import Opt\nOpt(a=1)\n' },
      },
      '0.95 a changes Opt from Opt(a) to Opt(a, b); b newly calls it with 1 argument',
    ],
    [
      'a named tuple with one field more',
      {
        base: { 'p/s.py': 'class Opt(NamedTuple):\n    a: int\n' },
        a: { 'p/s.py': 'class Opt(NamedTuple):\n    a: int\n    b: int\n' },
        b: { 'p/u.py': 'from p.s import Opt\nOpt(1)\n' },
      },
      '0.95 a changes Opt from Opt(a) to Opt(a, b); b newly calls it with 1 argument',
    ],
    [
      'a constant removed, asked of its module',
      {
        base: { 'p/s.py': 'MAX = 1\nOTHER = 2\n' },
        a: { 'p/s.py': 'OTHER = 2\n' },
        b: { 'p/u.py': 'from p import s\nprint(s.MAX)\n' },
      },
      '0.95 a removes MAX; b newly uses s.MAX',
    ],
    [
      'a method becomes a property',
      {
        base: { 'p/s.py': 'class Cls:\n    def size(self):\n        return 1\n' },
        a: { 'p/s.py': 'class Cls:\n    @property\n    def size(self):\n        return 1\n' },
        b: { 'p/u.py': 'from p.s import Cls\n\ndef f(c: Cls):\n    return c.size()\n' },
      },
      '0.95 a removes Cls.size; b newly calls c.size',
    ],
    [
      'a property becomes a method',
      {
        base: { 'p/s.py': 'class Cls:\n    @property\n    def size(self):\n        return 1\n' },
        a: { 'p/s.py': 'class Cls:\n    def size(self):\n        return 1\n' },
        b: { 'p/u.py': 'from p.s import Cls\n\ndef f(c: Cls):\n    return c.size + 1\n' },
      },
      '0.95 a removes Cls.size; b newly uses c.size',
    ],
    [
      'a constructor takes one more',
      {
        base: { 'p/s.py': 'class Cls:\n    def __init__(self, a):\n        pass\n' },
        a: { 'p/s.py': 'class Cls:\n    def __init__(self, a, b):\n        pass\n' },
        b: { 'p/u.py': 'from p.s import Cls\nCls(1)\n' },
      },
      '0.95 a changes the constructor of Cls from __init__(a) to __init__(a, b); b newly calls it with 1 argument',
    ],
    [
      'a constructor takes one more, called by `super()`',
      {
        base: { 'p/s.py': 'class Cls:\n    def __init__(self, a):\n        pass\n' },
        a: { 'p/s.py': 'class Cls:\n    def __init__(self, a, b):\n        pass\n' },
        b: {
          'p/u.py':
            'from p.s import Cls\n\nclass D(Cls):\n    def __init__(self):\n        super().__init__(1)\n',
        },
      },
      '0.7 a changes the constructor of Cls from __init__(a) to __init__(a, b); b newly gives D the old one',
    ],
    [
      'a member of an enum renamed',
      {
        base: { 'p/s.py': 'class K(Enum):\n    OLD = 1\n    B = 2\n' },
        a: { 'p/s.py': 'class K(Enum):\n    NEW = 1\n    B = 2\n' },
        b: { 'p/u.py': 'from p.s import K\nx = K.OLD\n' },
      },
      '0.95 a renames K.OLD to NEW; b newly uses K.OLD',
    ],
    [
      'an import removed as unused, and newly used',
      {
        base: {
          'p/a.py':
            'import os\nimport re\n\ndef one():\n    return re.x(os)\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
        },
        a: {
          'p/a.py':
            'import os\n\ndef one():\n    return os\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
        },
        b: {
          'p/a.py':
            'import os\nimport re\n\ndef one():\n    return re.x(os)\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return re.match(1)\n',
        },
        merged: {
          'p/a.py':
            'import os\n\ndef one():\n    return os\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return re.match(1)\n',
        },
      },
      '0.9 a no longer imports re in p/a.py; b newly uses it there, and nothing brings it once merged',
    ],
    [
      'a parameter that went, given by place in a method of self',
      {
        base: {
          'p/s.py':
            'class App:\n    def run(self, a, b):\n        return a\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\n    def z(self):\n        return 1\n',
        },
        a: {
          'p/s.py':
            'class App:\n    def run(self, a):\n        return a\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\n    def z(self):\n        return 1\n',
        },
        b: {
          'p/s.py':
            'class App:\n    def run(self, a, b):\n        return a\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\n    def z(self):\n        return self.run(1, 2)\n',
        },
        merged: {
          'p/s.py':
            'class App:\n    def run(self, a):\n        return a\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\n    def z(self):\n        return self.run(1, 2)\n',
        },
      },
      '0.95 a changes App.run from run(a, b) to run(a); b newly calls it with 2 arguments',
    ],
    [
      'a class becomes a function of another name',
      {
        base: { 'p/s.py': 'class Loader:\n    pass\n' },
        a: { 'p/s.py': 'def make_loader():\n    pass\n' },
        b: { 'p/u.py': 'from p.s import Loader\n\nx = Loader()\n' },
      },
      '0.95 a removes Loader; b newly imports it from p.s',
    ],
    [
      'a local renamed, used by a new line',
      {
        base: {
          'p/a.py':
            'def one(conf):\n    start(conf)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n',
        },
        a: {
          'p/a.py':
            'def one(config):\n    start(config)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n',
        },
        b: {
          'p/a.py':
            'def one(conf):\n    start(conf)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n    log(conf.level)\n',
        },
        merged: {
          'p/a.py':
            'def one(config):\n    start(config)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n    log(conf.level)\n',
        },
      },
      '0.85 a no longer has conf in one; b newly uses it there, and nothing brings it once merged',
    ],
    [
      'a common method, called on a field that is named after its type',
      {
        base: {
          'p/s.py': 'class UserStore:\n    def load(self, a):\n        return a\n',
          'p/o.py':
            'class A:\n    def load(self, a):\n        return a\nclass B:\n    def load(self, a):\n        return a\nclass C:\n    def load(self, a):\n        return a\n',
        },
        a: { 'p/s.py': 'class UserStore:\n    def load(self, a, b):\n        return a\n' },
        b: { 'p/u.py': 'def f(app):\n    return app.user_store.load(1)\n' },
      },
      '0.76 a changes UserStore.load from load(a) to load(a, b); b newly calls it with 1 argument',
    ],
    [
      'everything is brought from its module',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import *\n\nload(1)\n' },
      },
      '0.95 a changes load from load(a) to load(a, b); b newly calls it with 1 argument',
    ],
  ],
  JavaScript: [
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
};

const silent: Record<string, [string, Case][]> = {
  TypeScript: [
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
  ],
  Go: [
    [
      'more results, all thrown away',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string) error { return nil }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(p string) (int, error) { return 1, nil }\n' },
        b: { 's/m.go': 'package s\n\nfunc f() { Load("a") }\n' },
      },
    ],
    [
      'a first result, thrown away',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string)  {  }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(p string) error { return nil }\n' },
        b: { 's/m.go': 'package s\n\nfunc f() {\n\tLoad("a")\n}\n' },
      },
    ],
    [
      'results get names',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string) (string, error) { return p, nil }\n' },
        a: {
          's/s.go': 'package s\n\nfunc Load(p string) (s string, err error) { return p, nil }\n',
        },
        b: { 's/m.go': 'package s\n\nfunc f() { t, err := Load("a"); use(t, err) }\n' },
      },
    ],
    [
      'a function moved within its package',
      {
        base: { 's/s.go': 'package s\n\nfunc Load() {}\n\nfunc Z() {}\n' },
        a: { 's/s.go': 'package s\n\nfunc Z() {}\n', 's/t.go': 'package s\n\nfunc Load() {}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { s.Load() }\n' },
      },
    ],
    [
      'any number of arguments more',
      {
        base: { 's/s.go': 'package s\n\nfunc load(a int) {}\n' },
        a: { 's/s.go': 'package s\n\nfunc load(a int, b ...int) {}\n' },
        b: { 's/m_test.go': 'package s\n\nfunc TestX(t *testing.T) { load(1) }\n' },
      },
    ],
    [
      'another word for the same type',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(a interface{}) {}\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(a any) {}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { s.Load(1) }\n' },
      },
    ],
    [
      'a helper of the same name in the tests of another package',
      {
        base: {
          'a/x_test.go': 'package a\n\nfunc mk(t int) {}\n',
          'b/x_test.go': 'package b\n\nfunc mk(t int) {}\n',
        },
        a: { 'a/x_test.go': 'package a\n\nfunc mk(t int, u int) {}\n' },
        b: { 'b/y_test.go': 'package b\n\nfunc TestY() { mk(1) }\n' },
      },
    ],
    [
      'a type of the same name in another package',
      {
        base: {
          's/s.go': 'package s\n\ntype Store struct{\n\tA int\n}\n',
          't/t.go': 'package t\n\ntype Store struct{\n\tA int\n}\n',
        },
        a: { 's/s.go': 'package s\n\ntype Store struct{\n\tB int\n}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/t"\n\nvar z = t.Store{A: 1}\n' },
      },
    ],
    [
      'a keyed literal where a field is added',
      {
        base: { 's/s.go': 'package s\n\ntype Store struct{\n\tA int\n}\n' },
        a: { 's/s.go': 'package s\n\ntype Store struct{\n\tA int\n\tB int\n}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nvar z = s.Store{A: 1}\n' },
      },
    ],
    [
      'an import by another name',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(a int) {}\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(a, b int) {}\n' },
        b: { 'm/m.go': 'package m\n\nimport s "x.org/other"\n\nfunc f() { s.Load(1) }\n' },
      },
    ],
    [
      'files for other systems each have one',
      {
        base: {
          's/a_linux.go': '//go:build linux\n\npackage s\n\nfunc size(a int) int { return 1 }\n',
          's/a_windows.go':
            '//go:build windows\n\npackage s\n\nfunc size(a int) int { return 1 }\n',
        },
        a: {
          's/a_linux.go': '//go:build linux\n\npackage s\n\nfunc size(a int) int { return 2 }\n',
        },
        b: { 's/m.go': 'package s\n\nfunc f() int { return size(1) }\n' },
      },
    ],
    [
      'both import the same, at one place',
      {
        base: {
          's/m.go':
            'package s\n\nimport (\n\t"bytes"\n\t"io"\n)\n\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nfunc f() {}\n',
        },
        a: {
          's/m.go':
            'package s\n\nimport (\n\t"bytes"\n\t"fmt"\n\t"io"\n)\n\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nfunc f() { fmt.Println(1) }\n',
        },
        b: {
          's/m.go':
            'package s\n\nimport (\n\t"bytes"\n\t"fmt"\n\t"io"\n)\n\nfunc g() { fmt.Println(2) }\n\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nfunc f() {}\n',
        },
        merged: {
          's/m.go':
            'package s\n\nimport (\n\t"bytes"\n\t"fmt"\n\t"io"\n)\n\nfunc g() { fmt.Println(2) }\n\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nfunc f() { fmt.Println(1) }\n',
        },
      },
    ],
    [
      'a helper moved to another file of the same folder',
      {
        base: {
          's/a_test.go': 'package s\n\nfunc helpIt(a int) {}\n\nfunc TestA() { helpIt(1) }\n',
        },
        a: {
          's/a_test.go': 'package s\n\nfunc TestA() { helpIt(1) }\n',
          's/help_test.go': 'package s\n\nfunc helpIt(a int) {}\n',
        },
        b: { 's/b_test.go': 'package s\n\nfunc TestB() { helpIt(2) }\n' },
      },
    ],
  ],
  Rust: [
    [
      'a function becomes async that only a comment and a text name',
      {
        base: {
          'src/store.rs': 'pub fn load_it(p: &str) -> Foo { todo!() }\npub fn load_other() {}\n',
        },
        a: {
          'src/store.rs':
            'pub async fn load_it(p: &str) -> Foo { todo!() }\npub fn load_other() {}\n',
        },
        b: {
          'src/app.rs':
            'use crate::store::load_it;\nfn f() { // load_it("a")\nlet x = "load_it(1)"; }\n',
        },
      },
    ],
    [
      'a parameter takes more (`impl AsRef<str>`)',
      {
        base: { 'src/store.rs': 'pub fn load_it(p: &str) -> u8 { 1 }\n' },
        a: { 'src/store.rs': 'pub fn load_it(p: impl AsRef<str>) -> u8 { 1 }\n' },
        b: { 'src/app.rs': 'use crate::store::load_it;\nfn f() { let t = load_it("a"); }\n' },
      },
    ],
    [
      'a parameter takes more (a type of its own)',
      {
        base: { 'src/store.rs': 'pub fn load_it(p: &str) -> u8 { 1 }\n' },
        a: { 'src/store.rs': 'pub fn load_it<S: AsRef<str>>(p: S) -> u8 { 1 }\n' },
        b: { 'src/app.rs': 'use crate::store::load_it;\nfn f() { let t = load_it("a"); }\n' },
      },
    ],
    [
      'only the type of the error changes',
      {
        base: {
          'src/store.rs':
            'pub fn load_it(p: &str) -> Result<Foo, ErrA> { todo!() }\npub fn load_other() {}\n',
        },
        a: {
          'src/store.rs':
            'pub fn load_it(p: &str) -> Result<Foo, ErrB> { todo!() }\npub fn load_other() {}\n',
        },
        b: { 'src/app.rs': 'use crate::store::load_it;\nfn f() { let t = load_it("a"); }\n' },
      },
    ],
    [
      'what it gives is `impl Iterator` instead of a list',
      {
        base: {
          'src/store.rs':
            'pub fn load_it(p: &str) -> Vec<u8> { todo!() }\npub fn load_other() {}\n',
        },
        a: {
          'src/store.rs':
            'pub fn load_it(p: &str) -> impl Iterator<Item = u8> { todo!() }\npub fn load_other() {}\n',
        },
        b: { 'src/app.rs': 'use crate::store::load_it;\nfn f() { for x in load_it("a") {} }\n' },
      },
    ],
    [
      'an old implementation is the business of who changes the trait',
      {
        base: {
          'src/t.rs': 'pub trait Sink {\n    fn put(&self);\n}\n',
          'src/f.rs': 'pub struct File;\nimpl Sink for File {\n    fn put(&self) {}\n}\n',
        },
        a: {
          'src/t.rs': 'pub trait Sink {\n    fn put(&self);\n    fn more(&self);\n}\n',
          'src/f.rs':
            'pub struct File;\nimpl Sink for File {\n    fn put(&self) {}\n    fn more(&self) {}\n}\n',
        },
        b: {
          'src/f.rs':
            '// hello\npub struct File;\nimpl Sink for File {\n    fn put(&self) { foo(); }\n}\n',
        },
        merged: {
          'src/f.rs':
            '// hello\npub struct File;\nimpl Sink for File {\n    fn put(&self) { foo(); }\n}\n',
        },
      },
    ],
    [
      'a case with one field more, taken apart with `..`',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put { a: u8 },\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put { a: u8, b: u8 },\n}\n' },
        b: {
          'src/m.rs':
            'use crate::e::Event;\nfn f(e: Event) {\n    if let Event::Put { a, .. } = e { use_it(a); }\n}\n',
        },
      },
    ],
    [
      'a case with one value more, taken apart with `..`',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n' },
        b: {
          'src/m.rs':
            'use crate::e::Event;\nfn f(e: Event) {\n    if let Event::Put(n, ..) = e { use_it(n); }\n}\n',
        },
      },
    ],
    [
      'a case of the same name of another enum',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n' },
        b: { 'src/m.rs': 'use other::Msg;\nfn f(e: Msg) {\n    send(Msg::Put(1));\n}\n' },
      },
    ],
    [
      'a case with one value more, matched by `Put(..)`',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n' },
        b: {
          'src/m.rs':
            'use crate::e::Event;\nfn f(e: Event) {\n    if matches!(e, Event::Put(..)) { x(); }\n}\n',
        },
      },
    ],
    [
      'a struct with one field more, taken apart with `..`',
      {
        base: { 'src/r.rs': 'pub struct Report {\n    pub a: u8,\n}\n' },
        a: { 'src/r.rs': 'pub struct Report {\n    pub a: u8,\n    pub b: u8,\n}\n' },
        b: { 'src/u.rs': 'use crate::r::Report;\nfn f(r: Report) { let Report { a, .. } = r; }\n' },
      },
    ],
    [
      'a type takes one type more that has a default',
      {
        base: { 'src/r.rs': 'pub struct Cache<K> { k: K }\n' },
        a: { 'src/r.rs': 'pub struct Cache<K, V = u8> { k: K, v: V }\n' },
        b: { 'src/u.rs': 'use crate::r::Cache;\nfn f(c: Cache<u8>) {}\n' },
      },
    ],
    [
      'a type takes a lifetime',
      {
        base: { 'src/r.rs': 'pub struct Cache<K> { k: K }\n' },
        a: { 'src/r.rs': "pub struct Cache<'a, K> { k: &'a K }\n" },
        b: { 'src/u.rs': 'use crate::r::Cache;\nfn f(c: Cache<u8>) {}\n' },
      },
    ],
    [
      'a function kept to its crate, used there',
      {
        base: { 'crates/s/src/io.rs': 'pub fn load() {}\n' },
        a: { 'crates/s/src/io.rs': 'pub(crate) fn load() {}\n' },
        b: { 'crates/s/src/x.rs': 'use crate::io::load;\nfn f() { load(); }\n' },
      },
    ],
    [
      'a struct gets its first field, and is only named as a type',
      {
        base: { 'src/r.rs': 'pub struct Probe;\n' },
        a: { 'src/r.rs': 'pub struct Probe { pub a: u8 }\n' },
        b: { 'src/u.rs': 'use crate::r::Probe;\nfn f(p: &Probe) { Probe::new(); }\n' },
      },
    ],
    [
      'a private function of the same name in another module, newly called there',
      {
        base: {
          'src/a.rs': 'fn prep(a: u8) {}\n',
          'src/b.rs': 'fn prep(a: u8) {}\nfn main2() { prep(1); }\n',
        },
        a: { 'src/a.rs': 'fn prep(a: u8, b: u8) {}\n' },
        b: { 'src/b.rs': 'fn prep(a: u8) {}\nfn main2() { prep(1); }\nfn third() { prep(2); }\n' },
      },
    ],
    [
      'a case more, and a name that takes all others',
      {
        base: { 'src/e.rs': 'pub enum Ev { A, B }\n' },
        a: { 'src/e.rs': 'pub enum Ev { A, B, C }\n' },
        b: { 'src/m.rs': 'fn f(e: Ev) -> u8 { match e { Ev::A => 1, other => 2 } }\n' },
      },
    ],
    [
      'a method of the same name of another trait',
      {
        base: {
          'src/t.rs': 'pub trait Sink {\n    fn put(&self);\n}\n',
          'src/o.rs': 'pub trait Other {\n    fn put(&self);\n}\n',
        },
        a: { 'src/t.rs': 'pub trait Sink {\n    fn store(&self);\n}\n' },
        b: {
          'src/f.rs':
            'use crate::o::Other;\nstruct F;\nimpl Other for F {\n    fn put(&self) {}\n}\n',
        },
      },
    ],
    [
      'only lifetimes are written out',
      {
        base: { 'src/r.rs': 'pub fn load(a: &str) -> &str { a }\n' },
        a: { 'src/r.rs': "pub fn load<'a>(a: &'a str) -> &'a str { a }\n" },
        b: { 'src/u.rs': 'use crate::r::load;\nfn f() { load("x"); }\n' },
      },
    ],
    [
      'a type by a shorter path',
      {
        base: { 'src/r.rs': 'pub fn load(a: &std::path::Path) -> u8 { 1 }\n' },
        a: { 'src/r.rs': 'use std::path::Path;\npub fn load(a: &Path) -> u8 { 1 }\n' },
        b: { 'src/u.rs': 'use crate::r::load;\nfn f() { load(p); }\n' },
      },
    ],
    [
      'a parameter renamed, and a variable of the old name',
      {
        base: {
          'src/a.rs':
            'fn one(cfg: &Cfg) {\n    start(cfg);\n    // filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n    end();\n}\n',
        },
        a: {
          'src/a.rs':
            'fn one(config: &Cfg) {\n    let cfg = config.clone();\n    start(config);\n    // filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n    end();\n}\n',
        },
        b: {
          'src/a.rs':
            'fn one(cfg: &Cfg) {\n    start(cfg);\n    // filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n    end();\n    log(cfg.name);\n}\n',
        },
        merged: {
          'src/a.rs':
            'fn one(config: &Cfg) {\n    let cfg = config.clone();\n    start(config);\n    // filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n    end();\n    log(cfg.name);\n}\n',
        },
      },
    ],
    [
      'a module moved and handed on from the old path',
      {
        base: { 'src/util/time.rs': 'pub fn now_ms() -> u64 { 1 }\n' },
        a: {
          'src/util/time.rs': 'pub use crate::clock::now_ms;\n',
          'src/clock.rs': 'pub fn now_ms() -> u64 { 1 }\n',
        },
        b: { 'src/u.rs': 'use crate::util::time::now_ms;\nfn f() -> u64 { now_ms() }\n' },
      },
    ],
    [
      'an implementation of From for one type goes, another is asked',
      {
        base: {
          'src/p.rs':
            'impl From<A> for E { fn from(a: A) -> E { x } }\nimpl From<B> for E { fn from(b: B) -> E { x } }\n',
        },
        a: { 'src/p.rs': 'impl From<B> for E { fn from(b: B) -> E { x } }\n' },
        b: { 'src/u.rs': 'fn f(b: B) -> E { E::from(b) }\n' },
      },
    ],
    [
      'a method of the same name on another type, called on a typed value',
      {
        base: {
          'src/p.rs': 'impl Pool {\n    pub fn run_it(&self, a: u8) {}\n}\n',
          'src/q.rs': 'impl Queue {\n    pub fn run_it(&self, a: u8) {}\n}\n',
        },
        a: { 'src/p.rs': 'impl Pool {\n    pub fn run_it(&self, a: u8, b: u8) {}\n}\n' },
        b: { 'src/u.rs': 'fn f(q: &Queue) { q.run_it(1); }\n' },
      },
    ],
    [
      'a field added to a struct of the same name elsewhere',
      {
        base: {
          'crates/a/src/conf.rs': 'pub struct Config { pub a: u8 }\n',
          'crates/b/src/conf.rs': 'pub struct Config { pub a: u8 }\n',
          'crates/c/src/conf.rs': 'pub struct Config { pub a: u8 }\n',
          'crates/d/src/conf.rs': 'pub struct Config { pub a: u8 }\n',
        },
        a: { 'crates/a/src/conf.rs': 'pub struct Config { pub a: u8, pub b: u8 }\n' },
        b: {
          'crates/b/src/use_it.rs':
            'use crate::conf::Config;\nfn f() -> Config { Config { a: 1 } }\n',
        },
      },
    ],
    [
      'a result that is thrown away',
      {
        base: { 'src/p.rs': 'pub fn flush_all() -> u8 { 1 }\n' },
        a: { 'src/p.rs': 'pub fn flush_all() -> Result<u8, E> { x }\n' },
        b: { 'src/u.rs': 'use crate::p::flush_all;\nfn f() { flush_all(); }\n' },
      },
    ],
    [
      'attributes and comments name it',
      {
        base: { 'src/p.rs': 'pub fn sample(a: u8) -> u8 { a }\n' },
        a: { 'src/p.rs': 'pub fn sample(a: u8, b: u8) -> u8 { a }\n' },
        b: { 'src/u.rs': '/// sample(1)\n#[doc = "sample(1)"]\nfn t() {}\n' },
      },
    ],
    [
      'a private function of the same name in another module',
      {
        base: { 'src/a.rs': 'fn parse_it(a: u8) {}\n' },
        a: { 'src/a.rs': 'fn parse_it(a: u8, b: u8) {}\n' },
        b: { 'src/b.rs': 'use crate::other::*;\nfn f() { parse_it(1); }\n' },
      },
    ],
    [
      'a field that is renamed with a getter of the old name, called',
      {
        base: { 'src/p.rs': 'pub struct Page {\n    pub title: String,\n}\nimpl Page {\n}\n' },
        a: {
          'src/p.rs':
            'pub struct Page {\n    text: String,\n}\nimpl Page {\n    pub fn title(&self) -> &str { x }\n}\n',
        },
        b: { 'src/u.rs': 'use crate::p::Page;\nfn f(p: &Page) -> String { p.title() }\n' },
      },
    ],
    [
      'a field goes whose method of the same name stays',
      {
        base: {
          'src/p.rs':
            'pub struct Page {\n    pub title: String,\n}\nimpl Page {\n    pub fn title(&self) -> &str { x }\n}\n',
        },
        a: {
          'src/p.rs':
            'pub struct Page {\n    text: String,\n}\nimpl Page {\n    pub fn title(&self) -> &str { x }\n}\n',
        },
        b: {
          'src/u.rs':
            'use crate::p::Page;\nfn f(p: &Page) -> String { g(p.title(), Page::title) }\n',
        },
      },
    ],
    [
      'a field and a method of one name, added by one',
      {
        base: {
          'src/p.rs':
            'pub struct Page {\n}\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nimpl Page {\n}\n',
        },
        a: {
          'src/p.rs':
            'pub struct Page {\n    title: String,\n}\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nimpl Page {\n    pub fn title(&self) -> &str { x }\n}\n',
        },
        b: {
          'src/p.rs':
            '// b\npub struct Page {\n    title: String,\n}\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nimpl Page {\n    pub fn title(&self) -> &str { x }\n}\n',
        },
        merged: {
          'src/p.rs':
            '// b\npub struct Page {\n    title: String,\n}\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n// filler 6\n// filler 7\nimpl Page {\n    pub fn title(&self) -> &str { x }\n}\n',
        },
      },
    ],
    [
      'an implementation of a trait for one type goes, another type has one',
      {
        base: {
          'src/p.rs':
            'impl From<A> for Realm { fn from(a: A) -> Realm { x } }\nimpl From<B> for Cached { fn from(b: B) -> Cached { x } }\n',
        },
        a: { 'src/p.rs': 'impl From<B> for Cached { fn from(b: B) -> Cached { x } }\n' },
        b: {
          'src/u.rs':
            'impl From<C> for Cached { fn from(c: C) -> Cached { Cached::from(c.b()) } }\n',
        },
      },
    ],
    [
      'stacked on the other, with its change',
      {
        base: { 'src/p.rs': 'pub struct Page {\n    pub a: u8,\n    pub b: u8,\n}\n' },
        a: { 'src/p.rs': 'pub struct Page {\n    pub a: u8,\n}\n' },
        b: {
          'src/p.rs': 'pub struct Page {\n    pub a: u8,\n}\n',
          'src/u.rs': 'use crate::p::Page;\nfn f() -> Page { Page { a: 1, b: old.b } }\n',
        },
      },
    ],
    [
      'a common method, called on what is named otherwise',
      {
        base: {
          'src/s.rs':
            'pub struct DataStore;\nimpl DataStore {\n    pub fn fetch(&self, a: u8) {}\n}\n',
          'src/o_a.rs': 'impl Oa {\n    pub fn fetch(&self, a: u8) {}\n}\n',
          'src/o_b.rs': 'impl Ob {\n    pub fn fetch(&self, a: u8) {}\n}\n',
          'src/o_c.rs': 'impl Oc {\n    pub fn fetch(&self, a: u8) {}\n}\n',
        },
        a: {
          'src/s.rs':
            'pub struct DataStore;\nimpl DataStore {\n    pub fn fetch(&self, a: u8, b: u8) {}\n}\n',
        },
        b: { 'src/u.rs': 'fn f(x: &App) { x.client().fetch(1); }\n' },
      },
    ],
    [
      'a builder that makes something else',
      {
        base: {
          'src/s.rs': 'pub struct Builder;\nimpl Builder {\n    pub fn fetch(&self, a: u8) {}\n}\n',
          'src/o_a.rs': 'impl Oa {\n    pub fn fetch(&self, a: u8) {}\n}\n',
          'src/o_b.rs': 'impl Ob {\n    pub fn fetch(&self, a: u8) {}\n}\n',
          'src/o_c.rs': 'impl Oc {\n    pub fn fetch(&self, a: u8) {}\n}\n',
        },
        a: {
          'src/s.rs':
            'pub struct Builder;\nimpl Builder {\n    pub fn fetch(&self, a: u8, b: u8) {}\n}\n',
        },
        b: { 'src/u.rs': 'fn f() { let app = Builder::new().build(); app.fetch(1); }\n' },
      },
    ],
    [
      'only the path of what a `Result` holds changes',
      {
        base: { 'src/s.rs': 'pub fn load_it(p: &str) -> Result<a::Foo, E> { x }\n' },
        a: { 'src/s.rs': 'pub fn load_it(p: &str) -> Result<Foo, E> { x }\n' },
        b: {
          'src/u.rs': 'use crate::s::load_it;\nfn f() { if let Ok(a) = load_it("a") { g(a); } }\n',
        },
      },
    ],
    [
      'a function moved out of its file, which imports it now',
      {
        base: {
          'src/a.rs':
            'fn help_it(a: u8) {}\nfn one() { help_it(1); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nfn two() {}\n',
        },
        a: {
          'src/a.rs':
            'use crate::util::help_it;\nfn one() { help_it(1); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nfn two() {}\n',
          'src/util.rs': 'pub fn help_it(a: u8) {}\n',
        },
        b: {
          'src/a.rs':
            'fn help_it(a: u8) {}\nfn one() { help_it(1); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nfn two() { help_it(2); }\n',
        },
        merged: {
          'src/a.rs':
            'use crate::util::help_it;\nfn one() { help_it(1); }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\nfn two() { help_it(2); }\n',
        },
      },
    ],
    [
      'an implementation of a method removed that the trait has',
      {
        base: {
          'src/a.rs':
            'pub trait Base {\n    fn load(&self) -> u8 { 1 }\n    fn other(&self);\n}\npub struct Sub;\nimpl Base for Sub {\n    fn load(&self) -> u8 { 2 }\n    fn other(&self) {}\n}\n',
        },
        a: {
          'src/a.rs':
            'pub trait Base {\n    fn load(&self) -> u8 { 1 }\n    fn other(&self);\n}\npub struct Sub;\nimpl Base for Sub {\n    fn other(&self) {}\n}\n',
        },
        b: { 'src/u.rs': 'use crate::a::{Base, Sub};\nfn f(s: &Sub) -> u8 { s.load() }\n' },
      },
    ],
  ],
  Python: [
    [
      'a function becomes async that is awaited anyway',
      {
        base: { 'p/s.py': 'def load(p):\n    return p\n' },
        a: { 'p/s.py': 'async def load(p):\n    return p\n' },
        b: {
          'p/u.py':
            "from p.s import load\n\nasync def f():\n    t = await load('a')\n    return t.name\n",
        },
      },
    ],
    [
      'a parameter that `**kw` takes now',
      {
        base: { 'p/s.py': 'def load(a, deep=False):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, **kw):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, deep=True)\n' },
      },
    ],
    [
      'a module moved and handed on',
      {
        base: { 'p/old.py': 'def load():\n    pass\n' },
        a: { 'p/old.py': 'from p.new import load\n', 'p/new.py': 'def load():\n    pass\n' },
        b: { 'p/u.py': 'from p.old import load\nload()\n' },
      },
    ],
    [
      'a data class with one field more that has a default',
      {
        base: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n' },
        a: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n    b: int = 1\n' },
        b: { 'p/u.py': 'from p.s import Opt\nOpt(a=1)\n' },
      },
    ],
    [
      'a comment and a text name it',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        b: { 'p/u.py': '# load(1)\nx = "load(1)"\n' },
      },
    ],
    [
      'a function of the same name in the file itself',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        b: { 'p/u.py': 'def load(x):\n    return x\n\nload(1)\n' },
      },
    ],
    [
      'a parameter more that has a default',
      {
        base: { 'p/s.py': 'def load(a, b=1):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b=1, c=2):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, 2)\n' },
      },
    ],
    [
      'mixins and a method of the same name in a base',
      {
        base: {
          'p/s.py':
            'class A:\n    def go(self, a):\n        return a\nclass B:\n    def go(self, a):\n        return a\n',
        },
        a: {
          'p/s.py':
            'class A:\n    def go(self, a, b):\n        return a\nclass B:\n    def go(self, a):\n        return a\n',
        },
        b: {
          'p/u.py':
            'from p.s import B\n\nclass C(B):\n    def x(self):\n        return self.go(1)\n',
        },
      },
    ],
    [
      'one parameter fewer, that is given by none',
      {
        base: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        a: { 'p/s.py': 'def load(a):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\n\nload(*args)\n' },
      },
    ],
    [
      'one parameter only, that stays',
      {
        base: { 'p/s.py': 'def load(a, b=1):\n    return a\n' },
        a: { 'p/s.py': 'def load(a):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\n\nload(1)\n' },
      },
    ],
    [
      'a parameter of the same name',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        b: { 'p/u.py': 'def use(load):\n    return load(1)\n' },
      },
    ],
    [
      'a name that is imported in a function',
      {
        base: {
          'p/a.py':
            'import re\n\ndef one():\n    return re.x\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
        },
        a: {
          'p/a.py':
            'def one():\n    import re\n    return re.x\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
        },
        b: {
          'p/a.py':
            'import re\n\ndef one():\n    return re.x\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return 1\n',
        },
        merged: {
          'p/a.py':
            'def one():\n    import re\n    return re.x\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return 1\n',
        },
      },
    ],
    [
      'a local renamed, and the new line binds its own',
      {
        base: {
          'p/a.py':
            'def one(conf):\n    start(conf)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n',
        },
        a: {
          'p/a.py':
            'def one(config):\n    start(config)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n',
        },
        b: {
          'p/a.py':
            'def one(conf):\n    start(conf)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n    conf = read()\n    log(conf.level)\n',
        },
        merged: {
          'p/a.py':
            'def one(config):\n    start(config)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n    conf = read()\n    log(conf.level)\n',
        },
      },
    ],
    [
      'a class moved out of its file, which imports it now',
      {
        base: {
          'p/a.py':
            'class Thing:\n    pass\n\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
        },
        a: {
          'p/a.py':
            'from p.b import Thing\n\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
          'p/b.py': 'class Thing:\n    pass\n',
        },
        b: {
          'p/a.py':
            'class Thing:\n    pass\n\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return Thing()\n',
        },
        merged: {
          'p/a.py':
            'from p.b import Thing\n\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return Thing()\n',
        },
      },
    ],
    [
      'a method removed that the base has',
      {
        base: {
          'p/a.py':
            'class Base:\n    def load(self, a):\n        return a\n\nclass Sub(Base):\n    def load(self, a):\n        return a\n',
        },
        a: {
          'p/a.py':
            'class Base:\n    def load(self, a):\n        return a\n\nclass Sub(Base):\n    pass\n',
        },
        b: { 'p/u.py': 'from p.a import Sub\n\ndef f(s: Sub):\n    return s.load(1)\n' },
      },
    ],
    [
      'a field of a data class moved to its base',
      {
        base: { 'p/a.py': 'class Base:\n    a: int = 1\n\nclass Sub(Base):\n    level: int = 1\n' },
        a: {
          'p/a.py':
            'class Base:\n    a: int = 1\n    level: int = 1\n\nclass Sub(Base):\n    pass\n',
        },
        b: { 'p/u.py': 'from p.a import Sub\n\ndef f(s: Sub):\n    return s.level\n' },
      },
    ],
  ],
  Java: [
    [
      'a base class gets an overload of a method that is newly overridden',
      {
        base: {
          'a/Base.java':
            'package a;\npublic abstract class Base {\n  void close() {}\n  protected void hook(int a) {}\n}\n',
          'a/X.java': 'package a;\npublic class X extends Base {\n  int q;\n}\n',
        },
        a: {
          'a/Base.java':
            'package a;\npublic abstract class Base {\n  void close() {}\n  protected void hook(int a) {}\n  protected void hook(long a) {}\n}\n',
        },
        b: {
          'a/X.java':
            'package a;\npublic class X extends Base {\n  int q;\n  @Override\n  protected void hook(int a) {}\n}\n',
        },
      },
    ],
    [
      'a constructor more',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  public Svc(int a) {}\n  public Svc(int a, int b) {}\n}\n',
        },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { Object x = new Svc(1); }\n' },
      },
    ],
    [
      'a class of the same name in another package',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc { public static void go(int a) {} }\n',
          'c/Svc.java': 'package c;\npublic class Svc { public static void go(int a) {} }\n',
        },
        a: {
          'a/Svc.java': 'package a;\npublic class Svc { public static void go(int a, int b) {} }\n',
        },
        b: { 'b/U.java': 'package b;\nimport c.Svc;\nclass U { void f() { Svc.go(1); } }\n' },
      },
    ],
    [
      'a parameter takes every object',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(String a) {}\n}\n',
        },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(Object a) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { void f(Svc s) { s.go("x"); } }\n' },
      },
    ],
    [
      'a parameter takes every collection',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(List<String> a) {}\n}\n',
        },
        a: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  public void go(Collection<String> a) {}\n}\n',
        },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { void f(Svc s) { s.go(x); } }\n' },
      },
    ],
    [
      'a private method of the same name in another class',
      {
        base: {
          'a/A.java': 'package a;\nclass A { private void prep(int x) {} }\n',
          'a/B.java': 'package a;\nclass B { private void prep(int x) {} }\n',
        },
        a: { 'a/A.java': 'package a;\nclass A { private void prep(int x, int y) {} }\n' },
        b: {
          'a/B.java':
            'package a;\nclass B { private void prep(int x) {}\n void q() { prep(1); } }\n',
        },
      },
    ],
    [
      'a method of the same name in the class itself',
      {
        base: {
          'a/Base.java': 'package a;\npublic class Base {\n  protected void setup(int a) {}\n}\n',
        },
        a: {
          'a/Base.java':
            'package a;\npublic class Base {\n  protected void setup(int a, int b) {}\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Base;\nclass User extends Base {\n  void setup(int a) {}\n  void go() { setup(1); }\n}\n',
        },
      },
    ],
    [
      'an interface gains a default method',
      {
        base: { 'a/Job.java': 'package a;\npublic interface Job {\n  void run();\n}\n' },
        a: {
          'a/Job.java':
            'package a;\npublic interface Job {\n  void run();\n  default void stop() {}\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Job;\nclass User implements Job {\n  public void run() {}\n}\n',
        },
      },
    ],
    [
      'only exceptions change',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public int go() { return 1; }\n}\n',
        },
        a: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  public int go() throws IOException { return 1; }\n}\n',
        },
        b: {
          'b/U.java': 'package b;\nimport a.Svc;\nclass User { int f(Svc s) { return s.go(); } }\n',
        },
      },
    ],
    [
      'everything is brought from another package',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a, int b) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport c.*;\nclass User { Object o = new Svc(1); }\n' },
      },
    ],
    [
      'an override removed that the base has',
      {
        base: {
          'a/Base.java':
            'package a;\npublic class Base {\n  public int load(int a) { return a; }\n}\n',
          'a/Sub.java':
            'package a;\npublic class Sub extends Base {\n  @Override\n  public int load(int a) { return super.load(a); }\n}\n',
        },
        a: { 'a/Sub.java': 'package a;\npublic class Sub extends Base {\n}\n' },
        b: {
          'b/U.java':
            'package b;\nimport a.Sub;\nclass User { int f(Sub s) { return s.load(1); } }\n',
        },
      },
    ],
  ],
};

const rows = <T extends unknown[]>(tables: Record<string, T[]>) =>
  Object.entries(tables).flatMap(([language, list]) =>
    list.map((row) => [language, ...row] as [string, ...T]),
  );

test.each(rows(found))('%s: %s', async (_language, _name, one, finding) => {
  expect(await told(one)).toEqual([finding]);
});

test.each(rows(silent))('%s, silent: %s', async (_language, _name, one) => {
  expect(await told(one)).toEqual([]);
});
