/** Rules of the API detector about exceptions of Java that must be caught or declared. */
import { hold } from '../api-rules.ts';

/** Somebody who is about to use something. */
const APP = {
  'src/main/java/p/App.java': 'package p;\npublic class App {\n}\n',
};
/** A method that throws nothing, and the same that throws something. */
const MEASURED = {
  'src/main/java/p/Base.java':
    'package p;\npublic class Base {\npublic int measure() {\nreturn 1;\n}\n}\n',
};
const MEASURED_BY_READING = {
  'src/main/java/p/Base.java':
    'package p;\nimport java.io.IOException;\npublic class Base {\npublic int measure() throws IOException {\nreturn 1;\n}\n}\n',
};
/** A method that throws something, and the same that throws nothing. */
const SIZED_BY_READING = {
  'src/main/java/p/Base.java':
    'package p;\nimport java.io.IOException;\npublic class Base {\npublic int size() throws IOException {\nreturn 1;\n}\n}\n',
};
const SIZED = {
  'src/main/java/p/Base.java':
    'package p;\npublic class Base {\npublic int size() {\nreturn 1;\n}\n}\n',
};
/** A constructor that throws something, and the same that throws nothing. */
const MADE_BY_READING = {
  'src/main/java/p/Base.java':
    'package p;\nimport java.io.IOException;\npublic class Base {\npublic Base(int n) throws IOException {\n}\n}\n',
};
const MADE = {
  'src/main/java/p/Base.java': 'package p;\npublic class Base {\npublic Base(int n) {\n}\n}\n',
};
const STORE = {
  'src/main/java/p/Store.java': 'package p;\npublic interface Store {\nvoid save(String s);\n}\n',
};

