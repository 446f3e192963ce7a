/** Rules of the API detector about functions that are handed on: their names, lambdas and literals. */
import { hold } from '../api-rules.ts';

/** What a function of Go is written for, before and after. */
const GO_HANDLER = {
  'p/p.go': 'package p\ntype Handler func(s string)\nfunc On(h Handler) { h("x") }\n',
};
const GO_HANDLER_OF_TWO = {
  'p/p.go': 'package p\ntype Handler func(s string, n int)\nfunc On(h Handler) { h("x", 1) }\n',
};
/** What a lambda of Java is written for, before and after. */
const JAVA_HANDLER = {
  'src/main/java/p/Handler.java':
    'package p;\npublic interface Handler {\nvoid handle(String s);\n}\n',
};
const JAVA_HANDLER_OF_TWO = {
  'src/main/java/p/Handler.java':
    'package p;\npublic interface Handler {\nvoid handle(String s, int n);\n}\n',
};
const JAVA_APP = {
  'src/main/java/p/App.java': 'package p;\npublic class App {\n}\n',
};

const GO_APP = {
  'app/app.go': 'package app\n',
};
/** A type of function of Go that is only named, before and after. */
const GO_CHECK = {
  'p/p.go': 'package p\ntype Handler func(s string) error\n',
};
const GO_CHECK_OF_TWO = {
  'p/p.go': 'package p\ntype Handler func(s string, n int) error\n',
};

