/** Rules of the API detector about what both heads implement for one type of Rust. */
import { hold } from '../api-rules.ts';

const LIB = {
  'src/lib.rs': 'pub mod config;\npub mod show;\n',
};
const CONFIG = {
  'src/config.rs': 'pub struct Config { pub n: u32 }\n',
};
const SHOW = {
  'src/show.rs': 'use crate::config::Config;\npub fn show(c: &Config) -> u32 { c.n }\n',
};

hold({
  found: [
    [
      'a trait that both implement for a type',
      {
        base: {
          ...LIB,
          ...CONFIG,
          ...SHOW,
        },
        a: {
          'src/config.rs':
            'pub struct Config { pub n: u32 }\n\nimpl std::fmt::Display for Config {\n    fn fmt(&self, f: &mut std::fmt::Formatter<\'_>) -> std::fmt::Result { write!(f, "{}", self.n) }\n}\n',
        },
        b: {
          'src/show.rs':
            'use crate::config::Config;\nuse std::fmt;\npub fn show(c: &Config) -> u32 { c.n }\n\nimpl fmt::Display for Config {\n    fn fmt(&self, f: &mut fmt::Formatter<\'_>) -> fmt::Result { write!(f, "config {}", self.n) }\n}\n',
        },
      },
      '0.9 a implements std::fmt::Display for Config; b newly does so, too, in src/show.rs',
    ],
    [
      'a method that both give a type',
      {
        base: {
          'src/lib.rs': 'pub mod config;\n',
          'src/config/mod.rs': 'mod more;\npub struct Config { pub n: u32 }\n',
          'src/config/more.rs': 'use super::Config;\npub fn show(c: &Config) -> u32 { c.n }\n',
        },
        a: {
          'src/config/mod.rs':
            'mod more;\npub struct Config { pub n: u32 }\nimpl Config { pub fn double(&self) -> u32 { self.n * 2 } }\n',
        },
        b: {
          'src/config/more.rs':
            'use super::Config;\npub fn show(c: &Config) -> u32 { c.n }\nimpl Config { pub fn double(&self) -> u32 { self.n + self.n } }\n',
        },
      },
      '0.9 a adds Config::double; b newly adds one, too, in src/config/more.rs',
    ],
    [
      'a trait that both implement for a type, which one names by where it is handed on',
      {
        base: {
          'src/lib.rs': 'mod config;\npub mod show;\npub use config::Config;\n',
          ...CONFIG,
          'src/show.rs': 'use crate::Config;\npub fn show(c: &Config) -> u32 { c.n }\n',
        },
        a: {
          'src/config.rs':
            'pub struct Config { pub n: u32 }\nimpl Default for Config { fn default() -> Self { Config { n: 1 } } }\n',
        },
        b: {
          'src/show.rs':
            'use crate::Config;\npub fn show(c: &Config) -> u32 { c.n }\nimpl Default for Config { fn default() -> Self { Config { n: 2 } } }\n',
        },
      },
      '0.65 a implements Default for Config; b newly does so, too, in src/show.rs',
    ],
    [
      'a trait that both implement for a generic type, in other letters',
      {
        base: {
          ...LIB,
          'src/config.rs':
            'pub struct Config<T> { pub n: T }\npub trait Show { fn show(&self) -> u32; }\n',
          'src/show.rs': 'use crate::config::Config;\npub fn show(c: &Config<u8>) -> u8 { c.n }\n',
        },
        a: {
          'src/config.rs':
            'pub struct Config<T> { pub n: T }\npub trait Show { fn show(&self) -> u32; }\nimpl<T> Show for Config<T> { fn show(&self) -> u32 { 1 } }\n',
        },
        b: {
          'src/show.rs':
            'use crate::config::{Config, Show};\npub fn show(c: &Config<u8>) -> u8 { c.n }\nimpl<U: Copy> Show for Config<U> { fn show(&self) -> u32 { 2 } }\n',
        },
      },
      '0.9 a implements Show for Config<T>; b newly does so, too, in src/show.rs',
    ],
  ],
  silent: [
    [
      'a trait implemented for two types of one name',
      {
        base: {
          'src/lib.rs': 'pub mod a;\npub mod b;\n',
          'src/a.rs': 'pub struct Config { pub n: u32 }\n',
          'src/b.rs': 'pub struct Config { pub n: u32 }\n',
        },
        a: {
          'src/a.rs':
            'pub struct Config { pub n: u32 }\nimpl Default for Config { fn default() -> Self { Config { n: 1 } } }\n',
        },
        b: {
          'src/b.rs':
            'pub struct Config { pub n: u32 }\nimpl Default for Config { fn default() -> Self { Config { n: 2 } } }\n',
        },
      },
    ],
    [
      'a trait of two types of one name, told apart by imports',
      {
        base: {
          'src/lib.rs': 'pub mod error;\npub mod a;\npub mod b;\n',
          'src/error.rs': 'pub enum Failure { Io, Fmt }\n',
          'src/a.rs': 'use crate::error::Failure;\npub fn a() -> Failure { Failure::Io }\n',
          'src/b.rs': 'use crate::error::Failure;\npub fn b() -> Failure { Failure::Fmt }\n',
        },
        a: {
          'src/a.rs':
            'use crate::error::Failure;\nuse std::io::Error;\npub fn a() -> Failure { Failure::Io }\nimpl From<Error> for Failure { fn from(_: Error) -> Self { Failure::Io } }\n',
        },
        b: {
          'src/b.rs':
            'use crate::error::Failure;\nuse std::fmt::Error;\npub fn b() -> Failure { Failure::Fmt }\nimpl From<Error> for Failure { fn from(_: Error) -> Self { Failure::Fmt } }\n',
        },
      },
    ],
    [
      'a trait implemented under one condition and under the other',
      {
        base: {
          ...LIB,
          ...CONFIG,
          ...SHOW,
        },
        a: {
          'src/config.rs':
            'pub struct Config { pub n: u32 }\n#[cfg(test)]\nimpl Default for Config { fn default() -> Self { Config { n: 1 } } }\n',
        },
        b: {
          'src/show.rs':
            'use crate::config::Config;\npub fn show(c: &Config) -> u32 { c.n }\n#[cfg(not(test))]\nimpl Default for Config { fn default() -> Self { Config { n: 2 } } }\n',
        },
      },
    ],
    [
      'a method for a type with two types of its own',
      {
        base: {
          ...LIB,
          'src/config.rs': 'pub struct Config<T> { pub n: T }\n',
          'src/show.rs': 'use crate::config::Config;\npub fn show(c: &Config<u8>) -> u8 { c.n }\n',
        },
        a: {
          'src/config.rs':
            'pub struct Config<T> { pub n: T }\nimpl Config<u8> { pub fn is(&self) -> bool { self.n > 0 } }\n',
        },
        b: {
          'src/show.rs':
            'use crate::config::Config;\npub fn show(c: &Config<u8>) -> u8 { c.n }\nimpl Config<u16> { pub fn is(&self) -> bool { self.n > 0 } }\n',
        },
      },
    ],
    [
      'an implementation moved, and the file it was in renamed',
      {
        base: {
          ...LIB,
          ...CONFIG,
          'src/show.rs':
            'use crate::config::Config;\n\npub fn one(c: &Config) -> u32 {\n    c.n\n}\n\npub fn two(c: &Config) -> u32 {\n    c.n + 2\n}\n\npub fn three(c: &Config) -> u32 {\n    c.n + 3\n}\n\nimpl Default for Config {\n    fn default() -> Self {\n        Config { n: 1 }\n    }\n}\n',
        },
        a: {
          'src/show.rs':
            'use crate::config::Config;\n\npub fn one(c: &Config) -> u32 {\n    c.n\n}\n\npub fn two(c: &Config) -> u32 {\n    c.n + 2\n}\n\npub fn three(c: &Config) -> u32 {\n    c.n + 3\n}\n',
          'src/config.rs':
            'pub struct Config { pub n: u32 }\n\nimpl Default for Config {\n    fn default() -> Self {\n        Config { n: 1 }\n    }\n}\n',
        },
        b: {
          'src/lib.rs': 'pub mod config;\npub mod display;\n',
          'src/show.rs': null,
          'src/display.rs':
            'use crate::config::Config;\n\npub fn one(c: &Config) -> u32 {\n    c.n\n}\n\npub fn two(c: &Config) -> u32 {\n    c.n + 2\n}\n\npub fn three(c: &Config) -> u32 {\n    c.n + 3\n}\n\nimpl Default for Config {\n    fn default() -> Self {\n        Config { n: 1 }\n    }\n}\n',
        },
      },
    ],
    [
      'a trait implemented in a library and in its program',
      {
        base: {
          'src/lib.rs': 'pub fn z() {}\n',
          'src/main.rs': 'struct Args { n: u32 }\nfn main() { let _ = Args { n: 1 }.n; }\n',
          'src/args.rs': 'pub struct Args { pub n: u32 }\n',
        },
        a: {
          'src/main.rs':
            'struct Args { n: u32 }\nimpl Default for Args { fn default() -> Self { Args { n: 1 } } }\nfn main() { let _ = Args { n: 1 }.n; }\n',
        },
        b: {
          'src/lib.rs':
            'pub fn z() {}\npub struct Args { pub n: u32 }\nimpl Default for Args { fn default() -> Self { Args { n: 1 } } }\n',
        },
      },
    ],
  ],
});
