/** Rules of the API detector about types of Rust: what they derive, and under which names they are known. */
import { hold } from '../api-rules.ts';

/** A crate of two modules: `p` has a type, `b` is about to use it. */
const LIB = {
  'src/lib.rs': 'pub mod p;\npub mod b;\n',
};
const USER = {
  'src/b.rs': 'pub fn z() {}\n',
};
const DEFAULT_CONFIG = {
  'src/p.rs': '#[derive(Default)]\npub struct Config { pub n: u32 }\n',
};

const CLONE_CONFIG = {
  'src/p.rs': '#[derive(Clone, Debug)]\npub struct Config { pub n: u32 }\n',
};
const DEBUG_CONFIG = {
  'src/p.rs': '#[derive(Debug)]\npub struct Config { pub n: u32 }\n',
};
/** Somebody who needs a copy. */
const COPIER = {
  'src/b.rs':
    'use crate::p::Config;\npub fn z() {}\npub fn copy(c: &Config) -> Config { c.clone() }\n',
};

hold({
  found: [
    [
      'one value more in what is taken apart as it was',
      {
        base: {
          'src/lib.rs': 'pub mod p;\npub mod b;\n',
          'src/p.rs': 'pub fn example(n: u32) -> (u32, u32) { (n, n) }\n',
          'src/b.rs': 'pub fn z() {}\n',
        },
        a: { 'src/p.rs': 'pub fn example(n: u32) -> (u32, u32, u32) { (n, n, n) }\n' },
        b: {
          'src/b.rs':
            'use crate::p::example;\npub fn z() {}\npub fn y() -> u32 { let (a, _) = example(1); a }\n',
        },
      },
      '0.65 a changes example from example(u32) -> (u32, u32) to example(u32) -> (u32, u32, u32); b newly uses what it gives',
    ],
    [
      'the end of a channel that takes what the other one gave',
      {
        base: {
          ...LIB,
          'src/p.rs':
            'use std::sync::mpsc::Receiver;\npub struct Planner { rx: Receiver<u32> }\nimpl Planner { pub fn new(rx: Receiver<u32>) -> Self { Planner { rx } } pub fn go(&self) { let _ = self.rx.recv(); } }\n',
          ...USER,
        },
        a: {
          'src/p.rs':
            'use std::sync::mpsc::Sender;\npub struct Planner { tx: Sender<u32> }\nimpl Planner { pub fn new(tx: Sender<u32>) -> Self { Planner { tx } } pub fn go(&self) { let _ = self.tx.send(1); } }\n',
        },
        b: {
          'src/b.rs':
            'use crate::p::Planner;\nuse std::sync::mpsc::channel;\npub fn z() {}\npub fn y() -> Planner { let (tx, rx) = channel(); tx.send(1).unwrap(); Planner::new(rx) }\n',
        },
      },
      '0.6 a changes Planner.new from new(Receiver<u32>) -> Self to new(Sender<u32>) -> Self; b newly calls it',
    ],
    [
      'a copy where one must stand, of a type that no longer derives it',
      {
        base: {
          ...LIB,
          ...CLONE_CONFIG,
          ...USER,
        },
        a: { ...DEBUG_CONFIG },
        b: {
          ...COPIER,
        },
      },
      '0.8 a no longer derives Clone for Config; b newly calls c.clone',
    ],
    [
      'a field made private, newly given a value',
      {
        base: {
          ...LIB,
          'src/p.rs': 'pub struct Log { pub number: u32 }\n',
          'src/b.rs': 'use crate::p::Log;\npub fn z(_: &Log) {}\n',
        },
        a: {
          'src/p.rs':
            'pub struct Log { number: u32 }\nimpl Log { pub fn new() -> Self { Log { number: 1 } } }\n',
        },
        b: {
          'src/b.rs':
            'use crate::p::Log;\npub fn z(_: &Log) {}\npub fn y() -> Log { Log { number: 1 } }\n',
        },
      },
      '0.85 a makes the field Log.number private to its module; b newly writes a value of Log out in full',
    ],
    [
      'a derive gained that a new field cannot have',
      {
        base: {
          'src/lib.rs':
            '#[derive(Clone, Debug)]\npub struct Config {\n    pub one: u32,\n    pub two: u32,\n    pub three: u32,\n}\n',
        },
        a: {
          'src/lib.rs':
            '#[derive(Clone, Copy, Debug)]\npub struct Config {\n    pub one: u32,\n    pub two: u32,\n    pub three: u32,\n}\n',
        },
        b: {
          'src/lib.rs':
            '#[derive(Clone, Debug)]\npub struct Config {\n    pub one: u32,\n    pub two: u32,\n    pub three: u32,\n    pub name: String,\n}\n',
        },
      },
      '0.9 a derives Copy for Config; b newly gives it name, whose type has no Copy',
    ],
    [
      'a default no longer derived, newly asked for',
      {
        base: {
          ...LIB,
          ...DEFAULT_CONFIG,
          ...USER,
        },
        a: { 'src/p.rs': 'pub struct Config { pub n: u32, pub m: std::num::NonZeroU32 }\n' },
        b: { 'src/b.rs': 'use crate::p::Config;\npub fn z() -> u32 { Config::default().n }\n' },
      },
      '0.8 a no longer derives Default for Config; b newly calls Config::default',
    ],
    [
      'a derive taken away from what a new type holds',
      {
        base: {
          ...LIB,
          'src/p.rs': '#[derive(Clone, Debug, PartialEq)]\npub struct Inner { pub n: u32 }\n',
          ...USER,
        },
        a: { 'src/p.rs': '#[derive(Clone, Debug)]\npub struct Inner { pub n: u32 }\n' },
        b: {
          'src/b.rs':
            'use crate::p::Inner;\npub fn z() {}\n#[derive(Debug, PartialEq)]\npub struct Outer { pub inner: Inner }\n',
        },
      },
      '0.8 a no longer derives PartialEq for Inner; b newly derives it for Outer, which holds one',
    ],
    [
      'a field added, where the type has another name',
      {
        base: {
          ...LIB,
          'src/p.rs': 'pub struct Config { pub n: u32 }\n',
          ...USER,
        },
        a: { 'src/p.rs': 'pub struct Config { pub n: u32, pub m: u32 }\n' },
        b: {
          'src/b.rs':
            'use crate::p::Config as Settings;\npub fn z() -> Settings { Settings { n: 2 } }\n',
        },
      },
      '0.9 a adds the field Config.m; b newly writes a value of Config out in full',
    ],
  ],
  silent: [
    [
      'one value more in what is taken apart as it is now',
      {
        base: {
          'src/lib.rs': 'pub mod p;\npub mod b;\n',
          'src/p.rs': 'pub fn example(n: u32) -> (u32, u32) { (n, n) }\n',
          'src/b.rs': 'pub fn z() {}\n',
        },
        a: { 'src/p.rs': 'pub fn example(n: u32) -> (u32, u32, u32) { (n, n, n) }\n' },
        b: {
          'src/b.rs':
            'use crate::p::example;\npub fn z() {}\npub fn y() -> u32 { let (a, _, b) = example(1); a + b }\n',
        },
      },
    ],
    [
      'a copy that another crate writes under conditions of its own',
      {
        base: {
          ...LIB,
          ...CLONE_CONFIG,
          ...USER,
        },
        a: {
          'src/p.rs':
            '#[derive(Debug, Derivative)]\n#[derivative(Default(new = "true"), Clone(bound = ""))]\npub struct Config { pub n: u32 }\n',
        },
        b: {
          ...COPIER,
        },
      },
    ],
    [
      'a copy that another crate writes, named by its path',
      {
        base: {
          ...LIB,
          ...CLONE_CONFIG,
          ...USER,
        },
        a: {
          'src/p.rs':
            '#[derive_where::derive_where(Clone, Debug)]\npub struct Config { pub n: u32 }\n',
        },
        b: {
          ...COPIER,
        },
      },
    ],
    [
      'the end of a channel through which something else goes',
      {
        base: {
          ...LIB,
          'src/p.rs':
            'use std::sync::mpsc::Receiver;\npub struct Planner { rx: Receiver<Option<u32>> }\nimpl Planner { pub fn new(rx: Receiver<Option<u32>>) -> Self { Planner { rx } } pub fn go(&self) { let _ = self.rx.recv(); } }\n',
          ...USER,
        },
        a: {
          'src/p.rs':
            'use std::sync::mpsc::Receiver;\npub struct Planner { rx: Receiver<Option<String>> }\nimpl Planner { pub fn new(rx: Receiver<Option<String>>) -> Self { Planner { rx } } pub fn go(&self) { let _ = self.rx.recv(); } }\n',
        },
        b: {
          'src/b.rs':
            'use crate::p::Planner;\nuse std::sync::mpsc::channel;\npub fn z() {}\npub fn y() -> Planner { let (tx, rx) = channel(); tx.send(None).unwrap(); Planner::new(rx) }\n',
        },
      },
    ],
    [
      'a copy of a pointer to what no longer derives one',
      {
        base: {
          ...LIB,
          ...CLONE_CONFIG,
          ...USER,
        },
        a: { ...DEBUG_CONFIG },
        b: {
          'src/b.rs':
            'use crate::p::Config;\nuse std::sync::Arc;\npub fn z() {}\npub fn copy(c: &Arc<Config>) -> Arc<Config> { c.clone() }\npub fn again(c: &Arc<Config>) { let d: Arc<Config> = c.clone(); drop(d); }\n',
        },
      },
    ],
    [
      'a copy that is written out now',
      {
        base: {
          ...LIB,
          ...CLONE_CONFIG,
          ...USER,
        },
        a: {
          'src/p.rs':
            '#[derive(Debug)]\npub struct Config { pub n: u32 }\nimpl Clone for Config { fn clone(&self) -> Self { Config { n: 0 } } }\n',
        },
        b: {
          ...COPIER,
        },
      },
    ],
    [
      'a copy of another type than the one that no longer derives it',
      {
        base: {
          'src/lib.rs': 'pub mod p;\npub mod q;\npub mod b;\n',
          ...CLONE_CONFIG,
          'src/q.rs': '#[derive(Clone, Debug)]\npub struct Config { pub n: u32 }\n',
          ...USER,
        },
        a: { ...DEBUG_CONFIG },
        b: {
          'src/b.rs':
            'use crate::q::Config;\npub fn z() {}\npub fn copy(c: &Config) -> Config { c.clone() }\n',
        },
      },
    ],
    [
      'a field made private, newly given a value below its module',
      {
        base: {
          'src/lib.rs': 'pub mod p;\n',
          'src/p/mod.rs': 'pub mod b;\npub struct Log { pub number: u32 }\n',
          'src/p/b.rs': 'use super::Log;\npub fn z(_: &Log) {}\n',
        },
        a: {
          'src/p/mod.rs':
            'pub mod b;\npub struct Log { number: u32 }\nimpl Log { pub fn new() -> Self { Log { number: 1 } } }\n',
        },
        b: {
          'src/p/b.rs':
            'use super::Log;\npub fn z(_: &Log) {}\npub fn y() -> Log { Log { number: 1 } }\n',
        },
      },
    ],
    [
      'a field that its crate sees still, newly given a value',
      {
        base: {
          ...LIB,
          'src/p.rs': 'pub struct Log { pub number: u32 }\n',
          'src/b.rs': 'use crate::p::Log;\npub fn z(_: &Log) {}\n',
        },
        a: {
          'src/p.rs':
            'pub struct Log { pub(crate) number: u32 }\nimpl Log { pub fn new() -> Self { Log { number: 1 } } }\n',
        },
        b: {
          'src/b.rs':
            'use crate::p::Log;\npub fn z(_: &Log) {}\npub fn y() -> Log { Log { number: 1 } }\n',
        },
      },
    ],
    [
      'a derive taken away, asked of a pointer that has it',
      {
        base: {
          ...LIB,
          ...CLONE_CONFIG,
          ...USER,
        },
        a: { ...DEBUG_CONFIG },
        b: {
          'src/b.rs':
            'use std::sync::Arc;\nuse crate::p::Config;\npub fn z(c: Arc<Config>) -> Arc<Config> { c.clone() }\npub fn y() -> Arc<Config> { let c = Arc::new(Config { n: 1 }); c.clone() }\n',
        },
      },
    ],
    [
      'a default no longer derived, asked of another type of that name',
      {
        base: {
          'src/lib.rs': 'pub mod p;\npub mod q;\npub mod b;\n',
          ...DEFAULT_CONFIG,
          'src/q.rs': '#[derive(Default)]\npub struct Config { pub n: u32 }\n',
          ...USER,
        },
        a: { 'src/p.rs': 'pub struct Config { pub n: u32 }\n' },
        b: { 'src/b.rs': 'use crate::q::Config;\npub fn z() -> u32 { Config::default().n }\n' },
      },
    ],
    [
      'a derive gained that a new field has, too',
      {
        base: {
          'src/lib.rs':
            '#[derive(Clone, Debug)]\npub struct Config {\n    pub one: u32,\n    pub two: u32,\n    pub three: u32,\n}\n',
        },
        a: {
          'src/lib.rs':
            '#[derive(Clone, Copy, Debug)]\npub struct Config {\n    pub one: u32,\n    pub two: u32,\n    pub three: u32,\n}\n',
        },
        b: {
          'src/lib.rs':
            '#[derive(Clone, Debug)]\npub struct Config {\n    pub one: u32,\n    pub two: u32,\n    pub three: u32,\n    pub four: u64,\n}\n',
        },
      },
    ],
    [
      'a derive that stands under a condition now',
      {
        base: {
          ...LIB,
          ...CLONE_CONFIG,
          ...USER,
        },
        a: {
          'src/p.rs':
            '#[allow(dead_code)]\n#[derive(Debug)]\n#[cfg_attr(all(), derive(Clone))]\npub struct Config { pub n: u32 }\n',
        },
        b: { 'src/b.rs': 'use crate::p::Config;\npub fn z(c: &Config) -> Config { c.clone() }\n' },
      },
    ],
    [
      'a default written instead of derived',
      {
        base: {
          ...LIB,
          ...DEFAULT_CONFIG,
          ...USER,
        },
        a: {
          'src/p.rs':
            'pub struct Config { pub n: u32 }\nimpl Default for Config { fn default() -> Self { Config { n: 5 } } }\n',
        },
        b: { 'src/b.rs': 'use crate::p::Config;\npub fn z() -> u32 { Config::default().n }\n' },
      },
    ],
    [
      'a type that a module inside the file hands on',
      {
        base: {
          'src/lib.rs':
            'pub mod store { pub struct Store { pub n: u32 } impl Store { pub fn new() -> Store { Store { n: 1 } } } }\npub mod app;\n',
          'src/app.rs': 'pub fn one() {}\n',
        },
        a: {
          'src/lib.rs':
            'pub mod core { pub struct Store { pub n: u32 } impl Store { pub fn new() -> Store { Store { n: 1 } } } }\npub mod store { pub use crate::core::Store; }\npub mod app;\n',
        },
        b: {
          'src/app.rs':
            'use crate::store::Store;\npub fn one() {}\npub fn two() -> u32 { Store::new().n }\n',
        },
      },
    ],
    [
      'a method that comes from a trait now, which is in sight',
      {
        base: {
          'src/lib.rs': 'pub mod a;\npub mod b;\npub trait Size { fn size(&self) -> usize; }\n',
          'src/a.rs': 'pub struct Thing;\nimpl Thing { pub fn size(&self) -> usize { 1 } }\n',
          ...USER,
        },
        a: {
          'src/a.rs':
            'use crate::Size;\npub struct Thing;\nimpl Size for Thing { fn size(&self) -> usize { 1 } }\n',
        },
        b: {
          'src/b.rs':
            'use crate::a::Thing;\nuse crate::Size as _;\npub fn z() {}\npub fn y(t: &Thing) -> usize { t.size() }\n',
        },
      },
    ],
    [
      'a result that is thrown away by name',
      {
        base: {
          ...LIB,
          'src/p.rs': 'pub fn save() -> bool { true }\n',
          ...USER,
        },
        a: { 'src/p.rs': 'pub fn save() -> Result<bool, String> { Ok(true) }\n' },
        b: { 'src/b.rs': 'use crate::p::save;\npub fn z() { let _ = save(); }\n' },
      },
    ],
    [
      'a method of a trait whose own type is called otherwise',
      {
        base: {
          ...LIB,
          'src/p.rs': 'pub trait Job { fn run<T: Clone>(&self, t: T); }\n',
          ...USER,
        },
        a: { 'src/p.rs': 'pub trait Job { fn run<U: Clone>(&self, u: U); }\n' },
        b: {
          'src/b.rs':
            'use crate::p::Job;\npub struct Mine;\nimpl Job for Mine { fn run<T: Clone>(&self, _t: T) {} }\n',
        },
      },
    ],
  ],
});
