import { beforeAll, expect, test } from '@jest/globals';
import { openReadings, type Read } from '../readings.ts';
import { shown } from '../symbols.ts';

let read: Read;
beforeAll(async () => {
  read = await openReadings();
});

const told = (path: string, text: string) => shown(read(path, text));

test('TypeScript: what a module offers, takes and asks', () => {
  const text = `import load, { a as b, type C } from './x.js';
import * as all from 'y';
export { b, hidden as shown };
export * from './z.js';
export default function main(url: string, retries = 3, ...rest: C[]): Promise<void> {
  const repo = new Repo(url, ...rest);
  repo.fetch({ depth: 1 });
  return all.run(repo);
}
function hidden(this: Window, key?: string) {}
export interface Shape<T> { readonly area: number; name?: string; draw(on: T): void; hide?(): void }
export type Event = { kind: 'open'; at: Date } | { kind: 'close' } | Other | 'none';
export enum Color { Red, Green = 'g' }
export abstract class Circle extends Base<number> implements Shape<Canvas> {
  constructor(private readonly store: Store, public r: number) { super(r); }
  abstract draw(on: Canvas): void;
  override get area() { return this.store.square(this.r); }
  static #count = 0;
}
export const api = { load, limit: 1, stop(now: boolean) {} } satisfies Api;
const names: Record<Color, string> = { red: 'r', green: 'g' };
const paint = ({ color, ...more }: Options) => { switch (color) { case Color.Red: break; default: assertNever(color); } };
function later() { const { stat, open: o } = require('node:fs'); function inner() {} return inner; }
`;
  expect(told('a.ts', text)).toMatchInlineSnapshot(`
"definitions
  5 function main (string,?,...C[]):Promise<void> takes 1 to any
  10 function hidden (string?) takes 0 to 1
  11 interface Shape [conditional]
  11 field Shape/area number [required]
  11 field Shape/name string
  11 method Shape/draw (T):void takes 1 to 1 [required, on a value]
  11 method Shape/hide ():void takes 0 to 0 [on a value]
  12 type Event {kind:'open';at:Date}|{kind:'close'}|Other|'none'
  12 variant Event/open 
  12 variant Event/close 
  12 variant Event/Other 
  12 variant Event/none 
  12 field Event/open/kind 'open' [required]
  12 field Event/open/at Date [required]
  12 field Event/close/kind 'close' [required]
  13 enum Color 
  13 variant Color/Red 
  13 variant Color/Green 
  14 class Circle [abstract]
  15 constructor Circle/constructor (Store,number) takes 2 to 2
  15 field Circle/store Store [hidden]
  15 field Circle/r number
  16 method Circle/draw (Canvas):void takes 1 to 1 [required, on a value]
  17 field Circle/area [conditional, overrides]
  18 field Circle/#count [hidden]
  20 constant api 
  20 field api/limit 
  20 method api/stop (boolean) takes 1 to 1 [on a value]
  21 constant names Record<Color,string> [hidden]
  21 field names/red [hidden]
  21 field names/green [hidden]
  22 function paint (Options) takes 1 to 1 [hidden]
  23 function later () takes 0 to 0 [hidden]
imports
  1 import default of './x.js' as load
  1 import a of './x.js' as b
  1 import C of './x.js' as C
  2 import * of 'y' as all
  3 export b of '' as b
  3 export hidden of '' as shown
  4 export * of './z.js' as *
  5 export main of '' as default
  23 import stat of 'node:fs' as stat
  23 import open of 'node:fs' as o
literals
  7 literal fetch(0) { depth }
  20 literal Api { load limit stop }
texts
  23 require(0) 'node:fs'
implementations
  14 Circle implements Base
  14 Circle implements Shape
choices
  21 choice of Color: red green [exhaustive]
  22 choice of Color: Red [exhaustive]
uses
  6 Repo(?) in main
  7 repo.fetch(1) of Repo in main
  7 .depth in main
  8 all.run(1) in main
  15 Base(1) in Circle/constructor
  17 this.store of Circle in Circle/area
  17 this.store.square(1) of Store in Circle/area
  17 this.r of Circle in Circle/area
  22 .color of Options in paint
  22 Color.Red of Color in paint
  22 assertNever(1) in paint
  23 require(1) in later"
`);
});

