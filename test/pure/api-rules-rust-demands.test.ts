/** Rules of the API detector about what Rust asks of values by no name: to be compared, or shown to who debugs. */
import { hold } from '../api-rules.ts';

const LIB = {
  'src/lib.rs': 'pub mod p;\npub mod b;\n',
};
const USER = {
  'src/b.rs': 'pub fn z() {}\n',
};
const COMPARED_CONFIG = {
  'src/p.rs': '#[derive(Debug, PartialEq)]\npub struct Config { pub n: u32 }\n',
};
const CONFIG = {
  'src/p.rs': '#[derive(Debug)]\npub struct Config { pub n: u32 }\n',
};

hold({
  found: [
    [
      'a type that can no longer be compared, newly compared',
      {
        base: {
          ...LIB,
          ...COMPARED_CONFIG,
          ...USER,
        },
        a: { ...CONFIG },
        b: {
          'src/b.rs':
            'use crate::p::Config;\npub fn z() {}\npub fn same(c: &Config, d: &Config) -> bool { c == d }\n',
        },
      },
      '0.8 a no longer derives PartialEq for Config; b newly compares one',
    ],
    [
      'a type that can no longer be compared, newly compared as a field',
      {
        base: {
          ...LIB,
          'src/p.rs': '#[derive(Debug, PartialEq)]\npub enum Kind { A, B }\n',
          'src/b.rs': 'use crate::p::Kind;\npub struct Job { pub kind: Kind }\n',
        },
        a: { 'src/p.rs': '#[derive(Debug)]\npub enum Kind { A, B }\n' },
        b: {
          'src/b.rs':
            'use crate::p::Kind;\npub struct Job { pub kind: Kind }\nimpl Job { pub fn is_a(&self) -> bool { self.kind == Kind::A } }\n',
        },
      },
      '0.8 a no longer derives PartialEq for Kind; b newly compares one',
    ],
    [
      'a type that can no longer be compared, newly asserted to be equal',
      {
        base: {
          ...LIB,
          ...COMPARED_CONFIG,
          ...USER,
        },
        a: { ...CONFIG },
        b: {
          'src/b.rs':
            'use crate::p::Config;\npub fn z() {}\npub fn same(c: Config, d: Config) { assert_eq!(c, d); }\n',
        },
      },
      '0.8 a no longer derives PartialEq for Config; b newly compares one',
    ],
    [
      'a type that can no longer be shown, newly shown',
      {
        base: {
          ...LIB,
          ...CONFIG,
          ...USER,
        },
        a: { 'src/p.rs': 'pub struct Config { pub n: u32 }\n' },
        b: {
          'src/b.rs':
            'use crate::p::Config;\npub fn z() {}\npub fn show(c: &Config) { println!("it is {c:?}"); }\n',
        },
      },
      '0.8 a no longer derives Debug for Config; b newly shows one by `{:?}`',
    ],
  ],
  silent: [
    [
      'a type that can no longer be compared, whose field is compared',
      {
        base: {
          ...LIB,
          ...COMPARED_CONFIG,
          ...USER,
        },
        a: { ...CONFIG },
        b: {
          'src/b.rs':
            'use crate::p::Config;\npub fn z() {}\npub fn same(c: &Config, d: &Config) -> bool { c.n == d.n }\n',
        },
      },
    ],
    [
      'a type whose comparison is written out now',
      {
        base: {
          ...LIB,
          ...COMPARED_CONFIG,
          ...USER,
        },
        a: {
          'src/p.rs':
            '#[derive(Debug)]\npub struct Config { pub n: u32 }\nimpl PartialEq for Config { fn eq(&self, o: &Config) -> bool { self.n == o.n } }\n',
        },
        b: {
          'src/b.rs':
            'use crate::p::Config;\npub fn z() {}\npub fn same(c: &Config, d: &Config) -> bool { c == d }\n',
        },
      },
    ],
    [
      'a type that is compared with a text',
      {
        base: {
          ...LIB,
          'src/p.rs':
            '#[derive(Debug, PartialEq)]\npub struct Name { pub n: String }\nimpl PartialEq<str> for Name { fn eq(&self, o: &str) -> bool { self.n == o } }\nimpl PartialEq<&str> for Name { fn eq(&self, o: &&str) -> bool { self.n == *o } }\n',
          ...USER,
        },
        a: {
          'src/p.rs':
            '#[derive(Debug)]\npub struct Name { pub n: String }\nimpl PartialEq<str> for Name { fn eq(&self, o: &str) -> bool { self.n == o } }\nimpl PartialEq<&str> for Name { fn eq(&self, o: &&str) -> bool { self.n == *o } }\n',
        },
        b: {
          'src/b.rs':
            'use crate::p::Name;\npub fn z() {}\npub fn same(c: Name) -> bool { c == "x" }\n',
        },
      },
    ],
    [
      'a type that can no longer be shown to who debugs, shown to people',
      {
        base: {
          ...LIB,
          'src/p.rs':
            '#[derive(Debug)]\npub struct Config { pub n: u32 }\nimpl std::fmt::Display for Config { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "x") } }\n',
          ...USER,
        },
        a: {
          'src/p.rs':
            'pub struct Config { pub n: u32 }\nimpl std::fmt::Display for Config { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "x") } }\n',
        },
        b: {
          'src/b.rs':
            'use crate::p::Config;\npub fn z() {}\npub fn show(c: &Config) { let n = c.n; println!("it is {c} {n:?}"); }\n',
        },
      },
    ],
    [
      'what was compared asks now, and is compared once more',
      {
        base: {
          ...LIB,
          'src/p.rs':
            '#[derive(Debug, PartialEq)]\npub enum Kind { A, B }\nimpl Kind { pub fn is_a(&self) -> bool { true } }\n',
          'src/b.rs':
            'use crate::p::Kind;\npub fn one(kind: &Kind, k: &Kind) -> bool {\n    kind == k\n}\n\npub fn two(kind: &Kind, k: &Kind) -> bool {\n    kind == k\n}\n\npub fn other() {}\n\npub fn another() {}\n',
        },
        a: {
          'src/b.rs':
            'use crate::p::Kind;\npub fn one(kind: &Kind, k: &Kind) -> bool {\n    kind.is_a()\n}\n\npub fn two(kind: &Kind, k: &Kind) -> bool {\n    kind.is_a()\n}\n\npub fn other() {}\n\npub fn another() {}\n',
        },
        b: {
          'src/b.rs':
            'use crate::p::Kind;\npub fn one(kind: &Kind, k: &Kind) -> bool {\n    kind == k\n}\n\npub fn two(kind: &Kind, k: &Kind) -> bool {\n    kind == k\n}\n\npub fn other() {}\n\npub fn another() {}\n\npub fn three(kind: &Kind, k: &Kind) -> bool {\n    kind == k\n}\n',
        },
      },
    ],
    [
      'a type that a crate shows now',
      {
        base: {
          ...LIB,
          ...CONFIG,
          ...USER,
        },
        a: { 'src/p.rs': '#[derive(CustomDebug)]\npub struct Config { pub n: u32 }\n' },
        b: {
          'src/b.rs':
            'use crate::p::Config;\npub fn z() {}\npub fn show(c: &Config) { println!("it is {c:?}"); }\n',
        },
      },
    ],
  ],
});
