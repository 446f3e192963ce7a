/** Go: what one head changes and the other newly relies on, beside what only looks like it. */
import { hold } from '../api-rules.ts';

hold({
  found: [
    [
      'a method of an interface that gives more, and a type that is asserted to have it',
      {
        base: {
          'p/p.go': 'package p\ntype Store interface { Get(k string) string }\n',
          'q/q.go': 'package q\n',
        },
        a: { 'p/p.go': 'package p\ntype Store interface { Get(k string) (string, error) }\n' },
        b: {
          'q/q.go':
            'package q\nimport "example.com/x/p"\ntype disk struct{}\nvar _ p.Store = (*disk)(nil)\nfunc (d *disk) Get(k string) string { return k }\n',
        },
      },
      '0.85 a changes Store.Get from Get(string) string to Get(string) (string, error); b newly gives disk the old one',
    ],
    [
      'a list of values without names of fields, of a struct that has one more',
      {
        base: { 'p/p.go': 'package p\ntype Point struct { X, Y int }\n', 'q/q.go': 'package q\n' },
        a: { 'p/p.go': 'package p\ntype Point struct { X, Y, Z int }\n' },
        b: {
          'q/q.go': 'package q\nimport "example.com/x/p"\nvar all = []p.Point{{0, 0}, {1, 2}}\n',
        },
      },
      '0.9 a changes the fields of Point (Z); b newly writes a value of Point out in full',
    ],
    [
      'an import that three files have from elsewhere now',
      {
        base: {
          'a/a.go': 'package a\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n',
          'b/b.go': 'package b\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n',
          'c/c.go': 'package c\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n',
        },
        a: {
          'a/a.go': 'package a\n\nimport "x.org/log"\n\nfunc f() { log.Info() }\n',
          'b/b.go': 'package b\n\nimport "x.org/log"\n\nfunc f() { log.Info() }\n',
          'c/c.go': 'package c\n\nimport "x.org/log"\n\nfunc f() { log.Info() }\n',
        },
        b: { 'd/d.go': 'package d\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n' },
      },
      '0.6 a imports log from x.org/log instead of x.org/kit/log in 3 files; b newly imports it from x.org/kit/log',
    ],
    [
      'a method that many have, of which no other takes so many',
      {
        base: {
          'a/a.go': 'package a\n\ntype A struct{}\n\nfunc (a *A) Setup(n int, s string) {}\n',
          'b/b.go': 'package b\n\ntype B struct{}\n\nfunc (b *B) Setup() {}\n',
          'c/c.go': 'package c\n\ntype C struct{}\n\nfunc (c *C) Setup(n, m, o int) {}\n',
          'd/d.go': 'package d\n\ntype Setup interface {\n\tSetup() error\n}\n',
        },
        a: {
          'a/a.go':
            'package a\n\ntype A struct{}\n\nfunc (a *A) Setup(ctx context.Context, n int, s string) {}\n',
        },
        b: {
          'm/m.go': 'package m\n\nfunc f(h *H) { h.one.two.Setup(1, "x") }\n',
        },
      },
      '0.71 a changes A.Setup from Setup(int, string) to Setup(context.Context, int, string); b newly calls it with 2 arguments',
    ],
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
      '0.95 a changes Store.FindItem from FindItem(string) Item to FindItem(context.Context, string) Item (and 3 more of that name); b newly calls it with 1 argument',
    ],
    [
      'one result becomes two',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string) string { return p }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(p string) (string, error) { return p, nil }\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() { t := s.Load("a"); use(t) }\n' },
      },
      '0.8 a changes Load from Load(string) string to Load(string) (string, error); b newly takes 1 result of it',
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
      '0.8 a changes Load from Load(string) (string, error) to Load(string) string; b newly takes 2 results of it',
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
      '0.8 a changes Load from Load(string) error to Load(string) (int, error); b newly takes 1 result of it',
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
      '0.8 a changes Load from Load(string) error to Load(string); b newly takes 1 result of it',
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
      '0.95 a renames Cfg.Host to Addr; b newly uses s.Cfg.Host',
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
      '0.8 a moves Load to t/t.go; b newly calls s.Load',
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
      '0.95 a removes Cfg.Base; b newly uses s.Cfg.Base',
    ],
    [
      'a parameter more, in a test of the same package',
      {
        base: { 's/s.go': 'package s\n\nfunc load(a int) {}\n' },
        a: { 's/s.go': 'package s\n\nfunc load(a int, b int) {}\n' },
        b: { 's/m_test.go': 'package s\n\nfunc TestX(t *testing.T) { load(1) }\n' },
      },
      '0.95 a changes load from load(int) to load(int, int); b newly calls it with 1 argument',
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
      '0.95 a changes Cli.Run from Run(int) to Run(Ctx, int); b newly calls it with 1 argument',
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
      '0.8 a changes NewCli from NewCli() *Cli to NewCli() (*Cli, error); b newly takes 1 result of it',
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
      '0.85 a changes Store.Get from Get(string) int to Get(Ctx, string) int; b newly gives mem the old one',
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
      '0.95 a changes Store.Get from Get(string) int to Get(context.Context, string) int; b newly calls it with 1 argument',
    ],
    [
      'a type renamed, named in a signature of another package',
      {
        base: { 's/s.go': 'package s\n\ntype Store struct{}\n' },
        a: { 's/s.go': 'package s\n\ntype Depot struct{}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f(st *s.Store) {}\n' },
      },
      '0.95 a renames Store to Depot; b newly uses s.Store',
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
      '0.95 a changes Load from Load(int) to Load(int, int); b newly calls it with 1 argument',
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
      '0.95 a changes Open from Open(int) error to Open(int, int) error; b newly calls it with 1 argument',
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
    [
      'each drops a use of an import, and none is left',
      {
        base: {
          'store/s.go':
            'package store\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nfunc describe(keys []string) string {\n\treturn strings.Join(keys, ",")\n}\n\nfunc show(n int) {\n\tfmt.Println(n)\n}\n\nfunc other(n int) int {\n\treturn n + 1\n}\n\nfunc third(n int) int {\n\treturn n * 2\n}\n\nfunc title(s string) string {\n\treturn strings.ToUpper(s)\n}\n',
        },
        a: {
          'store/s.go':
            'package store\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nfunc describe(keys []string) string {\n\treturn join(keys)\n}\n\nfunc show(n int) {\n\tfmt.Println(n)\n}\n\nfunc other(n int) int {\n\treturn n + 1\n}\n\nfunc third(n int) int {\n\treturn n * 2\n}\n\nfunc title(s string) string {\n\treturn strings.ToUpper(s)\n}\n',
        },
        b: {
          'store/s.go':
            'package store\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nfunc describe(keys []string) string {\n\treturn strings.Join(keys, ",")\n}\n\nfunc show(n int) {\n\tfmt.Println(n)\n}\n\nfunc other(n int) int {\n\treturn n + 1\n}\n\nfunc third(n int) int {\n\treturn n * 2\n}\n\nfunc title(s string) string {\n\treturn upper(s)\n}\n',
        },
        merged: {
          'store/s.go':
            'package store\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nfunc describe(keys []string) string {\n\treturn join(keys)\n}\n\nfunc show(n int) {\n\tfmt.Println(n)\n}\n\nfunc other(n int) int {\n\treturn n + 1\n}\n\nfunc third(n int) int {\n\treturn n * 2\n}\n\nfunc title(s string) string {\n\treturn upper(s)\n}\n',
        },
      },
      '0.9 Each drops uses of strings in store/s.go, and none is left once merged: Go refuses the import',
    ],
    [
      'any number of arguments, and one more before them',
      {
        base: {
          'tsdb/q.go':
            'package tsdb\n\nfunc PostingsFor(ix Reader, ms ...*Matcher) (Postings, error) {\n\treturn nil, nil\n}\n',
        },
        a: {
          'tsdb/q.go':
            'package tsdb\n\nfunc PostingsFor(ctx context.Context, ix Reader, ms ...*Matcher) (Postings, error) {\n\treturn nil, nil\n}\n',
        },
        b: {
          'cmd/a.go':
            'package main\n\nimport "x.org/app/tsdb"\n\nfunc analyze(ir tsdb.Reader, selectors []*tsdb.Matcher) error {\n\t_, err := tsdb.PostingsFor(ir, selectors...)\n\treturn err\n}\n',
        },
      },
      '0.95 a changes PostingsFor from PostingsFor(Reader, ...*Matcher) (Postings, error) to PostingsFor(context.Context, Reader, ...*Matcher) (Postings, error); b newly calls it with 2 arguments',
    ],
    [
      'any number of arguments, listed, and one more before them',
      {
        base: {
          'tsdb/q.go':
            'package tsdb\n\nfunc PostingsFor(ix Reader, ms ...*Matcher) (Postings, error) {\n\treturn nil, nil\n}\n',
        },
        a: {
          'tsdb/q.go':
            'package tsdb\n\nfunc PostingsFor(ctx context.Context, ix Reader, ms ...*Matcher) (Postings, error) {\n\treturn nil, nil\n}\n',
        },
        b: {
          'cmd/a.go':
            'package main\n\nimport "x.org/app/tsdb"\n\nfunc analyze(ir tsdb.Reader, m, n *tsdb.Matcher) error {\n\t_, err := tsdb.PostingsFor(ir, m, n)\n\treturn err\n}\n',
        },
      },
      '0.6 a changes PostingsFor from PostingsFor(Reader, ...*Matcher) (Postings, error) to PostingsFor(context.Context, Reader, ...*Matcher) (Postings, error); b newly calls it',
    ],
    [
      'an interface gets a method, newly said to be met',
      {
        base: {
          'log/log.go': 'package log\n\ntype Sink interface {\n\tWrite(line string) error\n}\n',
        },
        a: {
          'log/log.go':
            'package log\n\ntype Sink interface {\n\tWrite(line string) error\n\tFlush() error\n}\n',
        },
        b: {
          'log/nul.go':
            'package log\n\ntype nul struct{}\n\nvar _ Sink = nul{}\n\nfunc (nul) Write(line string) error { return nil }\n',
        },
      },
      '0.85 a adds Sink.Flush, which every Sink must have; b newly makes nul one, without it',
    ],
    [
      'an interface gets a method, newly met by its methods and said to be',
      {
        base: {
          'store/store.go':
            'package store\n\nimport "context"\n\ntype Options struct {\n\tDir   string\n\tLimit int\n}\n\ntype Store struct {\n\topts Options\n}\n\n// Open opens a store.\nfunc Open(opts Options) (*Store, error) {\n\treturn &Store{opts: opts}, nil\n}\n\nfunc (s *Store) Get(ctx context.Context, key string) ([]byte, error) {\n\treturn nil, nil\n}\n\nfunc (s *Store) Close() error { return nil }\n\ntype Iterator interface {\n\tNext() bool\n\tValue() []byte\n}\n',
        },
        a: {
          'store/store.go':
            'package store\n\nimport "context"\n\ntype Options struct {\n\tDir   string\n\tLimit int\n}\n\ntype Store struct {\n\topts Options\n}\n\n// Open opens a store.\nfunc Open(opts Options) (*Store, error) {\n\treturn &Store{opts: opts}, nil\n}\n\nfunc (s *Store) Get(ctx context.Context, key string) ([]byte, error) {\n\treturn nil, nil\n}\n\nfunc (s *Store) Close() error { return nil }\n\ntype Iterator interface {\n\tNext() bool\n\tValue() []byte\n\tClose() error\n}\n',
        },
        b: {
          'store/slice.go':
            'package store\n\ntype sliceIter struct {\n\tat   int\n\tlist [][]byte\n}\n\nvar _ Iterator = (*sliceIter)(nil)\n\nfunc (i *sliceIter) Next() bool {\n\ti.at++\n\treturn i.at < len(i.list)\n}\n\nfunc (i *sliceIter) Value() []byte { return i.list[i.at] }\n',
        },
      },
      '0.85 a adds Iterator.Close, which every Iterator must have; b newly makes sliceIter one, without it',
    ],
    [
      'a field becomes a method',
      {
        base: { 'l/l.go': 'package l\n\ntype Logger struct {\n\tLevel int\n\tName  string\n}\n' },
        a: {
          'l/l.go':
            'package l\n\ntype Logger struct {\n\tlevel int\n\tName  string\n}\n\nfunc (l *Logger) Level() int { return l.level }\n',
        },
        b: {
          'm/m.go':
            'package m\n\nimport "x.org/l"\n\nfunc loud(g *l.Logger) bool { return g.Level > 2 }\n',
        },
      },
      '0.95 a renames Logger.Level to level; b newly uses g.Level',
    ],
    [
      'a variable of a package renamed, newly compared with',
      {
        base: {
          's/s.go':
            'package s\n\nimport "errors"\n\nvar (\n\tErrClosed = errors.New("closed")\n\tErrOther  = errors.New("other")\n)\n',
        },
        a: {
          's/s.go':
            'package s\n\nimport "errors"\n\nvar (\n\tErrShut = errors.New("closed")\n\tErrOther  = errors.New("other")\n)\n',
        },
        b: {
          'm/m.go':
            'package m\n\nimport (\n\t"errors"\n\n\t"x.org/app/s"\n)\n\nfunc is(err error) bool { return errors.Is(err, s.ErrClosed) }\n',
        },
      },
      '0.95 a renames ErrClosed to ErrShut; b newly uses s.ErrClosed',
    ],
    [
      'a parameter is of another package now',
      {
        base: {
          's/s.go':
            'package s\n\ntype Option func(*Server)\n\nfunc WithLogger(l *log.Logger) Option { return nil }\n\nfunc New(opts ...Option) *Server { return nil }\n\ntype Server struct{}\n',
        },
        a: {
          's/s.go':
            'package s\n\ntype Option func(*Server)\n\nfunc WithLogger(l *slog.Logger) Option { return nil }\n\nfunc New(opts ...Option) *Server { return nil }\n\ntype Server struct{}\n',
        },
        b: {
          'm/m.go':
            'package m\n\nimport (\n\t"log"\n\n\t"example.com/s"\n)\n\nfunc boot() *s.Server {\n\treturn s.New(s.WithLogger(log.Default()))\n}\n',
        },
      },
      '0.6 a changes WithLogger from WithLogger(*log.Logger) Option to WithLogger(*slog.Logger) Option; b newly calls it',
    ],
    [
      'a field removed, of a type that is said to meet an interface',
      {
        base: {
          's/r.go':
            'package s\n\ntype Reader struct {\n\tnum int\n\tcmp int\n}\n\nvar _ Source = (*Reader)(nil)\n\nfunc (r *Reader) A() int { return r.cmp }\n\nfunc (r *Reader) B() int { return 2 }\n',
        },
        a: {
          's/r.go':
            'package s\n\ntype Reader struct {\n\tcmp int\n}\n\nvar _ Source = (*Reader)(nil)\n\nfunc (r *Reader) A() int { return r.cmp }\n\nfunc (r *Reader) B() int { return 2 }\n',
        },
        b: {
          's/r.go':
            'package s\n\ntype Reader struct {\n\tnum int\n\tcmp int\n}\n\nvar _ Source = (*Reader)(nil)\n\nfunc (r *Reader) A() int { return r.cmp }\n\nfunc (r *Reader) B() int { return r.num }\n',
        },
        merged: {
          's/r.go':
            'package s\n\ntype Reader struct {\n\tcmp int\n}\n\nvar _ Source = (*Reader)(nil)\n\nfunc (r *Reader) A() int { return r.cmp }\n\nfunc (r *Reader) B() int { return r.num }\n',
        },
      },
      '0.95 a removes Reader.num; b newly uses r.num',
    ],
    [
      'a field gone from values in lists in maps, which leave out their type',
      {
        base: { 'l/l.go': 'package l\n\ntype Missing struct {\n\tChaincode, Name string\n}\n' },
        a: { 'l/l.go': 'package l\n\ntype Missing struct {\n\tSpace, Name string\n}\n' },
        b: {
          'g/g.go':
            'package g\n\nimport "x.org/l"\n\nfunc f() {\n\tuse(map[uint64]map[uint64][]*l.Missing{\n\t\t3: {\n\t\t\t1: {{Name: "a", Chaincode: "b"}},\n\t\t},\n\t})\n}\n',
        },
      },
      '0.95 a renames Missing.Chaincode to Space; b newly uses l.Missing.Chaincode',
    ],
    [
      'a field becomes a value, newly given a pointer',
      {
        base: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tSec *Opts\n}\n' },
        a: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tSec Opts\n}\n' },
        b: {
          'm/m.go':
            'package m\n\nimport "x.org/s"\n\nfunc f() {\n\tcfg := s.Cfg{}\n\topts := &s.Opts{A: true}\n\tcfg.Sec = opts\n}\n',
        },
      },
      '0.6 a changes the field Cfg.Sec from *Opts to Opts; b newly gives it a value',
    ],
    [
      'a text becomes a type, newly returned as a text',
      {
        base: { 's/s.go': 'package s\n\nfunc Load(p string) string { return p }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load(p string) Doc { return d }\n' },
        b: {
          'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() string {\n\treturn s.Load("a")\n}\n',
        },
      },
      '0.75 a changes Load from Load(string) string to Load(string) Doc; b newly puts what it gives where string must stand',
    ],
    [
      'a text becomes a pointer, newly given a text',
      {
        base: { 's/s.go': 'package s\n\nfunc Open(p string) {}\n' },
        a: { 's/s.go': 'package s\n\nfunc Open(p *Path) {}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() {\n\ts.Open("a")\n}\n' },
      },
      '0.85 a changes Open from Open(string) to Open(*Path); b newly gives it a string',
    ],
    [
      'a method gone from what a struct holds without a name',
      {
        base: { 's/s.go': 'package s\n\ntype Base struct{}\n\nfunc (b *Base) Init(x int) {}\n' },
        a: { 's/s.go': 'package s\n\ntype Base struct{}\n\nfunc (b *Base) Setup(x int) {}\n' },
        b: {
          'm/m.go':
            'package m\n\nimport "x.org/s"\n\ntype Task struct {\n\ts.Base\n}\n\nfunc f(t *Task) {\n\tt.Init(1)\n}\n',
        },
      },
      '0.95 a renames Base.Init to Setup; b newly calls t.Init',
    ],
    [
      'a type takes two types, newly written with one',
      {
        base: { 's/s.go': 'package s\n\ntype List[T any] struct{}\n' },
        a: { 's/s.go': 'package s\n\ntype List[K comparable, V any] struct{}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f(l s.List[int]) {}\n' },
      },
      '0.85 a changes the types that List takes from 1 to 2; b newly gives it 1',
    ],
    [
      'an interface of one method gets a second one, and the file of the new type names it',
      {
        base: { 's/s.go': 'package s\n\ntype Runner interface {\n\tRun() error\n}\n' },
        a: { 's/s.go': 'package s\n\ntype Runner interface {\n\tRun() error\n\tStop()\n}\n' },
        b: {
          'm/m.go':
            'package m\n\nimport "x.org/s"\n\ntype job struct{}\n\nfunc (j *job) Run() error { return nil }\n\nfunc make() s.Runner { return &job{} }\n',
        },
      },
      '0.65 a adds Stop to the interface Runner; b newly makes job one, without it',
    ],
  ],
  silent: [
    [
      'a method of an interface that gives more, and a type that is asserted to have it as it is now',
      {
        base: {
          'p/p.go': 'package p\ntype Store interface { Get(k string) string }\n',
          'q/q.go': 'package q\n',
        },
        a: { 'p/p.go': 'package p\ntype Store interface { Get(k string) (string, error) }\n' },
        b: {
          'q/q.go':
            'package q\nimport "example.com/x/p"\ntype disk struct{}\nvar _ p.Store = (*disk)(nil)\nfunc (d *disk) Get(k string) (string, error) { return k, nil }\n',
        },
      },
    ],
    [
      'a method of an interface in other words, and a type that is asserted to have it',
      {
        base: {
          'p/p.go': 'package p\ntype Store interface { Get(k string, o interface{}) string }\n',
          'q/q.go': 'package q\n',
        },
        a: { 'p/p.go': 'package p\ntype Store interface { Get(key string, o any) string }\n' },
        b: {
          'q/q.go':
            'package q\nimport "example.com/x/p"\ntype disk struct{}\nvar _ p.Store = (*disk)(nil)\nfunc (d *disk) Get(k string, o interface{}) string { return k }\n',
        },
      },
    ],
    [
      'an import that two files have from elsewhere now',
      {
        base: {
          'a/a.go': 'package a\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n',
          'b/b.go': 'package b\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n',
          'c/c.go': 'package c\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n',
        },
        a: {
          'a/a.go': 'package a\n\nimport "x.org/log"\n\nfunc f() { log.Info() }\n',
          'b/b.go': 'package b\n\nimport "x.org/log"\n\nfunc f() { log.Info() }\n',
        },
        b: { 'd/d.go': 'package d\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n' },
      },
    ],
    [
      'an import that three files have from three other places now',
      {
        base: {
          'a/a.go': 'package a\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n',
          'b/b.go': 'package b\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n',
          'c/c.go': 'package c\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n',
        },
        a: {
          'a/a.go': 'package a\n\nimport "x.org/a/log"\n\nfunc f() { log.Info() }\n',
          'b/b.go': 'package b\n\nimport "x.org/b/log"\n\nfunc f() { log.Info() }\n',
          'c/c.go': 'package c\n\nimport "x.org/c/log"\n\nfunc f() { log.Info() }\n',
        },
        b: { 'd/d.go': 'package d\n\nimport "x.org/kit/log"\n\nfunc f() { log.Info() }\n' },
      },
    ],
    [
      'a method that many have, of which another takes as many',
      {
        base: {
          'a/a.go': 'package a\n\ntype A struct{}\n\nfunc (a *A) Setup(n int, s string) {}\n',
          'b/b.go': 'package b\n\ntype B struct{}\n\nfunc (b *B) Setup() {}\n',
          'c/c.go': 'package c\n\ntype C struct{}\n\nfunc (c *C) Setup(n, m, o int) {}\n',
          'd/d.go': 'package d\n\ntype Setup interface {\n\tSetup() error\n}\n',
          'e/e.go': 'package e\n\ntype E struct{}\n\nfunc (e *E) Setup(n int, s string) {}\n',
          'f/f.go': 'package f\n\ntype F struct{}\n\nfunc (f *F) Setup(n int, s ...string) {}\n',
          'g/g.go': 'package g\n\ntype G struct{}\n\nfunc (g *G) Setup(\n\tn int,\n) {}\n',
        },
        a: {
          'a/a.go':
            'package a\n\ntype A struct{}\n\nfunc (a *A) Setup(ctx context.Context, n int, s string) {}\n',
        },
        b: {
          'm/m.go': 'package m\n\nfunc f(h *H) { h.one.two.Setup(1, "x") }\n',
        },
      },
    ],
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
    [
      'each drops a use of an import, and one is left',
      {
        base: {
          'store/s.go':
            'package store\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nfunc describe(keys []string) string {\n\treturn strings.Join(keys, ",")\n}\n\nfunc show(n int) {\n\tfmt.Println(n)\n}\n\nfunc other(n int) int {\n\treturn n + 1\n}\n\nfunc third(n int) int {\n\treturn n * len(strings.Fields("a b"))\n}\n\nfunc title(s string) string {\n\treturn strings.ToUpper(s)\n}\n',
        },
        a: {
          'store/s.go':
            'package store\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nfunc describe(keys []string) string {\n\treturn join(keys)\n}\n\nfunc show(n int) {\n\tfmt.Println(n)\n}\n\nfunc other(n int) int {\n\treturn n + 1\n}\n\nfunc third(n int) int {\n\treturn n * len(strings.Fields("a b"))\n}\n\nfunc title(s string) string {\n\treturn strings.ToUpper(s)\n}\n',
        },
        b: {
          'store/s.go':
            'package store\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nfunc describe(keys []string) string {\n\treturn strings.Join(keys, ",")\n}\n\nfunc show(n int) {\n\tfmt.Println(n)\n}\n\nfunc other(n int) int {\n\treturn n + 1\n}\n\nfunc third(n int) int {\n\treturn n * len(strings.Fields("a b"))\n}\n\nfunc title(s string) string {\n\treturn upper(s)\n}\n',
        },
        merged: {
          'store/s.go':
            'package store\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nfunc describe(keys []string) string {\n\treturn join(keys)\n}\n\nfunc show(n int) {\n\tfmt.Println(n)\n}\n\nfunc other(n int) int {\n\treturn n + 1\n}\n\nfunc third(n int) int {\n\treturn n * len(strings.Fields("a b"))\n}\n\nfunc title(s string) string {\n\treturn upper(s)\n}\n',
        },
      },
    ],
    [
      'any number of arguments as before',
      {
        base: {
          'tsdb/q.go':
            'package tsdb\n\nfunc PostingsFor(ix Reader, ms ...*Matcher) (Postings, error) {\n\treturn nil, nil\n}\n',
        },
        a: {
          'tsdb/q.go':
            'package tsdb\n\nfunc PostingsFor(ix Reader, ms ...*Matcher) (Postings, error) {\n\treturn empty(), nil\n}\n',
        },
        b: {
          'cmd/a.go':
            'package main\n\nimport "x.org/app/tsdb"\n\nfunc analyze(ir tsdb.Reader, selectors []*tsdb.Matcher) error {\n\t_, err := tsdb.PostingsFor(ir, selectors...)\n\treturn err\n}\n',
        },
      },
    ],
    [
      'an interface gets a method, that a new type has in another file',
      {
        base: {
          'log/log.go': 'package log\n\ntype Sink interface {\n\tWrite(line string) error\n}\n',
        },
        a: {
          'log/log.go':
            'package log\n\ntype Sink interface {\n\tWrite(line string) error\n\tFlush() error\n}\n',
        },
        b: {
          'log/nul.go':
            'package log\n\ntype nul struct{}\n\nvar _ Sink = nul{}\n\nfunc (nul) Write(line string) error { return nil }\n',
          'log/flush.go': 'package log\n\nfunc (nul) Flush() error { return nil }\n',
        },
      },
    ],
    [
      'a helper of one name in the tests of a package and outside of it',
      {
        base: {
          'store/store.go':
            'package store\n\nimport "context"\n\ntype Options struct {\n\tDir   string\n\tLimit int\n}\n\ntype Store struct {\n\topts Options\n}\n\n// Open opens a store.\nfunc Open(opts Options) (*Store, error) {\n\treturn &Store{opts: opts}, nil\n}\n\nfunc (s *Store) Get(ctx context.Context, key string) ([]byte, error) {\n\treturn nil, nil\n}\n\nfunc (s *Store) Close() error { return nil }\n\ntype Iterator interface {\n\tNext() bool\n\tValue() []byte\n}\n',
        },
        a: { 'store/a_test.go': 'package store\n\nfunc mustOpen() *Store {\n\treturn nil\n}\n' },
        b: {
          'store/b_test.go':
            'package store_test\n\nfunc mustOpen() *store.Store {\n\treturn nil\n}\n',
        },
      },
    ],
    [
      'an interface gets a method, that the new type has',
      {
        base: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(k string) int\n\tPut(k string, v int)\n}\n',
        },
        a: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(k string) int\n\tDel(k string)\n\tPut(k string, v int)\n}\n',
        },
        b: {
          's/m.go':
            'package s\n\ntype mem struct{ n int }\n\nfunc (m *mem) Get(k string) int { return m.n }\n\nfunc (m *mem) Put(k string, v int) {}\n\nfunc (m *mem) Del(k string) {}\n',
        },
      },
    ],
    [
      'an interface gets a method, the new type has not all of the old',
      {
        base: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(k string) int\n\tPut(k string, v int)\n}\n',
        },
        a: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(k string) int\n\tDel(k string)\n\tPut(k string, v int)\n}\n',
        },
        b: {
          's/m.go':
            'package s\n\ntype mem struct{ n int }\n\nfunc (m *mem) Get(k string) int { return m.n }\n',
        },
      },
    ],
    [
      'an interface changes a method, the new type lacks another',
      {
        base: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(k string) int\n\tPut(k string, v int)\n}\n',
        },
        a: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(c Ctx, k string) int\n\tPut(k string, v int)\n}\n',
        },
        b: {
          's/m.go':
            'package s\n\ntype mem struct{ n int }\n\nfunc (m *mem) Get(k string) int { return m.n }\n',
        },
      },
    ],
    [
      'an interface changes a method, the new type has it so',
      {
        base: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(k string) int\n\tPut(k string, v int)\n}\n',
        },
        a: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(c Ctx, k string) int\n\tPut(k string, v int)\n}\n',
        },
        b: {
          's/m.go':
            'package s\n\ntype mem struct{ n int }\n\nfunc (m *mem) Get(c Ctx, k string) int { return m.n }\n\nfunc (m *mem) Put(k string, v int) {}\n',
        },
      },
    ],
    [
      'an interface of another package gets a method',
      {
        base: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(k string) int\n\tPut(k string, v int)\n}\n',
          't/t.go': 'package t\n\ntype Store interface {\n\tRun()\n}\n',
        },
        a: { 't/t.go': 'package t\n\ntype Store interface {\n\tRun()\n\tStop()\n}\n' },
        b: {
          's/m.go':
            'package s\n\ntype mem struct{ n int }\n\nfunc (m *mem) Get(k string) int { return m.n }\n\nfunc (m *mem) Put(k string, v int) {}\n',
        },
      },
    ],
    [
      'an interface gets a method, a new interface has the old',
      {
        base: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(k string) int\n\tPut(k string, v int)\n}\n',
        },
        a: {
          's/s.go':
            'package s\n\ntype Store interface {\n\tGet(k string) int\n\tDel(k string)\n\tPut(k string, v int)\n}\n',
        },
        b: {
          's/m.go':
            'package s\n\ntype Small interface {\n\tGet(k string) int\n\tPut(k string, v int)\n}\n',
        },
      },
    ],
    [
      'a field gone from another type than that of values in lists in maps',
      {
        base: {
          'l/l.go': 'package l\n\ntype Missing struct {\n\tChaincode, Name string\n}\n',
          'm/l.go': 'package m\n\ntype Missing struct {\n\tChaincode, Name string\n}\n',
        },
        a: { 'm/l.go': 'package m\n\ntype Missing struct {\n\tSpace, Name string\n}\n' },
        b: {
          'g/g.go':
            'package g\n\nimport "x.org/l"\n\nfunc f() {\n\tuse(map[uint64]map[uint64][]*l.Missing{\n\t\t3: {\n\t\t\t1: {{Name: "a", Chaincode: "b"}},\n\t\t},\n\t})\n}\n',
        },
      },
    ],
    [
      'a field becomes a value, newly read',
      {
        base: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tSec *Opts\n}\n' },
        a: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tSec Opts\n}\n' },
        b: {
          'm/m.go':
            'package m\n\nimport "x.org/s"\n\nfunc f() {\n\tcfg := s.Cfg{}\n\tuse(cfg.Sec.A)\n}\n',
        },
      },
    ],
    [
      'a field of another package becomes a value',
      {
        base: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tSec *Opts\n}\n' },
        a: { 's/s.go': 'package s\n\ntype Cfg struct {\n\tSec Opts\n}\n' },
        b: {
          'm/m.go':
            'package m\n\nimport "x.org/t"\n\nfunc f() {\n\tcfg := t.Cfg{}\n\tcfg.Sec = opts\n}\n',
        },
      },
    ],
    [
      'a number becomes a named one, newly given a number',
      {
        base: { 's/s.go': 'package s\n\nfunc Wait(ms int) {}\n' },
        a: { 's/s.go': 'package s\n\nfunc Wait(d time.Duration) {}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() {\n\ts.Wait(500)\n}\n' },
      },
    ],
    [
      'a field gone that another type has, asked of who knows what',
      {
        base: {
          's/s.go': 'package s\n\ntype Conn struct {\n\tHost, Zone string\n}\n',
          't/t.go': 'package t\n\ntype Peer struct {\n\tHost, Zone string\n}\n',
        },
        a: { 's/s.go': 'package s\n\ntype Conn struct {\n\tHost string\n}\n' },
        b: { 'm/m.go': 'package m\n\nfunc f(h *H) { use(h.peer().Zone) }\n' },
      },
    ],
    [
      'a method gone from what a struct holds under a name',
      {
        base: { 's/s.go': 'package s\n\ntype Base struct{}\n\nfunc (b *Base) Init(x int) {}\n' },
        a: { 's/s.go': 'package s\n\ntype Base struct{}\n\nfunc (b *Base) Setup(x int) {}\n' },
        b: {
          'm/m.go':
            'package m\n\nimport "x.org/s"\n\ntype Task struct {\n\tbase s.Base\n}\n\nfunc (t *Task) Init(x int) {}\n\nfunc f(t *Task) {\n\tt.Init(1)\n}\n',
        },
      },
    ],
    [
      'a method gone from what a struct holds, which has its own',
      {
        base: { 's/s.go': 'package s\n\ntype Base struct{}\n\nfunc (b *Base) Init(x int) {}\n' },
        a: { 's/s.go': 'package s\n\ntype Base struct{}\n\nfunc (b *Base) Setup(x int) {}\n' },
        b: {
          'm/m.go':
            'package m\n\nimport "x.org/s"\n\ntype Task struct {\n\ts.Base\n}\n\nfunc (t *Task) Init(x int) {}\n\nfunc f(t *Task) {\n\tt.Init(1)\n}\n',
        },
      },
    ],
    [
      'a type takes two types in one word, newly written with two',
      {
        base: { 's/s.go': 'package s\n\ntype List[T any] struct{}\n' },
        a: { 's/s.go': 'package s\n\ntype List[K, V any] struct{}\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f(l s.List[int, int]) {}\n' },
      },
    ],
    [
      'an interface of one method gets a second one, and the new type has nothing to do with it',
      {
        base: { 's/s.go': 'package s\n\ntype Runner interface {\n\tRun() error\n}\n' },
        a: { 's/s.go': 'package s\n\ntype Runner interface {\n\tRun() error\n\tStop()\n}\n' },
        b: {
          'm/m.go':
            'package m\n\nimport "x.org/s"\n\ntype job struct{}\n\nfunc (j *job) Run() error { return nil }\n\nfunc make() *job { return s.Of(1) }\n',
        },
      },
    ],
    [
      'an interface of one method gets a second one, and the new type has both',
      {
        base: { 's/s.go': 'package s\n\ntype Runner interface {\n\tRun() error\n}\n' },
        a: { 's/s.go': 'package s\n\ntype Runner interface {\n\tRun() error\n\tStop()\n}\n' },
        b: {
          'm/m.go':
            'package m\n\nimport "x.org/s"\n\ntype job struct{}\n\nfunc (j *job) Run() error { return nil }\n\nfunc (j *job) Stop() {}\n\nfunc make() s.Runner { return &job{} }\n',
        },
      },
    ],
    [
      'an interface becomes a pointer, returned as the interface',
      {
        base: { 's/s.go': 'package s\n\nfunc Load() Reader { return nil }\n' },
        a: { 's/s.go': 'package s\n\nfunc Load() *FileReader { return nil }\n' },
        b: { 'm/m.go': 'package m\n\nimport "x.org/s"\n\nfunc f() s.Reader { return s.Load() }\n' },
      },
    ],
  ],
});