hold({
  found: [
    [
      'a function that is called with less now, newly written where it is given (TypeScript)',
      {
        base: {
          'src/on.ts': "export function on(cb: (a: string, b: number) => void) { cb('a', 1); }\n",
        },
        a: { 'src/on.ts': "export function on(cb: (a: string) => void) { cb('a'); }\n" },
        b: { 'src/use.ts': "import { on } from './on';\non((a, b) => { console.log(a, b); });\n" },
      },
      '0.85 a changes on from on((a: string, b: number) => void) to on((a: string) => void); b newly gives it a function that takes 2',
    ],
    [
      'a type of function that takes less now, and one newly given for it (TypeScript)',
      {
        base: {
          'src/on.ts':
            "export type Listener = (a: string, b: number) => void;\nexport function on(cb: Listener) { cb('a', 1); }\n",
        },
        a: {
          'src/on.ts':
            "export type Listener = (a: string) => void;\nexport function on(cb: Listener) { cb('a'); }\n",
        },
        b: { 'src/use.ts': "import { on } from './on';\non((a, b) => { console.log(a, b); });\n" },
      },
      '0.85 a changes Listener from Listener (a: string, b: number) => void to Listener (a: string) => void; b newly writes a function for it that takes 2',
    ],
    [
      'a second function of a type that takes more in one file',
      {
        base: {
          'p/p.go': 'package p\ntype handler func(s string) error\n',
          'p/app.go':
            'package p\n\nvar one handler = func(s string) error { return nil }\n\nfunc other() {}\n\nfunc another() {}\n',
        },
        a: {
          'p/p.go': 'package p\ntype handler func(s string, n int) error\n',
          'p/app.go':
            'package p\n\nvar one handler = func(s string, n int) error { return nil }\n\nfunc other() {}\n\nfunc another() {}\n',
        },
        b: {
          'p/app.go':
            'package p\n\nvar one handler = func(s string) error { return nil }\n\nfunc other() {}\n\nfunc another() {}\n\nvar two handler = func(s string) error { return nil }\n',
        },
      },
      '0.85 a changes handler from handler func(string) error to handler func(string, int) error; b newly writes a function for it that takes 1',
    ],
    [
      'a function returned as one of a type that takes more',
      {
        base: {
          ...GO_CHECK,
          ...GO_APP,
        },
        a: { ...GO_CHECK_OF_TWO },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/p"\nfunc Z() p.Handler { return func(s string) error { return nil } }\n',
        },
      },
      '0.85 a changes Handler from Handler func(string) error to Handler func(string, int) error; b newly writes a function for it that takes 1',
    ],
    [
      'a function turned into one of a type that takes more',
      {
        base: {
          ...GO_CHECK,
          ...GO_APP,
        },
        a: { ...GO_CHECK_OF_TWO },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/p"\nfunc Z() { use(p.Handler(func(s string) error { return nil })) }\nfunc use(a any) {}\n',
        },
      },
      '0.85 a changes Handler from Handler func(string) error to Handler func(string, int) error; b newly writes a function for it that takes 1',
    ],
    [
      'a variable for a function of a type that takes more',
      {
        base: {
          'p/p.go': 'package p\ntype handler func(s string) error\n',
          'p/app.go': 'package p\nvar one handler = func(s string) error { return nil }\n',
        },
        a: {
          'p/p.go': 'package p\ntype handler func(s string, n int) error\n',
          'p/app.go': 'package p\nvar one handler = func(s string, n int) error { return nil }\n',
        },
        b: { 'p/more.go': 'package p\nvar two handler = func(s string) error { return nil }\n' },
      },
      '0.85 a changes handler from handler func(string) error to handler func(string, int) error; b newly writes a function for it that takes 1',
    ],
    [
      'one of two results, a function of a type that takes more',
      {
        base: {
          ...GO_CHECK,
          'app/app.go':
            'package app\nimport "example.com/x/p"\nfunc Z() p.Handler { return nil }\n\nfunc other() {}\n\nfunc another() {}\n',
        },
        a: { ...GO_CHECK_OF_TWO },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/p"\nfunc Z() p.Handler { return nil }\n\nfunc other() {}\n\nfunc another() {}\n\nfunc Y() (p.Handler, error) { return func(s string) error { return nil }, nil }\n',
        },
      },
      '0.85 a changes Handler from Handler func(string) error to Handler func(string, int) error; b newly writes a function for it that takes 1',
    ],
    [
      'a function of Rust that takes more, handed on',
      {
        base: {
          'src/lib.rs': 'pub mod p;\npub mod b;\n',
          'src/p.rs': 'pub fn double(n: u32) -> u32 { n * 2 }\n',
          'src/b.rs': 'pub fn z() {}\n',
        },
        a: { 'src/p.rs': 'pub fn double(n: u32, m: u32) -> u32 { n * m }\n' },
        b: {
          'src/b.rs':
            'use crate::p::double;\npub fn z(v: Vec<u32>) -> Vec<u32> { v.into_iter().map(double).collect() }\n',
        },
      },
      '0.8 a changes double from double(u32) -> u32 to double(u32, u32) -> u32; b newly hands it on as it was',
    ],
    [
      'a function of Go that takes more, handed on',
      {
        base: {
          'a/util/u.go': 'package util\nfunc Load(s string) int { return 1 }\n',
          'app/app.go': 'package app\nfunc Use(f func(string) int) int { return f("x") }\n',
        },
        a: { 'a/util/u.go': 'package util\nfunc Load(s string, n ...int) int { return 1 }\n' },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/a/util"\nfunc Use(f func(string) int) int { return f("x") }\nfunc Z() int { return Use(util.Load) }\n',
        },
      },
      '0.8 a changes Load from Load(string) int to Load(string, ...int) int; b newly hands it on as it was',
    ],
    [
      'a method of Go that takes more, handed on',
      {
        base: {
          'p/p.go': 'package p\ntype S struct{}\nfunc (s *S) Serve(n int) {}\n',
          'p/app.go': 'package p\nfunc use(f func(int)) {}\n',
        },
        a: { 'p/p.go': 'package p\ntype S struct{}\nfunc (s *S) Serve(n int, m int) {}\n' },
        b: { 'p/app.go': 'package p\nfunc use(f func(int)) {}\nfunc Z(s *S) { use(s.Serve) }\n' },
      },
      '0.8 a changes S.Serve from Serve(int) to Serve(int, int); b newly hands it on as it was',
    ],
    [
      'a function written for a type of Go that takes more',
      {
        base: {
          ...GO_HANDLER,
          ...GO_APP,
        },
        a: {
          ...GO_HANDLER_OF_TWO,
        },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/p"\nfunc Z() { p.On(func(s string) {}) }\n',
        },
      },
      '0.85 a changes Handler from Handler func(string) to Handler func(string, int); b newly writes a function for it that takes 1',
    ],
    [
      'a method of Java that takes more, handed on',
      {
        base: {
          'src/main/java/p/Util.java':
            'package p;\npublic class Util {\npublic static int load(String s) {\nreturn 1;\n}\n}\n',
          ...JAVA_APP,
        },
        a: {
          'src/main/java/p/Util.java':
            'package p;\npublic class Util {\npublic static int load(String s, int n) {\nreturn n;\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.util.function.*;\npublic class App {\nFunction<String, Integer> f = Util::load;\n}\n',
        },
      },
      '0.8 a changes Util.load from int load(String) to int load(String, int); b newly hands it on as it was',
    ],
    [
      'a lambda given where the interface takes more',
      {
        base: {
          ...JAVA_HANDLER,
          'src/main/java/p/Bus.java':
            'package p;\npublic class Bus {\npublic void on(Handler h) {\nh.handle("x");\n}\n}\n',
          ...JAVA_APP,
        },
        a: {
          ...JAVA_HANDLER_OF_TWO,
          'src/main/java/p/Bus.java':
            'package p;\npublic class Bus {\npublic void on(Handler h) {\nh.handle("x", 1);\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nvoid z(Bus b) {\nb.on(s -> System.out.println(s));\n}\n}\n',
        },
      },
      '0.85 a changes Handler.handle from void handle(String) to void handle(String, int); b newly writes a function for it that takes 1',
    ],
    [
      'a lambda put where the interface takes more',
      {
        base: {
          ...JAVA_HANDLER,
          ...JAVA_APP,
        },
        a: {
          ...JAVA_HANDLER_OF_TWO,
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nHandler h = s -> System.out.println(s);\n}\n',
        },
      },
      '0.85 a changes Handler.handle from void handle(String) to void handle(String, int); b newly writes a function for it that takes 1',
    ],
  ],
  silent: [
    [
      'a function that is called with less now, and that asks for no more (TypeScript)',
      {
        base: {
          'src/on.ts': "export function on(cb: (a: string, b: number) => void) { cb('a', 1); }\n",
        },
        a: { 'src/on.ts': "export function on(cb: (a: string) => void) { cb('a'); }\n" },
        b: {
          'src/use.ts':
            "import { on } from './on';\non((a) => { console.log(a); });\non((a, b = 3) => { console.log(a); });\non((a, b?: number) => { console.log(a); });\non((a, ...b: number[]) => { console.log(a); });\n",
        },
      },
    ],
    [
      'a function that is called with any number now (TypeScript)',
      {
        base: {
          'src/on.ts':
            "export function on(cb: (a: string, b: number) => void): void { cb('a', 1); }\n",
        },
        a: { 'src/on.ts': "export function on(cb: (...all: any[]) => void): void { cb('a'); }\n" },
        b: { 'src/use.ts': "import { on } from './on';\non((a, b) => { console.log(a, b); });\n" },
      },
    ],
    [
      'a method that is called with less now, and a list that is asked for one of its name (TypeScript)',
      {
        base: {
          'src/list.ts':
            "export class List { map(cb: (a: string, at: number) => void): void { cb('a', 1); } }\n",
        },
        a: {
          'src/list.ts': "export class List { map(cb: (a: string) => void): void { cb('a'); } }\n",
        },
        b: {
          'src/use.ts':
            'export function f(all: { xs: number[] }) { return all.xs.map((a, at) => a + at); }\n',
        },
      },
    ],
    [
      'functions of another type of that name, returned and turned into one',
      {
        base: {
          ...GO_CHECK,
          'q/q.go': 'package q\ntype Handler func(s string) error\n',
          ...GO_APP,
        },
        a: { ...GO_CHECK_OF_TWO },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/q"\nfunc Z() q.Handler { return func(s string) error { return nil } }\nfunc Y() { use(q.Handler(func(s string) error { return nil })) }\nfunc use(a any) {}\n',
        },
      },
    ],
    [
      'a function returned as one of a type without a name',
      {
        base: {
          ...GO_CHECK,
          ...GO_APP,
        },
        a: { ...GO_CHECK_OF_TWO },
        b: {
          'app/app.go':
            'package app\nfunc Z() func(s string) error { return func(s string) error { return nil } }\n',
        },
      },
    ],
    [
      'a function returned by a function inside of another one',
      {
        base: {
          'p/p.go': 'package p\ntype Handler func() func(string)\n',
          ...GO_APP,
        },
        a: { 'p/p.go': 'package p\ntype Handler func(n int) func(string)\n' },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/p"\nfunc Z() p.Handler { return nil }\nfunc Y() func() { return func() { g := func() func(string) { return func(string) {} }; g() } }\n',
        },
      },
    ],
    [
      'a method of Java with an overload more, handed on',
      {
        base: {
          'src/main/java/p/Util.java':
            'package p;\npublic class Util {\npublic static int load(String s) {\nreturn 1;\n}\n}\n',
          ...JAVA_APP,
        },
        a: {
          'src/main/java/p/Util.java':
            'package p;\npublic class Util {\npublic static int load(String s) {\nreturn load(s, 1);\n}\npublic static int load(String s, int n) {\nreturn n;\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.util.function.*;\npublic class App {\nFunction<String, Integer> f = Util::load;\n}\n',
        },
      },
    ],
    [
      'a module of Rust called like a function that takes more',
      {
        base: {
          'src/lib.rs': 'pub mod p;\npub mod b;\n',
          'src/p.rs':
            'pub fn stats(n: u32) -> u32 { n }\npub mod stats { pub fn one() -> u32 { 1 } }\n',
          'src/b.rs': 'pub fn z() {}\n',
        },
        a: {
          'src/p.rs':
            'pub fn stats(n: u32, m: u32) -> u32 { n + m }\npub mod stats { pub fn one() -> u32 { 1 } }\n',
        },
        b: { 'src/b.rs': 'use crate::p::stats;\npub fn z() -> u32 { stats::one() }\n' },
      },
    ],
    [
      'a field of Go called like a method that takes more',
      {
        base: {
          'p/p.go':
            'package p\ntype S struct{}\nfunc (s *S) Serve(n int) {}\ntype T struct{ Serve func(int) }\n',
          'p/app.go': 'package p\n',
        },
        a: {
          'p/p.go':
            'package p\ntype S struct{}\nfunc (s *S) Serve(n int, m int) {}\ntype T struct{ Serve func(int) }\n',
        },
        b: { 'p/app.go': 'package p\nfunc Z(t *T) bool { return t.Serve != nil }\n' },
      },
    ],
    [
      'a function of Go that takes the same in other words, handed on',
      {
        base: {
          'p/p.go': 'package p\nfunc Load(s interface{}) int { return 1 }\n',
          'p/app.go': 'package p\n',
        },
        a: { 'p/p.go': 'package p\nfunc Load(s any) int { return 1 }\n' },
        b: { 'p/app.go': 'package p\nvar all = map[string]func(interface{}) int{"a": Load}\n' },
      },
    ],
    [
      'a function written for a type of that name in another package',
      {
        base: {
          ...GO_HANDLER,
          'q/q.go': 'package q\ntype Handler func(s string)\nfunc On(h Handler) { h("x") }\n',
          ...GO_APP,
        },
        a: {
          ...GO_HANDLER_OF_TWO,
        },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/q"\nfunc Z() { q.On(func(s string) {}) }\n',
        },
      },
    ],
    [
      'a function of Go whose parameters are only called otherwise',
      {
        base: {
          ...GO_HANDLER,
          ...GO_APP,
        },
        a: {
          'p/p.go':
            'package p\ntype Handler func(text string)\nfunc On(handler Handler) { handler("x") }\n',
        },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/p"\nfunc Z() { f := p.On; f(func(s string) {}) }\n',
        },
      },
    ],
    [
      'a lambda for another interface with such a method',
      {
        base: {
          ...JAVA_HANDLER,
          'src/main/java/p/Other.java':
            'package p;\npublic interface Other {\nvoid handle(String s);\n}\n',
          ...JAVA_APP,
        },
        a: {
          ...JAVA_HANDLER_OF_TWO,
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nOther h = s -> System.out.println(s);\n}\n',
        },
      },
    ],
    [
      'a function of Go that takes any number more, called',
      {
        base: {
          'a/util/u.go': 'package util\nfunc Load(s string) int { return 1 }\n',
          ...GO_APP,
        },
        a: { 'a/util/u.go': 'package util\nfunc Load(s string, n ...int) int { return 1 }\n' },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/a/util"\nfunc Z() int { return util.Load("x") }\n',
        },
      },
    ],
  ],
});
