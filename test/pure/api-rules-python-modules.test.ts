/** Modules of Python: what names mean that are handed on, imported under other names or answered for. */
import { hold } from '../api-rules.ts';

hold({
  found: [
    [
      'an import for those who check types now, where its value is newly used',
      {
        base: {
          'a.py':
            'from __future__ import annotations\nfrom c import Thing\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\ndef f3():\n    return 1\n',
          'c.py': 'class Thing: pass\n',
        },
        a: {
          'a.py':
            'from __future__ import annotations\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from c import Thing\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\ndef f3():\n    return 1\n',
        },
        b: {
          'a.py':
            'from __future__ import annotations\nfrom c import Thing\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\ndef f3():\n    return 1\ny = Thing()\n',
        },
      },
      '0.9 a imports Thing in a.py as a type only; b newly uses its value there',
    ],
    [
      'a function that is imported under another name',
      {
        base: { 'a.py': 'def helper(x): return x\n' },
        a: { 'a.py': 'def helper(x, y): return x\n' },
        b: { 'app.py': 'from a import helper as hh\nhh(1)\n' },
      },
      '0.95 a changes helper from helper(x) to helper(x, y); b newly calls it with 1 argument',
    ],
    [
      'a package that no longer hands a function on',
      {
        base: {
          'pkg/__init__.py': 'from .a import helper\nfrom .b import other\n',
          'pkg/a.py': 'def helper(): pass\n',
          'pkg/b.py': 'def other(): pass\n',
        },
        a: { 'pkg/__init__.py': 'from .b import other\n' },
        b: { 'app.py': 'from pkg import helper\nhelper()\n' },
      },
      '0.9 a no longer exports helper from pkg/__init__.py; b newly imports it in app.py',
    ],
  ],
  silent: [
    [
      'an import for those who check types now, newly used as a type',
      {
        base: {
          'a.py':
            'from __future__ import annotations\nfrom c import Thing\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\ndef f3():\n    return 1\n',
          'c.py': 'class Thing: pass\n',
        },
        a: {
          'a.py':
            'from __future__ import annotations\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from c import Thing\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\ndef f3():\n    return 1\n',
        },
        b: {
          'a.py':
            'from __future__ import annotations\nfrom c import Thing\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\ndef f3(y: Thing):\n    return 1\n',
        },
      },
    ],
    [
      'an import for those who check types now, newly used where only they look',
      {
        base: {
          'a.py':
            'from __future__ import annotations\nfrom c import Thing\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\ndef f3():\n    return 1\n',
          'c.py': 'class Thing: pass\n',
        },
        a: {
          'a.py':
            'from __future__ import annotations\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from c import Thing\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\ndef f3():\n    return 1\n',
        },
        b: {
          'a.py':
            'from __future__ import annotations\nfrom c import Thing\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\nimport typing\nif typing.TYPE_CHECKING:\n    Either = typing.Union[Thing, None]\ndef f3():\n    return 1\n',
        },
      },
    ],
    [
      'an import for those who check types now, beside something for what runs',
      {
        base: {
          'a.py':
            'from __future__ import annotations\nfrom c import Thing\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\ndef f3():\n    return 1\n',
          'c.py': 'class Thing: pass\n',
        },
        a: {
          'a.py':
            'from __future__ import annotations\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from c import Thing\nelse:\n    Thing = object\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\ndef f3():\n    return 1\n',
        },
        b: {
          'a.py':
            'from __future__ import annotations\nfrom c import Thing\ndef f1(x: Thing): return 1\n\ndef f2():\n    return 1\n\ndef f3():\n    return 1\ny = Thing()\n',
        },
      },
    ],
    [
      'a function gone for whose name the module answers',
      {
        base: { 'a.py': 'def old_name(x):\n    return x\ndef new_name(x):\n    return x\n' },
        a: {
          'a.py':
            'def new_name(x):\n    return x\ndef __getattr__(name):\n    if name == "old_name":\n        return new_name\n    raise AttributeError(name)\n',
        },
        b: { 'app.py': 'from a import old_name\nold_name(1)\n' },
      },
    ],
    [
      'a module that becomes a package and hands on what it had',
      {
        base: { 'pkg/__init__.py': '', 'pkg/x.py': 'def f1(a): return a\ndef f2(a): return a\n' },
        a: {
          'pkg/x.py': null,
          'pkg/x/__init__.py':
            'from .one import f1\nfrom pkg.x.two import f2\n__all__ = ["f1", "f2"]\n',
          'pkg/x/one.py': 'def f1(a): return a\n',
          'pkg/x/two.py': 'def f2(a): return a\n',
        },
        b: { 'pkg/app.py': 'from .x import f1\nfrom pkg import x\nx.f2(1)\nf1(1)\n' },
      },
    ],
    [
      'a class that moves within a package which hands it on',
      {
        base: {
          'pkg/__init__.py': 'from .a import Foo\n',
          'pkg/a.py': 'class Foo:\n    def run(self): return 1\n',
        },
        a: {
          'pkg/__init__.py': 'from .b import Foo\n',
          'pkg/a.py': 'x = 1\n',
          'pkg/b.py': 'class Foo:\n    def run(self): return 1\n',
        },
        b: { 'app.py': 'from pkg import Foo\nFoo().run()\n' },
      },
    ],
    [
      'a function moved to a module from which everything is brought back',
      {
        base: { 'pkg/__init__.py': '', 'pkg/a.py': 'def helper(x):\n    return x\n' },
        a: { 'pkg/a.py': 'from pkg.b import *\n', 'pkg/b.py': 'def helper(x):\n    return x\n' },
        b: { 'app.py': 'from pkg.a import helper\nhelper(1)\n' },
      },
    ],
  ],
});
