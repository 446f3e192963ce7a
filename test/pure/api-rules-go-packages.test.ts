/** Rules of the API detector about what packages and structs of Go share. */
import { hold } from '../api-rules.ts';

hold({
  found: [
    [
      'a method changed that a struct of another file has from what it holds',
      {
        base: {
          'p/p.go': 'package p\ntype Base struct{ n int }\nfunc (b *Base) Run(n int) {}\n',
          'p/job.go': 'package p\ntype Job struct {\n\t*Base\n\tname string\n}\n',
          'app/app.go': 'package app\n',
        },
        a: {
          'p/p.go': 'package p\ntype Base struct{ n int }\nfunc (b *Base) Run(n int, m int) {}\n',
        },
        b: {
          'app/app.go': 'package app\nimport "example.com/x/p"\nfunc Z(j *p.Job) { j.Run(1) }\n',
        },
      },
      '0.95 a changes Base.Run from Run(int) to Run(int, int); b newly calls it with 1 argument',
    ],
    [
      'a method gone from a struct that holds something else',
      {
        base: {
          'p/p.go':
            'package p\nimport "sync"\ntype Cache struct {\n\tsync.Mutex\n\tn int\n}\nfunc (c *Cache) Fetch(k string) int { return 1 }\n',
          'p/app.go': 'package p\n',
        },
        a: {
          'p/p.go':
            'package p\nimport "sync"\ntype Cache struct {\n\tsync.Mutex\n\tn int\n}\nfunc (c *Cache) Obtain(k string) int { return 1 }\n',
        },
        b: { 'p/app.go': 'package p\nfunc Z(c *Cache) int { return c.Fetch("x") }\n' },
      },
      '0.95 a renames Cache.Fetch to Obtain; b newly calls c.Fetch',
    ],
    [
      'a function of the package at the root',
      {
        base: {
          'db.go': 'package pebble\nfunc Open(s string) int { return 1 }\n',
          'tool/app.go': 'package tool\n',
        },
        a: { 'db.go': 'package pebble\nfunc Open(s string, n int) int { return n }\n' },
        b: {
          'tool/app.go':
            'package tool\nimport "github.com/cockroachdb/pebble"\nfunc Z() int { return pebble.Open("x") }\n',
        },
      },
      '0.95 a changes Open from Open(string) int to Open(string, int) int; b newly calls it with 1 argument',
    ],
    [
      'a function added to a package, and to its tests',
      {
        base: { 'p/a.go': 'package p\n', 'p/b_test.go': 'package p\n' },
        a: { 'p/a.go': 'package p\nfunc mustOpen(t int) int { return t }\n' },
        b: { 'p/b_test.go': 'package p\nfunc mustOpen(t int) int { return t }\n' },
      },
      '0.9 Both add mustOpen to one package: p/a.go and p/b_test.go',
    ],
    [
      'a function with a type written out, called with one argument less',
      {
        base: {
          'p/p.go': 'package p\nfunc Map[T any](s []T) []T { return s }\n',
          'app/app.go': 'package app\n',
        },
        a: { 'p/p.go': 'package p\nfunc Map[T any](s []T, n int) []T { return s }\n' },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/p"\nfunc Z(s []int) []int { return p.Map[int](s) }\n',
        },
      },
      '0.95 a changes Map from Map([]T) []T to Map([]T, int) []T; b newly calls it with 1 argument',
    ],
    [
      'a function of a package that is imported without a name',
      {
        base: {
          'p/p.go': 'package p\nfunc Load() int { return 1 }\n',
          'app/app.go': 'package app\n',
        },
        a: { 'p/p.go': 'package p\nfunc Load(n int) int { return n }\n' },
        b: {
          'app/app.go': 'package app\nimport . "example.com/x/p"\nfunc Z() int { return Load() }\n',
        },
      },
      '0.95 a changes Load from Load() int to Load(int) int; b newly calls it with 0 arguments',
    ],
  ],
  silent: [
    [
      'a method changed that a struct has in place of what it holds',
      {
        base: {
          'p/p.go': 'package p\ntype Base struct{ n int }\nfunc (b *Base) Run(n int) {}\n',
          'p/job.go':
            'package p\ntype Job struct {\n\t*Base\n\tname string\n}\nfunc (j *Job) Run(n int) {}\n',
          'app/app.go': 'package app\n',
        },
        a: {
          'p/p.go': 'package p\ntype Base struct{ n int }\nfunc (b *Base) Run(n int, m int) {}\n',
        },
        b: {
          'app/app.go': 'package app\nimport "example.com/x/p"\nfunc Z(j *p.Job) { j.Run(1) }\n',
        },
      },
    ],
    [
      'a method changed of what a struct holds under a name',
      {
        base: {
          'p/p.go': 'package p\ntype Base struct{ n int }\nfunc (b *Base) Run(n int) {}\n',
          'p/job.go':
            'package p\ntype Job struct {\n\tbase *Base\n\tname string\n}\ntype Other interface { Run(n int) }\ntype Both struct {\n\tOther\n\t*Job\n}\n',
          'app/app.go': 'package app\n',
        },
        a: {
          'p/p.go': 'package p\ntype Base struct{ n int }\nfunc (b *Base) Run(n int, m int) {}\n',
        },
        b: {
          'app/app.go': 'package app\nimport "example.com/x/p"\nfunc Z(j *p.Both) { j.Run(1) }\n',
        },
      },
    ],
    [
      'a method gone that a struct has from an interface it holds',
      {
        base: {
          'p/p.go':
            'package p\ntype Store interface {\n\tGet(k string) int\n}\ntype Cache struct {\n\tStore\n\tn int\n}\nfunc (c *Cache) Get(k string) int { return 1 }\n',
          'p/app.go': 'package p\n',
        },
        a: {
          'p/p.go':
            'package p\ntype Store interface {\n\tGet(k string) int\n}\ntype Cache struct {\n\tStore\n\tn int\n}\n',
        },
        b: { 'p/app.go': 'package p\nfunc Z(c *Cache) int { return c.Get("x") }\n' },
      },
    ],
    [
      'a method gone that a struct has from what it holds',
      {
        base: {
          'p/p.go':
            'package p\ntype Base struct{}\nfunc (b *Base) Run(n int) {}\ntype Job struct{ Base }\nfunc (j *Job) Run(n int) {}\n',
          'p/app.go': 'package p\n',
        },
        a: {
          'p/p.go':
            'package p\ntype Base struct{}\nfunc (b *Base) Run(n int) {}\ntype Job struct{ Base }\n',
        },
        b: { 'p/app.go': 'package p\nfunc Z(j *Job) { j.Run(1) }\n' },
      },
    ],
    [
      'a field moved into what a struct holds',
      {
        base: {
          'p/p.go': 'package p\ntype Conf struct { Size int; Name string }\n',
          'app/app.go': 'package app\n',
        },
        a: {
          'p/p.go':
            'package p\ntype Common struct { Size int }\ntype Conf struct { Common; Name string }\n',
        },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/p"\nfunc Z(c *p.Conf) int { return c.Size }\n',
        },
      },
    ],
    [
      'a function added for two systems',
      {
        base: { 'p/open_linux.go': 'package p\nfunc open(n int) int { return n }\n' },
        a: { 'p/open_darwin.go': 'package p\nfunc open(n int) int { return n }\n' },
        b: { 'p/open_windows.go': 'package p\nfunc open(n int) int { return n }\n' },
      },
    ],
    [
      'a function added to a package, and to tests outside of it',
      {
        base: { 'p/a_test.go': 'package p\n', 'p/b_test.go': 'package p_test\n' },
        a: { 'p/a_test.go': 'package p\nfunc mustOpen(t int) int { return t }\n' },
        b: { 'p/b_test.go': 'package p_test\nfunc mustOpen(t int) int { return t }\n' },
      },
    ],
    [
      'a field of another kind of number, newly given a number',
      {
        base: {
          'p/p.go': 'package p\ntype Conf struct { Wait int; Name string }\n',
          'app/app.go': 'package app\n',
        },
        a: {
          'p/p.go':
            'package p\nimport "time"\ntype Conf struct { Wait time.Duration; Name string }\n',
        },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/p"\nfunc Z() p.Conf { return p.Conf{Wait: 1, Name: "x"} }\n',
        },
      },
    ],
    [
      'a type and a function that keep their old names',
      {
        base: {
          'p/p.go': 'package p\ntype Old struct{ N int }\nfunc Load() int { return 1 }\n',
          'app/app.go': 'package app\n',
        },
        a: {
          'p/p.go':
            'package p\ntype New struct{ N int }\n// Deprecated: use New.\ntype Old = New\nfunc Fetch() int { return 1 }\n// Deprecated: use Fetch.\nvar Load = Fetch\n',
        },
        b: {
          'app/app.go':
            'package app\nimport "example.com/x/p"\nfunc Z() p.Old { return p.Old{N: p.Load()} }\n',
        },
      },
    ],
    [
      'a package of another module that is called like one of this',
      {
        base: {
          'p/p.go': 'package p\nfunc Load() int { return 1 }\n',
          'vendor/github.com/o/p/p.go': 'package p\nfunc Load() int { return 1 }\n',
          'app/app.go': 'package app\n',
        },
        a: { 'p/p.go': 'package p\nfunc Load(n int) int { return n }\n' },
        b: {
          'app/app.go': 'package app\nimport "github.com/o/p"\nfunc Z() int { return p.Load() }\n',
        },
      },
    ],
  ],
});