test('Rust: items, also what stands in arguments of macros', () => {
  const text = `use std::{collections::HashMap as Map, io::{self, *}};
pub use crate::plan::Plan;
pub struct Store<T> { pub path: String, cache: Map<T, u8> }
struct Id(pub u64, u8);
pub enum Event { Open, #[cfg(unix)] Signal(i32), Close { at: u64 } }
pub trait Shape { const SIDES: usize; type Unit; fn area(&self, scale: f64) -> f64; fn name(&self) -> String { self.label(1) } }
impl<T> Store<T> { pub fn new(path: String, _: u8) -> Self { Self { path, cache: Map::new() } } }
impl Store<u8> { fn special(&mut self) { self.cache.insert(1, 2); } }
impl Shape for Store<u8> { fn area(&self, scale: f64) -> f64 { scale } }
#[cfg(test)]
mod tests {
  #[test]
  fn opens() {
    let store = Store::new("x".into(), 1);
    assert_eq!(store.area(2.0), Store { path: p, ..other }.area(1.0));
    let x = vec![Event::Close { at: 1 }, Self::make(|a, b| a)];
    if let Event::Close { at } = x {}
  }
}
fn judge(event: &Event) -> u8 {
  match event { Event::Open => 1, Event::Signal(n) | Event::Close { at: n } if *n > 0 => 2, Event::Close { .. } => 3 };
  match event { Event::Open => 1, Event::Signal(..) => 2, other => 3 };
  Id(1, 2).0
}
macro_rules! hidden { ($x:expr) => { gone($x) } }
`;
  expect(told('a.rs', text)).toMatchInlineSnapshot(`
"definitions
  3 field Store/path String [required]
  3 field Store/cache Map<T,u8> [hidden, required]
  3 struct Store 
  4 struct Id (u64,u8) takes 2 to 2 [hidden]
  5 enum Event 
  5 variant Event/Open 
  5 variant Event/Signal (i32) takes 1 to 1 [conditional]
  5 field Event/Close/at u64 [required]
  5 variant Event/Close {}
  6 trait Shape 
  6 constant Shape/SIDES usize [required]
  6 type Shape/Unit [required]
  6 method Shape/area (&self,f64)->f64 takes 1 to 1 [required, on a value]
  6 method Shape/name (&self)->String takes 0 to 0 [on a value]
  7 method Store/new (String,u8)->Self takes 2 to 2
  8 method Store/special (&mut self)-> takes 0 to 0 [hidden, on a value, conditional]
  9 method Shape for Store<u8>/area (&self,f64)->f64 takes 1 to 1 [on a value]
  11 module tests [hidden, conditional]
  13 function tests/opens ()-> takes 0 to 0 [hidden, conditional]
  20 function judge (&Event)->u8 takes 1 to 1 [hidden]
  25 macro hidden [hidden]
imports
  1 import HashMap of 'std::collections' as Map
  1 import io of 'std' as io
  1 import * of 'std::io' as *
  2 export Plan of 'crate::plan' as Plan
literals
  7 literal Store { path cache }
  15 literal Store { path … }
  16 literal Event/Close { at }
  17 pattern Event/Close { at }
  21 pattern Event/Close { at }
  21 pattern Event/Close {  … }
implementations
  9 Store implements Shape
choices
  21 choice of Event: Open Close [exhaustive]
  22 choice of Event: Open Signal [open] [exhaustive]
uses
  6 self.label(1) of Shape in Shape/name
  7 .cache in Store/new
  7 Map::new(0) of Map in Store/new
  8 self.cache of Store in Store/special
  8 self.cache.insert(2) in Store/special
  14 Store::new(2) of Store in tests/opens
  14 .into(0) in tests/opens
  15 store.area(1) of Store in tests/opens
  15 .path in tests/opens
  15 .area(1) in tests/opens
  16 Event::Close of Event in tests/opens
  16 .at in tests/opens
  16 Self::make(?) in tests/opens
  17 Event::Close of Event in tests/opens
  21 Event::Open of Event in judge
  21 Event::Signal(1) of Event in judge
  21 Event::Close of Event in judge
  21 .at in judge
  21 Event::Close of Event in judge
  22 Event::Open of Event in judge
  22 Event::Signal(?) of Event in judge
  23 Id(2) in judge"
`);
});

