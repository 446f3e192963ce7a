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
      'ts iface method + impls, unknown receiver',
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
      'ts becomes async',
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
      'ts override removed',
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
      'required prop vs literal',
      {
        base: { 'src/t.ts': 'export interface Opt { a: string }\n' },
        a: { 'src/t.ts': 'export interface Opt { a: string; b: number }\n' },
        b: { 'src/u.ts': "import { Opt } from './t';\nexport const o: Opt = { a: 'x' };\n" },
      },
      '0.9 a adds the field Opt.b; b newly writes a value of Opt out in full',
    ],
    [
      'required prop vs return literal',
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
      'required prop vs arrow literal',
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
      'optional made required',
      {
        base: { 'src/t.ts': 'export interface Opt { a: string; b?: number }\n' },
        a: { 'src/t.ts': 'export interface Opt { a: string; b: number }\n' },
        b: { 'src/u.ts': "import { Opt } from './t';\nexport const o: Opt = { a: 'x' };\n" },
      },
      '0.85 a demands the field Opt.b; b newly writes a value of Opt out in full',
    ],
    [
      'argument literal',
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
      'jsx required prop',
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
      'jsx prop removed',
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
      'removed prop on typed value',
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
      'default -> named',
      {
        base: { 'src/t.ts': 'export default function load() {}\n' },
        a: { 'src/t.ts': 'export function load() {}\n' },
        b: { 'src/u.ts': "import load from './t';\nload();\n" },
      },
      '0.9 a no longer exports a default from src/t.ts, but load; b newly imports it in src/u.ts',
    ],
    [
      'named -> default',
      {
        base: { 'src/t.ts': 'export function load() {}\n' },
        a: { 'src/t.ts': 'export default function load() {}\n' },
        b: { 'src/u.ts': "import { load } from './t';\nload();\n" },
      },
      '0.9 a no longer exports load from src/t.ts, but as its default; b newly imports it in src/u.ts',
    ],
    [
      'enum member renamed',
      {
        base: { 'src/t.ts': 'export enum Color { Red, Blue }\n' },
        a: { 'src/t.ts': 'export enum Color { Crimson, Blue }\n' },
        b: { 'src/u.ts': "import { Color } from './t';\nexport const c = Color.Red;\n" },
      },
      '0.95 a renames Color.Red to Crimson; b newly uses Color.Red',
    ],
    [
      'function to options object',
      {
        base: { 'src/t.ts': 'export function run(a: string, b: number): void {}\n' },
        a: { 'src/t.ts': 'export function run(o: { a: string; b: number }): void {}\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun('x', 1);\n" },
      },
      '0.95 a changes run from run(string,number):void to run({a:string;b:number}):void; b newly calls it with 2 arguments',
    ],
    [
      'unexported',
      {
        base: { 'src/t.ts': 'export function run() {}\nexport const z = 1;\n' },
        a: { 'src/t.ts': 'function run() {}\nexport const z = 1;\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun();\n" },
      },
      '0.9 a no longer exports run from src/t.ts; b newly imports it in src/u.ts',
    ],
    [
      'required class ctor',
      {
        base: { 'src/t.ts': 'export class Svc { constructor(a: string) {} }\n' },
        a: { 'src/t.ts': 'export class Svc { constructor(a: string, b: number) {} }\n' },
        b: { 'src/u.ts': "import { Svc } from './t';\nnew Svc('x');\n" },
      },
      '0.95 a changes the constructor of Svc from constructor(string) to constructor(string,number); b newly calls it with 1 argument',
    ],
    [
      'ctor added',
      {
        base: { 'src/t.ts': 'export class Svc { x = 1; }\n' },
        a: { 'src/t.ts': 'export class Svc { x = 1; constructor(a: string) {} }\n' },
        b: { 'src/u.ts': "import { Svc } from './t';\nnew Svc();\n" },
      },
      '0.85 a adds the constructor of Svc, constructor(string); b newly makes one with 0 arguments',
    ],
    [
      'prop type literal changed string->number',
      {
        base: { 'src/t.ts': 'export interface Opt { a: string }\n' },
        a: { 'src/t.ts': 'export interface Opt { a: number }\n' },
        b: { 'src/u.ts': "import { Opt } from './t';\nexport const o: Opt = { a: 'x' };\n" },
      },
      '0.6 a changes the field Opt.a from string to number; b newly gives it a value',
    ],
    [
      'ts private method same class',
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
            'export class A {\n  private prep(a: number) {}\n\n\n\n\n  two() { this.prep(1); }\n}\n',
        },
      },
      '0.95 a changes A.prep from prep(number) to prep(number,number); b newly calls it with 1 argument',
    ],
  ],
  Rust: [
    [
      'rust trait method + impls',
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
      'rust String->Result',
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
      'rust Result->String',
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
      'rust T->Option',
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
      'rust becomes async',
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
      'rust impl method new on existing',
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
      'rust removed default method',
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
      'tuple variant gains field, constructed',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put(1));\n}\n' },
      },
      '0.95 a changes Event.Put from Put(u8) to Put(u8,u8); b newly makes one with 1 value',
    ],
    [
      'tuple variant gains field, matched',
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
      'tuple -> unit',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put,\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put(1));\n}\n' },
      },
      '0.9 a gives Event.Put nothing in it instead of values by place; b newly names it',
    ],
    [
      'unit -> tuple',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put,\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put);\n}\n' },
      },
      '0.9 a gives Event.Put values by place instead of nothing in it; b newly names it',
    ],
    [
      'unit -> struct',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put,\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put { a: u8 },\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put);\n}\n' },
      },
      '0.9 a gives Event.Put fields with names instead of nothing in it; b newly names it',
    ],
    [
      'struct variant gains field, constructed',
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
      'struct variant gains field, matched',
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
      'tuple -> struct',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put { a: u8 },\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put(1));\n}\n' },
      },
      '0.9 a gives Event.Put fields with names instead of values by place; b newly names it',
    ],
    [
      'payload type changed, constructed',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(Cell),\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event;\nfn f(e: Event) {\n    send(Event::Put(1));\n}\n' },
      },
      '0.6 a changes Event.Put from Put(u8) to Put(Cell); b newly names it',
    ],
    [
      'Self:: in impl',
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
      'imported variants',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event::{self, Put};\nfn f() { send(Put(1)); }\n' },
      },
      '0.95 a changes Event.Put from Put(u8) to Put(u8,u8); b newly makes one with 1 value',
    ],
    [
      'in macro: assert_eq',
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
      'pattern without ..',
      {
        base: { 'src/r.rs': 'pub struct Report {\n    pub a: u8,\n}\n' },
        a: { 'src/r.rs': 'pub struct Report {\n    pub a: u8,\n    pub b: u8,\n}\n' },
        b: { 'src/u.rs': 'use crate::r::Report;\nfn f(r: Report) { let Report { a } = r; }\n' },
      },
      '0.9 a adds the field Report.b; b newly takes a Report apart in full',
    ],
    [
      'tuple struct arity',
      {
        base: { 'src/r.rs': 'pub struct Id(pub u8);\n' },
        a: { 'src/r.rs': 'pub struct Id(pub u8, pub u8);\n' },
        b: { 'src/u.rs': 'use crate::r::Id;\nfn f() -> Id { Id(1) }\n' },
      },
      '0.95 a changes Id from Id(u8) to Id(u8,u8); b newly makes one with 1 value',
    ],
    [
      'tuple struct pattern',
      {
        base: { 'src/r.rs': 'pub struct Id(pub u8);\n' },
        a: { 'src/r.rs': 'pub struct Id(pub u8, pub u8);\n' },
        b: { 'src/u.rs': 'use crate::r::Id;\nfn f(x: Id) { let Id(v) = x; }\n' },
      },
      '0.95 a changes Id from Id(u8) to Id(u8,u8); b newly takes it apart with 1 value',
    ],
    [
      'trait gains assoc type',
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
      'made pub(crate)',
      {
        base: { 'crates/s/src/lib.rs': 'pub fn load() {}\n' },
        a: { 'crates/s/src/lib.rs': 'pub(crate) fn load() {}\n' },
        b: { 'crates/t/src/lib.rs': 'use s::load;\nfn f() { load(); }\n' },
      },
      '0.75 a makes load private to its crate; b newly calls load',
    ],
    [
      'made private, same crate',
      {
        base: { 'crates/s/src/io.rs': 'pub fn load() {}\n' },
        a: { 'crates/s/src/io.rs': 'fn load() {}\n' },
        b: { 'crates/s/src/x.rs': 'use crate::io::load;\nfn f() { load(); }\n' },
      },
      '0.75 a makes load private to its file or type; b newly calls load',
    ],
    [
      'field renamed, used on typed',
      {
        base: { 'src/r.rs': 'pub struct Report { pub width: u8 }' },
        a: { 'src/r.rs': 'pub struct Report {\n    pub breadth: u8,\n}\n' },
        b: { 'src/u.rs': 'use crate::r::Report;\nfn f(r: &Report) -> u8 { r.width }\n' },
      },
      '0.95 a renames Report.width to breadth; b newly uses r.width',
    ],
    [
      'macro removed',
      {
        base: { 'src/r.rs': '#[macro_export]\nmacro_rules! check_it { () => {} }\n' },
        a: { 'src/r.rs': '' },
        b: { 'src/u.rs': 'fn f() { check_it!(); }\n' },
      },
      '0.85 a removes check_it; b newly uses check_it',
    ],
    [
      'const removed',
      {
        base: { 'src/r.rs': 'pub const MAX_ITEMS: u8 = 1;\npub fn o() {}\n' },
        a: { 'src/r.rs': 'pub fn o() {}\n' },
        b: { 'src/u.rs': 'use crate::r::MAX_ITEMS;\nfn f() -> u8 { MAX_ITEMS }\n' },
      },
      '0.95 a removes MAX_ITEMS; b newly imports it from crate::r',
    ],
    [
      '&self -> &mut self? assoc fn lost self',
      {
        base: { 'src/r.rs': 'impl Pool {\n    pub fn take_one(&self) -> u8 { 1 }\n}\n' },
        a: { 'src/r.rs': 'impl Pool {\n    pub fn take_one(pool: &Pool, n: u8) -> u8 { 1 }\n}\n' },
        b: { 'src/u.rs': 'fn f(p: &Pool) -> u8 { p.take_one() }\n' },
      },
      '0.95 a changes Pool.take_one from take_one(&self)->u8 to take_one(&Pool,u8)->u8; b newly calls it with 0 arguments',
    ],
    [
      'field type changed, literal',
      {
        base: { 'src/r.rs': 'pub struct Report {\n    pub a: u8,\n}\n' },
        a: { 'src/r.rs': 'pub struct Report {\n    pub a: Option<u8>,\n}\n' },
        b: { 'src/u.rs': 'use crate::r::Report;\nfn f() -> Report { Report { a: 1 } }\n' },
      },
      '0.6 a changes the field Report.a from u8 to Option<u8>; b newly gives it a value',
    ],
    [
      'rust private fn same file both',
      {
        base: { 'src/a.rs': 'fn prep(a: u8) {}\n\nfn one() { prep(1); }\n\n\n\nfn two() {}\n' },
        a: {
          'src/a.rs': 'fn prep(a: u8, b: u8) {}\n\nfn one() { prep(1, 2); }\n\n\n\nfn two() {}\n',
        },
        b: {
          'src/a.rs': 'fn prep(a: u8) {}\n\nfn one() { prep(1); }\n\n\n\nfn two() { prep(3); }\n',
        },
        merged: {
          'src/a.rs': 'fn prep(a: u8) {}\n\nfn one() { prep(1); }\n\n\n\nfn two() { prep(3); }\n',
        },
      },
      '0.95 a changes prep from prep(u8)-> to prep(u8,u8)->; b newly calls it with 1 argument',
    ],
  ],
  Java: [
    [
      'java',
      {
        base: {
          'a/S.java': 'package a;\npublic interface S {\n  Item find(String id);\n}\n',
          'a/A.java':
            'package a;\npublic class A implements S {\n  @Override\n  public Item find(String id) { return x; }\n}\n',
          'a/B.java':
            'package a;\npublic class B implements S {\n  @Override\n  public Item find(String id) { return x; }\n}\n',
          'a/C.java':
            'package a;\npublic class C implements S {\n  @Override\n  public Item find(String id) { return x; }\n}\n',
        },
        a: {
          'a/S.java': 'package a;\npublic interface S {\n  Item find(String t, String id);\n}\n',
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
      'java override on existing class',
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
      'ctor',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a, int b) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { Object x = new Svc(1); }\n' },
      },
      '0.95 a changes the constructor of Svc from Svc(int) to Svc(int,int); b newly calls it with 1 argument',
    ],
    [
      'super()',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a, int b) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U extends Svc { U() { super(1); } }\n' },
      },
      '0.95 a changes the constructor of Svc from Svc(int) to Svc(int,int); b newly calls it with 1 argument',
    ],
    [
      'method removed in base, called in subclass',
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
      'method removed in base, this.',
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
      'annotation member',
      {
        base: { 'a/An.java': 'package a;\npublic @interface An { String name(); }\n' },
        a: { 'a/An.java': 'package a;\npublic @interface An { String name(); int size(); }\n' },
        b: { 'b/U.java': 'package b;\nimport a.An;\n@An(name = "x")\nclass U {}\n' },
      },
      '0.9 a adds the field An.size; b newly writes a value of An out in full',
    ],
    [
      'annotation member renamed',
      {
        base: { 'a/An.java': 'package a;\npublic @interface An { String name(); }\n' },
        a: { 'a/An.java': 'package a;\npublic @interface An { String id(); }\n' },
        b: { 'b/U.java': 'package b;\nimport a.An;\n@An(name = "x")\nclass U {}\n' },
      },
      '0.9 a removes the field An.name; b newly writes a value of An out in full',
    ],
    [
      'record',
      {
        base: { 'a/Rec.java': 'package a;\npublic record Rec(int x) {}\n' },
        a: { 'a/Rec.java': 'package a;\npublic record Rec(int x, int y) {}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Rec;\nclass U { Object o = new Rec(1); }\n' },
      },
      '0.95 a changes Rec from Rec(int) to Rec(int,int); b newly calls it with 1 argument',
    ],
    [
      'record accessor',
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
      'enum const added, switch',
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
      'enum const removed',
      {
        base: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE, TWO }\n' },
        a: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE }\n' },
        b: { 'b/U.java': 'package b;\nimport a.Enm;\nclass U { Enm f() { return Enm.TWO; } }\n' },
      },
      '0.95 a removes Enm.TWO; b newly uses Enm.TWO',
    ],
    [
      'enum const removed in switch',
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
      'static import moved',
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
      'class moved package',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {}\n' },
        a: { 'a/Svc.java': null, 'c/Svc.java': 'package c;\npublic class Svc {}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { Svc s; }\n' },
      },
      '0.85 a moves Svc to c/Svc.java; b newly imports it from a.Svc',
    ],
    [
      'checked exception? return type changed',
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
      'made private',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public void go() {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  private void go() {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { void f(Svc s) { s.go(); } }\n' },
      },
      '0.75 a makes Svc.go private to its file or type; b newly calls s.go',
    ],
    [
      'param type',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(String a) {}\n}\n',
        },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(Path a) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { void f(Svc s) { s.go("x"); } }\n' },
      },
      '0.6 a changes Svc.go from go(String)void to go(Path)void; b newly calls it',
    ],
  ],
  Go: [
    [
      'go',
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
      'go 1->2',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string) string { return p }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(p string) (string, error) { return p, nil }\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { t := s.Load("a"); use(t) }\n' },
      },
      '0.8 a changes Load from Load(string)string to Load(string)string,error; b newly takes 1 result of it',
    ],
    [
      'go 2->1',
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
      'go same package 1->2',
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
      'go 1->0',
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
      'iface method removed',
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
      'field renamed keyed',
      {
        base: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tHost string\n}\n' },
        a: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tAddr string\n}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nvar c = s.Cfg{Host: "a"}\n' },
      },
      '0.9 a removes the field Cfg.Host; b newly writes a value of Cfg out in full',
    ],
    [
      'field type changed keyed',
      {
        base: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tHost string\n}\n' },
        a: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tHost *url.URL\n}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nvar c = s.Cfg{Host: "a"}\n' },
      },
      '0.6 a changes the field Cfg.Host from string to *url.URL; b newly gives it a value',
    ],
    [
      'var removed',
      {
        base: { 's/s.go': 'package s\n\nvar ErrGone = 1\n\nvar Z = 2\n' },
        a: { 's/s.go': 'package s\n\nvar Z = 2\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() int { return s.ErrGone }\n' },
      },
      '0.95 a removes ErrGone; b newly uses s.ErrGone',
    ],
    [
      'func moved package',
      {
        base: { 's/s.go': 'package s\n\nfunc Load() {}\n\nfunc Z() {}\n' },
        a: { 's/s.go': 'package s\n\nfunc Z() {}\n', 't/t.go': 'package t\n\nfunc Load() {}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { s.Load() }\n' },
      },
      '0.6 a moves Load to t/t.go; b newly calls s.Load',
    ],
    [
      'embedded struct removed',
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
      'param added unexported same pkg',
      {
        base: { 's/s.go': 'package s\n\nfunc load(a int) {}\n' },
        a: { 's/s.go': 'package s\n\nfunc load(a int, b int) {}\n' },
        b: { 's/m_test.go': 'package s\n\nfunc TestX(t *testing.T) { load(1) }\n' },
      },
      '0.95 a changes load from load(int) to load(int,int); b newly calls it with 1 argument',
    ],
    [
      'method on var of pkg type',
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
      'NewX results',
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
      'iface gains method, func literal mock existing',
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
  ],
  Python: [
    [
      'py',
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
      'py becomes async',
      {
        base: { 'p/s.py': 'def load(p):\n    return p\n' },
        a: { 'p/s.py': 'async def load(p):\n    return p\n' },
        b: { 'p/u.py': "from p.s import load\n\ndef f():\n    t = load('a')\n    return t.name\n" },
      },
      '0.65 a changes load from load(p) to load(p); b newly calls it without `await`',
    ],
    [
      'py override signature',
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
      'required param added',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, *, mode):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1)\n' },
      },
      '0.95 a changes load from load(a) to load(a, mode); b newly calls it with 1 argument',
    ],
    [
      'param removed by keyword',
      {
        base: { 'p/s.py': 'def load(a, deep=False):\n    return a\n' },
        a: { 'p/s.py': 'def load(a):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, deep=True)\n' },
      },
      '0.95 a changes load from load(a, deep) to load(a); b newly calls it with 2 arguments',
    ],
    [
      'positional to keyword only',
      {
        base: { 'p/s.py': 'def load(a, deep=False):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, *, deep=False):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, True)\n' },
      },
      '0.9 a changes load from load(a, deep) to load(a, deep); b newly gives 2 by place',
    ],
    [
      'self.x removed in subclass',
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
      'self.x removed same class',
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
            'class Base:\n    def __init__(self):\n        self.registry = {}\n\n    def a(self):\n        pass\n\n    def b(self):\n        return self.registry\n',
        },
      },
      '0.95 a renames Base.registry to table; b newly uses self.registry',
    ],
    [
      'method removed, subclass super()',
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
      'method removed, called via self in subclass, name common',
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
      'module moved',
      {
        base: { 'p/old.py': 'def load():\n    pass\n' },
        a: { 'p/old.py': null, 'p/new.py': 'def load():\n    pass\n' },
        b: { 'p/u.py': 'from p.old import load\nload()\n' },
      },
      '0.85 a moves load to p/new.py; b newly imports it from p.old',
    ],
    [
      'dataclass required',
      {
        base: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n' },
        a: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n    b: int\n' },
        b: { 'p/u.py': 'from p.s import Opt\nOpt(a=1)\n' },
      },
      '0.95 a changes Opt from Opt(a) to Opt(a, b); b newly calls it with 1 argument',
    ],
    [
      'NamedTuple',
      {
        base: { 'p/s.py': 'class Opt(NamedTuple):\n    a: int\n' },
        a: { 'p/s.py': 'class Opt(NamedTuple):\n    a: int\n    b: int\n' },
        b: { 'p/u.py': 'from p.s import Opt\nOpt(1)\n' },
      },
      '0.95 a changes Opt from Opt(a) to Opt(a, b); b newly calls it with 1 argument',
    ],
    [
      'constant removed via module',
      {
        base: { 'p/s.py': 'MAX = 1\nOTHER = 2\n' },
        a: { 'p/s.py': 'OTHER = 2\n' },
        b: { 'p/u.py': 'from p import s\nprint(s.MAX)\n' },
      },
      '0.95 a removes MAX; b newly uses s.MAX',
    ],
    [
      'method -> property',
      {
        base: { 'p/s.py': 'class Cls:\n    def size(self):\n        return 1\n' },
        a: { 'p/s.py': 'class Cls:\n    @property\n    def size(self):\n        return 1\n' },
        b: { 'p/u.py': 'from p.s import Cls\n\ndef f(c: Cls):\n    return c.size()\n' },
      },
      '0.95 a removes Cls.size; b newly calls c.size',
    ],
    [
      'property -> method',
      {
        base: { 'p/s.py': 'class Cls:\n    @property\n    def size(self):\n        return 1\n' },
        a: { 'p/s.py': 'class Cls:\n    def size(self):\n        return 1\n' },
        b: { 'p/u.py': 'from p.s import Cls\n\ndef f(c: Cls):\n    return c.size + 1\n' },
      },
      '0.95 a removes Cls.size; b newly uses c.size',
    ],
    [
      'ctor param',
      {
        base: { 'p/s.py': 'class Cls:\n    def __init__(self, a):\n        pass\n' },
        a: { 'p/s.py': 'class Cls:\n    def __init__(self, a, b):\n        pass\n' },
        b: { 'p/u.py': 'from p.s import Cls\nCls(1)\n' },
      },
      '0.95 a changes the constructor of Cls from __init__(a) to __init__(a, b); b newly calls it with 1 argument',
    ],
    [
      'super().__init__',
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
      'enum member removed',
      {
        base: { 'p/s.py': 'class K(Enum):\n    OLD = 1\n    B = 2\n' },
        a: { 'p/s.py': 'class K(Enum):\n    NEW = 1\n    B = 2\n' },
        b: { 'p/u.py': 'from p.s import K\nx = K.OLD\n' },
      },
      '0.95 a renames K.OLD to NEW; b newly uses K.OLD',
    ],
  ],
};