hold({
  found: [
    [
      'an exception thrown now, in a function that may throw none',
      {
        base: {
          ...MEASURED,
          ...APP,
        },
        a: {
          ...MEASURED_BY_READING,
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.util.function.*;\npublic class App {\nvoid z(Base b) throws Exception {\nSupplier<Integer> s = () -> b.measure();\n}\n}\n',
        },
      },
      '0.8 a lets Base.measure throw IOException; b newly calls it where nothing catches that or hands it on',
    ],
    [
      'an exception no longer thrown, newly caught',
      {
        base: {
          ...SIZED_BY_READING,
          ...APP,
        },
        a: {
          ...SIZED,
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.io.IOException;\npublic class App {\nint z(Base b) {\ntry {\nreturn b.size();\n}\ncatch (IOException e) {\nreturn 0;\n}\n}\n}\n',
        },
      },
      '0.8 a no longer lets Base.size throw IOException; b newly catches that where nothing else can throw it',
    ],
    [
      'an exception that a constructor no longer throws, newly caught',
      {
        base: {
          ...MADE_BY_READING,
          ...APP,
        },
        a: {
          ...MADE,
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.io.IOException;\npublic class App {\nBase z() {\ntry {\nreturn new Base(1);\n}\ncatch (IOException e) {\nreturn null;\n}\n}\n}\n',
        },
      },
      '0.8 a no longer lets the constructor of Base throw IOException; b newly catches that where nothing else can throw it',
    ],
    [
      'an exception that a constructor throws now',
      {
        base: {
          ...MADE,
          ...APP,
        },
        a: {
          ...MADE_BY_READING,
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nBase z() {\nreturn new Base(1);\n}\n}\n',
        },
      },
      '0.8 a lets the constructor of Base throw IOException; b newly calls it where nothing catches that or hands it on',
    ],
    [
      'an exception that an interface no longer lets through',
      {
        base: {
          'src/main/java/p/Store.java':
            'package p;\nimport java.io.IOException;\npublic interface Store {\nvoid save(String s) throws IOException;\n}\n',
        },
        a: {
          ...STORE,
        },
        b: {
          'src/main/java/p/Disk.java':
            'package p;\nimport java.io.IOException;\npublic class Disk implements Store {\n@Override public void save(String s) throws IOException {\n}\n}\n',
        },
      },
      '0.85 a no longer lets Store.save throw IOException; b newly gives Disk the old one',
    ],
    [
      'an exception that a replaced method no longer throws',
      {
        base: {
          'src/main/java/p/Base.java':
            'package p;\nimport java.io.IOException;\npublic class Base {\npublic void close() throws IOException {\n}\n}\n',
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\npublic class Base {\npublic void close() {\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.io.IOException;\npublic class App extends Base {\npublic void close() throws IOException {\nsuper.close();\n}\n}\n',
        },
      },
      '0.85 a no longer lets Base.close throw IOException; b newly gives App the old one',
    ],
  ],
  silent: [
    [
      'an exception thrown now, where a test expects it',
      {
        base: {
          ...MEASURED,
          'src/test/java/p/Check.java':
            'package p;\npublic class Check {\npublic interface Call {\nvoid call() throws Throwable;\n}\npublic static void assertThatThrownBy(Call c) {\n}\n}\n',
          'src/test/java/p/BaseTest.java': 'package p;\npublic class BaseTest {\n}\n',
        },
        a: {
          ...MEASURED_BY_READING,
        },
        b: {
          'src/test/java/p/BaseTest.java':
            'package p;\npublic class BaseTest {\nvoid z(Base b) {\nCheck.assertThatThrownBy(() -> b.measure());\n}\n}\n',
        },
      },
    ],
    [
      'an exception thrown now, in a task that may throw it',
      {
        base: {
          ...MEASURED,
          ...APP,
        },
        a: {
          ...MEASURED_BY_READING,
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.util.concurrent.*;\npublic class App {\nvoid z(Base b) {\nCallable<Integer> c = () -> b.measure();\n}\n}\n',
        },
      },
    ],
    [
      'an exception no longer thrown, caught around something else, too',
      {
        base: {
          'src/main/java/p/Base.java':
            'package p;\nimport java.io.IOException;\npublic class Base {\npublic int size() throws IOException {\nreturn 1;\n}\npublic int more() throws IOException {\nreturn 1;\n}\n}\n',
          ...APP,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\nimport java.io.IOException;\npublic class Base {\npublic int size() {\nreturn 1;\n}\npublic int more() throws IOException {\nreturn 1;\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.io.IOException;\npublic class App {\nint z(Base b) {\ntry {\nreturn b.size() + b.more();\n}\ncatch (IOException e) {\nreturn 0;\n}\n}\n}\n',
        },
      },
    ],
    [
      'an exception no longer thrown, caught with all others',
      {
        base: {
          'src/main/java/p/Base.java':
            'package p;\nimport java.io.IOException;\npublic class Base {\npublic int size() throws Exception {\nreturn 1;\n}\n}\n',
          ...APP,
        },
        a: {
          ...SIZED,
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\npublic class App {\nint z(Base b) {\ntry {\nreturn b.size();\n}\ncatch (Exception e) {\nreturn 0;\n}\n}\n}\n',
        },
      },
    ],
    [
      'a narrower exception than the one that is caught',
      {
        base: {
          ...SIZED_BY_READING,
          ...APP,
        },
        a: {
          'src/main/java/p/Base.java':
            'package p;\nimport java.io.FileNotFoundException;\npublic class Base {\npublic int size() throws FileNotFoundException {\nreturn 1;\n}\n}\n',
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.io.IOException;\npublic class App {\nint z(Base b) {\ntry {\nreturn b.size();\n}\ncatch (IOException e) {\nreturn 0;\n}\n}\n}\n',
        },
      },
    ],
    [
      'an exception no longer thrown, where something is closed',
      {
        base: {
          ...SIZED_BY_READING,
          ...APP,
        },
        a: {
          ...SIZED,
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.io.*;\npublic class App {\nint z(Base b, Reader r) {\ntry (Reader own = r) {\nreturn b.size();\n}\ncatch (IOException e) {\nreturn 0;\n}\n}\n}\n',
        },
      },
    ],
    [
      'an exception no longer let through, and a new method that throws none',
      {
        base: {
          'src/main/java/p/Store.java':
            'package p;\nimport java.io.IOException;\npublic interface Store {\nvoid save(String s) throws IOException;\n}\n',
        },
        a: {
          ...STORE,
        },
        b: {
          'src/main/java/p/Disk.java':
            'package p;\npublic class Disk implements Store {\n@Override public void save(String s) {\n}\n}\n',
        },
      },
    ],
    [
      'an exception no longer said that need not be said',
      {
        base: {
          'src/main/java/p/Store.java':
            'package p;\npublic interface Store {\nvoid save(String s) throws IllegalStateException;\n}\n',
        },
        a: {
          ...STORE,
        },
        b: {
          'src/main/java/p/Disk.java':
            'package p;\npublic class Disk implements Store {\n@Override public void save(String s) throws IllegalStateException {\n}\n}\n',
        },
      },
    ],
    [
      'an exception that a constructor throws now, handed on',
      {
        base: {
          ...MADE,
          ...APP,
        },
        a: {
          ...MADE_BY_READING,
        },
        b: {
          'src/main/java/p/App.java':
            'package p;\nimport java.io.IOException;\npublic class App {\nBase z() throws IOException {\nreturn new Base(1);\n}\n}\n',
        },
      },
    ],
  ],
});
