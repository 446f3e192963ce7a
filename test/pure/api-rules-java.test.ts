/** Java: what one head changes and the other newly relies on, beside what only looks like it. */
import { hold } from '../api-rules.ts';

hold({
  found: [
    [
      'a method gone that another class inherits',
      {
        base: {
          't/Base.java': 'package t;\npublic class Base {\n  void load(String a) {}\n}\n',
          't/Kid.java': 'package t;\npublic class Kid extends Base {\n}\n',
        },
        a: { 't/Base.java': 'package t;\npublic class Base {\n  \n}\n' },
        b: { 't/U.java': 'package t;\nclass U { void f(Kid kid) { kid.load("a"); } }\n' },
      },
      '0.85 a removes Base.load; b newly calls kid.load',
    ],
    [
      'a method that another class inherits, as the line of that class says',
      {
        base: {
          't/Base.java': 'package t;\npublic class Base {\n  void load(String a) {}\n}\n',
          't/Kid.java': 'package t;\npublic class Kid extends Base {\n}\n',
          't/Other.java': 'package t;\npublic class Other {\n}\n',
        },
        a: {
          't/Base.java': 'package t;\npublic class Base {\n  void load(String a, int n) {}\n}\n',
        },
        b: { 't/U.java': 'package t;\nclass U { void f(Kid kid) { kid.load("a"); } }\n' },
      },
      '0.95 a changes Base.load from void load(String) to void load(String, int); b newly calls it with 1 argument',
    ],
    [
      'what a library is asked for no longer in a file',
      {
        base: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void a() { Flag done = Flag.of(); done.setTrue(); }\n  void b() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
        a: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void a() { Flag done = Flag.of(); done.set(true); }\n  void b() { Flag done = Flag.of(); done.set(true); }\n}\n',
        },
        b: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void c() { Flag done = Flag.of(); done.setTrue(); }\n  void a() { Flag done = Flag.of(); done.setTrue(); }\n  void b() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
        merged: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void c() { Flag done = Flag.of(); done.setTrue(); }\n  void a() { Flag done = Flag.of(); done.set(true); }\n  void b() { Flag done = Flag.of(); done.set(true); }\n}\n',
        },
      },
      '0.65 a has done.set in t/T.java where it was done.setTrue, 2 times; b newly writes done.setTrue there',
    ],
    [
      'a chain that begins with a type, asked behind other chains that end alike',
      {
        base: {
          't/Q.java':
            'package t;\npublic class Q {\n  static Q.Builder of() { return new Builder(); }\n  public static class Builder {\n    Q build() { return x; }\n  }\n}\n',
          't/P.java':
            'package t;\npublic class P {\n  public static class Builder {\n    P build() { return x; }\n  }\n}\n',
        },
        a: {
          't/Q.java':
            'package t;\npublic class Q {\n  static Q.Builder of() { return new Builder(); }\n  public static class Builder {\n    Q build(int n) { return x; }\n  }\n}\n',
        },
        b: {
          'u/U.java':
            'package u;\nclass U {\n  P a = P.of().one().build();\n  P b = P.of().two().build();\n  P c = P.of().two().build();\n  P d = P.of().two().build();\n  Q q = Q.of().one().build();\n}\n',
        },
      },
      '0.71 a changes Q.Builder.build from Q build() to Q build(int); b newly calls it with 0 arguments',
    ],
    [
      'a method of an interface and of all that implement it, called on who knows what: told once',
      {
        base: {
          'a/Svc.java': 'package a;\npublic interface S {\n  Item find(String id);\n}\n',
          'a/A.java':
            'package a;\npublic class A implements S {\n  @Override\n  public Item find(String id) { return x; }\n}\n',
          'a/B.java':
            'package a;\npublic class B implements S {\n  @Override\n  public Item find(String id) { return x; }\n}\n',
          'a/C.java':
            'package a;\npublic class C implements S {\n  @Override\n  public Item find(String id) { return x; }\n}\n',
        },
        a: {
          'a/Svc.java': 'package a;\npublic interface S {\n  Item find(String t, String id);\n}\n',
          'a/A.java':
            'package a;\npublic class A implements S {\n  @Override\n  public Item find(String t, String id) { return x; }\n}\n',
          'a/B.java':
            'package a;\npublic class B implements S {\n  @Override\n  public Item find(String t, String id) { return x; }\n}\n',
          'a/C.java':
            'package a;\npublic class C implements S {\n  @Override\n  public Item find(String t, String id) { return x; }\n}\n',
        },
        b: { 'b/N.java': 'package b;\nclass N {\n  void f() { make().find("x"); }\n}\n' },
      },
      '0.95 a changes S.find from Item find(String) to Item find(String, String) (and 3 more of that name); b newly calls it with 1 argument',
    ],
    [
      'a base class changes a method that an old class newly overrides',
      {
        base: {
          'a/Base.java':
            'package a;\npublic abstract class Base {\n  void close() {}\n  protected void hook(int a) {}\n}\n',
          'a/X.java': 'package a;\npublic class X extends Base {\n  int q;\n}\n',
        },
        a: {
          'a/Base.java':
            'package a;\npublic abstract class Base {\n  void close() {}\n  protected void hook(int a, int b) {}\n}\n',
        },
        b: {
          'a/X.java':
            'package a;\npublic class X extends Base {\n  int q;\n  @Override\n  protected void hook(int a) {}\n}\n',
        },
      },
      '0.85 a changes Base.hook from void hook(int) to void hook(int, int); b newly gives X the old one',
    ],
    [
      'a constructor takes one more',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a, int b) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { Object x = new Svc(1); }\n' },
      },
      '0.95 a changes the constructor of Svc from Svc(int) to Svc(int, int); b newly calls it with 1 argument',
    ],
    [
      'a constructor takes one more, called by `super(…)`',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a, int b) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U extends Svc { U() { super(1); } }\n' },
      },
      '0.95 a changes the constructor of Svc from Svc(int) to Svc(int, int); b newly calls it with 1 argument',
    ],
    [
      'a method removed that others have too, called by a class below',
      {
        base: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  protected void setup() {}\n  int z;\n}\n',
          'c/O.java': 'package c;\nclass O { void setup() {} }\n',
        },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  int z;\n}\n' },
        b: {
          'b/U.java': 'package b;\nimport a.Svc;\nclass U extends Svc { void f() { setup(); } }\n',
        },
      },
      '0.95 a removes Svc.setup; b newly calls setup',
    ],
    [
      'a method removed, called by `this` and `super` below: told once',
      {
        base: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  protected void setup() {}\n  int z;\n}\n',
          'c/O.java': 'package c;\nclass O { void setup() {} }\n',
        },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  int z;\n}\n' },
        b: {
          'b/U.java':
            'package b;\nimport a.Svc;\nclass U extends Svc { void f() { this.setup(); super.setup(); } }\n',
        },
      },
      '0.95 a removes Svc.setup; b newly calls this.setup',
    ],
    [
      'an annotation asks for one element more',
      {
        base: { 'a/An.java': 'package a;\npublic @interface An { String name(); }\n' },
        a: { 'a/An.java': 'package a;\npublic @interface An { String name(); int size(); }\n' },
        b: { 'b/U.java': 'package b;\nimport a.An;\n@An(name = "x")\nclass U {}\n' },
      },
      '0.9 a adds the field An.size; b newly writes a value of An out in full',
    ],
    [
      'an element of an annotation renamed',
      {
        base: { 'a/An.java': 'package a;\npublic @interface An { String name(); }\n' },
        a: { 'a/An.java': 'package a;\npublic @interface An { String id(); }\n' },
        b: { 'b/U.java': 'package b;\nimport a.An;\n@An(name = "x")\nclass U {}\n' },
      },
      '0.9 a removes the field An.name; b newly writes a value of An out in full',
    ],
    [
      'a record with one component more',
      {
        base: { 'a/Rec.java': 'package a;\npublic record Rec(int x) {}\n' },
        a: { 'a/Rec.java': 'package a;\npublic record Rec(int x, int y) {}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Rec;\nclass U { Object o = new Rec(1); }\n' },
      },
      '0.95 a changes the constructor of Rec from Rec(int) to Rec(int, int); b newly calls it with 1 argument',
    ],
    [
      'a component of a record renamed',
      {
        base: { 'a/Rec.java': 'package a;\npublic record Rec(int width) {}\n' },
        a: { 'a/Rec.java': 'package a;\npublic record Rec(int breadth) {}\n' },
        b: {
          'b/U.java': 'package b;\nimport a.Rec;\nclass U { int f(Rec r) { return r.width(); } }\n',
        },
      },
      '0.95 a renames Rec.width to breadth; b newly calls r.width',
    ],
    [
      'a constant more, and a switch over all',
      {
        base: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE, TWO }\n' },
        a: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE, TWO, THREE }\n' },
        b: {
          'b/U.java':
            'package b;\nimport a.Enm;\nclass U { int f(Enm e) { return switch (e) { case ONE -> 1; case TWO -> 2; }; } }\n',
        },
      },
      '0.85 a adds the case Enm.THREE; b newly chooses among all cases of Enm, without it',
    ],
    [
      'a constant removed',
      {
        base: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE, TWO }\n' },
        a: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE }\n' },
        b: { 'b/U.java': 'package b;\nimport a.Enm;\nclass U { Enm f() { return Enm.TWO; } }\n' },
      },
      '0.95 a removes Enm.TWO; b newly uses Enm.TWO',
    ],
    [
      'a constant removed that a switch names',
      {
        base: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE, TWO }\n' },
        a: { 'a/Enm.java': 'package a;\npublic enum Enm { ONE }\n' },
        b: {
          'b/U.java':
            'package b;\nimport a.Enm;\nclass U { int f(Enm e) { switch (e) { case TWO: return 1; default: return 2; } } }\n',
        },
      },
      '0.85 a removes Enm.TWO; b newly uses TWO',
    ],
    [
      'a static member moved, imported',
      {
        base: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  public static int helper() { return 1; }\n  int z;\n}\n',
        },
        a: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  int z;\n}\n',
          'a/T.java':
            'package a;\npublic class T {\n  public static int helper() { return 1; }\n}\n',
        },
        b: {
          'b/U.java': 'package b;\nimport static a.Svc.helper;\nclass U { int x = helper(); }\n',
        },
      },
      '0.85 a moves Svc.helper to a/T.java; b newly imports it from a.Svc.helper',
    ],
    [
      'a class moved: told once',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {}\n' },
        a: { 'a/Svc.java': null, 'c/Svc.java': 'package c;\npublic class Svc {}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { Svc s; }\n' },
      },
      '0.85 a moves Svc to c/Svc.java; b newly imports it from a.Svc',
    ],
    [
      'what it gives becomes an `Optional`',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public int size() { return 1; }\n}\n',
        },
        a: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  public java.util.Optional<Integer> size() { return null; }\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Svc;\nclass U { int f(Svc s) { int q = s.size(); return q; } }\n',
        },
      },
      '0.65 a changes Svc.size from int size() to java.util.Optional<Integer> size(); b newly uses what it gives',
    ],
    [
      'a method made private',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public void go() {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  private void go() {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { void f(Svc s) { s.go(); } }\n' },
      },
      '0.75 a makes Svc.go private to its file or type; b newly calls s.go',
    ],
    [
      'a parameter gets another type',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(String a) {}\n}\n',
        },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(Path a) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { void f(Svc s) { s.go("x"); } }\n' },
      },
      '0.85 a changes Svc.go from void go(String) to void go(Path); b newly gives it a string',
    ],
    [
      'a builder method renamed, called in a chain',
      {
        base: {
          'a/Builder.java':
            'package a;\npublic class Builder {\n  public Builder withTimeout(int t) { return this; }\n}\n',
        },
        a: {
          'a/Builder.java':
            'package a;\npublic class Builder {\n  public Builder withDeadline(int t) { return this; }\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Builder;\nclass User { Object o = new Builder().withTimeout(1); }\n',
        },
      },
      '0.95 a renames Builder.withTimeout to withDeadline; b newly calls withTimeout',
    ],
    [
      'an interface gains a method',
      {
        base: { 'a/Job.java': 'package a;\npublic interface Job {\n  void run();\n}\n' },
        a: {
          'a/Job.java': 'package a;\npublic interface Job {\n  void run();\n  void stop();\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Job;\nclass User implements Job {\n  public void run() {}\n}\n',
        },
      },
      '0.85 a adds Job.stop, which every Job must have; b newly makes User one, without it',
    ],
    [
      'a field made private, asked by another class',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public int total;\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  private int total;\n}\n' },
        b: {
          'b/U.java':
            'package b;\nimport a.Svc;\nclass User { int f(Svc s) { return s.total; } }\n',
        },
      },
      '0.75 a makes Svc.total private to its file or type; b newly uses s.total',
    ],
    [
      'an import removed as unused, and newly used',
      {
        base: {
          'b/U.java':
            'package b;\nimport a.Svc;\nimport a.Other;\nclass User {\n  int f(Svc s) { return 1; }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n  int g() { return 2; }\n}\n',
        },
        a: {
          'b/U.java':
            'package b;\nimport a.Other;\nclass User {\n  int f(Other s) { return 1; }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n  int g() { return 2; }\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Svc;\nimport a.Other;\nclass User {\n  int f(Svc s) { return 1; }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n  int g() { return new Svc().go(); }\n}\n',
        },
        merged: {
          'b/U.java':
            'package b;\nimport a.Other;\nclass User {\n  int f(Other s) { return 1; }\n// filler 0\n// filler 1\n// filler 2\n// filler 3\n// filler 4\n// filler 5\n  int g() { return new Svc().go(); }\n}\n',
        },
      },
      '0.9 a no longer imports Svc in b/U.java; b newly uses it there, and nothing brings it once merged',
    ],
    [
      'a common method that went, called on what is named after its type',
      {
        base: {
          'a/UserStore.java':
            'package a;\npublic class UserStore {\n  public int load(int a) { return a; }\n}\n',
          'a/O.java': 'package a;\npublic class O {\n  public int load(int a) { return a; }\n}\n',
        },
        a: { 'a/UserStore.java': 'package a;\npublic class UserStore {\n}\n' },
        b: {
          'b/U.java':
            'package b;\nclass User { int f(App app) { return app.getUserStore().load(1); } }\n',
        },
      },
      '0.68 a removes UserStore.load; b newly calls load',
    ],
    [
      'everything is brought from its package',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a, int b) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.*;\nclass User { Object o = new Svc(1); }\n' },
      },
      '0.95 a changes the constructor of Svc from Svc(int) to Svc(int, int); b newly calls it with 1 argument',
    ],
    [
      'a class becomes abstract',
      {
        base: {
          'src/main/java/com/acme/task/Task.java':
            'package com.acme.task;\n\npublic class Task {\n    protected final String name;\n\n    public Task(String name) {\n        this.name = name;\n    }\n\n    public void run() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/task/Task.java':
            'package com.acme.task;\n\npublic abstract class Task {\n    protected final String name;\n\n    public Task(String name) {\n        this.name = name;\n    }\n\n    public abstract void run();\n}\n',
        },
        b: {
          'src/main/java/com/acme/Main.java':
            'package com.acme;\n\nimport com.acme.task.Task;\n\nclass Main {\n    void main() {\n        new Task("x").run();\n    }\n}\n',
        },
      },
      '0.9 a makes Task abstract; b newly makes one',
    ],
    [
      'a class gets a constructor, newly derived from without one',
      {
        base: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    public void run() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    private final Clock clock;\n\n    public Job(Clock clock) {\n        this.clock = clock;\n    }\n\n    public void run() {\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/MailJob.java':
            'package com.acme;\n\npublic class MailJob extends Job {\n    @Override\n    public void run() {\n    }\n}\n',
        },
      },
      '0.85 a gives Job a constructor that asks for something, Job(Clock), and none that asks for nothing; b newly derives MailJob from it, without a constructor',
    ],
    [
      'a constructor takes its first, newly derived from without one',
      {
        base: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    public Job() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    public Job(Clock clock) {\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/M.java':
            'package com.acme;\n\npublic class M extends Job {\n    public void run() {\n    }\n}\n',
        },
      },
      '0.85 a gives Job a constructor that asks for something, Job(Clock), and none that asks for nothing; b newly derives M from it, without a constructor',
    ],
    [
      'an interface gets a second method, newly met by a lambda',
      {
        base: {
          'src/main/java/com/acme/Filter.java':
            'package com.acme;\n\npublic interface Filter {\n    boolean accepts(String s);\n}\n',
        },
        a: {
          'src/main/java/com/acme/Filter.java':
            'package com.acme;\n\npublic interface Filter {\n    boolean accepts(String s);\n\n    String name();\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\nclass U {\n    Filter f = s -> s.isEmpty();\n}\n',
        },
      },
      '0.85 a adds Filter.name, which every Filter must have; b newly makes a lambda one, without it',
    ],
    [
      'a record with one component more, newly taken apart',
      {
        base: {
          'src/main/java/com/acme/Point.java':
            'package com.acme;\n\npublic record Point(int x, int y) {}\n',
        },
        a: {
          'src/main/java/com/acme/Point.java':
            'package com.acme;\n\npublic record Point(int x, int y, int z) {}\n',
        },
        b: {
          'src/main/java/com/acme/D.java':
            'package com.acme;\n\nclass D {\n    int d(Object o) {\n        if (o instanceof Point(int x, int y)) {\n            return x + y;\n        }\n        return 0;\n    }\n}\n',
        },
      },
      '0.95 a changes Point from Point(int, int) to Point(int, int, int); b newly takes it apart with 2 values',
    ],
    [
      'a builder is built with one more, in a chain from its type',
      {
        base: {
          'src/main/java/com/acme/ContextBuilder.java':
            'package com.acme;\n\npublic class ContextBuilder {\n    public ContextBuilder setBinding(String name, Object value) {\n        return this;\n    }\n\n    public Context build() {\n        return null;\n    }\n}\n',
          'src/main/java/com/acme/Other.java':
            'package com.acme;\n\npublic class Other {\n    public Other build() {\n        return this;\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/ContextBuilder.java':
            'package com.acme;\n\npublic class ContextBuilder {\n    public ContextBuilder setBinding(String name, Object value) {\n        return this;\n    }\n\n    public Context build(Types types) {\n        return null;\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/T.java':
            'package com.acme;\n\nclass T {\n    Context c = Context.newBuilder()\n        .setBinding("a", 1)\n        .build();\n}\n',
        },
      },
      '0.76 a changes ContextBuilder.build from Context build() to Context build(Types); b newly calls it with 0 arguments',
    ],
    [
      'an overload that both add, twice',
      {
        base: {
          'src/main/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    Key(String name) {\n        this.name = name;\n    }\n\n    public static Key of(String name) {\n        return new Key(name);\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    Key(String name) {\n        this.name = name;\n    }\n\n    public static Key of(String name) {\n        return new Key(name);\n    }\n\n    public static Key of(int id) {\n        return new Key("" + id);\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    Key(String name) {\n        this.name = name;\n    }\n\n    public static Key of(String name) {\n        return new Key(name);\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public static Key of(int id) {\n        return new Key("" + id);\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
        merged: {
          'src/main/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    Key(String name) {\n        this.name = name;\n    }\n\n    public static Key of(String name) {\n        return new Key(name);\n    }\n\n    public static Key of(int id) {\n        return new Key("" + id);\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public static Key of(int id) {\n        return new Key("" + id);\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
      },
      '0.9 Both add Key.of to src/main/java/com/acme/Key.java, and both stand there once merged',
    ],
    [
      'a constructor made private, newly called',
      {
        base: {
          'src/main/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    public Key(String name) {\n        this.name = name;\n    }\n\n    public static Key of(String name) {\n        return new Key(name);\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    private Key(String name) {\n        this.name = name;\n    }\n\n    public static Key of(String name) {\n        return new Key(name);\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\nclass U {\n    Key key = new Key("a");\n}\n',
        },
      },
      '0.75 a makes the constructor of Key private to its file or type; b newly calls Key',
    ],
    [
      'a constant removed, of an enum in a class',
      {
        base: {
          'src/main/java/com/acme/A.java':
            'package com.acme;\n\npublic class A {\n    public enum Mode {\n        OLD,\n        NEW\n    }\n}\n',
          'src/main/java/com/acme/B.java':
            'package com.acme;\n\npublic class B {\n    public enum Mode {\n        OLD,\n        NEW\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/A.java':
            'package com.acme;\n\npublic class A {\n    public enum Mode {\n        NEW\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\nclass U {\n    Object m = A.Mode.OLD;\n}\n',
        },
      },
      '0.95 a removes A.Mode.OLD; b newly uses A.Mode.OLD',
    ],
    [
      'overloads removed: told once',
      {
        base: {
          'src/main/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    Key(String name) {\n        this.name = name;\n    }\n\n    public static Key of(String name) {\n        return new Key(name);\n    }\n\n    public static Key of(int id) {\n        return new Key("" + id);\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    Key(String name) {\n        this.name = name;\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\nclass U {\n    Key one = Key.of("a");\n    Key two = Key.of(1);\n}\n',
        },
      },
      '0.95 a removes Key.of; b newly calls Key.of',
    ],
    [
      'a class loses its constructor',
      {
        base: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    public Job(String name) {\n    }\n\n    public void run() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    public void run() {\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\nclass U {\n    Job job = new Job("a");\n}\n',
        },
      },
      '0.85 a removes the constructor of Job; b newly makes one with 1 argument',
    ],
    [
      'a class gets a constructor, newly made with a body',
      {
        base: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    int a;\n\n    public void run() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    int a;\n\n    public Job(Clock clock) {\n    }\n\n    public void run() {\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\nclass U {\n    Job job = new Job() {\n        int b;\n    };\n}\n',
        },
      },
      '0.85 a adds the constructor of Job, Job(Clock); b newly makes one with 0 arguments',
    ],
    [
      'a constant of a class removed',
      {
        base: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
        },
        a: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
        },
        b: { 'src/b/U.java': 'package b;\n\nimport a.K;\n\nclass U {\n    int n = K.LIMIT;\n}\n' },
      },
      '0.95 a removes K.LIMIT; b newly uses K.LIMIT',
    ],
    [
      'a constant renamed, newly used in its class',
      {
        base: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
        },
        a: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int MAX_LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
        },
        b: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return LIMIT;\n    }\n}\n',
        },
        merged: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int MAX_LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return LIMIT;\n    }\n}\n',
        },
      },
      '0.95 a renames K.LIMIT to MAX_LIMIT; b newly uses LIMIT',
    ],
    [
      'a field removed, newly used in its class',
      {
        base: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
        },
        a: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
        },
        b: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return total;\n    }\n}\n',
        },
        merged: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return total;\n    }\n}\n',
        },
      },
      '0.95 a removes K.total; b newly uses total',
    ],
    [
      'a constant removed, newly imported',
      {
        base: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
        },
        a: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
        },
        b: {
          'src/b/U.java':
            'package b;\n\nimport static a.K.LIMIT;\n\nclass U {\n    int n = LIMIT;\n}\n',
        },
      },
      '0.95 a removes K.LIMIT; b newly imports it from a.K.LIMIT',
    ],
    [
      'a constant of an interface removed',
      {
        base: {
          'src/a/K.java':
            'package a;\n\npublic interface K {\n    int LIMIT = 3;\n    int OTHER = 4;\n}\n',
        },
        a: { 'src/a/K.java': 'package a;\n\npublic interface K {\n    int OTHER = 4;\n}\n' },
        b: { 'src/b/U.java': 'package b;\n\nimport a.K;\n\nclass U {\n    int n = K.LIMIT;\n}\n' },
      },
      '0.95 a removes K.LIMIT; b newly uses K.LIMIT',
    ],
    [
      'a method renamed, newly referred to',
      {
        base: {
          'src/a/T.java':
            'package a;\n\npublic class T {\n    public static String normalize(String s) {\n        return s;\n    }\n\n    public static int n() {\n        return 1;\n    }\n}\n',
        },
        a: {
          'src/a/T.java':
            'package a;\n\npublic class T {\n    public static String canonical(String s) {\n        return s;\n    }\n\n    public static int n() {\n        return 1;\n    }\n}\n',
        },
        b: {
          'src/b/U.java':
            'package b;\n\nimport a.T;\nimport java.util.List;\n\nclass U {\n    List<String> f(List<String> in) {\n        return in.stream().map(T::normalize).toList();\n    }\n}\n',
        },
      },
      '0.95 a renames T.normalize to canonical; b newly uses T.normalize',
    ],
    [
      'a constructor of its package, in the tree of the tests',
      {
        base: {
          'core/src/main/java/s/Manager.java':
            'package s;\nclass Manager {\n  Manager(final A a, final B b) {}\n  int commit() { return 1; }\n}\n',
        },
        a: {
          'core/src/main/java/s/Manager.java':
            'package s;\nclass Manager {\n  Manager(final Time t, final A a, final B b) {}\n  int commit() { return 1; }\n}\n',
        },
        b: {
          'core/src/test/java/s/T.java':
            'package s;\nclass T {\n  void y() {\n    final Manager manager = new Manager(null, null) {\n      @Override\n      int commit() { return 2; }\n    };\n  }\n}\n',
        },
      },
      '0.95 a changes the constructor of Manager from Manager(A, B) to Manager(Time, A, B); b newly calls it with 2 arguments',
    ],
    [
      'an overload gone from an interface, and a class that overrides both',
      {
        base: {
          'a/s/W.java':
            'package a.s;\npublic interface W<K, V> extends St {\n  void put(K key, V value);\n  void put(K key, V value, long at);\n  int size();\n}\n',
        },
        a: {
          'a/s/W.java':
            'package a.s;\npublic interface W<K, V> extends St {\n  void put(K key, V value, long at);\n  int size();\n}\n',
        },
        b: {
          'a/t/R.java':
            'package a.t;\nimport a.s.W;\npublic class R\n    extends Wrapped<S, Object>\n    implements W<Bytes, byte[]> {\n  @Override\n  public void put(final Bytes key, final byte[] value) { put(key, value, 0L); }\n  @Override\n  public void put(final Bytes key, final byte[] value, final long at) {}\n  public int size() { return 1; }\n}\n',
        },
      },
      '0.85 a changes W.put from void put(K, V) to void put(K, V, long); b newly gives R the old one',
    ],
    [
      'overloads of which none takes what is written out',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public Rest(int ms, Map<K, V> m) {}\n  public Rest(Struct s) {}\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public Rest(Data d) {}\n  public Rest(Struct s, short v) {}\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  Rest f(Map<K, V> m) { return new Rest(1000, m); }\n}\n',
        },
      },
      '0.95 a changes the constructor of Rest from Rest(int, Map<K, V>) to Rest(Data); b newly calls it with 2 arguments',
    ],
    [
      'a text becomes another type, put where a text must stand',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static String load(String p) { return x; }\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static Path load(String p) { return x; }\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  void f() { String text = Rest.load("a"); }\n}\n',
        },
      },
      '0.75 a changes Rest.load from String load(String) to Path load(String); b newly puts what it gives where String must stand',
    ],
    [
      'a method of the type becomes one of values',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static int size() { return x; }\n}\n',
        },
        a: {
          'a/Rest.java': 'package a;\npublic class Rest {\n  public int size() { return x; }\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  int f() { return Rest.size(); }\n}\n',
        },
      },
      '0.85 a makes Rest.size one of a value; b newly calls it on the type',
    ],
    [
      'an interface leaves to others what it had',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic interface Rest {\n  int get();\n  default void stop() {}\n}\n',
        },
        a: {
          'a/Rest.java': 'package a;\npublic interface Rest {\n  int get();\n  void stop();\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User implements Rest {\n  public int get() { return 1; }\n}\n',
        },
      },
      '0.85 a leaves Rest.stop to every Rest; b newly makes User one, without it',
    ],
    [
      'a class without a name replaces a method that takes more now',
      {
        base: { 'a/Rest.java': 'package a;\npublic interface Rest {\n  int get(String k);\n}\n' },
        a: {
          'a/Rest.java':
            'package a;\npublic interface Rest {\n  int get(Context c, String k);\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  Rest make() {\n    return new Rest() {\n      @Override\n      public int get(String k) { return 1; }\n    };\n  }\n}\n',
        },
      },
      '0.85 a changes Rest.get from int get(String) to int get(Context, String); b newly gives anonymous the old one',
    ],
    [
      'a method of an interface gives another type, and the new one the old',
      {
        base: {
          'a/Rest.java': 'package a;\npublic interface Rest {\n  String get(String k);\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic interface Rest {\n  Optional<String> get(String k);\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User implements Rest {\n  public String get(String k) { return k; }\n}\n',
        },
      },
      '0.85 a changes Rest.get from String get(String) to Optional<String> get(String); b newly gives User the old one',
    ],
    [
      'a method throws what must be caught, and nothing catches it',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static String load(String p) { return p; }\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static String load(String p) throws IOException { return p; }\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  String f() { return Rest.load("a"); }\n}\n',
        },
      },
      '0.8 a lets Rest.load throw IOException; b newly calls it where nothing catches that or hands it on',
    ],
    [
      'a method throws what must be caught, called in a lambda of one that hands it on',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static String load(String p) { return p; }\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static String load(String p) throws IOException { return p; }\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  void f() throws IOException {\n    all.forEach(one -> Rest.load(one));\n  }\n}\n',
        },
      },
      '0.8 a lets Rest.load throw IOException; b newly calls it where nothing catches that or hands it on',
    ],
  ],
  silent: [
    [
      'a method gone that a derived class has its own of',
      {
        base: {
          't/Base.java': 'package t;\npublic class Base {\n  void load(String a) {}\n}\n',
          't/Kid.java': 'package t;\npublic class Kid extends Base {\n}\n',
          't/Own.java':
            'package t;\npublic class Own extends Base {\n  void load(String a) {}\n}\n',
        },
        a: { 't/Base.java': 'package t;\npublic class Base {\n  \n}\n' },
        b: { 't/U.java': 'package t;\nclass U { void f(Own own) { own.load("a"); } }\n' },
      },
    ],
    [
      'a method changed that a derived class has its own of',
      {
        base: {
          't/Base.java': 'package t;\npublic class Base {\n  void load(String a) {}\n}\n',
          't/Kid.java': 'package t;\npublic class Kid extends Base {\n}\n',
          't/Own.java':
            'package t;\npublic class Own extends Base {\n  void load(String a) {}\n}\n',
        },
        a: {
          't/Base.java': 'package t;\npublic class Base {\n  void load(String a, int n) {}\n}\n',
        },
        b: { 't/U.java': 'package t;\nclass U { void f(Own own) { own.load("a"); } }\n' },
      },
    ],
    [
      'a method of a class that inherits nothing',
      {
        base: {
          't/Base.java': 'package t;\npublic class Base {\n  void load(String a) {}\n}\n',
          't/Kid.java': 'package t;\npublic class Kid extends Base {\n}\n',
          't/Other.java': 'package t;\npublic class Other {\n}\n',
        },
        a: {
          't/Base.java': 'package t;\npublic class Base {\n  void load(String a, int n) {}\n}\n',
        },
        b: { 't/U.java': 'package t;\nclass U { void f(Other other) { other.load("a"); } }\n' },
      },
    ],
    [
      'asked once less in a file',
      {
        base: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void a() { Flag done = Flag.of(); done.setTrue(); }\n  void b() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
        a: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void a() { Flag done = Flag.of(); done.set(true); }\n  void b() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
        b: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void c() { Flag done = Flag.of(); done.setTrue(); }\n  void a() { Flag done = Flag.of(); done.setTrue(); }\n  void b() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
        merged: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void c() { Flag done = Flag.of(); done.setTrue(); }\n  void a() { Flag done = Flag.of(); done.set(true); }\n  void b() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
      },
    ],
    [
      'asked but once before',
      {
        base: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void a() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
        a: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void a() { Flag done = Flag.of(); done.set(true); }\n}\n',
        },
        b: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void c() { Flag done = Flag.of(); done.setTrue(); }\n  void a() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
        merged: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void c() { Flag done = Flag.of(); done.setTrue(); }\n  void a() { Flag done = Flag.of(); done.set(true); }\n}\n',
        },
      },
    ],
    [
      'gone with the functions that asked, and nothing instead',
      {
        base: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void a() { Flag done = Flag.of(); done.setTrue(); }\n  void b() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
        a: { 't/T.java': 'package t;\nimport lib.Flag;\nclass T {\n}\n' },
        b: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void c() { Flag done = Flag.of(); done.setTrue(); }\n  void a() { Flag done = Flag.of(); done.setTrue(); }\n  void b() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
        merged: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void c() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
      },
    ],
    [
      'no longer asked in another file',
      {
        base: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void a() { Flag done = Flag.of(); done.setTrue(); }\n  void b() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
        a: {
          't/T.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void a() { Flag done = Flag.of(); done.set(true); }\n  void b() { Flag done = Flag.of(); done.set(true); }\n}\n',
        },
        b: {
          't/U.java':
            'package t;\nimport lib.Flag;\nclass T {\n  void c() { Flag done = Flag.of(); done.setTrue(); }\n}\n',
        },
      },
    ],
    [
      'a base class gets an overload of a method that is newly overridden',
      {
        base: {
          'a/Base.java':
            'package a;\npublic abstract class Base {\n  void close() {}\n  protected void hook(int a) {}\n}\n',
          'a/X.java': 'package a;\npublic class X extends Base {\n  int q;\n}\n',
        },
        a: {
          'a/Base.java':
            'package a;\npublic abstract class Base {\n  void close() {}\n  protected void hook(int a) {}\n  protected void hook(long a) {}\n}\n',
        },
        b: {
          'a/X.java':
            'package a;\npublic class X extends Base {\n  int q;\n  @Override\n  protected void hook(int a) {}\n}\n',
        },
      },
    ],
    [
      'a constructor more',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  public Svc(int a) {}\n  public Svc(int a, int b) {}\n}\n',
        },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { Object x = new Svc(1); }\n' },
      },
    ],
    [
      'a class of the same name in another package',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc { public static void go(int a) {} }\n',
          'c/Svc.java': 'package c;\npublic class Svc { public static void go(int a) {} }\n',
        },
        a: {
          'a/Svc.java': 'package a;\npublic class Svc { public static void go(int a, int b) {} }\n',
        },
        b: { 'b/U.java': 'package b;\nimport c.Svc;\nclass U { void f() { Svc.go(1); } }\n' },
      },
    ],
    [
      'a parameter takes every object',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(String a) {}\n}\n',
        },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(Object a) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { void f(Svc s) { s.go("x"); } }\n' },
      },
    ],
    [
      'a parameter takes every collection',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public void go(List<String> a) {}\n}\n',
        },
        a: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  public void go(Collection<String> a) {}\n}\n',
        },
        b: { 'b/U.java': 'package b;\nimport a.Svc;\nclass U { void f(Svc s) { s.go(x); } }\n' },
      },
    ],
    [
      'a private method of the same name in another class',
      {
        base: {
          'a/A.java': 'package a;\nclass A { private void prep(int x) {} }\n',
          'a/B.java': 'package a;\nclass B { private void prep(int x) {} }\n',
        },
        a: { 'a/A.java': 'package a;\nclass A { private void prep(int x, int y) {} }\n' },
        b: {
          'a/B.java':
            'package a;\nclass B { private void prep(int x) {}\n void q() { prep(1); } }\n',
        },
      },
    ],
    [
      'a method of the same name in the class itself',
      {
        base: {
          'a/Base.java': 'package a;\npublic class Base {\n  protected void setup(int a) {}\n}\n',
        },
        a: {
          'a/Base.java':
            'package a;\npublic class Base {\n  protected void setup(int a, int b) {}\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Base;\nclass User extends Base {\n  void setup(int a) {}\n  void go() { setup(1); }\n}\n',
        },
      },
    ],
    [
      'an interface gains a default method',
      {
        base: { 'a/Job.java': 'package a;\npublic interface Job {\n  void run();\n}\n' },
        a: {
          'a/Job.java':
            'package a;\npublic interface Job {\n  void run();\n  default void stop() {}\n}\n',
        },
        b: {
          'b/U.java':
            'package b;\nimport a.Job;\nclass User implements Job {\n  public void run() {}\n}\n',
        },
      },
    ],
    [
      'only exceptions change',
      {
        base: {
          'a/Svc.java': 'package a;\npublic class Svc {\n  public int go() { return 1; }\n}\n',
        },
        a: {
          'a/Svc.java':
            'package a;\npublic class Svc {\n  public int go() throws LoadFailed { return 1; }\n}\n',
        },
        b: {
          'b/U.java': 'package b;\nimport a.Svc;\nclass User { int f(Svc s) { return s.go(); } }\n',
        },
      },
    ],
    [
      'everything is brought from another package',
      {
        base: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a) {}\n}\n' },
        a: { 'a/Svc.java': 'package a;\npublic class Svc {\n  public Svc(int a, int b) {}\n}\n' },
        b: { 'b/U.java': 'package b;\nimport c.*;\nclass User { Object o = new Svc(1); }\n' },
      },
    ],
    [
      'an override removed that the base has',
      {
        base: {
          'a/Base.java':
            'package a;\npublic class Base {\n  public int load(int a) { return a; }\n}\n',
          'a/Sub.java':
            'package a;\npublic class Sub extends Base {\n  @Override\n  public int load(int a) { return super.load(a); }\n}\n',
        },
        a: { 'a/Sub.java': 'package a;\npublic class Sub extends Base {\n}\n' },
        b: {
          'b/U.java':
            'package b;\nimport a.Sub;\nclass User { int f(Sub s) { return s.load(1); } }\n',
        },
      },
    ],
    [
      'a class becomes abstract, newly made with a body',
      {
        base: {
          'src/main/java/com/acme/task/Task.java':
            'package com.acme.task;\n\npublic class Task {\n    protected final String name;\n\n    public Task(String name) {\n        this.name = name;\n    }\n\n    public void run() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/task/Task.java':
            'package com.acme.task;\n\npublic abstract class Task {\n    protected final String name;\n\n    public Task(String name) {\n        this.name = name;\n    }\n\n    public abstract void run();\n}\n',
        },
        b: {
          'src/main/java/com/acme/Main.java':
            'package com.acme;\n\nimport com.acme.task.Task;\n\nclass Main {\n    void main() {\n        new Task("x") {\n            @Override\n            public void run() {\n            }\n        }.run();\n    }\n}\n',
        },
      },
    ],
    [
      'a class gets two constructors, one that asks for nothing',
      {
        base: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    public void run() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    protected Job() {\n    }\n\n    public Job(Clock clock) {\n    }\n\n    public void run() {\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/M.java':
            'package com.acme;\n\npublic class M extends Job {\n    @Override\n    public void run() {\n    }\n}\n',
        },
      },
    ],
    [
      'an interface gets a default method, newly met by a reference',
      {
        base: {
          'src/main/java/com/acme/F.java':
            'package com.acme;\n\npublic interface F {\n    boolean ok(String s);\n}\n',
        },
        a: {
          'src/main/java/com/acme/F.java':
            'package com.acme;\n\npublic interface F {\n    boolean ok(String s);\n\n    default String name() {\n        return "";\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\nclass U {\n    F f = String::isEmpty;\n}\n',
        },
      },
    ],
    [
      'a builder is built with one more, another one in a chain',
      {
        base: {
          'src/main/java/com/acme/ContextBuilder.java':
            'package com.acme;\n\npublic class ContextBuilder {\n    public ContextBuilder setBinding(String name, Object value) {\n        return this;\n    }\n\n    public Context build() {\n        return null;\n    }\n}\n',
          'src/main/java/com/acme/Other.java':
            'package com.acme;\n\npublic class Other {\n    public Other build() {\n        return this;\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/ContextBuilder.java':
            'package com.acme;\n\npublic class ContextBuilder {\n    public ContextBuilder setBinding(String name, Object value) {\n        return this;\n    }\n\n    public Context build(Types types) {\n        return null;\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/T.java':
            'package com.acme;\n\nclass T {\n    Meta m = Meta.newBuilder()\n        .setRecords("a")\n        .build();\n}\n',
        },
      },
    ],
    [
      'an overload that both add and git makes one',
      {
        base: {
          'a/Key.java':
            'package a;\n\npublic class Key {\n    static Key of(String s) { return null; }\n}\n',
        },
        a: {
          'a/Key.java':
            'package a;\n\npublic class Key {\n    static Key of(String s) { return null; }\n    static Key of(int n) { return null; }\n}\n',
        },
        b: {
          'a/Key.java':
            'package a;\n\npublic class Key {\n    static Key of(String s) { return null; }\n    static Key of(int n) { return null; }\n    int last;\n}\n',
        },
        merged: {
          'a/Key.java':
            'package a;\n\npublic class Key {\n    static Key of(String s) { return null; }\n    static Key of(int n) { return null; }\n    int last;\n}\n',
        },
      },
    ],
    [
      'a constructor made private, and its type named',
      {
        base: {
          'src/main/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    public Key(String name) {\n        this.name = name;\n    }\n\n    public static Key of(String name) {\n        return new Key(name);\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    private Key(String name) {\n        this.name = name;\n    }\n\n    public static Key of(String name) {\n        return new Key(name);\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\nclass U {\n    Key key = Key.of("a");\n}\n',
        },
      },
    ],
    [
      'a class moved to other sources, in its package',
      {
        base: {
          'core/src/test/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    Key(String name) {\n        this.name = name;\n    }\n\n    public static Key of(String name) {\n        return new Key(name);\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
        a: {
          'core/src/test/java/com/acme/Key.java': null,
          'core/src/testFixtures/java/com/acme/Key.java':
            'package com.acme;\n\npublic class Key {\n    private final String name;\n\n    Key(String name) {\n        this.name = name;\n    }\n\n    public static Key of(String name) {\n        return new Key(name);\n    }\n\n    public String name() {\n        return name;\n    }\n\n    public String more() {\n        return name;\n    }\n\n    public String last() {\n        return name;\n    }\n}\n',
        },
        b: {
          'core/src/test/java/com/acme/two/U.java':
            'package com.acme.two;\n\nimport com.acme.Key;\n\nclass U {\n    Key key = Key.of("a");\n}\n',
        },
      },
    ],
    [
      'a constant removed, of an enum that another class has, too',
      {
        base: {
          'src/main/java/com/acme/A.java':
            'package com.acme;\n\npublic class A {\n    public enum Mode {\n        OLD,\n        NEW\n    }\n}\n',
          'src/main/java/com/acme/B.java':
            'package com.acme;\n\npublic class B {\n    public enum Mode {\n        OLD,\n        NEW\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/A.java':
            'package com.acme;\n\npublic class A {\n    public enum Mode {\n        NEW\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\nclass U {\n    Object m = B.Mode.OLD;\n}\n',
        },
      },
    ],
    [
      'a constructor takes any number, newly derived from',
      {
        base: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    public Job() {\n    }\n\n    public void run() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    public Job(String... names) {\n    }\n\n    public void run() {\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/Mail.java':
            'package com.acme;\n\npublic class Mail extends Job {\n    @Override\n    public void run() {\n    }\n}\n',
        },
      },
    ],
    [
      'a constructor takes one, another any number, newly derived from',
      {
        base: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    public Job() {\n    }\n\n    public void run() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    public Job(Clock clock) {\n    }\n\n    public Job(String... names) {\n    }\n\n    public void run() {\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/Mail.java':
            'package com.acme;\n\npublic class Mail extends Job {\n    @Override\n    public void run() {\n    }\n}\n',
        },
      },
    ],
    [
      'a class gets a constructor, an old derived class a method',
      {
        base: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    int a;\n\n    public void run() {\n    }\n}\n',
          'src/main/java/com/acme/Mail.java':
            'package com.acme;\n\npublic class Mail extends Job {\n    @Override\n    public void run() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    int a;\n\n    public Job(Clock clock) {\n    }\n\n    public void run() {\n    }\n}\n',
          'src/main/java/com/acme/Mail.java':
            'package com.acme;\n\npublic class Mail extends Job {\n    public Mail() {\n        super(Clock.get());\n    }\n\n    @Override\n    public void run() {\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/Mail.java':
            'package com.acme;\n\npublic class Mail extends Job {\n    @Override\n    public void run() {\n    }\n\n    void send() {\n    }\n}\n',
        },
        merged: {
          'src/main/java/com/acme/Mail.java':
            'package com.acme;\n\npublic class Mail extends Job {\n    public Mail() {\n        super(Clock.get());\n    }\n\n    @Override\n    public void run() {\n    }\n\n    void send() {\n    }\n}\n',
        },
      },
    ],
    [
      'a class gets a constructor, newly derived from with one',
      {
        base: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    int a;\n\n    public void run() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    int a;\n\n    public Job(Clock clock) {\n    }\n\n    public void run() {\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/Mail.java':
            'package com.acme;\n\npublic class Mail extends Job {\n    Mail() {\n        super(Clock.systemUTC());\n        this.a = 1;\n    }\n}\n',
        },
      },
    ],
    [
      'a class gets a constructor, another one of its name is derived from',
      {
        base: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    int a;\n\n    public void run() {\n    }\n}\n',
        },
        a: {
          'src/main/java/com/acme/Job.java':
            'package com.acme;\n\npublic class Job {\n    int a;\n\n    public Job(Clock clock) {\n    }\n\n    public void run() {\n    }\n}\n',
        },
        b: {
          'src/main/java/com/acme/mail/Mail.java':
            'package com.acme.mail;\n\nimport org.quartz.Job;\n\npublic class Mail extends Job {\n    int b;\n}\n',
        },
      },
    ],
    [
      'another overload of what is newly overridden changes',
      {
        base: {
          'src/main/java/com/acme/Base.java':
            'package com.acme;\n\npublic abstract class Base {\n    public abstract void on(String a);\n\n    public abstract void on(int a);\n}\n',
        },
        a: {
          'src/main/java/com/acme/Base.java':
            'package com.acme;\n\npublic abstract class Base {\n    public abstract void on(Path a);\n\n    public abstract void on(int a);\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\npublic abstract class U extends Base {\n    @Override\n    public void on(int a) {\n    }\n}\n',
        },
      },
    ],
    [
      'only words before a type change, of what is newly overridden',
      {
        base: {
          'src/main/java/com/acme/Base.java':
            'package com.acme;\n\npublic abstract class Base {\n    public abstract void on(String a);\n}\n',
        },
        a: {
          'src/main/java/com/acme/Base.java':
            'package com.acme;\n\npublic abstract class Base {\n    public abstract void on(@Nonnull final java.lang.String a);\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\npublic class U extends Base {\n    @Override\n    public void on(String a) {\n    }\n}\n',
        },
      },
    ],
    [
      'what is newly overridden suits the new demand',
      {
        base: {
          'src/main/java/com/acme/Base.java':
            'package com.acme;\n\npublic abstract class Base {\n    public abstract void on(String a);\n}\n',
        },
        a: {
          'src/main/java/com/acme/Base.java':
            'package com.acme;\n\npublic abstract class Base {\n    public abstract void on(String a, int b);\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\npublic class U extends Base {\n    @Override\n    public void on(String a, int b) {\n    }\n}\n',
        },
      },
    ],
    [
      'a constant more, and a switch over another enum that shares one',
      {
        base: {
          'src/main/java/com/acme/A.java':
            'package com.acme;\n\npublic enum A {\n    ONE,\n    TWO;\n}\n',
          'src/main/java/com/acme/B.java':
            'package com.acme;\n\npublic enum B {\n    ONE,\n    BIG;\n}\n',
        },
        a: {
          'src/main/java/com/acme/A.java':
            'package com.acme;\n\npublic enum A {\n    ONE,\n    TWO,\n    THREE;\n}\n',
        },
        b: {
          'src/main/java/com/acme/U.java':
            'package com.acme;\n\nclass U {\n    int n(B b) {\n        return switch (b) {\n            case ONE -> 1;\n            case BIG -> 2;\n        };\n    }\n}\n',
        },
      },
    ],
    [
      'a field removed, and a variable of its name',
      {
        base: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
        },
        a: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
        },
        b: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        int total = 2;\n        return total;\n    }\n}\n',
        },
        merged: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        int total = 2;\n        return total;\n    }\n}\n',
        },
      },
    ],
    [
      'a constant of a class removed, that another has',
      {
        base: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    public static final int LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
          'src/a/L.java':
            'package a;\n\npublic class L {\n    public static final int LIMIT = 4;\n}\n',
        },
        a: {
          'src/a/K.java':
            'package a;\n\npublic class K {\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
        },
        b: {
          'src/b/U.java':
            'package b;\n\nimport a.L;\n\nclass U {\n    int n = L.LIMIT;\n    int LIMIT = 2;\n}\n',
        },
      },
    ],
    [
      'a constant moved to the base of its class',
      {
        base: {
          'src/a/K.java':
            'package a;\n\npublic class K extends Base {\n    public static final int LIMIT = 3;\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
          'src/a/Base.java': 'package a;\n\npublic class Base {\n    int x;\n}\n',
        },
        a: {
          'src/a/K.java':
            'package a;\n\npublic class K extends Base {\n    private int total;\n\n    public static int n() {\n        return 1;\n    }\n\n    public int m() {\n        return 2;\n    }\n\n    public int o() {\n        return 2;\n    }\n}\n',
          'src/a/Base.java':
            'package a;\n\npublic class Base {\n    int x;\n    public static final int LIMIT = 3;\n}\n',
        },
        b: { 'src/b/U.java': 'package b;\n\nimport a.K;\n\nclass U {\n    int n = K.LIMIT;\n}\n' },
      },
    ],
    [
      'a constructor of another package, in the tree of the tests',
      {
        base: {
          'core/src/main/java/s/Manager.java':
            'package s;\nclass Manager {\n  Manager(final A a, final B b) {}\n  int commit() { return 1; }\n}\n',
        },
        a: {
          'core/src/main/java/s/Manager.java':
            'package s;\nclass Manager {\n  Manager(final Time t, final A a, final B b) {}\n  int commit() { return 1; }\n}\n',
        },
        b: {
          'core/src/test/java/u/T.java':
            'package u;\nclass T {\n  void y() {\n    final Manager manager = new Manager(null, null) {\n      @Override\n      int commit() { return 2; }\n    };\n  }\n}\n',
        },
      },
    ],
    [
      'an overload gone from an interface, and a class that has it as its own',
      {
        base: {
          'a/s/W.java':
            'package a.s;\npublic interface W<K, V> extends St {\n  void put(K key, V value);\n  void put(K key, V value, long at);\n  int size();\n}\n',
        },
        a: {
          'a/s/W.java':
            'package a.s;\npublic interface W<K, V> extends St {\n  void put(K key, V value, long at);\n  int size();\n}\n',
        },
        b: {
          'a/t/R.java':
            'package a.t;\nimport a.s.W;\npublic class R\n    extends Wrapped<S, Object>\n    implements W<Bytes, byte[]> {\n  public void put(final Bytes key, final byte[] value) { put(key, value, 0L); }\n  @Override\n  public void put(final Bytes key, final byte[] value, final long at) {}\n  public int size() { return 1; }\n}\n',
        },
      },
    ],
    [
      'a method of types that a class chooses gets one more, and the class has it so',
      {
        base: {
          'a/s/W.java':
            'package a.s;\npublic interface W<K, V> extends St {\n  void put(K key, V value);\n  int size();\n}\n',
        },
        a: {
          'a/s/W.java':
            'package a.s;\npublic interface W<K, V> extends St {\n  void put(K key, V value, long at);\n  int size();\n}\n',
        },
        b: {
          'a/t/R.java':
            'package a.t;\nimport a.s.W;\npublic class R\n    extends Wrapped<S, Object>\n    implements W<Bytes, byte[]> {\n  @Override\n  public void put(final Bytes key, final byte[] value, final long at) {}\n  public int size() { return 1; }\n}\n',
        },
      },
    ],
    [
      'overloads of which one takes what is written out',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public Rest(int ms, Map<K, V> m) {}\n  public Rest(Struct s) {}\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public Rest(Data d) {}\n  public Rest(long ms, Map<K, V> v) {}\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  Rest f(Map<K, V> m) { return new Rest(1000, m); }\n}\n',
        },
      },
    ],
    [
      'a list becomes a kind of list, put where a list must stand',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static List<String> load(String p) { return x; }\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static ArrayList<String> load(String p) { return x; }\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  void f() { List<String> text = Rest.load("a"); }\n}\n',
        },
      },
    ],
    [
      'a result becomes another type, put into a variable that has its type',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static String load(String p) { return x; }\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static Path load(String p) { return x; }\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  void f() { var text = Rest.load("a"); }\n}\n',
        },
      },
    ],
    [
      'an interface leaves to others what it had, and they have it',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic interface Rest {\n  int get();\n  default void stop() {}\n}\n',
        },
        a: {
          'a/Rest.java': 'package a;\npublic interface Rest {\n  int get();\n  void stop();\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User implements Rest {\n  public int get() { return 1; }\n  public void stop() {}\n}\n',
        },
      },
    ],
    [
      'a method of an interface gives what is wider',
      {
        base: {
          'a/Rest.java': 'package a;\npublic interface Rest {\n  List<String> get(String k);\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic interface Rest {\n  Collection<String> get(String k);\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User implements Rest {\n  public List<String> get(String k) { return x; }\n}\n',
        },
      },
    ],
    [
      'a result becomes a kind of it, put where it must stand',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static Reader open() { return x; }\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static FileReader open() { return x; }\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  void f() { Reader r = Rest.open(); }\n}\n',
        },
      },
    ],
    [
      'a text becomes anything, newly given a text',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static void log(String m) {}\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static <T> void log(T m) {}\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  void f() { Rest.log("a"); }\n}\n',
        },
      },
    ],
    [
      'a method throws what must be caught, and it is handed on',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static String load(String p) { return p; }\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static String load(String p) throws IOException { return p; }\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  String f() throws IOException { return Rest.load("a"); }\n}\n',
        },
      },
    ],
    [
      'a method throws what need not be caught',
      {
        base: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static String load(String p) { return p; }\n}\n',
        },
        a: {
          'a/Rest.java':
            'package a;\npublic class Rest {\n  public static String load(String p) throws LoadFailed { return p; }\n}\n',
        },
        b: {
          'b/User.java':
            'package b;\nimport a.Rest;\nclass User {\n  String f() { return Rest.load("a"); }\n}\n',
        },
      },
    ],
  ],
});
