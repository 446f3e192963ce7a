/** Rules of the API detector about types of Java: what they hide, close, hand down and have without writing it. */
import { hold } from '../api-rules.ts';

/** Somebody in the package `p`, who is about to use something. */
const APP = {
  'src/main/java/p/App.java': 'package p;\npublic class App {\n}\n',
};
/** The same in another package. */
const ELSEWHERE = {
  'src/main/java/r/App.java': 'package r;\npublic class App {\n}\n',
};
const BASE_WITH_SIZE = {
  'src/main/java/p/Base.java':
    'package p;\npublic class Base {\npublic int size() {\nreturn 1;\n}\n}\n',
};

const SHAPE = {
  'src/main/java/p/Shape.java': 'package p;\npublic interface Shape {\n}\n',
};
const SEALED_SHAPE = {
  'src/main/java/p/Shape.java': 'package p;\npublic sealed interface Shape permits Circle {\n}\n',
};

hold({
  found: [
    [
      'a list of something else asked for',
      {
        base: {
          'src/main/java/p/Base.java':
            'package p;\nimport java.util.*;\npublic class Base {\npublic static String source(List<String> all) {\nreturn "";\n}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\nimport java.util.*;\npublic class Base {\npublic static String source(List<Integer> all) {\nreturn "";\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.util.*;\npublic class App {\nString z(List<String> all) {\nreturn Base.source(all);\n}\n}\n',
        },
      },
      '0.6 a changes Base.source from String source(List<String>) to String source(List<Integer>); b newly calls it',
    ],
    [
      'a map of anything to something else asked for',
      {
        base: {
          'src/main/java/p/Base.java':
            'package p;\nimport java.util.*;\npublic class Base {\npublic static String source(Map<String, String> all) {\nreturn "";\n}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\nimport java.util.*;\npublic class Base {\npublic static <K> String source(Map<K, Integer> all) {\nreturn "";\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.util.*;\npublic class App {\nString z(Map<String, String> all) {\nreturn Base.source(all);\n}\n}\n',
        },
      },
      '0.6 a changes Base.source from String source(Map<String, String>) to String source(Map<K, Integer>); b newly calls it',
    ],
    [
      'an interface sealed, newly implemented',
      {
        base: {
          ...SHAPE,
          'src/main/java/p/Circle.java':
            'package p;\npublic final class Circle implements Shape {\n}\n',
          ...APP,
        },
        a: {
          ...SEALED_SHAPE,
        },
        b: {
          'src/main/java/p/App.java': 'package p;\npublic final class App implements Shape {\n}\n',
        },
      },
      '0.85 a seals Shape; b newly derives App from it',
    ],
    [
      'a class sealed, newly derived from',
      {
        base: {
          'src/main/java/p/Shape.java': 'package p;\npublic abstract class Shape {\n}\n',
          'src/main/java/p/Circle.java':
            'package p;\npublic final class Circle extends Shape {\n}\n',
        },
        a: {
          'src/main/java/p/Shape.java':
            'package p;\npublic abstract sealed class Shape permits Circle {\n}\n',
        },
        b: {
          'src/main/java/p/Square.java':
            'package p;\npublic final class Square extends Shape {\n}\n',
        },
      },
      '0.85 a seals Shape; b newly derives Square from it',
    ],
    [
      'an interface sealed, and a lambda for it',
      {
        base: {
          'src/main/java/p/Rule.java':
            'package p;\npublic interface Rule {\nboolean is(int n);\n}\n',
          'src/main/java/p/Even.java':
            'package p;\npublic final class Even implements Rule {\npublic boolean is(int n) {\nreturn true;\n}\n}\n',
        },
        a: {
          'src/main/java/p/Rule.java':
            'package p;\npublic sealed interface Rule permits Even {\nboolean is(int n);\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nRule rule = n -> n > 1;\n}\n',
        },
      },
      '0.85 a seals Rule; b newly derives a lambda from it',
    ],
    [
      'a class gone beside code in Kotlin',
      {
        base: {
          'src/main/java/p/Conf.java':
            'package p;\npublic class Conf {\npublic int size() {\nreturn 1;\n}\n}\n',
          ...APP,
          'src/main/kotlin/p/Use.kt': 'package p\nval conf = Conf()\n',
        },
        a: {
          'src/main/java/p/Conf.java': null,
          'src/main/kotlin/p/Use.kt': 'package p\nclass Settings\n',
        },
        b: {
          'src/main/java/p/App.java': 'package p;\npublic class App {\nConf z;\n}\n',
        },
      },
      '0.95 a removes Conf; b newly uses Conf',
    ],
    [
      'a protected method, newly called from elsewhere',
      {
        base: {
          ...BASE_WITH_SIZE,
          ...ELSEWHERE,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\npublic class Base {\nprotected int size() {\nreturn 1;\n}\n}\n',
        },
        b: {
          'src/main/java/r/App.java':
            'package r;\nimport p.Base;\npublic class App {\nint z(Base b) {\nreturn b.size();\n}\n}\n',
        },
      },
      '0.75 a makes Base.size private to its package and what is derived from it; b newly calls b.size',
    ],
    [
      'a constructor only its package sees, newly called from elsewhere',
      {
        base: {
          'src/main/java/p/Base.java':
            'package p;\npublic class Base {\npublic Base(int n) {\n}\n}\n',
          ...ELSEWHERE,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\npublic class Base {\nBase(int n) {\n}\npublic static Base of(int n) {\nreturn new Base(n);\n}\n}\n',
        },
        b: {
          'src/main/java/r/App.java':
            'package r;\nimport p.Base;\npublic class App {\nBase z() {\nreturn new Base(1);\n}\n}\n',
        },
      },
      '0.75 a makes the constructor of Base private to its package; b newly calls Base',
    ],
    [
      'a field renamed whose getter an annotation writes',
      {
        base: {
          'src/main/java/p/Conf.java':
            'package p;\nimport lombok.Data;\n@Data public class Conf {\nprivate int size;\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Conf.java':
            'package p;\nimport lombok.Data;\n@Data public class Conf {\nprivate int length;\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nint z(Conf c) {\nreturn c.getSize();\n}\n}\n',
        },
      },
      '0.95 a renames Conf.getSize to getLength; b newly calls c.getSize',
    ],
    [
      'a method only its package sees, called from another one',
      {
        base: {
          ...BASE_WITH_SIZE,
          ...ELSEWHERE,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\npublic class Base {\nint size() {\nreturn 1;\n}\n}\n',
        },
        b: {
          'src/main/java/r/App.java':
            'package r;\npublic class App {\nint z(p.Base b) {\nreturn b.size();\n}\n}\n',
        },
      },
      '0.75 a makes Base.size private to its package; b newly calls b.size',
    ],
    [
      'a class only its package sees, imported by another one',
      {
        base: {
          ...BASE_WITH_SIZE,
          ...ELSEWHERE,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\nclass Base {\npublic int size() {\nreturn 1;\n}\n}\n',
        },
        b: {
          'src/main/java/r/App.java':
            'package r;\nimport p.Base;\npublic class App {\nint z(Base b) {\nreturn b.size();\n}\n}\n',
        },
      },
      '0.75 a makes Base private to its package; b newly uses Base',
    ],
    [
      'a class made final, newly derived from',
      {
        base: {
          'src/main/java/p/Base.java': 'package p;\npublic class Base {\n}\n',
          ...APP,
        },
        a: { 'src/main/java/p/Base.java': 'package p;\npublic final class Base {\n}\n' },
        b: { 'src/main/java/p/App.java': 'package p;\npublic class App extends Base {\n}\n' },
      },
      '0.85 a makes Base final; b newly derives App from it',
    ],
    [
      'a method made final, newly replaced',
      {
        base: {
          'src/main/java/p/Base.java': 'package p;\npublic class Base {\npublic void run() {}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\npublic class Base {\npublic final void run() {}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App extends Base {\n@Override public void run() {}\n}\n',
        },
      },
      '0.85 a makes Base.run final; b newly replaces it in App',
    ],
    [
      'a class turned into an interface, newly derived from',
      {
        base: {
          'src/main/java/p/Base.java': 'package p;\npublic class Base {\npublic void run() {}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\npublic interface Base {\ndefault void run() {}\n}\n',
        },
        b: { 'src/main/java/p/App.java': 'package p;\npublic class App extends Base {\n}\n' },
      },
      '0.85 a turns Base from a class into an interface; b newly derives App from it',
    ],
    [
      'an interface turned into a class, newly implemented',
      {
        base: {
          'src/main/java/p/Base.java':
            'package p;\npublic interface Base {\ndefault void run() {}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\npublic abstract class Base {\nvoid run() {}\n}\n',
        },
        b: { 'src/main/java/p/App.java': 'package p;\npublic class App implements Base {\n}\n' },
      },
      '0.85 a turns Base from an interface into a class; b newly derives App from it',
    ],
    [
      'a case renamed, named by an import of all of them',
      {
        base: {
          'src/main/java/p/Kind.java': 'package p;\npublic enum Kind {\nRED, BLUE }\n',
          ...APP,
        },
        a: { 'src/main/java/p/Kind.java': 'package p;\npublic enum Kind {\nCRIMSON, BLUE }\n' },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport static p.Kind.*;\npublic class App {\nKind z() {\nreturn RED;\n}\n}\n',
        },
      },
      '0.95 a renames Kind.RED to CRIMSON; b newly uses RED',
    ],
    [
      'a constructor that asks for something, called by none that is written',
      {
        base: {
          'src/main/java/p/Base.java': 'package p;\npublic class Base {\npublic Base() {}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\npublic class Base {\npublic Base(int n) {}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App extends Base {\nApp() {\nSystem.out.println();\n}\n}\n',
        },
      },
      '0.95 a changes the constructor of Base from Base() to Base(int); b newly calls it with 0 arguments',
    ],
    [
      'a class in a class renamed',
      {
        base: {
          'src/main/java/p/Box.java':
            'package p;\npublic class Box {\npublic static class Part {\n}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Box.java':
            'package p;\npublic class Box {\npublic static class Piece {\n}\n}\n',
        },
        b: { 'src/main/java/p/App.java': 'package p;\npublic class App {\nBox.Part z;\n}\n' },
      },
      '0.95 a renames Box.Part to Piece; b newly uses Box.Part',
    ],
    [
      'a class in a class moved out of it',
      {
        base: {
          'src/main/java/p/Box.java':
            'package p;\npublic class Box {\npublic static class Part {\n}\n}\n',
          'src/main/java/q/App.java': 'package q;\npublic class App {\n}\n',
        },
        a: {
          'src/main/java/p/Box.java': 'package p;\npublic class Box {\n}\n',
          'src/main/java/p/Part.java': 'package p;\npublic class Part {\n}\n',
        },
        b: {
          'src/main/java/q/App.java':
            'package q;\nimport p.Box;\npublic class App {\nBox.Part z;\n}\n',
        },
      },
      '0.8 a moves Box.Part to src/main/java/p/Part.java; b newly uses Box.Part',
    ],
    [
      'a record instead of a class with getters',
      {
        base: {
          'src/main/java/p/Point.java':
            'package p;\npublic class Point {\nprivate final int left;\npublic Point(int left) {\nthis.left = left;\n}\npublic int getLeft() {\nreturn left;\n}\n}\n',
          ...APP,
        },
        a: { 'src/main/java/p/Point.java': 'package p;\npublic record Point(int left) {\n}\n' },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nint z(Point p) {\nreturn p.getLeft();\n}\n}\n',
        },
      },
      '0.95 a renames Point.getLeft to left; b newly calls p.getLeft',
    ],
  ],
  silent: [
    [
      'a list of anything asked for',
      {
        base: {
          'src/main/java/p/Base.java':
            'package p;\nimport java.util.*;\npublic class Base {\npublic static String source(List<String> all) {\nreturn "";\n}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\nimport java.util.*;\npublic class Base {\npublic static <T> String source(List<T> all) {\nreturn "";\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.util.*;\npublic class App {\nString z(List<String> all) {\nreturn Base.source(all);\n}\n}\n',
        },
      },
    ],
    [
      'a class derived from one that a sealed interface lets in',
      {
        base: {
          ...SHAPE,
          'src/main/java/p/Circle.java': 'package p;\npublic class Circle implements Shape {\n}\n',
        },
        a: {
          ...SEALED_SHAPE,
          'src/main/java/p/Circle.java':
            'package p;\npublic non-sealed class Circle implements Shape {\n}\n',
        },
        b: { 'src/main/java/p/Round.java': 'package p;\npublic class Round extends Circle {\n}\n' },
      },
    ],
    [
      'an interface no longer sealed',
      {
        base: {
          ...SEALED_SHAPE,
          'src/main/java/p/Circle.java':
            'package p;\npublic final class Circle implements Shape {\n}\n',
        },
        a: { ...SHAPE },
        b: {
          'src/main/java/p/Circle.java':
            'package p;\npublic final class Circle implements Shape {\nint r() {\nreturn 1;\n}\n}\n',
        },
      },
    ],
    [
      'an interface sealed in its file, to which the other adds a class',
      {
        base: {
          'src/main/java/p/Shape.java':
            'package p;\n\npublic interface Shape {\n\n  final class Circle implements Shape {}\n\n  int a = 1;\n  int b = 2;\n  int c = 3;\n  int d = 4;\n}\n',
        },
        a: {
          'src/main/java/p/Shape.java':
            'package p;\n\npublic sealed interface Shape {\n\n  final class Circle implements Shape {}\n\n  int a = 1;\n  int b = 2;\n  int c = 3;\n  int d = 4;\n}\n',
        },
        b: {
          'src/main/java/p/Shape.java':
            'package p;\n\npublic interface Shape {\n\n  final class Circle implements Shape {}\n\n  int a = 1;\n  int b = 2;\n  int c = 3;\n  int d = 4;\n\n  final class Square implements Shape {}\n}\n',
        },
      },
    ],
    [
      "an interface sealed that has another one's name",
      {
        base: {
          'src/main/java/q/Shape.java': 'package q;\npublic interface Shape {\n}\n',
          'src/main/java/q/Circle.java':
            'package q;\npublic final class Circle implements Shape {\n}\n',
          ...SHAPE,
        },
        a: {
          'src/main/java/q/Shape.java':
            'package q;\npublic sealed interface Shape permits Circle {\n}\n',
        },
        b: {
          'src/main/java/p/App.java': 'package p;\npublic final class App implements Shape {\n}\n',
        },
      },
    ],
    [
      'a name that is a method elsewhere',
      {
        base: {
          'src/main/java/p/Act.java':
            'package p;\npublic class Act {\nprotected int spark() {\nreturn 1;\n}\n}\n',
          'src/main/java/p/Base.java':
            'package p;\npublic class Base {\nprotected static int spark = 1;\n}\n',
          'src/main/java/q/App.java':
            'package q;\nimport p.Base;\npublic class App extends Base {\n}\n',
        },
        a: { 'src/main/java/p/Act.java': 'package p;\npublic class Act {\n}\n' },
        b: {
          'src/main/java/q/App.java':
            'package q;\nimport p.Base;\npublic class App extends Base {\nint z() {\nreturn spark;\n}\n}\n',
        },
      },
    ],
    [
      'a class and its file renamed, to which the other adds',
      {
        base: {
          'src/test/java/p/NewRewriteTest.java':
            'package p;\n\npublic class NewRewriteTest {\n    int load(int n) {\n        return n;\n    }\n\n    int one() {\n        return load(1);\n    }\n\n    int two() {\n        return load(2);\n    }\n\n    int three() {\n        return load(3);\n    }\n\n    int four() {\n        return load(4);\n    }\n}\n',
        },
        a: {
          'src/test/java/p/NewRewriteTest.java': null,
          'src/test/java/p/RewriteTest.java':
            'package p;\n\npublic class RewriteTest {\n    int load(int n) {\n        return n;\n    }\n\n    int one() {\n        return load(1);\n    }\n\n    int two() {\n        return load(2);\n    }\n\n    int three() {\n        return load(3);\n    }\n\n    int four() {\n        return load(4);\n    }\n}\n',
        },
        b: {
          'src/test/java/p/NewRewriteTest.java':
            'package p;\n\npublic class NewRewriteTest {\n    int load(int n) {\n        return n;\n    }\n\n    int one() {\n        return load(1);\n    }\n\n    int two() {\n        return load(2);\n    }\n\n    int three() {\n        return load(3);\n    }\n\n    int four() {\n        return load(4);\n    }\n\n    int five() {\n        return load(5);\n    }\n}\n',
        },
      },
    ],
    [
      'a class written in Kotlin now',
      {
        base: {
          'src/main/java/p/Conf.java':
            'package p;\npublic class Conf {\npublic int size() {\nreturn 1;\n}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Conf.java': null,
          'src/main/kotlin/p/Conf.kt': 'package p\nclass Conf { fun size(): Int = 1 }\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nint z(Conf c) {\nreturn c.size();\n}\n}\n',
        },
      },
    ],
    [
      'a protected method, newly called by a class that is derived',
      {
        base: {
          ...BASE_WITH_SIZE,
          ...ELSEWHERE,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\npublic class Base {\nprotected int size() {\nreturn 1;\n}\n}\n',
        },
        b: {
          'src/main/java/r/App.java':
            'package r;\nimport p.Base;\npublic class App extends Base {\nint z() {\nreturn size();\n}\n}\n',
        },
      },
    ],
    [
      'a constructor that asks for something beside one that does not, called by none that is written',
      {
        base: {
          'src/main/java/p/Base.java': 'package p;\npublic class Base {\npublic Base() {}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\npublic class Base {\npublic Base() {\nthis(1);\n}\npublic Base(int n) {}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App extends Base {\nApp() {\nSystem.out.println();\n}\n}\n',
        },
      },
    ],
    [
      'a class in a class that comes from the base now',
      {
        base: {
          'src/main/java/p/Outer.java':
            'package p;\npublic class Outer {\npublic static class Part {\npublic int n() {\nreturn 1;\n}\n}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Outer.java': 'package p;\npublic class Outer extends Holder {\n}\n',
          'src/main/java/p/Holder.java':
            'package p;\npublic class Holder {\npublic static class Part {\npublic int n() {\nreturn 1;\n}\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nint z(Outer.Part p) {\nreturn p.n();\n}\n}\n',
        },
      },
    ],
    [
      'a method only its package sees, called by its test',
      {
        base: {
          ...BASE_WITH_SIZE,
          'src/test/java/p/BaseTest.java': 'package p;\npublic class BaseTest {\n}\n',
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\npublic class Base {\nint size() {\nreturn 1;\n}\n}\n',
        },
        b: {
          'src/test/java/p/BaseTest.java':
            'package p;\npublic class BaseTest {\nint z(Base b) {\nreturn b.size();\n}\n}\n',
        },
      },
    ],
    [
      'a class made final, newly made',
      {
        base: {
          'src/main/java/p/Base.java': 'package p;\npublic class Base {\n}\n',
          ...APP,
        },
        a: { 'src/main/java/p/Base.java': 'package p;\npublic final class Base {\n}\n' },
        b: {
          'src/main/java/p/App.java': 'package p;\npublic class App {\nBase b = new Base();\n}\n',
        },
      },
    ],
    [
      "a method gone from a class that has another one's name, which an import of everything brings",
      {
        base: {
          'src/main/java/p/Repo.java':
            'package p;\npublic class Repo {\npublic int count() {\nreturn 1;\n}\n}\n',
          'src/main/java/q/Repo.java':
            'package q;\npublic class Repo {\npublic int count() {\nreturn 1;\n}\n}\n',
          ...ELSEWHERE,
        },
        a: {
          'src/main/java/p/Repo.java':
            'package p;\npublic class Repo {\npublic long total() {\nreturn 1;\n}\n}\n',
        },
        b: {
          'src/main/java/r/App.java':
            'package r;\nimport q.*;\npublic class App {\nint z(Repo r) {\nreturn r.count();\n}\n}\n',
        },
      },
    ],
    [
      'a class moved between two packages that are imported whole',
      {
        base: {
          'src/main/java/p/Thing.java': 'package p;\npublic class Thing {\n}\n',
          'src/main/java/q/Other.java': 'package q;\npublic class Other {\n}\n',
          ...ELSEWHERE,
        },
        a: {
          'src/main/java/p/Thing.java': null,
          'src/main/java/p/Keep.java': 'package p;\npublic class Keep {\n}\n',
          'src/main/java/q/Thing.java': 'package q;\npublic class Thing {\n}\n',
        },
        b: {
          'src/main/java/r/App.java':
            'package r;\nimport q.*;\nimport p.*;\npublic class App {\nThing t;\n}\n',
        },
      },
    ],
    [
      'getters and setters that an annotation of the class writes now',
      {
        base: {
          'src/main/java/p/Conf.java':
            'package p;\npublic class Conf {\nprivate int size;\npublic int getSize() {\nreturn size;\n}\npublic void setSize(int s) {\nsize = s;\n}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Conf.java':
            'package p;\nimport lombok.*;\n@Data public class Conf {\nprivate int size;\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nint z(Conf c) {\nc.setSize(1);\nreturn c.getSize();\n}\n}\n',
        },
      },
    ],
    [
      'getters that annotations of fields write now',
      {
        base: {
          'src/main/java/p/Conf.java':
            'package p;\npublic class Conf {\nprivate int size;\nprivate boolean on;\npublic int getSize() {\nreturn size;\n}\npublic boolean isOn() {\nreturn on;\n}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Conf.java':
            'package p;\nimport lombok.*;\npublic class Conf {\n@Getter private int size;\n@Getter private boolean on;\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nint z(Conf c) {\nreturn c.isOn() ? c.getSize() : 0;\n}\n}\n',
        },
      },
    ],
    [
      'a constructor that an annotation writes now',
      {
        base: {
          'src/main/java/p/Conf.java':
            'package p;\npublic class Conf {\nprivate final int size;\npublic Conf(int size) {\nthis.size = size;\n}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Conf.java':
            'package p;\nimport lombok.*;\n@RequiredArgsConstructor public class Conf {\nprivate final int size;\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nConf z() {\nreturn new Conf(1);\n}\n}\n',
        },
      },
    ],
    [
      'a record instead of a class with methods of the same names',
      {
        base: {
          'src/main/java/p/Point.java':
            'package p;\npublic class Point {\nprivate final int left;\npublic Point(int left) {\nthis.left = left;\n}\npublic int left() {\nreturn left;\n}\n}\n',
          ...APP,
        },
        a: { 'src/main/java/p/Point.java': 'package p;\npublic record Point(int left) {\n}\n' },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nint z() {\nreturn new Point(1).left();\n}\n}\n',
        },
      },
    ],
    [
      'a record with a component more and a constructor for the old ones',
      {
        base: {
          'src/main/java/p/Point.java': 'package p;\npublic record Point(int left) {\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Point.java':
            'package p;\npublic record Point(int left, int top) {\npublic Point(int left) {\nthis(left, 0);\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nint z() {\nreturn new Point(1).left();\n}\n}\n',
        },
      },
    ],
    [
      'a method more in an interface that an abstract class is made of',
      {
        base: {
          'src/main/java/p/Job.java': 'package p;\npublic interface Job {\nvoid run();\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Job.java':
            'package p;\npublic interface Job {\nvoid run();\nString name();\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic abstract class App implements Job {\npublic void run() {}\n}\n',
        },
      },
    ],
    [
      'a number that is an object now',
      {
        base: {
          'src/main/java/p/Repo.java':
            'package p;\npublic class Repo {\npublic int count() {\nreturn 1;\n}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Repo.java':
            'package p;\npublic class Repo {\npublic Integer count() {\nreturn 1;\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nint z(Repo r) {\nint n = r.count();\nreturn n;\n}\n}\n',
        },
      },
    ],
  ],
});