test('Python: parameters with their names, data classes, what tests for types', () => {
  const text = `from __future__ import annotations
import os.path, numpy as np
from .base import Base as B, load
try:
    import fast
except ImportError:
    fast = None
LIMIT: int = 3
def run(a, /, b: int, c=1, *args, d, e: str = "x", **more) -> "Report":
    repo = Repo(a, depth=1)
    repo.fetch(*args, quiet=True)
    def inner(x): return x
@dataclass
class Point:
    x: int
    y: int = 0
    kind: ClassVar[str] = "p"
class Shape(Protocol):
    def area(self, scale: float) -> float: ...
class Circle(B, metaclass=Meta):
    def __init__(self, r, *, name=""):
        super().__init__(r)
        self.store = Store()
        self.store.put(r)
    @property
    def area(self) -> float: return 1.0
    @classmethod
    def unit(cls): return cls(1)
    @abstractmethod
    async def draw(self, on): ...
    def _own(self): pass
class Color(Enum):
    RED = 1
    GREEN = auto()
def judge(color):
    match color:
        case Color.RED | Color.GREEN: pass
        case Point(x=1, y=other): pass
        case _: assert_never(color)
print(f"{run(1, b=2)}")
`;
  expect(told('a.py', text)).toMatchInlineSnapshot(`
"definitions
  7 variable fast [conditional]
  8 constant LIMIT int
  9 function run (,/,int,=,*,,str=,**)->"Report" takes 3 to any (b c d e)
  14 class Point takes 1 to 2 (x y)
  15 field Point/x int
  16 field Point/y int
  17 field Point/kind ClassVar[str]
  18 interface Shape 
  19 method Shape/area (float)->float takes 1 to 1 (scale) [required, on a value]
  20 class Circle [abstract]
  21 constructor Circle/__init__ (,*,=)-> takes 1 to 2 (r name) [on a value]
  23 field Circle/store Store
  26 field Circle/area float
  28 method Circle/unit ()-> takes 0 to 0
  30 method Circle/draw async()-> takes 1 to 1 (on) [required, on a value]
  31 method Circle/_own ()-> takes 0 to 0 [hidden, on a value]
  32 enum Color 
  33 variant Color/RED 
  34 variant Color/GREEN 
  35 function judge ()-> takes 1 to 1 (color)
imports
  1 export annotations of '__future__' as annotations
  2 export * of 'os.path' as os
  2 export * of 'numpy' as np
  3 export Base of '.base' as B
  3 export load of '.base' as load
  5 export * of 'fast' as fast [conditional]
implementations
  20 Circle implements B
choices
  36 choice of ?: RED GREEN Point [exhaustive]
uses
  10 Repo(2 depth) in run
  11 repo.fetch(? quiet) of Repo in run
  13 dataclass(1)
  22 super(0) in Circle/__init__
  22 .__init__(1) of B in Circle/__init__
  23 Store(0) in Circle/__init__
  24 self.store of Circle in Circle/__init__
  24 self.store.put(1) of Store in Circle/__init__
  25 property(1)
  27 classmethod(1)
  28 Circle(1) in Circle/unit
  29 abstractmethod(1)
  34 auto(0)
  37 Color.RED of Color in judge
  37 Color.GREEN of Color in judge
  38 .x in judge
  38 .y in judge
  39 assert_never(1) in judge
  40 print(1)
  40 run(2 b)"
`);
});

test('Go: fields, groups of constants, literals with and without names', () => {
  const text = `package river

import (
	"fmt"
	flow "example.com/flow/v2"
	. "example.com/dot"
)

type Gauge struct {
	Level, depth int
	*Base
	on map[string]*Probe
}
type Reader interface {
	Read(p []byte) (n int, err error)
	fmt.Stringer
}
type Kind int
const (
	Low Kind = iota
	High
	_
)
var Default = &Gauge{Level: 1}
func New(a, b int, opts ...Option) (*Gauge, error) {
	g := Gauge{1, 2, nil, nil}
	list := []Gauge{{Level: 1}, {1, 2, nil, nil}}
	g.Fill(a)
	for _, one := range list { one.Fill(opts...) }
	switch v := x.(type) { case *Gauge: v.Fill(1); default: }
	return flow.Make(g), nil
}
func (g *Gauge) Fill(n int) error { return g.Base.Pour(n) }
func init() {}
`;
  expect(told('a.go', text)).toMatchInlineSnapshot(`
"definitions
  9 struct Gauge 
  10 field Gauge/Level int
  10 field Gauge/depth int [hidden]
  11 field Gauge/Base Base
  12 field Gauge/on map[string]*Probe [hidden]
  14 interface Reader fmt.Stringer
  15 method Reader/Read ([]byte)int,error takes 1 to 1 [required, on a value]
  18 type Kind int
  20 constant Low Kind
  21 constant High Kind
  24 variable Default Gauge
  25 function New (int,int,...Option)*Gauge,error takes 2 to any
  33 method Gauge/Fill (int)error takes 1 to 1 [on a value]
  34 function init () takes 0 to 0 [hidden, conditional]
imports
  4 import * of 'fmt' as fmt
  5 import * of 'example.com/flow/v2' as flow
  6 import * of 'example.com/dot' as *
literals
  24 literal Gauge { Level … }
  26 literal Gauge { 4 }
  27 literal Gauge { Level … }
  27 literal Gauge { 4 }
choices
  30 choice of ?: Gauge [open]
uses
  16 fmt::Stringer
  24 .Level of Gauge
  27 .Level of Gauge in New
  28 g.Fill(1) of Gauge in New
  29 one.Fill(1 …) in New
  30 v.Fill(1) in New
  31 flow.Make(1) in New
  33 g.Base of Gauge in Gauge/Fill
  33 g.Base.Pour(1) of Base in Gauge/Fill"
`);
});

