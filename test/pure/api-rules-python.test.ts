/** Python: what one head changes and the other newly relies on, beside what only looks like it. */
import { hold } from '../api-rules.ts';

hold({
  found: [
    [
      'a function that takes more now, newly written before another one',
      {
        base: { 'pkg/__init__.py': '', 'pkg/mod.py': 'def cached(fn):\n    return fn\n' },
        a: { 'pkg/mod.py': 'def cached(fn, size):\n    return fn\n' },
        b: { 'pkg/use.py': 'from pkg.mod import cached\n@cached\ndef load():\n    return 1\n' },
      },
      '0.95 a changes cached from cached(fn) to cached(fn, size); b newly calls it with 1 argument',
    ],
    [
      'a method gone that a test newly replaces by its name',
      {
        base: {
          'pkg/__init__.py': '',
          'pkg/mod.py':
            'class Store:\n    def load(self):\n        return 1\n    def other(self):\n        return 2\n',
        },
        a: { 'pkg/mod.py': 'class Store:\n    def other(self):\n        return 2\n' },
        b: {
          'tests/test_x.py':
            'from unittest.mock import patch\nfrom pkg.mod import Store\ndef test_x():\n    with patch.object(Store, "load", return_value=3):\n        pass\n',
        },
      },
      '0.95 a removes Store.load; b newly uses Store.load',
    ],
    [
      'a function that is a number now, newly called',
      {
        base: { 'make.py': 'def limit():\n    return 3\n' },
        a: { 'make.py': 'limit = 3\n' },
        b: { 'use.py': 'from make import limit\nx = limit()\n' },
      },
      '0.95 a turns limit from a function into a variable; b newly calls limit',
    ],
    [
      'a method that another type has now, which takes less',
      {
        base: {
          'a.py':
            'class Proposal:\n    def make_excerpt(self, dossier):\n        return dossier\nclass Item:\n    pass\n',
        },
        a: {
          'a.py':
            'class Proposal:\n    pass\nclass Item:\n    def make_excerpt(self):\n        return 1\n',
        },
        b: { 'app.py': 'def go(thing):\n    return thing.make_excerpt(1)\n' },
      },
      '0.85 a moves Proposal.make_excerpt to Item.make_excerpt; b newly calls thing.make_excerpt',
    ],
    [
      'a fixture under another name',
      {
        base: { 'conftest.py': 'import pytest\n@pytest.fixture\ndef client(): return 1\n' },
        a: { 'conftest.py': 'import pytest\n@pytest.fixture\ndef api_client(): return 1\n' },
        b: { 'test_x.py': 'def test_it(client):\n    assert client\n' },
      },
      '0.95 a renames client to api_client; b newly asks for the fixture client',
    ],
    [
      'a fixture gone that a mark asks for',
      {
        base: {
          'tests/test_a.py':
            'import pytest\n@pytest.fixture\ndef setup_all(): pass\ndef test_a(setup_all): pass\n\ndef test_b(): pass\n\ndef test_c(): pass\n',
        },
        a: {
          'tests/test_a.py':
            'import pytest\ndef test_a(): pass\n\ndef test_b(): pass\n\ndef test_c(): pass\n',
        },
        b: {
          'tests/test_a.py':
            'import pytest\n@pytest.fixture\ndef setup_all(): pass\ndef test_a(setup_all): pass\n\ndef test_b(): pass\n\ndef test_c(): pass\n@pytest.mark.usefixtures("setup_all")\ndef test_d(): pass\n',
        },
      },
      '0.95 a removes setup_all; b newly asks for the fixture setup_all',
    ],
    [
      'a constructor that asks more, while another class with one is added',
      {
        base: { 'a.py': 'class Base:\n    def __init__(self, x): self.x = x\n' },
        a: { 'a.py': 'class Base:\n    def __init__(self, x, y): self.x = x\n' },
        b: {
          'app.py':
            'from a import Base\nclass Other:\n    def __init__(self): self.base = Base(1)\nOther()\n',
        },
      },
      '0.95 a changes the constructor of Base from __init__(x) to __init__(x, y); b newly calls it with 1 argument',
    ],
    [
      'a method of an abstract class and of all below it, called on who knows what: told once',
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
      'a function becomes async',
      {
        base: { 'p/s.py': 'def load(p):\n    return p\n' },
        a: { 'p/s.py': 'async def load(p):\n    return p\n' },
        b: { 'p/u.py': "from p.s import load\n\ndef f():\n    t = load('a')\n    return t.name\n" },
      },
      '0.65 a changes load from load(p) to async load(p); b newly calls it without `await`',
    ],
    [
      'a base class changes a method that an old class newly overrides',
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
      'a parameter more that must be named',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, *, mode):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1)\n' },
      },
      '0.95 a changes load from load(a) to load(a, mode); b newly calls it with 1 argument',
    ],
    [
      'a parameter fewer, given by name',
      {
        base: { 'p/s.py': 'def load(a, deep=False):\n    return a\n' },
        a: { 'p/s.py': 'def load(a):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, deep=True)\n' },
      },
      '0.95 a changes load from load(a, deep) to load(a); b newly calls it with 2 arguments',
    ],
    [
      'a parameter that must be named now, given by place',
      {
        base: { 'p/s.py': 'def load(a, deep=False):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, *, deep=False):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, True)\n' },
      },
      '0.9 a changes load from load(a, deep) to load(a, deep); b newly gives 2 by place',
    ],
    [
      'an attribute renamed, asked in a class below',
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
      'an attribute renamed, asked in the same class',
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
            'class Base:\n    def __init__(self):\n        self.table = {}\n\n    def a(self):\n        pass\n\n    def b(self):\n        return self.registry\n',
        },
      },
      '0.95 a renames Base.registry to table; b newly uses self.registry',
    ],
    [
      'a method removed, called by `super()`',
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
      'a method removed that others have too, called by a class below',
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
      'a module moved',
      {
        base: { 'p/old.py': 'def load():\n    pass\n' },
        a: { 'p/old.py': null, 'p/new.py': 'def load():\n    pass\n' },
        b: { 'p/u.py': 'from p.old import load\nload()\n' },
      },
      '0.85 a moves load to p/new.py; b newly imports it from p.old',
    ],
    [
      'a data class with one field more',
      {
        base: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n' },
        a: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n    b: int\n' },
        b: { 'p/u.py': 'from p.s import Opt\nOpt(a=1)\n' },
      },
      '0.95 a changes Opt from Opt(a) to Opt(a, b); b newly calls it with 1 argument',
    ],
    [
      'a named tuple with one field more',
      {
        base: { 'p/s.py': 'class Opt(NamedTuple):\n    a: int\n' },
        a: { 'p/s.py': 'class Opt(NamedTuple):\n    a: int\n    b: int\n' },
        b: { 'p/u.py': 'from p.s import Opt\nOpt(1)\n' },
      },
      '0.95 a changes Opt from Opt(a) to Opt(a, b); b newly calls it with 1 argument',
    ],
    [
      'a constant removed, asked of its module',
      {
        base: { 'p/s.py': 'MAX = 1\nOTHER = 2\n' },
        a: { 'p/s.py': 'OTHER = 2\n' },
        b: { 'p/u.py': 'from p import s\nprint(s.MAX)\n' },
      },
      '0.95 a removes MAX; b newly uses s.MAX',
    ],
    [
      'a method becomes a property',
      {
        base: { 'p/s.py': 'class Cls:\n    def size(self):\n        return 1\n' },
        a: { 'p/s.py': 'class Cls:\n    @property\n    def size(self):\n        return 1\n' },
        b: { 'p/u.py': 'from p.s import Cls\n\ndef f(c: Cls):\n    return c.size()\n' },
      },
      '0.95 a turns Cls.size from a method into a field; b newly calls c.size',
    ],
    [
      'a property becomes a method',
      {
        base: { 'p/s.py': 'class Cls:\n    @property\n    def size(self):\n        return 1\n' },
        a: { 'p/s.py': 'class Cls:\n    def size(self):\n        return 1\n' },
        b: { 'p/u.py': 'from p.s import Cls\n\ndef f(c: Cls):\n    return c.size + 1\n' },
      },
      '0.95 a turns Cls.size from a field into a method; b newly uses c.size',
    ],
    [
      'a constructor takes one more',
      {
        base: { 'p/s.py': 'class Cls:\n    def __init__(self, a):\n        pass\n' },
        a: { 'p/s.py': 'class Cls:\n    def __init__(self, a, b):\n        pass\n' },
        b: { 'p/u.py': 'from p.s import Cls\nCls(1)\n' },
      },
      '0.95 a changes the constructor of Cls from __init__(a) to __init__(a, b); b newly calls it with 1 argument',
    ],
    [
      'a constructor takes one more, called by `super()`',
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
      'a member of an enum renamed',
      {
        base: { 'p/s.py': 'class K(Enum):\n    OLD = 1\n    B = 2\n' },
        a: { 'p/s.py': 'class K(Enum):\n    NEW = 1\n    B = 2\n' },
        b: { 'p/u.py': 'from p.s import K\nx = K.OLD\n' },
      },
      '0.95 a renames K.OLD to NEW; b newly uses K.OLD',
    ],
    [
      'an import removed as unused, and newly used',
      {
        base: {
          'p/a.py':
            'import os\nimport re\n\ndef one():\n    return re.x(os)\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
        },
        a: {
          'p/a.py':
            'import os\n\ndef one():\n    return os\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
        },
        b: {
          'p/a.py':
            'import os\nimport re\n\ndef one():\n    return re.x(os)\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return re.match(1)\n',
        },
        merged: {
          'p/a.py':
            'import os\n\ndef one():\n    return os\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return re.match(1)\n',
        },
      },
      '0.9 a no longer imports re in p/a.py; b newly uses it there, and nothing brings it once merged',
    ],
    [
      'a parameter that went, given by place in a method of self',
      {
        base: {
          'p/s.py':
            'class App:\n    def run(self, a, b):\n        return a\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\n    def z(self):\n        return 1\n',
        },
        a: {
          'p/s.py':
            'class App:\n    def run(self, a):\n        return a\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\n    def z(self):\n        return 1\n',
        },
        b: {
          'p/s.py':
            'class App:\n    def run(self, a, b):\n        return a\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\n    def z(self):\n        return self.run(1, 2)\n',
        },
        merged: {
          'p/s.py':
            'class App:\n    def run(self, a):\n        return a\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\n    def z(self):\n        return self.run(1, 2)\n',
        },
      },
      '0.95 a changes App.run from run(a, b) to run(a); b newly calls it with 2 arguments',
    ],
    [
      'a class becomes a function of another name',
      {
        base: { 'p/s.py': 'class Loader:\n    pass\n' },
        a: { 'p/s.py': 'def make_loader():\n    pass\n' },
        b: { 'p/u.py': 'from p.s import Loader\n\nx = Loader()\n' },
      },
      '0.95 a removes Loader; b newly imports it from p.s',
    ],
    [
      'a local renamed, used by a new line',
      {
        base: {
          'p/a.py':
            'def one(conf):\n    start(conf)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n',
        },
        a: {
          'p/a.py':
            'def one(config):\n    start(config)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n',
        },
        b: {
          'p/a.py':
            'def one(conf):\n    start(conf)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n    log(conf.level)\n',
        },
        merged: {
          'p/a.py':
            'def one(config):\n    start(config)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n    log(conf.level)\n',
        },
      },
      '0.85 a no longer has conf in one; b newly uses it there, and nothing brings it once merged',
    ],
    [
      'a common method, called on a field that is named after its type',
      {
        base: {
          'p/s.py': 'class UserStore:\n    def load(self, a):\n        return a\n',
          'p/o.py':
            'class A:\n    def load(self, a):\n        return a\nclass B:\n    def load(self, a):\n        return a\nclass C:\n    def load(self, a):\n        return a\n',
        },
        a: { 'p/s.py': 'class UserStore:\n    def load(self, a, b):\n        return a\n' },
        b: { 'p/u.py': 'def f(app):\n    return app.user_store.load(1)\n' },
      },
      '0.76 a changes UserStore.load from load(a) to load(a, b); b newly calls it with 1 argument',
    ],
    [
      'everything is brought from its module',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import *\n\nload(1)\n' },
      },
      '0.95 a changes load from load(a) to load(a, b); b newly calls it with 1 argument',
    ],
    [
      'a dictionary with named keys asks for one more',
      {
        base: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict):\n    name: str\n    image: str\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        a: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict):\n    name: str\n    image: str\n    owner: str\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        b: {
          'jobs/nightly.py':
            'from jobs.spec import JobSpec, submit\n\n\ndef nightly():\n    spec: JobSpec = {"name": "nightly", "image": "base"}\n    return submit(spec)\n',
        },
      },
      '0.9 a adds the field JobSpec.owner; b newly writes a value of JobSpec out in full',
    ],
    [
      'a key renamed, newly returned',
      {
        base: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict):\n    name: str\n    image: str\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        a: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict):\n    name: str\n    container: str\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        b: {
          'jobs/nightly.py':
            'from jobs.spec import JobSpec\n\n\ndef nightly() -> JobSpec:\n    return {"name": "nightly", "image": "base"}\n',
        },
      },
      '0.9 a removes the field JobSpec.image; b newly writes a value of JobSpec out in full',
    ],
    [
      'a key renamed, newly asked',
      {
        base: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict):\n    name: str\n    image: str\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        a: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict):\n    name: str\n    container: str\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        b: {
          'jobs/show.py':
            'from jobs.spec import JobSpec\n\n\ndef show(spec: JobSpec) -> str:\n    return spec["image"]\n',
        },
      },
      '0.95 a renames JobSpec.image to container; b newly uses spec.image',
    ],
    [
      'a key more, and a dictionary that a function is given',
      {
        base: {
          'p/s.py':
            'from typing import TypedDict\n\n\nclass Row(TypedDict):\n    id: int\n\n\ndef save(row: Row) -> None:\n    pass\n',
        },
        a: {
          'p/s.py':
            'from typing import TypedDict\n\n\nclass Row(TypedDict):\n    id: int\n    tenant: str\n\n\ndef save(row: Row) -> None:\n    pass\n',
        },
        b: { 'p/u.py': 'from p.s import save\n\nsave({"id": 3})\n' },
      },
      '0.85 a adds the field Row.tenant; b newly gives save an object of the old shape',
    ],
    [
      'a constructor takes one more, of a class that inherits it',
      {
        base: {
          'out/exporter.py':
            'from abc import ABC, abstractmethod\n\n\nclass Exporter:\n    def __init__(self, path):\n        self.path = path\n\n    def export(self, rows):\n        return len(rows)\n\n\nclass CsvExporter(Exporter):\n    def export(self, rows):\n        return 0\n',
        },
        a: {
          'out/exporter.py':
            'from abc import ABC, abstractmethod\n\n\nclass Exporter:\n    def __init__(self, path, encoding):\n        self.path = path\n\n    def export(self, rows):\n        return len(rows)\n\n\nclass CsvExporter(Exporter):\n    def export(self, rows):\n        return 0\n',
        },
        b: {
          'out/run.py':
            'from out.exporter import CsvExporter\n\n\ndef run(rows):\n    return CsvExporter("x.csv").export(rows)\n',
        },
      },
      '0.9 a changes the constructor of Exporter, which CsvExporter inherits, to __init__(path, encoding); b newly makes a CsvExporter with 1 argument',
    ],
    [
      'a class becomes abstract',
      {
        base: {
          'out/exporter.py':
            'from abc import ABC, abstractmethod\n\n\nclass Exporter:\n    def __init__(self, path):\n        self.path = path\n\n    def export(self, rows):\n        return len(rows)\n\n\nclass CsvExporter(Exporter):\n    def export(self, rows):\n        return 0\n',
        },
        a: {
          'out/exporter.py':
            'from abc import ABC, abstractmethod\n\n\nclass Exporter(ABC):\n    def __init__(self, path):\n        self.path = path\n\n    @abstractmethod\n    def export(self, rows): ...\n\n\nclass CsvExporter(Exporter):\n    def export(self, rows):\n        return 0\n',
        },
        b: {
          'out/run.py':
            'from out.exporter import Exporter\n\n\ndef run(rows):\n    return Exporter("x").export(rows)\n',
        },
      },
      '0.9 a makes Exporter abstract; b newly makes one',
    ],
    [
      'a common method, called on a parameter that is named after its type',
      {
        base: { 'c.py': 'class PageCache:\n    def get(self, key):\n        return None\n' },
        a: { 'c.py': 'class PageCache:\n    def get(self, key, region):\n        return None\n' },
        b: { 'd.py': 'def f(page_cache):\n    return page_cache.get("a")\n' },
      },
      '0.95 a changes PageCache.get from get(key) to get(key, region); b newly calls it with 1 argument',
    ],
    [
      'a protocol asks for one attribute more',
      {
        base: {
          'p/s.py': 'from typing import Protocol\n\n\nclass Shape(Protocol):\n    name: str\n',
        },
        a: {
          'p/s.py':
            'from typing import Protocol\n\n\nclass Shape(Protocol):\n    name: str\n    size: int\n',
        },
        b: { 'p/c.py': 'from p.s import Shape\n\n\nclass Circle(Shape):\n    name: str = "c"\n' },
      },
      '0.85 a adds Shape.size, which every Shape must have; b newly makes Circle one, without it',
    ],
    [
      'a module deleted, newly imported from its package',
      {
        base: { 'p/a/util.py': 'X = 1\n', 'p/b/util.py': 'X = 2\n' },
        a: { 'p/a/util.py': null },
        b: { 'p/b/u.py': 'from p.a import util as other\n\nprint(other)\n' },
      },
      '0.9 a deletes p/a/util.py; b newly imports it in p/b/u.py',
    ],
    [
      'a class renamed, asked of its module by its path',
      {
        base: { 'p/r.py': 'class Reader:\n    def read(self):\n        pass\n' },
        a: { 'p/r.py': 'class FileReader:\n    def read(self):\n        pass\n' },
        b: { 'p/u.py': 'import p.r\n\nr = p.r.Reader()\n' },
      },
      '0.95 a renames Reader to FileReader; b newly calls p.r.Reader',
    ],
    [
      'an attribute renamed, asked of a parameter of that type',
      {
        base: {
          'p/c.py':
            'class Conf:\n    def __init__(self):\n        self.host = "a"\n        self.port = 1\n',
        },
        a: {
          'p/c.py':
            'class Conf:\n    def __init__(self):\n        self.hostname = "a"\n        self.port = 1\n',
        },
        b: {
          'p/u.py':
            'from p.c import Conf\n\n\ndef url(conf: Conf) -> str:\n    return f"http://{conf.host}:{conf.port}"\n',
        },
      },
      '0.95 a renames Conf.host to hostname; b newly uses conf.host',
    ],
    [
      'a data class with one field more, of a class that is derived from it',
      {
        base: {
          'm.py':
            'from dataclasses import dataclass\n\n\n@dataclass\nclass Base:\n    id: int\n\n\n@dataclass\nclass User(Base):\n    name: str\n',
        },
        a: {
          'm.py':
            'from dataclasses import dataclass\n\n\n@dataclass\nclass Base:\n    id: int\n    tenant: str\n\n\n@dataclass\nclass User(Base):\n    name: str\n',
        },
        b: { 'u.py': 'from m import User\n\nROOT = User(1, "root")\n' },
      },
      '0.9 a changes what makes Base, which User inherits, to Base(id, tenant); b newly makes a User with 2 arguments',
    ],
    [
      'a result that may be None now, and something newly asked of it',
      {
        base: { 'p/a.py': 'def find_user(i: int) -> User:\n    return x\n' },
        a: { 'p/a.py': 'def find_user(i: int) -> User | None:\n    return x\n' },
        b: { 'q/u.py': 'from p.a import find_user\n\ndef f():\n    return find_user(1).name\n' },
      },
      '0.55 a lets what find_user gives be missing (User | None); b newly asks it for something without a check',
    ],
    [
      'a field that may be None now, and something newly asked of it',
      {
        base: { 'p/a.py': '@dataclass\nclass User:\n    profile: Profile\n' },
        a: { 'p/a.py': '@dataclass\nclass User:\n    profile: Profile | None\n' },
        b: { 'q/u.py': 'from p.a import User\n\ndef f(u: User):\n    return u.profile.avatar\n' },
      },
      '0.55 a lets User.profile be missing (Profile | None); b newly asks u.profile for something without a check',
    ],
    [
      'a static method becomes one of a value, and is newly called on its class',
      {
        base: {
          'p/a.py': 'class Conn:\n    @staticmethod\n    def parse_url(u):\n        return u\n',
        },
        a: { 'p/a.py': 'class Conn:\n    def parse_url(self, u):\n        return u\n' },
        b: { 'q/u.py': 'from p.a import Conn\n\nx = Conn.parse_url("a")\n' },
      },
      '0.85 a makes Conn.parse_url one of a value; b newly calls it on the type',
    ],
    [
      'a method that a base asks for no longer, and a new class that gives it',
      {
        base: {
          'p/a.py':
            'class View:\n    def get_rows(self):\n        return []\n\n    def go(self):\n        return self.get_rows()\n',
        },
        a: {
          'p/a.py':
            'class View:\n    def fetch_rows(self):\n        return []\n\n    def go(self):\n        return self.fetch_rows()\n',
        },
        b: {
          'p/v.py':
            'from p.a import View\n\nclass MyView(View):\n    def get_rows(self):\n        return [1]\n',
        },
      },
      '0.55 a renames View.get_rows to fetch_rows; b newly gives MyView one',
    ],
    [
      'a constructor takes one more, of a class that inherits it over another one',
      {
        base: {
          'p/readers.py':
            'class Reader:\n    def __init__(self, path):\n        self.path = path\n\n\nclass TextReader(Reader):\n    size = 1\n\n\nclass CsvReader(TextReader):\n    sep = ","\n',
        },
        a: {
          'p/readers.py':
            'class Reader:\n    def __init__(self, path, log):\n        self.path = path\n\n\nclass TextReader(Reader):\n    size = 1\n\n\nclass CsvReader(TextReader):\n    sep = ","\n',
        },
        b: { 'q/u.py': 'from p.readers import CsvReader\n\nreader = CsvReader("a")\n' },
      },
      '0.9 a changes the constructor of Reader, which CsvReader inherits, to __init__(path, log); b newly makes a CsvReader with 1 argument',
    ],
    [
      'a constructor takes one more, of a class that its package hands on',
      {
        base: {
          'p/base.py': 'class Reader:\n    def __init__(self, path):\n        self.path = path\n',
          'p/csv_reader.py':
            'from .base import Reader\n\n\nclass CsvReader(Reader):\n    sep = ","\n',
          'p/__init__.py': 'from .csv_reader import CsvReader\n',
        },
        a: {
          'p/base.py':
            'class Reader:\n    def __init__(self, path, log):\n        self.path = path\n',
        },
        b: { 'q/u.py': 'from p import CsvReader\n\nreader = CsvReader("a")\n' },
      },
      '0.9 a changes the constructor of Reader, which CsvReader inherits, to __init__(path, log); b newly makes a CsvReader with 1 argument',
    ],
    [
      'a method that becomes a property on few lines',
      {
        base: { 'p/s.py': 'class R:\n    def item_count(self):\n        return 1\n' },
        a: { 'p/s.py': 'class R:\n    @property\n    def item_count(self):\n        return 1\n' },
        b: { 'p/u.py': 'from p.s import R\n\ndef f(r: R):\n    return r.item_count() + 1\n' },
      },
      '0.95 a turns R.item_count from a method into a field; b newly calls r.item_count',
    ],
    [
      'three values instead of two, as each return shows',
      {
        base: {
          'pkg/load.py':
            'def load(path):\n    if path:\n        return path, 1\n    return "", 0\n',
        },
        a: {
          'pkg/load.py':
            'def load(path):\n    if path:\n        return path, 1, True\n    return "", 0, False\n',
        },
        b: { 'pkg/user.py': 'from pkg.load import load\n\ntext, count = load("a")\n' },
      },
      '0.9 a gives 3 values instead of 2 from load; b newly takes 2 values of it',
    ],
    [
      'three values instead of two, as the type says',
      {
        base: { 'pkg/load.py': 'def load(path) -> tuple[str, int]:\n    return x\n' },
        a: { 'pkg/load.py': 'def load(path) -> tuple[str, int, bool]:\n    return x\n' },
        b: { 'pkg/user.py': 'from pkg.load import load\n\ntext, count = load("a")\n' },
      },
      '0.9 a gives 3 values instead of 2 from load; b newly takes 2 values of it',
    ],
    [
      'an object instead of two values',
      {
        base: { 'pkg/load.py': 'def load(path) -> tuple[str, int]:\n    return x\n' },
        a: { 'pkg/load.py': 'def load(path) -> Loaded:\n    return x\n' },
        b: { 'pkg/user.py': 'from pkg.load import load\n\ntext, count = load("a")\n' },
      },
      '0.6 a gives Loaded instead of 2 values from load; b newly takes 2 values of it',
    ],
    [
      'a class in a class gone',
      {
        base: { 'pkg/load.py': 'class Job:\n    class State:\n        DONE = 1\n' },
        a: { 'pkg/load.py': 'class JobState:\n    DONE = 1\n\n\nclass Job:\n    pass\n' },
        b: { 'pkg/user.py': 'from pkg.load import Job\n\nprint(Job.State.DONE)\n' },
      },
      '0.95 a removes Job.State; b newly uses Job.State',
    ],
    [
      'a function gone that a test replaces',
      {
        base: { 'pkg/net.py': 'def connect(url):\n    return url\n' },
        a: { 'pkg/net.py': 'def open_link(url):\n    return url\n' },
        b: {
          'tests/test_net.py':
            'from unittest.mock import patch\n\n\n@patch("pkg.net.connect")\ndef test_net(fake):\n    pass\n',
        },
      },
      '0.95 a renames connect to open_link; b newly imports it from pkg.net',
    ],
    [
      'three values instead of two, beside a function within that gives something else',
      {
        base: {
          'pkg/load.py':
            'def load(path):\n    def inner(one):\n        return [one, one]\n\n    return path, 1\n',
        },
        a: {
          'pkg/load.py':
            'def load(path):\n    def inner(one):\n        return [one, one]\n\n    return path, 1, True\n',
        },
        b: { 'pkg/user.py': 'from pkg.load import load\n\ntext, count = load("a")\n' },
      },
      '0.9 a gives 3 values instead of 2 from load; b newly takes 2 values of it',
    ],
  ],
  silent: [
    [
      'a function that may take more now, newly written before another one',
      {
        base: { 'pkg/__init__.py': '', 'pkg/mod.py': 'def cached(fn):\n    return fn\n' },
        a: { 'pkg/mod.py': 'def cached(fn, size=3):\n    return fn\n' },
        b: { 'pkg/use.py': 'from pkg.mod import cached\n@cached\ndef load():\n    return 1\n' },
      },
    ],
    [
      'a function gone that a test newly replaces where it may be missing',
      {
        base: {
          'pkg/__init__.py': '',
          'pkg/mod.py': 'def load():\n    return 1\ndef other():\n    return 2\n',
        },
        a: { 'pkg/mod.py': 'def other():\n    return 2\n' },
        b: {
          'tests/test_x.py':
            'from unittest.mock import patch\ndef test_x(monkeypatch):\n    with patch("pkg.mod.load", create=True):\n        pass\n    monkeypatch.setattr("pkg.mod.load", 3, raising=False)\n',
        },
      },
    ],
    [
      'a method of a base now, newly replaced by its name',
      {
        base: {
          'pkg/__init__.py': '',
          'pkg/mod.py':
            'class Store:\n    def load(self):\n        return 1\n    def other(self):\n        return 2\n',
        },
        a: {
          'pkg/mod.py':
            'class Base:\n    def load(self):\n        return 1\nclass Store(Base):\n    def other(self):\n        return 2\n',
        },
        b: {
          'tests/test_x.py':
            'from unittest.mock import patch\nfrom pkg.mod import Store\n@patch.object(Store, "load")\ndef test_x(load):\n    pass\n@patch("pkg.mod.Store.load")\ndef test_y(load):\n    pass\n',
        },
      },
    ],
    [
      'a function that a call makes now',
      {
        base: { 'make.py': 'def limit():\n    return 3\n' },
        a: { 'make.py': 'import functools\nlimit = functools.partial(int, "3")\n' },
        b: { 'use.py': 'from make import limit\nx = limit()\n' },
      },
    ],
    [
      'a function that is a class now',
      {
        base: { 'make.py': 'def make(a):\n    return a\n' },
        a: { 'make.py': 'class make:\n    def __init__(self, a):\n        self.a = a\n' },
        b: { 'use.py': 'from make import make\nx = make(1)\n' },
      },
    ],
    [
      'a method that another type has now, which takes as much',
      {
        base: {
          'a.py':
            'class Proposal:\n    def make_excerpt(self, dossier):\n        return dossier\nclass Item:\n    pass\n',
        },
        a: {
          'a.py':
            'class Proposal:\n    pass\nclass Item:\n    def make_excerpt(self, dossier):\n        return 1\n',
        },
        b: { 'app.py': 'def go(thing):\n    return thing.make_excerpt(1)\n' },
      },
    ],
    [
      'a fixture of another folder, and a parameter that is given values',
      {
        base: {
          'tests/one/conftest.py':
            'import pytest\n@pytest.fixture\ndef client(): return 1\n@pytest.fixture\ndef size(): return 1\n',
        },
        a: { 'tests/one/conftest.py': 'import pytest\n' },
        b: {
          'tests/two/test_b.py': 'def test_b(client): pass\n',
          'tests/one/test_c.py':
            'import pytest\n@pytest.mark.parametrize("size", [1, 2])\ndef test_c(size): pass\ndef help_it(client): pass\n',
        },
      },
    ],
    [
      'a fixture that goes to the folder above',
      {
        base: {
          'tests/one/conftest.py': 'import pytest\n@pytest.fixture\ndef client(): return 1\n',
          'tests/conftest.py': 'import pytest\n',
        },
        a: {
          'tests/one/conftest.py': 'import pytest\n',
          'tests/conftest.py': 'import pytest\n@pytest.fixture\ndef client(): return 1\n',
        },
        b: { 'tests/one/test_c.py': 'def test_c(client): pass\n' },
      },
    ],
    [
      'a method gone from a class that answers for all names',
      {
        base: {
          'a.py':
            'class Proxy:\n    def __init__(self, o): self.o = o\n    def run(self): return 1\n    def __getattr__(self, n): return getattr(self.o, n)\n',
        },
        a: {
          'a.py':
            'class Proxy:\n    def __init__(self, o): self.o = o\n    def __getattr__(self, n): return lambda: 1\n',
        },
        b: { 'app.py': 'from a import Proxy\nProxy(1).run()\n' },
      },
    ],
    [
      'a method that a class made at once has from its base now',
      {
        base: {
          'a.py':
            'class Base:\n    def helper(self): return 1\nclass Foo(Base):\n    def helper(self): return 2\n',
        },
        a: { 'a.py': 'class Base:\n    def helper(self): return 1\nclass Foo(Base):\n    pass\n' },
        b: { 'app.py': 'from a import Foo\nFoo().helper()\n' },
      },
    ],
    [
      'functions of one name, each registered where it stands',
      {
        base: {
          'a.py':
            'from functools import singledispatch\n@singledispatch\ndef show(x):\n    return x\n\nx = 1\n\ny = 2\n\nz = 3\n',
        },
        a: {
          'a.py':
            'from functools import singledispatch\n@singledispatch\ndef show(x):\n    return x\n\n@show.register\ndef _show_one(x: int):\n    return 1\n\nx = 1\n\ny = 2\n\nz = 3\n',
        },
        b: {
          'a.py':
            'from functools import singledispatch\n@singledispatch\ndef show(x):\n    return x\n\nx = 1\n\ny = 2\n\nz = 3\n\n@show.register\ndef _show_one(x: str):\n    return 1\n',
        },
      },
    ],
    [
      'a method gone that a value of the library has, too',
      {
        base: { 'a.py': 'class Wire:\n    def read_text(self): return 1\n' },
        a: { 'a.py': 'class Wire:\n    def peel(self): return 1\n' },
        b: { 'app.py': 'def go(path):\n    return path.read_text()\n' },
      },
    ],
    [
      'what one file asks no longer, and others still do',
      {
        base: {
          'other.py': "import logging\nlogging.info('x')\n",
          't.py':
            'import logging\nlog = logging.getLogger(__name__)\ndef a():\n    log.info("a")\n\ndef b():\n    log.info("b")\n\ndef c():\n    return 1\n\ndef d():\n    return 1\n',
        },
        a: {
          't.py':
            'import logging\nlog = logging.getLogger(__name__)\ndef a():\n    log.debug("a")\n\ndef b():\n    log.debug("b")\n\ndef c():\n    return 1\n\ndef d():\n    return 1\n',
        },
        b: {
          't.py':
            'import logging\nlog = logging.getLogger(__name__)\ndef a():\n    log.info("a")\n\ndef b():\n    log.info("b")\n\ndef c():\n    return 1\n\ndef d():\n    log.info("d")\n    return 1\n',
        },
      },
    ],
    [
      'a method that a base asks for no longer, and a new class of one that a package may hand on',
      {
        base: { 'p/a.py': 'class View:\n    def get_rows(self):\n        return []\n' },
        a: { 'p/a.py': 'class View:\n    def fetch_rows(self):\n        return []\n' },
        b: {
          'q/v.py':
            'from p import View\n\n\nclass MyView(View):\n    def get_rows(self):\n        return [1]\n',
        },
      },
    ],
    [
      'a method renamed that keeps its old name, too',
      {
        base: { 'p/s.py': 'class Store:\n    def load_item(self, k):\n        return k\n' },
        a: {
          'p/s.py':
            'class Store:\n    def read_item(self, k):\n        return k\n\n    load_item = read_item\n',
        },
        b: {
          'p/u.py':
            'from p.s import Store\n\ndef f(store: Store):\n    return store.load_item(1)\n',
        },
      },
    ],
    [
      'a result that may be None now, and is newly looked at first',
      {
        base: { 'p/a.py': 'def find_user(i: int) -> User:\n    return x\n' },
        a: { 'p/a.py': 'def find_user(i: int) -> Optional[User]:\n    return x\n' },
        b: {
          'q/u.py':
            'from p.a import find_user\n\ndef f():\n    u = find_user(1)\n    if u is None:\n        return None\n    return u.name\n',
        },
      },
    ],
    [
      'a field that may be None now, and something newly asked of it behind a check',
      {
        base: { 'p/a.py': '@dataclass\nclass User:\n    profile: Profile\n' },
        a: { 'p/a.py': '@dataclass\nclass User:\n    profile: Profile | None\n' },
        b: {
          'q/u.py':
            'from p.a import User\n\ndef f(u: User):\n    if u.profile is None:\n        return 0\n    return u.profile.avatar\n',
        },
      },
    ],
    [
      'a constructor takes one more, above a class with its own',
      {
        base: {
          'p/readers.py':
            'class Reader:\n    def __init__(self, path):\n        self.path = path\n\n\nclass TextReader(Reader):\n    def __init__(self, path):\n        super().__init__(path)\n\n\nclass CsvReader(TextReader):\n    sep = ","\n',
        },
        a: {
          'p/readers.py':
            'class Reader:\n    def __init__(self, path, log):\n        self.path = path\n\n\nclass TextReader(Reader):\n    def __init__(self, path):\n        super().__init__(path, None)\n\n\nclass CsvReader(TextReader):\n    sep = ","\n',
        },
        b: { 'q/u.py': 'from p.readers import CsvReader\n\nreader = CsvReader("a")\n' },
      },
    ],
    [
      'a method of a value becomes a static one, and is newly called on a value',
      {
        base: { 'p/a.py': 'class Conn:\n    def parse_url(self, u):\n        return u\n' },
        a: {
          'p/a.py': 'class Conn:\n    @staticmethod\n    def parse_url(u):\n        return u\n',
        },
        b: {
          'q/u.py': 'from p.a import Conn\n\ndef f(conn: Conn):\n    return conn.parse_url("a")\n',
        },
      },
    ],
    [
      'a static method becomes one of a value, and is newly called on one',
      {
        base: {
          'p/a.py': 'class Conn:\n    @staticmethod\n    def parse_url(u):\n        return u\n',
        },
        a: { 'p/a.py': 'class Conn:\n    def parse_url(self, u):\n        return u\n' },
        b: {
          'q/u.py': 'from p.a import Conn\n\ndef f(conn: Conn):\n    return conn.parse_url("a")\n',
        },
      },
    ],
    [
      'a method that a base asks for no longer, and a new class of another base',
      {
        base: {
          'p/a.py': 'class View:\n    def get_rows(self):\n        return []\n',
          'p/o.py': 'class Table:\n    pass\n',
        },
        a: { 'p/a.py': 'class View:\n    def fetch_rows(self):\n        return []\n' },
        b: {
          'p/v.py':
            'from p.o import Table\n\n\nclass MyTable(Table):\n    def get_rows(self):\n        return [1]\n',
        },
      },
    ],
    [
      'a method that goes without another one in its place, and a new class that gives one',
      {
        base: { 'p/a.py': 'class View:\n    def get_rows(self):\n        return []\n' },
        a: { 'p/a.py': 'class View:\n    def other(self, a, b):\n        return []\n' },
        b: {
          'p/v.py':
            'from p.a import View\n\n\nclass MyView(View):\n    def get_rows(self):\n        return [1]\n',
        },
      },
    ],
    [
      'a function becomes async that is awaited anyway',
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
      'a parameter that `**kw` takes now',
      {
        base: { 'p/s.py': 'def load(a, deep=False):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, **kw):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, deep=True)\n' },
      },
    ],
    [
      'a module moved and handed on',
      {
        base: { 'p/old.py': 'def load():\n    pass\n' },
        a: { 'p/old.py': 'from p.new import load\n', 'p/new.py': 'def load():\n    pass\n' },
        b: { 'p/u.py': 'from p.old import load\nload()\n' },
      },
    ],
    [
      'a data class with one field more that has a default',
      {
        base: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n' },
        a: { 'p/s.py': '@dataclass\nclass Opt:\n    a: int\n    b: int = 1\n' },
        b: { 'p/u.py': 'from p.s import Opt\nOpt(a=1)\n' },
      },
    ],
    [
      'a comment and a text name it',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        b: { 'p/u.py': '# load(1)\nx = "load(1)"\n' },
      },
    ],
    [
      'a function of the same name in the file itself',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        b: { 'p/u.py': 'def load(x):\n    return x\n\nload(1)\n' },
      },
    ],
    [
      'a parameter more that has a default',
      {
        base: { 'p/s.py': 'def load(a, b=1):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b=1, c=2):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\nload(1, 2)\n' },
      },
    ],
    [
      'mixins and a method of the same name in a base',
      {
        base: {
          'p/s.py':
            'class A:\n    def go(self, a):\n        return a\nclass B:\n    def go(self, a):\n        return a\n',
        },
        a: {
          'p/s.py':
            'class A:\n    def go(self, a, b):\n        return a\nclass B:\n    def go(self, a):\n        return a\n',
        },
        b: {
          'p/u.py':
            'from p.s import B\n\nclass C(B):\n    def x(self):\n        return self.go(1)\n',
        },
      },
    ],
    [
      'one parameter fewer, that is given by none',
      {
        base: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        a: { 'p/s.py': 'def load(a):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\n\nload(*args)\n' },
      },
    ],
    [
      'one parameter only, that stays',
      {
        base: { 'p/s.py': 'def load(a, b=1):\n    return a\n' },
        a: { 'p/s.py': 'def load(a):\n    return a\n' },
        b: { 'p/u.py': 'from p.s import load\n\nload(1)\n' },
      },
    ],
    [
      'a parameter of the same name',
      {
        base: { 'p/s.py': 'def load(a):\n    return a\n' },
        a: { 'p/s.py': 'def load(a, b):\n    return a\n' },
        b: { 'p/u.py': 'def use(load):\n    return load(1)\n' },
      },
    ],
    [
      'a name that is imported in a function',
      {
        base: {
          'p/a.py':
            'import re\n\ndef one():\n    return re.x\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
        },
        a: {
          'p/a.py':
            'def one():\n    import re\n    return re.x\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
        },
        b: {
          'p/a.py':
            'import re\n\ndef one():\n    return re.x\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return 1\n',
        },
        merged: {
          'p/a.py':
            'def one():\n    import re\n    return re.x\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return 1\n',
        },
      },
    ],
    [
      'a local renamed, and the new line binds its own',
      {
        base: {
          'p/a.py':
            'def one(conf):\n    start(conf)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n',
        },
        a: {
          'p/a.py':
            'def one(config):\n    start(config)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n',
        },
        b: {
          'p/a.py':
            'def one(conf):\n    start(conf)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n    conf = read()\n    log(conf.level)\n',
        },
        merged: {
          'p/a.py':
            'def one(config):\n    start(config)\n    # filler 0\n    # filler 1\n    # filler 2\n    # filler 3\n    # filler 4\n    # filler 5\n    end()\n    conf = read()\n    log(conf.level)\n',
        },
      },
    ],
    [
      'a class moved out of its file, which imports it now',
      {
        base: {
          'p/a.py':
            'class Thing:\n    pass\n\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
        },
        a: {
          'p/a.py':
            'from p.b import Thing\n\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    pass\n',
          'p/b.py': 'class Thing:\n    pass\n',
        },
        b: {
          'p/a.py':
            'class Thing:\n    pass\n\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return Thing()\n',
        },
        merged: {
          'p/a.py':
            'from p.b import Thing\n\n# filler 0\n# filler 1\n# filler 2\n# filler 3\n# filler 4\n# filler 5\ndef two():\n    return Thing()\n',
        },
      },
    ],
    [
      'a method removed that the base has',
      {
        base: {
          'p/a.py':
            'class Base:\n    def load(self, a):\n        return a\n\nclass Sub(Base):\n    def load(self, a):\n        return a\n',
        },
        a: {
          'p/a.py':
            'class Base:\n    def load(self, a):\n        return a\n\nclass Sub(Base):\n    pass\n',
        },
        b: { 'p/u.py': 'from p.a import Sub\n\ndef f(s: Sub):\n    return s.load(1)\n' },
      },
    ],
    [
      'a field of a data class moved to its base',
      {
        base: { 'p/a.py': 'class Base:\n    a: int = 1\n\nclass Sub(Base):\n    level: int = 1\n' },
        a: {
          'p/a.py':
            'class Base:\n    a: int = 1\n    level: int = 1\n\nclass Sub(Base):\n    pass\n',
        },
        b: { 'p/u.py': 'from p.a import Sub\n\ndef f(s: Sub):\n    return s.level\n' },
      },
    ],
    [
      'a key more that need not be given',
      {
        base: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict):\n    name: str\n    image: str\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        a: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict):\n    name: str\n    image: str\n    owner: NotRequired[str]\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        b: {
          'jobs/nightly.py':
            'from jobs.spec import JobSpec\n\n\ndef nightly():\n    spec: JobSpec = {"name": "nightly", "image": "base"}\n    return spec\n',
        },
      },
    ],
    [
      'a key more where none must be given',
      {
        base: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict, total=False):\n    name: str\n    image: str\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        a: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict, total=False):\n    name: str\n    image: str\n    owner: str\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        b: {
          'jobs/nightly.py':
            'from jobs.spec import JobSpec\n\n\ndef nightly():\n    spec: JobSpec = {"name": "nightly", "image": "base"}\n    return spec\n',
        },
      },
    ],
    [
      'a key more, and a dictionary of another type',
      {
        base: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict):\n    name: str\n    image: str\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        a: {
          'jobs/spec.py':
            'from typing import NotRequired, TypedDict\n\n\nclass JobSpec(TypedDict):\n    name: str\n    image: str\n    owner: str\n    timeout: NotRequired[int]\n\n\ndef submit(spec: JobSpec) -> str:\n    return spec["name"]\n',
        },
        b: {
          'jobs/raw.py':
            'from jobs.spec import JobSpec\n\n\ndef raw() -> dict[str, str]:\n    out: dict[str, str] = {"name": "nightly", "image": "base"}\n    return out\n\n\ndef many() -> list[JobSpec]:\n    return []\n',
        },
      },
    ],
    [
      'a key more, newly derived from',
      {
        base: {
          'p/s.py': 'from typing import TypedDict\n\n\nclass Row(TypedDict):\n    id: int\n',
        },
        a: {
          'p/s.py':
            'from typing import TypedDict\n\n\nclass Row(TypedDict):\n    id: int\n    tenant: str\n',
        },
        b: { 'p/u.py': 'from p.s import Row\n\n\nclass User(Row):\n    name: str\n' },
      },
    ],
    [
      'a constructor takes one more with a default, of a class that inherits it',
      {
        base: {
          'out/exporter.py':
            'from abc import ABC, abstractmethod\n\n\nclass Exporter:\n    def __init__(self, path):\n        self.path = path\n\n    def export(self, rows):\n        return len(rows)\n\n\nclass CsvExporter(Exporter):\n    def export(self, rows):\n        return 0\n',
        },
        a: {
          'out/exporter.py':
            'from abc import ABC, abstractmethod\n\n\nclass Exporter:\n    def __init__(self, path, encoding="utf-8"):\n        self.path = path\n\n    def export(self, rows):\n        return len(rows)\n\n\nclass CsvExporter(Exporter):\n    def export(self, rows):\n        return 0\n',
        },
        b: {
          'out/run.py':
            'from out.exporter import CsvExporter\n\n\ndef run(rows):\n    return CsvExporter("x.csv").export(rows)\n',
        },
      },
    ],
    [
      'a constructor takes one more, of a class that has its own',
      {
        base: {
          'o/e.py':
            'class Exporter:\n    def __init__(self, path):\n        self.path = path\n\n\nclass Csv(Exporter):\n    def __init__(self, path):\n        pass\n',
        },
        a: {
          'o/e.py':
            'class Exporter:\n    def __init__(self, path, encoding):\n        self.path = path\n\n\nclass Csv(Exporter):\n    def __init__(self, path):\n        pass\n',
        },
        b: { 'o/c.py': 'from o.e import Csv\n\ncsv = Csv("x")\n' },
      },
    ],
    [
      'a class becomes abstract, newly derived from',
      {
        base: {
          'o/e.py':
            'from abc import ABC\n\n\nclass Exporter(ABC):\n    def export(self, rows):\n        return 1\n',
        },
        a: {
          'o/e.py':
            'from abc import ABC, abstractmethod\n\n\nclass Exporter(ABC):\n    @abstractmethod\n    def export(self, rows): ...\n',
        },
        b: {
          'o/c.py':
            'from o.e import Exporter\n\n\nclass Csv(Exporter):\n    def export(self, rows):\n        return 2\n\n\ncsv = Csv()\n',
        },
      },
    ],
    [
      'a method that dictionaries have, too',
      {
        base: { 'cache.py': 'class Cache:\n    def get(self, key):\n        return None\n' },
        a: { 'cache.py': 'class Cache:\n    def get(self, key, region):\n        return None\n' },
        b: {
          'conf.py':
            'import os\n\n\ndef conf():\n    env = os.environ\n    return env.get("HOME"), {"a": 1}.get("a")\n',
        },
      },
    ],
    [
      'a function becomes a class that is made alike',
      {
        base: { 'p/s.py': 'def loader(path):\n    return path\n' },
        a: { 'p/s.py': 'class loader:\n    def __init__(self, path):\n        self.path = path\n' },
        b: { 'p/u.py': 'from p.s import loader\n\nx = loader("a")\n' },
      },
    ],
    [
      'a base class changes a method, newly overridden by one that takes any',
      {
        base: { 'p/b.py': 'class Base:\n    def render(self, a):\n        pass\n' },
        a: { 'p/b.py': 'class Base:\n    def render(self, a, b):\n        pass\n' },
        b: {
          'p/x.py':
            'from p.b import Base\n\n\nclass X(Base):\n    def render(self, *args):\n        pass\n',
        },
      },
    ],
    [
      'a key more, and a dictionary given to another function of the name',
      {
        base: {
          'p/s.py':
            'from typing import TypedDict\n\n\nclass Row(TypedDict):\n    id: int\n\n\ndef save(row: Row) -> None:\n    pass\n',
        },
        a: {
          'p/s.py':
            'from typing import TypedDict\n\n\nclass Row(TypedDict):\n    id: int\n    tenant: str\n\n\ndef save(row: Row) -> None:\n    pass\n',
        },
        b: { 'p/u.py': 'from p.other import save\n\nsave({"id": 3})\n' },
      },
    ],
    [
      'a module deleted, another of its name imported',
      {
        base: { 'p/a/util.py': 'X = 1\n', 'p/b/util.py': 'X = 2\n' },
        a: { 'p/a/util.py': null },
        b: { 'p/b/u.py': 'from . import util\n\nprint(util.X)\n' },
      },
    ],
    [
      'a data class with one field more that has a default, of a class that is derived from it',
      {
        base: {
          'm.py':
            'from dataclasses import dataclass\n\n\n@dataclass\nclass Base:\n    id: int\n\n\n@dataclass\nclass User(Base):\n    name: str\n',
        },
        a: {
          'm.py':
            'from dataclasses import dataclass\n\n\n@dataclass\nclass Base:\n    id: int\n    tenant: str = ""\n\n\n@dataclass\nclass User(Base):\n    name: str\n',
        },
        b: { 'u.py': 'from m import User\n\nROOT = User(1, "root")\n' },
      },
    ],
    [
      'a data class with one field more, newly given',
      {
        base: {
          'm.py':
            'from dataclasses import dataclass\n\n\n@dataclass\nclass Base:\n    id: int\n\n\n@dataclass\nclass User(Base):\n    name: str\n',
        },
        a: {
          'm.py':
            'from dataclasses import dataclass\n\n\n@dataclass\nclass Base:\n    id: int\n    tenant: str\n\n\n@dataclass\nclass User(Base):\n    name: str\n',
        },
        b: { 'u.py': 'from m import User\n\nROOT = User(1, "t", "root")\n' },
      },
    ],
    [
      'a data class with one field more, another one of its name is derived from',
      {
        base: {
          'm.py':
            'from dataclasses import dataclass\n\n\n@dataclass\nclass Base:\n    id: int\n\n\n@dataclass\nclass User(Base):\n    name: str\n',
          'n.py':
            'from dataclasses import dataclass\nfrom o import Base\n\n\n@dataclass\nclass Bot(Base):\n    name: str\n',
        },
        a: {
          'm.py':
            'from dataclasses import dataclass\n\n\n@dataclass\nclass Base:\n    id: int\n    tenant: str\n\n\n@dataclass\nclass User(Base):\n    name: str\n',
        },
        b: { 'u.py': 'from n import Bot\n\nROOT = Bot(1, "root")\n' },
      },
    ],
    [
      'three values instead of two in one return only',
      {
        base: {
          'pkg/load.py':
            'def load(path):\n    if path:\n        return path, 1\n    return "", 0\n',
        },
        a: {
          'pkg/load.py':
            'def load(path):\n    if path:\n        return path, 1, True\n    return "", 0\n',
        },
        b: { 'pkg/user.py': 'from pkg.load import load\n\ntext, count = load("a")\n' },
      },
    ],
    [
      'three values instead of two, taken with a rest',
      {
        base: {
          'pkg/load.py':
            'def load(path):\n    if path:\n        return path, 1\n    return "", 0\n',
        },
        a: {
          'pkg/load.py':
            'def load(path):\n    if path:\n        return path, 1, True\n    return "", 0, False\n',
        },
        b: { 'pkg/user.py': 'from pkg.load import load\n\ntext, *more = load("a")\n' },
      },
    ],
    [
      'three values instead of two, in a function within',
      {
        base: {
          'pkg/load.py':
            'def load(path):\n    def inner():\n        return path, 1\n    return inner\n',
        },
        a: {
          'pkg/load.py':
            'def load(path):\n    def inner():\n        return path, 1, 2\n    return inner\n',
        },
        b: { 'pkg/user.py': 'from pkg.load import load\n\ntext, count = load("a")\n' },
      },
    ],
    [
      'any number of values, taken as two',
      {
        base: { 'pkg/load.py': 'def load(path) -> tuple[str, str]:\n    return x\n' },
        a: { 'pkg/load.py': 'def load(path) -> tuple[str, ...]:\n    return x\n' },
        b: { 'pkg/user.py': 'from pkg.load import load\n\ntext, count = load("a")\n' },
      },
    ],
    [
      'a class in another class gone',
      {
        base: {
          'pkg/load.py':
            'class Job:\n    class State:\n        DONE = 1\n\n\nclass Task:\n    class State:\n        DONE = 1\n',
        },
        a: {
          'pkg/load.py':
            'class Job:\n    class State:\n        DONE = 1\n\n\nclass Task:\n    pass\n',
        },
        b: { 'pkg/user.py': 'from pkg.load import Job\n\nprint(Job.State.DONE)\n' },
      },
    ],
    [
      'a constant gone that another class has, asked of who knows what',
      {
        base: {
          'pkg/jobs.py': 'class Job:\n    LIMIT = 1\n',
          'pkg/tasks.py': 'class Task:\n    LIMIT = 1\n',
        },
        a: { 'pkg/jobs.py': 'class Job:\n    pass\n' },
        b: { 'pkg/user.py': 'def show(one):\n    print(one.LIMIT)\n' },
      },
    ],
    [
      'a function gone that a test replaces where it was brought to',
      {
        base: { 'pkg/net.py': 'def connect(url):\n    return url\n' },
        a: { 'pkg/net.py': 'def open_link(url):\n    return url\n' },
        b: {
          'tests/test_net.py':
            'from unittest.mock import patch\n\n\n@patch("pkg.user.connect")\ndef test_net(fake):\n    pass\n',
        },
      },
    ],
    [
      'a method waits now, and so does the new one',
      {
        base: { 'p/c.py': 'class Base:\n    def go(self):\n        pass\n' },
        a: { 'p/c.py': 'class Base:\n    async def go(self):\n        pass\n' },
        b: {
          'p/u.py':
            'from p.c import Base\n\n\nclass Kid(Base):\n    async def go(self):\n        pass\n',
        },
      },
    ],
  ],
});