const silent: Record<string, [string, Case][]> = {
  TypeScript: [
    [
      'ts near: other type keeps find',
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
      'ts becomes async, awaited anyway',
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
      'ts becomes async, returned',
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
      'jsx spread',
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
      'widened param',
      {
        base: { 'src/t.ts': 'export function run(o: string): void {}\n' },
        a: { 'src/t.ts': 'export function run(o: string | number): void {}\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun('x');\n" },
      },
    ],
    [
      'optional prop added',
      {
        base: { 'src/t.ts': 'export interface Opt { a: string }\n' },
        a: { 'src/t.ts': 'export interface Opt { a: string; b?: number }\n' },
        b: { 'src/u.ts': "import { Opt } from './t';\nexport const o: Opt = { a: 'x' };\n" },
      },
    ],
    [
      'using head adapts',
      {
        base: { 'src/t.ts': 'export function run(a: string): void {}\n' },
        a: { 'src/t.ts': 'export function run(a: string, b: number): void {}\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun('x', 1);\n" },
      },
    ],
    [
      'same name method other class typed',
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
      'ts both same addition fine',
      {
        base: { 'src/t.ts': 'export function run(a: string): void {}\n' },
        a: { 'src/t.ts': 'export function run<T extends string>(a: T): void {}\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun('x');\n" },
      },
    ],
    [
      'ts type alias rename param name',
      {
        base: { 'src/t.ts': 'export function run(a: string, b?: number): void {}\n' },
        a: { 'src/t.ts': 'export function run(name: string, b?: number): void {}\n' },
        b: { 'src/u.ts': "import { run } from './t';\nrun('x');\n" },
      },
    ],
  ],
  Go: [
    [
      'go results dropped',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string) error { return nil }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(p string) (int, error) { return 1, nil }\n' },
        b: { 's/m.go': 'package s\n\nfunc f() { Load("a") }\n' },
      },
    ],
    [
      'go 0->1 stmt',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string)  {  }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(p string) error { return nil }\n' },
        b: { 's/m.go': 'package s\n\nfunc f() {\n\tLoad("a")\n}\n' },
      },
    ],
    [
      'go result named',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string) (string, error) { return p, nil }\n' },
        a: {
          's/s.go': 'package s\n\nfunc Load(p string) (s string, err error) { return p, nil }\n',
        },
        b: { 's/m.go': 'package s\n\nfunc f() { t, err := Load("a"); use(t, err) }\n' },
      },
    ],
    [
      'func moved within package',
      {
        base: { 's/s.go': 'package s\n\nfunc Load() {}\n\nfunc Z() {}\n' },
        a: { 's/s.go': 'package s\n\nfunc Z() {}\n', 's/t.go': 'package s\n\nfunc Load() {}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { s.Load() }\n' },
      },
    ],
    [
      'variadic added',
      {
        base: { 's/s.go': 'package s\n\nfunc load(a int) {}\n' },
        a: { 's/s.go': 'package s\n\nfunc load(a int, b ...int) {}\n' },
        b: { 's/m_test.go': 'package s\n\nfunc TestX(t *testing.T) { load(1) }\n' },
      },
    ],
    [
      'any->interface{}',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(a interface{}) {}\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(a any) {}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { s.Load(1) }\n' },
      },
    ],
    [
      'go test helper other pkg',
      {
        base: {
          'a/x_test.go': 'package a\n\nfunc mk(t int) {}\n',
          'b/x_test.go': 'package b\n\nfunc mk(t int) {}\n',
        },
        a: { 'a/x_test.go': 'package a\n\nfunc mk(t int, u int) {}\n' },
        b: { 'b/y_test.go': 'package b\n\nfunc TestY() { mk(1) }\n' },
      },
    ],
  ],
  Rust: [
    [
      'rust async awaited in use?',
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
      'rust &str -> impl AsRef',
      {
        base: { 'src/store.rs': 'pub fn load_it(p: &str) -> u8 { 1 }\n' },
        a: { 'src/store.rs': 'pub fn load_it(p: impl AsRef<str>) -> u8 { 1 }\n' },
        b: { 'src/app.rs': 'use crate::store::load_it;\nfn f() { let t = load_it("a"); }\n' },
      },
    ],
    [
      'rust &str -> generic S: AsRef',
      {
        base: { 'src/store.rs': 'pub fn load_it(p: &str) -> u8 { 1 }\n' },
        a: { 'src/store.rs': 'pub fn load_it<S: AsRef<str>>(p: S) -> u8 { 1 }\n' },
        b: { 'src/app.rs': 'use crate::store::load_it;\nfn f() { let t = load_it("a"); }\n' },
      },
    ],
    [
      'rust &[u8] -> Vec error type only',
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
      'rust impl Trait return',
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
      'rust missing not told for existing',
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
      'struct variant gains field, matched with ..',
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
      'tuple variant gains field, matched with ..',
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
      'another enum same variant',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n' },
        b: { 'src/m.rs': 'use other::Msg;\nfn f(e: Msg) {\n    send(Msg::Put(1));\n}\n' },
      },
    ],
    [
      'wildcard match on Put(_) only unit pattern path',
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
      'pattern with ..',
      {
        base: { 'src/r.rs': 'pub struct Report {\n    pub a: u8,\n}\n' },
        a: { 'src/r.rs': 'pub struct Report {\n    pub a: u8,\n    pub b: u8,\n}\n' },
        b: { 'src/u.rs': 'use crate::r::Report;\nfn f(r: Report) { let Report { a, .. } = r; }\n' },
      },
    ],
    [
      'generics default',
      {
        base: { 'src/r.rs': 'pub struct Cache<K> { k: K }\n' },
        a: { 'src/r.rs': 'pub struct Cache<K, V = u8> { k: K, v: V }\n' },
        b: { 'src/u.rs': 'use crate::r::Cache;\nfn f(c: Cache<u8>) {}\n' },
      },
    ],
    [
      'generics lifetime',
      {
        base: { 'src/r.rs': 'pub struct Cache<K> { k: K }\n' },
        a: { 'src/r.rs': "pub struct Cache<'a, K> { k: &'a K }\n" },
        b: { 'src/u.rs': 'use crate::r::Cache;\nfn f(c: Cache<u8>) {}\n' },
      },
    ],
    [
      'made pub(crate), same crate',
      {
        base: { 'crates/s/src/io.rs': 'pub fn load() {}\n' },
        a: { 'crates/s/src/io.rs': 'pub(crate) fn load() {}\n' },
        b: { 'crates/s/src/x.rs': 'use crate::io::load;\nfn f() { load(); }\n' },
      },
    ],
    [
      'unit struct -> fields, as type only',
      {
        base: { 'src/r.rs': 'pub struct Probe;\n' },
        a: { 'src/r.rs': 'pub struct Probe { pub a: u8 }\n' },
        b: { 'src/u.rs': 'use crate::r::Probe;\nfn f(p: &Probe) { Probe::new(); }\n' },
      },
    ],
    [
      'rust derive / private fn other module',
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
      'rust non_exhaustive? variant added and _',
      {
        base: { 'src/e.rs': 'pub enum Ev { A, B }\n' },
        a: { 'src/e.rs': 'pub enum Ev { A, B, C }\n' },
        b: { 'src/m.rs': 'fn f(e: Ev) -> u8 { match e { Ev::A => 1, other => 2 } }\n' },
      },
    ],
    [
      'rust impl method renamed on trait, other trait same name',
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
      'rust lifetime-only change',
      {
        base: { 'src/r.rs': 'pub fn load(a: &str) -> &str { a }\n' },
        a: { 'src/r.rs': "pub fn load<'a>(a: &'a str) -> &'a str { a }\n" },
        b: { 'src/u.rs': 'use crate::r::load;\nfn f() { load("x"); }\n' },
      },
    ],
    [
      'rust path-only change',
      {
        base: { 'src/r.rs': 'pub fn load(a: &std::path::Path) -> u8 { 1 }\n' },
        a: { 'src/r.rs': 'use std::path::Path;\npub fn load(a: &Path) -> u8 { 1 }\n' },
        b: { 'src/u.rs': 'use crate::r::load;\nfn f() { load(p); }\n' },
      },
    ],
  ],
  Python: [
    [
      'py async awaited',
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
      'kwargs',
      {
        base: { 'p/s.py': 'def load(a, deep=False):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, **kw):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, deep=True)\n' },
      },
    ],
    [
      'module moved and reexported',
      {
        base: { 'p/old.py': 'def load():\n    pass\n' },
        a: { 'p/old.py': 'from p.new import load\n', 'p/new.py': 'def load():\n    pass\n' },
        b: { 'p/u.py': 'from p.old import load\nload()\n' },
      },
    ],
    [
      'dataclass default',
      {
        base: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n' },
        a: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n    b: int = 1\n' },
        b: { 'p/u.py': 'from p.s import Opt\nOpt(a=1)\n' },
      },
    ],
    [
      'in string',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        b: { 'p/u.py': '# load(1)\nx = "load(1)"\n' },
      },
    ],
    [
      'local fn shadows',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        b: { 'p/u.py': 'def load(x):\n    return x\n\nload(1)\n' },
      },
    ],
    [
      'py default reorder',
      {
        base: { 'p/s.py': 'def load(a, b=1):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b=1, c=2):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, 2)\n' },
      },
    ],
  ],
  Java: [
    [
      'java overload new without override',
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
      'ctor overload added',
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
      'same name other package',
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
      'param widened to Object',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(String a) {}\n}\n',
        },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(Object a) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { void f(Svc s) { s.go("x"); } }\n' },
      },
    ],
    [
      'param widened CharSequence/Collection',
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
      'java private method same name other class',
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