test('Java: members, records, classes without a name, switches', () => {
  const text = `package com.acme.river;
import java.util.List;
import static com.acme.Util.help;
import com.acme.flow.*;
public abstract class Gauge<T> extends Base<T> implements Reader, Closeable {
  private static final int LIMIT = 1;
  protected Store store, spare;
  public Gauge(Store store, int... levels) { super(store); this.store = store; }
  @Override public void read(String name, final Probe probe) throws IOException {
    store.load(name); probe.ask(); this.fill(1); Util.close(2);
    list.add(new Probe(1) { @Override void ask() {} });
    run(Probe::ask);
  }
  abstract int fill(int n);
  enum Color { RED, GREEN(1) { void z() {} }; Color(int... n) {} }
  interface Inner { void must(int x); default void may() {} }
  record Point(int x, Probe y) {}
  int judge(Color c, Shape s) {
    switch (c) { case RED: return 1; case GREEN: break; }
    int n = switch (c) { case RED -> 1; case GREEN -> 2; };
    return switch (s) { case Circle k -> k.r(); case Square q when q.x() > 1 -> 2; default -> 3; };
  }
}
sealed interface Shape permits Circle, Square {}
`;
  expect(told('A.java', text)).toMatchInlineSnapshot(`
"definitions
  5 class Gauge [abstract]
  6 constant Gauge/LIMIT int [hidden]
  7 field Gauge/store Store
  7 field Gauge/spare Store
  8 constructor Gauge/Gauge (Store,...int) takes 1 to any
  9 method Gauge/read (String,Probe)void throws IOException takes 2 to 2 [on a value, overrides]
  11 method Gauge/read/new Probe/ask ()void takes 0 to 0 [on a value, overrides]
  14 method Gauge/fill (int)int takes 1 to 1 [required, on a value]
  15 enum Gauge/Color 
  15 variant Gauge/Color/RED 
  15 variant Gauge/Color/GREEN 
  15 method Gauge/Color/GREEN/z ()void takes 0 to 0 [on a value]
  15 constructor Gauge/Color/Color (...int) takes 0 to any
  16 interface Gauge/Inner 
  16 method Gauge/Inner/must (int)void takes 1 to 1 [required, on a value]
  16 method Gauge/Inner/may ()void takes 0 to 0 [on a value]
  17 class Gauge/Point (int,Probe) takes 2 to 2
  17 field Gauge/Point/x int
  17 field Gauge/Point/y Probe
  17 method Gauge/Point/x ()int takes 0 to 0 [on a value]
  17 method Gauge/Point/y ()Probe takes 0 to 0 [on a value]
  17 constructor Gauge/Point/Point (int,Probe) takes 2 to 2
  18 method Gauge/judge (Color,Shape)int takes 2 to 2 [on a value]
  24 interface Shape 
  24 variant Shape/Circle 
  24 variant Shape/Square 
imports
  2 import List of 'java.util.List' as List
  3 import help of 'com.acme.Util.help' as help
  4 import * of 'com.acme.flow' as *
implementations
  5 Gauge implements Base
  5 Gauge implements Reader
  5 Gauge implements Closeable
  11 anonymous implements Probe
choices
  19 choice of ?: RED GREEN
  20 choice of ?: RED GREEN [exhaustive]
  21 choice of ?: Circle [open] [exhaustive]
uses
  8 Base(1) in Gauge/Gauge
  8 this.store of Gauge in Gauge/Gauge
  10 store.load(1) of Store in Gauge/read
  10 probe.ask(0) of Probe in Gauge/read
  10 this.fill(1) of Gauge in Gauge/read
  10 Util.close(1) of Util in Gauge/read
  11 list.add(1) in Gauge/read
  11 Probe(1) in Gauge/read
  12 run(1) in Gauge/read
  12 Probe.ask of Probe in Gauge/read
  15 Color(1)
  19 .RED in Gauge/judge
  19 .GREEN in Gauge/judge
  20 .RED in Gauge/judge
  20 .GREEN in Gauge/judge
  21 k.r(0) of Circle in Gauge/judge
  21 q.x(0) of Square in Gauge/judge"
`);
});
