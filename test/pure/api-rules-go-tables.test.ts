/** Rules of the API detector about structs of Go without a name, as tables of tests are made of. */
import { hold } from '../api-rules.ts';

hold({
  found: [
    [
      'a field gone from a struct without a name, newly given',
      {
        base: {
          'p/p_test.go':
            'package p\n\nfunc run() {\n\tfor _, tc := range []struct {\n\t\tname string\n\t\tskip bool\n\t}{\n\t\t{name: "a", skip: true},\n\t\t{name: "b"},\n\t\t{name: "c"},\n\t\t{name: "d"},\n\t} {\n\t\t_ = tc\n\t}\n}\n',
        },
        a: {
          'p/p_test.go':
            'package p\n\nfunc run() {\n\tfor _, tc := range []struct {\n\t\tname string\n\t}{\n\t\t{name: "a"},\n\t\t{name: "b"},\n\t\t{name: "c"},\n\t\t{name: "d"},\n\t} {\n\t\t_ = tc\n\t}\n}\n',
        },
        b: {
          'p/p_test.go':
            'package p\n\nfunc run() {\n\tfor _, tc := range []struct {\n\t\tname string\n\t\tskip bool\n\t}{\n\t\t{name: "a", skip: true},\n\t\t{name: "b"},\n\t\t{name: "c"},\n\t\t{name: "d"},\n\t\t{name: "e", skip: true},\n\t} {\n\t\t_ = tc\n\t}\n}\n',
        },
      },
      '0.9 a removes skip from a struct without a name in p/p_test.go; b newly writes a value of it as it was',
    ],
    [
      'a field more in a struct that only a function knows, newly written without names',
      {
        base: {
          'p/p_test.go':
            'package p\n\nfunc run() {\n\ttype testCase struct {\n\t\tname string\n\t\twant int\n\t}\n\ttests := []testCase{\n\t\t{"a", 1},\n\t\t{"b", 2},\n\t\t{"c", 3},\n\t\t{"d", 4},\n\t}\n\t_ = tests\n\tprintln("one")\n\tprintln("two")\n\tprintln("three")\n}\n',
        },
        a: {
          'p/p_test.go':
            'package p\n\nfunc run() {\n\ttype testCase struct {\n\t\tname  string\n\t\textra bool\n\t\twant  int\n\t}\n\ttests := []testCase{\n\t\t{"a", true, 1},\n\t\t{"b", true, 2},\n\t\t{"c", false, 3},\n\t\t{"d", false, 4},\n\t}\n\t_ = tests\n\tprintln("one")\n\tprintln("two")\n\tprintln("three")\n}\n',
        },
        b: {
          'p/p_test.go':
            'package p\n\nfunc run() {\n\ttype testCase struct {\n\t\tname string\n\t\twant int\n\t}\n\ttests := []testCase{\n\t\t{"a", 1},\n\t\t{"b", 2},\n\t\t{"c", 3},\n\t\t{"d", 4},\n\t}\n\t_ = tests\n\tprintln("one")\n\tprintln("two")\n\tprintln("three")\n\ttests = append(tests, testCase{"e", 5})\n}\n',
        },
      },
      '0.9 a changes the fields of a struct without a name in p/p_test.go (now name, extra, want); b newly writes a value of it as it was',
    ],
  ],
  silent: [
    [
      'a field gone from a struct without a name, newly written without it',
      {
        base: {
          'p/p_test.go':
            'package p\n\nfunc run() {\n\tfor _, tc := range []struct {\n\t\tname string\n\t\tskip bool\n\t}{\n\t\t{name: "a", skip: true},\n\t\t{name: "b"},\n\t\t{name: "c"},\n\t\t{name: "d"},\n\t} {\n\t\t_ = tc\n\t}\n}\n',
        },
        a: {
          'p/p_test.go':
            'package p\n\nfunc run() {\n\tfor _, tc := range []struct {\n\t\tname string\n\t}{\n\t\t{name: "a"},\n\t\t{name: "b"},\n\t\t{name: "c"},\n\t\t{name: "d"},\n\t} {\n\t\t_ = tc\n\t}\n}\n',
        },
        b: {
          'p/p_test.go':
            'package p\n\nfunc run() {\n\tfor _, tc := range []struct {\n\t\tname string\n\t\tskip bool\n\t}{\n\t\t{name: "a", skip: true},\n\t\t{name: "b"},\n\t\t{name: "c"},\n\t\t{name: "d"},\n\t\t{name: "e"},\n\t} {\n\t\t_ = tc\n\t}\n}\n',
        },
      },
    ],
    [
      'a row more for a table like the one that changes',
      {
        base: {
          'p/p_test.go':
            'package p\n\nfunc one() {\n\ttests := map[string]struct {\n\t\tin   string\n\t\twant int\n\t}{\n\t\t"a": {in: "a", want: 1},\n\t}\n\t_ = tests\n}\n\nfunc filler() {}\n\nfunc two() {\n\ttests := map[string]*struct {\n\t\tin   string\n\t\twant int\n\t}{\n\t\t"a": {in: "a", want: 1},\n\t\t"b": {in: "b", want: 1},\n\t}\n\t_ = tests\n}\n',
        },
        a: {
          'p/p_test.go':
            'package p\n\nfunc one() {\n\ttests := map[string]struct {\n\t\tin string\n\t}{\n\t\t"a": {in: "a"},\n\t}\n\t_ = tests\n}\n\nfunc filler() {}\n\nfunc two() {\n\ttests := map[string]*struct {\n\t\tin   string\n\t\twant int\n\t}{\n\t\t"a": {in: "a", want: 1},\n\t\t"b": {in: "b", want: 1},\n\t}\n\t_ = tests\n}\n',
        },
        b: {
          'p/p_test.go':
            'package p\n\nfunc one() {\n\ttests := map[string]struct {\n\t\tin   string\n\t\twant int\n\t}{\n\t\t"a": {in: "a", want: 1},\n\t}\n\t_ = tests\n}\n\nfunc filler() {}\n\nfunc two() {\n\ttests := map[string]*struct {\n\t\tin   string\n\t\twant int\n\t}{\n\t\t"a": {in: "a", want: 1},\n\t\t"b": {in: "b", want: 1},\n\t\t"c": {in: "c", want: 2},\n\t}\n\t_ = tests\n}\n',
        },
      },
    ],
    [
      'a table more like those that change',
      {
        base: {
          'p/p_test.go':
            'package p\n\nfunc one() {\n\ttests := []struct {\n\t\tin   string\n\t\twant int\n\t}{\n\t\t{in: "a", want: 1},\n\t}\n\t_ = tests\n}\n\nfunc filler() {}\n\nfunc three() {\n\ttests := []struct {\n\t\tin   string\n\t\twant int\n\t}{\n\t\t{in: "a", want: 1},\n\t}\n\t_ = tests\n}\n',
        },
        a: {
          'p/p_test.go':
            'package p\n\nfunc one() {\n\ttests := []struct {\n\t\tin string\n\t}{\n\t\t{in: "a"},\n\t}\n\t_ = tests\n}\n\nfunc filler() {}\n\nfunc three() {\n\ttests := []struct {\n\t\tin string\n\t}{\n\t\t{in: "a"},\n\t}\n\t_ = tests\n}\n',
        },
        b: {
          'p/p_test.go':
            'package p\n\nfunc one() {\n\ttests := []struct {\n\t\tin   string\n\t\twant int\n\t}{\n\t\t{in: "a", want: 1},\n\t}\n\t_ = tests\n}\n\nfunc filler() {}\n\nfunc two() {\n\ttests := []struct {\n\t\tin   string\n\t\twant int\n\t}{\n\t\t{in: "a", want: 1},\n\t}\n\t_ = tests\n}\n\nfunc three() {\n\ttests := []struct {\n\t\tin   string\n\t\twant int\n\t}{\n\t\t{in: "a", want: 1},\n\t}\n\t_ = tests\n}\n',
        },
      },
    ],
  ],
});
