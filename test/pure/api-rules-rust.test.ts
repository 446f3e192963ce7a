/** Rust: what one head changes and the other newly relies on, beside what only looks like it. */
import { hold } from '../api-rules.ts';

hold({
  found: [
    [
      'a function that a trait no longer has, asked of a type that is known to have the trait',
      {
        base: {
          'crates/a/src/lib.rs': 'pub trait Width { fn is_wide() -> bool; fn size() -> u8; }\n',
          'crates/b/src/lib.rs': 'pub fn g<W: Width + Copy>(w: W) -> u8 { W::size() }\n',
        },
        a: { 'crates/a/src/lib.rs': 'pub trait Width { const WIDE: bool; fn size() -> u8; }\n' },
        b: { 'crates/c/src/lib.rs': 'fn f<W: Width>(w: W) { let x = W::is_wide(); }\n' },
      },
      '0.85 a removes Width.is_wide; b newly calls W::is_wide',
    ],
    [
      'a function of one of many types of the name, and nothing has it any more',
      {
        base: {
          'crates/a/src/lib.rs':
            'pub enum Error { A }\nimpl Error { pub fn from_db(n: u8) -> Error { Error::A } }\n',
          'crates/b/src/lib.rs':
            'pub enum Error { A }\nimpl Error { pub fn other(n: u8) -> Error { Error::A } }\n',
          'crates/c/src/lib.rs':
            'pub enum Error { A }\nimpl Error { pub fn other(n: u8) -> Error { Error::A } }\n',
          'crates/d/src/lib.rs':
            'pub enum Error { A }\nimpl Error { pub fn other(n: u8) -> Error { Error::A } }\n',
        },
        a: { 'crates/a/src/lib.rs': 'pub enum Error { A }\n' },
        b: { 'crates/e/src/lib.rs': 'use api::Error;\nfn f() { let e = Error::from_db(1); }\n' },
      },
      '0.95 a removes Error.from_db; b newly calls Error::from_db',
    ],
    [
      'a function of a trait, asked of a type that has the trait',
      {
        base: {
          'crates/a/src/lib.rs': 'pub trait Scan { fn page(q: u8, n: u8) -> u8 { 1 } }\n',
          'crates/b/src/lib.rs':
            'use a::Scan;\npub struct ByName;\nimpl Scan for ByName {}\npub struct Other;\nimpl Other { pub fn page(q: u8, n: u8) -> u8 { 1 } }\n',
        },
        a: {
          'crates/a/src/lib.rs': 'pub trait Scan { fn page(q: u8, n: u8, m: u8) -> u8 { 1 } }\n',
        },
        b: { 'crates/c/src/lib.rs': 'use b::ByName;\nfn f() { let p = ByName::page(1, 2); }\n' },
      },
      '0.95 a changes Scan.page from page(u8, u8) -> u8 to page(u8, u8, u8) -> u8; b newly calls it with 2 arguments',
    ],
    [
      'what the call of a type is asked for no longer in a file',
      {
        base: {
          'tests/it.rs':
            'use tempfile::Dir;\nfn a() { let d = Dir::new().unwrap(); go(d); }\nfn b() { let d = Dir::new().unwrap(); go(d); }\n',
        },
        a: {
          'tests/it.rs':
            'use util::Dir;\nfn a() { let d = Dir::new(); go(d); }\nfn b() { let d = Dir::new(); go(d); }\n',
        },
        b: {
          'tests/it.rs':
            'use tempfile::Dir;\nfn c() { let d = Dir::new().unwrap(); go(d); }\nfn a() { let d = Dir::new().unwrap(); go(d); }\nfn b() { let d = Dir::new().unwrap(); go(d); }\n',
        },
        merged: {
          'tests/it.rs':
            'use util::Dir;\nfn c() { let d = Dir::new().unwrap(); go(d); }\nfn a() { let d = Dir::new(); go(d); }\nfn b() { let d = Dir::new(); go(d); }\n',
        },
      },
      '0.65 a has Dir::new() in tests/it.rs where it was Dir::new().unwrap, 2 times; b newly writes Dir::new().unwrap there',
    ],
    [
      'a method that many have, of which no other takes so many',
      {
        base: {
          'crates/a/src/lib.rs': 'pub struct A;\nimpl A { pub fn setup(&self, n: u8) {} }\n',
          'crates/b/src/lib.rs': 'pub struct B;\nimpl B { pub fn setup(&self) {} }\n',
          'crates/c/src/lib.rs': 'pub struct C;\nimpl C { pub fn setup(self, n: u8, m: u8) {} }\n',
          'crates/d/src/lib.rs':
            'pub struct D;\nimpl D { pub fn setup(&mut self, n: HashMap<u8, u8>, m: u8) {} }\n',
        },
        a: {
          'crates/a/src/lib.rs':
            'pub struct A;\nimpl A { pub fn setup(&self, n: u8, deep: bool, far: bool) {} }\n',
        },
        b: {
          'crates/e/src/lib.rs': 'fn f(h: &H) { h.one.two.setup(1); }\n',
        },
      },
      '0.71 a changes A.setup from setup(&self, u8) to setup(&self, u8, bool, bool); b newly calls it with 1 argument',
    ],
    [
      'a method of a value behind two fields and two pointers, of one of two types of the name',
      {
        base: {
          'crates/a/src/lib.rs':
            'pub struct Hooks;\nimpl Hooks { pub fn push(&self, n: u8) -> Result<u8, ()> { Ok(n) } }\n',
          'crates/b/src/lib.rs':
            'pub struct Hooks;\nimpl Hooks { pub fn push(&self, n: u8) -> u8 { n } }\n',
        },
        a: {
          'crates/a/src/lib.rs':
            'pub struct Hooks;\nimpl Hooks { pub fn push(&self, n: u8) -> Option<u8> { None } }\n',
        },
        b: {
          'crates/c/src/lib.rs':
            'use a::Hooks;\nstruct In { hooks: Arc<Hooks> }\nstruct Out { inner: Box<In> }\nimpl Out { fn f(&self) { let x = self.inner.hooks.push(1); } }\n',
        },
      },
      '0.65 a changes Hooks.push from push(&self, u8) -> Result<u8, ()> to push(&self, u8) -> Option<u8>; b newly uses what it gives',
    ],
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
      '0.95 a changes Store.get_item from get_item(&self, u64) -> Item to get_item(&self, u64, &Log) -> Item (and 3 more of that name); b newly calls it with 1 argument',
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
      '0.65 a changes load_it from load_it(&str) -> String to load_it(&str) -> Result<String, E>; b newly uses what it gives',
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
      '0.65 a changes load_it from load_it(&str) -> Result<String, E> to load_it(&str) -> String; b newly uses what it gives',
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
      '0.65 a changes load_it from load_it(&str) -> Foo to load_it(&str) -> Option<Foo>; b newly uses what it gives',
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
      '0.65 a changes load_it from load_it(&str) -> Foo to async load_it(&str) -> Foo; b newly calls it without `.await`',
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
      '0.85 a changes Sink.size_hint from size_hint(&self, u8) -> u8 to size_hint(&self, u8, u8) -> u8; b newly gives File the old one',
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
      '0.95 a changes Event.Put from Put(u8) to Put(u8, u8); b newly makes one with 1 value',
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
      '0.95 a changes Event.Put from Put(u8) to Put(u8, u8); b newly takes it apart with 1 value',
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
      '0.85 a changes Event.Put from Put(u8) to Put(Cell); b newly gives it a number',
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
      '0.95 a changes Event.Put from Put(u8) to Put(u8, u8); b newly makes one with 1 value',
    ],
    [
      'a case with one value more, imported',
      {
        base: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8),\n}\n' },
        a: { 'src/e.rs': 'pub enum Event {\n    A,\n    Put(u8, u8),\n}\n' },
        b: { 'src/m.rs': 'use crate::e::Event::{self, Put};\nfn f() { send(Put(1)); }\n' },
      },
      '0.95 a changes Event.Put from Put(u8) to Put(u8, u8); b newly makes one with 1 value',
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
      '0.95 a changes Event.Put from Put(u8) to Put(u8, u8); b newly makes one with 1 value',
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
      '0.95 a changes Id from Id(u8) to Id(u8, u8); b newly makes one with 1 value',
    ],
    [
      'a tuple struct with one value more, newly taken apart',
      {
        base: { 'src/r.rs': 'pub struct Id(pub u8);\n' },
        a: { 'src/r.rs': 'pub struct Id(pub u8, pub u8);\n' },
        b: { 'src/u.rs': 'use crate::r::Id;\nfn f(x: Id) { let Id(v) = x; }\n' },
      },
      '0.95 a changes Id from Id(u8) to Id(u8, u8); b newly takes it apart with 1 value',
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
      '0.95 a changes Pool.take_one from take_one(&self) -> u8 to take_one(&Pool, u8) -> u8; b newly calls it with 0 arguments',
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
      '0.95 a changes prep from prep(u8) to prep(u8, u8); b newly calls it with 1 argument',
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
      '0.95 a changes Page.make from make(u8) -> Self to make(u8, u8) -> Self; b newly calls it with 1 argument',
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
      '0.85 a changes Sink.put from put(&self, u8) to put(&self, &Item); b newly gives F the old one',
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
      '0.85 a changes Sink.put from put(&self, u8) to async put(&self, u8); b newly gives F the old one',
    ],
    [
      'a function of a test helper in a macro',
      {
        base: { 'src/p.rs': 'pub fn sample(a: u8) -> u8 { a }\n' },
        a: { 'src/p.rs': 'pub fn sample(a: u8, b: u8) -> u8 { a }\n' },
        b: { 'src/u.rs': 'use crate::p::sample;\n#[test]\nfn t() { assert_eq!(sample(1), 1); }\n' },
      },
      '0.95 a changes sample from sample(u8) -> u8 to sample(u8, u8) -> u8; b newly calls it with 1 argument',
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
      '0.76 a changes DataStore.fetch from fetch(&self, u8) to fetch(&self, u8, u8); b newly calls it with 1 argument',
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
      '0.65 a changes load_it from load_it(&str) -> Result<Option<Foo>, E> to load_it(&str) -> Result<(Option<Foo>, Kind), E>; b newly uses what it gives',
    ],
    [
      'a struct without fields gets some, newly made',
      {
        base: {
          'src/policy.rs':
            '/// Picks every saga.\n#[derive(Debug, Clone, Copy)]\npub struct PickAll;\n\npub trait Policy {\n    fn pick(&self, n: usize) -> bool;\n}\n\nimpl Policy for PickAll {\n    fn pick(&self, _n: usize) -> bool {\n        true\n    }\n}\n',
          'src/app.rs':
            'use crate::pool::Pool;\n\npub fn start() -> Pool {\n    Pool::new(4)\n}\n\npub fn stop(pool: Pool) {\n    pool.close();\n}\n',
        },
        a: {
          'src/policy.rs':
            '/// Picks every saga.\n#[derive(Debug, Clone, Copy)]\npub struct PickAll {\n    pub limit: usize,\n}\n\npub trait Policy {\n    fn pick(&self, n: usize) -> bool;\n}\n\nimpl Policy for PickAll {\n    fn pick(&self, _n: usize) -> bool {\n        self.limit > 0\n    }\n}\n',
        },
        b: {
          'src/app.rs':
            'use crate::policy::PickAll;\nuse crate::pool::Pool;\n\npub fn start() -> Pool {\n    Pool::new(4)\n}\n\npub fn policy() -> Box<dyn crate::policy::Policy> {\n    Box::new(PickAll)\n}\n\npub fn stop(pool: Pool) {\n    pool.close();\n}\n',
        },
      },
      '0.9 a gives PickAll fields with names instead of nothing in it; b newly makes one',
    ],
    [
      'a struct without fields gets values by place, newly asked',
      {
        base: {
          'src/policy.rs':
            '/// Picks every saga.\n#[derive(Debug, Clone, Copy)]\npub struct PickAll;\n\npub trait Policy {\n    fn pick(&self, n: usize) -> bool;\n}\n\nimpl Policy for PickAll {\n    fn pick(&self, _n: usize) -> bool {\n        true\n    }\n}\n',
          'src/app.rs':
            'use crate::pool::Pool;\n\npub fn start() -> Pool {\n    Pool::new(4)\n}\n\npub fn stop(pool: Pool) {\n    pool.close();\n}\n',
        },
        a: {
          'src/policy.rs':
            '/// Picks every saga.\n#[derive(Debug, Clone, Copy)]\npub struct PickAll(pub usize);\n\npub trait Policy {\n    fn pick(&self, n: usize) -> bool;\n}\n\nimpl Policy for PickAll {\n    fn pick(&self, _n: usize) -> bool {\n        true\n    }\n}\n',
        },
        b: {
          'src/app.rs':
            'use crate::policy::{Policy, PickAll};\nuse crate::pool::Pool;\n\npub fn start() -> Pool {\n    Pool::new(4)\n}\n\npub fn any() -> bool {\n    PickAll.pick(3)\n}\n\npub fn stop(pool: Pool) {\n    pool.close();\n}\n',
        },
      },
      '0.9 a gives PickAll values by place instead of nothing in it; b newly makes one',
    ],
    [
      'a trait asks for a constant, a new implementation has none',
      {
        base: {
          'src/policy.rs':
            '/// Picks every saga.\n#[derive(Debug, Clone, Copy)]\npub struct PickAll;\n\npub trait Policy {\n    fn pick(&self, n: usize) -> bool;\n}\n\nimpl Policy for PickAll {\n    fn pick(&self, _n: usize) -> bool {\n        true\n    }\n}\n',
        },
        a: {
          'src/policy.rs':
            '/// Picks every saga.\n#[derive(Debug, Clone, Copy)]\npub struct PickAll;\n\npub trait Policy {\n    const NAME: &\'static str;\n\n    fn pick(&self, n: usize) -> bool;\n}\n\nimpl Policy for PickAll {\n    const NAME: &\'static str = "all";\n\n    fn pick(&self, _n: usize) -> bool {\n        true\n    }\n}\n',
        },
        b: {
          'src/none.rs':
            'use crate::policy::Policy;\n\npub struct PickNone;\n\nimpl Policy for PickNone {\n    fn pick(&self, _n: usize) -> bool {\n        false\n    }\n}\n',
        },
      },
      '0.85 a adds Policy.NAME, which every Policy must have; b newly makes PickNone one, without it',
    ],
    [
      'a struct becomes an enum, newly written out',
      {
        base: {
          'src/t.rs': 'pub struct Target {\n    pub path: String,\n}\n\npub fn other() {}\n',
        },
        a: {
          'src/t.rs': 'pub enum Target {\n    File(String),\n    Memory,\n}\n\npub fn other() {}\n',
        },
        b: {
          'src/u.rs':
            'use crate::t::Target;\n\npub fn t() -> Target {\n    Target { path: String::new() }\n}\n',
        },
      },
      '0.9 a removes the field Target.path; b newly writes a value of Target out in full',
    ],
    [
      'a constant of a type removed',
      {
        base: {
          'src/k.rs':
            'pub struct Key(u8);\n\nimpl Key {\n    pub const MAX_LEN: usize = 3;\n\n    pub fn n() {}\n}\n',
        },
        a: { 'src/k.rs': 'pub struct Key(u8);\n\nimpl Key {\n    pub fn n() {}\n}\n' },
        b: { 'src/u.rs': 'use crate::k::Key;\n\npub fn f() -> usize {\n    Key::MAX_LEN\n}\n' },
      },
      '0.95 a removes Key.MAX_LEN; b newly uses Key::MAX_LEN',
    ],
    [
      'a constant of a module within its file removed',
      {
        base: {
          'src/k.rs': 'pub mod limits {\n    pub const MAX_LEN: usize = 3;\n}\n\npub fn n() {}\n',
        },
        a: { 'src/k.rs': 'pub mod limits {\n    pub const OTHER: u8 = 1;\n}\n\npub fn n() {}\n' },
        b: {
          'src/u.rs': 'use crate::k::limits::MAX_LEN;\n\npub fn f() -> usize {\n    MAX_LEN\n}\n',
        },
      },
      '0.95 a removes limits.MAX_LEN; b newly imports it from crate::k::limits',
    ],
    [
      'a struct with values by place gets one more',
      {
        base: { 'src/p.rs': 'pub struct Id(pub u64);\n\npub fn other() {}\n' },
        a: { 'src/p.rs': 'pub struct Id(pub u64, pub u8);\n\npub fn other() {}\n' },
        b: { 'src/u.rs': 'use crate::p::Id;\n\npub fn m() -> Id {\n    Id(3)\n}\n' },
      },
      '0.95 a changes Id from Id(u64) to Id(u64, u8); b newly makes one with 1 value',
    ],
    [
      'a struct gets names for its values, newly taken apart',
      {
        base: { 'src/p.rs': 'pub struct Id(pub u64);\n\npub fn other() {}\n' },
        a: { 'src/p.rs': 'pub struct Id {\n    pub raw: u64,\n}\n\npub fn other() {}\n' },
        b: {
          'src/u.rs':
            'use crate::p::Id;\n\npub fn m(id: Id) -> u64 {\n    let Id(raw) = id;\n    raw\n}\n',
        },
      },
      '0.9 a gives Id fields with names instead of values by place; b newly takes one apart',
    ],
    [
      'a function becomes a method of what it took',
      {
        base: { 'src/d.rs': 'pub struct Blob;\n\npub fn digest_of(b: &Blob) -> u64 {\n    0\n}\n' },
        a: {
          'src/d.rs':
            'pub struct Blob;\n\nimpl Blob {\n    pub fn digest(&self) -> u64 {\n        0\n    }\n}\n',
        },
        b: {
          'src/u.rs':
            'use crate::d::{self, Blob};\n\npub fn f(b: &Blob) -> u64 {\n    d::digest_of(b)\n}\n',
        },
      },
      '0.95 a removes digest_of; b newly calls d::digest_of',
    ],
    [
      'a case more, added to an old choice, and a new one in the same file',
      {
        base: {
          'src/k.rs':
            'pub enum Kind {\n    Aa,\n    Bb,\n}\n\nimpl Kind {\n    pub fn n(&self) -> u8 {\n        match self {\n            Kind::Aa => 1,\n            Kind::Bb => 2,\n        }\n    }\n}\n',
        },
        a: {
          'src/k.rs':
            'pub enum Kind {\n    Aa,\n    Bb,\n    Cc,\n}\n\nimpl Kind {\n    pub fn n(&self) -> u8 {\n        match self {\n            Kind::Aa => 1,\n            Kind::Bb => 2,\n            Kind::Cc => 3,\n        }\n    }\n}\n',
        },
        b: {
          'src/k.rs':
            'pub enum Kind {\n    Aa,\n    Bb,\n}\n\nimpl Kind {\n    pub fn n(&self) -> u8 {\n        match self {\n            Kind::Aa => 1,\n            Kind::Bb => 2,\n        }\n    }\n}\n\nfn m(k: Kind) -> u8 {\n    match k {\n        Kind::Aa => 1,\n        Kind::Bb => 2,\n    }\n}\n',
        },
        merged: {
          'src/k.rs':
            'pub enum Kind {\n    Aa,\n    Bb,\n    Cc,\n}\n\nimpl Kind {\n    pub fn n(&self) -> u8 {\n        match self {\n            Kind::Aa => 1,\n            Kind::Bb => 2,\n            Kind::Cc => 3,\n        }\n    }\n}\n\nfn m(k: Kind) -> u8 {\n    match k {\n        Kind::Aa => 1,\n        Kind::Bb => 2,\n    }\n}\n',
        },
      },
      '0.85 a adds the case Kind.Cc; b newly chooses among all cases of Kind, without it',
    ],
    [
      'a field becomes an option, and a field newly asked of it',
      {
        base: { 'src/user.rs': 'pub struct User {\n    pub profile: Profile,\n}\n' },
        a: { 'src/user.rs': 'pub struct User {\n    pub profile: Option<Profile>,\n}\n' },
        b: {
          'src/show.rs':
            'use crate::user::User;\n\npub fn show(user: &User) -> u32 {\n    user.profile.avatar\n}\n',
        },
      },
      '0.85 a lets User.profile be missing (Option<Profile>); b newly asks user.profile for something without a check',
    ],
    [
      'two values become three, newly taken apart',
      {
        base: { 'src/cfg.rs': 'pub fn split(t: &str) -> (u32, u32) {\n    (1, 2)\n}\n' },
        a: { 'src/cfg.rs': 'pub fn split(t: &str) -> (u32, u32, bool) {\n    (1, 2, true)\n}\n' },
        b: {
          'src/user.rs':
            'use crate::cfg::split;\n\nfn f() {\n    let (a, b) = split("x");\n    show(a, b);\n}\n',
        },
      },
      '0.65 a changes split from split(&str) -> (u32, u32) to split(&str) -> (u32, u32, bool); b newly uses what it gives',
    ],
    [
      'a number becomes a type, returned as a number',
      {
        base: { 'src/cfg.rs': 'pub fn size(t: &str) -> u32 {\n    1\n}\n' },
        a: { 'src/cfg.rs': 'pub fn size(t: &str) -> ByteSize {\n    ByteSize(1)\n}\n' },
        b: { 'src/user.rs': 'use crate::cfg::size;\n\nfn f() -> u32 {\n    size("x")\n}\n' },
      },
      '0.75 a changes size from size(&str) -> u32 to size(&str) -> ByteSize; b newly puts what it gives where u32 must stand',
    ],
    [
      'a field gets another type, newly set',
      {
        base: { 'src/cfg.rs': 'pub struct Cfg {\n    pub name: String,\n}\n' },
        a: { 'src/cfg.rs': 'pub struct Cfg {\n    pub name: Option<String>,\n}\n' },
        b: {
          'src/user.rs':
            'use crate::cfg::Cfg;\n\nfn f(cfg: &mut Cfg) {\n    cfg.name = "x".to_string();\n}\n',
        },
      },
      '0.6 a changes the field Cfg.name from String to Option<String>; b newly gives it a value',
    ],
    [
      'a module of the crate goes into another one',
      {
        base: { 'src/net.rs': 'pub fn run() {}\n' },
        a: { 'src/net.rs': null, 'src/core/net.rs': 'pub fn run() {}\n' },
        b: { 'src/user.rs': 'use crate::net::run;\n\nfn f() {\n    run();\n}\n' },
      },
      '0.85 a moves run to src/core/net.rs; b newly imports it from crate::net',
    ],
    [
      'a function that only its crate sees now',
      {
        base: { 'crates/core/src/lib.rs': 'pub fn slug(x: &str) {}\n' },
        a: { 'crates/core/src/lib.rs': 'pub(crate) fn slug(x: &str) {}\n' },
        b: { 'crates/app/src/main.rs': 'use acme_core::slug;\n\nfn main() {\n    slug("a");\n}\n' },
      },
      '0.75 a makes slug private to its crate; b newly calls slug',
    ],
    [
      'a parameter gets another type, in a line that asks for it once more',
      {
        base: {
          'src/plan.rs':
            'pub struct Planner {\n    input: Source<Id>,\n}\n\nimpl Planner {\n    pub fn make(input: Source<Id>) -> Self {\n        Self { input }\n    }\n}\n',
          'src/run.rs':
            'use crate::plan::Planner;\n\nfn run(input: In) {\n    go(Planner::make(input));\n}\n',
        },
        a: {
          'src/plan.rs':
            'pub struct Planner {\n    input: Source<Vec<Item>>,\n}\n\nimpl Planner {\n    pub fn make(input: Source<Vec<Item>>) -> Self {\n        Self { input }\n    }\n}\n',
        },
        b: {
          'src/run.rs':
            'use crate::plan::Planner;\n\nfn run(input: In) {\n    go(Planner::make(input));\n    go(Planner::make(other));\n}\n',
        },
      },
      '0.6 a changes Planner.make from make(Source<Id>) -> Self to make(Source<Vec<Item>>) -> Self; b newly calls it',
    ],
  ],
  silent: [
    [
      'a field becomes an option, and is newly asked what an option has',
      {
        base: { 'src/user.rs': 'pub struct User {\n    pub profile: Profile,\n}\n' },
        a: { 'src/user.rs': 'pub struct User {\n    pub profile: Option<Profile>,\n}\n' },
        b: {
          'src/show.rs':
            'use crate::user::User;\n\npub fn show(user: &User) -> Option<Profile> {\n    user.profile.clone()\n}\n',
        },
      },
    ],
    [
      'a field becomes an option, and one of its name newly asked elsewhere',
      {
        base: {
          'src/user.rs': 'pub struct User {\n    pub profile: Profile,\n}\n',
          'src/other.rs': 'pub struct Other {\n    pub profile: Profile,\n}\n',
        },
        a: { 'src/user.rs': 'pub struct User {\n    pub profile: Option<Profile>,\n}\n' },
        b: {
          'src/show.rs':
            'use crate::other::Other;\n\npub fn show(other: &Other) -> u32 {\n    other.profile.avatar\n}\n',
        },
      },
    ],
    [
      'a function that a trait no longer has, asked of a type that is not known to have the trait',
      {
        base: {
          'crates/a/src/lib.rs': 'pub trait Width { fn is_wide() -> bool; fn size() -> u8; }\n',
          'crates/b/src/lib.rs': 'pub fn g<W: Width + Copy>(w: W) -> u8 { W::size() }\n',
        },
        a: { 'crates/a/src/lib.rs': 'pub trait Width { const WIDE: bool; fn size() -> u8; }\n' },
        b: { 'crates/c/src/lib.rs': 'fn f<V: Other>(w: V) { let x = V::is_wide(); }\n' },
      },
    ],
    [
      'a function of one of many types of the name, and another has it',
      {
        base: {
          'crates/a/src/lib.rs':
            'pub enum Error { A }\nimpl Error { pub fn from_db(n: u8) -> Error { Error::A } }\n',
          'crates/b/src/lib.rs':
            'pub enum Error { A }\nimpl Error { pub fn other(n: u8) -> Error { Error::A } }\n',
          'crates/c/src/lib.rs':
            'pub enum Error { A }\nimpl Error { pub fn other(n: u8) -> Error { Error::A } }\n',
          'crates/d/src/lib.rs':
            'pub enum Error { A }\nimpl Error { pub fn other(n: u8) -> Error { Error::A } }\n',
          'crates/f/src/lib.rs': 'pub struct F;\nimpl F { pub fn from_db(n: u8) -> F { F } }\n',
        },
        a: { 'crates/a/src/lib.rs': 'pub enum Error { A }\n' },
        b: { 'crates/e/src/lib.rs': 'use api::Error;\nfn f() { let e = Error::from_db(1); }\n' },
      },
    ],
    [
      'a function of a trait, asked of a type that has its own',
      {
        base: {
          'crates/a/src/lib.rs': 'pub trait Scan { fn page(q: u8, n: u8) -> u8 { 1 } }\n',
          'crates/b/src/lib.rs':
            'use a::Scan;\npub struct ByName;\nimpl Scan for ByName {}\npub struct Other;\nimpl Other { pub fn page(q: u8, n: u8) -> u8 { 1 } }\n',
        },
        a: {
          'crates/a/src/lib.rs': 'pub trait Scan { fn page(q: u8, n: u8, m: u8) -> u8 { 1 } }\n',
        },
        b: { 'crates/c/src/lib.rs': 'use b::Other;\nfn f() { let p = Other::page(1, 2); }\n' },
      },
    ],
    [
      'what the call of a type is still asked for in a file',
      {
        base: {
          'tests/it.rs':
            'use tempfile::Dir;\nfn a() { let d = Dir::new().unwrap(); go(d); }\nfn b() { let d = Dir::new().unwrap(); go(d); }\n',
        },
        a: {
          'tests/it.rs':
            'use tempfile::Dir;\nfn a() { let d = Dir::new(); go(d); }\nfn b() { let d = Dir::new().unwrap(); go(d); }\n',
        },
        b: {
          'tests/it.rs':
            'use tempfile::Dir;\nfn c() { let d = Dir::new().unwrap(); go(d); }\nfn a() { let d = Dir::new().unwrap(); go(d); }\nfn b() { let d = Dir::new().unwrap(); go(d); }\n',
        },
        merged: {
          'tests/it.rs':
            'use tempfile::Dir;\nfn c() { let d = Dir::new().unwrap(); go(d); }\nfn a() { let d = Dir::new(); go(d); }\nfn b() { let d = Dir::new().unwrap(); go(d); }\n',
        },
      },
    ],
    [
      'a method that many have, of which others take as many',
      {
        base: {
          'crates/a/src/lib.rs': 'pub struct A;\nimpl A { pub fn setup(&self, n: u8) {} }\n',
          'crates/b/src/lib.rs': 'pub struct B;\nimpl B { pub fn setup(&self) {} }\n',
          'crates/c/src/lib.rs': 'pub struct C;\nimpl C { pub fn setup(self, n: u8, m: u8) {} }\n',
          'crates/d/src/lib.rs':
            'pub struct D;\nimpl D { pub fn setup(&mut self, n: HashMap<u8, u8>, m: u8) {} }\n',
          'crates/f/src/lib.rs':
            'pub struct Xf;\nimpl Xf { pub fn setup(&self, n: Vec<(u8, u8)>) {} }\n',
          'crates/g/src/lib.rs':
            'pub struct Xg;\nimpl Xg { pub fn setup(&self, n: Vec<(u8, u8)>) {} }\n',
          'crates/h/src/lib.rs':
            'pub struct Xh;\nimpl Xh { pub fn setup(&self, n: Vec<(u8, u8)>) {} }\n',
        },
        a: {
          'crates/a/src/lib.rs':
            'pub struct A;\nimpl A { pub fn setup(&self, n: u8, deep: bool, far: bool) {} }\n',
        },
        b: {
          'crates/e/src/lib.rs': 'fn f(h: &H) { h.one.two.setup(1); }\n',
        },
      },
    ],
    [
      'a method of a value behind two fields, of the other of two types of the name',
      {
        base: {
          'crates/a/src/lib.rs':
            'pub struct Hooks;\nimpl Hooks { pub fn push(&self, n: u8) -> Result<u8, ()> { Ok(n) } }\n',
          'crates/b/src/lib.rs':
            'pub struct Hooks;\nimpl Hooks { pub fn push(&self, n: u8) -> u8 { n } }\n',
        },
        a: {
          'crates/a/src/lib.rs':
            'pub struct Hooks;\nimpl Hooks { pub fn push(&self, n: u8) -> Option<u8> { None } }\n',
        },
        b: {
          'crates/c/src/lib.rs':
            'use b::Hooks;\nstruct In { hooks: Arc<Hooks> }\nstruct Out { inner: Box<In> }\nimpl Out { fn f(&self) { let x = self.inner.hooks.push(1); } }\n',
        },
      },
    ],
    [
      'a method of a value behind two fields, of another type',
      {
        base: {
          'crates/a/src/lib.rs':
            'pub struct Hooks;\nimpl Hooks { pub fn push(&self, n: u8) -> Result<u8, ()> { Ok(n) } }\n',
          'crates/b/src/lib.rs':
            'pub struct Hooks;\nimpl Hooks { pub fn push(&self, n: u8) -> u8 { n } }\n',
        },
        a: {
          'crates/a/src/lib.rs':
            'pub struct Hooks;\nimpl Hooks { pub fn push(&self, n: u8) -> Option<u8> { None } }\n',
        },
        b: {
          'crates/c/src/lib.rs':
            'use a::Hooks;\nstruct In { hooks: Arc<Other> }\nstruct Out { inner: Box<In> }\nimpl Out { fn f(&self) { let x = self.inner.hooks.push(1); } }\n',
        },
      },
    ],
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
    [
      'a struct without fields gets some, newly named as a type',
      {
        base: {
          'src/policy.rs':
            '/// Picks every saga.\n#[derive(Debug, Clone, Copy)]\npub struct PickAll;\n\npub trait Policy {\n    fn pick(&self, n: usize) -> bool;\n}\n\nimpl Policy for PickAll {\n    fn pick(&self, _n: usize) -> bool {\n        true\n    }\n}\n',
          'src/app.rs':
            'use crate::pool::Pool;\n\npub fn start() -> Pool {\n    Pool::new(4)\n}\n\npub fn stop(pool: Pool) {\n    pool.close();\n}\n',
        },
        a: {
          'src/policy.rs':
            '/// Picks every saga.\n#[derive(Debug, Clone, Copy)]\npub struct PickAll {\n    pub limit: usize,\n}\n\npub trait Policy {\n    fn pick(&self, n: usize) -> bool;\n}\n\nimpl Policy for PickAll {\n    fn pick(&self, _n: usize) -> bool {\n        true\n    }\n}\n',
        },
        b: {
          'src/app.rs':
            'use crate::policy::PickAll;\nuse crate::pool::Pool;\n\npub fn start() -> Pool {\n    Pool::new(4)\n}\n\npub fn check(p: &PickAll) -> bool {\n    let v: Vec<PickAll> = Vec::new();\n    v.is_empty() && crate::policy::Policy::pick(p, 3)\n}\n\npub fn stop(pool: Pool) {\n    pool.close();\n}\n',
        },
      },
    ],
    [
      'a struct without fields gets some, newly made by its function',
      {
        base: {
          'src/p.rs':
            'pub struct Marker;\n\nimpl Marker {\n    pub fn make() -> Self {\n        Marker\n    }\n}\n',
        },
        a: {
          'src/p.rs':
            'pub struct Marker {\n    n: u8,\n}\n\nimpl Marker {\n    pub fn make() -> Self {\n        Marker { n: 0 }\n    }\n}\n',
        },
        b: {
          'src/u.rs': 'use crate::p::Marker;\n\npub fn m() -> Marker {\n    Marker::make()\n}\n',
        },
      },
    ],
    [
      'a struct becomes an enum, newly named as a type',
      {
        base: {
          'src/t.rs': 'pub struct Target {\n    pub path: String,\n}\n\npub fn other() {}\n',
        },
        a: {
          'src/t.rs': 'pub enum Target {\n    File(String),\n    Memory,\n}\n\npub fn other() {}\n',
        },
        b: {
          'src/u.rs': 'use crate::t::Target;\n\npub fn t(x: &Target) -> bool {\n    x.is_ok()\n}\n',
        },
      },
    ],
    [
      'an alias becomes a struct, newly named as a type',
      {
        base: { 'src/t.rs': 'pub type Id = u64;\npub fn other() {}\n' },
        a: { 'src/t.rs': 'pub struct Id(u64);\npub fn other() {}\n' },
        b: { 'src/u.rs': 'use crate::t::Id;\n\npub fn t(x: &Id) -> bool {\n    true\n}\n' },
      },
    ],
    [
      'a method of another trait changes, of the name that is newly implemented',
      {
        base: {
          'src/a.rs':
            'pub trait Sink {\n    fn flush_all(&self, n: u8);\n}\n\npub trait Source {\n    fn flush_all(&self, n: u8);\n}\n',
        },
        a: {
          'src/a.rs':
            'pub trait Sink {\n    fn flush_all(&self, n: u8);\n}\n\npub trait Source {\n    fn flush_all(&self, n: u8, m: u8);\n}\n',
        },
        b: {
          'src/f.rs':
            'use crate::a::Sink;\n\npub struct File;\n\nimpl Sink for File {\n    fn flush_all(&self, n: u8) {}\n}\n',
        },
      },
    ],
    [
      'only the path of a type in a trait changes',
      {
        base: {
          'src/a.rs':
            'pub trait Sink {\n    fn flush_all(&self, n: u8) -> std::io::Result<()>;\n}\n',
        },
        a: {
          'src/a.rs': 'pub trait Sink {\n    fn flush_all(&self, n: u8) -> io::Result<()>;\n}\n',
        },
        b: {
          'src/f.rs':
            'use crate::a::Sink;\n\npub struct File;\n\nimpl Sink for File {\n    fn flush_all(&self, n: u8) -> std::io::Result<()> { Ok(()) }\n}\n',
        },
      },
    ],
    [
      'a new implementation suits the new trait',
      {
        base: { 'src/a.rs': 'pub trait Sink {\n    fn flush_all(&self, n: u8);\n}\n' },
        a: { 'src/a.rs': 'pub trait Sink {\n    fn flush_all(&self, n: u8, m: u8);\n}\n' },
        b: {
          'src/f.rs':
            'use crate::a::Sink;\n\npub struct File;\n\nimpl Sink for File {\n    fn flush_all(&self, n: u8, m: u8) {}\n}\n',
        },
      },
    ],
    [
      'a case of another form, another enum has one of its name',
      {
        base: {
          'src/e.rs':
            'pub enum Event {\n    Put(u8),\n    Get,\n}\n\npub enum Op {\n    Put(u8),\n    Get,\n}\n',
        },
        a: {
          'src/e.rs':
            'pub enum Event {\n    Put { a: u8 },\n    Get,\n}\n\npub enum Op {\n    Put(u8),\n    Get,\n}\n',
        },
        b: { 'src/u.rs': 'use crate::e::Op;\n\npub fn put() -> Op {\n    Op::Put(1)\n}\n' },
      },
    ],
    [
      'a constant of another type removed',
      {
        base: {
          'src/k.rs':
            'pub struct Key(u8);\n\nimpl Key {\n    pub const MAX_LEN: usize = 3;\n\n    pub fn n() {}\n}\n',
        },
        a: { 'src/k.rs': 'pub struct Key(u8);\n\nimpl Key {\n    pub fn n() {}\n}\n' },
        b: {
          'src/u.rs':
            'use crate::v::Value;\n\npub fn f() -> usize {\n    Value::MAX_LEN + u64::MAX_LEN\n}\n',
        },
      },
    ],
    [
      'a struct without fields gets some, another one of its name is made',
      {
        base: {
          'src/p.rs': 'pub struct Marker;\n\npub fn other() {}\n',
          'src/q.rs': 'pub struct Marker;\n',
        },
        a: { 'src/p.rs': 'pub struct Marker {\n    n: u8,\n}\n\npub fn other() {}\n' },
        b: { 'src/u.rs': 'use crate::q::Marker;\n\npub fn m() -> Marker {\n    Marker\n}\n' },
      },
    ],
    [
      'a method takes a type that need not be written',
      {
        base: {
          'src/c.rs':
            'pub struct Cache;\n\nimpl Cache {\n    pub fn store_all(&self, items: &[u8]) {}\n}\n',
        },
        a: {
          'src/c.rs':
            'pub struct Cache;\n\nimpl Cache {\n    pub fn store_all<T: AsRef<[u8]>>(&self, items: T) {}\n}\n',
        },
        b: {
          'src/u.rs': 'use crate::c::Cache;\n\npub fn f(c: &Cache) {\n    c.store_all(&[1]);\n}\n',
        },
      },
    ],
    [
      'a case more, that one adds to an old choice whose head the other changes',
      {
        base: {
          'src/k.rs':
            'pub enum Kind {\n    Aa,\n    Bb,\n}\n\nimpl Kind {\n    pub fn n(&self) -> u8 {\n        match self {\n            Kind::Aa => 1,\n            Kind::Bb => 2,\n        }\n    }\n}\n',
        },
        a: {
          'src/k.rs':
            'pub enum Kind {\n    Aa,\n    Bb,\n    Cc,\n}\n\nimpl Kind {\n    pub fn n(&self) -> u8 {\n        match self {\n            Kind::Aa => 1,\n            Kind::Bb => 2,\n            Kind::Cc => 3,\n        }\n    }\n}\n',
        },
        b: {
          'src/k.rs':
            'pub enum Kind {\n    Aa,\n    Bb,\n}\n\nimpl Kind {\n    pub fn n(&self) -> u8 {\n        match *self {\n            Kind::Aa => 1,\n            Kind::Bb => 2,\n        }\n    }\n}\n',
        },
        merged: {
          'src/k.rs':
            'pub enum Kind {\n    Aa,\n    Bb,\n    Cc,\n}\n\nimpl Kind {\n    pub fn n(&self) -> u8 {\n        match *self {\n            Kind::Aa => 1,\n            Kind::Bb => 2,\n            Kind::Cc => 3,\n        }\n    }\n}\n',
        },
      },
    ],
    [
      'a number becomes a type, asked for the number',
      {
        base: { 'src/cfg.rs': 'pub fn size(t: &str) -> u32 {\n    1\n}\n' },
        a: { 'src/cfg.rs': 'pub fn size(t: &str) -> ByteSize {\n    ByteSize(1)\n}\n' },
        b: { 'src/user.rs': 'use crate::cfg::size;\n\nfn f() -> u32 {\n    size("x").0\n}\n' },
      },
    ],
    [
      'a field gets another type, newly read',
      {
        base: { 'src/cfg.rs': 'pub struct Cfg {\n    pub name: u32,\n}\n' },
        a: { 'src/cfg.rs': 'pub struct Cfg {\n    pub name: u64,\n}\n' },
        b: {
          'src/user.rs': 'use crate::cfg::Cfg;\n\nfn f(cfg: &mut Cfg) {\n    show(cfg.name);\n}\n',
        },
      },
    ],
    [
      'a module of the crate gets a folder',
      {
        base: { 'src/net.rs': 'pub fn run() {}\n' },
        a: { 'src/net.rs': null, 'src/net/mod.rs': 'pub fn run() {}\n' },
        b: { 'src/user.rs': 'use crate::net::run;\n\nfn f() {\n    run();\n}\n' },
      },
    ],
    [
      'a function that only its crate sees now, used within',
      {
        base: { 'crates/core/src/lib.rs': 'pub fn slug(x: &str) {}\n' },
        a: { 'crates/core/src/lib.rs': 'pub(crate) fn slug(x: &str) {}\n' },
        b: { 'crates/core/src/run.rs': 'use crate::slug;\n\nfn main() {\n    slug("a");\n}\n' },
      },
    ],
    [
      'a text becomes anything like a path, newly given a text',
      {
        base: { 'src/c.rs': 'pub fn open(p: &str) {}\n' },
        a: { 'src/c.rs': 'pub fn open<P: AsRef<Path>>(p: P) {}\n' },
        b: { 'src/u.rs': 'use crate::c::open;\n\nfn f() { open("a"); }\n' },
      },
    ],
    [
      'a result with its error written out, returned where it is not',
      {
        base: { 'src/c.rs': 'pub fn get() -> Result<u8> { Ok(1) }\n' },
        a: { 'src/c.rs': 'pub fn get() -> Result<u8, Error> { Ok(1) }\n' },
        b: { 'src/u.rs': 'use crate::c::get;\n\nfn f() -> Result<u8> { get() }\n' },
      },
    ],
    [
      'a field gets another type, handed on in a new line of the function that makes it',
      {
        base: {
          'src/plan.rs':
            'pub struct Planner {\n    input: Receiver<Id>,\n}\n\nimpl Planner {\n    pub fn new(input: Receiver<Id>) -> Self {\n        Self { input }\n    }\n}\n',
        },
        a: {
          'src/plan.rs':
            'pub struct Planner {\n    input: Receiver<Vec<Item>>,\n}\n\nimpl Planner {\n    pub fn new(input: Receiver<Vec<Item>>) -> Self {\n        Self { input }\n    }\n}\n',
        },
        b: {
          'src/plan.rs':
            'pub struct Planner {\n    input: Receiver<Id>,\n    most: usize,\n}\n\nimpl Planner {\n    pub fn new(input: Receiver<Id>, most: usize) -> Self {\n        Self { input, most }\n    }\n}\n',
        },
        merged: {
          'src/plan.rs':
            'pub struct Planner {\n    input: Receiver<Vec<Item>>,\n    most: usize,\n}\n\nimpl Planner {\n    pub fn new(input: Receiver<Vec<Item>>, most: usize) -> Self {\n        Self { input, most }\n    }\n}\n',
        },
      },
    ],
    [
      'a parameter gets another type, in a new line that asked for it before',
      {
        base: {
          'src/plan.rs':
            'pub struct Planner {\n    input: Receiver<Id>,\n}\n\nimpl Planner {\n    pub fn new(input: Receiver<Id>) -> Self {\n        Self { input }\n    }\n}\n',
          'src/run.rs':
            'use crate::plan::Planner;\n\nfn run(input: In) {\n    let planner = Planner::new(input);\n    go(planner);\n}\n',
        },
        a: {
          'src/plan.rs':
            'pub struct Planner {\n    input: Receiver<Vec<Item>>,\n}\n\nimpl Planner {\n    pub fn new(input: Receiver<Vec<Item>>) -> Self {\n        Self { input }\n    }\n}\n',
        },
        b: {
          'src/run.rs':
            'use crate::plan::Planner;\n\nfn run(input: In) {\n    let planner = Planner::new(input.all());\n    go(planner);\n}\n',
        },
      },
    ],
  ],
});
